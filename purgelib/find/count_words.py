"""The words of `counts.toml`: what befalls people or what they do, made ready for the finder of counts."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from purgelib.find.frames import Frame, index_frames, read_frame
from purgelib.find.grammar import Grammar, read_grammar
from purgelib.find.stretches import word_ids
from purgelib.find.verb_forms import inflect, third

LISTS = ("befell", "did", "states", "nouns", "nouns_of", "nouns_after", "tolls", "frames")
ENTRY = re.compile(r"[^\W\d_][\w'’-]*(?: (?:~|[^\W\d_][\w'’-]*))*\Z")


class Verb(NamedTuple):
    """An entry of "befell" or "did": what its verb must be followed by, and what it then means."""

    category: str
    role: str
    particles: tuple[str, ...]
    later: tuple[str, ...] | None  # of these words one stands after the verb
    place: bool  # a name of a place will do for `later`
    negates: bool  # it must be negated: "could not be revived"
    begins: frozenset[str]  # of these words one stands where `later` finds something


class Noun(NamedTuple):
    """An entry of the lists of nouns, or of states."""

    category: str
    role: str  # of, after, both, state, toll
    rest: tuple[str, ...]  # the words after the first


class Words(NamedTuple):
    """The lexicon `counts.toml`, made ready for `find_counts`."""

    grammar: Grammar
    verbs: Mapping[str, tuple[Verb, ...]]  # by base form
    nouns: Mapping[str, tuple[Noun, ...]]  # by every form of the first word
    nouns_of: Mapping[str, tuple[Noun, ...]]  # those whose "of" leads to a number
    states: Mapping[str, Mapping[str, tuple[Noun, ...]]]  # by first word and the word that follows it, "" for any other
    tolls: Mapping[str, tuple[Noun, ...]]
    doers: frozenset[str]  # the verbs of "did"
    cues: frozenset[int]  # ids of every word that an entry begins with; a sentence without one has no count
    hedges: frozenset[str]
    hedged_that: frozenset[str]
    phrases: re.Pattern
    negated: frozenset[str]
    hoped: frozenset[str]
    conditions: frozenset[str]
    links: frozenset[str]
    toll_verbs: frozenset[str]
    standing: frozenset[str]
    tails: frozenset[str]
    causing: frozenset[str]
    holding: frozenset[str]
    stand_ins: frozenset[str]
    institutions: frozenset[str]
    frames: Mapping[str, tuple[Frame, ...]]  # by a word that they hold
    sparing: frozenset[str]
    human: frozenset[str]
    confirming: frozenset[str]
    present: frozenset[str]
    place_words: frozenset[str]
    passed: frozenset[str]
    occasions: frozenset[str]


def read_words(lexicon: Mapping[str, Any]) -> Words:
    """The words of `counts.toml` as `find_counts` wants them.

    Raises ValueError where a word stands under two categories, or where an entry can match nothing.
    """
    categories = {name: lists for name, lists in lexicon.get("categories", {}).items() if name != "replace"}
    doubt, grammar = lexicon.get("doubt", {}), lexicon.get("grammar", {})
    entries = list(_entries(categories))
    frames = [(category, entry) for category, role, entry in entries if role == "frames"]
    entries = [entry for entry in entries if entry[1] != "frames"]
    _check(entries)
    _check_frames(frames)
    frames += [("", entry) for entry in grammar.get("again", ())]
    framed = index_frames(frames)
    verbs: dict[str, list[Verb]] = {}
    nouns: dict[str, list[Noun]] = {}
    for category, role, entry in entries:
        if role in ("befell", "did"):
            base, verb = _read_verb(category, role, entry)
            verbs.setdefault(base, []).append(verb)
        else:
            for word, noun in _read_noun(category, role, entry):
                nouns.setdefault(word, []).append(noun)
    head = lambda entry: entry.removeprefix("not ").split(" ...")[0]  # noqa: E731
    verb_entries = [head(entry) for _, role, entry in entries if role in ("befell", "did")]
    first = lambda entry: _plain_verb(head(entry)).split(",")[0]  # noqa: E731
    done = {first(entry) for _, role, entry in entries if role == "befell"}
    active = {first(entry) for _, role, entry in entries if role == "did"} - done
    active |= {entry for _, role, entry in entries if role == "did" and entry == first(entry)}
    read = read_grammar(grammar, [_plain_verb(entry) for entry in verb_entries], doubt, active)
    forms = {form for entry in verb_entries for form in inflect(_plain_verb(entry))}
    bases = lambda words: frozenset(word.split(",")[0].strip() for word in words)  # noqa: E731
    by_word = {word: tuple(sorted(of, key=lambda n: -len(n.rest))) for word, of in nouns.items()}
    phrases = "|".join(re.escape(phrase) for phrase in doubt.get("phrases", ())) or r"(?!)"
    return Words(
        grammar=read,
        verbs={
            base: tuple(sorted(of, key=lambda v: (v.later is None, -len(v.particles)))) for base, of in verbs.items()
        },
        nouns=by_word,
        nouns_of=_of_roles(by_word, "of", "both"),
        states={word: _by_following(of) for word, of in _of_roles(by_word, "state").items()},
        tolls=_of_roles(by_word, "toll"),
        doers=frozenset(first(entry) for _, role, entry in entries if role == "did"),
        cues=word_ids(forms | set(framed) | {(word, *n.rest)[-1] for word, of in nouns.items() for n in of}),
        hedges=frozenset(doubt.get("hedge", ())),
        hedged_that=bases(doubt.get("hedged_that", ())),
        phrases=re.compile(rf"\b(?:{phrases})\b", re.IGNORECASE),
        negated=bases(doubt.get("negated", ())),
        hoped=bases(doubt.get("hoped", ())),
        conditions=frozenset(doubt.get("conditions", ())),
        links=bases(grammar.get("links", ())),
        toll_verbs=bases(grammar.get("toll_verbs", ())),
        standing=bases(grammar.get("standing", ())),
        tails=frozenset(grammar.get("tails", ())),
        causing=bases(grammar.get("causing", ())),
        stand_ins=frozenset(grammar.get("stand_ins", ())),
        holding=bases(grammar.get("holding", ())),
        institutions=frozenset(grammar.get("institutions", ())),
        frames=framed,
        sparing=bases(grammar.get("sparing", ())),
        human=bases(grammar.get("human", ())),
        confirming=bases(grammar.get("confirming", ())),
        present=frozenset(grammar.get("present", ())),
        place_words=frozenset(grammar.get("place_words", ())),
        passed=frozenset(grammar.get("passed", ())),
        occasions=frozenset(grammar.get("occasions", ())),
    )


def _entries(categories: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for category, lists in categories.items():
        if not isinstance(lists, Mapping):
            raise ValueError(
                f"counts.toml: categories.{category} is a {type(lists).__name__}; it must be a table of lists"
            )
        for role, entries in lists.items():
            if role == "replace":
                continue
            if role not in LISTS:
                raise ValueError(
                    f"counts.toml: categories.{category}.{role} is not known; there are {', '.join(LISTS)}"
                )
            for entry in entries:
                yield category, role, entry


def _check(entries: Iterable[tuple[str, str, str]]) -> None:
    """Raises ValueError for an entry that can match nothing or that two categories claim."""
    seen: dict[tuple[str, str], str] = {}
    for category, role, entry in entries:
        where = f"counts.toml: categories.{category}.{role}: {entry!r}"
        if not isinstance(entry, str) or not entry.strip():
            raise ValueError(f"{where} can match nothing: it is empty")
        head, dots, later = entry.partition(" ...")
        words = head.split(",")
        if role not in ("befell", "did") and (dots or len(words) > 1):
            raise ValueError(f"{where} can match nothing: only verbs have other forms or '...'")
        if len(words) not in (1, 3):
            raise ValueError(f"{where} can match nothing: an irregular verb has three forms, as in 'shoot, shot, shot'")
        if dots and (not later.strip() or "..." in later):
            raise ValueError(
                f"{where} can match nothing: after '...' stands what follows, as in 'take ... custody|hostage'"
            )
        for part in [*words, *(later.split("|") if dots else ())]:
            if not ENTRY.match(part.strip()):
                raise ValueError(f"{where} can match nothing: {part.strip()!r} is no word")
            if part.strip() != "PLACE" and part != part.lower():
                raise ValueError(f"{where} can match nothing: texts are compared in lower case")
        group = "verb" if role in ("befell", "did") else "state" if role == "states" else "noun"
        key = " ".join([words[0].strip(), *words[2:3][0].split()[1:]] if len(words) == 3 else [words[0].strip()])
        for alternative in later.split("|") if dots else [""]:
            other = seen.setdefault((group, f"{key} ... {alternative.strip()}"), category)
            if other != category:
                raise ValueError(f"counts.toml: {entry!r} stands under two categories, {other!r} and {category!r}")


def _check_frames(entries: Iterable[tuple[str, str]]) -> None:
    """Raises ValueError for a frame that can match nothing."""
    for category, entry in entries:
        try:
            read_frame(category, entry)
        except ValueError as error:
            where = f"counts.toml: categories.{category}.frames: {entry!r}"
            raise ValueError(f"{where} can match nothing: {error}") from None


def _plain_verb(entry: str) -> str:
    """The verb alone: "round" of "round up", "shoot, shot, shot" of "shoot, shot, shot dead"."""
    return ", ".join(part.split()[0] for part in entry.split(","))


def _read_verb(category: str, role: str, entry: str) -> tuple[str, Verb]:
    head, _, later = entry.removeprefix("not ").partition(" ...")
    particles = tuple(head.split(",")[-1].split()[1:])
    alternatives = [word.strip() for word in later.split("|") if word.strip()]
    firsts = {re.split(r"\W", word)[0] for word in alternatives}
    begins = frozenset(firsts | {f"{word}s" for word in firsts})
    words = tuple(word for word in alternatives if word != "PLACE") if alternatives else None
    return _plain_verb(head).split(",")[0], Verb(
        category, role, particles, words, "PLACE" in alternatives, entry.startswith("not "), begins
    )


def _of_roles(nouns: Mapping[str, tuple[Noun, ...]], *roles: str) -> dict[str, tuple[Noun, ...]]:
    chosen = {word: tuple(noun for noun in of if noun.role in roles) for word, of in nouns.items()}
    return {word: of for word, of in chosen.items() if of}


def _by_following(nouns: tuple[Noun, ...]) -> dict[str, tuple[Noun, ...]]:
    """Of the nouns with the same first word those that fit each word that may follow it."""
    loose = {(), ("~",)}
    following = {first for noun in nouns for first in noun.rest[:1]} | {""}
    return {word: tuple(noun for noun in nouns if noun.rest[:1] in {*loose, (word,)}) for word in following}


def _read_noun(category: str, role: str, entry: str) -> Iterator[tuple[str, Noun]]:
    first, *rest = entry.split()
    kind = {"nouns": "both", "nouns_of": "of", "nouns_after": "after", "states": "state", "tolls": "toll"}[role]
    yield first, Noun(category, kind, tuple(rest))
    if kind in ("both", "of") and not first.endswith("s"):
        yield third(first), Noun(category, kind, tuple(rest))
