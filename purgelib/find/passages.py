"""The numbers of a sentence that may be of people, and what takes one as its argument."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from spacy.tokens import Span

from purgelib.find.characters import ends_of, starts_of, text_of
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
    usable: bool  # whether the number may be one of people


def may_count(number: Any) -> bool:
    """Whether the number may be one of people as far as the number alone tells."""
    reason = number.reason
    return not reason or reason == THINGS or reason.startswith(PARTITIVE)


def is_usable(number: Any, end: int, sentence: Span, words: Words) -> bool:
    """Whether the number may be one of people, also where its noun or its "of" alone would say that it is not.

    `end` is where it ends, in tokens of the sentence.
    """
    reason = number.reason
    if not reason or not may_count(number):
        return not reason
    following = [token.lower_ for token in sentence[end : end + 8]]
    if reason.startswith(PARTITIVE):
        return following[:1] == ["of"] and following[1:2] in (["them"], ["whom"]) and following[2:3] in (["a"], ["an"])
    if reason != THINGS or len(following) < 2:
        return False
    if any(noun.role == "after" and not noun.rest for noun in words.nouns.get(following[0], ())):
        return True  # "103 testimonies"
    return _done_by_people(sentence[end], following, words) or _done_to_people(following, words)


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


def glue(sentence: Span, passages: list[Passage]) -> tuple[list[str], Sequence[int]]:
    """The words of a sentence, hyphened ones joined ("ill-treatment"), and for each token the word that it is in."""
    doc, first, last = sentence.doc, sentence.start, sentence.end
    text, starts, ends = text_of(doc), starts_of(doc)[first:last], ends_of(doc)[first:last]
    tokens = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    links: set[int] = set()  # hyphens that join two words
    if "-" in tokens or "‑" in tokens:
        inside = {at for passage in passages for at in range(passage.start, passage.end)}
        links = {
            at
            for at in range(1, len(tokens) - 1)
            if tokens[at] in ("-", "‑")
            and starts[at] == ends[at - 1]
            and starts[at + 1] == ends[at]
            and inside.isdisjoint((at - 1, at, at + 1))
            and tokens[at + 1][:1].isalpha()
        }
    if not links:
        return tokens, range(len(tokens) + 1)
    words: list[str] = []
    word_of: list[int] = []
    for at, token in enumerate(tokens):
        if at - 1 in links:
            words[-1] += "-" + token
        elif at not in links:
            words.append(token)
        word_of.append(len(words) - 1)
    return words, [*word_of, len(words)]
