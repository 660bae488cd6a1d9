"""Names of actors in a text: persons, states and their bodies, organisations, media, parties, courts.

No model decides: a name is known by its form (capitals, particles, initials, a last word such as `Network`), by what
stands around it (`Mr`, `spokesman`, `said`), or by the shipped lists. The capital at the start of a sentence or in a
headline alone makes no name.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from spacy.tokens import Doc, Span

from purgelib.find.beside import ending_of
from purgelib.find.capitals import UPPER, find_regions
from purgelib.find.characters import starts_of, text_of
from purgelib.find.listed_names import Listed
from purgelib.find.name_clues import Stated, find_stated
from purgelib.find.name_context import MEDIA_BEFORE, Found
from purgelib.find.name_words import Words, read_words
from purgelib.find.organisation_names import OrganisationsByForm
from purgelib.find.person_names import PersonsByForm
from purgelib.find.repeated_names import Repeated
from purgelib.find.short_names import resolved

__all__ = ["Name", "find_names", "read_words"]


class Name(NamedTuple):
    """An actor as named in one place: `actor` is the fullest name that the document or the lists give."""

    actor: str
    type: str  # person, state, government, igo, ngo, media, party, court, other
    country: str  # "" where nothing tells
    rule: str


LOWER_HINTS = ("ministry", "agency", "committee", "commission", "directorate")
# In the minutes of a hearing: "ASTER BEKELE (in the chair): I shall read".
SPEAKER = re.compile(rf"([{UPPER}'’-]{{2,}}(?: [{UPPER}'’-]{{2,}}){{1,3}})(?: \([^()\n]{{1,60}}\))?: ")
PLURAL_OFFICES = frozenset(["Ministers", "Officials", "Experts", "Advisers", "Ambassadors"])


def find_names(doc: Doc, words: Words) -> list[tuple[Span, Name]]:
    """Every mention of an actor in running text, by start.

    >>> import spacy
    >>> words = read_words({"titles": ["Mr"], "speaks": ["said"], "acts": ["said"], "roles": ["lawyer"]})
    >>> doc = spacy.blank("en")("His lawyer, Ifeoma Eze, said so. Mr Eze left.")
    >>> [(span.text, name.actor) for span, name in find_names(doc, words)]
    [('Ifeoma Eze', 'Ifeoma Eze'), ('Eze', 'Ifeoma Eze')]
    """
    text = text_of(doc)
    found = Reading(text, find_regions(doc, text), words).names(find_stated(doc))
    if not found:
        return []
    offsets = starts_of(doc)
    names, reached = [], 0
    for begin, stop, _, actor, kind, country, rule in found:
        start, end = bisect_right(offsets, begin) - 1, bisect_left(offsets, stop)
        if start < reached:  # two names in one token: the first has it
            continue
        names.append((Span(doc, start, end), Name(actor, kind, country, rule)))
        reached = end
    return names


class Reading(Listed, OrganisationsByForm, PersonsByForm, Repeated):
    """One document being read for names: first all that show themselves, then the short forms of those."""

    def names(self, stated: Iterable[Stated] = ()) -> list[Found]:
        position = 0
        while position < len(self.caps):
            if self.caps[position].gap != "poss":
                self.owner = ""
            position = self._step(position)
        if any(word in self.text for word in LOWER_HINTS):
            self._lower_bodies()
        self._repeat(stated)
        return resolved(self)

    def _leads_a_name(self, i: int) -> bool:
        """Whether the single letter is a word of a name: `Ó Murchú`, `the newspaper O Farol`."""
        following = self.at(i + 1)
        if following is None or following.gap != "next":
            return False
        before = self.before(self.caps[i].start)
        return self.caps[i].text == "Ó" or MEDIA_BEFORE.search(before, ending_of(before)) is not None

    def _speaker_label(self, i: int, end: int) -> int:
        start = self.caps[i].start
        if not any(self.everyday(word) for word in self.text[start:end].split()):
            self.take(start, end, self.text[start:end].title(), "person", "", "speaker in the minutes")
        return self.after(end, i)

    def _lower_bodies(self) -> None:
        """The bodies of the state that the text is about, which it need not name: `the interior ministry`."""
        for start, end, mode in self.regions:
            if mode != "text":
                continue
            for match in self.words.lower.finditer(self.text, start, end):
                body = match.group(1)
                name = self._body_name(f"{body[0].upper()}{body[1:]}", "", match.end(1))
                self.take(match.start(1), match.end(1), name, "government", "", "body of the own state")

    def _step(self, i: int) -> int:
        cap, words = self.caps[i], self.words
        if cap.mode == "text" and not words.marked[cap.text] and cap.text not in words.learned:
            return self._step_unmarked(i)
        if known := self._known(i):
            return self._take_known(i, *known)
        if cap.text in words.demonyms and cap.mode != "upper":
            return self._demonym(i)
        if cap.text in words.capital_leads and (place := self._capital(i)):
            return place
        if "-" in cap.text and (taken := self._hyphened(i)):
            return taken
        if "-" in cap.text and cap.text.rpartition("-")[2] in words.compounds:
            return i + 1
        if cap.mode != "text":
            self.loose.append(i)
            return i + 1
        if (len(cap.text) == 1 and not self._leads_a_name(i)) or cap.text in words.calendar:
            return i + 1
        if cap.text.isupper() and (label := SPEAKER.match(self.text, cap.start)) and self.initial(cap):
            return self._speaker_label(i, label.end(1))
        if cap.text.removesuffix("s") in words.demonyms:  # the people, not the state
            return i + 1
        if self._function_word(i):
            return self._loose(i)
        if (last := self._organisation(i)) is not None:
            return self._take_organisation(i, last)
        if cap.text in words.no_names:
            return i + 1
        if cap.text in words.cities and (city := self._city(i)):
            return city
        if cap.text in words.office_leads and (behind := self._office(i)):
            titled = self.caps[behind - 1].text not in PLURAL_OFFICES
            return self._person(behind, titled=titled) if self._follows(behind) else behind
        return self._person(i, titled=False)

    def _step_unmarked(self, i: int) -> int:
        """What is left to do with a word that no list has: most words and most names are such."""
        if self._function_word(i):
            return self._loose(i)
        if (last := self._organisation(i)) is not None:
            return self._take_organisation(i, last)
        return self._person(i, titled=False)

    def _loose(self, i: int) -> int:
        if self.caps[i].text.lower() not in self.words.function:
            self.loose.append(i)
        return i + 1

    def _function_word(self, i: int) -> bool:
        """`The`, `However`: an everyday word whose capital comes from the start of the sentence, leading no name."""
        cap = self.caps[i]
        if not self.everyday(cap.text) or cap.text in self.words.given or cap.text.rstrip(".") in self.words.titles:
            return False
        following = self.at(i + 1)
        if following is None or following.gap not in ("next", "of", "for", "amp"):
            return self.initial(cap)
        return cap.text.lower() in self.words.function or (self.initial(cap) and following.text in self.words.demonyms)
