"""The forms of English verbs: "shoot, shot, shot" and what regular ones do."""

from collections.abc import Iterable
from typing import NamedTuple

VOWELS = "aeiou"


class Form(NamedTuple):
    """A form of a verb: its base and what it may be, of b(ase), s, (past) d, (participle) n, (in)g."""

    base: str
    kinds: str


def inflect(entry: str) -> dict[str, Form]:
    """Every form of a verb, from its base form or "base, past, participle".

    >>> sorted(inflect("die"))
    ['die', 'died', 'dies', 'dying']
    """
    base, *irregular = [part.strip() for part in entry.split(",")]
    past, participle = irregular if len(irregular) == 2 else (regular_past(base),) * 2
    forms: dict[str, str] = {}
    shapes = [(base, "b"), (third(base), "s"), (past, "d"), (participle, "n"), (gerund(base, past), "g")]
    if not irregular and base[-1:] == "l" and base[-2:-1] in set(VOWELS) and base[-3:-2] not in set(VOWELS):
        shapes += [(base + "led", "dn"), (base + "ling", "g")]  # "counselled" beside "counseled"
    for word, kind in shapes:
        forms[word] = forms.get(word, "") + kind
    return {word: Form(base, kinds) for word, kinds in forms.items()}


def _doubles(base: str) -> bool:
    """Whether the last letter doubles: "grab", not "join" or "visit"."""
    return (
        len(base) > 2 and base[-1] not in "aeiouwxy" and base[-2] in VOWELS and base[-3] not in VOWELS
        and sum(letter in VOWELS for letter in base) == 1
    )  # fmt: skip


def regular_past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        return base[:-1] + "ied"
    return base + (base[-1] if _doubles(base) else "") + "ed"


def third(base: str) -> str:
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def gerund(base: str, past: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    doubled = _doubles(base) or past.startswith(base + base[-1])
    return base + (base[-1] if doubled else "") + "ing"


def bases(entries: Iterable[str]) -> frozenset[str]:
    """The base forms of verb entries."""
    return frozenset(entry.split(",")[0].strip() for entry in entries)
