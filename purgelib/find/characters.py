"""The characters of a Doc, read once: its text, the same in lower case, where its tokens begin.

spaCy puts `doc.text` together from its tokens at each call and makes an object for each token that is looked at.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

import numpy as np
from spacy.attrs import SENT_START
from spacy.tokens import Doc, Span

FIGURES = re.compile(r"\d\d*")  # the engine skips to a first figure, not to a repeated one


def text_of(doc: Doc) -> str:
    """The text as it was given."""
    text = doc.user_data.get("content")
    if text is None:
        text = doc.user_data["content"] = doc.text
    return text


def low_of(doc: Doc) -> str:
    """The text in lower case, character for character as long."""
    low = doc.user_data.get("low")
    if low is None:
        low = doc.user_data["low"] = lowered(text_of(doc))
    return low


def lower_ids_of(doc: Doc) -> list[int]:
    """Of each token the id of the word in lower case."""
    ids = doc.user_data.get("lower_ids")
    if ids is None:
        ids = doc.user_data["lower_ids"] = doc.to_array("LOWER").astype(np.uint64).tolist()
    return ids


def figures_of(doc: Doc) -> list[tuple[int, int]]:
    """Start and end of every run of digits."""
    figures = doc.user_data.get("figures")
    if figures is None:
        figures = doc.user_data["figures"] = [match.span() for match in FIGURES.finditer(text_of(doc))]
    return figures


def starts_of(doc: Doc) -> list[int]:
    """Of each token the character with which it begins."""
    starts = doc.user_data.get("starts")
    if starts is None:
        starts = doc.user_data["starts"] = doc.to_array("IDX").tolist()
    return starts


def ends_of(doc: Doc) -> list[int]:
    """Of each token the character one past its last."""
    ends = doc.user_data.get("ends")
    if ends is None:
        ends = doc.user_data["ends"] = (doc.to_array("IDX") + doc.to_array("LENGTH")).tolist()
    return ends


def sentence_starts_of(doc: Doc) -> list[int]:
    """Of each sentence the token with which it begins."""
    starts = doc.user_data.get("sentence_starts")
    if starts is None:
        marked = np.flatnonzero(doc.to_array(SENT_START) == 1).tolist()
        starts = doc.user_data["sentence_starts"] = [0, *(token for token in marked if token)][: len(doc)]
    return starts


def sentence_places_of(doc: Doc) -> list[int]:
    """Of each sentence the character with which it begins."""
    return list(map(starts_of(doc).__getitem__, sentence_starts_of(doc)))


def span_at(doc: Doc, start: int, end: int) -> Span | None:
    """The tokens that hold the characters from start to end, None where there are none.

    >>> import spacy
    >>> span_at(spacy.blank("en")("Nobody came yesterday."), 3, 9)
    Nobody came
    """
    starts = starts_of(doc)
    first, stop = bisect_right(starts, start) - 1, bisect_left(starts, end)
    return Span(doc, first, stop) if 0 <= first < stop else None


def lowered(text: str) -> str:
    """The text in lower case, character for character as long.

    >>> lowered("İzmir") == "İzmir"
    True
    """
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def is_of_word(letter: str) -> bool:
    """Whether it is a letter, a figure or the mark `_`."""
    return letter.isalnum() or letter == "_"


def find_word(text: str, word: str, start: int, end: int) -> Iterator[int]:
    """Where the word stands in a stretch of the text, apart from other letters.

    >>> list(find_word("the old jail's jailer", "jail", 0, 21))
    [8]
    """
    at = text.find(word, start, end)
    while at >= 0:
        stop = at + len(word)
        if not is_of_word(text[stop : stop + 1]) and not (at and is_of_word(text[at - 1])):
            yield at
        at = text.find(word, at + 1, end)


def holds_word(text: str, word: str) -> bool:
    """Whether the word stands in the text, apart from other letters.

    >>> holds_word("the old jail's gate", "jail"), holds_word("a jailer", "jail")
    (True, False)
    """
    return next(find_word(text, word, 0, len(text)), -1) >= 0


def holds_one(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words, or its plural in s, stands in the text.

    >>> holds_one("the old jails", ["pen", "jail"])
    True
    """
    return any(holds_word(text, word) or holds_word(text, f"{word}s") for word in words)


def plain_ending(text: str) -> str:
    """The last word in lower case, whatever blanks follow; "" where it is not made of plain letters alone.

    A pattern that looks back from the end is tried only where this is a word that may end it, or "".

    >>> plain_ending("He had never "), plain_ending("He hadn’t ")
    ('never', '')
    """
    tail = text[-30:].rstrip()
    blank = tail.rfind(" ")
    word = tail[blank + 1 :]
    whole = blank >= 0 or len(text) <= 30
    return word.lower() if whole and word.isascii() and word.isalpha() else ""
