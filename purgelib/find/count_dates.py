"""When it happened, or as of when a number holds."""

from bisect import bisect_right
from typing import Any

from purgelib.find.count_sources import Sources
from purgelib.find.passages import Event
from purgelib.find.verb_groups import Group


class Dates(Sources):
    """A sentence with the dates of its numbers."""

    def _item_at(self, token: int) -> int:
        """The item that holds a token of the Doc."""
        at = self.at[min(max(token - self.sentence.start, 0), len(self.at) - 1)]
        return max(bisect_right(self.clauses.starts, at) - 1, 0)

    def _dates(self, number: int, event: Event, reference: Any) -> tuple[str, str]:
        """When it happened, and as of when the number holds, as EDTF; empty where the words do not tell."""
        if reference is not None:
            return "", getattr(reference, "published", "") or ""
        dated = [(self._item_at(span.start), date) for span, date in self.dates if date.edtf]
        clauses = self.clauses
        item = clauses.item_of_number.get(number, 0)
        if not dated:
            return ("", "") if self._in_relative(item) else self._governing(number, event)
        anchor = event.group.start if event.group is not None else event.start
        anchor_end = event.group.end if event.group is not None else event.end
        low, high = min(item, anchor), max(item + 1, anchor_end)
        left, right, opening = low, high, ""
        while left > 0 and clauses.kind[left - 1] not in ".:":
            word = clauses.word[left - 1]
            if clauses.kind[left - 1] == "R" and not (left - 1 > item and left - 1 < anchor):
                opening = "that" if word == "that" and clauses.complement(left - 1) else "relative"
                break
            left -= 1
        while right < len(clauses.kind) and clauses.kind[right] not in ".:RS":
            right += 1
        if event.rule == "included" and (aside := self._in_aside(item, dated)):
            return self._place_in_time(number, *aside, "", item)  # "of them 62 since July"
        relative = next(
            (i for i in range(item, anchor) if clauses.kind[i] == "R" and clauses.word[i - 1] != "of"), -1
        )  # not "twelve of whom"
        if relative >= 0:  # "three men who fled the region told the paper on Monday": the flight was not on Monday
            left, opening = relative, "own"
            right = min([right, *(g.start for g in clauses.groups if g.start >= anchor_end and not self._modifies(g))])
        occasion = self._occasion(event, max(high, event.end))
        right = max(right, occasion[1])
        inside = [(at, date) for at, date in dated if left <= at < right]
        outside = [(at, date) for at, date in dated if at < left]
        report = outside[-1][1].edtf if outside else ""
        if inside:
            next_group = min(
                (
                    g.start
                    for g in clauses.groups
                    if g.start >= high and clauses.kind[g.start] in "BHMV" and not self._modifies(g)
                ),
                default=right,
            )
            after = [pair for pair in inside if anchor_end <= pair[0] < next_group]
            after = after or [pair for pair in inside if occasion[0] <= pair[0] < occasion[1]]
            between = [pair for pair in inside if low <= pair[0] < high]
            ahead = [pair for pair in inside if pair[0] < low]
            if self._goes_on_now(event):  # "called for it on 4 April, and 300 people have signed"
                ahead = [
                    pair
                    for pair in ahead
                    if not any(
                        pair[0] < g.start < low
                        and clauses.kind[g.start] in "BHMV"
                        and not self._modifies(g)
                        and g not in [e.group for events in self.events for e in events]
                        for g in clauses.groups
                    )
                ]
                if not (after or between or ahead):
                    return "", ""
            at, date = (after or between or ahead[-1:] or inside)[0]
            return self._place_in_time(number, at, date, report, anchor)
        if opening == "own":
            return ("", "") if self._in_relative(item) else self._governing(number, event)
        if opening == "relative":
            outside = [(at, date) for at, date in outside if self._before_complement(at, left)]
        if outside and opening in ("that", "relative"):
            if len(outside) > 1 and self._begins(outside[-1][0], anchor):
                return outside[-1][1].edtf.split("/")[0] + "/" + outside[0][1].edtf.split("/")[-1], ""
            return "", _closed(outside[-1][1], self._report_date(number, ""))
        if opening or len(dated) > 1 or self._is_now(event):
            return "", ""
        return self._place_in_time(number, *dated[0], "", anchor)  # the only date, in another clause

    def _in_aside(self, item: int, dated: list[tuple[int, Any]]) -> tuple[int, Any] | None:
        """The date between the number and the comma that ends its aside."""
        stop = item
        while stop < len(self.clauses.kind) and self.clauses.kind[stop] not in ".:,":
            stop += 1
        return next((pair for pair in dated if item < pair[0] < stop), None)

    def _is_now(self, event: Event) -> bool:
        """Whether the event is told as one of the present: "are dead", "have been detained"."""
        group = event.group
        return group is not None and self.clauses.word[group.start] in self.words.present

    def _in_the_past(self, edtf: str) -> str:
        """The date, in the year that governs it where it would lie after the document: what is told has happened."""
        published, first = self.context.published, edtf.split("/")[0]
        if not published or not first or first[: len(published)] <= published[: len(first)]:
            return edtf
        dates = [date for _, date in self.dates] + self._previous_dates()
        years = [date.edtf[:4] for date in dates if date.edtf and date.edtf[:4] < first[:4]]
        return years[-1] + first[4:] if years and "/" not in edtf else ""

    def _in_relative(self, item: int) -> bool:
        clauses = self.clauses
        for i in range(item - 1, -1, -1):
            if clauses.kind[i] in ",.:":
                return False
            if clauses.kind[i] == "R":
                return not (clauses.word[i] == "that" and clauses.complement(i))
        return False

    def _before_complement(self, at: int, left: int) -> bool:
        """Whether the date at item `at` belongs to "it was reported that", before a clause that goes on to `left`."""
        clauses = self.clauses
        return any(clauses.word[i] == "that" and clauses.complement(i) for i in range(at + 1, left - 1))

    def _modifies(self, group: Group) -> bool:
        return self.clauses.nonfinite(group)

    def _place_in_time(self, number: int, at: int, date: Any, report: str, anchor: int) -> tuple[str, str]:
        if date.relation in ("as_of", "by", "until"):
            return "", date.edtf
        edtf = date.edtf
        if date.relation == "since":
            edtf = edtf.split("/")[0] + "/" + self._report_date(number, report)
        elif self._begins(at, anchor):
            if "/" not in edtf or edtf.endswith(("/", "/..")):
                edtf = edtf.split("/")[0] + "/" + self._report_date(number, report)
            elif report:
                edtf = edtf.split("/")[0] + "/" + report
        return edtf.removesuffix("/"), ""

    def _begins(self, at: int, anchor: int) -> bool:
        """Whether the date is that of a beginning: "a purge had begun in December, with several being held"."""
        group = self._group_before(at)
        return group is not None and group.base in ("begin", "start") and group.start != anchor

    def _report_date(self, number: int, report: str) -> str:
        """The date of the report that tells the number: where its source is named, else that of the document."""
        if report:
            return report.split("/")[-1]
        attribution = self.context.attribution_of(self.passages[number].span.start)
        where = max(getattr(attribution, "cue_start", -1), getattr(attribution, "speaker_start", -1))
        if where >= 0 and not self.sentence.start_char <= where < self.sentence.end_char:
            token = self.sentence.doc.char_span(where, where + 1, alignment_mode="expand")
            dates = (
                [date for _, date in self.context.dates_in(token.sent.start, token.sent.end) if date.edtf]
                if token is not None
                else []
            )
            if dates and token.sent.start < self.sentence.start:
                return dates[-1].edtf.split("/")[-1]
        if attribution is None and not self._goes_on():
            return self.context.published
        start = self.sentence.start
        for _ in range(4):  # the sentence that names who says it, further up in the paragraph
            end, start = start, self.context.start_before(start)
            if start < 0:
                break
            dates = [date for _, date in self.context.dates_in(start, end) if date.edtf]
            if dates:
                return next((date for date in dates if date.relation == "at"), dates[-1]).edtf.split("/")[-1]
        return self.context.published

    def _previous_dates(self) -> list[Any]:
        """The dates of the sentence before, where it stands in the same paragraph."""
        end = self.sentence.start
        start = self.context.start_before(end)
        return [date for _, date in self.context.dates_in(start, end) if date.edtf] if start >= 0 else []

    def _goes_on_now(self, event: Event) -> bool:
        """Whether the event is told in the present perfect, which a date in the past does not govern."""
        group = event.group
        return group is not None and self.clauses.word[group.start] in ("have", "has", "'ve", "’ve")

    def _governing(self, number: int, event: Event) -> tuple[str, str]:
        """The date of the sentence before, where this one names none and goes on with what that one tells."""
        dates = [date for date in self._previous_dates() if date.relation != "since"]
        if not dates or self._is_now(event):
            return "", ""
        start, end = self.context.start_before(self.sentence.start), self.sentence.start
        this = self.context.attribution_of(self.passages[number].span.start)
        other = self.context.attribution_of(end - 2 if end - start > 2 else start)
        if this is not None and other is not None and this.speakers != other.speakers:
            return "", ""
        if len(dates) > 1 and any(self._is_beginning(token.lower_) for token in self.sentence.doc[start:end]):
            # "On 11 January it was reported that a wave had begun in December. About 40 were held.": all that while
            first, last = min(date.edtf for date in dates), max(date.edtf for date in dates)
            return f"{first}/{last[: len(first)]}" if "/" not in first + last else "", ""
        return "", dates[-1].edtf

    def _is_beginning(self, word: str) -> bool:
        return any(form.base in ("begin", "start") for form in self.words.grammar.verbs.get(word, ()))

    def _occasion(self, event: Event, end: int) -> tuple[int, int]:
        """The clause that tells on what occasion it happened: "killed [when a dam burst on Monday], he said"."""
        clauses = self.clauses
        start = end
        while start < len(clauses.kind) and clauses.kind[start] not in ".:,R" and start - end < 12:
            follows = clauses.word[start] in self.words.occasions and clauses.kind[start] in "SP"
            if follows and event.group is not None:
                stop = start + 1
                while stop < len(clauses.kind) and clauses.kind[stop] not in ".:,RS":
                    stop += 1
                return start, stop
            start += 1
        return end, end


def _closed(date: Any, close: str) -> str:
    if date.relation == "since" and "/" not in date.edtf:
        return f"{date.edtf}/{close}" if close else date.edtf
    return date.edtf
