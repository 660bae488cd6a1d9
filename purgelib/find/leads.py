"""Phrases that stand straight before a name: `residents of`, `the editor`."""

import re
from collections.abc import Iterable

WORD_AT_END = re.compile(r"\w+\Z")
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
