"""On whose word a number stands: what the attributions say, and who asked or was told."""

from bisect import bisect_left
from typing import Any

from purgelib.find.count_context import Context
from purgelib.find.events import Events
from purgelib.find.passages import Event, Passage

BODIES = frozenset(["media", "ngo", "igo"])  # types of those who interview


class Sources(Events):
    """A sentence with the sources of its numbers."""

    context: Context

    def _tokens_of(self, event: Event) -> tuple[int, int]:
        """First token and the one past the last of the cue, in the Doc."""
        starts, ends = self.clauses.starts, self.clauses.ends
        first = bisect_left(self.at, starts[event.start])
        last = bisect_left(self.at, ends[min(event.end, len(ends)) - 1])
        return self.sentence.start + first, max(self.sentence.start + last, self.sentence.start + first + 1)

    def _source(
        self, number: int, passage: Passage, event: Event, reference: Any, before: list
    ) -> tuple[tuple[str, ...], int, int]:
        attribution = self.context.attribution_of(passage.span.start)
        if reference is not None:
            outlet = getattr(reference, "outlet", "")
            return ((outlet,) if outlet else ()), -1, -1
        if any(other.category == "interviewed" for other in self.events[number]) and (heard := self._hearer(number)):
            return heard
        if attribution is not None and attribution.speakers:
            return tuple(attribution.speakers), attribution.speaker_start, attribution.speaker_end
        if event.rule in ("frame", "again") and (teller := self._teller(event)):
            return teller
        if event.hedged and before and self._goes_on():
            last = before[-1][1]
            if last.source:
                return last.source, -1, -1
        return self._asker(number) if event.category == "interviewed" else ((), -1, -1)

    def _hearer(self, number: int) -> tuple[tuple[str, ...], int, int] | None:
        """Who was told: "shared their accounts with Radio X"."""
        event = next(event for event in self.events[number] if event.category == "interviewed")
        start = self.sentence.start + bisect_left(self.at, self.clauses.starts[event.start])
        for span, name in self.context.names_in(start, min(start + 14, self.sentence.end)):
            before = self.sentence.doc[max(self.sentence.start, span.start - 3) : span.start].text.lower().split()
            if name.type in BODIES and set(before) & {"to", "with", "told", "by"}:
                return (name.actor,), span.start_char, span.end_char
        return None

    def _teller(self, event: Event) -> tuple[tuple[str, ...], int, int] | None:
        """Who is named right before the cue: "Captain Bah put the dead at one"."""
        start = self._tokens_of(event)[0]
        for span, name in reversed(self.context.names_in(self.sentence.start, start)):
            if start - span.end <= 1 and name.type != "other":
                return (name.actor,), span.start_char, span.end_char
        return None

    def _asker(self, number: int) -> tuple[tuple[str, ...], int, int]:
        """Who heard those interviewed, where nobody else is credited: "Radio X published interviews with 12 women"."""
        asked = [
            (span, name)
            for span, name in self.context.names_in(self.sentence.start, self.passages[number].span.start)
            if name.type in BODIES
        ]
        if not asked:
            return (), -1, -1
        span, name = asked[-1]
        return (name.actor,), span.start_char, span.end_char

    def _goes_on(self) -> bool:
        """Whether the sentence goes on with a report told before: "Several were also reportedly", "Reportedly, ..."."""
        words = self.clauses.word
        return bool(words) and (words[0] in self.words.hedges or "also" in words)
