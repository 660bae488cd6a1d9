"""What takes an event back or puts it in doubt: negation, plans and hopes, hedges."""

from collections.abc import Sequence

from spacy.tokens import Span

from purgelib.find.clauses import Clauses
from purgelib.find.count_words import Noun, Words
from purgelib.find.passages import NO_EVENT, Event, Passage
from purgelib.find.verb_groups import Group


class EventDoubt:
    """The events of a sentence, and how far each is told as a fact."""

    sentence: Span
    passages: list[Passage]
    words: Words
    tokens: list[str]
    at: Sequence[int]  # for each token of the sentence the word that it is in
    clauses: Clauses
    events: list[list[Event]]  # of each number
    framed: dict[int, tuple[int, int]]  # number -> items of the frame that tells its event
    rests: dict[tuple[int, int], tuple[str, int]]  # group and item -> the rest of the clause, and where it stops

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
        while i < len(clauses.kind) and clauses.kind[i] in 'A"Y':
            i += 1
        if i >= len(clauses.kind):
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
        first = clauses.starts[item]
        if group is not None:
            if group.hedged or any(clauses.word[i] in words.hedges for i in range(group.start, group.end)):
                return True
            for at in (group.start - 1, group.end):
                if 0 <= at < len(clauses.kind) and clauses.word[at] in words.hedges:
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

    def _named(self, number: int) -> str:
        """The category that the number's own noun tells: "19 corpses"; "" if none."""
        passage = self.passages[number]
        end = self.clauses.ends[self.clauses.item_of_number[number]]
        for word in self.tokens[self.at[passage.end] : end]:
            for noun in self.words.nouns.get(word.lower(), ()):
                if noun.role in ("after", "state") and not noun.rest and noun.category == "killed":
                    return noun.category
        return ""

    def _has_noun(self, number: int) -> bool:
        """Whether the number has a noun of its own, which then is somebody else."""
        value = self.passages[number].number
        return value.head_start >= 0 and value.head_end > value.head_start

    def _group_before(self, i: int) -> Group | None:
        for at in range(i, max(-1, i - 12), -1):
            if at in self.clauses.group_of:
                return self.clauses.group_of[at]
        return None

    def _noun_end(self, i: int, noun: Noun) -> int:
        """The item after the noun and its own words; -1 if they do not stand there."""
        word, rest = self.clauses.word, noun.rest
        if not rest:
            return i + 1
        if rest[-1] not in self.clauses.present:
            return -1
        if rest[0] != "~":
            return i + 1 + len(rest) if tuple(word[i + 1 : i + 1 + len(rest)]) == rest else -1
        for at in range(i + 1, min(i + 5, len(word))):  # "in the high-security prison"
            if tuple(word[at : at + len(rest) - 1]) == rest[1:]:
                return at + len(rest) - 1
            if self.clauses.kind[at] not in "DWA":
                return -1
        return -1

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
