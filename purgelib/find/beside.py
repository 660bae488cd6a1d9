"""What stands straight before or behind a name: `residents of`, `the editor`, `authorities`.

A word or its first or last letters tell at once that most names have nothing of the kind beside them.
"""

import re
from collections.abc import Iterable

WORD_AT_END = re.compile(r"\w+\Z")
OPENING = ' (:“"'
REACH = 40  # characters, more than any phrase has


def word_to(text: str, end: int) -> str:
    """The word that ends here, "" where none does.

    >>> word_to("He left. (In Lima", 12)
    'In'
    """
    floor = end - REACH if end > REACH else 0
    word = text[text.rfind(" ", floor, end) + 1 or floor : end]
    if word.isalnum():
        return word
    found = WORD_AT_END.search(word)
    return found.group() if found else ""


class Leads:
    """Phrases by their last word, to ask whether one of them ends at a place of a text.

    >>> Leads(["in", "people of"]).end_at("The people of Lima", 13, "of")
    True
    """

    def __init__(self, phrases: Iterable[str]):
        by_word: dict[str, list[str]] = {}
        for phrase in sorted(set(phrases)):
            by_word.setdefault(re.split(r"\W+", phrase.lower())[-1], []).append(phrase)
        self.patterns = {  # None where the word alone is one of them, so that nothing is left to compare
            word: None
            if word in map(str.lower, listed)
            else re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})\Z", re.IGNORECASE)
            for word, listed in by_word.items()
        }

    def end_at(self, text: str, end: int, word: str) -> bool:
        """Whether one of the phrases ends here; `word` is the one that does."""
        word = word.lower()
        if word not in self.patterns:
            return False
        pattern = self.patterns[word]
        return pattern is None or pattern.search(text[max(0, end - REACH) : end]) is not None


class Before:
    """A pattern that ends where a name begins, tried only behind the last letters of the words that it may end in."""

    def __init__(self, pattern: str, *words: str, flags: int = 0):
        self.pattern = re.compile(rf"{pattern}\Z", flags)
        self.endings = frozenset(f" {word}"[-3:].lower() for word in words)

    def search(self, before: str, ending: str) -> re.Match[str] | None:
        """The match at the end of what stands before; `ending` are the last letters of that."""
        return self.pattern.search(before) if ending in self.endings else None


def ending_of(before: str) -> str:
    """The last letters, in lower case, for `Before.search`.

    >>> ending_of('the daily "')
    'ily'
    """
    return before.rstrip(OPENING)[-3:].lower()


class After:
    """Words behind a name and a blank, tried only before the first letters of those that may come first.

    Between the name and the blank may stand what `marks` matches.

    >>> After("(?:police|army)", ["police", "army"], marks=",?").match("Kenya, army", 5)[0]
    ', army'
    """

    def __init__(self, pattern: str, first: Iterable[str], *, marks: str = "", flags: int = 0):
        first = list(first)
        self.pattern = re.compile(f"{marks} {pattern}", flags)
        self.width = min([3, *map(len, first)])
        self.beginnings = frozenset(word[: self.width].lower() for word in first)

    def match(self, text: str, end: int) -> re.Match[str] | None:
        if text[end : end + 1] == " " and text[end + 1 : end + 1 + self.width].lower() not in self.beginnings:
            return None
        return self.pattern.match(text, end)
