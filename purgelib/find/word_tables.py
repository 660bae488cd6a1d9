"""Tables of words in a lexicon."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

REMEMBERED = 50_000  # words: an archive has no end of names and misspellings


class ByWord(dict[str, Any]):
    """What `read` says of each word, asked when the word is first met.

    >>> ByWord(len)["boat"]
    4
    """

    def __init__(self, read: Callable[[str], Any]):
        self.read = read

    def __missing__(self, word: str) -> Any:
        value = self.read(word)
        if len(self) < REMEMBERED:
            self[word] = value
        return value


def by_word(table: Mapping[str, Any], what: str) -> dict[str, str]:
    """Each word with the key it stands under.

    Raises ValueError where a word stands under two.
    """
    found: dict[str, str] = {}
    for key, words in table.items():
        if key == "replace":
            continue
        for word in words:
            other = found.setdefault(word.casefold(), key)
            if other != key:
                raise ValueError(f"the {what} {word!r} stands under both {other!r} and {key!r}")
    return found


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first.

    >>> any_of(["that", "while", "than", "thanks"])
    't(?:hanks|hat|han)|w(?:hile)'
    """
    return one_of(re.escape(word) for word in sorted(words, key=len, reverse=True))


def one_of(patterns: Iterable[str]) -> str:
    """A pattern for any of these patterns, of words and of what follows them.

    They stand under their first letters, which takes half the time of trying one after the other.
    """
    under: dict[str, list[str]] = {}
    for pattern in patterns:
        first = pattern[:1] if pattern[:1].isalnum() else ""
        under.setdefault(first, []).append(pattern.removeprefix(first))
    return "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in under.items())


def beginnings_of(words: Iterable[str]) -> str:
    """A pattern for a figure or the first three letters of one of the words, to look before all is tried.

    >>> beginnings_of(["May", "March", "last", "a couple of", "an"])
    '\\\\d|a(?:|n)|l(?:as)|m(?:ar|ay)'
    """
    letters: dict[str, set[str]] = {}
    for word in words:
        beginning = re.split(r"\W", word.casefold()[:3])[0] or word[0].casefold()
        letters.setdefault(re.escape(beginning[0]), set()).add(beginning[1:])
    return "|".join([r"\d", *(f"{first}(?:{'|'.join(sorted(rest))})" for first, rest in sorted(letters.items()))])
