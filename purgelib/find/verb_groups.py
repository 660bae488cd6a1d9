"""Verbs with their auxiliaries: which items make one, and whether it is passive, negated or planned."""

from purgelib.find.clause_items import NOUN, ClauseItems


class Group:
    """A verb with its auxiliaries: "have reportedly been detained"."""

    __slots__ = (
        "active_object", "agent", "base", "bases", "end", "form", "gap", "governor", "hedged", "index", "negated",
        "objects",
        "passive", "planned", "rule", "same", "start", "subjects", "verb", "via",
    )  # fmt: skip

    def __init__(self, index: int, start: int, end: int, verb: int):
        self.index, self.start, self.end, self.verb = index, start, end, verb
        self.base = ""
        self.bases: tuple[str, ...] = ()
        self.form = ""
        self.passive = self.negated = self.planned = self.hedged = False
        self.governor = ""  # the verb whose "to" stands before: "plans" of "plans to evacuate"
        self.subjects: list[int] = []
        self.objects: list[int] = []
        self.agent: list[int] = []
        self.active_object = False
        self.same: Group | None = None
        self.gap: list[int] = []
        self.rule = ""
        self.via = ""  # the verb that leads to this one, if passive: "allow" of "were allowed to enter"


class VerbGroups(ClauseItems):
    """The verb groups of a sentence."""

    groups: list[Group]
    group_of: dict[int, Group]  # item -> the group that it is part of
    item_of_number: dict[int, int]

    def _groups(self) -> list[Group]:
        groups: list[Group] = []
        reached, governor = 0, ""
        for i, kind in enumerate(self.kind):
            if kind not in "BHMOVT" or i < reached or (kind == "T" and not self._infinitive(i)):
                continue
            group = self._group(i, len(groups))
            if group is None:
                continue
            if kind == "T":
                group.governor = governor if groups and group.start - groups[-1].end < 8 else "to"
                group.governor = group.governor or "to"
            groups.append(group)
            for at in range(group.start, group.end):
                self.group_of[at] = group
            governor, reached = group.base, group.end
        return groups

    def _group(self, start: int, index: int) -> Group | None:
        grammar, last = self.grammar, len(self.kind)
        i, verb, end = start, -1, start
        passive = negated = planned = hedged = False
        modal, have, be, via = "", False, False, ""
        while i < last and i - start < 16:
            kind, word = self.kind[i], self.word[i]
            if kind == "V":
                if verb >= 0 and not (be_reported := self._reported(verb, i, be)):
                    break
                if verb >= 0 and be_reported:
                    hedged, passive = True, True
                verb, end = i, i + 1
                if self._infinitive_follows(i + 1) and self._carries_on(i, be):
                    hedged = hedged or (word in grammar.hedged_to and be)
                    i += 2  # after "to"
                    via = "".join(self.forms(word).bases[:1]) if be and word not in grammar.hedged_to else ""
                    have = be = passive = False
                    verb_before, verb = verb, -1
                    if i >= last or self.kind[i] not in "BHVAX":
                        verb = verb_before
                        break
                    continue
            elif verb >= 0 and kind not in "AX":
                break
            elif kind in "BHMO":
                be = be or kind == "B"
                have = have or kind == "H"
                modal = modal or (word if kind == "M" else "")
                end = i + 1
            elif kind == "X":
                negated = True
            elif kind == "T" and i == start:
                pass
            elif kind == "W" and word in ("able", "likely", "unlikely", "due", "set", "believed") and be:
                if not self._infinitive_follows(i + 1):
                    break
                planned = planned or word in ("likely", "due", "set")
                negated = negated or word == "unlikely"
                i += 2  # after "to"
                be = False
                continue
            elif kind == "P" and word == "due" and be and self._infinitive_follows(i + 1):
                planned = True
                i += 2  # after "to"
                be = False
                continue
            elif kind != "A":
                break
            i += 1
        if verb < 0 and end == start:
            return None
        group = Group(index, start, max(end, start + 1), verb)
        if verb < 0:
            auxiliary = [self.kind[at] for at in range(start, end)]
            if "B" not in auxiliary and "H" not in auxiliary:
                return None
            group.base = "be" if "B" in auxiliary else "have"
            group.bases = (group.base,)
            group.form = "d"
        else:
            group.bases, group.form = self.forms(self.word[verb])
            if not group.bases:
                group.bases, group.form = (self.word[verb],), "b"
            group.base = group.bases[0]
            passive = passive or (be and "n" in group.form)
        bare = self.kind[start] == "V"
        if bare and "n" in group.form and "d" not in group.form and "b" not in group.form:
            passive = True
        group.passive, group.negated, group.hedged, group.via = passive, negated, hedged, via
        if modal and modal not in grammar.doubtful_modals:
            planned = True
        if modal in grammar.doubtful_modals:
            planned = planned or (not have and group.base != "be")
            group.hedged = True
        group.planned = planned
        return group

    def _reported(self, verb: int, i: int, be: bool) -> bool:
        """ "were reported killed", "was feared drowned" """
        return (
            be and self.word[verb] in self.grammar.hedged_to and verb == i - 1 and "n" in self.forms(self.word[i]).kinds
        )

    def _carries_on(self, i: int, be: bool) -> bool:
        if be and self.word[i] in self.grammar.hedged_to:
            return True
        return not self.grammar.carry_on.isdisjoint(self.forms(self.word[i]).bases)

    def _voice(self, group: Group) -> None:
        """A bare "detained" is a participle unless an object or a subject pronoun shows that it is the past."""
        if group.verb < 0:
            return
        group.active_object = self._object_follows(group.end)
        bare = self.kind[group.start] == "V" and group.start == group.verb
        if bare and group.passive and group.active_object and self._perfect_before(group):
            group.passive = False  # "has killed 12 and driven 9,000 from their homes"
            return
        if not bare or "n" not in group.form or group.passive:
            return
        before = self.before(group.start)
        if before >= 0 and self.kind[before] in "UR" and self.word[before] not in ("those", "others", "them"):
            return
        following = self.word[group.end] if group.end < len(self.kind) else ""
        if (
            before >= 0
            and self.kind[before] == "N"
            and not self.grammar.naming.isdisjoint(group.bases)
            and self._finite_ahead(group)
        ):
            group.passive = True  # "22 people deemed refugees have found"
            return
        active, say = (not of.isdisjoint(group.bases) for of in (self.grammar.active, self.grammar.say))
        if following == "that" or ((active or say) and following not in ("by", "to", "as", "of")):
            return
        if active and following != "by":
            return
        if not group.active_object or ("d" not in group.form and "b" not in group.form):
            group.passive = True

    def _perfect_before(self, group: Group) -> bool:
        """Whether the participle goes on with an active "has ...", joined by "and" or a comma."""
        if self.before(group.start) < 0 or self.kind[self.before(group.start)] not in "C,":
            return False
        before = self.groups[max(0, group.index - 3) : group.index]
        return any(self.kind[one.start] == "H" and not one.passive for one in before)

    def _finite_ahead(self, group: Group) -> bool:
        for other in self.groups[group.index + 1 : group.index + 2]:
            return self.kind[other.start] in "BHM" and not any(
                self.kind[i] in ".,:CRS" for i in range(group.end, other.start)
            )
        return False

    def _object_follows(self, i: int) -> bool:
        """Whether a noun phrase follows at once that may be an object."""
        last = len(self.kind)
        while i < last and (self.kind[i] in 'A"' or self.word[i] in self.grammar.tails):
            i += 1
        if (
            i < last
            and self.word[i] in ("up", "out", "down", "away", "off")
            and i + 1 < last
            and self.kind[i + 1] in "WDN"
        ):
            i += 1
        if i >= last or self.kind[i] not in NOUN:
            return False
        if self.word[i] in self.grammar.time_nouns or self.word[i] in ("last", "next"):
            return False
        if (
            self.kind[i] == "D"
            and self.word[i] in ("this", "the", "that", "every", "each", "a")
            and i + 1 < last
            and self.word[i + 1] in self.grammar.time_nouns | {"following", "previous", "same"}
        ):
            return False
        return not (self.kind[i] == "U" and self.word[i] in ("there", "nobody"))

    def nonfinite(self, group: Group) -> bool:
        """Whether the group is a participle or in a relative clause, so that the main clause goes on after it."""
        if self.kind[group.start] == "V" and ("g" in group.form or group.passive):
            return True
        if self.word[group.start] in ("being", "having"):
            return True
        if group.governor:
            return True
        before = self.before(group.start)
        return (
            before >= 0 and self.kind[before] == "R" and not (self.word[before] == "that" and self.complement(before))
        )

    def complement(self, i: int) -> bool:
        """Whether the "that" at i begins what somebody says, not a relative clause."""
        before = self.before(i)
        if before < 0:
            return True
        while before >= 0 and self.kind[before] in "Y":
            before = self.before(before)
        if before >= 0 and self.kind[before] == "P":
            before = self.before(before)
        if before < 0 or before in self.group_of:
            return True
        if self.kind[before] == "C" or self.kind[before] == ",":
            return True
        word = self.word[before]
        if self.kind[before] in "WY" and word in self.grammar.reports:
            return True
        start = self.np_start(before)
        verb = self.group_of.get(self.before(start))
        return (
            verb is not None
            and verb.base in ("tell", "inform", "break", "warn", "assure", "remind")
            and self.word[i] == "that"
        )

    def _previous(self, group: Group) -> Group | None:
        return self.groups[group.index - 1] if group.index else None
