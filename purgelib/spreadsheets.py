"""Tables for spreadsheets, which take a text that begins like a formula for one and run it."""

import csv
import io
from typing import Any

import pandas as pd

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_of(table: pd.DataFrame) -> str:
    """The table as CSV that a spreadsheet shows and never runs: a text that begins like a formula gets a `'` before it.

    >>> csv_of(pd.DataFrame({"says": ["=1+1", "Ann"], "low": [3, None]}, dtype=object)).splitlines()
    ['says,low', "'=1+1,3", 'Ann,']
    """
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)  # with the line ends of RFC 4180, a lone \r in a text is quoted
    writer.writerow(table.columns)
    writer.writerows(
        ["" if pd.isna(value) else harmless(value) for value in row]
        for row in table.astype(object).itertuples(index=False)
    )
    return lines.getvalue()


def harmless(value: Any) -> Any:
    """The value of a cell; a text that begins like a formula gets a `'` before it.

    >>> harmless("=1+1.ipynb"), harmless(-3)
    ("'=1+1.ipynb", -3)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def as_meant(text: str) -> str:
    """The text without the `'` that `harmless` put before it.

    >>> as_meant("'=1+1"), as_meant("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text
