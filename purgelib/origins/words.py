"""The words of lexicons/origins.toml, ready for use, with what a corpus adds to them."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from purgelib.lexicons import read_lexicons


class Words(NamedTuple):
    """See lexicons/origins.toml for what each is, and lexicons/numbers.toml for the conventions."""

    kinds: dict[str, re.Pattern]
    types: dict[str, str]
    bodies: dict[str, re.Pattern]
    first_hand: re.Pattern
    hearsay: re.Pattern
    own: frozenset[str]
    passed_on: re.Pattern
    agencies: frozenset[str]
    posts: re.Pattern
    spokes: re.Pattern
    heads: frozenset[str]
    opposed: frozenset[str]
    scenes: re.Pattern
    places: frozenset[str]
    letters: dict[int, str]
    conventions: dict[str, dict[str, int]]


def read_words(lexicon: Mapping, conventions: Mapping[str, Mapping[str, int]]) -> Words:
    """The words of a parsed lexicon."""
    return Words(
        {kind: _any_of(words) for kind, words in lexicon["kinds"].items()},
        dict(lexicon["types"]),
        {kind: _any_of(words) for kind, words in lexicon["bodies"].items()},
        _any_of(lexicon["first_hand"]["words"]),
        _hearsay(lexicon["hearsay"]),
        frozenset(lexicon["hearsay"]["own"]),
        re.compile(rf"(?P<who>.{{3,60}}?)\s+(?:{_one_of(lexicon['passed_on']['verbs'])})\s+(?:in|by|with|to)\b", re.I),
        frozenset(lexicon["agencies"]["names"]),
        _any_of(lexicon["posts"]["any"]),
        _any_of(lexicon["posts"]["spokes"]),
        frozenset(lexicon["heads"]["any"]),
        frozenset(lexicon["heads"]["opposed"]),
        _any_of(lexicon["scenes"]["words"]),
        frozenset(lexicon["places"]["general"]),
        {ord(letter): latin for letter, latin in lexicon["letters"].items()},
        {name: dict(bounds) for name, bounds in conventions.items()},
    )


def _any_of(words: list[str]) -> re.Pattern:
    return re.compile(rf"\b(?:{_one_of(words)})\b", re.I)


def _one_of(words: list[str]) -> str:
    return "|".join(map(re.escape, words)) or "(?!)"  # no word is found nowhere, not everywhere


def _hearsay(words: Mapping[str, list[str]]) -> re.Pattern:
    """`recent reports have also suggested`; `who` holds the noun with the word `before` it."""
    nouns, verbs = _one_of(words["nouns"]), _one_of(words["verbs"])
    return re.compile(
        rf"""
        (?<![\w’'-])(?P<who>(?:(?P<before>[\w’'-]+)\s)?(?:{nouns}))  # recent reports
        \s(?:[\w-]+\s){{0,4}}?(?:{verbs})\b                         # have also suggested
        """,
        re.VERBOSE | re.I,
    )


def shipped() -> Words:
    """The words that travel with the software."""
    return words_of({})


def words_of(lexicons: Mapping[str, str]) -> Words:
    """The shipped words with those that a corpus adds: file name -> text of its lexicons/*.toml.

    Raises ValueError where these cannot be read.
    """
    return _words_of(tuple(sorted(lexicons.items())))


@lru_cache(maxsize=4)
def _words_of(lexicons: tuple[tuple[str, str], ...]) -> Words:
    words = read_lexicons(dict(lexicons))
    return read_words(words["origins"], words["numbers"]["conventions"])
