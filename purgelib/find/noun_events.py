"""Events that nouns and states tell: "the arrest of 12", "20 deaths", "behind bars", "the toll rose to 20"."""

from purgelib.find.passages import Event
from purgelib.find.verb_events import VerbEvents

COUNTING = frozenset({"number", "total", "tally"})


class NounEvents(VerbEvents):
    """The events of a sentence that its nouns and states tell."""

    def _from_nouns(self) -> None:
        clauses, nouns_of = self.clauses, self.words.nouns_of
        for i in [i for i, word in enumerate(clauses.word) if word in nouns_of]:
            if clauses.kind[i] not in "WPV" or (clauses.kind[i] == "V" and clauses.word[i + 1 : i + 2] != ["of"]):
                continue
            for noun in nouns_of[clauses.word[i]]:
                end = self._noun_end(i, noun)
                if end < 0:
                    continue
                if clauses.kind[end : end + 2] == [":", "N"] and clauses.word[end] == ":":
                    numbers = [clauses.number_of[end + 1]]  # "Arrests: 118"
                else:
                    numbers = self._of(end, bool(noun.rest))
                if not numbers:
                    continue
                denied, hedged = self._noun_doubt(i)
                for number in numbers:
                    self._add(
                        number, Event(noun.category, i, end, "noun", None, hedged or self._hedged(None, number), denied)
                    )
                break

    def _of(self, i: int, own: bool) -> list[int]:
        """The numbers that a noun's "of" leads to: "the arrest and beating in custody of 58 men"."""
        clauses = self.clauses
        last = len(clauses.kind)
        if own:
            return clauses.phrases_from(i, first=True)
        for _ in range(8):
            if i >= last:
                return []
            if clauses.word[i] == "of":
                return clauses.phrases_from(i + 1, first=True)
            if (
                clauses.kind[i] in ",C"
                and i + 1 < last
                and (clauses.word[i + 1] in self.words.nouns or clauses.kind[i + 1] in "W,C")
            ):
                i += 2
            elif clauses.word[i] in ("in", "at", "on", "by") and i + 1 < last and clauses.kind[i + 1] in "WDY":
                i = clauses.np_end(i + 1)
            else:
                return []
        return []

    def _from_states(self) -> None:
        clauses, states = self.clauses, self.words.states
        for i in [i for i, word in enumerate(clauses.word) if word in states and i]:
            if clauses.kind[i] not in "WPVA":
                continue
            nouns = states[clauses.word[i]]
            following = clauses.word[i + 1] if i + 1 < len(clauses.word) else ""
            for noun in nouns.get(following, nouns[""]):
                if noun.rest and noun.rest[-1] not in clauses.present:
                    continue
                if (end := self._noun_end(i, noun)) < 0:
                    continue
                if noun.rest[:1] == ("~",) and clauses.before(i) not in clauses.group_of:
                    continue  # "the guards in these prisons" are not held there
                self._state(i, end, noun.category)
                break

    def _state(self, i: int, end: int, category: str) -> None:
        clauses = self.clauses
        before = clauses.before(i)
        if before < 0:
            return
        group = clauses.group_of.get(before)
        denied = ""
        if group is not None:
            if not set(group.bases) & self.words.links and group.base != "be":
                return
            numbers = clauses.owner(group).subjects
            denied = self._denied(group)
            bare = clauses.kind[group.start] == "V" and set(group.bases) & self.words.confirming  # "16 feared dead"
            if (
                group.verb >= 0
                and not group.passive
                and not bare
                and group.base not in ("be", "remain", "stay", "lie", "live", "languish", "go", "become")
            ):
                return
        elif clauses.kind[before] in "WNUY":
            while before > 0 and clauses.kind[before] == "Y":
                before -= 1
            start = clauses.np_start(before)
            numbers = clauses.numbers_in(start, before + 1)
            if numbers:
                numbers = clauses.coordinated(start, numbers)
            verb = clauses.group_of.get(clauses.before(start))
            group = verb
            if verb is not None:
                denied = self._denied(verb)
        else:
            return
        for number in numbers:
            if self._named(number) not in ("", category):
                continue
            hedged = self._hedged(group, number) or (
                group is not None and set(group.bases) & self.words.hedged_that != set()
            )
            self._add(number, Event(category, i, end, "state", group, bool(hedged), denied))

    def _from_tolls(self) -> None:
        clauses, tolls = self.clauses, self.words.tolls
        for i in [i for i, word in enumerate(clauses.word) if word in tolls or word in COUNTING]:
            word = clauses.word[i]
            if word in COUNTING and clauses.word[i + 1 : i + 2] == ["of"]:
                category, end = self._counted(i + 2)
                if category:
                    self._toll(i, end, category)
                    continue
            for noun in tolls.get(word, ()):
                if (end := self._noun_end(i, noun)) > 0:
                    self._toll(i, end, noun.category)
                    break

    def _counted(self, i: int) -> tuple[str, int]:
        """The event in "number of [men killed]", and where it ends."""
        clauses = self.clauses
        for at in range(i, min(i + 6, len(clauses.kind))):
            group = clauses.group_of.get(at)
            if group is not None:
                if clauses.kind[group.start] != "V":
                    return "", at
                for verb, end in self._cue(group):
                    if verb.role == "befell" or "g" in group.form:
                        return verb.category, end
                return "", at
            for noun in self.words.nouns.get(clauses.word[at], ()):
                if noun.role in ("both", "after", "state") and (end := self._noun_end(at, noun)) > 0:
                    return noun.category, end
            if clauses.kind[at] not in "WDACU":
                return "", at
        return "", i

    def _toll(self, start: int, end: int, category: str) -> None:
        clauses, words = self.clauses, self.words
        i, last = end, len(clauses.kind)
        group = None
        for _ in range(20):
            if i >= last:
                return
            kind, word = clauses.kind[i], clauses.word[i]
            if kind == "N":
                before = clauses.word[i - 1]
                if before in ("by", "in", "on", "for", "during", "than"):
                    i += 1
                    continue
                number = clauses.number_of[i]
                hedged = self._hedged(group, number)
                denied = self._denied(group) if group is not None else ""
                if group is not None and denied in words.grammar.doubtful_modals and set(group.bases) & words.standing:
                    denied = ""  # "may exceed 200": doubted, no plan
                self._add(number, Event(category, start, end, "toll", group, hedged, denied))
                if before != "from":
                    return
                i += 1  # "rose from 12 to 17"
                continue
            if kind in "BHMOV":
                group = clauses.group_of.get(i)
                if group is None or (not set(group.bases) & words.toll_verbs and group.base != "be"):
                    return
                i = max(group.end, i + 1)
                continue
            if kind in ".RS" or word in ("and", ";"):
                return
            i += 1

    def _from_heads(self) -> None:
        """ "22 arrests", "the three dead", "14 detained activists": the number's own noun phrase tells the event"""
        for number, passage in enumerate(self.passages):
            item = self.clauses.item_of_number.get(number)
            if item is None:
                continue
            start, end = self.at[passage.end], self.clauses.ends[item]
            following = [word.lower() for word in self.tokens[start:end]]
            more = [word.lower() for word in self.tokens[end : end + 4]]
            for at, word in enumerate(following):
                for noun in self.words.nouns.get(word, ()):
                    if noun.role not in ("after", "both", "state"):
                        continue
                    tail = tuple([*following, *more][at + 1 : at + 1 + len(noun.rest)])
                    last = at + 1 == len(following) or following[at + 1 : at + 2] == ["of"] or len(noun.rest) > 0
                    if (
                        tail != noun.rest
                        or not last
                        or (noun.role == "both" and not word.endswith("s") and self.passages[number].number.low != 1)
                    ):
                        continue
                    group = next((g for g in self.clauses.groups if number in g.subjects or number in g.objects), None)
                    if group is not None and number in group.objects and set(group.bases) & self.words.sparing:
                        continue  # "saved 20 lives"
                    denied = self._denied(group) if group is not None else ""
                    self._add(
                        number,
                        Event(
                            noun.category,
                            item,
                            item + 1,
                            "noun after number",
                            group,
                            self._hedged(group, number),
                            denied,
                        ),
                    )
            if len(following) > 1:
                for word in following[:-1]:
                    for noun in self.words.nouns.get(word, ()):
                        if noun.role == "state" and not noun.rest:
                            self._add(
                                number,
                                Event(
                                    noun.category,
                                    item,
                                    item + 1,
                                    "state before noun",
                                    None,
                                    self._hedged(None, number),
                                    "",
                                ),
                            )
                    for form in self.words.grammar.verbs.get(word, ()):
                        if "n" not in form.kinds:
                            continue
                        for verb in self.words.verbs.get(form.base, ()):
                            if verb.role == "befell" and verb.later is None and not verb.particles:
                                self._add(
                                    number,
                                    Event(
                                        verb.category,
                                        item,
                                        item + 1,
                                        "participle before noun",
                                        None,
                                        self._hedged(None, number),
                                        "",
                                    ),
                                )
