"""Where in a text it is worth looking: around figures and the words without which there is no match.

A pattern of many alternatives takes most of its time where nothing is to be found. Words are found by their ids, all at
once, and the pattern looks at their neighbourhood alone.
"""

import re
from collections.abc import Iterator

import numpy as np
from spacy.strings import get_string_id
from spacy.tokens import Doc

FIGURES = re.compile(r"\d+")


def word_ids(words: set[str]) -> np.ndarray:
    """The ids of words in lower case as `find_stretches` wants them."""
    return np.array([get_string_id(word) for word in words], dtype=np.uint64)


def find_stretches(doc: Doc, text: str, ids: np.ndarray, reach: int) -> Iterator[tuple[int, int]]:
    """Start and end of the stretches within so many characters of a figure or of one of the words.

    >>> import spacy
    >>> text = "In all the years of rain that fell and fell and fell, 40 huts stood firm."
    >>> [text[start:end] for start, end in find_stretches(spacy.blank("en")(text), text, word_ids({"rain"}), 8)]
    ['ears of rain tha', 'd fell, 40 huts st']
    """
    if not len(doc):
        return
    lower, starts = doc.to_array(["LOWER", "IDX"]).T
    found = [(at, at) for at in starts[np.isin(lower.astype(np.uint64), ids)].tolist()]
    begin, end = -1, -reach - 1
    for first, last in sorted([*found, *(m.span() for m in FIGURES.finditer(text))]):
        if first - reach > end:
            if begin >= 0:
                yield begin, end
            begin = max(0, first - reach)
        end = last + reach
    if begin >= 0:
        yield begin, end
