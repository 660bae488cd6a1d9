"""What changed between two runs, count by count and reaction by reaction, and why.

A row is found again by its sentence: first by what the row is about, then, where a sentence has rows left on both
sides, as a row that changed. Where the rows stand in their files does not matter, for a new paragraph
moves them all.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import pandas as pd
from rapidfuzz import fuzz

from purgelib.masking import mask, witnesses

SAME = {"counts": ("text", "category"), "reactions": ("actor", "type")}  # what makes two rows of a sentence one
PLACES = ("start", "end", "cue_start", "cue_end", "source_start", "source_end", "sentence", "document")
ALIKE = 75  # per cent of the letters that an edited sentence shares with what it was
REASONS = {"texts": "text", "decisions": "table of decisions", "lexicons": "word list"}
SOFTWARE = {"purgelib": "purgelib", "python": "Python", "code": "the code of purgelib"}


class Change(NamedTuple):
    """A row that one run has and the other has not, or has otherwise."""

    table: str
    kind: str  # added, gone or changed
    file: str
    sentence: str
    row: str  # what the row is about, in short
    columns: tuple[tuple[str, str, str], ...]  # (column, before, after) of a changed row
    by_hand: bool = False  # whether a correction does it that was made, or taken back, between the runs


def changes(before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame], table: str) -> list[Change]:
    """Every row of a table that was added, is gone or changed, file by file."""
    left, right = _by_sentence(before, table), _by_sentence(after, table)
    found = []
    gone: dict[str, list[dict]] = defaultdict(list)
    added: dict[str, list[dict]] = defaultdict(list)
    subject, sort = SAME[table]
    for place in sorted(left.keys() | right.keys()):
        old, new = left.get(place, []), right.get(place, [])
        pairs = _paired(old, new, lambda one, other: one[subject] == other[subject] and one[sort] == other[sort])
        pairs += _paired(old, new, lambda one, other: one[subject] == other[subject])
        pairs += _paired(old, new, lambda one, other: one[sort] == other[sort])
        found += [_changed(one, other, table) for one, other in pairs]
        gone[place[0]] += old
        added[place[0]] += new
    for file in sorted(gone.keys() | added.keys()):
        pairs = _paired(gone[file], added[file], lambda one, other: one[sort] == other[sort] and _is_edited(one, other))
        found += [_changed(one, other, table) for one, other in pairs]
        for kind, rows, others in (("gone", gone, after), ("added", added, before)):
            dropped = _dropped(others, table)
            found += [
                Change(table, kind, file, row["words"], _in_short(row, table), (), _is_by_hand(row, table, dropped))
                for row in rows[file]
            ]
    return sorted((one for one in found if one.kind != "changed" or one.columns), key=lambda one: one.file)


def _dropped(tables: Mapping[str, pd.DataFrame], table: str) -> set[str]:
    """The rows of a table that a person dropped in a run."""
    made = tables["corrections"]
    return set(made.loc[made["action"].eq("drop") & made["table"].eq(table), "row"])


def _is_by_hand(row: Mapping[str, Any], table: str, dropped: set[str]) -> bool:
    """Whether a person added a row that only one run has, or dropped it in the other."""
    return row["corrected"].startswith("added: ") or row[table.removesuffix("s")] in dropped


def _is_edited(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether the sentences of two rows are so alike that one is the other, edited."""
    return fuzz.ratio(one["words"], other["words"]) >= ALIKE


def _by_sentence(tables: Mapping[str, pd.DataFrame], table: str) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """The rows of each sentence of each file, with its words as `words`."""
    words = dict(zip(tables["sentences"]["sentence"], tables["sentences"]["text"], strict=True))
    rows = defaultdict(list)
    found = tables[table].astype(object)
    for row in found.where(found.notna(), "").to_dict("records"):
        row["words"] = words.get(row["sentence"], "")
        rows[row["file"], row["words"]].append(row)
    return rows


def _paired(old: list[dict], new: list[dict], alike: Callable[[dict, dict], bool]) -> list[tuple[dict, dict]]:
    """Rows of both that are alike, taken out of both."""
    pairs = []
    for one in list(old):
        other = next((row for row in new if alike(one, row)), None)
        if other is not None:
            pairs.append((one, other))
            old.remove(one)
            new.remove(other)
    return pairs


def _changed(one: Mapping[str, Any], other: Mapping[str, Any], table: str) -> Change:
    ignored = {*PLACES, table.removesuffix("s")}
    differing = [key for key in one if key not in ignored and one[key] != other.get(key)]
    columns = tuple(
        (key if key != "words" else "sentence", str(one[key]), str(other.get(key, ""))) for key in differing
    )
    by_hand = one["corrected"] != other["corrected"]
    return Change(table, "changed", one["file"], one["words"], _in_short(one, table), columns, by_hand)


def _in_short(row: Mapping[str, Any], table: str) -> str:
    if table == "counts":
        return f"{row['text']} {row['category']}"
    return f"{row['actor']}: {row['type']}"


# Why


def reasons(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> list[str]:
    """What differs between the manifests of two runs, a sentence each."""
    missing = [name for name, one in (("first", before), ("second", after)) if one is None]
    if missing:
        runs = "run has" if len(missing) == 1 else "run have"
        return [f"the {' and the '.join(missing)} {runs} no manifest.json, so that why they differ cannot be said"]
    found = []
    for kind, noun in REASONS.items():
        found += _of_names(noun, before["inputs"].get(kind, {}), after["inputs"].get(kind, {}))
    found += _of_parameters(before.get("parameters", {}), after.get("parameters", {}))
    one, other = before.get("software", {}), after.get("software", {})
    found += [
        f"{name} changed" + ("" if key == "code" else f" from {one.get(key)} to {other.get(key)}")
        for key, name in SOFTWARE.items()
        if one.get(key) != other.get(key)
    ]
    found += _of_names("shipped word list", one.get("words", {}), other.get("words", {}))
    found += _of_names("version of", one.get("packages", {}), other.get("packages", {}), told=True)
    return found


def _of_names(noun: str, one: Mapping[str, Any], other: Mapping[str, Any], *, told: bool = False) -> list[str]:
    said = []
    for name in sorted(one.keys() | other.keys()):
        if one.get(name) == other.get(name):
            continue
        what = "is new" if name not in one else "is gone" if name not in other else "changed"
        said.append(
            f"{noun} {name} {what}" + (f" from {one[name]} to {other[name]}" if told and what == "changed" else "")
        )
    return said


def _of_parameters(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    values = [{name: given["value"] for name, given in some.items()} for some in (one, other)]
    return [
        f"parameter {name} was {values[0].get(name)!r} and is {values[1].get(name)!r}"
        for name in sorted(values[0].keys() | values[1].keys())
        if values[0].get(name) != values[1].get(name)
    ]


def changed_texts(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> dict[str, str]:
    """Text -> what happened to it, as the end of a sentence about a row."""
    if before is None or after is None:
        return {}
    one, other = before["inputs"].get("texts", {}), after["inputs"].get("texts", {})
    return {
        name: "the text is new" if name not in one else "the text is gone" if name not in other else "the text changed"
        for name in one.keys() | other.keys()
        if one.get(name) != other.get(name)
    }


# In words


def in_lines(
    before: Mapping[str, pd.DataFrame],
    after: Mapping[str, pd.DataFrame],
    *,
    manifests: tuple[Mapping[str, Any] | None, Mapping[str, Any] | None],
    show_private: bool = False,
) -> list[str]:
    """Two runs compared, for a terminal; private persons are masked."""
    why = reasons(*manifests)
    texts = changed_texts(*manifests)
    private = {} if show_private else _private(before, after)
    lines = ["Why:", *(f"  {one}" for one in why)] if why else ["The two runs were made from the same with the same."]
    for table in SAME:
        found = changes(before, after, table)
        numbers = ", ".join(f"{sum(one.kind == kind for one in found)} {kind}" for kind in ("added", "gone", "changed"))
        lines += ["", f"{table}: {len(before[table])} before, {len(after[table])} after; {numbers}"]
        for one in found:
            because = [
                *([texts[one.file]] if one.file in texts else []),
                *(["corrected by hand"] if one.by_hand else []),
            ]
            reason = f"  ({'; '.join(because)})" if because else ""
            lines += [f"  {one.kind:<8}{one.file}: {one.row}{reason}"]
            for key, old, new in one.columns:
                lines += [f"          {key}: {_cut(old) or 'nothing'} -> {_cut(new) or 'nothing'}"]
            lines += [f"          “{_cut(one.sentence)}”"]
    return [_printable(line if show_private else mask(line, private)) for line in lines]


def _private(*runs: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    names: dict[str, str] = {}
    for tables in runs:
        shown = witnesses(tables["actors"])
        for row in tables["actors"].itertuples():
            for alias in (row.name, *filter(None, row.aliases.split("; "))) if row.name in shown else ():
                names.setdefault(alias, "a witness")
    return names


def _cut(text: str, *, longest: int = 160) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else f"{flat[:longest].rsplit(' ', 1)[0]} …"


def _printable(line: str) -> str:
    """Without what would steer a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in line)
