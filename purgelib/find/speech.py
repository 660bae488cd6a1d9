"""Stretches of text with their cues, and how a stretch is taken apart."""

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from purgelib.find.attribution_words import UNNAMED
from purgelib.find.word_tables import any_of

MANY = 20  # cues and quotations that one sentence may hold
BLANK = "¤"  # stands for a quoted character
WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
MARKS = '“”"„«»'
PARENTHESIS = re.compile(r"\([^()\n]{0,120}\)|\[[^\[\]\n]{0,120}\]")
HARD = re.compile(rf"[;:!?()\[\]{MARKS}{BLANK}]{BLANK}*")  # no alternatives: so the engine skips to the first of them
HYPHEN = re.compile(r"-(?<=\s-)(?=\s)")
STOP = re.compile(rf"[,.;:“”\"{BLANK}]|$")
COMMA = re.compile(r",(?!\d{3})")
QUOTED_NEXT = re.compile(rf",\W*{BLANK}")
POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
DETERMINERS = (
    "the", "this", "that", "these", "those", "its", "their", "his", "her", "both", "a", "an", "one", "two", "three",
    "another", "some",
)  # fmt: skip
DETERMINER = re.compile(rf"(?:{any_of(DETERMINERS)})\b\s*", re.I)
CONJUNCTION = re.compile(r"[\s,]*(?:(?:and|but|or|so|yet|that|while|whereas|although|as)\b[\s,]*)*", re.I)


class Attribution(NamedTuple):
    """Who is credited for a stretch of text, and by which words; offsets are the Doc's, -1 where there is none.

    `kind` is "direct" for words in quotation marks, "cited" where the speakers are cited by somebody, else "indirect".
    """

    speakers: tuple[str, ...]
    speaker_start: int
    speaker_end: int
    cue_start: int
    cue_end: int
    kind: str
    via: tuple[str, ...]
    rule: str


class Cue(NamedTuple):
    start: int
    end: int
    form: str
    strength: str
    verb: str


class Speaker(NamedTuple):
    """Who speaks in a stretch: names or `UNNAMED`, where the words stand, and the type of the first name."""

    names: tuple[str, ...]
    start: int
    end: int
    type: str
    content: int  # where what they say may begin at the earliest, if before the verb; else -1

    @property
    def nameless(self) -> bool:
        return self.names == UNNAMED


NOBODY = Speaker((), -1, -1, "", -1)


class Found(NamedTuple):
    start: int
    end: int
    attribution: Attribution


class Stretch(NamedTuple):
    start: int
    end: int
    view: str  # its text, quoted words and short parentheses blanked
    cues: list[Cue]
    quotes: list[tuple[int, int]]
    quoted: bool
    block: int


def last_word(text: str) -> str:
    """The last word in lower case, whatever blanks and commas follow; "" where it is no word.

    >>> last_word("Later, the head of the Fishers’ Union, "), last_word("He said: “")
    ('union', '')
    """
    word = text[-60:].rstrip(" ,\n\t\xa0")
    chunk = word[word.rfind(" ") + 1 :]
    if chunk.isalpha():
        return chunk.lower()
    at = len(word)
    while at and (word[at - 1].isalnum() or word[at - 1] in "’'.-_"):
        at -= 1
    return word[at:].lower()


def final_word(text: str) -> str:
    """The last word as written, whatever follows; "" where there is none.

    >>> final_word("the Fishers’ Union (2)."), final_word("“…”")
    ('2', '')
    """
    text = text.rstrip()
    chunk = text[text.rfind(" ") + 1 :]
    if chunk.isalpha():
        return chunk
    found = WORD.findall(chunk) or WORD.findall(text)
    return found[-1] if found else ""


def after_hard(view: str, low: int, high: int) -> int:
    """Where the words begin that no stop or quotation parts from what follows."""
    for mark in HARD.finditer(view, low, high):
        low = mark.end()
    return low


def outermost(quotes: Iterable[tuple[int, int, Any]]) -> Iterator[tuple[int, int, Any]]:
    last = -1
    for start, end, quote in sorted(quotes, key=lambda row: (row[0], -row[1])):
        if end > last and start >= last:
            yield start, end, quote
            last = end


def divided(stretch: Stretch) -> Iterator[Stretch]:
    """The stretch in parts, for it holds more cues than a sentence does: rubbish is read in linear time too."""
    cues, quotes = [cue.start for cue in stretch.cues], [start for start, _ in stretch.quotes]
    edges = [stretch.start, *sorted([*cues, *quotes])[MANY::MANY], stretch.end]
    for low, high in itertools.pairwise(edges):
        own = stretch.cues[bisect_left(cues, low) : bisect_left(cues, high)]
        view = plain_view(stretch.view[low - stretch.start : high - stretch.start], low, own)
        within = stretch.quotes[bisect_left(quotes, low) : bisect_left(quotes, high)]
        yield stretch._replace(start=low, end=high, view=view, cues=own, quotes=within)


def plain_view(view: str, start: int, cues: list[Cue]) -> str:
    """The stretch with short parentheses and spaced dashes out of the way, all else where it was."""

    def blank(m: re.Match) -> str:
        if any(m.start() <= cue.start - start < m.end() for cue in cues):
            return m[0]
        return " " * len(m[0])

    if "(" in view or "[" in view:
        view = PARENTHESIS.sub(blank, view)
    if "–" in view or "—" in view or " - " in view:
        view = HYPHEN.sub(",", view.replace("–", ",").replace("—", ","))
    return view


def split_pieces(view: str, low: int, high: int) -> list[tuple[int, int]]:
    """Start and end of what stands between commas, empty ones left out."""
    if view.find(",", low, high) < 0:
        return [(low, high)] if view[low:high].strip() else []
    edges = [low, *(m.end() for m in COMMA.finditer(view, low, high)), high + 1]
    return [(start, end - 1) for start, end in itertools.pairwise(edges) if view[start : end - 1].strip()]


def only_quoted(stretch: Stretch, start: int, end: int, clause: tuple[int, int] = (0, 0)) -> bool:
    """Whether a credited stretch holds little besides quoted words, which are credited by themselves."""
    view = stretch.view[start - stretch.start : end - stretch.start]
    if BLANK not in view:
        return False
    low, high = (min(clause) - start, max(clause) - start)
    if high > low:
        stop = STOP.search(view, max(0, high))
        view = view[: max(0, low)] + view[stop.start() :]
    return len(list(itertools.islice(WORD.finditer(view), 3))) < 3


def is_closing(rest: str) -> bool:
    """Whether nothing credited follows the verb: an end, a date, a quotation of its own.

    >>> is_closing(" on Monday."), is_closing(", and two were beaten.")
    (True, False)
    """
    if rest.startswith(",") and not QUOTED_NEXT.match(rest):
        return False
    return len(split_pieces(rest, 0, len(rest))) <= 1
