"""The words by which names are known, as the finder of names needs them."""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import NamedTuple

from purgelib.find.beside import After, Leads
from purgelib.find.capitals import CAMEL, find_words

REMEMBERED = 50_000  # words, some megabytes
FORMS = ("s", "ed", "d", "ing", "ly", "'s", "r", "rs", "er", "ers", "ees")


class Actor(NamedTuple):
    """An actor of the shipped lists; `weak`: so called only where the document names no other that fits."""

    name: str
    type: str
    country: str
    weak: bool = False


class Everyday(dict[str, bool]):
    """Of every word that was asked for, whether it or what it is a form of is one of the common words.

    >>> common = Everyday({"organize", "hand"})
    >>> common["Organise"], common["Hands"], common["Nairobi"]
    (True, True, False)
    """

    def __init__(self, common: Iterable[str]):
        self.common = frozenset(common)

    def __missing__(self, word: str) -> bool:
        if len(self) >= REMEMBERED:
            self.clear()
        self[word] = everyday = not CAMEL.fullmatch(word) and self._holds(word.lower().rstrip("."))
        return everyday

    def _holds(self, lower: str) -> bool:
        common = self.common
        if lower in common:
            return True
        if ("is" in lower and lower.replace("is", "iz") in common) or (
            "our" in lower and lower.replace("our", "or") in common
        ):
            return True  # British spellings
        if lower.endswith(("ists", "isms", "tions", "ments", "ships")):
            return True
        return any(lower.endswith(end) and lower.removesuffix(end) in common for end in FORMS)


class Marked(dict[str, bool]):
    """Of every word that was asked for, whether its form or a list tells more of it than that it has a capital."""

    def __init__(self, listed: Set[str], demonyms: Set[str]):
        self.listed, self.demonyms = listed, demonyms

    def __missing__(self, word: str) -> bool:
        if len(self) >= REMEMBERED:
            self.clear()
        self[word] = marked = (
            len(word) == 1
            or word.isupper()
            or not word.isalpha()
            or word in self.listed
            or word.removesuffix("s") in self.demonyms
        )
        return marked


class Words(NamedTuple):
    """What `read_words` makes of a lexicon, once for every document."""

    known: dict[str, tuple[tuple[str, Actor], ...]]  # first capitalised word -> (whole alias, actor), longest first
    folded: dict[str, tuple[tuple[str, Actor], ...]]  # the same for lines in capitals
    demonyms: dict[str, str]  # Kenyan -> Kenya
    capitals: dict[str, str]  # Nairobi -> Kenya
    capital_leads: frozenset[str]  # the first words of capitals
    titles: frozenset[str]
    offices: frozenset[str]
    portfolios: frozenset[str]
    office_leads: frozenset[str]  # the words with which a title, an office or its portfolio begins
    heads: dict[str, str]  # last word of an organisation's name -> type
    places: frozenset[str]
    things: frozenset[str]
    calendar: frozenset[str]
    no_names: frozenset[str]  # with the calendar
    given: frozenset[str]
    everyday: Everyday
    place_nouns: frozenset[str]
    function: frozenset[str]
    heads_first: frozenset[str]
    heads_on: frozenset[str]
    joiners: frozenset[str]
    either: frozenset[str]
    official: frozenset[str]
    adjectives: frozenset[str]
    leading: frozenset[str]
    place_first: frozenset[str]
    generic: frozenset[str]
    possessors: frozenset[str]
    breaks: frozenset[str]
    cities: dict[str, tuple[str, ...]]  # first word -> places of several words
    marked: Marked
    learned: frozenset[str]  # what a document adds to `known`, `demonyms` and `no_names`
    gaps: dict[str, str]  # what may stand between two words of a name -> its kind
    compounds: frozenset[str]
    before_state: re.Pattern[str]  # what makes a word a state that no list has
    owned_by_state: re.Pattern[str]
    state_body: re.Pattern[str]
    state_event: re.Pattern[str]
    people: After
    lower: re.Pattern[str]  # bodies of the own state, in lower case: "the interior ministry"
    collective: After
    body: After
    acts: After
    speaks: After
    suffers: After
    roles: Leads  # what tells by standing before a name that it is a person's
    locating: Leads  # what tells that it is a place's
    moves: Leads  # the same before "to", "from" or "for"
    sites: Leads  # the same before "of"
    place_owned: re.Pattern[str]


PASSIVE = ("was", "is", "were", "has been", "had been", "is being", "was being")
SETS = (
    "function",
    "heads_first",
    "heads_on",
    "joiners",
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
            start, end = next(find_words(alias, 0, len(alias)), (-1, 0))
            if start != 0:
                raise ValueError(
                    f"actors: {alias!r} ({row['name']}) does not begin with a capital, so it can never be found"
                )
            known.setdefault(alias[:end], {}).setdefault(alias, actor._replace(weak=weak))
        for demonym in _split(row.get("demonyms")):
            demonyms.setdefault(demonym, row["name"])
        for capital in _split(row.get("capital")):
            capitals.setdefault(capital, row["name"])
    heads: dict[str, str] = {}
    for kind, listed in lexicon.get("heads", {}).items():
        for head in listed:
            heads.setdefault(head, kind)
    clues = lexicon.get("clues", {})
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
    capital_leads = frozenset(lead for capital in capitals for lead in (capital, capital.partition(" ")[0]))
    cities, office_leads = _by_first_word(no_actor.get("cities", ())), _office_leads(lexicon)
    calendar = frozenset(no_names.get("calendar", ()))
    no_names = calendar.union(no_names.get("words", ()))
    return Words(
        known=_longest_first(known),
        folded=_longest_first(_folded(known)),
        demonyms=demonyms,
        capitals=capitals,
        capital_leads=capital_leads,
        titles=frozenset(lexicon.get("titles", ())),
        offices=frozenset(lexicon.get("offices", ())),
        portfolios=frozenset(lexicon.get("portfolios", ())),
        office_leads=office_leads,
        heads=heads,
        places=frozenset(no_actor.get("places", ())),
        things=frozenset(no_actor.get("things", ())),
        calendar=calendar,
        no_names=no_names,
        given=frozenset(lexicon.get("persons", {}).get("given", ())),
        everyday=Everyday(lexicon.get("everyday", {}).get("words", "").split()),
        place_nouns=frozenset(lexicon.get("place_nouns", ())),
        **{key: frozenset(lexicon.get("sets", {}).get(key, ())) for key in SETS},
        cities=cities,
        marked=Marked({*known, *demonyms, *capital_leads, *no_names, *cities, *office_leads}, frozenset(demonyms)),
        learned=frozenset(),
        gaps=gaps,
        compounds=frozenset(lexicon.get("compounds", ())),
        before_state=_before_state(clues),
        owned_by_state=_owned_by_state(clues),
        state_body=re.compile(rf" (?:{_any(clues.get('state_bodies', ()))})\b"),
        state_event=re.compile(rf" (?:{_any(clues.get('state_events', ()))})\b"),
        people=_after(clues.get("people", ())),
        lower=_lower_bodies(lexicon.get("lower_bodies", {})),
        collective=_after_demonym(lexicon),
        body=_after(lexicon.get("bodies", ())),
        acts=_after(lexicon.get("acts", ()), marks=",?"),
        speaks=_after(lexicon.get("speaks", ()), marks=',?[”"]?'),
        suffers=After(rf"(?:{'|'.join(PASSIVE)}) (?:\w+ly )?(?:{_any(lexicon.get('suffers', ()))})\b", PASSIVE),
        roles=Leads(lexicon.get("roles", ())),
        locating=Leads(lexicon.get("locating", ())),
        moves=Leads(lexicon.get("moves", ())),
        sites=Leads(lexicon.get("place_nouns", ())),
        place_owned=re.compile(rf"['’]s (?:{_any(lexicon.get('place_owned', ()))})\b"),
    )


def _split(listed: str | None) -> list[str]:
    return [part.strip() for part in (listed or "").split(";") if part.strip()]


def _by_first_word(listed: Iterable[str]) -> dict[str, tuple[str, ...]]:
    result: dict[str, tuple[str, ...]] = {}
    for name in listed:
        first = name.split()[0]
        result[first] = (*result.get(first, ()), name)
    return result


def _office_leads(lexicon: Mapping) -> frozenset[str]:
    """Titles, offices and their plurals, also with a full stop, and portfolios."""
    offices = lexicon.get("offices", ())
    words = (*lexicon.get("titles", ()), *offices, *(f"{office}s" for office in offices))
    return frozenset((*words, *(f"{word}." for word in words), *lexicon.get("portfolios", ())))


def _any(listed: Iterable[str]) -> str:
    ordered = sorted(set(listed), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in ordered) or r"(?!)"


def _after(words: Sequence[str], *, marks: str = "") -> After:
    return After(rf"({_any(words)})\b", words, marks=marks)


def _before_state(clues: Mapping) -> re.Pattern[str]:
    """`government of Tarvia`, `the African state of Tarvia`, up to the name."""
    where, kinds = _any(clues.get("state_where", ())), _any(clues.get("state_kinds", ()))
    return re.compile(rf"\b(?:{_any(clues.get('state_before', ()))}|(?:{where}) (?:{kinds}) of) (?:the )?\Z")


def _owned_by_state(clues: Mapping) -> re.Pattern[str]:
    """`Tarvia's prime minister`, `Tarvia, whose army`, behind the name."""
    which, owned = _any(clues.get("state_which", ())), _any(clues.get("state_owns", ()))
    return re.compile(rf"(?:['’]s|, whose) (?:(?:{which}) )*(?:{owned})\b")


def _lower_bodies(lower: Mapping) -> re.Pattern[str]:
    """`the interior ministry`, `the ministry of health`, `the national disaster agency`, `the election commission`."""
    of, which, kinds = _any(lower.get("portfolios", ())), _any(lower.get("which", ())), _any(lower.get("kinds", ()))
    return re.compile(  # begins with a letter, no "\b", so that a search skips to the next T
        rf"[Tt]he (?<!\w[Tt]he )((?:{of})(?: and (?:{of}))? ministry|ministry of (?:the )?(?:{of})(?: and (?:{of}))?"
        rf"|(?:national|federal|state) (?:[a-z-]+ ){{1,3}}?(?:{kinds})|(?:{which}) (?:{kinds}))\b(?!['’]s)"
    )


def _after_demonym(lexicon: Mapping) -> After:
    """What makes a demonym its state: up to three words such as `federal`, then `officials`, joined ones too."""
    bearers, qualities = lexicon.get("collectives", ()), lexicon.get("collective_words_before", ())
    who, which = _any(bearers), _any(qualities)
    return After(
        rf"(?:(?:{which}) ){{0,3}}(?:{who})\b(?:(?: and(?: {which})?)? (?:{who})\b)?(?!-)",
        [*bearers, *qualities],
        flags=re.IGNORECASE,
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
