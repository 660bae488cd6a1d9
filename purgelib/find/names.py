"""Names of actors in a text: persons, states and their bodies, organisations, media, parties, courts.

No model decides: a name is known by its form (capitals, particles, initials, a last word such as `Network`), by what
stands around it (`Mr`, `spokesman`, `said`), or by the shipped lists. The capital at the start of a sentence or in a
headline alone makes no name.
"""

import re
import sys
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
from spacy.attrs import IDX
from spacy.tokens import Doc, Span


class Name(NamedTuple):
    """An actor as named in one place: `actor` is the fullest name that the document or the lists give."""

    actor: str
    type: str  # person, state, government, igo, ngo, media, party, court, other
    country: str  # "" where nothing tells
    rule: str


class Actor(NamedTuple):
    """An actor of the shipped lists; `weak`: so called only where the document names no other that fits."""

    name: str
    type: str
    country: str
    weak: bool = False


class Words(NamedTuple):
    """What `read_words` makes of a lexicon, once for every document."""

    known: dict[str, tuple[tuple[str, Actor], ...]]  # first capitalised word -> (whole alias, actor), longest first
    folded: dict[str, tuple[tuple[str, Actor], ...]]  # the same for lines in capitals
    demonyms: dict[str, str]  # Kenyan -> Kenya
    capitals: dict[str, str]  # Nairobi -> Kenya
    titles: frozenset[str]
    offices: frozenset[str]
    portfolios: frozenset[str]
    heads: dict[str, str]  # last word of an organisation's name -> type
    places: frozenset[str]
    things: frozenset[str]
    calendar: frozenset[str]
    no_names: frozenset[str]  # with the calendar
    given: frozenset[str]
    everyday: frozenset[str]
    place_nouns: frozenset[str]
    function: frozenset[str]
    heads_first: frozenset[str]
    either: frozenset[str]
    official: frozenset[str]
    adjectives: frozenset[str]
    leading: frozenset[str]
    place_first: frozenset[str]
    generic: frozenset[str]
    possessors: frozenset[str]
    breaks: frozenset[str]
    cities: dict[str, tuple[str, ...]]  # first word -> places of several words
    gaps: dict[str, str]  # what may stand between two words of a name -> its kind
    compounds: frozenset[str]
    collective: re.Pattern[str]
    body: re.Pattern[str]
    acts: re.Pattern[str]
    speaks: re.Pattern[str]
    suffers: re.Pattern[str]
    role: re.Pattern[str]
    located: re.Pattern[str]
    place_owned: re.Pattern[str]


class Cap(NamedTuple):
    """A capitalised word; `gap` is the kind of what parts it from the one before, None where they belong apart."""

    start: int
    end: int
    text: str
    gap: str | None
    mode: str  # text, title (a headline with capitals on most words), upper (a line in capitals)


class Found(NamedTuple):
    """A name before the document as a whole has been heard on who it is."""

    start: int
    end: int
    text: str
    actor: str
    type: str
    country: str
    rule: str


UPPER = "".join(
    chr(c) for c in range(0x41, 0x1F00) if unicodedata.category(chr(c)) in ("Lu", "Lt") and (c < 0x530 or c > 0x1DFF)
)
LOWER_START = r"(?:(?:al|el|ul|ad|as|ash|an|ar|az|ez|bin|d|l|ed|es)[-'’](?=[" + UPPER + r"]))?"
CAP = re.compile(
    rf"""(?<![\w@\#.&]) (?<!//) (?:(?<![a-z\d]/)|(?=[A-Z]{{2}})) (?:
        (?:[{UPPER}]\.){{2,}}(?:[{UPPER}](?!\w))?                     # U.S.
      | (?:Mr|Mrs|Ms|Dr|Prof|St|Rep|Sen|Gov|Gen|Col|Lt|Sgt|Capt|Maj|Rev|Hon|Sr|Jr|Fr|Cmdr|Brig|Adm)\.(?=\s)
      | [{UPPER}]\.(?=[ ]?[{UPPER}])                                    # an initial
      | {LOWER_START}[{UPPER}](?:\w|[-‐‑](?=\w)|['’](?![sS]\b)(?=\w)|\+)*
    )""",
    re.VERBOSE,
)
INITIAL = re.compile(rf"[{UPPER}]\.")
DOTTED = re.compile(rf"(?:[{UPPER}]\.)+")
ACRONYM = re.compile(rf"[{UPPER}][{UPPER}\d&-]+s?|(?:[{UPPER}]\.){{2,}}")
CAMEL = re.compile(rf"[{UPPER}][a-z]+[{UPPER}]\w*")
BRACKETED = re.compile(rf"\s?\(\s*(?:the\s+)?[\"“'‘]?([{UPPER}][\w.&+-]{{1,11}})[\"”'’]?\s*[),;]")
STARTS = re.compile(r"(?:^|[.!?:;…•*·|—–]|\n)[\s\"“”'‘’(\[«]*\Z")
AGE_OR_ROLE = re.compile(
    r",? (?:\(?\d\d\)?[,. )]|aged \d\d)|, (?:an?|the|who|whose|one of|his|her|their|then|now|former)\b"
)
OF_ROLE = re.compile(
    r"(?:director|head|chair|chairman|chairwoman|founder|member|members|coordinator|co-ordinator|president|secretary|leader|"
    r"spokesman|spokeswoman|spokesperson|lawyer|lawyers|activist|activists|researcher|volunteer|volunteers|adviser|report|statement|"
    r"representatives?|officials?|employees?|staff|experts?|analyst) (?:of|for|at|from|with|by) (?:the )?\Z"
)
OFFICE_OF = re.compile(r"\b(?:minister|secretary|commissioner|department|ministry) (?:of|for) (?:the )?\Z")
SAID_BEFORE = re.compile(r"[,?!.][”\"’'] (?:said|says|added|recalled|explained|wrote|insisted|asked|replied|writes) \Z")
ORG_BEFORE = re.compile(
    r"(?:charity|charities|organi[sz]ations?|groups?|NGOs?|network|association|foundation|movement|coalition|body|union|club|"
    r"watchdog|agency|think tank|company|firm|militia)(?: called| named)? ?[(“\"]?\Z"
)
MEDIA_BEFORE = re.compile(
    r"(?:newspapers?|daily|weekly|website|broadcaster|news agency|agency|magazine|outlets?|channel|station|"
    r"news site|portal|tabloid)"
    r"(?: called| named)? [(“\"]?\Z"
)
MEDIA_AFTER = re.compile(
    r"[”\"]? (?:news agency|newspaper|news site|news website|magazine|newswire|radio|television|"
    r"TV station|daily|broadcaster)\b"
)
ORG_AFTER = re.compile(
    r", (?:an?|the) (?:[\w-]+ ){0,4}(?:group|charity|organi[sz]ation|NGO|network|watchdog|foundation|"
    r"non-profit|nonprofit|body|coalition)\b"
)
PARTY_AFTER = re.compile(
    rf"(?:,? (?:of|from) (?=[{UPPER}])|(?: and [{UPPER}]\w+)? (?:members?|lawmakers?|senators?|congress\w+|"
    r"representatives?|leaders?|"
    r"leadership|party|candidates?|"
    r"politicians?|caucus|nominee|voters?|councillors?|governors?|MPs?|peers?|Sens?\.|Reps?\.|Senators?|Party)(?!\w))"
)
STATE_BEFORE = re.compile(
    r"\b(?:government|president|prime minister|republic|parliament|army|capital|kingdom) of \Z", re.IGNORECASE
)
STATE_AFTER = re.compile(
    r"['’]s (?:new |military |ruling |interim )?(?:president|parliament|prime minister|interior ministry|"
    r"foreign ministry|defence ministry|junta|capital)\b| authorities\b"
)
ORG_NOUN_AFTER = re.compile(
    r" (?:rebels?|militants?|militias?|fighters?|gunmen|members?|leaders?|spokes\w+|volunteers?|uniforms?|"
    r"officials?|staff|lawyers?|researchers?|"
    r"director|chief|head|report|statement|soldiers|troops|agents|officers|investigators|guerrillas?)\b"
)
COUNTRY_AFTER = re.compile(rf", (?:in )?([{UPPER}]\w+(?: [{UPPER}]\w+)?)(?=[,.;)]|\Z)")
EMBASSY_PLACE = re.compile(rf" in (?:the )?((?:[{UPPER}][\w'’-]+)(?: [{UPPER}][\w-]+)?)")
EMBASSY_OF = re.compile(r"(?:Embassy|Consulate) of (?:the )?")


SETS = (
    "function",
    "heads_first",
    "either",
    "official",
    "adjectives",
    "leading",
    "place_first",
    "generic",
    "possessors",
    "breaks",
)


def read_words(lexicon: Mapping) -> Words:
    """The lexicon as the finder needs it.

    Raises ValueError where an alias could never be found, or a word heads names of two types.
    """
    known: dict[str, dict[str, Actor]] = {}
    demonyms: dict[str, str] = {}
    capitals: dict[str, str] = {}
    for row in lexicon.get("actors", ()):
        actor = Actor(row["name"], row.get("type") or "other", row.get("country") or "")
        for alias in (*_split(row.get("aliases")), row["name"]):
            weak = alias.startswith("~")
            alias = alias.removeprefix("~").replace("’", "'")
            first = CAP.match(alias)
            if first is None:
                raise ValueError(
                    f"actors: {alias!r} ({row['name']}) does not begin with a capital, so it can never be found"
                )
            known.setdefault(first.group(), {}).setdefault(alias, actor._replace(weak=weak))
        for demonym in _split(row.get("demonyms")):
            demonyms.setdefault(demonym, row["name"])
        for capital in _split(row.get("capital")):
            capitals.setdefault(capital, row["name"])
    heads: dict[str, str] = {}
    for kind, listed in lexicon.get("heads", {}).items():
        for head in listed:
            heads.setdefault(head, kind)
    no_actor, no_names = lexicon.get("no_actor", {}), lexicon.get("no_names", {})
    gaps = {
        " ": "next",
        "\u00a0": "next",
        "": "next",
        "/": "slash",
        " of ": "of",
        " of the ": "of",
        " for ": "for",
        " for the ": "for",
        " and ": "and",
        " & ": "amp",
        " in ": "in",
        " on ": "on",
        " against ": "on",
        " to ": "on",
        " without ": "on",
        ", ": "comma",
        " de ": "particle",
        "'s ": "poss",
        "’s ": "poss",
        "' ": "plural",
        "’ ": "plural",
        " - ": None,
        ", and ": "comma",
        " and the ": "and",
        " with ": "with",
    }
    gaps |= {f" {particle} ": "particle" for particle in lexicon.get("persons", {}).get("particles", ())}
    return Words(
        known=_longest_first(known),
        folded=_longest_first(_folded(known)),
        demonyms=demonyms,
        capitals=capitals,
        titles=frozenset(lexicon.get("titles", ())),
        offices=frozenset(lexicon.get("offices", ())),
        portfolios=frozenset(lexicon.get("portfolios", ())),
        heads=heads,
        places=frozenset(no_actor.get("places", ())),
        things=frozenset(no_actor.get("things", ())),
        calendar=frozenset(no_names.get("calendar", ())),
        no_names=frozenset((*no_names.get("words", ()), *no_names.get("calendar", ()))),
        given=frozenset(lexicon.get("persons", {}).get("given", ())),
        everyday=frozenset(lexicon.get("everyday", {}).get("words", "").split()),
        place_nouns=frozenset(lexicon.get("place_nouns", ())),
        **{key: frozenset(lexicon.get("sets", {}).get(key, ())) for key in SETS},
        cities=_by_first_word(no_actor.get("cities", ())),
        gaps=gaps,
        compounds=frozenset(lexicon.get("compounds", ())),
        collective=_after_demonym(lexicon),
        body=re.compile(rf" ({_any(lexicon.get('bodies', ()))})\b"),
        acts=re.compile(rf",? (?:{_any(lexicon.get('acts', ()))})\b"),
        speaks=re.compile(rf",?[”\"]? (?:{_any(lexicon.get('speaks', ()))})\b"),
        suffers=re.compile(
            r" (?:was|is|were|has been|had been|is being|was being) (?:\w+ly )?"
            rf"(?:{_any(lexicon.get('suffers', ()))})\b"
        ),
        role=re.compile(rf"\b(?:{_any(lexicon.get('roles', ()))}),? \Z", re.IGNORECASE),
        located=re.compile(
            rf"\b(?:(?:{_any(lexicon.get('locating', ()))})(?: the)?"
            rf"|(?:{_any(lexicon.get('moves', ()))})(?: \w+)? (?:to|from|for)"
            rf"|(?:{_any(lexicon.get('place_nouns', ()))}) of) \Z",
            re.IGNORECASE,
        ),
        place_owned=re.compile(rf"['’]s (?:{_any(lexicon.get('place_owned', ()))})\b"),
    )


def find_names(doc: Doc, words: Words) -> list[tuple[Span, Name]]:
    """Every mention of an actor in running text, by start.

    >>> import spacy
    >>> words = read_words({"titles": ["Mr"], "speaks": ["said"], "acts": ["said"], "roles": ["lawyer"]})
    >>> doc = spacy.blank("en")("His lawyer, Ifeoma Eze, said so. Mr Eze left.")
    >>> [(span.text, name.actor) for span, name in find_names(doc, words)]
    [('Ifeoma Eze', 'Ifeoma Eze'), ('Eze', 'Ifeoma Eze')]
    """
    text = doc.text
    found = Reading(text, _regions(doc, text), words).names()
    if not found:
        return []
    offsets = doc.to_array([IDX]).ravel()
    first = np.searchsorted(offsets, [name.start for name in found], side="right") - 1
    last = np.searchsorted(offsets, [name.end for name in found], side="left")
    names, reached = [], 0
    for name, start, end in zip(found, first, last, strict=True):
        if start < reached:  # two names in one token: the first has it
            continue
        names.append((Span(doc, int(start), int(end)), Name(name.actor, name.type, name.country, name.rule)))
        reached = end
    return names


class Reading:
    """One document being read for names: first all that show themselves, then the short forms of those."""

    def __init__(self, text: str, regions: Iterable[tuple[int, int, str]], words: Words):
        self.text = text
        self.plain = text.replace("’", "'")
        self.words = words
        self.caps = list(_caps(text, regions, words))
        self.found: list[Found] = []
        self.loose: list[int] = []  # positions in caps of words that are nothing by themselves
        self.brackets: dict[str, tuple[str, str, str]] = {}  # acronym -> actor, type, country
        self.singulars: dict[str, bool] = {}  # whether the document has it
        self.states: set[str] = set()  # words no list has that have a government or a president here
        self.owner = ""  # the state just named, where the next word belongs to it: "China's Foreign Ministry"

    def names(self) -> list[Found]:
        position = 0
        while position < len(self.caps):
            if self.caps[position].gap != "poss":
                self.owner = ""
            position = self._step(position)
        return _resolved(self)

    # Where a word stands

    def before(self, at: int, width: int = 40) -> str:
        return self.text[max(0, at - width) : at]

    def initial(self, cap: Cap) -> bool:
        return cap.gap is None and STARTS.search(self.before(cap.start, 8)) is not None

    def everyday(self, word: str) -> bool:
        if CAMEL.fullmatch(word):
            return False
        lower = word.lower().rstrip(".")
        common = self.words.everyday
        if lower in common:
            return True
        if ("is" in lower and lower.replace("is", "iz") in common) or (
            "our" in lower and lower.replace("our", "or") in common
        ):
            return True  # British spellings
        if lower.endswith(("ists", "isms", "tions", "ments", "ships")):
            return True
        return any(
            lower.endswith(end) and lower.removesuffix(end) in common
            for end in ("s", "ed", "d", "ing", "ly", "'s", "r", "rs", "er", "ers", "ees")
        )

    def located(self, at: int) -> bool:
        return self.words.located.search(self.before(at)) is not None

    def acting(self, end: int) -> bool:
        return self.words.acts.match(self.text, end) is not None

    def speaking(self, end: int) -> bool:
        return self.words.speaks.match(self.text, end) is not None

    def at(self, position: int) -> Cap | None:
        return self.caps[position] if position < len(self.caps) else None

    def after(self, end: int, position: int) -> int:
        """The position of the first capitalised word that begins at or behind this character."""
        while position < len(self.caps) and self.caps[position].start < end:
            position += 1
        return position

    def take(self, start: int, end: int, actor: str, type: str, country: str, rule: str) -> None:
        self.found.append(Found(start, end, self.text[start:end], actor, type, country, rule))

    # One step: what begins at this word, and where to go on

    def _step(self, i: int) -> int:
        cap, words = self.caps[i], self.words
        if known := self._known(i):
            return self._take_known(i, *known)
        if cap.text in words.demonyms and cap.mode != "upper":
            return self._demonym(i)
        if place := self._capital(i):
            return place
        if "-" in cap.text and (taken := self._hyphened(i)):
            return taken
        if "-" in cap.text and cap.text.rpartition("-")[2] in words.compounds:
            return i + 1
        if cap.mode != "text":
            self.loose.append(i)
            return i + 1
        if len(cap.text) == 1 or cap.text in words.calendar:
            return i + 1
        if cap.text.removesuffix("s") in words.demonyms:  # the people, not the state
            return i + 1
        if self._function_word(i):
            if cap.text.lower() not in self.words.function:
                self.loose.append(i)
            return i + 1
        if (last := self._organisation(i)) is not None:
            return self._take_organisation(i, last)
        if cap.text in words.no_names:
            return i + 1
        if city := self._city(i):
            return city
        if behind := self._office(i):
            titled = self.caps[behind - 1].text not in PLURAL_OFFICES
            return self._person(behind, titled=titled) if self._follows(behind) else behind
        return self._person(i, titled=False)

    def _follows(self, i: int) -> bool:
        """Whether the word goes on from the one before, as a name goes on from a title."""
        cap = self.at(i)
        return (
            cap is not None
            and cap.gap == "next"
            and cap.mode == "text"
            and not self._known(i)
            and cap.text not in self.words.demonyms
        )

    def _city(self, i: int) -> int | None:
        """The position behind a place of several words that only locates: `New York`."""
        following = self.at(i + 1)
        if following is None or following.gap != "next":
            return None
        for city in self.words.cities.get(self.caps[i].text, ()):
            if self.plain.startswith(city, self.caps[i].start):
                return self.after(self.caps[i].start + len(city), i)
        return None

    def _function_word(self, i: int) -> bool:
        """`The`, `However`: an everyday word whose capital comes from the start of the sentence, leading no name."""
        cap = self.caps[i]
        if not self.everyday(cap.text) or cap.text in self.words.given or cap.text.rstrip(".") in self.words.titles:
            return False
        following = self.at(i + 1)
        if following is None or following.gap not in ("next", "of", "for", "amp"):
            return self.initial(cap)
        return cap.text.lower() in self.words.function or (self.initial(cap) and following.text in self.words.demonyms)

    # Known actors

    def _known(self, i: int) -> tuple[int, Actor] | None:
        cap = self.caps[i]
        aliases = (self.words.folded if cap.mode == "upper" else self.words.known).get(
            cap.text.upper() if cap.mode == "upper" else cap.text
        )
        if aliases is None and "-" not in cap.text and "'" not in cap.text and "’" not in cap.text:
            return None
        if aliases is None:
            first = cap.text.replace("’", "'")
            aliases = self.words.known.get(first, ())
        here = self.plain.upper() if cap.mode == "upper" else self.plain
        for alias, actor in aliases:
            end = cap.start + len(alias)
            if here.startswith(alias, cap.start) and not (
                end < len(here) and (here[end].isalnum() or here[end : end + 1] == "_")
            ):
                if here[end : end + 1] == "-" and actor.type != "state" and here[end + 1 : end + 2].isupper():
                    continue
                if self._plausible(i, cap.start, end, actor):
                    return end, actor
        return None

    def _plausible(self, i: int, start: int, end: int, actor: Actor) -> bool:
        """Whether a known name that is an everyday word too is meant as a name here."""
        alias = self.text[start:end]
        if " " in alias or actor.type in ("state", "igo") or not self.everyday(alias) or alias.isupper():
            return not (alias in self.words.given and self._personal(i, end))
        if actor.type == "person":
            return self.acting(end) or (not self.initial(self.caps[i]) and self.text.startswith(("'s", "’s"), end))
        if actor.type == "party" and not alias.endswith("s"):
            return PARTY_AFTER.match(self.text, end) is not None
        if actor.type in ("government", "party", "court"):
            return not self.initial(self.caps[i]) or self.acting(end)
        before = self.before(start, 30)
        return (
            (before.endswith(("the ", "The ")) and not self.initial(self.caps[i]))
            or MEDIA_AFTER.match(self.text, end) is not None
            or MEDIA_BEFORE.search(before) is not None
            or ORG_BEFORE.search(before) is not None
            or self.speaking(end)
        )

    def _personal(self, i: int, end: int) -> bool:
        """Whether `Jordan`, `Chad` is the given name of the one who is named with it."""
        following = self.at(i + 1)
        if following is None or following.gap != "next" or following.start != end + 1:
            return False
        word = following.text
        return not (
            self.everyday(word)
            or word in self.words.heads
            or word in self.words.offices
            or word in self.words.portfolios
            or word in self.words.no_names
            or ACRONYM.fullmatch(word)
            or word in self.words.known
        )

    def _take_known(self, i: int, end: int, actor: Actor) -> int:
        cap = self.caps[i]
        behind = self.after(end, i)
        if actor.type == "state" and self.words.collective.match(self.text, end):
            return self._take_state(i, end, actor.name)
        following = self.at(behind)
        further = following is not None and following.gap in ("next", "of") and (following.gap == "next" or actor.weak)
        if further and cap.mode == "text" and following.text not in self.words.generic and actor.type != "person":
            last = self._organisation(i)
            if last is not None and last >= behind:
                return self._take_organisation(i, last)
        if actor.type == "state" and PLACE_BEHIND.match(self.text, end):
            return behind
        if actor.type == "state":
            return self._take_state(i, end, actor.name)
        start = cap.start
        if self.text.startswith("The ", start):  # an article, though the list has it in the name
            start += 4
        rule = "list, in a word that is weak alone" if actor.weak else "list"
        self.take(start, end, actor.name, actor.type, actor.country, rule)
        self._bracketed(end, actor.name, actor.type, actor.country)
        return behind

    def _take_state(self, i: int, end: int, state: str) -> int:
        behind = self.after(end, i)
        if whole := self.words.collective.match(self.text, end):
            self.take(self.caps[i].start, whole.end(), state, "state", state, "state with its officials")
            return self.after(whole.end(), behind)
        if body := self.words.body.match(self.text, end):
            return self._take_body(self.caps[i].start, body.end(), body.group(1), state, behind)
        following = self.at(behind)
        if (
            following
            and following.gap == "next"
            and (known := self._known(behind))
            and known[1].type == "government"
            and known[1].country == state
        ):
            self.take(self.caps[i].start, known[0], known[1].name, "government", state, "list")
            return self.after(known[0], behind)
        self.take(self.caps[i].start, end, state, "state", state, "list of states")
        if following and following.gap == "poss":
            self.owner = state
        return behind

    def _demonym(self, i: int) -> int:
        cap, words = self.caps[i], self.words
        state = words.demonyms[cap.text]
        if whole := words.collective.match(self.text, cap.end):
            self.take(cap.start, whole.end(), state, "state", state, "demonym with officials")
            return self.after(whole.end(), i)
        if body := words.body.match(self.text, cap.end):
            return self._take_body(cap.start, body.end(), body.group(1), state, i + 1)
        following = self.at(i + 1)
        if following and following.gap in ("and", "comma") and following.text in words.demonyms:
            if self._shares_officials(i + 1):
                self.take(cap.start, cap.end, state, "state", state, "demonym that shares its officials")
            return i + 1
        if cap.mode == "text" and (last := self._organisation(i)) is not None and last > i:
            return self._take_organisation(i, last)
        self.owner = state if following and following.gap == "next" and following.text not in words.demonyms else ""
        if self.owner:
            return self._step_owned(i + 1)
        return i + 1

    def _step_owned(self, i: int) -> int:
        owner, count = self.owner, len(self.found)
        behind = self._step(i)
        self.found[count:] = [f._replace(country=f.country or owner) for f in self.found[count:]]
        return behind

    def _shares_officials(self, i: int) -> bool:
        for k in range(i, i + 5):
            cap = self.at(k)
            if cap is None or cap.text not in self.words.demonyms:
                return False
            if self.words.collective.match(self.text, cap.end):
                return True
            following = self.at(k + 1)
            if following is None or following.gap not in ("and", "comma"):
                return False
        return False

    def _take_body(self, start: int, end: int, body: str, state: str, behind: int) -> int:
        name = f"{body[0].upper()}{body[1:]}"
        self.take(
            start,
            end,
            self._body_name(name, state, end),
            "court" if "ourt" in body else "government",
            state,
            "body of a state",
        )
        return self.after(end, behind)

    def _body_name(self, name: str, state: str, end: int) -> str:
        """The full name of a state's body: `Embassy of Kenya in Berlin`, `Ministry of Health of Kenya`."""
        name = _ministry(name)
        if not state:
            return name
        article = "the " if state.startswith("United ") else ""
        full = f"{name} of {article}{state}"
        if name in ("Embassy", "Consulate") and (place := EMBASSY_PLACE.match(self.text, end)):
            return f"{full} in {place.group(1)}"
        return full

    def _capital(self, i: int) -> int | None:
        """A capital that acts stands for its state: `Nairobi said`, not `in Nairobi`."""
        cap, words = self.caps[i], self.words
        following = self.at(i + 1)
        name, last = cap.text, i
        if (
            name not in words.capitals
            and following
            and following.gap == "next"
            and f"{name} {following.text}" in words.capitals
        ):
            name, last = f"{name} {following.text}", i + 1
        if name not in words.capitals or cap.mode == "upper":
            return None
        end, state = self.caps[last].end, words.capitals[name]
        behind = self.at(last + 1)
        if behind and behind.gap == "next" and cap.mode == "text":
            if (organisation := self._organisation(i)) is not None:
                return self._take_organisation(i, organisation)
            if not self.everyday(behind.text) and name in words.given:
                return None
        if self._acts_as_state(cap.start, end):
            self.take(cap.start, end, state, "state", state, "capital that acts")
        return last + 1

    def _acts_as_state(self, start: int, end: int) -> bool:
        before, text = self.before(start), self.text
        if self.words.located.search(before) or text.startswith((",", "-"), end) or text.startswith(" based", end):
            return False
        if text.startswith(("'s", "’s"), end):
            return self.words.place_owned.match(text, end) is None
        if being := IS.match(text, end):
            return being.group(1) is not None
        if self.words.acts.match(text, end) or (
            (both := AND_ANOTHER.match(text, end)) and self.words.acts.match(text, both.end())
        ):
            return re.search(r"\b(?:of|from|to)(?: the)? \Z", before) is None
        return DEALT_WITH.search(before) is not None

    def _hyphened(self, i: int) -> int | None:
        """`Kremlin-backed`, `Canada-based`: the first part is the name; both of `US-Russia`."""
        cap = self.caps[i]
        head, _, tail = cap.text.partition("-")
        actor = self._alone(head)
        if actor is None:
            return None
        end = cap.start + len(head)
        if tail[:1].islower():
            self.take(cap.start, end, actor.name, actor.type, actor.country, "list, in a compound")
            return i + 1
        if other := self._alone(tail):
            self.take(cap.start, end, actor.name, actor.type, actor.country, "list, in a compound")
            self.take(end + 1, cap.end, other.name, other.type, other.country, "list, in a compound")
            return i + 1
        return None

    def _alone(self, word: str) -> Actor | None:
        for alias, actor in self.words.known.get(word, ()):
            if alias == word:
                return actor
        return None

    # Organisations, by the last word of their name

    def _organisation(self, i: int) -> int | None:
        """The position of the last word of an organisation's name that begins here, None where none does."""
        words, caps = self.words, self.caps
        head, k, seen = None, i, 0
        while (
            k < len(caps)
            and (k == i or caps[k].gap in ("next", "amp", "particle", "plural") or self._joined(k))
            and caps[k].mode == "text"
        ):
            word = caps[k].text
            if self._heads(i, k) and (k > i or word in self.words.heads_first):
                head = k
            elif (
                (word in words.offices and not self._qualifies(k))
                or (word.rstrip(".") in words.titles and word.endswith("."))
            ) or (
                (word in words.things and not self._thing_qualifies(k))
                or (k > i and word.lower() in self.words.function)
                or (
                    k > i
                    and word in words.no_names
                    and word not in self.words.adjectives
                    and not ACRONYM.fullmatch(word)
                )
            ):
                break
            seen += 1
            if seen > 8:
                break
            k += 1
        if head is None:
            return None
        last = self._complement(head)
        if last == i or (caps[i].text in words.demonyms and last == i + 1 and caps[last].text in self.words.either):
            return None
        following = self.at(last + 1)
        if following and following.gap == "next" and following.text in words.things:  # a parade, a law named after it
            return None
        return last

    def _heads(self, i: int, k: int) -> bool:
        """Whether the word heads a name; its plural does where the document has the name in the singular too."""
        word = self.caps[k].text
        if word in self.words.heads:
            return True
        if k == i or not word.endswith("s") or word[:-1] not in self.words.heads:
            return False
        singular = self.plain[self.caps[i].start : self.caps[k].end - 1]
        if singular not in self.singulars:
            self.singulars[singular] = re.search(re.escape(singular) + r"(?!\w)", self.plain) is not None
        return self.singulars[singular]

    def _qualifies(self, k: int) -> bool:
        """Whether the word of an office belongs to the head that follows: `Justice Watch`, `Student Union`."""
        following = self.at(k + 1)
        return (
            following is not None
            and following.gap == "next"
            and following.text in self.words.heads
            and self.everyday(self.caps[k].text)
        )

    def _thing_qualifies(self, k: int) -> bool:
        """Whether a head follows what else would be the end: `Election Commission`, `Law and Order Party`."""
        following = self.at(k + 1)
        return following is not None and (
            (following.gap == "next" and following.text in self.words.heads) or self._joined(k + 1)
        )

    def _joined(self, k: int) -> bool:
        """Whether everyday words go on as one name: `Women's Council`, `Interior's Ministry`, `Law and Order Party`."""
        cap, before = self.caps[k], self.caps[k - 1].text
        if cap.gap == "poss":
            return (before in self.words.possessors and cap.text not in self.words.offices) or (
                before in self.words.portfolios and cap.text in ("Ministry", "Office")
            )
        if cap.gap != "and" or not self.everyday(before) or before in self.words.heads or before in self.words.given:
            return False
        if before.lower() in self.words.function or self._alone(before):
            return False
        return self.everyday(cap.text) and cap.text not in self.words.heads

    def _complement(self, head: int) -> int:
        """The position of the last word of `of Human Rights and Democracy` behind the head, else of the head."""
        words, caps, last = self.words, self.caps, head
        while (
            (following := self.at(last + 1))
            and following.gap in ("of", "for", "on", "and")
            and following.mode == "text"
        ):
            word = following.text
            if (
                word in words.no_names
                or (word in words.offices and word not in words.portfolios)
                or (following.gap == "and" and last == head)
            ):
                break
            if following.gap == "and" and (not self.everyday(word) or word in words.heads or word in words.demonyms):
                break
            if following.gap == "on" and (
                not self.everyday(word)
                or caps[head].text
                not in ("Commission", "Committee", "Council", "Office", "Institute", "Centre", "Center", "Initiative")
            ):
                break
            if (
                following.gap == "for"
                and not self.everyday(word)
                and word not in words.demonyms
                and not self._alone(word)
            ):
                break
            last += 1
            while (
                (further := self.at(last + 1))
                and further.gap in ("next", "particle")
                and further.text not in words.no_names
                and (
                    further.text not in words.offices
                    or (further.text in words.portfolios and not self._follows(last + 2))
                )
            ):
                if further.text.rstrip(".") in words.titles:
                    break
                last += 1
        return last

    def _take_organisation(self, i: int, last: int) -> int:
        caps, words = self.caps, self.words
        i = self._trimmed(i, last)
        start, end = caps[i].start, caps[last].end
        text = self.plain[start:end]
        tokens = [cap.text for cap in caps[i : last + 1]]
        kind = self._organisation_type(tokens)
        country = (
            words.demonyms.get(tokens[0], "")
            or (a.country or a.name if (a := self._alone(tokens[0])) and a.type == "state" else "")
            or self.owner
        )
        if self._close_to_known(text) is not None:
            actor = self._close_to_known(text)
            self.take(start, end, actor.name, actor.type, actor.country, "list, one letter off")
            return last + 1
        if tokens[0] == "Government" and (state := self._alone(tokens[-1])) and state.type == "state":
            self.take(start, end, state.name, "state", state.name, "state with its officials")
            return last + 1
        actor = self._organisation_name(text, tokens, kind, country, end)
        self.take(start, end, actor, kind, country, "last word of the name")
        self._bracketed(end, actor, kind, country)
        return last + 1

    def _trimmed(self, i: int, last: int) -> int:
        """Where the name begins: a demonym further on leads it, what qualifies it does not (`Former Kenyan ...`)."""
        for k in range(i + 1, last):
            if (
                self.caps[k].text in self.words.demonyms
                and all(self.everyday(c.text) for c in self.caps[i:k])
                and self.caps[k].gap == "next"
            ):
                return k
        while i < last - 1 and self.caps[i].text in self.words.leading and self.caps[i + 1].gap == "next":
            i += 1
        return i

    def _organisation_type(self, tokens: list[str]) -> str:
        words = self.words
        heads = [head for token in tokens for head in (token, token[:-1]) if head in words.heads]
        kind = words.heads[heads[0]] if heads[0] == tokens[0] else words.heads[heads[-1]]
        if any(words.heads[head] == "court" for head in heads):
            return "court"
        official = (
            tokens[0] in words.demonyms
            or not self.words.official.isdisjoint(tokens)
            or bool(self.owner)
            or self._alone(tokens[0]) is not None
        )
        if (
            kind == "government"
            and heads[-1] in self.words.either
            and not official
            and not (len(tokens) > 1 and tokens[-1] in words.known)
        ):
            return "ngo"
        return kind

    def _organisation_name(self, text: str, tokens: list[str], kind: str, country: str, end: int) -> str:
        if kind != "government":
            return text
        if any(token in ("Embassy", "Consulate") for token in tokens):
            state = country or next((a.name for t in tokens if (a := self._alone(t))), "")
            return self._body_name("Consulate" if "Consulate" in tokens else "Embassy", state, end)
        if tokens[0] in self.words.demonyms or (self._alone(tokens[0]) and len(tokens) > 1):
            rest = text[len(tokens[0]) :].strip()
            if any(token.startswith("Minist") for token in tokens):
                return self._body_name(rest, country, end)
            return text
        if any(token.startswith("Minist") for token in tokens):
            for known in self._states_in(tokens):
                return f"{_ministry(text.split(' of ' + known)[0])} of {known}" if f" of {known}" in text else text
            return self._body_name(text, country, end)
        if self.owner:
            return f"{text} of {self.owner}"
        return text

    def _states_in(self, tokens: list[str]) -> list[str]:
        return [token for token in tokens[1:] if (actor := self._alone(token)) and actor.type == "state"]

    def _close_to_known(self, text: str) -> Actor | None:
        """The one known organisation of many letters whose name differs in a single letter: a slip of the pen."""
        if len(text) < 12 or " " not in text:
            return None
        first = text.split(" ", 1)[0]
        for alias, actor in self.words.known.get(first, ()):
            if len(alias) == len(text) and sum(a != b for a, b in zip(alias, text, strict=True)) == 1:
                return actor
        return None

    def _bracketed(self, end: int, actor: str, kind: str, country: str) -> None:
        """`Bar Union (BU)`: the bracket names the same actor; a word that follows stands for it from now on."""
        if bracket := BRACKETED.match(self.text, end):
            self.brackets[bracket.group(1)] = (actor, kind, country)

    # Persons

    def _office(self, i: int) -> int | None:
        """The position behind titles and offices that begin here (`Prime Minister`), else None."""
        if self.caps[i].text in self.words.portfolios and OFFICE_OF.search(self.before(self.caps[i].start)):
            return self._portfolio(i)
        behind = None
        for _ in range(4):  # "Former Prime Minister Sir"
            if (further := self._one_office(i)) is None:
                break
            behind = i = further
            following = self.at(behind)
            if following is None or following.gap != "next":
                break
        return behind

    def _one_office(self, i: int) -> int | None:
        words, k = self.words, i
        while k < i + 6 and (cap := self.at(k)) and (k == i or cap.gap == "next") and cap.text in words.portfolios:
            if cap.text in words.offices or cap.text in words.titles:
                break
            k += 1
        cap = self.at(k)
        if cap is None or (k > i and cap.gap != "next"):
            return None
        word = cap.text.rstrip(".")
        if word in words.titles:
            return k + 1
        if word in words.offices or (word.endswith("s") and word[:-1] in words.offices):
            return self._portfolio(k)
        return None

    def _portfolio(self, k: int) -> int:
        words, behind = self.words, k + 1
        while (
            behind < k + 9
            and (cap := self.at(behind))
            and cap.gap in ("of", "for", "and", "next")
            and cap.text in words.portfolios
        ):
            behind += 1
        return behind

    def _person(self, i: int, *, titled: bool) -> int:
        words, caps = self.words, self.caps
        last = i
        while (following := self.at(last + 1)) and following.gap in ("next", "particle") and self._goes_on(last + 1):
            last += 1
            if last - i > 5:
                break
        first = i
        if (
            not titled
            and last > i
            and self.initial(caps[i])
            and self.everyday(caps[i].text)
            and caps[i].text not in words.given
        ):
            told = (not caps[i].text.endswith("ing") and self.speaking(caps[last].end)) or AGE_OR_ROLE.match(
                self.text, caps[last].end
            )
            first = i if last == i + 1 and told and not self.everyday(caps[last].text) else i + 1
        start, end = caps[first].start, caps[last].end
        tokens = [cap.text for cap in caps[first : last + 1]]
        evidence = titled or words.role.search(self.before(start)) is not None
        rule = "title" if titled else "role before the name"
        if not evidence and self.text[end : end + 1]:
            told = self.speaking(end) or SAID_BEFORE.search(self.before(start, 16))
            if told and not self.everyday(tokens[-1]):
                evidence, rule = True, "reporting verb"
            elif self.words.suffers.match(self.text, end) and not self.everyday(tokens[-1]):
                evidence, rule = True, "what was done to a person"
            elif AGE_OR_ROLE.match(self.text, end) and not ORG_AFTER.match(self.text, end) and not self.located(start):
                evidence, rule = len(tokens) > 1 or not self.everyday(tokens[0]), "apposition"
        organisation = self._organisation_by_context(first, last, start, end, tokens)
        if organisation and not titled:
            return organisation
        if tokens[0] in words.things:
            return last + 1
        if (
            tokens[-1] in words.places
            or tokens[-1] in words.things
            or (tokens[0] in self.words.place_first and not titled)
        ):
            return last + 1
        if len(tokens) == 1:
            return self._single(first, start, end, tokens[0], evidence, titled, rule)
        if all(token.isupper() and len(token) > 2 for token in tokens) and self._beside_media(first):
            self.take(start, end, " ".join(tokens), "media", "", "listed with media")
        elif self._is_person(tokens, start, end, evidence):
            self.take(start, end, " ".join(tokens), "person", self.owner, rule if evidence else "capitalised words")
        else:
            self.loose.extend(range(first, last + 1))
        return last + 1

    def _beside_media(self, k: int) -> bool:
        before = self.found[-1] if self.found else None
        return (
            self.caps[k].gap in ("comma", "and")
            and before is not None
            and before.type == "media"
            and self.caps[k].start - before.end < 10
        )

    def _beside_body(self, k: int) -> bool:
        before = self.found[-1] if self.found else None
        return (
            self.caps[k].gap in ("comma", "and")
            and before is not None
            and before.type in BODIES
            and self.caps[k].start - before.end < 10
        )

    def _goes_on(self, k: int) -> bool:
        """Whether a person's name goes on with this word."""
        words, word = self.words, self.caps[k].text
        if word in ("May", "June", "April", "Lord") and not re.match(
            r" \d", self.text[self.caps[k].end : self.caps[k].end + 2]
        ):
            return True
        return not (
            word in words.no_names
            or word in words.offices
            or word in words.demonyms
            or word.lower() in self.words.function
            or (word.rstrip(".") in words.titles and not self._ends_run(k))
            or self.caps[k].mode != "text"
            or (word in words.known and (known := self._known(k)) and known[1].type != "person")
        )

    def _ends_run(self, k: int) -> bool:
        """Whether no other capital follows, so that a title here is the surname: `Julie Bishop`."""
        following = self.at(k + 1)
        return "." not in self.caps[k].text and (following is None or following.gap != "next")

    def _is_person(self, tokens: list[str], start: int, end: int, evidence: bool) -> bool:
        if not evidence and self.located(start):
            return False
        if tokens[0].isupper() and tokens[-1].isupper() and self.text.find("—", end, end + 4) > 0:
            return False  # a dateline
        if any(token.isupper() and len(token) > 3 and "." not in token for token in tokens) and not evidence:
            return all(token.isupper() for token in tokens) and self.text[start - 1 : start] == "/"
        if all(self.everyday(token) or INITIAL.fullmatch(token) for token in tokens):
            return evidence or tokens[0] in self.words.given
        if not evidence and (country := COUNTRY_AFTER.match(self.text, end)) and self._alone(country.group(1)):
            return False
        following = self.text[end + 1 : end + 14].split(" ", 1)[0].strip(",.;")
        return evidence or following not in self.words.place_nouns

    def _single(self, i: int, start: int, end: int, word: str, evidence: bool, titled: bool, rule: str) -> int:
        words = self.words
        governed = STATE_BEFORE.search(self.before(start, 40)) or STATE_AFTER.match(self.text, end)
        if governed and not titled and not self.everyday(word):
            self.states.add(word)
            self.loose.append(i)
            return i + 1
        if ACRONYM.fullmatch(word) and not titled:
            if (
                len(word) > 2
                and not self.everyday(word)
                and (
                    self.acting(end)
                    or ORG_NOUN_AFTER.match(self.text, end)
                    or self._beside_body(i)
                    or OF_ROLE.search(self.before(start))
                    or BRACKETED.match(self.text, end)
                )
            ):
                self.take(start, end, word, "other", self.owner, "acronym that acts")
            else:
                self.loose.append(i)
            return i + 1
        if (
            CAMEL.fullmatch(word)
            and word.lower() not in words.everyday
            and not titled
            and not word.startswith(("Mc", "Mac", "De", "Di", "La", "Le", "O'"))
        ):
            self.take(start, end, word, "other", "", "capital inside the word")
            return i + 1
        if titled and self.everyday(word) and not self.acting(end) and not self.text.startswith(("'s", "’s", ","), end):
            self.loose.append(i)
            return i + 1
        if (
            evidence
            and (titled or not self.everyday(word))
            and not (self.located(start) and not titled)
            and word not in words.places
            and word not in words.heads
        ):
            self.take(start, end, word, "person", self.owner, rule)
            return i + 1
        self.loose.append(i)
        return i + 1

    def _organisation_by_context(self, first: int, last: int, start: int, end: int, tokens: list[str]) -> int | None:
        """`the charity Open Hands`, `the newspaper Vremya`, `director of Open Hands`: what stands around it tells."""
        before, kind = self.before(start, 50), None
        everyday = len(tokens) == 1 and self.everyday(tokens[0])
        if MEDIA_BEFORE.search(before) or (MEDIA_AFTER.match(self.text, end) and not everyday):
            kind = "media"
        elif ORG_BEFORE.search(before) or ORG_AFTER.match(self.text, end):
            kind = "ngo"
        elif (
            OF_ROLE.search(before)
            and not self.speaking(end)
            and tokens[0] not in self.words.given
            and not everyday
            and " by " not in before[-8:]
        ):
            kind = "other" if len(tokens) == 1 else None
        elif (
            len(tokens) > 1
            and (bracket := BRACKETED.match(self.text, end))
            and _initials(tokens) == bracket.group(1).upper().replace(".", "")
        ):
            kind = "ngo"
        if kind is None:
            return None
        actor = known.name if (known := self._close_to_known(self.plain[start:end])) else self.plain[start:end]
        self.take(start, end, actor, kind, self.owner, "what it is called beside")
        self._bracketed(end, actor, kind, self.owner)
        return last + 1


PLACE_BEHIND = re.compile(r" (?:river|basin|valley|sea|canal|desert|peninsula)\b", re.IGNORECASE)
PLURAL_OFFICES = frozenset(["Ministers", "Officials", "Experts", "Advisers", "Ambassadors"])
BODIES = frozenset(("ngo", "media", "igo", "party"))
DEALT_WITH = re.compile(
    r"\b(?:with|by|against|between|that|urged|urge|urging|pressured?|pressing|told|asked|asks|asking|"
    r"loyal to|loyalt(?:y|ies) to|ties to|pressure on|"
    r"relations with|accused|accuse|accusing|angered|blamed|condemned|criticised|criticized|"
    r"calls? on|called on|sanctions on) \Z"
)
IS = re.compile(r" (?:is|was)\b(?: (?:not |now |still |already |also )?(\w+(?:ed|ing))\b)?")
AND_ANOTHER = re.compile(rf" and [{UPPER}]\w+")
MINISTRY_OF = {
    "Foreign": "Foreign Affairs",
    "Interior": "Internal Affairs",
    "the Interior": "Internal Affairs",
    "External Affairs": "Foreign Affairs",
    "Interior's": "Internal Affairs",
    "Defense": "Defence",
}


def _ministry(name: str) -> str:
    """The name in the one order that all get: `Foreign Ministry` is the `Ministry of Foreign Affairs`.

    >>> _ministry("Interior Ministry")
    'Ministry of Internal Affairs'
    """
    match = re.fullmatch(r"(?:the )?(.+?)(?:'s|’s)? [Mm]inistry", name) or re.fullmatch(
        r"[Mm]inistry (?:of|for) (.+)", name
    )
    if match:
        of = match.group(1)
    else:
        return name
    of = f"{of[0].upper()}{of[1:]}" if not of.startswith("the ") else of
    return f"Ministry of {MINISTRY_OF.get(of, of)}"


def _initials(tokens: list[str]) -> str:
    return "".join(token[0] for token in tokens if token[0].isupper()).upper()


def _resolved(reading: Reading) -> list[Found]:
    """All names of the document with the short forms among them, each under the fullest name the document gives."""
    people = People(reading.found)
    bodies = Organisations(reading)
    found = []
    for name in reading.found:
        if name.type == "person":
            listed = name.rule.startswith("list")
            found.append(
                name._replace(actor=people.of(name.text, name.start) or name.actor if listed else people.full(name))
            )
        else:
            found.append(bodies.full(name))
    found.extend(_short_forms(reading, people, bodies))
    return _apart(found)


def _apart(found: list[Found]) -> list[Found]:
    """By start, the longer of two that overlap."""
    result: list[Found] = []
    for name in sorted(found, key=lambda name: (name.start, -name.end)):
        if not result or name.start >= result[-1].end:
            result.append(name)
    return result


class People:
    """The persons whom a document names in full, by each word of their names that may stand for them."""

    def __init__(self, found: list[Found]):
        self.by_surname: dict[str, list[tuple[int, str]]] = {}
        self.by_given: dict[str, list[tuple[int, str]]] = {}
        self.singles: dict[str, list[tuple[int, str]]] = {}  # who is never named in full
        self.fulls: dict[str, str] = {}
        self.mains: dict[str, str | None] = {}
        for name in found:
            if name.type != "person":
                continue
            parts = _parts(name.text)
            if len(parts) < 2:
                self.singles.setdefault(name.text, []).append((name.start, name.actor))
                continue
            full = " ".join(parts)
            self.fulls[full] = name.actor if name.rule == "list" else full
            for part in parts[1:]:
                if len(part) > 2:
                    self.by_surname.setdefault(part, []).append((name.start, full))
            if "-" in parts[-1]:
                self.by_surname.setdefault(parts[-1].split("-")[0], []).append((name.start, full))
            self.by_given.setdefault(parts[0], []).append((name.start, full))
        self._merge()

    def _merge(self) -> None:
        """One name for forms of one person: `Ana María Paz` and `Ana Paz`, a slip in the given name."""
        for surname in self.by_surname.values():
            fulls = sorted({full for _, full in surname}, key=lambda full: (-len(full.split()), full))
            for k, longer in enumerate(fulls):
                for shorter in fulls[k + 1 :]:
                    if _same_person(longer, shorter):
                        self.fulls[shorter] = self.fulls[longer]

    def _main(self, word: str, bearers: list[tuple[int, str]]) -> str | None:
        """Who is named twice as often as any other of that name: a father named once does not take over."""
        if word not in self.mains:
            often = Counter(self.fulls.get(one, one) for _, one in bearers).most_common(2)
            alone = len(often) == 1 or often[0][1] >= 2 * often[1][1]
            self.mains[word] = often[0][0] if alone else None
        return self.mains[word]

    def full(self, name: Found) -> str:
        parts = _parts(name.text)
        if len(parts) > 1:
            return self.fulls.get(" ".join(parts), " ".join(parts))
        word = parts[0] if parts else name.text
        return self.of(word, name.start) or word

    def of(self, word: str, start: int, *, given: bool = True) -> str | None:
        """Whom a single word means: who bears it as surname and was named last before, else first after."""
        for table in (self.by_surname, self.by_given, self.singles) if given else (self.by_surname,):
            if bearers := table.get(word):
                if (main := self._main(word, bearers)) is not None:
                    return main
                full = _last_before(bearers, start)
                return self.fulls.get(full, full)
        return None


def _last_before(named: list[tuple[int, Any]], start: int) -> Any:
    """What was named last up to here, else what is named first after it."""
    return named[max(0, bisect_right(named, start, key=itemgetter(0)) - 1)][1]


def _parts(text: str) -> list[str]:
    """The words of a person's name without initials.

    >>> _parts("David N. Cicilline")
    ['David', 'Cicilline']
    """
    return [part for part in text.split() if not INITIAL.fullmatch(part) or text.count(" ") == 0]


def _same_person(longer: str, shorter: str) -> bool:
    """Whether two full names in one document are one person's.

    >>> _same_person("Ana María Paz", "Ana Paz"), _same_person("Vladimir Orlov", "Valdimir Orlov")
    (True, True)
    >>> _same_person("Ana Paz", "Eva Paz")
    False
    """
    a, b = longer.split(), shorter.split()
    if len(b) > 1 and a[-len(b) :] == b:
        return True
    if a[0] == b[0]:
        return set(b) <= set(a) or a[-1].startswith(f"{b[-1]}-")
    return (
        a[1:] == b[1:]
        and len(a[0]) > 4
        and a[0][0] == b[0][0]
        and len(a[0]) == len(b[0])
        and sorted(a[0]) == sorted(b[0])
    )


class Organisations:
    """The organisations of a document by the short forms that may stand for them."""

    def __init__(self, reading: Reading):
        self.reading, self.words = reading, reading.words
        self.by_key: dict[str, Counter] = {}
        self.records: dict[str, Found] = {}
        self.short: dict[str, list[tuple[int, Found]]] = {}
        self.embassies: list[tuple[int, Found]] = []
        self.housed: dict[str, Found] = {}  # embassy -> the first of its state that has a city
        self.tails: dict[str, Found] = {}  # name without its demonym -> the organisation
        self.initials: dict[str, str] = {}  # of the organisations named in full
        for name in reading.found:
            if name.type in ("person", "state"):
                continue
            self.by_key.setdefault(self._key(name.actor), Counter())[name.actor] += 1
            self.records.setdefault(name.actor, name)
            if name.text.count(" ") > 1:
                self.initials.setdefault(_initials(name.text.split()), name.actor)
            for form in self._forms(name):
                self.short.setdefault(form, []).append((name.start, name))
            if name.actor.startswith(("Embassy of ", "Consulate of ")):
                self.embassies.append((name.start, name))
                self.housed.setdefault(name.actor.split(" in ")[0], name)
                if " in " in name.actor and " in " not in self.housed[name.actor.split(" in ")[0]].actor:
                    self.housed[name.actor.split(" in ")[0]] = name
            first, _, rest = name.text.partition(" ")
            if first in self.words.demonyms:
                self.tails.setdefault(rest, name)
            before_of = name.text.split(" of ")[0].split(" for ")[0]
            if " " in before_of and before_of != name.text:  # "Bar Association of Kenya"
                self.tails.setdefault(before_of, name)

    def _key(self, actor: str) -> str:
        """What two spellings of one organisation have in common."""
        words = actor.replace("+", "").replace("The ", "").split()
        words = [self.words.demonyms.get(word, word) for word in words]
        return " ".join(words).casefold().removesuffix("s")

    def _forms(self, name: Found) -> list[str]:
        if name.rule == "acronym that acts":
            return []
        parts = name.text.replace("’", "'").split()
        if len(parts) < 2:
            return [name.text]
        forms = [name.text]
        if parts[0] in self.words.demonyms:
            forms.append(" ".join(parts[1:]))
        if parts[-1] in self.words.heads:
            forms.append(parts[-1])
        if (
            not self.reading.everyday(parts[0])
            and parts[0] not in self.words.demonyms
            and not self.reading._alone(parts[0])
        ):
            forms.append(parts[0])
        return forms

    def full(self, name: Found) -> Found:
        if name.type == "state":
            return name
        if name.actor in self.reading.brackets:
            actor, kind, country = self.reading.brackets[name.actor]
            return name._replace(actor=actor, type=kind, country=country)
        if (other := self.housed.get(name.actor)) and " in " in other.actor:
            return name._replace(actor=other.actor, country=other.country)
        if name.rule == "list, in a word that is weak alone":
            for form in self.short.get(name.text.split()[-1], ()):
                if form[1].rule == "last word of the name":
                    return name._replace(actor=form[1].actor, type=form[1].type, country=form[1].country)
        if ACRONYM.fullmatch(name.text) and self.initials.get(name.text, name.actor) != name.actor:
            other = self.records[self.initials[name.text]]
            return name._replace(actor=other.actor, type=other.type, country=other.country)
        forms = self.by_key.get(self._key(name.actor))
        if forms and len(forms) > 1:
            best = min(forms, key=lambda actor: (-forms[actor], actor))
            record = self.records[best]
            return name._replace(actor=best, type=record.type, country=record.country)
        if name.rule.startswith("last word") and (shorter := self._longer_form(name)):
            return shorter
        return name

    def _longer_form(self, name: Found) -> Found | None:
        """`LGBT Network` is the `Kenyan LGBT Network` of the same document."""
        if (other := self.tails.get(name.text)) and other.actor != name.actor:
            return name._replace(actor=other.actor, type=other.type, country=other.country)
        return None

    def of(self, form: str, start: int) -> Found | None:
        if form in self.reading.brackets:
            actor, kind, country = self.reading.brackets[form]
            return Found(0, 0, form, actor, kind, country, "")
        if form in ("Embassy", "Consulate") and self.embassies:
            return self.full(_last_before(self.embassies, start))
        bearers = self.short.get(form)
        if not bearers:
            return None
        return self.full(_last_before(bearers, start))


def _short_forms(reading: Reading, people: People, bodies: Organisations) -> Iterable[Found]:
    """The words that are names only because the document has the full name elsewhere."""
    caps, words = reading.caps, reading.words
    skip = -1
    for i in sorted(set(reading.loose)):
        if i <= skip:
            continue
        cap = caps[i]
        if cap.mode != "text":
            longest = _longest_full(reading, i, people, bodies)
            if longest:
                found, skip = longest
                yield found
            continue
        word = cap.text
        if word in reading.states:
            yield Found(cap.start, cap.end, word, word, "state", word, "has a government in the document")
            continue
        if word in reading.brackets or ACRONYM.fullmatch(word):
            if body := bodies.of(word, cap.start):
                yield Found(cap.start, cap.end, word, body.actor, body.type, body.country, "short form")
            continue
        common = reading.everyday(word)
        if full := people.of(word, cap.start, given=not common):
            if not common or ((reading.acting(cap.end) or not reading.initial(cap)) and not reading.located(cap.start)):
                yield Found(cap.start, cap.end, word, full, "person", "", "part of a full name")
            continue
        if word in words.heads and not reading.before(cap.start, 4).lower().endswith("the "):
            continue
        if common and reading.initial(cap) and not reading.acting(cap.end):
            continue
        if body := bodies.of(word, cap.start):
            yield Found(cap.start, cap.end, word, body.actor, body.type, body.country, "short form")


def _longest_full(reading: Reading, i: int, people: People, bodies: Organisations) -> tuple[Found, int] | None:
    """In a headline: the longest run of words from here that the text below uses as a name."""
    caps = reading.caps
    last = i
    while last + 1 < len(caps) and last - i < 5 and caps[last + 1].gap == "next":
        last += 1
    upper = caps[i].mode == "upper"
    for k in range(last, i - 1, -1):
        text = reading.plain[caps[i].start : caps[k].end]
        text = text.title() if upper else text
        full = people.fulls.get(" ".join(_parts(text)))
        if k == i and not full and not reading.everyday(text):
            full = people.of(text, caps[i].start, given=False)
        if full:
            return Found(caps[i].start, caps[k].end, text, full, "person", "", "full name elsewhere in the document"), k
        if (k > i or not reading.everyday(text)) and (body := bodies.of(text, caps[i].start)):
            return Found(
                caps[i].start,
                caps[k].end,
                text,
                body.actor,
                body.type,
                body.country,
                "full name elsewhere in the document",
            ), k
    return None


# Reading the document


def _caps(text: str, regions: Iterable[tuple[int, int, str]], words: Words) -> Iterable[Cap]:
    """The capitalised words of the regions, in order."""
    for start, end, mode in regions:
        before, held = -1, None
        for match in CAP.finditer(text, start, end):
            gap = words.gaps.get(text[before : match.start()]) if before >= 0 and match.start() - before < 12 else None
            word = match.group()
            if mode == "text" and gap == "next" and word in words.breaks:
                gap = None
            both = f"{held.text} {word}" if held is not None and gap == "next" else ""
            # "Sri Lankan", but neither "New Zealand" nor "Central African Republic"
            if words.demonyms.get(both, both) != both and not text.startswith(" Republic", match.end()):
                held = Cap(held.start, match.end(), both, held.gap, mode)
                before = match.end()
                continue
            if held is not None:
                yield held
            held = Cap(match.start(), match.end(), sys.intern(word), gap, mode)
            before = match.end()
        if held is not None:
            yield held


def _regions(doc: Doc, text: str) -> list[tuple[int, int, str]]:
    """The stretches of running text with their mode; reference lists and page furniture are left out."""
    blocks = (
        [(span.start_char, span.end_char, block.kind) for span, block in doc._.blocks]
        if doc.has_extension("blocks")
        else []
    )
    if not blocks:
        blocks = [(match.start(), match.end(), "paragraph") for match in re.finditer(r"[^\n]+", text)]
    regions = []
    for start, end, kind in blocks:
        if kind in ("reference", "furniture"):
            continue
        for line in re.finditer(r"[^\n]+", text[start:end]):
            regions.append((start + line.start(), start + line.end(), _mode(line.group(), kind)))
    return regions


def _mode(line: str, kind: str) -> str:
    """How capitals are to be read in a line: `text`, `title` where most long words have one, `upper` where all have."""
    if kind == "byline" or len(line) > 200 or len(line) < 12 or line.startswith(("By ", "BY ")):
        return "text"
    if line.isupper() and line.count(" ") > 1:
        return "upper"
    if line.rstrip("\"”’' ").endswith((".", ";", "?", ",", ":")) and kind not in ("title", "heading"):
        return "text"
    long = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    if len(long) < 4:
        return "text"
    return "title" if sum(word[0].isupper() for word in long) > 0.75 * len(long) else "text"


# The lexicon


def _split(listed: str | None) -> list[str]:
    return [part.strip() for part in (listed or "").split(";") if part.strip()]


def _by_first_word(listed: Iterable[str]) -> dict[str, tuple[str, ...]]:
    result: dict[str, tuple[str, ...]] = {}
    for name in listed:
        first = name.split()[0]
        result[first] = (*result.get(first, ()), name)
    return result


def _any(listed: Iterable[str]) -> str:
    ordered = sorted(set(listed), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in ordered) or r"(?!)"


def _after_demonym(lexicon: Mapping) -> re.Pattern[str]:
    """What makes a demonym its state: up to three words such as `federal`, then `officials`, joined ones too."""
    who = _any(lexicon.get("collectives", ()))
    which = _any(lexicon.get("collective_words_before", ()))
    return re.compile(
        rf" (?:(?:{which}) ){{0,3}}(?:{who})\b(?:(?: and(?: {which})?)? (?:{who})\b)?(?!-)", re.IGNORECASE
    )


def _longest_first(known: dict[str, dict[str, Actor]]) -> dict[str, tuple[tuple[str, Actor], ...]]:
    return {first: tuple(sorted(aliases.items(), key=lambda item: -len(item[0]))) for first, aliases in known.items()}


def _folded(known: dict[str, dict[str, Actor]]) -> dict[str, dict[str, Actor]]:
    """The aliases in capitals, but for acronyms, which in a line of capitals may be any word."""
    folded: dict[str, dict[str, Actor]] = {}
    for first, aliases in known.items():
        for alias, actor in aliases.items():
            if not alias.isupper() or "." in alias:
                folded.setdefault(first.upper(), {}).setdefault(alias.upper(), actor)
    return folded
