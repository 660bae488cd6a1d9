"""Patterns that are compiled when they are first tried: of some thousands of phrases a text tries a few."""

import re
from collections.abc import Callable


class Late:
    """A pattern that `write` writes from the words when it is first tried.

    >>> Late("{0}s?".format, "boat").search("two boats")[0]
    'boats'
    """

    __slots__ = ("finditer", "match", "search", "words", "write")

    def __init__(self, write: Callable[..., str], *words: str):
        self.write, self.words = write, words

    def __getattr__(self, name: str) -> Callable:
        """The pattern's own methods take their slots when the first of them is asked for."""
        if name not in {"finditer", "match", "search"}:
            raise AttributeError(f"a late pattern has no {name}")
        pattern = re.compile(self.write(*self.words))
        self.finditer, self.match, self.search = pattern.finditer, pattern.match, pattern.search
        return getattr(pattern, name)
