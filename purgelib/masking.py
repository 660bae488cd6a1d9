"""Names of people at risk, phone numbers and mail addresses, taken out of what is shown.

The tables keep the words as they stand in the texts, for that is what they are for. Figures, exports and the page are
made from masked tables: a private person is `witness 1`, `witness 2` ... over the whole corpus.
"""

import re
import unicodedata
from collections.abc import Mapping, Set

import pandas as pd

DIGITS = re.compile(r"(?<![\w.,:/+-])[+(]{0,2}\d(?:[ \xa0().-]{0,2}\d){6,16}(?![\w-]|[.,:]\d)")  # +32 2 555 01 23
THOUSANDS = re.compile(r"\d{1,3}(?:[ \xa0.]\d{3})+")
DATE = re.compile(r"\d{4}-\d\d-\d\d|\d\d[.-]\d\d[.-]\d{4}|(?:1[89]|20)\d\d[ \xa0-](?:1[89]|20)\d\d")
MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
NAMES = ("name", "actor", "other", "target", "source", "speaker")  # columns whose cells name actors, parted by `; `
UNTOUCHED = ("row", "correction", "file", "document", "sentence", "count", "reaction", "mention", "quote", "reference")


def witnesses(actors: pd.DataFrame) -> dict[str, str]:
    """Private actor -> `witness 1`, ...; numbered by name, so that the same corpus gives the same numbers.

    A person of whom no more is known than what a private one is also called may be that one, and is private too.
    """
    private = actors["public"] == 0
    called = {alias for cell in actors.loc[private, "aliases"] for alias in cell.split("; ")}
    private |= (actors["type"] == "person") & actors["name"].isin(called)
    return {name: f"witness {number}" for number, name in enumerate(sorted(actors.loc[private, "name"]), 1)}


def spellings(actors: pd.DataFrame) -> dict[str, str]:
    """Every way to write the name of a private actor -> `witness 1`, ..."""
    names = witnesses(actors)
    aliases = {
        alias: names[row.name]
        for row in actors.itertuples()
        if row.name in names
        for alias in filter(None, row.aliases.split("; "))
    }
    return aliases | names


def masked(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables with no private name, phone number or mail address in any cell; the tables given stay as they are.

    What stands in a cell `text` is then no longer the words of the file: masked tables are for showing only.
    """
    actors = tables["actors"]
    shown = spellings(actors)
    others = shown.keys() & {*actors["name"]} - witnesses(actors).keys()
    return {name: _masked(table, shown, others) for name, table in tables.items()}


def _masked(table: pd.DataFrame, shown: Mapping[str, str], others: Set[str]) -> pd.DataFrame:
    """The table masked; where a cell names actors, `others` are none whom `shown` is about ("Jordan", the state)."""

    def masked_names(cell: str) -> str:
        return "; ".join(name if name in others else mask(name, shown) for name in cell.split("; "))

    columns = [key for key in table if key not in UNTOUCHED and pd.api.types.is_string_dtype(table[key])]
    how = {key: masked_names if key in NAMES else lambda cell: mask(cell, shown) for key in columns}
    changed = table.assign(**{key: list(map(how[key], table[key])) for key in columns})
    if "id" in table and "name" in table and shown:  # an actor's id is made from the name
        changed["id"] = [
            name.replace(" ", "-") if name in shown.values() else old
            for old, name in zip(table["id"], changed["name"], strict=True)
        ]
        changed.loc[changed["name"].isin(shown.values()), "aliases"] = ""
    slugs = _slugs({name: witness for name, witness in shown.items() if name not in others})
    for key in {"reaction", "correction", "row"} & set(table) if shown else ():
        changed[key] = [_masked_id(cell, slugs) for cell in table[key]]
    return changed.astype({key: table[key].dtype for key in table})


def _slugs(shown: Mapping[str, str]) -> dict[str, str]:
    """Each name as ids have it, and what stands there instead."""
    plain = {name: unicodedata.normalize("NFKD", name.casefold()) for name in shown}
    return {
        re.sub(r"\W+", "-", "".join(one for one in plain[name] if not unicodedata.combining(one))).strip("-"): (
            witness.replace(" ", "-")
        )
        for name, witness in shown.items()
    }


def _masked_id(cell: str, slugs: Mapping[str, str]) -> str:
    """The id with no name in it; file and part of the document stay."""
    parts = cell.split(":")
    return ":".join(slugs.get(part, part) if place > 1 else part for place, part in enumerate(parts))


def mask(text: str, shown: Mapping[str, str]) -> str:
    """The text with names, phone numbers and mail addresses replaced.

    >>> mask("Ask for Lena at +44 20 7946 0018 or lena@relief.example.", {"Lena": "witness 1"})
    'Ask for witness 1 at [phone number] or [mail address].'
    """
    if "@" in text:
        text = MAIL.sub("[mail address]", text)
    text = DIGITS.sub(lambda match: match[0] if _is_quantity(match[0]) else "[phone number]", text)
    if shown and any(name in text for name in shown):
        together = "|".join(map(re.escape, sorted(shown, key=len, reverse=True)))
        text = re.sub(rf"(?<!\w)(?:{together})(?!\w)", lambda match: shown[match[0]], text)
    return text


def _is_quantity(digits: str) -> bool:
    """Whether digits with spaces or dots between them are a number or a date, not a phone number."""
    if THOUSANDS.fullmatch(digits) or DATE.match(digits.lstrip("(")):
        return True
    if digits[0] in "+(":
        return False
    return len(re.findall(r"\d+", digits)) < 3 or sum(map(str.isdigit, digits)) < 8
