"""The numbers of a sentence that may be of people, and what takes one as its argument."""

from typing import Any, NamedTuple

from spacy.tokens import Span

from purgelib.find.count_words import Words
from purgelib.find.verb_groups import Group

THINGS = "a count of things"
PARTITIVE = "a partitive"
NO_EVENT = "no event word takes it as its argument"


class Event(NamedTuple):
    """What takes a number as its argument: items of the cue, rule, verb group (None: a noun), doubt."""

    category: str
    start: int
    end: int
    rule: str
    group: Group | None
    hedged: bool
    denied: str  # "" or the word that negates it or makes it a plan


class Passage(NamedTuple):
    """A number of a sentence, with tokens counted from the start of the sentence."""

    span: Span
    number: Any
    start: int
    end: int
    head_end: int


def usable(passage: Passage, sentence: Span, words: Words) -> bool:
    """Whether the number may be one of people, also where its noun or its "of" alone would say that it is not."""
    reason = passage.number.reason
    if not reason:
        return True
    if reason != THINGS and not reason.startswith(PARTITIVE):
        return False
    following = [token.lower_ for token in sentence[passage.end : passage.end + 8]]
    if reason.startswith(PARTITIVE):
        return following[:1] == ["of"] and following[1:2] in (["them"], ["whom"]) and following[2:3] in (["a"], ["an"])
    if reason != THINGS or len(following) < 2:
        return False
    if any(noun.role == "after" and not noun.rest for noun in words.nouns.get(following[0], ())):
        return True  # "103 testimonies"
    return _done_by_people(sentence[passage.end], following, words) or _done_to_people(following, words)


def _done_by_people(noun: Any, following: list[str], words: Words) -> bool:
    """ "Thousands march in Lima" is no count of marches"""
    forms = words.grammar.verbs.get(following[0], ())
    return (
        any("b" in form.kinds and form.base in words.doers for form in forms)
        and words.grammar.kinds.get(following[1], "W") in "PTDAWY"
        and noun.text.islower()
    )


def _done_to_people(following: list[str], words: Words) -> bool:
    """ "two monitors were arrested": whom one arrests is a person, whatever the noun"""
    for at, word in enumerate(following[1:4], start=1):
        kind = words.grammar.kinds.get(word, "W")
        forms = words.grammar.verbs.get(word, ())
        if any(form.base in words.human and set("dn") & set(form.kinds) for form in forms):
            return True
        if kind not in "BHAW" or (kind == "W" and at > 1 and forms):
            return False
    return False


def glue(sentence: Span, passages: list[Passage]) -> tuple[list[str], list[int]]:
    """The words of a sentence, hyphened ones joined ("ill-treatment"), and for each token the word that it is in."""
    inside = {at for passage in passages for at in range(passage.start, passage.end)}
    tokens = [token.text for token in sentence]
    if "-" not in tokens and "‑" not in tokens:
        return tokens, list(range(len(tokens) + 1))
    spaced = [bool(token.whitespace_) for token in sentence]
    words: list[str] = []
    at: list[int] = []
    i = 0
    while i < len(tokens):
        word, stop = tokens[i], i + 1
        while (
            stop + 1 < len(tokens) and tokens[stop] in ("-", "‑") and not spaced[stop - 1] and not spaced[stop]
            and not inside & {i, stop, stop + 1} and tokens[stop + 1][:1].isalpha()
        ):  # fmt: skip
            word += "-" + tokens[stop + 1]
            stop += 2
        at += [len(words)] * (stop - i)
        words.append(word)
        i = stop
    at.append(len(words))
    return words, at
