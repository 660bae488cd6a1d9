"""The words of one finder, read from its lexicon; what a corpus put there that cannot be read is told in a sentence."""

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from purgelib.lexicons import SHIPPED

KINDS = {dict: "a table", list: "a list", str: "a word in quotes", int: "a whole number"}
MADE = ("actors",)  # put beside the words by the software


def finder_words(name: str, lexicon: Mapping[str, Any], read: Callable[[Mapping[str, Any]], Any]) -> Any:
    """What `read` makes of a lexicon of that name.

    Raises ValueError where a value is of another kind than the shipped one, no word, or missing though needed.

    >>> finder_words("private", {"protects": [["asylum"]]}, dict)
    Traceback (most recent call last):
    ...
    ValueError: lexicons/private.toml: protects holds ['asylum'], which is neither a word in quotes nor a whole number
    """
    _check(name, (), lexicon, _shipped(name))
    try:
        return read(lexicon)
    except KeyError as error:
        raise ValueError(
            f"lexicons/{name}.toml: {error.args[0]} is missing; what takes a table's place has all of it"
        ) from error
    except (AttributeError, IndexError, TypeError) as error:
        raise ValueError(f"lexicons/{name}.toml: is not built as the shipped one: {error}") from error


@cache
def _shipped(name: str) -> dict[str, Any]:
    return tomllib.loads((SHIPPED / f"{name}.toml").read_text(encoding="utf-8"))


def _check(name: str, above: tuple[str, ...], own: Mapping[str, Any], shipped: Mapping[str, Any]) -> None:
    for key, value in own.items():
        place = f"lexicons/{name}.toml: {'.'.join((*above, key))}"
        like = shipped.get(key)
        if (not above and key in MADE) or (key == "replace" and value is True):
            continue
        if type(value) not in KINDS or (like is not None and type(value) is not type(like)):
            wanted = KINDS[dict] + ", a list, or a word in quotes" if like is None else KINDS[type(like)]
            raise ValueError(f"{place} is {str(value)[:60]!r}, not {wanted}")
        if isinstance(value, dict):
            _check(name, (*above, key), value, like or {})
        for word in value if isinstance(value, list) else ():
            if type(word) not in (str, int) or not str(word).strip():
                raise ValueError(f"{place} holds {word!r}, which is neither a word in quotes nor a whole number")
