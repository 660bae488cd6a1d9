"""Patterns that are compiled when they are first tried: of some thousands of phrases a text tries a few."""

import re
from collections.abc import Callable, Iterator


class Late:
    """A pattern that `write` writes from the words when it is first tried.

    >>> Late("{0}s?".format, "boat").search("two boats")[0]
    'boats'
    """

    __slots__ = ("compiled", "words", "write")

    def __init__(self, write: Callable[..., str], *words: str):
        self.write, self.words, self.compiled = write, words, None

    def ready(self) -> re.Pattern:
        self.compiled = self.compiled or re.compile(self.write(*self.words))
        return self.compiled

    def finditer(self, text: str, *bounds: int) -> Iterator[re.Match]:
        return self.ready().finditer(text, *bounds)

    def match(self, text: str, *bounds: int) -> re.Match | None:
        return self.ready().match(text, *bounds)

    def search(self, text: str, *bounds: int) -> re.Match | None:
        return self.ready().search(text, *bounds)
