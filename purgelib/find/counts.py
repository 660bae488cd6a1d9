"""Counts: which number of people belongs to which event, on whose word, when, where, and with how much doubt.

The verbs and nouns that tell an event stand in `counts.toml`; `clauses` says which number is the subject or object of
which verb, `events` which event that makes. A number that is nobody's argument, or whose event is negated, hoped for or
planned, gives no row, and `explain_numbers` says why.
"""

from typing import Any, NamedTuple

from spacy.tokens import Doc, Span

from purgelib.find.characters import ends_of, lower_ids_of, starts_of, text_of
from purgelib.find.count_context import Context, left_on, passages_of, split_sentences
from purgelib.find.count_places import Places
from purgelib.find.count_words import Words
from purgelib.find.count_words import read_words as read_words  # beside its finder, as the pipeline wants it
from purgelib.find.passages import NO_EVENT, Event, Passage, may_count


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
    numbers = left_on(doc, "numbers")
    if not any(may_count(number) for _, number in numbers):
        return found
    context = Context(doc)
    for sentence, inside in split_sentences(doc, context, numbers):
        if not any(may_count(number) for _, number in inside):
            continue
        passages = passages_of(sentence, inside, words)
        if not any(passage.usable for passage in passages):
            continue
        reading = _read_sentence(sentence, passages, words, context)
        if reading is None:
            continue
        found += reading.counts(found)
    return found


def explain_numbers(doc: Doc, words: Words) -> list[tuple[Span, str]]:
    """Every number of the Doc with the reason why it gave no count; "" where it gave one."""
    context = Context(doc)
    explained: list[tuple[Span, str]] = []
    for sentence, inside in split_sentences(doc, context, left_on(doc, "numbers")):
        passages = passages_of(sentence, inside, words)
        reading = _read_sentence(sentence, passages, words, context)
        for i, passage in enumerate(passages):
            if not passage.usable:
                reason = passage.number.reason
            elif reading is None:
                reason = NO_EVENT
            else:
                reason = reading.reason(i)
            explained.append((passage.span, reason))
    return explained


def _read_sentence(sentence: Span, passages: list[Passage], words: Words, context: Context) -> "_Reading | None":
    """The sentence read for events; None where no word of it tells one."""
    if sentence.end - sentence.start > 2000:
        return None
    if words.cues.isdisjoint(lower_ids_of(sentence.doc)[sentence.start : sentence.end]) and "-" not in sentence.text:
        return None
    return _Reading(sentence, passages, words, context)


class _Reading(Places):
    """A sentence with the events of its numbers, and what the row of each says beside them."""

    def __init__(self, sentence: Span, passages: list[Passage], words: Words, context: Context):
        self.context = context
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
            cue_start=starts_of(doc)[start],
            cue_end=ends_of(doc)[end - 1],
            rule=event.rule,
            source_start=source_start,
            source_end=source_end,
            convention=doc.user_data.get("convention", "codebook") if value.modifier == "vague" else "",
        )

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
        text, end = text_of(self.sentence.doc), min(number.head_end, self.sentence.end_char)
        return " ".join(text[number.head_start : end].split())

    def _counted_noun(self, event: Event) -> str:
        """ "men" of "the number of men killed" """
        clauses = self.clauses
        i = event.start + 2
        if clauses.word[event.start + 1 : i] != ["of"]:
            return ""
        words = []
        while i < event.end and clauses.kind[i] == "W" and clauses.word[i] not in self.words.nouns:
            words.append(clauses.tokens[clauses.starts[i]])
            i += 1
        return " ".join(words)

    def _whole(self, number: int) -> str:
        """ "100" of "27 of the 100 detained" """
        if number + 1 >= len(self.passages):
            return ""
        this, other = self.passages[number].span, self.passages[number + 1].span
        if not 0 < other.start - this.end <= 3:
            return ""
        of, *between = [token.lower_ for token in self.sentence.doc[this.end : other.start]]
        return other.text if of == "of" and set(between) <= {"the", "these", "those", "all", "some"} else ""
