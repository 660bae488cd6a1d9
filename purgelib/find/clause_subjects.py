"""Which number is the subject of a verb: what stands left of it, past relative clauses and insertions."""

from purgelib.find.clause_items import LOOK
from purgelib.find.verb_groups import Group, VerbGroups


class ClauseSubjects(VerbGroups):
    """The subjects of the verb groups of a sentence."""

    def _find_subjects(self, group: Group) -> None:
        if group.governor and group.index:
            self._of_infinitive(group)
            return
        group.subjects, group.same, group.rule = self._subject(group, group.start)

    def _of_infinitive(self, group: Group) -> None:
        before = self.groups[group.index - 1]
        group.same, group.rule = before, "infinitive"
        if group.governor in self.grammar.carry_on:
            group.governor = ""  # "forced 300 people to flee": they did
            group.planned, group.negated = group.planned or before.planned, group.negated or before.negated
        else:
            group.planned = True

    def coordinated(self, start: int, found: list[int]) -> list[int]:
        """The numbers joined to the phrase at start by commas and "and": "two women and three men"."""
        i = start
        for _ in range(8):
            at = i - 1
            if at >= 0 and self.kind[at] == "C" and self.word[at] in ("and", "or", "&"):
                at -= 1
                if at >= 0 and self.kind[at] == ",":
                    at -= 1
            elif at >= 0 and self.kind[at] == "," and i != start:
                at -= 1
            else:
                break
            if at < 0 or self.kind[at] not in "WN":
                break
            head = self.np_start(at)
            if self._object_of(head) is not None:
                break
            if head and self.kind[head - 1] in "PT":
                # "two men from Kano and three women": the phrase before the preposition
                outer = head - 2
                if outer < 0 or self.kind[outer] != "N" or self._object_of(self.np_start(outer)) is not None:
                    break
                head = self.np_start(outer)
            found = self.numbers_in(head, at + 1) + found
            i = head
        return found

    def _object_of(self, start: int) -> Group | None:
        """The active verb whose object the phrase at start may be, if it takes no clause ("said two men were")."""
        before = self.before(start)
        group = self.group_of.get(before)
        if group is None or group.passive or group.base in self.grammar.say or group.base == "be":
            return None
        return group

    def _subject(self, group: Group, k: int) -> tuple[list[int], Group | None, str]:
        """Numbers that are the subject of the group, or the group that it shares its subject with, and how found."""
        i = k - 1
        bare = group.passive and self.kind[group.start] == "V"
        passed = ""  # a relative clause or an insertion that was passed
        for _ in range(LOOK):
            if i < 0:
                return [], (self._previous(group) if "g" in group.form else None), ""
            kind, word = self.kind[i], self.word[i]
            if kind in 'A"X':
                i -= 1
            elif kind == "Y":
                i -= 1
                if i >= 0 and self.kind[i] in "PT":
                    i -= 1
                elif i > 0 and self.kind[i] == "D" and self.kind[i - 1] == "P":
                    i -= 2
            elif kind == ")":
                i = self._opening(i, "(", ")") - 1
            elif kind == "-":
                opening = self._back_to(i, "-")
                if opening < 0:
                    return [], None, ""
                i = opening - 1
            elif kind == ",":
                if (
                    i == k - 1
                    and "g" in group.form
                    and not (group.start < group.verb and self.kind[group.start] != "B")
                ):
                    return [], self._previous(group), "same"
                listed = self._previous(group)
                if (
                    i == k - 1
                    and bare
                    and listed is not None
                    and listed.passive
                    and listed.end >= i - 3
                    and self.kind[listed.start] in "BHM"
                ):
                    return [], listed, "same"  # "were beaten, given shocks or killed"
                opening = self._insertion(i)
                if opening < 0:
                    return [], (self._previous(group) if i == self.before(k) else None), "same"
                if not bare and (apposed := self._apposed(opening, i)):
                    return apposed, None, "apposition"  # "residents, some 800 people, were evacuated"
                i, passed = opening - 1, "insertion"
            elif kind == "C":
                return [], self._previous(group), "same"
            elif kind == "R":
                if word == "that" and self.complement(i):
                    return [], None, ""
                return self._antecedent(i), None, "relative"
            elif kind == "S":
                return [], self._previous(group), ("same" if group.start - 1 == i else "")
            elif kind in "PT":
                if i == k - 1:
                    return [], self._previous(group), "same"
                i -= 1
            elif kind in "BHMOV":
                before = self.group_of.get(i)
                if before is None:
                    return [], None, ""
                if before is group:
                    i -= 1
                elif bare and i == self.before(k) and set(before.bases) & self.grammar.links:
                    return [], before, "same"  # "remain imprisoned"
                elif before.passive and self.kind[before.start] == "V":
                    i, passed = before.start - 1, "participle"  # "men suspected were"
                elif before.governor or before.rule == "infinitive":
                    i = before.start - 1  # "who refused to shoot": on to "refused"
                elif "g" in before.form and self.kind[before.start] == "V":
                    i, passed = before.start - 1, "participle"
                else:
                    relative = self.before(before.start)
                    if relative >= 0 and self.kind[relative] == "R":
                        i, passed = self._past_relative(relative), "relative clause"
                    else:
                        return [], None, ""
            elif kind in "WDNU":
                start = self.np_start(i)
                numbers = self.numbers_in(start, i + 1)
                at = start - 1
                while at >= 0 and self.kind[at] == '"':
                    at -= 1
                before = self.kind[at] if at >= 0 else "."
                if kind == "U" and word == "those" and bare and before == "P" and self.word[at] == "of":
                    outer = at - 1
                    if outer >= 0 and self.kind[outer] == "N":
                        return [self.number_of[outer]], None, "share"  # "27 of those arrested"
                    return [], None, ""
                if (
                    kind == "U"
                    and word == "those"
                    and before == "P"
                    and self.word[at] == "among"
                    and self.before(at) in self.group_of
                ):
                    return [], self.group_of[self.before(at)], "among those"
                if kind == "U" and word in ("they", "he", "she") and (speaker := self._speaker_of(at)):
                    return speaker, None, "pronoun"
                if before in "PT" and at not in self.group_of and not (numbers and self._conjoins(at, group, bare)):
                    if word in ("least", "most", "all"):
                        i = at - 1
                        continue
                    outer = at - 1
                    if numbers and self.word[at] == "of" and outer >= 0 and self.kind[outer] == "N" and not bare:
                        return (
                            [self.number_of[outer]],
                            None,
                            "subject",
                        )  # "eight of the 200 people who marched were arrested"
                    if (
                        numbers
                        and self.word[at] == "of"
                        and outer >= 0
                        and self.word[outer] in self.grammar.transparent
                    ):
                        return numbers, None, "subject"
                    if (
                        bare
                        and not passed
                        and self.kind[i] != "Y"
                        and not self._is_name(i)
                        and not (numbers and self.word[at] not in ("with",))
                    ):
                        if self.word[at] in ("of",) and outer >= 0 and self.kind[outer] == "N":
                            i = outer
                            continue
                        if not numbers and self.kind[start] == "D" and outer >= 0 and self.kind[outer] not in "Y":
                            return [], None, ""
                    gerund = self.word[group.start] in ("being", "having") or (
                        self.kind[group.start] == "V" and group.form == "g"
                    )
                    if numbers and (bare or (gerund and i == self.before(k))):
                        return numbers, None, "participle"  # "with several women being held"
                    i = at - 1
                    if i >= 0 and self.kind[i] in "PT" and i not in self.group_of:
                        i -= 1  # "out of", "because of"
                    continue
                if before in "BHMOV":
                    verb = self.group_of.get(at)
                    if (
                        (
                            verb is not None
                            and verb is not group
                            and self.nonfinite(verb)
                            and (not numbers or passed or not bare)
                        )
                        and verb.base not in self.grammar.say
                        and not (bare and not numbers and "g" not in verb.form)
                    ):
                        relative = self.before(verb.start)
                        if relative >= 0 and self.kind[relative] == "R":
                            i = self._past_relative(relative)
                        else:
                            i = verb.start - 1
                        passed = "participle"
                        if not numbers or not verb.passive:
                            continue
                        i = start  # what follows a participle without being its object is itself the subject
                if numbers:
                    return self.coordinated(start, numbers), None, "participle" if bare else "subject"
                if before == "R" and not bare and self.word[at] != "that":
                    return [], None, ""
                if before == "C":
                    joined = self.coordinated(start, [])
                    if joined:
                        return joined, None, "subject"
                    if at and self.kind[at - 1] == "W":
                        i = at - 1  # "of being gay or bisexual were"
                        continue
                return [], None, ""
            else:
                return [], None, ""
        return [], None, ""

    def _conjoins(self, at: int, group: Group, bare: bool) -> bool:
        """Whether the preposition at item `at` leads to a clause: "after dozens crossed the river"."""
        if self.word[at] in ("as", "than"):
            return True
        return self.word[at] in ("after", "before", "since", "until") and not bare and "g" not in group.form

    def _speaker_of(self, i: int) -> list[int]:
        """The numbers that "they" stands for after "said": "three prisoners said they had been beaten"."""
        if i >= 0 and self.word[i] == "that":
            i = self.before(i)
        if i >= 0 and self.kind[i] in "W":
            i = self.before(self.np_start(i))  # "told reporters they had"
        verb = self.group_of.get(i)
        if verb is None or verb.index >= len(self.groups) or not set(verb.bases) & self.grammar.say:
            return []
        return verb.subjects

    def _is_name(self, i: int) -> bool:
        token = self.tokens[self.starts[i]]
        return token[:1].isupper()

    def _past_relative(self, relative: int) -> int:
        at = relative - 1
        while at >= 0 and self.kind[at] in ',"':
            at -= 1
        return at

    def _antecedent(self, relative: int) -> list[int]:
        """The numbers that "who" stands for: the nearest phrase, or its owner ("three men from the village who")."""
        i = self._past_relative(relative)
        if i >= 0 and self.kind[i] in "PT":  # "some of whom", "in which"
            i -= 1
            if i >= 0 and self.kind[i] == "N":
                return [self.number_of[i]]
            return []
        for _ in range(6):
            if i < 0:
                return []
            if self.kind[i] == "Y":
                i -= 1
                if i >= 0 and self.kind[i] == "P":
                    i -= 1
                continue
            if self.kind[i] == ")":
                i = self._opening(i, "(", ")") - 1
                continue
            if self.kind[i] not in "WNU":
                return []
            if self.kind[i] == "U" and i and self.kind[i - 1] == "N":
                i -= 1  # "four others who"
            start = self.np_start(i)
            numbers = self.numbers_in(start, i + 1)
            if numbers:
                return self.coordinated(start, numbers)
            at = start - 1
            if at < 0 or self.kind[at] not in "PT" or at in self.group_of:
                return []
            if self.word[i].endswith("s") and self.word[at] == "of" and at and self.kind[at - 1] == "W":
                return []
            i = at - 1
        return []

    def _apposed(self, opening: int, closing: int) -> list[int]:
        """The number that stands alone between commas for a subject without one."""
        first = opening + 1
        while first < closing and self.kind[first] in "A":
            first += 1
        if self.kind[first] != "N" or any(i in self.group_of for i in range(first, closing)):
            return []
        if any(self.word[i] in ("them", "whom", "these", "those") for i in range(first, closing)):
            return []
        before = opening - 1
        if before < 0 or self.kind[before] not in "WY" or self.lower[self.ends[first] - 1] in ("them", "whom"):
            return []
        if any(self.kind[i] == "N" for i in range(max(0, opening - 8), opening)):
            return []
        return [self.number_of[first]] if closing - first <= 4 else []

    def _insertion(self, i: int) -> int:
        """The comma that opens the insertion which the comma at i closes; -1 if it closes none.

        "..., most of them women, were arrested" and "..., who had fled, were"; a list before the comma is no insertion.
        """
        opening = self._back_to(i, ",")
        while opening >= 0:
            first = opening + 1
            while first < i and self.kind[first] in 'A"':
                first += 1
            word, kind = self.word[first], self.kind[first]
            if (
                kind in "RPNDSX"
                or word in self.grammar.openers
                or (kind == "V" and first in self.group_of and self.nonfinite(self.group_of[first]))
            ):
                return opening
            if kind in "WY" and (i - opening) <= 8:
                return opening
            opening = self._back_to(opening, ",")
        return -1
