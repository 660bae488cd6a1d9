"""Tables of words in a lexicon."""

from collections.abc import Mapping
from typing import Any


def by_word(table: Mapping[str, Any], what: str) -> dict[str, str]:
    """Each word with the key it stands under.

    Raises ValueError where a word stands under two.
    """
    found: dict[str, str] = {}
    for key, words in table.items():
        if key == "replace":
            continue
        for word in words:
            other = found.setdefault(word.casefold(), key)
            if other != key:
                raise ValueError(f"the {what} {word!r} stands under both {other!r} and {key!r}")
    return found
