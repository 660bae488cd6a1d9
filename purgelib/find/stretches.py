"""Where in a text it is worth looking: around figures and the words without which there is no match.

A pattern of many alternatives takes most of its time where nothing is to be found. Words are found by their ids, all at
once, and the pattern looks at their neighbourhood alone.
"""

from collections.abc import Iterable, Iterator
from itertools import compress

from spacy.strings import get_string_id
from spacy.tokens import Doc

from purgelib.find.characters import figures_of, lower_ids_of, starts_of


def word_ids(words: Iterable[str]) -> frozenset[int]:
    """The ids of words in lower case as `find_stretches` wants them."""
    return frozenset(get_string_id(word) for word in words)


def find_stretches(doc: Doc, ids: frozenset[int], reach: int, *, figures: bool = True) -> Iterator[tuple[int, int]]:
    """Start and end of the stretches within so many characters of one of the words or, unless told, of a figure.

    >>> import spacy
    >>> text = "In all the years of rain that fell and fell and fell, 40 huts stood firm."
    >>> [text[start:end] for start, end in find_stretches(spacy.blank("en")(text), word_ids({"rain"}), 8)]
    ['ears of rain tha', 'd fell, 40 huts st']
    """
    found = [(at, at) for at in compress(starts_of(doc), map(ids.__contains__, lower_ids_of(doc)))]
    begin, end = -1, -reach - 1
    for first, last in sorted(found + figures_of(doc)) if figures else found:
        if first - reach > end:
            if begin >= 0:
                yield begin, end
            begin = max(0, first - reach)
        end = last + reach
    if begin >= 0:
        yield begin, end
