"""How far two people who coded the same units agree, or a person and the software, column by column.

Cohen's kappa (Cohen 1960, Educational and Psychological Measurement 20: 37-46) has the interval of its large-sample
variance (Fleiss, Cohen and Everitt 1969, Psychological Bulletin 72: 323-327). Krippendorff's alpha (Krippendorff 2011,
"Computing Krippendorff's Alpha-Reliability") has that of resampled units. Both correct for agreement by chance, so
where everybody says the same of every unit they are undefined: nothing tells agreement from habit.

Cells are compared as people mean them: case and blanks at the ends do not count, `1.0` is `1`, and what is parted by
`;` is a set. An empty cell is an answer, "nothing", but a unit of which all cells are empty was not coded. A unit of
which one of the two says `none` in `category` or `type` counts for that column alone: of no count there are no bounds.
"""

import re
import zlib
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import krippendorff
import numpy as np
import pandas as pd
from statsmodels.stats.inter_rater import cohens_kappa

from purgelib.days import read_days
from purgelib.lexicons import nearest
from purgelib.spreadsheets import as_meant

KEYS = (("file", "start", "end"), ("unit",))  # the columns that tell units apart, unless somebody names others
BESIDE = {"unit", "file", "start", "end", "text", "before", "sentence", "after", "document", "coder", "remark"}
WHAT = ("category", "type")  # columns that say whether there is anything at all
NONE = "none"
RESAMPLES = 1000
SHARE = 0.95  # of the resamples that the interval holds
NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,9})?")
FIGURES = ("column", "level", "units", "agree", "kappa", "kappa_low", "kappa_high", "alpha", "alpha_low", "alpha_high")

Unit = tuple[str, ...]
Answers = dict[Unit, dict[str, str]]


class Agreement(NamedTuple):
    """Two codings compared; `figures` has one row a column and level of measurement."""

    figures: pd.DataFrame  # columns FIGURES and `note`; `agree` is a share of the units, missing numbers are undefined
    units: int  # coded by both
    only: tuple[tuple[Unit, ...], tuple[Unit, ...]]  # coded by the first or by the second alone
    uncoded: tuple[tuple[Unit, ...], tuple[Unit, ...]]  # left empty by the first or by the second


class Coefficient(NamedTuple):
    """A coefficient with its interval of 95 per cent; None where it is undefined."""

    value: float | None
    low: float | None
    high: float | None


def compared(
    first: Iterable[Mapping[str, str]],
    second: Iterable[Mapping[str, str]],
    *,
    by: Iterable[str] = (),
    columns: Iterable[str] = (),
    seed: int = 1,
    resamples: int = RESAMPLES,
) -> Agreement:
    """Two codings, as rows of text, compared; `by` tells units apart, `columns` are compared.

    Without them, units are told apart by the passage that they are, and all columns that both have are compared, but
    those that only say what the unit is. Raises ValueError where a column is missing or a unit stands there twice.
    """
    sheets = [list(first), list(second)]
    headers = [list(sheet[0]) if sheet else [] for sheet in sheets]
    shared = [name for name in headers[0] if name in headers[1]]
    if not shared:
        raise ValueError("the two codings have no column in common, or no rows")
    keys = tuple(by) or next((keys for keys in KEYS if set(keys) <= set(shared)), ())
    if not keys:
        raise ValueError(f"no column tells units apart; name some of {', '.join(shared)} with --by")
    wanted = list(columns) or [name for name in shared if name not in BESIDE and name not in keys]
    for name in (*keys, *wanted):
        if name not in shared:
            raise ValueError(f"column {name!r} is not in both; {nearest(name, shared)}")
    if not wanted:
        raise ValueError("there is no column to compare beside those that tell units apart")
    answers = [_answers(sheet, keys, wanted) for sheet in sheets]
    coded = [{unit for unit, cells in one.items() if any(cells.values())} for one in answers]
    both = [unit for unit in answers[0] if unit in coded[0] & coded[1]]
    figures = [row for name in wanted for row in _figures(name, both, answers, seed, resamples)]
    table = pd.DataFrame(figures, columns=[*FIGURES, "note"])
    return Agreement(
        table.astype(dict.fromkeys(FIGURES[3:], "float64") | {"units": "int64"}),
        len(both),
        tuple(tuple(unit for unit in answers[i] if unit in coded[i] and unit not in answers[1 - i]) for i in (0, 1)),
        tuple(tuple(unit for unit in answers[i] if unit not in coded[i]) for i in (0, 1)),
    )


def _answers(sheet: Iterable[Mapping[str, str]], keys: tuple[str, ...], columns: list[str]) -> Answers:
    answers: Answers = {}
    for number, row in enumerate(sheet, 2):
        unit = tuple(read_cell(row[key]) for key in keys)
        if unit in answers:
            raise ValueError(f"row {number}: unit {' '.join(unit)} stands there twice; tell its rows apart with --by")
        answers[unit] = {name: read_cell(row[name]) for name in columns}
    return answers


def read_cell(text: str) -> str:
    """A cell as it is compared.

    >>> read_cell(" Gay  Men "), read_cell("12.0"), read_cell("tortured; detained")
    ('gay men', '12', 'detained; tortured')
    """
    parts = {" ".join(part.split()).casefold() for part in as_meant(str(text)).split(";")} - {""}
    return "; ".join(sorted(map(_plain_number, parts)))


def _plain_number(text: str) -> str:
    return f"{float(text):.9f}".rstrip("0").rstrip(".") if NUMBER.fullmatch(text) and "." in text else text


# Figures


def _figures(column: str, both: list[Unit], answers: list[Answers], seed: int, resamples: int) -> list[dict[str, Any]]:
    """A row for the answers as names and, where they are numbers or dates, for their order and their distance."""
    pairs, told = [], []
    for unit in both:
        cells = [one[unit] for one in answers]
        if column not in WHAT and any(one.get(what) == NONE for one in cells for what in WHAT):
            continue
        pairs.append(tuple(one[column] for one in cells))
    if len(pairs) < len(both):
        told.append(f"without {len(both) - len(pairs)} of which one says none")
    rng = zlib.crc32(column.encode())
    rows = [_row(column, "nominal", pairs, [], told, (seed, rng), resamples)]
    values = sorted({value for pair in pairs for value in pair if value})
    scale = _scale(values)
    if scale:
        measured = [pair for pair in pairs if all(pair)]
        if len(measured) < len(pairs):
            told = [*told, f"without {len(pairs) - len(measured)} of which one says nothing"]
        numbers = [tuple(scale[value] for value in pair) for pair in measured]
        rows += [
            _row(column, level, measured, numbers, told, (seed, rng), resamples) for level in ("ordinal", "interval")
        ]
    return rows


def _scale(values: Iterable[str]) -> dict[str, float]:
    """Each value as a number, dates as days; empty where there are two at most or some are neither."""
    values = list(values)
    if len(values) < 3:
        return {}
    if all(map(NUMBER.fullmatch, values)):
        return {value: float(value) for value in values}
    days = {value: read_days(value.upper()).first for value in values}
    return {value: float(day.toordinal()) for value, day in days.items()} if all(days.values()) else {}


def _row(
    column: str,
    level: str,
    pairs: list[tuple[str, str]],
    numbers: list[tuple[float, float]],
    told: list[str],
    seed: tuple[int, int],
    resamples: int,
) -> dict[str, Any]:
    notes = list(told)
    row: dict[str, Any] = {"column": column, "level": level, "units": len(pairs)}
    if not pairs:
        return row | {"note": "; ".join([*notes, "no unit is left"])}
    values = numbers or pairs
    agree = sum(one == other for one, other in values) / len(values)
    row["agree"] = agree
    if len({value for pair in values for value in pair}) < 2:
        said = str(pairs[0][0]) or "nothing"
        return row | {"note": "; ".join([*notes, f"both only say {said!r}: undefined"])}
    if agree == 1:
        notes.append("all agree, so that the intervals say nothing of other units")
    if level == "nominal":
        kappa = kappa_of(values)
        row |= {"kappa": kappa.value, "kappa_low": kappa.low, "kappa_high": kappa.high}
    alpha, left_out = alpha_of(values, level=level, seed=seed, resamples=resamples)
    row |= {"alpha": alpha.value, "alpha_low": alpha.low, "alpha_high": alpha.high}
    if left_out:
        notes.append(f"{left_out} of {resamples} resamples hold one value and are left out")
    return row | {"note": "; ".join(notes)}


def kappa_of(pairs: Iterable[tuple[Any, Any]]) -> Coefficient:
    """Cohen's kappa of pairs of answers, with the interval of its large-sample variance.

    Cohen's own example (1960), 200 units and three categories, gives 0.49:

    >>> cells = {"aa": 88, "ab": 14, "ac": 18, "ba": 10, "bb": 40, "bc": 10, "ca": 2, "cb": 6, "cc": 12}
    >>> round(kappa_of([tuple(pair) for pair, times in cells.items() for _ in range(times)]).value, 2)
    0.49
    """
    pairs = list(pairs)
    values = sorted({value for pair in pairs for value in pair})
    if len(values) < 2:
        return Coefficient(None, None, None)
    place = {value: number for number, value in enumerate(values)}
    table = np.zeros((len(values), len(values)))
    for one, other in pairs:
        table[place[one], place[other]] += 1
    found = cohens_kappa(table)
    return Coefficient(float(found.kappa), max(-1.0, float(found.kappa_low)), min(1.0, float(found.kappa_upp)))


def alpha_of(
    units: Iterable[Iterable[Any]], *, level: str = "nominal", seed: Any = 1, resamples: int = RESAMPLES
) -> tuple[Coefficient, int]:
    """Krippendorff's alpha of the answers that each unit was given, and how many resamples were left out.

    `level` is nominal, ordinal or interval. The interval holds the middle 95 per cent of alpha over resampled units;
    a resample with one value only has none. Krippendorff's first example (2011), ten units, gives 0.095:

    >>> alpha, _ = alpha_of(zip("0100000010", "1110010000"))
    >>> round(alpha.value, 3)
    0.095
    """
    units = [list(unit) for unit in units]
    values = sorted({value for unit in units for value in unit})
    if len(values) < 2:
        return Coefficient(None, None, None), 0
    place = {value: number for number, value in enumerate(values)}
    counts = np.zeros((len(units), len(values)))
    for number, unit in enumerate(units):
        for value in unit:
            counts[number, place[value]] += 1
    domain = values if level == "interval" else list(range(len(values)))  # the order of the rest is in their places

    def alpha(of: np.ndarray) -> float | None:
        comparable = of[of.sum(axis=1) > 1]
        if np.count_nonzero(comparable.sum(axis=0)) < 2:
            return None
        return float(krippendorff.alpha(value_counts=of, value_domain=domain, level_of_measurement=level))

    rng = np.random.default_rng(seed)
    drawn = (alpha(counts[rng.integers(0, len(units), len(units))]) for _ in range(resamples))
    kept = [one for one in drawn if one is not None]
    low, high = np.quantile(kept, [(1 - SHARE) / 2, (1 + SHARE) / 2]) if kept else (None, None)
    value = alpha(counts)
    return Coefficient(value, None if low is None else float(low), None if high is None else float(high)), (
        resamples - len(kept)
    )


# In words


def in_lines(found: Agreement, names: tuple[str, str]) -> list[str]:
    """Two codings compared, for a terminal."""
    lines = [f"{found.units} units coded by both"]
    for name, only, empty in zip(names, found.only, found.uncoded, strict=True):
        if only:
            lines.append(f"only in {name}: {_some(only)}")
        if empty:
            lines.append(f"left empty in {name}: {_some(empty)}")
    header = ["column", "level", "units", "agree", "kappa", "95 %", "alpha", "95 %", ""]
    rows = [
        [
            str(row["column"]),
            row["level"],
            str(row["units"]),
            _number(row["agree"], 2),
            _number(row["kappa"], 3),
            _between(row["kappa_low"], row["kappa_high"]),
            _number(row["alpha"], 3),
            _between(row["alpha_low"], row["alpha_high"]),
            row["note"],
        ]
        for row in found.figures.to_dict("records")
    ]
    widths = [max(len(row[i]) for row in (header, *rows)) for i in range(len(header))]
    return [
        *lines,
        "",
        *(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in (header, *rows)
        ),
    ]


def _some(units: tuple[Unit, ...], *, most: int = 5) -> str:
    shown = ", ".join(" ".join(unit) for unit in units[:most])
    return f"{len(units)} ({shown}{', …' if len(units) > most else ''})"


def _number(value: float, places: int) -> str:
    return "" if pd.isna(value) else f"{value:.{places}f}"


def _between(low: float, high: float) -> str:
    return "" if pd.isna(low) else f"{low:.2f} to {high:.2f}"
