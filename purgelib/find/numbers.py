"""Number phrases: what a text says in figures or number words, with the bounds that the phrase claims.

Every phrase becomes a row, those that cannot count people with the reason why not. Which happened to the people is for
`counts` to say; here stands only what the phrase and its noun tell.
"""

import re
from typing import Any, NamedTuple

from spacy.tokens import Doc, Span

from purgelib.find.characters import ends_of, low_of, span_at, starts_of, text_of
from purgelib.find.heads import PEOPLE, Head, find_head
from purgelib.find.number_words import Words, read_words
from purgelib.find.quantities import Bounds, Phrase, find_phrases, read_bounds
from purgelib.find.reasons import AUXILIARIES, NO_NUMBERS, find_reason
from purgelib.find.stretches import find_stretches

__all__ = ["Bounds", "Number", "find_numbers", "read_bounds", "read_words"]

STRETCH = 50  # characters looked at on either side of a word that a number may hold


class Number(NamedTuple):
    """A number phrase, its bounds, and what it counts."""

    low: int | None
    high: int | None
    modifier: str
    unit: str  # "persons", "families", or "" where a reason stands
    reason: str  # "" where people may be counted, else what it is instead: "a date", "a duration"
    head_start: int  # character of the Doc where the noun phrase begins that names the people, -1 if there is none
    head_end: int


_IDENTIFIES = re.compile(r"\s+of\s+(?:the|his|her|its|their)\s+(?:most|best|worst|\w+est)\b", re.IGNORECASE)
_SHARED = frozenset({"a duration", "a number of times", "a count of things", "a distance", "a weight or measure"})
_NO_BOUNDS = Bounds(None, None, "exact")
_ROW_GAP = re.compile(r"\s*+(?:,\s*+)?(?:(?:and|or|then|perhaps|maybe|if\s+not)\s+)?", re.IGNORECASE)


def find_numbers(doc: Doc, words: Words) -> list[tuple[Span, Number]]:
    """Every number phrase of the Doc with its bounds, in the order of the text.

    Reads `doc._.dates`, for no part of a date counts people, and `doc._.language`, for what the point in "1.200" means.
    """
    doc.user_data["convention"] = words.convention  # rows tell it
    text = text_of(doc)
    dates = sorted((span.start_char, span.end_char) for span, _ in _left_on(doc, "dates", ()))
    comma = _left_on(doc, "language", "en")[:2].casefold() in words.comma_languages
    phrases: list[Phrase] = []
    spans: list[Span] = []
    stretches = find_stretches(doc, words.anchors, STRETCH)
    for phrase in find_phrases(text, low_of(doc), words, stretches, dates, comma):
        span = span_at(doc, phrase.start, phrase.end)
        # Several figures may stand in one token: "MH17/18".
        if span is not None and (not spans or span.start >= spans[-1].end):
            phrases.append(phrase)
            spans.append(span)
    numbers = [_read_number(doc, text, phrase, words) for phrase in phrases]
    numbers = _with_shared_nouns(text, phrases, numbers)
    return [(span, number) for span, number in zip(spans, numbers, strict=True) if number is not None]


def _with_shared_nouns(text: str, phrases: list[Phrase], numbers: list[Number | None]) -> list[Number | None]:
    """The numbers, each of a row with the noun that only the last has: "five, six, seven times"."""
    shared = list(numbers)
    for index in range(len(phrases) - 2, -1, -1):
        one, two = shared[index], shared[index + 1]
        if one is None or two is None or one.reason or one.head_start >= 0:
            continue
        if two.reason and two.reason not in _SHARED:
            continue
        if _ROW_GAP.fullmatch(text, phrases[index].end, phrases[index + 1].start):
            shared[index] = one._replace(
                unit=two.unit, reason=two.reason, head_start=two.head_start, head_end=two.head_end
            )
    return shared


def _left_on(doc: Doc, extension: str, otherwise: Any) -> Any:
    return (doc._.get(extension) if doc.has_extension(extension) else None) or otherwise


def _read_number(doc: Doc, text: str, phrase: Phrase, words: Words) -> Number | None:
    """The phrase with its noun, or None where it is a word like "some" that stands for no number here."""
    low, high, modifier = phrase.bounds or _NO_BOUNDS
    if phrase.kind in NO_NUMBERS:
        return Number(low, high, modifier, "", NO_NUMBERS[phrase.kind], -1, -1)
    head = find_head(doc, starts_of(doc), phrase.core_end if phrase.end < phrase.core_end else phrase.end, words)
    reason = find_reason(text, phrase, head, words)
    if phrase.kind in {"unbounded", "vague"} and _says_no_number(text, phrase, head):
        return None
    if reason:
        return Number(low, high, modifier, "", reason, -1, -1)
    unit = "families" if head.kind == "family" else "persons"
    if head.start < 0 or head.kind == "":
        return Number(low, high, modifier, unit, "", -1, -1)
    return Number(low, high, modifier, unit, "", starts_of(doc)[head.start], ends_of(doc)[head.end - 1])


def _says_no_number(text: str, phrase: Phrase, head: Head) -> bool:
    """Whether a vague word has no people: "some of the time", "many a day"."""
    core = text[phrase.core_start : phrase.core_end].casefold()
    if phrase.kind == "vague" and core not in {"several"} and not core.endswith("few"):
        return False
    if head.kind in PEOPLE:
        return _IDENTIFIES.match(text, phrase.core_end) is not None
    if head.kind == "" and core in {"some", "many", "several"}:
        return AUXILIARIES.match(text, phrase.end) is None or head.start >= 0
    return phrase.kind == "unbounded" or head.kind == "unknown"
