"""Phrases known by the words that they end in, looked for only before such a word.

Where a phrase may begin with almost any word, a search of the whole sentence takes most of its time on those that lead
to nothing.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from purgelib.find.characters import find_word


class Endings(NamedTuple):
    """A pattern whose every match ends in one of these words."""

    pattern: re.Pattern
    words: frozenset[str]
    before: int  # how many words of a match may stand before that word

    def finditer(self, low: str, start: int, end: int, present: frozenset[str]) -> Iterator[re.Match]:
        """The matches in a stretch of a text in lower case; `present` are the words of interest that stand there.

        >>> endings = Endings(re.compile("the [a-z]+ (?:league|union)"), frozenset({"league", "union"}), 2)
        >>> low = "then they met and the bakers’ own union met the port league"
        >>> [match[0] for match in endings.finditer(low, 0, len(low), frozenset({"league", "met"}))]
        ['the port league']
        """
        reached = [(at, at + len(word)) for word in self.words & present for at in find_word(low, word, start, end)]
        for first, last in self._stretches(low, start, sorted(reached)):
            yield from self.pattern.finditer(low, first, min(last + 1, end))  # one letter more, to look ahead to

    def _stretches(self, low: str, start: int, reached: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """The stretches that hold all matches, apart from each other."""
        begin, end = -1, -1
        for at, stop in reached:
            words = low[start:at].rsplit(None, self.before)
            first = start + len(words[0]) if len(words) > self.before else start
            if begin < 0:
                begin = first
            elif first > end:
                yield begin, end
                begin = first
            end = stop
        if begin >= 0:
            yield begin, end
