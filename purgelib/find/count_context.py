"""What earlier finders left on a Doc, made ready for looking up by token."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any

from spacy.tokens import Doc, Span

from purgelib.find.characters import sentence_starts_of, starts_of
from purgelib.find.count_words import Words
from purgelib.find.passages import Event, Passage, is_usable

LONGEST_HEAD = 14  # tokens of a number's noun phrase; what is longer is no such phrase


def left_on(doc: Doc, extension: str) -> Any:
    return (doc._.get(extension) if doc.has_extension(extension) else None) or []


class Context:
    """What earlier finders left on the Doc, made ready for looking up by token."""

    def __init__(self, doc: Doc):
        self.doc = doc
        self.sentence_starts = sentence_starts_of(doc)
        self.published = left_on(doc, "published") or ""
        self.dates, self.date_starts = _in_order(left_on(doc, "dates"))
        self.names, self.name_starts = _in_order(left_on(doc, "names"))
        self.references, self.reference_starts = _in_order(left_on(doc, "references"))
        self.blocks, self.block_starts = _in_order(left_on(doc, "blocks"))
        self.covered = _covered(left_on(doc, "attributions"))
        self.told: tuple[int, str] = (-1, "")  # where the sentence with the last count ended, and its category

    def dates_in(self, start: int, end: int) -> list[tuple[Span, Any]]:
        return self.dates[bisect_left(self.date_starts, start) : bisect_left(self.date_starts, end)]

    def start_before(self, start: int) -> int:
        """Where the sentence before begins, if it stands in the same paragraph; else -1."""
        at = bisect_left(self.sentence_starts, start) - 1
        if at < 0 or self.block_at(self.sentence_starts[at]) != self.block_at(start):
            return -1
        return self.sentence_starts[at]

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


def _in_order(found: list[tuple[Span, Any]]) -> tuple[list[tuple[Span, Any]], list[int]]:
    """The pairs in the order of the text, and the tokens with which they begin."""
    starts = [span.start for span, _ in found]
    ordered = sorted(starts)
    return found if starts == ordered else sorted(found, key=lambda pair: pair[0].start), ordered


def _covered(found: list[tuple[Span, Any]]) -> tuple[list[int], list[Any]]:
    """From each token on, the innermost attribution, as parallel lists of first tokens and attributions."""
    attributions = sorted(found, key=lambda pair: pair[0].end - pair[0].start)
    edges: list[tuple[int, int, int]] = []
    for i, (span, _) in enumerate(attributions):
        start, end = span.start, span.end
        edges += ((start, 1, i), (end, 0, i))
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


def split_sentences(
    doc: Doc, context: Context, numbers: list[tuple[Span, Any]]
) -> Iterator[tuple[Span, list[tuple[Span, Any]]]]:
    """The sentences that hold a number, each with its numbers."""
    bounds, at = [*context.sentence_starts, len(doc)], 0
    while at < len(numbers):
        place = bisect_right(bounds, numbers[at][0].start)
        begin, end, first = bounds[place - 1], bounds[place], at
        while at < len(numbers) and numbers[at][0].start < end:
            at += 1
        yield Span(doc, begin, end), numbers[first:at]


def passages_of(sentence: Span, numbers: list[tuple[Span, Any]], words: Words) -> list[Passage]:
    """The numbers of a sentence with their nouns, in tokens of the sentence."""
    starts, begin, stop = starts_of(sentence.doc), sentence.start, sentence.end
    passages = []
    for span, number in numbers:
        start = span.start
        end = head_end = min(span.end, stop)
        if number.head_end > starts[start]:
            head_end = bisect_left(starts, number.head_end, end, stop)
            if head_end - end >= LONGEST_HEAD:
                head_end = end
        usable = is_usable(number, end - begin, sentence, words)
        passages.append(Passage(span, number, start - begin, end - begin, head_end - begin, usable))
    return passages
