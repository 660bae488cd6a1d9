"""Persons at risk whom a text names: victims and witnesses whom it protects itself, or names by one word alone."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from spacy.tokens import Doc, Span

from purgelib.find.characters import lower_ids_of, text_of
from purgelib.find.stretches import find_stretches, word_ids


class Private(NamedTuple):
    """A person whose name figures, exports and the page mask, unless someone decides otherwise."""

    actor: str  # as in Name.actor
    rule: str


class Words(NamedTuple):
    telling: frozenset[int]  # ids of words of which each phrase that protects holds one; empty: it may hold none
    reach: int  # characters of the longest phrase
    protects: re.Pattern[str]
    suffered: re.Pattern[str]


THEIR = r"(?:his|her|their)"
PUBLIC_RULES = ("list", "title")  # who bears an office or is known everywhere is no private person
# "Another man, who asked not to be named": nobody who is named is meant.
NAMELESS = re.compile(
    r"\b(?:another|an?|the other|one|some|two|three|several|many) (?:[\w-]+ ){0,3}[\w-]+,?"
    r"(?: who)?(?: \w+)? ?(?:on|under)?(?: the)? ?\Z",
    re.IGNORECASE,
)
NEAR = 400  # characters back to who is protected, within the paragraph


def read_words(lexicon: Mapping) -> Words:
    """The lexicon as the finder needs it."""
    protects = lexicon.get("protects", ())
    telling = {max(filter(str.isalpha, phrase.lower().split()), key=len, default="") for phrase in protects}
    return Words(
        word_ids(telling) if "" not in telling else frozenset(),
        max(map(len, protects), default=0),
        _any(protects),
        _any(lexicon.get("suffered", ())),
    )


def find_private(doc: Doc, words: Words) -> list[tuple[Span, Private]]:
    """One (first mention, Private) for each private person that the document names.

    `asked not to be named`, `using only his first name` protect who is named in the same sentence, else last before
    it or first after it in the same paragraph; a single name in a sentence on what a victim suffered is private too.
    """
    people = [(span, name) for span, name in doc._.names if name.type == "person"]
    if not people:
        return []
    text = text_of(doc)
    private: dict[str, str] = {}
    for match in _protections(doc, text, words):
        if (actor := _protected(text, people, match)) is not None:
            private.setdefault(actor, "the text protects the name")
    full = {name.actor for span, name in people if " " in name.actor or name.rule.startswith(PUBLIC_RULES)}
    for span, name in people:
        if name.actor not in full and name.actor not in private:
            start, end = _sentence(text, span.start_char, span.end_char)
            if words.suffered.search(text, start, end):
                private[name.actor] = "one name alone, beside what was suffered"
    if not private:
        return []
    first: dict[str, Span] = {}
    for span, name in people:
        first.setdefault(name.actor, span)
    found = [(first[actor], Private(actor, rule)) for actor, rule in private.items()]
    return sorted(found, key=lambda pair: pair[0].start)


def _protections(doc: Doc, text: str, words: Words) -> Iterator[re.Match[str]]:
    """What protects a name; most documents have none of the words that it takes."""
    if words.telling.isdisjoint(lower_ids_of(doc)):
        stretches = [] if words.telling else [(0, len(text))]
    else:
        stretches = find_stretches(doc, words.telling, words.reach + 1, figures=False)
    for start, end in stretches:
        yield from words.protects.finditer(text, start, end)


def _protected(text: str, people: list, match: re.Match) -> str | None:
    """Who is meant by words that protect a name."""
    start, end = _sentence(text, match.start(), match.end())
    floor = max(start, match.start() - 80)
    nameless = NAMELESS.search(text[floor : match.start()])
    if nameless and not any(span.end_char == floor + nameless.start() - 2 for span, _ in people):  # no apposition
        return None
    inside = [
        name.actor for span, name in people if start <= span.start_char < end and not name.rule.startswith(PUBLIC_RULES)
    ]
    if inside:
        return inside[0]
    floor = max(text.rfind("\n", 0, match.start()) + 1, match.start() - NEAR)
    before = [
        name.actor
        for span, name in people
        if floor <= span.start_char < start and not name.rule.startswith(PUBLIC_RULES)
    ]
    return before[-1] if before else None


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch from the stop before to the stop after, at most 400 characters either way."""
    floor, ceiling = max(0, start - NEAR), min(len(text), end + NEAR)
    begin = max(text.rfind(mark, floor, start) for mark in (". ", "\n", "? ", "! ", ".” "))
    stops = [at for mark in (". ", "\n", "? ", "! ", ".”") if (at := text.find(mark, end, ceiling)) >= 0]
    return max(floor, begin + 1), min(stops, default=ceiling)


def _any(phrases) -> re.Pattern[str]:
    spelled = [re.escape(phrase).replace(r"\{their\}", THEIR) for phrase in sorted(set(phrases), key=len, reverse=True)]
    return re.compile(rf"\b(?:{'|'.join(spelled) or '(?!)'})\b", re.IGNORECASE)
