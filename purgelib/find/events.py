"""Which event a number belongs to: the numbers of one sentence as arguments of its verbs, nouns and states."""

from typing import Any, NamedTuple

from spacy.tokens import Span

from purgelib.find.clauses import Clauses, Group
from purgelib.find.count_words import Noun, Verb, Words
from purgelib.find.frames import Found, find_frames

THINGS = "a count of things"
PARTITIVE = "a partitive"
NO_EVENT = "no event word takes it as its argument"


class Event(NamedTuple):
    """What takes a number as its argument: items of the cue, rule, verb group (None: a noun), doubt."""

    category: str
    start: int
    end: int
    rule: str
    group: Group | None
    hedged: bool
    denied: str  # "" or the word that negates it or makes it a plan


class Passage(NamedTuple):
    """A number of a sentence, with tokens counted from the start of the sentence."""

    span: Span
    number: Any
    start: int
    end: int
    head_end: int


def usable(passage: Passage, sentence: Span, words: Words) -> bool:
    """Whether the number may be one of people, also where its noun or its "of" alone would say that it is not."""
    reason = passage.number.reason
    if not reason:
        return True
    following = [token.lower_ for token in sentence[passage.end : passage.end + 8]]
    if reason.startswith(PARTITIVE):
        return following[:1] == ["of"] and following[1:2] in (["them"], ["whom"]) and following[2:3] in (["a"], ["an"])
    if reason != THINGS or len(following) < 2:
        return False
    if any(noun.role == "after" and not noun.rest for noun in words.nouns.get(following[0], ())):
        return True  # "103 testimonies"
    return _done_by_people(sentence[passage.end], following, words) or _done_to_people(following, words)


def _done_by_people(noun: Any, following: list[str], words: Words) -> bool:
    """ "Thousands march in Lima" is no count of marches"""
    forms = words.grammar.verbs.get(following[0], ())
    return (
        any("b" in form.kinds and form.base in words.doers for form in forms)
        and words.grammar.kinds.get(following[1], "W") in "PTDAWY"
        and noun.text.islower()
    )


def _done_to_people(following: list[str], words: Words) -> bool:
    """ "two monitors were arrested": whom one arrests is a person, whatever the noun"""
    for at, word in enumerate(following[1:4], start=1):
        kind = words.grammar.kinds.get(word, "W")
        forms = words.grammar.verbs.get(word, ())
        if any(form.base in words.human and set("dn") & set(form.kinds) for form in forms):
            return True
        if kind not in "BHAW" or (kind == "W" and at > 1 and forms):
            return False
    return False


class Events:
    """A sentence, its clauses, and the events of its numbers."""

    def __init__(
        self,
        sentence: Span,
        passages: list[Passage],
        words: Words,
        dates: list[tuple[Span, Any]],
        told: str = "",
    ):
        """`told`: the category of the count before, with which a number without an event of its own may go on."""
        self.sentence, self.passages, self.words, self.dates = sentence, passages, words, dates
        self.framed: dict[int, tuple[int, int]] = {}  # number -> items of the frame that tells its event
        self.tokens, self.at = _glue(sentence, passages)
        phrases = [
            (self.at[p.start], self.at[p.end], self._head_end(p)) if usable(p, sentence, words) else (-1, -1, -1)
            for p in passages
        ]
        taken = [(start, end) for start, _, end in phrases if start >= 0]
        times = [
            (self.at[span.start - sentence.start], self.at[min(span.end, sentence.end) - sentence.start])
            for span, _ in self.dates
        ]
        times = [
            (s, e) for s, e in times if not any(s < other_end and e > other_start for other_start, other_end in taken)
        ]
        self.clauses = Clauses(self.tokens, phrases, times, words.grammar)
        self.events: list[list[Event]] = [[] for _ in passages]
        frames = list(find_frames(self.clauses, words.frames))
        self._from_frames(frames)
        self._from_verbs()
        self._from_nouns()
        self._from_states()
        self._from_tolls()
        self._from_heads()
        self._from_company()
        self._from_asides()
        self._from_gaps()
        self._again(frames, told)

    def _head_end(self, passage: Passage) -> int:
        """The end of the number's noun phrase, without a verb that looks like its noun: "40 [detained]"."""
        start, end = self.at[passage.end], self.at[passage.head_end]
        following = [self.at[other.start] for other in self.passages if other.start >= passage.end]
        end = max(start, min([end, *following]))
        verbs = self.words.grammar.verbs
        if end == start:
            for at in range(start, min(start + 2, len(self.tokens))):
                nouns = self.words.nouns.get(self.tokens[at].lower(), ())
                if any(noun.role in ("after", "both") for noun in nouns):
                    return at + 1
        while end - start > 1 and self.tokens[end - 1].lower() in self.words.tails:
            end -= 1
        while end > start:
            forms = "".join(form.kinds for form in verbs.get(self.tokens[end - 1].lower(), ()))
            word = self.tokens[end - 1].lower()
            if not forms or ("n" not in forms and "d" not in forms and "g" not in forms):
                break
            if any(noun.role in ("after", "both", "state") for noun in self.words.nouns.get(word, ())):
                break
            end -= 1
        while end > start and self.tokens[end - 1].lower() in ("of", "the", "these", "those", ",", "and"):
            end -= 1
        if end == start and end < len(self.tokens) and self.tokens[end].lower() == "others":
            return end + 1
        return end

    # -- events --

    def _add(self, number: int, event: Event) -> None:
        if number < 0:
            return
        events = self.events[number]
        for i, other in enumerate(events):
            if other.category == event.category:
                if other.denied and not event.denied:
                    events[i] = event
                return
        events.append(event)

    def _from_frames(self, frames: list[Found]) -> None:
        """ "put the toll at 61", "there were 60 of us in a cell" """
        for frame, number, start, end in frames:
            if not frame.category:
                continue
            group = next((g for i in range(start, end) if (g := self.clauses.group_of.get(i)) is not None), None)
            denied = "" if frame.negates else self._denied(group)
            cue = self._frame_cue(number, start, end)
            self._add(number, Event(frame.category, *cue, "frame", group, self._hedged(group, number), denied))
            self.framed[number] = (start, end)

    def _frame_cue(self, number: int, start: int, end: int) -> tuple[int, int]:
        """The longer stretch of the frame before or after its number."""
        item = self.clauses.item_of_number[number]
        before, after = (start, item), (item + 1, end)
        best = max(before, after, key=lambda stretch: stretch[1] - stretch[0])
        return best if best[1] > best[0] else (start, end)

    def _again(self, frames: list[Found], told: str) -> None:
        """ "hospitals speak of nine": the number goes on with the event of the one before it"""
        for frame, number, start, end in frames:
            if frame.category or self.events[number] or self._has_noun(number):
                continue
            before = [event for other in range(number) for event in self.events[other]]
            category = before[-1].category if before else told
            if category:
                cue = self._frame_cue(number, start, end)
                self._add(number, Event(category, *cue, "again", None, self._hedged(None, number), ""))

    def _has_noun(self, number: int) -> bool:
        """Whether the number has a noun of its own, which then is somebody else."""
        value = self.passages[number].number
        return value.head_start >= 0 and value.head_end > value.head_start

    def _cue(self, group: Group) -> list[tuple[Verb, int]]:
        """The entries that the verb matches, with the item where the cue ends; a longer entry keeps out a shorter."""
        return next(iter(self._tiers(group)), [])

    def _tiers(self, group: Group) -> list[list[tuple[Verb, int]]]:
        """The entries that the verb matches, those with words that follow at once before those without."""
        clauses = self.clauses
        found: list[tuple[Verb, int]] = []
        for base in dict.fromkeys(group.bases):
            for verb in self.words.verbs.get(base, ()):
                if verb.negates and not group.negated:
                    continue
                end = group.end
                if verb.particles:
                    end = self._particles(group, verb.particles)
                    if end < 0:
                        continue
                if verb.later is not None and not self._later(group, end, verb):
                    continue
                if verb.role == "did" and group.passive and not group.agent:
                    continue
                found.append((verb, end))
        if group.via:
            found += [
                (verb, group.end)
                for verb in self.words.verbs.get(group.via, ())
                if verb.later is not None and verb.later.search(clauses.word[group.end - 1])
            ]
        at_once = [entry for entry in found if entry[0].particles]
        later = [entry for entry in found if entry[0].later is not None and not entry[0].particles]
        plain = [entry for entry in found if entry[0].later is None and not entry[0].particles]
        return [tier for tier in (at_once, later, plain) if tier]

    def _particles(self, group: Group, particles: tuple[str, ...]) -> int:
        word, kind = self.clauses.word, self.clauses.kind
        i = group.end
        if tuple(word[i : i + len(particles)]) == particles:
            return i + len(particles)
        if i < len(word) and kind[i] in "A" and tuple(word[i + 1 : i + 1 + len(particles)]) == particles:
            return i + 1 + len(particles)
        if group.active_object:
            end = self.clauses.np_end(i) if i < len(kind) and kind[i] in "WDNU" else i
            if tuple(word[end : end + len(particles)]) == particles:
                return end + len(particles)
        return -1

    def _later(self, group: Group, end: int, verb: Verb) -> bool:
        clauses = self.clauses
        stop = end
        while stop < len(clauses.items) and stop - end < 16 and clauses.kind[stop] not in ".:RS":
            other = clauses.group_of.get(stop)
            if other is not None and other is not group and clauses.kind[stop] in "BHMO":
                break
            stop += 1
        text = " ".join(clauses.lower[clauses.items[end].start : clauses.items[stop - 1].end]) if stop > end else ""
        if verb.later.search(text):
            return True
        if group.passive and group.agent:
            start = group.start
            while start > 0 and clauses.kind[start - 1] not in ".:R":
                start -= 1
            subject = " ".join(clauses.word[start : group.start])
            return subject in ("it", "they") or verb.later.search(subject) is not None
        if not verb.place:
            return False
        return any(
            clauses.kind[i] == "W" and clauses.tokens[clauses.items[i].start][:1].isupper()
            for i in range(end, min(stop, end + 4))
        )

    def _from_verbs(self) -> None:
        clauses = self.clauses
        for group in clauses.groups:
            if group.verb < 0:
                continue
            for tier in self._tiers(group):
                if self._from_tier(group, tier):
                    break

    def _from_tier(self, group: Group, tier: list[tuple[Verb, int]]) -> bool:
        """Adds the events that these entries find; whether there were any."""
        clauses = self.clauses
        found = False
        owner = clauses.owner(group)
        for verb, end in tier:
            if verb.role == "befell":
                if group.passive or (group.via and verb in self.words.verbs.get(group.via, ())):
                    numbers, rule = clauses.doers(group), owner.rule or group.rule or "subject"
                else:
                    numbers, rule = [*group.objects, *group.gap], "object" if group.objects else "relative"
                    if end > group.end and not numbers:
                        numbers = clauses.phrases_from(end)
            elif group.passive:
                numbers, rule = group.agent, "agent"
            else:
                numbers, rule = clauses.doers(group), owner.rule or "subject"
            if not numbers:
                continue
            found = True
            denied = self._denied(group)
            if verb.negates:
                denied = ""  # "four could not be revived"
            if denied == "agree" and verb.category == "admitted":
                denied = ""  # to agree to take in 60 is to admit them
            for number in numbers:
                if self._named(number) not in ("", verb.category):
                    continue  # "carried 19 corpses out"
                if rule == "object" and number in self.framed:
                    continue  # "took 90 survivors to tent camps" is told by a frame, not by "took ... camps"
                hedged = self._hedged(group, number)
                self._add(number, Event(verb.category, group.start, end, rule, group, hedged, denied))
            self._adjunct(group, end, numbers, denied)
        return found

    def _named(self, number: int) -> str:
        """The category that the number's own noun tells: "19 corpses"; "" if none."""
        passage = self.passages[number]
        end = self.clauses.items[self.clauses.item_of_number[number]].end
        for word in self.tokens[self.at[passage.end] : end]:
            for noun in self.words.nouns.get(word.lower(), ()):
                if noun.role in ("after", "state") and not noun.rest and noun.category == "killed":
                    return noun.category
        return ""

    def _adjunct(self, group: Group, end: int, numbers: list[int], denied: str) -> None:
        """ "died in custody following torture": a second event that follows as a bare noun"""
        clauses = self.clauses
        i, last = end, len(clauses.items)
        for _ in range(14):
            if (
                i >= last
                or clauses.kind[i] in ".:RS"
                or (i in clauses.group_of and clauses.group_of[i] is not group and clauses.kind[i] in "BHMO")
            ):
                return
            if clauses.word[i] in ("after", "following", "under", "from", "through", "amid"):
                at = i + 1
                while (at < last and clauses.kind[at] in 'A"') or (
                    at + 1 < last
                    and clauses.kind[at] == "W"
                    and clauses.word[at + 1] in self.words.nouns
                    and clauses.word[at] not in self.words.nouns
                ):
                    at += 1
                while at < last and (noun := self._bare_noun(at)):
                    for number in numbers:
                        self._add(
                            number, Event(noun, at, at + 1, "second event", group, self._hedged(group, number), denied)
                        )
                    at += 1
                    while at < last and clauses.kind[at] in ",C":
                        at += 1
            i += 1

    def _bare_noun(self, i: int) -> str:
        clauses = self.clauses
        following = clauses.word[i + 1] if i + 1 < len(clauses.word) else "."
        if following in ("of", "by") or (i + 1 < len(clauses.kind) and clauses.kind[i + 1] in "WN"):
            return ""
        for noun in self.words.nouns.get(clauses.word[i], ()):
            if noun.role in ("both", "of") and not noun.rest and noun.category in ("tortured", "detained"):
                return noun.category
        return ""

    def _noun_end(self, i: int, noun: Noun) -> int:
        """The item after the noun and its own words; -1 if they do not stand there."""
        word, rest = self.clauses.word, noun.rest
        if rest[:1] != ("~",):
            return i + 1 + len(rest) if tuple(word[i + 1 : i + 1 + len(rest)]) == rest else -1
        for at in range(i + 1, min(i + 5, len(word))):  # "in the high-security prison"
            if tuple(word[at : at + len(rest) - 1]) == rest[1:]:
                return at + len(rest) - 1
            if self.clauses.kind[at] not in "DWA":
                return -1
        return -1

    def _from_nouns(self) -> None:
        clauses = self.clauses
        last = len(clauses.items)
        for i in range(last):
            if clauses.kind[i] not in "WPV" or (nouns := self.words.nouns.get(clauses.word[i])) is None:
                continue
            if clauses.kind[i] == "V" and clauses.word[i + 1 : i + 2] != ["of"]:
                continue
            for noun in nouns:
                if noun.role not in ("of", "both"):
                    continue
                end = self._noun_end(i, noun)
                if end < 0:
                    continue
                if clauses.kind[end : end + 2] == [":", "N"] and clauses.word[end] == ":":
                    numbers = [clauses.items[end + 1].number]  # "Arrests: 118"
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
        last = len(clauses.items)
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

    def _noun_doubt(self, i: int) -> tuple[str, bool]:
        """What takes back an event told by a noun ("called for the arrest of 12"), and whether a word doubts it."""
        clauses, words = self.clauses, self.words
        hedged = False
        at = i - 1
        while at >= 0 and i - at < 7 and clauses.kind[at] in 'WDPTCA",' and at not in clauses.group_of:
            word = clauses.word[at]
            hedged = hedged or (word in words.hedges and i - at < 3)
            if word in ("no", "without", "against") or word in (
                "plans",
                "plan",
                "risk",
                "threat",
                "demands",
                "calls",
                "order",
                "orders",
                "threats",
            ):
                return word, hedged
            at -= 1
        group = clauses.group_of.get(at) if at >= 0 else None
        if group is not None and i - at < 7:
            phrase = {
                base if not rest else f"{base} {rest}"
                for base in group.bases
                for rest in ("", clauses.word[group.end] if group.end < len(clauses.word) else "")
            }
            if hits := phrase & words.hoped:
                return sorted(hits)[0], hedged
            if set(group.bases) & words.negated:
                return group.base, hedged
            if group.negated or (group.planned and set(group.bases) & words.causing):
                return self._denied(group), hedged
        return "", hedged

    def _from_states(self) -> None:
        clauses = self.clauses
        for i in range(1, len(clauses.items)):
            if clauses.kind[i] not in "WPVA" or (nouns := self.words.nouns.get(clauses.word[i])) is None:
                continue
            for noun in nouns:
                if noun.role != "state" or (end := self._noun_end(i, noun)) < 0:
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
        clauses = self.clauses
        for i in range(len(clauses.items)):
            word = clauses.word[i]
            if word in ("number", "total", "tally") and clauses.word[i + 1 : i + 2] == ["of"]:
                category, end = self._counted(i + 2)
                if category:
                    self._toll(i, end, category)
                    continue
            for noun in self.words.nouns.get(word, ()):
                if noun.role == "toll" and (end := self._noun_end(i, noun)) > 0:
                    self._toll(i, end, noun.category)
                    break

    def _counted(self, i: int) -> tuple[str, int]:
        """The event in "number of [men killed]", and where it ends."""
        clauses = self.clauses
        for at in range(i, min(i + 6, len(clauses.items))):
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
        i, last = end, len(clauses.items)
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
                number = clauses.items[i].number
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
            start, end = self.at[passage.end], self.clauses.items[item].end
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

    def _from_company(self) -> None:
        """ "held with dozens of others", "12 people, including three children": the event of the others"""
        clauses = self.clauses
        for number, events in enumerate(self.events):
            item = clauses.item_of_number.get(number)
            if events or item is None or item < 1:
                continue
            before = clauses.word[item - 1]
            start = clauses.np_start(item)
            if start < item:
                before = clauses.word[start - 1] if start else ""
            words = [token.lower() for token in self.tokens[clauses.items[item].start : clauses.items[item].end + 2]]
            if before in ("with", "alongside") and (
                "others" in words
                or "other" in words
                or clauses.word[start - 2 : start - 1] in (["along"], ["together"])
            ):
                group = self._group_before(start - 1)
                for verb, end in self._cue(group) if group is not None else ():
                    if (
                        verb.role == "befell" and (group.passive or clauses.word[start - 2] in ("along", "together"))
                    ) or verb.role == "did":
                        self._add(
                            number,
                            Event(
                                verb.category,
                                group.start,
                                end,
                                "with others",
                                group,
                                self._hedged(group, number),
                                self._denied(group),
                            ),
                        )
            elif start and clauses.group_of.get(clauses.before(start)) is not None and clauses.word[0] == "among":
                self._among(number, clauses.group_of[clauses.before(start)])
            elif before == "including" or (
                before in ("them", "whom", "those") and clauses.word[max(0, start - 2) : start - 1] == ["among"]
            ):
                self._share_events(number, item, "included")

    def _among(self, number: int, group: Group) -> None:
        """ "Among the dead were two nurses", "Among those arrested were 12" """
        clauses = self.clauses
        before = clauses.before(group.start)
        if group.base != "be" or before < 0:
            return
        for noun in self.words.nouns.get(clauses.word[before], ()):
            if noun.role == "state" and not noun.rest:
                self._add(
                    number,
                    Event(noun.category, before, before + 1, "among those", group, self._hedged(group, number), ""),
                )
        if (other := clauses.group_of.get(before)) is not None:
            for verb, end in self._cue(other):
                if other.passive == (verb.role == "befell"):
                    self._add(
                        number,
                        Event(verb.category, other.start, end, "among those", other, self._hedged(group, number), ""),
                    )

    def _group_before(self, i: int) -> Group | None:
        for at in range(i, max(-1, i - 12), -1):
            if at in self.clauses.group_of:
                return self.clauses.group_of[at]
        return None

    def _share_events(self, number: int, item: int, rule: str) -> None:
        """Gives the number the events of the number before it."""
        for other in range(number - 1, -1, -1):
            if self.events[other]:
                for event in self.events[other]:
                    self._add(number, event._replace(rule=rule))
                return

    def _from_asides(self) -> None:
        """ "12 people, three of them nurses, were held"; "among the dead were 87 Peruvians, 64 Chinese and nine crew" """
        clauses = self.clauses
        for number, events in enumerate(self.events):
            item = clauses.item_of_number.get(number)
            if events or item is None or not number:
                continue
            if any(number in group.subjects for group in clauses.groups):
                continue
            before = clauses.before(item)
            if before >= 0 and clauses.kind[before] == "D":
                before = clauses.before(before)
            follows = self._of_them(number, item)
            if follows and before >= 0 and clauses.kind[before] in ",C-(":
                self._share_events(number, item, "included")
                continue
            if before < 1 or clauses.kind[before] not in ",C" or not self.events[number - 1]:
                continue
            last = clauses.item_of_number.get(number - 1, -1)
            listed = self.events[number - 1][0].rule in ("included", "among those")
            if listed and not any(i in clauses.group_of for i in range(last, item)):
                self._share_events(number, item, "included")

    def _of_them(self, number: int, item: int) -> bool:
        """Whether "of them" follows the number, with a noun or phrase but no verb of its own."""
        clauses = self.clauses
        words = [token.lower() for token in self.tokens[self.at[self.passages[number].end] :][:2]]
        if words[:1] != ["of"] or words[1:] not in (["them"], ["whom"], ["these"], ["those"], ["us"]):
            return False
        i = item + 1
        while i < len(clauses.items) and (clauses.kind[i] in 'A"Y' or clauses.word[i] in ("of", *words)):
            i += 1
        if i >= len(clauses.items):
            return False
        return not (i in clauses.group_of and clauses.kind[i] in "BHMO")

    def _from_gaps(self) -> None:
        """ "12 people were arrested in Brest, five in Gomel": a bare number goes on with the event of the one before"""
        clauses = self.clauses
        for number, events in enumerate(self.events):
            item = clauses.item_of_number.get(number)
            if events or item is None or item < 1 or item + 1 >= len(clauses.items):
                continue
            if any(number in group.subjects or number in group.objects for group in clauses.groups):
                continue
            passage = self.passages[number]
            at = item - 1
            while at >= 0 and clauses.kind[at] in 'A"':
                at -= 1
            if clauses.word[max(0, item - 2) : item] in (["up", "from"], ["down", "from"]):
                self._share_events(number, item, "compared")
                continue
            if at < 0 or (clauses.kind[at] not in ",C-:(" and clauses.word[at] != "with"):
                continue
            tail = [token.lower() for token in self.tokens[self.at[passage.end] : clauses.items[item].end]]
            if tail and tail[-1] not in ("them", "more", "others", "whom"):
                continue
            following = item + 1
            while following < len(clauses.items) and (
                clauses.kind[following] in 'AY"' or clauses.word[following] in ("of", "them", "whom", "others", "more")
            ):
                following += 1
            if following < len(clauses.items) and clauses.word[following] in (
                "in",
                "by",
                "from",
                "at",
                "near",
                "on",
                "during",
                "under",
            ):
                self._share_events(number, item, "gapped")

    # -- doubt --

    def _denied(self, group: Group | None) -> str:
        """The word that negates the event or makes it a hope or a plan; "" where it is told as a fact."""
        if group is None:
            return ""
        clauses, words = self.clauses, self.words
        chain = [group]
        while (
            chain[-1].same is not None
            and len(chain) < 6
            and clauses.kind[chain[-1].start] == "V"
            and "g" not in chain[-1].form
        ):
            chain.append(chain[-1].same)
        for one in chain:
            if one.negated:
                return next((clauses.word[i] for i in range(one.start, one.end) if clauses.kind[i] == "X"), "not")
            if one.governor:
                return one.governor
            if one.planned:
                return next((clauses.word[i] for i in range(one.start, one.end) if clauses.kind[i] in "MWP"), "to")
        before = group
        for _ in range(4):
            if before.index == 0:
                break
            before = clauses.groups[before.index - 1]
            if before.passive and before.base not in ("expect", "hope", "plan"):
                continue
            if any(clauses.word[i] in ("who", "whom", "which", "where") for i in range(before.end, group.start)):
                break  # "urged it to free two nurses, whom soldiers took away"
            bases = set(before.bases)
            if bases & (words.hoped | words.negated) and self._takes_clause(before):
                return clauses.word[before.end - 1]
        i = group.start - 1
        while i >= 0 and clauses.kind[i] not in ".:R":
            if clauses.word[i] in words.conditions and clauses.kind[i] in "SM":
                return clauses.word[i]
            if i in clauses.group_of and clauses.group_of[i] is not group and clauses.kind[i] in "BHM":
                break
            i -= 1
        return ""

    def _takes_clause(self, group: Group) -> bool:
        """Whether a clause follows the verb: "hoped that 200", "hoped 200 would"."""
        clauses = self.clauses
        i = group.end
        while i < len(clauses.items) and clauses.kind[i] in 'A"Y':
            i += 1
        if i >= len(clauses.items):
            return False
        if clauses.word[i] == "that":
            return True
        if clauses.kind[i] not in "WDN":
            return False
        at = clauses.past_modifiers(clauses.np_end(i))
        other = clauses.group_of.get(at)
        return other is not None and clauses.kind[at] in "BHMTV"

    def _hedged(self, group: Group | None, number: int) -> bool:
        clauses, words = self.clauses, self.words
        item = clauses.item_of_number.get(number, 0)
        first = clauses.items[item].start
        if group is not None:
            if group.hedged or any(clauses.word[i] in words.hedges for i in range(group.start, group.end)):
                return True
            for at in (group.start - 1, group.end):
                if 0 <= at < len(clauses.items) and clauses.word[at] in words.hedges:
                    return True
            same = group.same
            if (
                same is not None
                and clauses.kind[group.start] == "V"
                and (same.hedged or any(clauses.word[i] in words.hedges for i in range(same.start, same.end)))
            ):
                return True
            if (
                same is not None
                and group.start
                and clauses.word[group.start - 1] == "as"
                and set(same.bases) & {"report", "describe"}
            ):
                return True
        at = clauses.np_start(item) - 1
        while at >= 0 and clauses.kind[at] in ',"':
            at -= 1
        if at >= 0 and clauses.word[at] in words.hedges:
            return True
        for other in clauses.groups:
            if other.start >= item:
                break
            if group is not None and other is group:
                continue
            if (
                set(other.bases) & words.hedged_that
                and (not other.passive or clauses.word[other.end : other.end + 1] == ["that"])
                and self._takes_clause(other)
            ):
                return True
        text = " ".join(clauses.lower[:first])
        return words.phrases.search(text) is not None

    def reason(self, number: int) -> str:
        """Why the number gave no count; "" if it gave one."""
        events = self.events[number]
        if any(not event.denied for event in events):
            return ""
        if events:
            word = events[0].denied
            if word in (
                "not",
                "n't",
                "n’t",
                "never",
                "no",
                "without",
                "neither",
                "hardly",
                "unlikely",
            ) or word.startswith(("den", "refut", "rul", "disprov")):
                return f"the event is negated: {word!r}"
            return f"the event is hoped for or planned: {word!r}"
        return NO_EVENT


def _glue(sentence: Span, passages: list[Passage]) -> tuple[list[str], list[int]]:
    """The words of a sentence, hyphened ones joined ("ill-treatment"), and for each token the word that it is in."""
    inside = {at for passage in passages for at in range(passage.start, passage.end)}
    tokens = [token.text for token in sentence]
    spaced = [bool(token.whitespace_) for token in sentence]
    words: list[str] = []
    at: list[int] = []
    i = 0
    while i < len(tokens):
        word, stop = tokens[i], i + 1
        while (
            stop + 1 < len(tokens) and tokens[stop] in ("-", "‑") and not spaced[stop - 1] and not spaced[stop]
            and not inside & {i, stop, stop + 1} and tokens[stop + 1][:1].isalpha()
        ):  # fmt: skip
            word += "-" + tokens[stop + 1]
            stop += 2
        at += [len(words)] * (stop - i)
        words.append(word)
        i = stop
    at.append(len(words))
    return words, at
