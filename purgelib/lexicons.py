"""The words of the finders: the shipped ones, with what a corpus adds or puts in their place.

A lexicon is a TOML file; its tables hold lists of words. A file of the same name beside a corpus adds to the lists,
or takes the place of a table that says `replace = true`. Two lists that join have each word once.
"""

import csv
import difflib
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

SHIPPED = resources.files("purgelib") / "lexicons"

# Lexicons that tables are asked with, when they are made already: a run keeps what a corpus adds to these.
LATER = ("numbers.toml", "origins.toml", "stances.toml")

# Tables in which a corpus may name new entries: a category of counts, a type of reaction, a spelling.
OPEN = frozenset(
    {
        ("counts", "categories"),
        ("reactions", "types"),
        ("numbers", "conventions"),
        ("names", "links", "spellings"),
        ("origins", "letters"),
    }
)


def read_lexicons(additions: Mapping[str, str] | None = None) -> dict[str, dict]:
    """Every lexicon by name, parsed; `additions` are texts of TOML files by file name.

    Raises ValueError where an addition is no TOML, names a lexicon or a table that does not exist, or takes away one
    that is needed.

    >>> sorted(read_lexicons())[:2]
    ['attribution', 'counts']
    """
    lexicons = {
        path.name.removesuffix(".toml"): tomllib.loads(path.read_text(encoding="utf-8"))
        for path in SHIPPED.iterdir()
        if path.name.endswith(".toml")
    }
    lexicons.setdefault("names", {})["actors"] = read_actors()
    for file, text in sorted((additions or {}).items()):
        name = file.removesuffix(".toml")
        if name not in lexicons:
            raise ValueError(f"lexicons/{file}: there is no such lexicon; {nearest(name, lexicons)}")
        try:
            added = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise ValueError(f"lexicons/{file}: is not TOML: {error}") from error
        shipped, lexicons[name] = lexicons[name], joined(lexicons[name], added, where=(name,))
        if name in ("origins", "stances"):  # the finders say themselves what they lack
            _check_whole(shipped, lexicons[name], where=(name,))
    return lexicons


def _check_whole(shipped: dict, own: dict, *, where: tuple[str, ...]) -> None:
    """Raises ValueError where the words are no lists of words, or a table is lost by which the software asks."""
    for key in (key for key, value in shipped.items() if isinstance(value, dict | list) and key not in own):
        lost = ".".join((*where[1:], key))
        raise ValueError(f"lexicons/{where[0]}.toml: {lost} is missing; what takes a table's place has all of it")
    for key, value in own.items():
        place = f"lexicons/{where[0]}.toml: {'.'.join((*where[1:], key))}"
        if isinstance(value, dict) and isinstance(shipped.get(key), dict):
            _check_whole(shipped[key], value, where=(*where, key))
        elif isinstance(shipped.get(key, next(iter(shipped.values()))), list):  # a key of one's own is like the others
            if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
                raise ValueError(f"{place} is no list of words in quotes")
        elif not isinstance(value, str):
            raise ValueError(f"{place} is no word in quotes")
        if where == ("origins", "letters") and len(key) != 1:
            raise ValueError(f"{place} is no single letter")


def read_actors() -> list[dict[str, str]]:
    """The actors known everywhere, one row each, from the lists in lexicons/actors/."""
    folder = SHIPPED / "actors"
    if not folder.is_dir():
        return []
    return [
        row
        for path in sorted(folder.iterdir(), key=lambda path: path.name)
        if path.name.endswith(".csv")
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    ]


def joined(shipped: dict, added: dict, *, where: tuple[str, ...]) -> dict:
    """The shipped table with the corpus's words added; neither is changed.

    >>> joined({"verbs": ["said"]}, {"verbs": ["quoth", "said"]}, where=("attribution",))
    {'verbs': ['said', 'quoth']}
    """
    if added.get("replace") is True:
        return {key: value for key, value in added.items() if key != "replace"}
    result = dict(shipped)
    for key, value in added.items():
        if key not in shipped and where not in OPEN:
            place = ".".join((*where[1:], key))
            raise ValueError(f"lexicons/{where[0]}.toml: {place} is not known; {nearest(key, shipped)}")
        result[key] = _together(shipped.get(key), value, where=(*where, key))
    return result


def _together(shipped: Any, added: Any, *, where: tuple[str, ...]) -> Any:
    if isinstance(shipped, dict) and isinstance(added, dict):
        return joined(shipped, added, where=where)
    if isinstance(shipped, list) and isinstance(added, list):
        return [*shipped, *(word for word in added if word not in shipped)]
    if shipped is not None and type(shipped) is not type(added):
        name, place = where[0], ".".join(where[1:])
        raise ValueError(f"lexicons/{name}.toml: {place} is a {type(added).__name__}, not a {type(shipped).__name__}")
    return added


def nearest(name: str, known: Mapping[str, Any] | list[str]) -> str:
    """What to write instead of a name that is not known, as the end of a sentence.

    >>> nearest("cuonts", ["counts", "names"])
    'did you mean counts?'
    """
    if close := difflib.get_close_matches(name, list(known), n=1):
        return f"did you mean {close[0]}?"
    return f"there are {', '.join(sorted(known))}"


@lru_cache(maxsize=1)
def read_crosswalk() -> dict[str, dict[str, str]]:
    """The types of reaction in the vocabularies of others: type -> plover, cameo, huridocs."""
    path = SHIPPED / "crosswalk.csv"
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines()) if path.is_file() else ()
    return {row["type"]: {key: row[key] for key in ("plover", "cameo", "huridocs")} for row in rows}
