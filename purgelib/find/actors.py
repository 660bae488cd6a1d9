"""One actor, one name over a corpus: rules and people's decisions merge, likeness only suggests.

A name is what `find.names` made of it within its document. Here the documents meet: spellings of one person by
different roads from another alphabet, a surname alone, an acronym whose long form only another document gives. What
`actors.csv` beside the corpus says goes before every rule.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple


class Suggestion(NamedTuple):
    """Two actors that may be one, for a person to accept or refuse."""

    actor: str
    other: str
    likeness: float  # 0 to 100
    reason: str
    mentions: int
    other_mentions: int
    documents: tuple[str, ...]  # where the other is named


Pair = frozenset[str]
INITIAL = re.compile(r"\w\.")

# How one sound of another alphabet is written in English, brought to one form; the order counts.
SPELLINGS = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (r"shch|sch|szcz", "sh"),
        (r"^ye|^je", "e"),
        (r"kh|ch(?=t)", "h"),
        (r"tch|tsch|cz", "ch"),
        (r"dzh|dj|dsch", "j"),
        (r"zh", "j"),
        (r"ks|x", "ks"),
        (r"ph", "f"),
        (r"ck|q|c(?=[aouklrst])", "k"),
        (r"w", "v"),
        (r"ff$", "v"),
        (r"ou|oo", "u"),
        (r"yu|iu|ju", "u"),
        (r"ya|ia|ja", "a"),
        (r"yo|io|jo", "o"),
        (r"(?<=[aeiou])y[eo]|(?<=[aeiou])i?e(?=v)", "e"),
        (r"ee|ei|ey|iy|ij|yi|ii|y|j(?=$)", "i"),
        (r"i+", "i"),
        (r"(?<=[aeou])i$", ""),
        (r"(.)\1", r"\1"),
        (r"['’`-]", ""),
    )
)


class Words(NamedTuple):
    """What tells little of an organisation, and how its name is spelt elsewhere."""

    general: frozenset[str]  # words that many bodies of a state share
    kinds: frozenset[str]  # which of them say what kind of body it is
    generic: frozenset[str]  # words that alone are no short form of one organisation
    spellings: tuple[tuple[str, str], ...]  # American form -> British form


def read_words(lexicon: Mapping) -> Words:
    """The lexicon of names as the linking of actors needs it."""
    links = lexicon.get("links", {})
    return Words(
        frozenset((*links.get("general", ()), *links.get("kinds", ()))),
        frozenset(links.get("kinds", ())),
        frozenset(links.get("generic", ())),
        tuple(links.get("spellings", {}).items()),
    )


@lru_cache(maxsize=1)
def shipped_words() -> Words:
    from purgelib.lexicons import read_lexicons

    return read_words(read_lexicons()["names"])


class Census:
    """Every name of a corpus as (actor, type, words), in the order in which they first occur, and how often.

    All that linking needs to know of other documents. It grows with the vocabulary, not with the mentions; the censuses
    of parts of a corpus, added in the order of the parts, give that of the whole.
    """

    def __init__(self, names: Iterable[tuple[str, str, str]] = ()):
        self.counts: Counter[tuple[str, str, str]] = Counter(names)

    def add(self, names: Mapping[tuple[str, str, str], int]) -> None:
        """Add how often each name occurs in a further part."""
        self.counts.update(names)


class Links:
    """The one name of each actor over a corpus, by what its census says and what people decided."""

    def __init__(self, census: Census, authority: Iterable[Mapping[str, str]] = (), words: Words | None = None):
        self.words = words or shipped_words()
        self.decided = Authority(authority)
        kinds: dict[str, Counter] = defaultdict(Counter)  # actor -> how often of each type
        for (actor, kind, _), times in census.counts.items():
            kinds[actor][kind] += times
        types = {actor: counted.most_common(1)[0][0] for actor, counted in kinds.items()}
        self.one = Merged({actor: counted.total() for actor, counted in kinds.items()}, self.decided)
        _merge_people(self.one, [actor for actor, kind in types.items() if kind == "person" and " " in actor])
        demonyms = {
            said.split()[0]
            for actor, kind, said in census.counts
            if kind == "state" and said.split() and said.split()[:1] != actor.split()[:1]
        }
        bodies = [actor for actor, kind in types.items() if kind not in ("person", "state")]
        _merge_organisations(self.one, bodies, demonyms, self.words)
        self.lone = LonePeople(self.one, types)
        self.short = _short_forms(census, types, self.words)
        self.bodies = _bodies_by_stem(census, self.words)

    def of_document(self, names: Iterable[tuple[str, str]]) -> dict[str, str]:
        """Actor as one document names it -> the actor's one name; `names` are (actor, type) of all its mentions."""
        names = dict.fromkeys(names)
        states = _states_of(names, self.words)
        links: dict[str, str] = {}
        for actor, kind in names:
            if actor in links:
                continue
            name = self.decided.of(actor)
            if name is None and kind == "person" and " " not in actor:
                name = self.lone.of(actor)
            if name is None and kind not in ("person", "state"):
                government = (actor, "government") in names
                name = (self._body(actor, states) if government else None) or self.short.get(actor)
            links[actor] = self.decided.of(name or self.one.of(actor)) or name or self.one.of(actor)
        return links

    def _body(self, actor: str, states: Mapping[str, set[str]]) -> str | None:
        """The name of one body of a state that differs from others in general words: `Investigation Agency`,
        `Investigative Committee of Kenya`.

        A name that says no state joins only where its document, whose `states` these are, has one such body.
        """
        if not (stem := _stem(actor, self.words)):
            return None
        here = states.get(stem, set())
        state = _state(actor) or (next(iter(here)) if len(here) == 1 else "")
        choices = self.bodies.get((stem, state), set()) if state else set()
        if len(choices) + (0 if _state(actor) else 1) < 2:
            return None
        if any(self.decided.forbids(actor, choice) for choice in choices):
            return None
        return min(choices, key=lambda name: (-self.one.total.get(name, 0), len(name), name))


def link_actors(
    names: Iterable[tuple[str, str, str, str]],
    authority: Iterable[Mapping[str, str]] = (),
    words: Words | None = None,
) -> dict[tuple[str, str], str]:
    """(document, actor as named there) -> the actor's one name over the corpus, for every name that changes or not.

    `names` are (document, actor, type, words) of each mention; `authority` the rows of actors.csv.

    >>> link_actors([("a", "Tatiana Orlova", "person", "Tatiana Orlova"), ("b", "Tatyana Orlova", "person", "Orlova"),
    ...              ("b", "Tatyana Orlova", "person", "Orlova"), ("c", "Orlova", "person", "Orlova")])["c", "Orlova"]
    'Tatyana Orlova'
    """
    by_document: dict[str, list[tuple[str, str]]] = defaultdict(list)
    census = Census()
    for document, actor, kind, said in names:
        by_document[document].append((actor, kind))
        census.counts[actor, kind, said] += 1
    links = Links(census, authority, words)
    return {
        (document, actor): name
        for document, named in by_document.items()
        for actor, name in links.of_document(named).items()
    }


class Authority:
    """What people decided in actors.csv: names of actors, what is the same and what is not."""

    def __init__(self, rows: Iterable[Mapping[str, str]]):
        self.names: dict[str, str] = {}
        self.apart: set[Pair] = set()
        for row in rows:
            actor = (row.get("actor") or "").strip()
            if not actor:
                continue
            for alias in (actor, *_listed(row.get("aliases")), *_listed(row.get("same_as"))):
                self.names.setdefault(alias.casefold(), actor)
            for other in _listed(row.get("not_same_as")):
                self.apart.add(frozenset((actor.casefold(), other.casefold())))

    def of(self, actor: str) -> str | None:
        return self.names.get(actor.casefold())

    def forbids(self, one: str, other: str) -> bool:
        if frozenset((one.casefold(), other.casefold())) in self.apart:
            return True
        a, b = self.of(one), self.of(other)
        if a is None and b is None:
            return False
        a, b = a or one, b or other
        return frozenset((a.casefold(), b.casefold())) in self.apart or (
            (a != one or b != other) and None not in (self.of(one), self.of(other)) and a != b
        )


class Merged:
    """Groups of names that are one actor; the name most often used, then the longest, stands for the group."""

    def __init__(self, total: Mapping[str, int], decided: Authority):
        self.total, self.decided = total, decided
        self.group: dict[str, set[str]] = {}

    def join(self, one: str, other: str) -> None:
        a, b = self.group.get(one, {one}), self.group.get(other, {other})
        if a is b or any(self.decided.forbids(x, y) for x in a for y in b):
            return
        joined = a | b
        for name in joined:
            self.group[name] = joined

    def of(self, actor: str) -> str:
        group = self.group.get(actor)
        if not group:
            return actor
        return min(group, key=lambda name: (-self.total.get(name, 0), -len(name), name))


def _merge_people(one: Merged, people: list[str]) -> None:
    # What `same_person` takes for one person has one surname and one given name, but for the order of its letters.
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for person in people:
        parts = person.split()
        given = next((part for part in parts if not INITIAL.fullmatch(part)), "")
        alike[_surname(parts[-1]), "".join(sorted(_given(given)))].append(person)
    for bearers in alike.values():
        bearers.sort()
        for k, first in enumerate(bearers):
            for second in bearers[k + 1 :]:
                if same_person(first, second):
                    one.join(first, second)


def same_person(one: str, other: str) -> bool:
    """Whether two full names are spellings of one person's name, by rule.

    >>> same_person("Ekaterina Sokirianskaia", "Yekaterina Sokiryanskaya")
    True
    >>> same_person("David N. Kaye", "David Kaye"), same_person("Valdimir Orlov", "Vladimir Orlov")
    (True, True)
    >>> same_person("Ana Paz", "Eva Paz")
    False
    """
    a, b = ([part for part in name.split() if not INITIAL.fullmatch(part)] for name in (one, other))
    if not a or not b or _surname(a[-1]) != _surname(b[-1]):
        return False
    first, second = _given(a[0]), _given(b[0])
    if first == second:
        middle = [[_given(part) for part in name[1:-1]] for name in (a, b)]
        return not middle[0] or not middle[1] or set(middle[0]) <= set(middle[1]) or set(middle[1]) <= set(middle[0])
    if len(a) == 1 or len(b) == 1:
        return False
    slip = len(first) == len(second) > 4 and sorted(first) == sorted(second) and first[0] == second[0]
    return slip and a[1:] == b[1:]


@lru_cache(maxsize=100_000)
def spelling(word: str) -> str:
    """The word without what differs between ways of writing it in English letters.

    >>> spelling("Sokirianskaia") == spelling("Sokiryanskaya"), spelling("Maksim") == spelling("Maxim")
    (True, True)
    """
    word = unicodedata.normalize("NFKD", word.casefold())
    word = (
        "".join(letter for letter in word if not unicodedata.combining(letter))
        .replace("ł", "l")
        .replace("ø", "o")
        .replace("ı", "i")
    )
    for pattern, form in SPELLINGS:
        word = pattern.sub(form, word)
    return word


def _surname(word: str) -> str:
    return spelling(word)


def _given(word: str) -> str:
    return spelling(word)


class LonePeople:
    """Whom a surname alone means: the only person who has just this surname, else the only one who is spelt so."""

    def __init__(self, one: Merged, types: Mapping[str, str]):
        self.exact: dict[str, set[str]] = defaultdict(set)
        self.spelt: dict[str, set[str]] = defaultdict(set)
        for actor, kind in types.items():
            if kind == "person" and " " in actor:
                surname = actor.split()[-1]
                self.exact[surname].add(one.of(actor))
                self.spelt[_surname(surname)].add(one.of(actor))

    def of(self, surname: str) -> str | None:
        bearers = self.exact.get(surname) or self.spelt.get(_surname(surname), ())
        return next(iter(bearers)) if len(bearers) == 1 else None


def _merge_organisations(one: Merged, actors: list[str], demonyms: set[str], words: Words) -> None:
    """Spellings of one name; a name without its demonym, where one alone has it: `Kenyan Bar Union`, `Bar Union`."""
    by_key: dict[str, list[str]] = defaultdict(list)
    for actor in actors:
        by_key[organisation_key(actor, words)].append(actor)
    for same in by_key.values():
        for other in same[1:]:
            one.join(same[0], other)
    led: dict[str, list[str]] = defaultdict(list)
    for actor in actors:
        first, _, rest = actor.partition(" ")
        if first in demonyms and " " in rest:
            led[organisation_key(rest, words)].append(actor)
    for key, longer in led.items():
        if key in by_key and len({one.of(actor) for actor in longer}) == 1:
            one.join(longer[0], by_key[key][0])


def organisation_key(name: str, words: Words | None = None) -> str:
    """What spellings of one organisation's name have in common.

    >>> organisation_key("The Open Hands Organization") == organisation_key("Open Hands Organisation")
    True
    """
    key = (
        f" {name.casefold()} ".replace("’", "'")
        .replace("&", "and")
        .replace("+", "")
        .replace("\u00a0", " ")
        .removeprefix(" the")
    )
    for american, british in (words or shipped_words()).spellings:
        key = key.replace(f" {american} ", f" {british} ")
    return re.sub(r"[^\w/]+", " ", key).strip()


def _short_forms(census: Census, types: Mapping[str, str], words: Words) -> dict[str, str]:
    """An acronym or single word -> the one organisation that any document of the corpus calls so."""
    means: dict[str, set[str]] = defaultdict(set)
    for actor, kind, said in census.counts:
        if kind not in ("person", "state") and " " not in said and " " in actor and said not in words.generic:
            means[said].add(actor)
    return {
        said: next(iter(actors))
        for said, actors in means.items()
        if len(actors) == 1 and types.get(said) not in (None, "person", "state")
    }


def _bodies_by_stem(census: Census, words: Words) -> dict[tuple[str, str], set[str]]:
    """(What tells a body from others of its state, the state or "") -> the names of such bodies."""
    bodies: dict[tuple[str, str], set[str]] = defaultdict(set)
    for actor, kind, _ in census.counts:
        if kind == "government" and (stem := _stem(actor, words)):
            bodies[stem, _state(actor)].add(actor)
    return bodies


def _states_of(names: Iterable[tuple[str, str]], words: Words) -> dict[str, set[str]]:
    """Of one document: what tells a body from others -> the states whose bodies it names so."""
    states: dict[str, set[str]] = defaultdict(set)
    for actor, kind in names:
        if kind == "government" and _state(actor) and (stem := _stem(actor, words)):
            states[stem].add(_state(actor))
    return states


def _state(actor: str) -> str:
    return actor.rsplit(" of ", 1)[1] if " of " in actor else ""


def _stem(actor: str, words: Words) -> str:
    """The one word that tells a body from others of its state, without its ending; "" where there is not just one."""
    special = [word for word in actor.rsplit(" of ", 1)[0].casefold().split() if word not in words.general]
    kinds = [word for word in actor.casefold().split() if word in words.kinds]
    if len(special) != 1 or not kinds or len(special[0]) < 8:
        return ""
    return special[0][:8]


def suggest_aliases(
    names: Iterable[tuple[str, str, str, str]],
    authority: Iterable[Mapping[str, str]] = (),
    words: Words | None = None,
    *,
    at_least: float = 85,
) -> list[Suggestion]:
    """Pairs of actors that look alike and that nobody has decided on, the most alike first.

    >>> suggest_aliases([("a", "Ifeoma Eze", "person", "Eze"), ("b", "Ifoma Eze", "person", "Eze")])[0].reason
    'the names are spelt alike'
    """
    from rapidfuzz import fuzz

    names, rows = list(names), list(authority)
    decided, links = Authority(rows), link_actors(names, rows, words)
    mentions: Counter = Counter()
    documents: dict[str, set[str]] = defaultdict(set)
    kinds: dict[str, str] = {}
    for document, actor, kind, *_ in names:
        canonical = links[document, actor]
        mentions[canonical] += 1
        documents[canonical].add(document)
        kinds.setdefault(canonical, kind)
    by_start: dict[tuple[str, str], set[str]] = defaultdict(set)
    for actor in mentions:
        group = "person" if kinds[actor] == "person" else "body"
        for word in actor.split():
            by_start[group, word[:3].casefold()].add(actor)
    pairs = {
        frozenset((a, b)) for group in by_start.values() if len(group) < 400 for a in group for b in group if a < b
    }
    result = []
    for pair in pairs:
        actor, other = sorted(pair, key=lambda name: (-mentions[name], name))
        if decided.forbids(actor, other) or (decided.of(actor) and decided.of(actor) == decided.of(other)):
            continue
        likeness = fuzz.token_sort_ratio(actor, other)
        if _acronym(actor) == other or _acronym(other) == actor:
            likeness, reason = 100.0, "one is the other's initials"
        elif kinds[actor] == "person" and other == actor.split()[-1]:
            likeness, reason = 90.0, "the surname alone, and several have it"
        else:
            reason = "the names are spelt alike"
        if likeness >= at_least:
            result.append(
                Suggestion(
                    actor,
                    other,
                    round(likeness, 1),
                    reason,
                    mentions[actor],
                    mentions[other],
                    tuple(sorted(documents[other])),
                )
            )
    return sorted(result, key=lambda s: (-s.likeness, s.actor, s.other))


def _acronym(name: str) -> str:
    words = [word for word in re.split(r"[\s-]+", name) if word[:1].isupper()]
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _listed(cell: str | None) -> list[str]:
    return [part.strip() for part in (cell or "").split(";") if part.strip()]
