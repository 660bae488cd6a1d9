"""The light clause structure of a sentence: which verb has which numbers as its subject and its object.

Neither tagger nor parser: words are known from lists, verbs also by their endings. A sentence becomes items (words,
number phrases with their nouns, dates), the items become verb groups ("have reportedly been detained"), and each group
looks left for its subject and right for its object, past what stands between: insertions, relative clauses,
"of the village". Everything is linear in the length of the sentence but for the looks, which end at the clause.
"""

from collections.abc import Sequence

from purgelib.find.clause_items import NOUN
from purgelib.find.clause_subjects import ClauseSubjects
from purgelib.find.grammar import Grammar
from purgelib.find.verb_groups import Group

PARTICLES = frozenset(  # what may stand between a verb and its object
    {"up", "out", "down", "away", "off", "in", "dead", "prisoner", "hostage", "captive", "with", "to"}
)


class Clauses(ClauseSubjects):
    """A sentence as items and verb groups; `groups` come in the order of the text.

    `numbers` are (start, end, end with its noun) and `times` (start, end), in tokens of the sentence.
    """

    def __init__(
        self,
        tokens: Sequence[str],
        numbers: Sequence[tuple[int, int, int]],
        times: Sequence[tuple[int, int]],
        grammar: Grammar,
    ):
        self.grammar = grammar
        self.tokens = tokens
        self.lower = [token.lower() for token in tokens]
        self.present = frozenset(self.lower)
        self.noun_of = [end for _, end, _ in numbers]  # the token at which the noun of each number begins
        self._read_items(numbers, times)
        self.group_of: dict[int, Group] = {}  # item -> the group that it is part of
        self._mark_verbs()
        self.groups = self._groups()
        for group in self.groups:
            self._voice(group)
        for group in self.groups:
            self._find_subjects(group)
        for group in reversed(self.groups):
            self._find_objects(group)
        for group in self.groups:
            self._find_gap(group)

    def _find_objects(self, group: Group) -> None:
        if group.verb < 0:
            return
        if group.passive:
            self._find_agent(group)
        i = group.end
        last = len(self.kind)
        while i < last and self.kind[i] in 'A"':
            i += 1
        # "detained, beaten and humiliated 100 men": the verbs share the last one's object
        if not group.active_object and i < last and self.kind[i] in ",C":
            at = i
            while at < last and self.kind[at] in ',CA"':
                at += 1
            other = self.group_of.get(at)
            if (
                other is not None
                and other.start == at
                and self.kind[at] == "V"
                and other.active_object
                and at - i <= 3
                and set(other.form) & set(group.form)
            ) and (not group.passive or self.kind[group.start] == "V"):
                group.objects = list(other.objects)
                if group.objects:
                    group.passive = False
                return
        if i < last and self.word[i] in PARTICLES:
            i += 1
            while i < last and self.kind[i] in 'A"':
                i += 1
            if i < last and self.kind[i] in ",C" and self.word[i - 1] in ("up", "prisoner", "hostage", "captive"):
                at = i
                while at < last and self.kind[at] in ',CA"':
                    at += 1
                other = self.group_of.get(at)
                if (other is not None and other.start == at and other.objects and not group.passive) or (
                    other is not None and other.active_object and other.start == at
                ):
                    group.objects = list(other.objects)
                    group.passive = False
                    return
        if group.passive:
            return
        group.objects = self.phrases_from(i)

    def _find_agent(self, group: Group) -> None:
        i, last = group.end, len(self.kind)
        for _ in range(8):
            if i >= last or self.kind[i] in ".:,":
                return
            if self.word[i] == "by":
                group.agent = self.phrases_from(i + 1)
                return
            i += 1

    def phrases_from(self, i: int, *, first: bool = False) -> list[int]:
        """The numbers of the noun phrase at i and of those joined to it; `first`: that at i in any case."""
        found: list[int] = []
        last = len(self.kind)
        for _ in range(12):
            while i < last and self.kind[i] in 'A"':
                i += 1
            if i >= last or self.kind[i] not in NOUN:
                break
            end = self.np_end(i)
            numbers = self.numbers_in(i, end)
            if numbers and not (first and not found) and self._subject_elsewhere(i, end):
                break
            if (
                not numbers
                and end + 1 < last
                and self.word[end] == "of"
                and self.word[end - 1] in self.grammar.transparent
            ):
                inner = end + 1
                end = self.np_end(inner) if self.kind[inner] in NOUN else inner
                numbers = self.numbers_in(inner, end)
            found += numbers
            at = self.past_modifiers(end)
            joined = at
            while joined < last and self.kind[joined] in ",C" and joined - at < 2:
                joined += 1
            if joined == at or joined >= last or self.kind[joined] not in NOUN:
                break
            if self.kind[joined] == "N" and self.word[joined + 1 : joined + 3] in (["of", "whom"], ["of", "them"]):
                break  # "by readers, twelve of whom were": of these, something else is told
            i = joined
        return found

    def _subject_elsewhere(self, start: int, end: int) -> bool:
        """Whether the phrase is the subject of a finite verb that follows it: "...and three officers were hurt"."""
        at = self.past_modifiers(end)
        group = self.group_of.get(at)
        if group is None or group.start != at:
            return False
        if not group.subjects or "g" in group.form or (self.kind[at] == "V" and group.passive):
            return False
        return start <= self.item_of_number[group.subjects[-1]]

    def _find_gap(self, group: Group) -> None:
        """ "people who authorities detained": the antecedent is what the verb has no object for"""
        if group.verb < 0 or group.objects or group.active_object:
            return
        if self.kind[group.start] == "B" or (group.passive and self.kind[group.start] != "V"):
            return
        i = self.before(group.start)
        if i >= 0 and self.kind[i] == "C" and group.index:
            before = self.groups[group.index - 1]
            group.gap = before.gap
            if group.gap:
                group.passive = False
            return
        if i < 0 or self.kind[i] not in "WU":
            return
        start = self.np_start(i)
        if self.numbers_in(start, i + 1):
            return
        at = self.before(start)
        if at >= 0 and self.kind[at] == "R" and not (self.word[at] == "that" and self.complement(at)):
            group.gap = self._antecedent(at)
        elif at >= 0 and self.kind[at] == "N" and self.kind[i] == "U":
            group.gap = [self.number_of[at]]
        if group.gap:
            group.passive = False

    def owner(self, group: Group) -> Group:
        """The group whose subject this one shares, at the end of the chain."""
        seen = 0
        while group.same is not None and not group.subjects and seen < 12:
            if group.rule == "infinitive" and group.same.objects:
                break
            group = group.same
            seen += 1
        return group

    def doers(self, group: Group) -> list[int]:
        """The numbers that are the subject of the group, its own or shared; of "forced 300 people to flee", the 300."""
        owner = self.owner(group)
        if not owner.subjects and owner.rule == "infinitive" and owner.same is not None:
            return owner.same.objects
        return owner.subjects

    def clause_end(self, i: int) -> int:
        """The item at which the clause that goes on at i ends."""
        last = len(self.kind)
        while i < last and self.kind[i] not in ".:RS":
            i += 1
        return i
