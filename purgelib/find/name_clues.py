"""What a document tells of its own world: which words are states, which their demonyms, which peoples, who prints it.

A report on a state that no list has still calls it a state, gives it a government or an embassy, and forms its demonym
as English does: `Tarvia`, `Tarvian troops`.
"""

import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Doc

from purgelib.find.capitals import Cap, is_acronym
from purgelib.find.name_words import Actor, Words

DEMONYM_ENDS = ("i", "an", "ese", "ish")
# What may have stood where the ending of a demonym stands: Tarvia -> Tarvian, Osk -> Oski, Belmora -> Belmoran.
BASES = {
    "ian": ("ia", "y", "e", "", "o"),
    "an": ("a", "", "o", "e", "ia"),
    "ese": ("", "a", "o", "i"),
    "ish": ("", "ia", "land", "e"),
    "i": ("", "a", "ia", "istan", "e"),
}
# No year: "In 2011 Obi said".
NUMBER_BEFORE = re.compile(r"(?:\d,\d{3}|\b(?:hundreds of|thousands of|dozens of|ethnic|indigenous)) \Z", re.IGNORECASE)

NUMBER_ENDS = frozenset("0123456789fcs")
STATE_LEADS = (" of ", " of the ", " with ", " with the ")
STATE_LEAD_ENDS = frozenset(("he ", "of ", "th "))  # the last characters of these and of "the "
OWNED = frozenset("'’,")  # with which it goes on where the state has something: "Tarvia's army", "Tarvia, whose army"
NO_NAME = re.compile(r"[\d;:,|()]")


class Stated(NamedTuple):
    """A name that the document gives for itself or in its references: its outlet, its author, an outlet it cites."""

    name: str
    type: str


def learned_words(text: str, caps: list[Cap], words: Words, everyday: Callable[[str], bool]) -> Words:
    """The words with the states, demonyms and peoples that this document adds, the same object where it adds none."""
    seen = {cap.text for cap in caps}
    rare = {word for word in seen if not everyday(word)}
    formed = {word for word in seen if word.endswith(DEMONYM_ENDS) and len(word) > 4}
    first = seen & words.place_first
    unknown = {word for word in rare | formed | first if not _is_known(word, words)}
    telling = unknown & (rare | first)  # an everyday word alone is no state
    states = {
        name
        for k, cap in enumerate(caps)
        if cap.text in telling
        and _shows_a_state(text, cap, words)
        and (name := _state(_whole(caps, k, words), words, everyday))
    }
    if states:
        states -= _surnames(caps, words, everyday)
        states = {state for state in states if not _is_demonym(state, seen, words, everyday)}
    demonyms: dict[str, str] = {}
    peoples: set[str] = set()
    telling = unknown & (rare | formed)
    for cap in caps:
        word = cap.text
        if word not in telling or word in demonyms:
            continue
        if word in rare and _shows_a_people(text, cap, words):
            peoples.add(word)
        if word not in formed:
            continue
        for base in _bases(word):
            if base in states or (
                base in seen
                and (words.collective.match(text, cap.end) or words.body.match(text, cap.end))
                and _state(base, words, everyday)
            ):
                demonyms[word] = base
                states.add(base)
                break
    peoples -= states
    if not (states or demonyms or peoples):
        return words
    known, folded = dict(words.known), dict(words.folded)
    for state in states:
        actor = Actor(state, "state", state)
        first = state.split()[0]
        known[first] = (*known.get(first, ()), (state, actor))
        folded[first.upper()] = (*folded.get(first.upper(), ()), (state.upper(), actor))
    firsts = {state.split()[0] for state in states}
    return words._replace(
        learned=frozenset((*firsts, *demonyms, *(f"{demonym}s" for demonym in demonyms), *peoples)),
        known=known,
        folded=folded,
        demonyms=words.demonyms | demonyms,
        no_names=words.no_names | peoples,
    )


def _is_known(word: str, words: Words) -> bool:
    return len(word) < 4 or word in words.known or word in words.demonyms or word in words.no_names or is_acronym(word)


def _shows_a_state(text: str, cap: Cap, words: Words) -> bool:
    """Whether what stands around the word makes it a state's name."""
    start, end = cap.start, cap.end
    if text[end : end + 1] in OWNED and words.owned_by_state.match(text, end):
        return True
    last = text[max(0, start - 3) : start]
    if last == "" or last[-1] == "\n":
        return words.state_event.match(text, end) is not None
    if last not in STATE_LEAD_ENDS:
        return False
    before = text[max(0, start - 48) : start]
    if before.endswith(("the ", "The ")) and words.state_body.match(text, end):
        return True
    return before.endswith(STATE_LEADS) and words.before_state.search(before) is not None


def _shows_a_people(text: str, cap: Cap, words: Words) -> bool:
    """Whether a number or a word for people beside it makes the word the name of a people."""
    return words.people.match(text, cap.end) is not None or (
        text[cap.start - 2 : cap.start - 1] in NUMBER_ENDS
        and NUMBER_BEFORE.search(text[max(0, cap.start - 14) : cap.start]) is not None
        and words.acts.match(text, cap.end) is not None
    )


def _whole(caps: list[Cap], k: int, words: Words) -> str:
    """The word with what begins or goes on with it where it is a place of two words: `San Amador`."""
    word = caps[k].text
    if k and caps[k].gap == "next" and caps[k - 1].text in words.place_first:
        return f"{caps[k - 1].text} {word}"
    following = caps[k + 1] if k + 1 < len(caps) else None
    if following is None or following.gap != "next":
        return word
    return f"{word} {following.text}" if word in words.place_first else ""  # else it may be a person's name


def _state(name: str, words: Words, everyday: Callable[[str], bool]) -> str:
    """The name, "" where it is known as something else."""
    second = name.partition(" ")[2]
    if second:
        return "" if second in words.known or second in words.heads or everyday(second) else name
    if name in words.capitals or name in words.titles or name in words.offices or name in words.portfolios:
        return ""
    if _is_known(name, words) or name in words.heads or everyday(name) or name in words.cities:
        return ""
    return name


def _surnames(caps: list[Cap], words: Words, everyday: Callable[[str], bool]) -> set[str]:
    """The words before which a title or a given name stands somewhere: `Mr Assad`, `Bashar Assad`."""
    return {
        cap.text
        for before, cap in pairwise(caps)
        if cap.gap == "next"
        and (before.text.rstrip(".") in words.titles or before.text in words.offices or not everyday(before.text))
    }


def _is_demonym(word: str, seen: set[str], words: Words, everyday: Callable[[str], bool]) -> bool:
    """Whether the document has the word that it comes from: `the Tarvian authorities` beside `Tarvia`."""
    return word.endswith(DEMONYM_ENDS) and any(base in seen and _state(base, words, everyday) for base in _bases(word))


def _bases(demonym: str) -> Iterable[str]:
    for ending, bases in BASES.items():
        if demonym.endswith(ending):
            stem = demonym.removesuffix(ending)
            yield from (stem + base for base in bases if len(stem) > 2)


def find_stated(doc: Doc) -> tuple[Stated, ...]:
    """The outlet and the authors of the document and the outlets that it cites, so far as they look like names."""
    stated: dict[str, str] = {}
    if doc.has_extension("outlet"):
        stated[doc._.outlet] = "media"
    if doc.has_extension("references"):
        for _, reference in doc._.references:
            stated.setdefault(reference.outlet, "media")
    if doc.has_extension("author"):
        for author in doc._.author.split("; "):
            stated.setdefault(author, "person")
    return tuple(Stated(name, kind) for name, kind in stated.items() if _looks_like_a_name(name))


def _looks_like_a_name(name: str) -> bool:
    if not 4 < len(name) < 60 or NO_NAME.search(name):
        return False
    long = [word for word in name.split() if len(word) > 3]
    return bool(long) and all(word[0].isupper() for word in long) and name[0].isupper()
