"""What follows the first word of a phrase, read word by word.

A text tries some hundreds of some thousands of phrases: compiling a pattern for each would take longer than reading.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from purgelib.find.characters import is_of_word

FILLERS = {  # may stand between the words of a phrase, as any adverb may: "called again on"
    "the", "these", "such", "all", "any", "again", "also", "today", "yesterday", "on", "monday", "tuesday",
    "wednesday", "thursday", "friday", "saturday", "sunday",
}  # fmt: skip
MOST_FILLERS = 2
LONGEST_GAP = 8  # words
STOP = re.compile(r"[.;!?]")  # ends a gap
ADVERB = re.compile(r"[a-z]+ly")
QUOTES = "“\"‘'"


class Part(NamedTuple):
    """A word of a phrase in one wording or another; after a gap any words may stand before it."""

    gap: bool
    wordings: tuple[tuple[str, ...], ...]  # the words of each, the longest first
    openings: tuple[str, ...]  # a quotation mark or the first words of them


def read_parts(words: Sequence[str]) -> tuple[Part, ...]:
    """The words after the first of a phrase: `...` is a gap, `a|b` one or the other, `a_b` two that belong together.

    >>> read_parts(["...", "of|in_front"])[0].wordings
    (('in', 'front'), ('of',))
    """
    parts, gap = [], False
    for word in words:
        if word == "...":
            gap = True
            continue
        either = sorted(word.split("|"), key=lambda wording: (-len(wording), wording))
        wordings = tuple(tuple(wording.split("_")) for wording in either)
        parts.append(Part(gap, wordings, (*QUOTES, *(words[0] for words in wordings))))
        gap = False
    return tuple(parts)


def find_rest(parts: tuple[Part, ...], low: str, start: int, words: list[str]) -> tuple[int, int] | None:
    """Where the parts end that stand at the beginning of `words`, and the letters of their gaps.

    `words` are the text in lower case from `start` on.

    >>> low = "called again on the “upper” house."
    >>> find_rest(read_parts(["on|upon", "...", "house"]), low, 6, low[6:].split())
    (33, 12)
    """
    found = _find_parts(parts, 0, words, 0)
    if found is None:
        return None
    last, letters, gaps = found
    starts = []
    for word in words[: last + 1]:
        start = low.index(word, start)
        starts.append(start)
        start += len(word)
    gap = 0
    for first, begin, mark in gaps:
        gap += starts[begin] + mark - starts[first]
    return starts[last] + letters, gap


def _find_parts(parts: tuple[Part, ...], number: int, words: list[str], first: int) -> tuple[int, int, list] | None:
    """The last word of the parts from this one on, how far they reach into it, and the gaps.

    Of a gap: its first word, the word after it, and how many of the marks before that one are the gap's.
    """
    part = parts[number]
    for begin in (_after_gap if part.gap else _after_fillers)(words, first, part.openings):
        word = words[begin]
        for mark in _marks(word, 2 if part.gap else 1) if word[0] in QUOTES else (0,):
            for wording in part.wordings:
                if not word.startswith(wording[0], mark):
                    continue
                last = begin + len(wording) - 1
                if not (letters := _letters(wording, words[begin : last + 1], mark)):
                    continue
                gaps = [(first, begin, min(mark, 1))] if part.gap else []
                if number == len(parts) - 1:
                    return last, letters, gaps
                if letters == len(words[last]) and (found := _find_parts(parts, number + 1, words, last + 1)):
                    return *found[:2], gaps + found[2]
    return None


def _after_gap(words: list[str], first: int, openings: tuple[str, ...]) -> list[int]:
    """Where what follows a gap may begin, the nearest first."""
    begins = [at for at in range(first, min(first + LONGEST_GAP + 1, len(words))) if words[at].startswith(openings)]
    if not begins:
        return begins
    stop = next((at for at in range(first, begins[-1]) if STOP.search(words[at])), begins[-1])
    return [at for at in begins if at <= stop]


def _after_fillers(words: list[str], first: int, openings: tuple[str, ...]) -> list[int]:
    """Where what follows fillers may begin, the farthest first."""
    begins = []
    for at in range(first, min(first + MOST_FILLERS + 1, len(words))):
        word = words[at]
        if word.startswith(openings):
            begins.insert(0, at)
        if word not in FILLERS and not (word.endswith("ly") and ADVERB.fullmatch(word)):
            break
    return begins


def _marks(word: str, most: int) -> range:
    """How many quotation marks before the word may be passed over, the most first."""
    return range(len(word[:most]) - len(word[:most].lstrip(QUOTES)), -1, -1)


def _letters(wording: tuple[str, ...], words: list[str], mark: int) -> int:
    """How far the wording, which begins after the first word's mark, reaches into the last word; 0: it is not there."""
    if len(wording) > 1:
        *before, last = [words[0][mark:], *words[1:]]
        if (*before,) != wording[:-1] or not last.startswith(wording[-1]):
            return 0
        mark = 0
    end = mark + len(wording[-1])
    after = words[-1][end : end + 1]
    return 0 if is_of_word(after) or after == "-" else end
