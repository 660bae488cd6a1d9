"""Counts: which number of people belongs to which event, on whose word, when, where, and with how much doubt.

The verbs and nouns that tell an event stand in `counts.toml`; `clauses` says which number is the subject or object of
which verb, `events` which event that makes. A number that is nobody's argument, or whose event is negated, hoped for or
planned, gives no row, and `explain_numbers` says why.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from spacy.tokens import Doc, Span

from purgelib.find.clauses import Group
from purgelib.find.count_words import Words
from purgelib.find.count_words import read_words as read_words  # beside its finder, as the pipeline wants it
from purgelib.find.events import NO_EVENT, Event, Events, Passage, usable

BODIES = frozenset(["media", "ngo", "igo"])  # types of those who interview
PLACE_WORDS = frozenset(
    ["in", "at", "near", "outside", "inside", "across", "to", "from", "around", "into", "throughout", "within", "off", "through"]
)
OCCASION_WORDS = frozenset(["when", "while", "as", "where", "after", "once", "before"])  # "when a dam burst in ..."
PASSED_WORDS = frozenset(["after", "following", "amid", "by", "during", "on", "since", "before", "under", "as", "over", "with", "until"])


class Count(NamedTuple):
    """A number of people to whom something happened, or who did something; offsets are those of the Doc."""

    category: str
    low: int | None  # None: the words set no lower bound
    high: int | None
    modifier: str
    population: str
    source: tuple[str, ...]  # actors; empty where the text says it itself
    place: str
    when: str  # EDTF: event_date, failing that as_of
    event_date: str
    as_of: str
    hedge: bool
    in_reference: bool
    unit: str
    whole: str  # "100" of "27 of the 100"
    cue_start: int
    cue_end: int
    rule: str
    source_start: int  # -1 where no words name the source
    source_end: int
    convention: str  # how a vague word became bounds; empty where none did


def find_counts(doc: Doc, words: Words) -> list[tuple[Span, Count]]:
    """Every count of the Doc in the order of the text: one for each number and category.

    Reads `doc._.numbers`, `dates`, `names`, `attributions`, `references` and `published`.
    """
    found: list[tuple[Span, Count]] = []
    context = _Context(doc)
    for sentence, passages in _sentences(doc):
        if not any(usable(passage, sentence, words) for passage in passages):
            continue
        reading = _read_sentence(sentence, passages, words, context)
        if reading is None:
            continue
        found += reading.counts(found)
    return found


def explain_numbers(doc: Doc, words: Words) -> list[tuple[Span, str]]:
    """Every number of the Doc with the reason why it gave no count; "" where it gave one."""
    context = _Context(doc)
    explained: list[tuple[Span, str]] = []
    for sentence, passages in _sentences(doc):
        reading = _read_sentence(sentence, passages, words, context)
        for i, passage in enumerate(passages):
            if not usable(passage, sentence, words):
                reason = passage.number.reason
            elif reading is None:
                reason = NO_EVENT
            else:
                reason = reading.reason(i)
            explained.append((passage.span, reason))
    return explained


def _left_on(doc: Doc, extension: str) -> Any:
    return (doc._.get(extension) if doc.has_extension(extension) else None) or []


class _Context:
    """What earlier finders left on the Doc, made ready for looking up by token."""

    def __init__(self, doc: Doc):
        self.doc = doc
        self.parted = doc.has_annotation("SENT_START")  # looks at every token
        self.published = _left_on(doc, "published") or ""
        self.dates = sorted(_left_on(doc, "dates"), key=lambda pair: pair[0].start)
        self.date_starts = [span.start for span, _ in self.dates]
        self.names = sorted(_left_on(doc, "names"), key=lambda pair: pair[0].start)
        self.name_starts = [span.start for span, _ in self.names]
        self.attributions = sorted(_left_on(doc, "attributions"), key=lambda pair: pair[0].end - pair[0].start)
        self.references = sorted(_left_on(doc, "references"), key=lambda pair: pair[0].start)
        self.reference_starts = [span.start for span, _ in self.references]
        self.blocks = sorted(_left_on(doc, "blocks"), key=lambda pair: pair[0].start)
        self.block_starts = [span.start for span, _ in self.blocks]
        self.covered = _covered(self.attributions)
        self.told: tuple[int, str] = (-1, "")  # where the sentence with the last count ended, and its category

    def dates_in(self, start: int, end: int) -> list[tuple[Span, Any]]:
        return self.dates[bisect_left(self.date_starts, start) : bisect_left(self.date_starts, end)]

    def names_in(self, start: int, end: int) -> list[tuple[Span, Any]]:
        return self.names[bisect_left(self.name_starts, start) : bisect_left(self.name_starts, end)]

    def reference_at(self, token: int) -> Any:
        at = bisect_right(self.reference_starts, token) - 1
        return self.references[at][1] if at >= 0 and self.references[at][0].end > token else None

    def block_at(self, token: int) -> int:
        return bisect_right(self.block_starts, token) - 1

    def kind_at(self, token: int) -> str:
        at = self.block_at(token)
        return getattr(self.blocks[at][1], "kind", "") if at >= 0 and self.blocks[at][0].end > token else ""

    def told_before(self, sentence: Span) -> str:
        """The category of the last count, if a sentence shortly before in the same paragraph told it."""
        end, category = self.told
        near = 0 <= sentence.start - end < 60 and self.block_at(max(end - 1, 0)) == self.block_at(sentence.start)
        return category if near else ""

    def tell(self, sentence: Span, events: list[list[Event]]) -> None:
        if categories := [event.category for of in events for event in of if not event.denied]:
            self.told = (sentence.end, categories[-1])

    def attribution_of(self, token: int) -> Any:
        at = bisect_right(self.covered[0], token) - 1
        return self.covered[1][at] if at >= 0 else None


def _covered(attributions: list[tuple[Span, Any]]) -> tuple[list[int], list[Any]]:
    """From each token on, the innermost attribution, as parallel lists of first tokens and attributions."""
    edges: list[tuple[int, int, int]] = []
    for i, (span, _) in enumerate(attributions):
        edges += [(span.start, 1, i), (span.end, 0, i)]
    starts: list[int] = []
    innermost: list[Any] = []
    is_open: dict[int, None] = {}
    for token, opens, i in sorted(edges):
        if opens:
            is_open[i] = None
        else:
            is_open.pop(i, None)
        best = attributions[min(is_open)][1] if is_open else None  # sorted by length: the least index is the shortest
        if starts and starts[-1] == token:
            innermost[-1] = best
        else:
            starts.append(token)
            innermost.append(best)
    return starts, innermost


def _sentences(doc: Doc) -> Iterator[tuple[Span, list[Passage]]]:
    """The sentences that hold a number, each with its numbers."""
    numbers = _left_on(doc, "numbers")
    if not numbers:
        return
    if doc.has_annotation("SENT_START"):
        sentences: Iterable[Span] = doc.sents
    else:
        sentences = [doc[:]]
    at = 0
    for sentence in sentences:
        while at < len(numbers) and numbers[at][0].start < sentence.start:
            at += 1
        inside = []
        while at < len(numbers) and numbers[at][0].start < sentence.end:
            inside.append(numbers[at])
            at += 1
        if inside:
            yield sentence, [_passage(doc, sentence, span, number) for span, number in inside]


def _passage(doc: Doc, sentence: Span, span: Span, number: Any) -> Passage:
    end = min(span.end, sentence.end)
    head_end = end
    if number.head_end > 0:
        while head_end < sentence.end and doc[head_end].idx < number.head_end and head_end - end < 14:
            head_end += 1
        if head_end - end >= 14 or number.head_end <= span.start_char:
            head_end = end
    return Passage(span, number, span.start - sentence.start, end - sentence.start, head_end - sentence.start)


def _read_sentence(sentence: Span, passages: list[Passage], words: Words, context: _Context) -> "_Reading | None":
    """The sentence read for events; None where no word of it tells one."""
    if sentence.end - sentence.start > 2000:
        return None
    if not any(token.lower_ in words.cues or "-" in token.lower_ for token in sentence):
        return None
    return _Reading(sentence, passages, words, context)


class _Reading(Events):
    """A sentence with the events of its numbers, and what the row of each says beside them."""

    def __init__(self, sentence: Span, passages: list[Passage], words: Words, context: _Context):
        self.context = context
        self.text, self.offset = sentence.text, sentence.start_char
        told = context.told_before(sentence)
        super().__init__(sentence, passages, words, context.dates_in(sentence.start, sentence.end), told)
        context.tell(sentence, self.events)

    def counts(self, before: list[tuple[Span, Count]]) -> list[tuple[Span, Count]]:
        rows: list[tuple[Span, Count]] = []
        for number, passage in enumerate(self.passages):
            for event in self.events[number]:
                if not event.denied:
                    rows.append((passage.span, self._count(number, passage, event, [*before[-4:], *rows])))
        return rows

    def _count(self, number: int, passage: Passage, event: Event, before: list[tuple[Span, Count]]) -> Count:
        value, doc = passage.number, self.sentence.doc
        reference = self.context.reference_at(passage.span.start)
        in_reference = reference is not None or self.context.kind_at(passage.span.start) == "reference"
        source, source_start, source_end = self._source(number, passage, event, reference, before)
        event_date, as_of = (self._in_the_past(date) for date in self._dates(number, event, reference))
        start, end = self._tokens_of(event)
        return Count(
            category=event.category,
            low=value.low,
            high=value.high,
            modifier=value.modifier,
            population=self._population(number, event),
            source=source,
            place=self._place(number, event),
            when=event_date or as_of,
            event_date=event_date,
            as_of=as_of,
            hedge=event.hedged,
            in_reference=in_reference,
            unit=value.unit or "persons",
            whole=self._whole(number),
            cue_start=doc[start].idx,
            cue_end=doc[end - 1].idx + len(doc[end - 1]),
            rule=event.rule,
            source_start=source_start,
            source_end=source_end,
            convention=doc.user_data.get("convention", "codebook") if value.modifier == "vague" else "",
        )

    def _tokens_of(self, event: Event) -> tuple[int, int]:
        """First token and the one past the last of the cue, in the Doc."""
        items = self.clauses.items
        first = bisect_left(self.at, items[event.start].start)
        last = bisect_left(self.at, items[min(event.end, len(items)) - 1].end)
        return self.sentence.start + first, max(self.sentence.start + last, self.sentence.start + first + 1)

    def _population(self, number: int, event: Event) -> str:
        """The noun with its premodifiers; of a number without one, that of the number before it."""
        value = self.passages[number].number
        if value.head_start >= 0:
            words = self._words(value)
            while (last := words.rpartition(" "))[0] and last[2].lower() in self.words.tails:
                words = last[0]
            if words.lower() not in self.words.stand_ins:
                return words
        if event.rule == "toll":
            return self._counted_noun(event)
        if event.rule == "noun after number":
            return ""
        for other in range(number - 1, -1, -1):
            inner = self.passages[other].number
            if inner.head_start >= 0 and not inner.reason:
                return self._words(inner)
        return ""

    def _words(self, number: Any) -> str:
        """The noun phrase of a number, as written but for white space."""
        return " ".join(self.text[number.head_start - self.offset : number.head_end - self.offset].split())

    def _counted_noun(self, event: Event) -> str:
        """ "men" of "the number of men killed" """
        clauses = self.clauses
        i = event.start + 2
        if clauses.word[event.start + 1 : i] != ["of"]:
            return ""
        words = []
        while i < event.end and clauses.kind[i] == "W" and clauses.word[i] not in self.words.nouns:
            words.append(clauses.tokens[clauses.items[i].start])
            i += 1
        return " ".join(words)

    def _whole(self, number: int) -> str:
        """ "100" of "27 of the 100 detained" """
        if number + 1 >= len(self.passages):
            return ""
        this, other = self.passages[number], self.passages[number + 1]
        between = [token.lower_ for token in self.sentence.doc[this.span.end : other.span.start]]
        return (
            other.span.text
            if between[:1] == ["of"]
            and len(between) <= 3
            and set(between[1:]) <= {"the", "these", "those", "all", "some"}
            else ""
        )

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
        start = self.sentence.start + bisect_left(self.at, self.clauses.items[event.start].start)
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

    # -- when and where --

    def _item_at(self, token: int) -> int:
        """The item that holds a token of the Doc."""
        at = self.at[min(max(token - self.sentence.start, 0), len(self.at) - 1)]
        starts = [item.start for item in self.clauses.items]
        return max(bisect_right(starts, at) - 1, 0)

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
        while right < len(clauses.items) and clauses.kind[right] not in ".:RS":
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
        while stop < len(self.clauses.items) and self.clauses.kind[stop] not in ".:,":
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
        sentence = self.sentence
        for _ in range(4):  # the sentence that names who says it, further up in the paragraph
            if (sentence := self._sentence_before(sentence)) is None:
                break
            dates = [date for _, date in self.context.dates_in(sentence.start, sentence.end) if date.edtf]
            if dates:
                return next((date for date in dates if date.relation == "at"), dates[-1]).edtf.split("/")[-1]
        return self.context.published

    def _sentence_before(self, sentence: Span) -> Span | None:
        doc = sentence.doc
        if sentence.start == 0 or not self.context.parted:
            return None
        before = doc[sentence.start - 1].sent
        return before if self.context.block_at(before.start) == self.context.block_at(sentence.start) else None

    def _previous_dates(self) -> list[Any]:
        """The dates of the sentence before, where it stands in the same paragraph."""
        before = self._sentence_before(self.sentence)
        if before is None:
            return []
        return [date for _, date in self.context.dates_in(before.start, before.end) if date.edtf]

    def _goes_on_now(self, event: Event) -> bool:
        """Whether the event is told in the present perfect, which a date in the past does not govern."""
        group = event.group
        return group is not None and self.clauses.word[group.start] in ("have", "has", "'ve", "’ve")

    def _governing(self, number: int, event: Event) -> tuple[str, str]:
        """The date of the sentence before, where this one names none and goes on with what that one tells."""
        dates = [date for date in self._previous_dates() if date.relation != "since"]
        if not dates or self._is_now(event):
            return "", ""
        before = self._sentence_before(self.sentence)
        this = self.context.attribution_of(self.passages[number].span.start)
        other = self.context.attribution_of(before.end - 2 if before.end - before.start > 2 else before.start)
        if this is not None and other is not None and this.speakers != other.speakers:
            return "", ""
        if len(dates) > 1 and any(self._is_beginning(token.lower_) for token in before):
            # "On 11 January it was reported that a wave had begun in December. About 40 were held.": all that while
            first, last = min(date.edtf for date in dates), max(date.edtf for date in dates)
            return f"{first}/{last[: len(first)]}" if "/" not in first + last else "", ""
        return "", dates[-1].edtf

    def _is_beginning(self, word: str) -> bool:
        return any(form.base in ("begin", "start") for form in self.words.grammar.verbs.get(word, ()))

    def _place(self, number: int, event: Event) -> str:
        clauses = self.clauses
        item = clauses.item_of_number.get(number, 0)
        if event.rule == "gapped":
            return self._place_from(item + 1, by=True) or ""
        group_end = max(event.group.end, event.end) if event.group is not None else event.end
        for start in dict.fromkeys((max(item + 1, group_end), item + 1)):
            if place := self._place_from(start, told=event.category == "interviewed"):
                return place
        group = event.group
        if group is not None:
            same = group.same
            if (
                same is not None
                and clauses.kind[group.start] == "V"
                and same.verb >= 0
                and (place := self._place_from(same.end))
            ):
                return place
            if not group.passive and number in group.objects and (place := self._place_behind(group.start)):
                return place
        following = next((g for g in clauses.groups if g.start >= max(item, group_end)), None)
        if (
            following is not None
            and set(following.bases) & self.words.holding
            and (place := self._place_from(following.end))
        ):
            return place
        anchor = min(item, event.group.start if event.group is not None else event.start)
        return self._place_ahead(anchor) or self._place_of_occasion(event, group_end)

    def _occasion(self, event: Event, end: int) -> tuple[int, int]:
        """The clause that tells on what occasion it happened: "killed [when a dam burst on Monday], he said"."""
        clauses = self.clauses
        start = end
        while start < len(clauses.items) and clauses.kind[start] not in ".:,R" and start - end < 12:
            follows = clauses.word[start] in OCCASION_WORDS and clauses.kind[start] in "SP"
            if follows and event.group is not None:
                stop = start + 1
                while stop < len(clauses.items) and clauses.kind[stop] not in ".:,RS":
                    stop += 1
                return start, stop
            start += 1
        return end, end

    def _place_of_occasion(self, event: Event, end: int) -> str:
        clauses = self.clauses
        start, stop = self._occasion(event, end)
        for i in range(start, stop - 1):
            if clauses.word[i] in PLACE_WORDS and clauses.kind[i] in "PT" and clauses.kind[i + 1] in "WDN":
                if name := self._name_in(i + 1, clauses.np_end(i + 1)):
                    return name
        return ""

    def _place_behind(self, i: int) -> str:
        """ "Authorities in Chechnya have rounded up": the place that stands last before item i."""
        clauses = self.clauses
        i -= 1
        while i >= 0 and clauses.kind[i] in 'A"Y':
            i -= 1
        if i < 1 or clauses.kind[i] != "W":
            return ""
        start = clauses.np_start(i)
        return self._name_in(start, i + 1) if start and clauses.word[start - 1] in PLACE_WORDS else ""

    def _place_ahead(self, anchor: int) -> str:
        """ "In Moscow, on 10 May, five ...", "a parade in St. Petersburg in which police ..." """
        clauses = self.clauses
        if (
            clauses.word
            and clauses.word[0] in PLACE_WORDS
            and (first := next(iter(clauses.groups), None)) is not None
            and anchor <= first.start
        ):
            return self._place_from(0)
        i = anchor - 1
        while i > 0 and clauses.kind[i] in 'WDNAU"':
            i -= 1
        if i > 0 and (
            clauses.word[i] == "where" or (clauses.word[i] == "which" and clauses.word[i - 1] in ("in", "at", "during"))
        ):
            i -= 1 if clauses.word[i] == "where" else 2
            while i >= 0 and clauses.kind[i] in ',"':
                i -= 1
            return self._place_behind(i + 1)
        return ""

    def _place_from(self, i: int, *, by: bool = False, told: bool = False) -> str:
        """The name of a place that the phrases from item i on lead to; "" if none before the clause goes on."""
        clauses = self.clauses
        last = len(clauses.items)
        found = ""
        placed = False  # the phrase before told where, so that its "of" does too
        for _ in range(16):
            while i < last and clauses.kind[i] in 'YA"':
                i += 1
            if i >= last:
                break
            kind, word = clauses.kind[i], clauses.word[i]
            if (
                kind in ",C"
                and (joined := clauses.group_of.get(i + 1)) is not None
                and joined.start == i + 1
                and joined.same is not None
                and clauses.kind[i + 1] == "V"
                and "g" not in joined.form
            ):
                i = joined.end  # "detained and tortured in Grozny"
                continue
            if kind == ",":
                if placed and not found and i + 1 < last and (name := self._apposed(i + 1)):
                    return name
                if i + 1 < last and clauses.kind[i + 1] in "PY" and not found:
                    i += 1
                    continue
                break
            if kind == "P" or word == "to":
                if i in clauses.group_of or i + 1 >= last:
                    break
                if clauses.kind[i + 1] == "P":
                    i += 1
                    continue
                if clauses.kind[i + 1] not in "WDNUY":
                    break
                if clauses.kind[i + 1] == "Y":
                    i += 2
                    continue
                end = clauses.np_end(i + 1)
                tells = (
                    (word in PLACE_WORDS and not (told and word == "to"))
                    or (word == "of" and placed)
                    or (by and word == "by")
                )
                if tells and (name := self._name_in(i + 1, end)):
                    return name
                if not tells and word not in PASSED_WORDS and not (word == "of" and i and clauses.kind[i - 1] in "NW"):
                    break
                placed = (placed and word == "of") or word in PLACE_WORDS
                i = end
                continue
            if kind in "WD" and not placed and i and clauses.group_of.get(i - 1) is not None:
                end = clauses.np_end(i)
                group = clauses.group_of[i - 1]
                if group.base in ("flee", "leave", "escape") and (name := self._name_in(i, end)):
                    return name
                i = end
                continue
            break
        return found

    def _apposed(self, i: int) -> str:
        """ "the capital, Grozny" """
        clauses = self.clauses
        if clauses.kind[i] != "W" or not self._capital(i):
            return ""
        end = clauses.np_end(i)
        return self._name_in(i, end) if end >= len(clauses.items) or clauses.kind[end] in ",.:-)" else ""

    def _capital(self, i: int) -> bool:
        return self.clauses.tokens[self.clauses.items[i].start][:1].isupper()

    def _name_in(self, start: int, end: int) -> str:
        """The name of a place that ends a noun phrase, or stands before its "'s"; "" for all other names."""
        clauses = self.clauses
        while end > start and clauses.kind[end - 1] in '"':
            end -= 1
        if end <= start:
            return ""
        last = end - 1
        if not self._capital(last):
            owned = [i for i in range(start + 1, end) if clauses.word[i] in ("'s", "’s")]
            if not owned or not self._capital(owned[0] - 1):
                return ""
            if (
                end < len(clauses.items)
                and clauses.kind[end] == ","
                and end + 1 < len(clauses.items)
                and self._capital(end + 1)
                and clauses.kind[end + 1] == "W"
            ):
                return ""
            last = owned[0] - 1
        if clauses.kind[last] != "W" or clauses.word[last] in self.words.institutions:
            return ""
        first = last
        while first > start and clauses.kind[first - 1] == "W" and self._capital(first - 1):
            first -= 1
        low = self.sentence.start + bisect_left(self.at, clauses.items[first].start)
        high = self.sentence.start + bisect_left(self.at, clauses.items[last].end)
        for span, name in self.context.names_in(max(low - 6, self.sentence.start), high):
            if span.end > low and name.type not in ("state", "other", ""):
                return ""
        return self.sentence.doc[low:high].text


def _closed(date: Any, close: str) -> str:
    if date.relation == "since" and "/" not in date.edtf:
        return f"{date.edtf}/{close}" if close else date.edtf
    return date.edtf
