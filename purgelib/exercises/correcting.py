"""A correction as a student writes it: one line of corrections.csv, made in the tables of the exercise."""

import csv
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from purgelib import corrections, exercises, files
from purgelib.exercises import checks
from purgelib.masking import masked
from purgelib.tables import Tables

LINE = ("row", "column", "value", "who", "when", "why")
FEWEST = 4  # words of a reason that another person can check
NO_LINE = "The answer should be one correction, as `correction(...)` makes it."


def correction(row: str, column: str, value: Any, *, who: str, when: str, why: str) -> dict[str, str]:
    """A line of corrections.csv that puts one column of a row right.

    >>> correction("flood:1:812:killed", "low", 12, who="Ann Weir", when="2024-05-02", why="She says at least twelve.")
    {'row': 'flood:1:812:killed', 'column': 'low', 'value': '12', 'who': 'Ann Weir', 'when': '2024-05-02', 'why': \
'She says at least twelve.'}
    """
    cells = (row, column, "" if value is None else value, who, when, why)
    return {key: str(cell).strip() for key, cell in zip(LINE, cells, strict=True)}


def corrected(line: dict[str, str], corpus: str = "") -> Tables:
    """The tables of a corpus, private names masked, as they are with one more line in its corrections.csv.

    The corpus stays as it is. Raises ValueError with what is wrong with the line.
    """
    read = _corrected(tuple(line.items()), str(exercises.folder(corpus)))
    return Tables(**masked(read._asdict()), lexicons=read.lexicons)


@lru_cache(maxsize=2)
def _corrected(line: tuple[tuple[str, str], ...], folder: str) -> Tables:
    from purgelib.extract import extract

    corpus = files.read_corpus(folder)
    earlier = files.read_rows(Path(folder, corrections.FILE), required=LINE, known=("action", "table"))
    with tempfile.TemporaryDirectory(prefix="purgelib-") as scratch:
        with Path(scratch, corrections.FILE).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, ("action", "table", *LINE), restval="", extrasaction="ignore")
            writer.writeheader()
            writer.writerows([*earlier, dict(line)])
        lines = files.read_corrections(Path(scratch), [text.name for text in corpus.texts], corpus.lexicons)
    return Tables(**extract(corpus._replace(corrections=lines)), lexicons=files.words_of(corpus))


def before_and_after(line: Any, corpus: str = "") -> pd.DataFrame:
    """One row a column of the count that a correction changes; none while there is no correction.

    Raises ValueError with what is wrong with the line.
    """
    if not isinstance(line, dict):
        return pd.DataFrame(columns=["column", "before", "after"])
    before, after = (
        tables.counts.set_index("count").astype("str").fillna("")
        for tables in (exercises.tables(corpus), corrected(line, corpus))
    )
    if line["row"] not in before.index:
        raise ValueError(f"{line['row']!r} is no id in the column `count`")
    rows = pd.DataFrame({"before": before.loc[line["row"]], "after": after.loc[line["row"]]})
    return rows[rows["before"].ne(rows["after"])].rename_axis("column").reset_index()


# What a check says


def check_form(line: Any, corpus: str = "") -> None:
    """The answer is a correction of a count that says something else than the software, by whom, when and why."""
    checks.given(line)
    assert isinstance(line, dict) and set(line) == set(LINE), NO_LINE
    assert all(isinstance(cell, str) for cell in line.values()), NO_LINE
    counts = exercises.tables(corpus).counts.set_index("count")
    assert line["row"] in counts.index, "The row should be an id from the column `count` of found.counts; it is none."
    assert line["column"] in corrections.COLUMNS["counts"], (
        f"This column is not corrected by hand; those that are: {', '.join(corrections.COLUMNS['counts'])}."
    )
    try:
        value = corrections.read_value("counts", line["column"], line["value"])
    except ValueError as error:
        raise AssertionError(f"As it stands, the {error}.") from error
    now = counts.loc[line["row"], line["column"]]
    same = pd.isna(now) if value is None else (not pd.isna(now) and now == value)
    assert not same, "The software says the same already; a correction changes something."
    assert line["who"] and line["who"].strip(".… "), (
        "A correction needs your name, or the sign that your class uses for you."
    )
    assert files.is_date(line["when"]), "The day of the correction should be a date such as 2024-05-02."
    assert len(line["why"].split()) >= FEWEST, (
        f"The reason should have {FEWEST} words or more, so that others can check it."
    )


def check_effect(line: Any, corpus: str = "") -> None:
    """Made in the tables, the correction changes the count that it names, under its writer's name, and no other."""
    check_form(line, corpus)
    try:
        made = _corrected(tuple(line.items()), str(exercises.folder(corpus))).counts.set_index("count")
    except ValueError as error:
        raise AssertionError(f"The correction is refused: {error}.") from error
    counts = exercises.tables(corpus).counts.set_index("count")
    value = corrections.read_value("counts", line["column"], line["value"])
    cell = made.loc[line["row"], line["column"]]
    assert pd.isna(cell) if value is None else cell == value, "Applied, the correction does not give the value."
    assert line["who"] in made.loc[line["row"], "corrected"], "Applied, the row does not name who put it right."
    others = list(counts.index.drop(line["row"]))
    assert set(made.index) == set(counts.index), "Applied, the correction makes or loses rows."
    changed = made.loc[others, "corrected"].ne(counts.loc[others, "corrected"])
    assert not changed.any(), "Applied, the correction changes other rows as well."
