"""One name for one who gives a number: spellings, outlets in another script, persons and the bodies they speak for."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from purgelib.origins.words import Words, shipped

UNNAMED = "unnamed"
LONGEST_CREDIT = 120
ENDS = (".", "!", "?", "”", '"')  # a whole sentence is no credit
MOST = 120  # characters between a person and the body that a text ties her to
AFTER = re.compile(
    r"(?:,?\s+(?:an?\s+|the\s+)?(?P<post>[\w’'/ -]{2,80}?)\s+(?:of|for|at|from|with|in)|\s+(?:of|from|at))"
    r"\s+(?:the\s+)?"
)
BEFORE = re.compile(r"(?:[’']s?)?,?\s+(?P<post>(?:[\w-]+\s+){0,5})")
ARTICLE = re.compile(r"^(?:the|its|his|her|their|a|an|some|several|unnamed)\s+", re.I)


class Tie(NamedTuple):
    """The body that a person speaks for, with the words that say so."""

    body: str
    file: str
    start: int
    end: int
    text: str


def name_reader(
    actors: pd.DataFrame, outlets: Iterable[str] = (), *, words: Words | None = None
) -> Callable[[str], str]:
    """A function from a name as written to the canonical name of an actor or outlet, or to itself where none is known.

    A surname behind which a comma and given names stand is turned round, Cyrillic letters are read as Latin ones.
    """
    words = words or shipped()
    known = {_plain(alias): row.name for row in actors.itertuples() for alias in row.aliases.split("; ") if alias}
    known |= {_plain(name): name for name in actors["name"]}
    spelt = {known.get(_plain(outlet), outlet): outlet for outlet in outlets if outlet}
    known = {plain: spelt.get(name, name) for plain, name in known.items()} | {
        _plain(one): one for one in outlets if one
    }

    def of(name: str) -> str:
        surname, comma, given = name.partition(", ")
        turned = f"{given} {surname}" if comma and given and "," not in given else name
        latin = "".join(words.letters.get(ord(letter), letter) for letter in name.casefold())
        for spelling in (name, turned, latin):
            if _plain(spelling) in known:
                return known[_plain(spelling)]
        return turned

    return of


def _plain(name: str) -> str:
    return " ".join(name.casefold().removeprefix("the ").split())


def is_name(words: str) -> bool:
    """Whether words that tell whom somebody cites hold a name: `the Harbour Post`, but not `its sources in Tarn`.

    >>> is_name("the Harbour Post"), is_name("its sources in the Tarn police"), is_name("Civil society groups")
    (True, False, False)
    """
    rest = ARTICLE.sub("", words.strip()).split()
    return bool(rest) and rest[0][:1].isupper() and all(word[:1].isupper() or len(word) < 4 for word in rest)


def ties(
    mentions: pd.DataFrame, sentences: pd.DataFrame, actors: pd.DataFrame, words: Words | None = None
) -> dict[str, Tie]:
    """Person -> the body for which the texts say that she speaks; by a post, beside the name."""
    words = words or shipped()
    types = dict(zip(actors["name"], actors["type"], strict=True))
    text = {row.sentence: (row.start, row.text) for row in sentences.itertuples()}
    inside = defaultdict(list)
    for row in mentions.sort_values(["file", "start"], kind="stable").itertuples():
        inside[row.sentence].append(row)
    found: dict[str, Tie] = {}
    for sentence, named in inside.items():
        for one, other in pairwise(named):
            if other.start - one.end > MOST or sentence not in text:
                continue
            begin, whole = text[sentence]
            between = whole[one.end - begin : other.start - begin]
            person, body, pattern = (one, other, AFTER) if types.get(one.actor) == "person" else (other, one, BEFORE)
            if (
                types.get(person.actor) != "person"
                or person.actor in found
                or not _ties(between, pattern, types.get(body.actor, ""), words)
            ):
                continue
            words_of = whole[one.start - begin : other.end - begin]
            found[person.actor] = Tie(body.actor, one.file, one.start, other.end, words_of)
    return found


def _ties(between: str, pattern: re.Pattern, body_type: str, words: Words) -> bool:
    match = pattern.fullmatch(between)
    if not match:
        return False
    if match["post"] is None:  # `Ada Marsh of the Red Oar`
        return body_type in ("ngo", "media", "government", "igo", "court", "party")
    post = match["post"].strip()
    if body_type in ("ngo", "media"):
        return bool(words.posts.search(post)) or (not post and between.strip() in ("’s", "'s"))
    return body_type in ("government", "igo", "court", "party") and bool(words.spokes.search(post))


def root_kind(
    name: str, evidence: str, actor_type: str = "", *, private: bool = False, words: Words | None = None
) -> str:
    """What kind of root somebody is, by the words of the credit and by what is known of the actor.

    >>> root_kind("unnamed", "a witness")
    'witness'
    >>> root_kind("Miners Union", "the Miners Union", "ngo")
    'own casework'
    """
    words = words or shipped()
    if private:
        return "witness"
    said = name if len(evidence) > LONGEST_CREDIT or evidence.endswith(ENDS) else f"{name} {evidence}"
    first = next((kind for kind, pattern in words.kinds.items() if pattern.search(said)), "")
    if name == UNNAMED or not is_name(name):
        return first or "anonymous"
    if actor_type in words.types:
        return first if first == "leak" else words.types[actor_type]
    if actor_type == "person":
        return "unknown" if first == "anonymous" else first or "unknown"
    if actor_type == "media" or first == "leak":
        return first if first == "leak" else "unknown"
    return next((kind for kind, pattern in words.bodies.items() if pattern.search(name)), first or "unknown")


def own_part(credit: str, name: str) -> str:
    """Of a credit for several, the part that names this one.

    >>> own_part("witnesses and reports in the Harbour Post", "Harbour Post")
    'reports in the Harbour Post'
    """
    parts = re.split(r",|;|\band\b", credit)
    last = name.split()[-1] if name.split() else name
    return next((part.strip() for part in parts if last in part), credit)


def offices(
    mentions: pd.DataFrame, sentences: pd.DataFrame, actors: pd.DataFrame, words: Words | None = None
) -> Mapping[str, str]:
    """Person -> kind of root that the words right beside the name make her: `the mayor of Tarn, Ina Holt`."""
    words = words or shipped()
    persons = set(actors.loc[actors["type"].eq("person"), "name"])
    text = {row.sentence: (row.start, row.text) for row in sentences.itertuples()}
    found: dict[str, str] = {}
    for row in mentions.itertuples():
        if row.actor not in persons or row.actor in found or row.sentence not in text:
            continue
        begin, whole = text[row.sentence]
        at, end = row.start - begin, row.end - begin
        before = re.split(r"[.;:“”\"]", whole[max(0, at - 50) : at])[-1]
        after = re.match(r",\s[^,.;:“”\"]{3,60}", whole[end : end + 64])
        beside = f"{before} {after[0] if after else ''}"
        kind = next((kind for kind in ("own casework", "official") if words.kinds[kind].search(beside)), "")
        if kind:
            found[row.actor] = kind
    return found
