"""Numbers that go on with the event of another: "12 people, three of them nurses", "doctors speak of nine"."""

from purgelib.find.frames import Found
from purgelib.find.noun_events import NounEvents
from purgelib.find.passages import Event
from purgelib.find.verb_groups import Group


class SharedEvents(NounEvents):
    """The events of a sentence that its numbers share."""

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
            words = [token.lower() for token in self.tokens[clauses.starts[item] : clauses.ends[item] + 2]]
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

    def _share_events(self, number: int, item: int, rule: str) -> None:
        """Gives the number the events of the number before it."""
        for other in range(number - 1, -1, -1):
            if self.events[other]:
                for event in self.events[other]:
                    self._add(number, event._replace(rule=rule))
                return

    def _from_asides(self) -> None:
        """ "12 people, three of them nurses, were held"; "among the dead were 87 Peruvians and 64 Chinese" """
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
        while i < len(clauses.kind) and (clauses.kind[i] in 'A"Y' or clauses.word[i] in ("of", *words)):
            i += 1
        if i >= len(clauses.kind):
            return False
        return not (i in clauses.group_of and clauses.kind[i] in "BHMO")

    def _from_gaps(self) -> None:
        """ "12 people were arrested in Brest, five in Gomel": a bare number goes on with the event of the one before"""
        clauses = self.clauses
        for number, events in enumerate(self.events):
            item = clauses.item_of_number.get(number)
            if events or item is None or item < 1 or item + 1 >= len(clauses.kind):
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
            tail = [token.lower() for token in self.tokens[self.at[passage.end] : clauses.ends[item]]]
            if tail and tail[-1] not in ("them", "more", "others", "whom"):
                continue
            following = item + 1
            while following < len(clauses.kind) and (
                clauses.kind[following] in 'AY"' or clauses.word[following] in ("of", "them", "whom", "others", "more")
            ):
                following += 1
            if following < len(clauses.kind) and clauses.word[following] in (
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
