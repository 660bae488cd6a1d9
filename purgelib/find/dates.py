"""Dates: phrases that say when, resolved to EDTF (ISO 8601-2) strings.

What the phrase leaves open stays open: a month stays a month, a season becomes the interval of its months, "late May"
is that May. The relation word stands beside the string and never in it: of "since February" the string is the February,
and whoever knows the day of the report closes the interval.
"""

from typing import Any, NamedTuple

from spacy.tokens import Doc, Span

from purgelib.find.characters import low_of, plain_ending, span_at, text_of
from purgelib.find.date_phrases import Phrase, find_phrases, join_phrases
from purgelib.find.date_reader import Reader
from purgelib.find.date_words import Words, plain_word, read_words
from purgelib.find.stretches import find_stretches

__all__ = ["Date", "find_dates", "read_words"]

STRETCH = 50  # characters that a phrase may have beside the words and figures that make it a date


class Date(NamedTuple):
    """A date phrase as EDTF, how the sentence relates to it, and what the reading rests on."""

    edtf: str  # "" where the text does not allow it to be resolved
    relation: str  # at, since, by, as_of, until, between, before or after
    basis: str  # stated, or relative ("yesterday") to the article's date or to a date before


def find_dates(doc: Doc, words: Words) -> list[tuple[Span, Date]]:
    """Every date phrase of the Doc, in the order of the text, resolved against `doc._.published`.

    A date without a year takes the latest year that fits before the article's own date. In an encyclopedia article (one
    with sections or a reference list) it takes the year last stated before it instead.
    """
    text = text_of(doc)
    raws = join_phrases(text, find_phrases(text, low_of(doc), find_stretches(doc, words.anchors, STRETCH), words))
    if not raws:
        return []
    sections = [(span, getattr(block, "section", "")) for span, block in _left_on(doc, "blocks", ())]
    encyclopedic = bool(_left_on(doc, "references", ())) or len({section for _, section in sections if section}) > 2
    reader = Reader(text, words, _left_on(doc, "published", ""), encyclopedic, _breaks(sections), raws)
    found: list[tuple[Span, Date]] = []
    last = 0
    for raw in raws:
        edtf, basis = reader.read(raw)
        if raw.kind == "gap_n" and not edtf:
            continue  # "two days after the quake", of which no day is known, is a duration
        span = span_at(doc, raw.start, raw.end)
        if span is None or span.start < last:
            continue
        last = span.end
        found.append((span, Date(edtf, _relation(text, raw, words), basis)))
    return found


def _left_on(doc: Doc, extension: str, otherwise: Any) -> Any:
    return (doc._.get(extension) if doc.has_extension(extension) else None) or otherwise


def _breaks(sections: list[tuple[Span, str]]) -> list[int]:
    """Where the sections begin: a year stated in one does not hold in the next."""
    starts, last = [0], None
    for span, section in sections:
        if section != last:
            last = section
            starts.append(span.start_char)
    return sorted(starts)


def _relation(text: str, raw: Phrase, words: Words) -> str:
    """How the sentence relates to the date, told by the word before it."""
    if raw.kind == "interval" and not raw.match["year2"]:
        return "between"
    low = max(0, raw.start - 30)
    if plain_ending(text[low : raw.start]) not in words.relation_ends:
        return "at"
    before = words.relation.search(text, low, raw.start)
    if before is None:
        return "at"
    relation = words.relations.get(plain_word(before["word"]), "at")  # re.I takes "ın" for "in"
    return "at" if relation == "between" else relation
