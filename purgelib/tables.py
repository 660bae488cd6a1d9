"""The tables of a run as one object, for notebooks and for whoever explores by hand."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, Self

import pandas as pd

from purgelib import files, long_tables, schemas
from purgelib.masking import masked


class _Frames(NamedTuple):
    documents: pd.DataFrame
    sentences: pd.DataFrame
    counts: pd.DataFrame
    reactions: pd.DataFrame
    actors: pd.DataFrame
    mentions: pd.DataFrame
    quotes: pd.DataFrame
    references: pd.DataFrame
    corrections: pd.DataFrame


class Tables(_Frames):
    """All tables of a run, each a data frame; see the data dictionary for what their rows are.

    `lexicons`, no table, has the words of the corpus by which tables are asked: file name -> text of lexicons/*.toml.
    """

    lexicons: Mapping[str, str] = MappingProxyType({})

    def __new__(cls, *tables: pd.DataFrame, lexicons: Mapping[str, str] | None = None, **named: pd.DataFrame) -> Self:
        made = super().__new__(cls, *tables, **named)
        made.lexicons = dict(lexicons or {})
        return made

    def _replace(self, **named: pd.DataFrame) -> Self:
        return type(self)(**(self._asdict() | named), lexicons=self.lexicons)

    def __repr__(self) -> str:
        return "\n".join(
            f"{name:<12}{len(table):>7,}  {schemas.description(name)}"
            for name, table in zip(self._fields, self, strict=True)
        )


class InFull(NamedTuple):
    """A table that a notebook shows with all rows and words, which pandas cuts short; a long one can be searched."""

    table: pd.DataFrame

    def _repr_html_(self) -> str:
        cells = self.table.map(_cell).rename(columns=lambda name: str(name).replace("_", " "))
        with pd.option_context("display.max_colwidth", None):
            html = cells.to_html(index=False, border=0)
        return long_tables.searchable(html) if len(cells) > long_tables.LONG else html


def _cell(value: Any) -> str:
    if pd.isna(value):
        return ""
    return value if isinstance(value, str) else f"{value:,}"


def load(tables: str = "", *, corpus: str = "", convention: str = "", show_private: bool = False) -> Tables:
    """The tables in the folder `tables`; without one, those of the last run in this project.

    Where no run has left any, or `corpus` is named without `tables`, or the tables read vague words by another
    convention than the one asked for, the corpus (without one, the example corpus) is read anew; nothing is written.
    Private persons, phone numbers and mail addresses are masked, in the texts of passages too, unless `show_private`.

    Raises ValueError where there is no such folder, table or corpus.
    """
    found, lexicons = _read(tables, corpus, convention)
    return Tables(**(found if show_private else masked(found)), lexicons=lexicons)


def _read(tables: str, corpus: str, convention: str) -> tuple[dict[str, pd.DataFrame], dict[str, str]]:
    folder = Path(tables) if tables else None if corpus else _last_run()
    if folder:
        found = files.read_tables(folder)
        if not convention or set(found["counts"]["convention"]) <= {"", convention}:
            return found, files.read_words(folder)
        if not corpus and tables:
            raise ValueError(
                f"{tables}: its tables read vague words by another convention than {convention!r};"
                " name the corpus as well, so that it can be read anew"
            )
    from purgelib.extract import extract  # takes spaCy, which tables that exist do without

    texts = files.read_corpus(corpus or files.shipped("corpus"))
    return extract(texts, convention=convention or "codebook"), files.words_of(texts)


def _last_run() -> Path | None:
    checkout = files.checkout()
    places = [Path("tables"), Path("../tables"), *([checkout / "data" / "tables"] if checkout else [])]
    return next((place for place in places if (place / "datapackage.json").is_file()), None)
