"""Questions to tables that are too large to be loaded: each answer is counted where the tables lie, and small.

`opened` gives an archive, the other functions a table small enough to draw, with a sentence that says of how much it is
a part. The answers are those of `numbers`, `timeline` and `network`, but for what these do to single rows: reactions
are not merged into acts, and no draws are made at random.
"""

import math
import weakref
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, Self

import duckdb
import numpy as np
import pandas as pd

from purgelib import files, masking, numbers, schemas
from purgelib.days import read_days
from purgelib.prose import many

MEMORY = "1GB"  # what is larger goes to the disk while it is counted
DRAWN = 5_000  # rows that a chart draws quickly
OTHERS = "all others"
UNITS = {"sentence": "sentence", "paragraph": "document || ':p' || paragraph", "document": "document"}


class Answer(NamedTuple):
    """A table that can be drawn, the unit that it counts by, and what it is of, in sentences."""

    table: pd.DataFrame
    unit: str
    told: str


class Archive:
    """The tables of a folder as DuckDB sees them, until it is closed or a `with` ends.

    `sql` is for questions of one's own, which no one masks.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, held: ExitStack, *, show_private: bool):
        self.connection = connection
        self.close = weakref.finalize(self, held.close)  # at the latest when nobody has it any more
        private = self.sql(
            """
            WITH private AS (SELECT unnest(string_split(aliases, '; ')) AS alias FROM actors WHERE public = 0)
            SELECT name, type, aliases, public FROM actors WHERE public = 0 OR name IN (FROM private)
            """
        )
        self.witnesses = {} if show_private else masking.witnesses(private)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def sql(self, question: str, *values: Any) -> pd.DataFrame:
        """The answer to a question in SQL; `values` stand for its question marks."""
        return self.connection.execute(question, list(values)).df()

    def shown(self, names: pd.Series) -> list[str]:
        """Names parted by `; `, private ones masked."""
        return [
            masking.mask("; ".join(self.witnesses.get(name, name) for name in cell.split("; ")), {}) for cell in names
        ]


def opened(tables: str | Path = "", *, show_private: bool = False) -> Archive:
    """The archive in a folder of Parquet tables; without one, the tables that `purgelib.load` finds.

    Raises ValueError where the folder holds no such tables.
    """
    with ExitStack() as held:
        scratch = held.enter_context(TemporaryDirectory(prefix="purgelib-"))
        connection = held.enter_context(duckdb.connect())
        connection.execute(f"SET memory_limit = '{MEMORY}'; SET temp_directory = '{_quoted(scratch)}'")
        folder = Path(tables).resolve() if tables else _written(Path(scratch, "tables"))
        files.finish(folder)
        for name in schemas.TABLES:
            found = files.parquet_of(folder, name)
            if not found:
                raise ValueError(
                    f"{tables}: holds no Parquet table {name}; make the tables with `purgelib extract --format parquet`"
                )
            listed = ", ".join(f"'{_quoted(path)}'" for path in found)
            source = f"read_parquet([{listed}], filename = 'in_file', file_row_number = true)"
            connection.execute(f'CREATE VIEW "{name}" AS SELECT * FROM {source}')
        return Archive(connection, held.pop_all(), show_private=show_private)


def _written(folder: Path) -> Path:
    """The folder, with the tables of the last run or the example corpus in it."""
    from purgelib.tables import load

    files.write_tables(load(show_private=True)._asdict(), folder, format="parquet")
    return folder


def _quoted(path: str | Path) -> str:
    return str(path).replace("'", "''")


def _part(told: str, shown: int, known: int, first: str) -> str:
    """What a table is of, with which part of it is shown where that is not all."""
    return f"{told}; these are the {shown} {first}." if known > shown else f"{told}."


# Documents


def outlets(archive: Archive, *, most: int = 15) -> Answer:
    """One row an outlet, those with most documents first: how many, from when to when, with how many rows."""
    table = archive.sql(
        f"""
        WITH said AS (SELECT *, coalesce(nullif(outlet, ''), '{numbers.NO_OUTLET}') AS publisher FROM documents),
            counted AS (SELECT document, count(*) AS counts FROM counts GROUP BY document),
            reacted AS (SELECT document, count(*) AS reactions FROM reactions GROUP BY document)
        SELECT publisher AS outlet, count(*) AS documents,
            min(nullif(first_day, '')) AS first, max(nullif(last_day, '')) AS last,
            coalesce(sum(counts), 0)::BIGINT AS counts, coalesce(sum(reactions), 0)::BIGINT AS reactions
        FROM said LEFT JOIN counted USING (document) LEFT JOIN reacted USING (document)
        GROUP BY publisher ORDER BY documents DESC, outlet LIMIT ?
        """,
        most,
    )
    documents, known = archive.sql("SELECT count(*), count(DISTINCT nullif(outlet, '')) FROM documents").iloc[0]
    told = f"{many(int(documents), 'document')} of {many(int(known), 'outlet')}"
    return Answer(table.fillna(""), "outlet", _part(told, len(table), known, "with most documents"))


# Numbers


def numbers_by_period(archive: Archive, *, sources: int = 20, references: bool = False, most: int = DRAWN) -> Answer:
    """One row a category, period and source, with how many counts say so and within which bounds.

    A period is a month, or a year where months would give more than `most` rows; it is "" where the days that a number
    holds for lie in two or are not known. Without a source, a number is its outlet's. Of the sources, only so many have
    rows of their own, those with most counts; the rest are together. `references` keeps numbers of reference lists.
    """
    _report(archive, references=references)
    for unit in ("month", "year"):
        table = archive.sql(
            f"""
            WITH named AS (SELECT source FROM reported GROUP BY source ORDER BY count(*) DESC, source LIMIT ?)
            SELECT category, {_period(unit)} AS period,
                CASE WHEN source IN (FROM named) THEN source ELSE ? END AS source,
                count(*) AS counts, count(DISTINCT document) AS documents, min(low) AS lowest, max(high) AS highest,
                count(*) - count(high) AS open_above, sum(hedge)::BIGINT AS hedged,
                count(*) FILTER (WHERE modifier = 'vague') AS vague
            FROM reported GROUP BY ALL ORDER BY ALL
            """,
            sources,
            OTHERS,
        )
        if len(table) <= most:
            break
    said, known = archive.sql("SELECT count(*), count(DISTINCT source) FROM reported").iloc[0]
    told = f"{many(int(said), 'count')} of {many(int(known), 'source')}, by {unit}."
    if known > sources:
        told += f" The {sources} sources with most counts stand by themselves, all others together."
    return Answer(table.assign(source=archive.shown(table["source"])), unit, told)


def ranges_by_source(archive: Archive, *, references: bool = False, most: int = 30) -> Answer:
    """One row a category and source, those with most counts first: how many, of when, and within which bounds."""
    _report(archive, references=references)
    table = archive.sql(
        """
        SELECT category, source, count(*) AS counts, count(DISTINCT document) AS documents,
            strftime(min(first), '%Y-%m-%d') AS first, strftime(max(last), '%Y-%m-%d') AS last,
            min(low) AS lowest, max(high) AS highest, count(*) - count(high) AS open_above, sum(hedge)::BIGINT AS hedged
        FROM reported GROUP BY ALL ORDER BY counts DESC, category, source LIMIT ?
        """,
        most,
    )
    pairs = int(archive.sql("SELECT count(DISTINCT (category, source)) FROM reported").iloc[0, 0])
    told = _part(f"{many(pairs, 'pair')} of category and source", len(table), pairs, "with most counts")
    table = table.assign(source=archive.shown(table["source"])).fillna({"first": "", "last": ""})
    return Answer(table, "source", told)


def _report(archive: Archive, *, references: bool) -> None:
    """Make the table `reported`: the counts with the days that they hold for and who says so."""
    _know_days(archive, 'SELECT "when" FROM counts UNION SELECT published FROM documents')
    archive.connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE reported AS
        SELECT category, low, high, hedge, modifier, counts.document, days.first AS first, {LAST} AS last,
            CASE source WHEN '' THEN coalesce(nullif(outlet, ''), '{numbers.NO_OUTLET}')
                WHEN 'unnamed' THEN '{numbers.UNNAMED}' ELSE source END AS source
        FROM counts JOIN documents USING (document)
            LEFT JOIN days ON days.date = coalesce(nullif("when", ''), published)
            LEFT JOIN days AS told ON told.date = published
        WHERE in_reference = 0 OR ?
        """,
        [references],
    )


# What a date means, told on a day, does not lie after that day.
LAST = "CASE WHEN days.first > told.last THEN days.last ELSE least(days.last, told.last) END"
LABELS = {"week": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}


def _period(unit: str) -> str:
    """SQL for the period that all days from `first` to `last` lie in, "" where there is none."""
    begin = f"date_trunc('{unit}', first)"
    return f"CASE WHEN {begin} = date_trunc('{unit}', last) THEN strftime({begin}, '{LABELS[unit]}') ELSE '' END"


def _know_days(archive: Archive, dates: str) -> None:
    """First and last day of every date that is written, as a table `days`."""
    written = archive.connection.execute(dates).fetchall()
    days = pd.DataFrame([(date, *read_days(date)) for (date,) in written], columns=["date", "first", "last"])
    days = days.astype({"first": "datetime64[us]", "last": "datetime64[us]"})
    archive.connection.register("written_days", days)
    archive.connection.execute(
        "CREATE OR REPLACE TEMP TABLE days AS SELECT date, first::DATE AS first, last::DATE AS last FROM written_days"
    )
    archive.connection.unregister("written_days")


# Reactions


def reactions_by_period(archive: Archive, *, most: int = DRAWN) -> Answer:
    """One row a period and type, with how many reactions, actors and documents.

    A period is a week, named by its Monday, or a month or a year where weeks would give more than `most` rows. What may
    lie in two of them is left out.
    """
    _know_days(archive, "SELECT date FROM reactions UNION SELECT published FROM documents")
    archive.connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE dated AS
        SELECT type, actor, reactions.document, days.first AS first, {LAST} AS last
        FROM reactions JOIN documents USING (document)
            LEFT JOIN days ON days.date = reactions.date LEFT JOIN days AS told ON told.date = published
        """
    )
    for unit in ("week", "month", "year"):
        table = archive.sql(
            f"""
            SELECT period, type, count(*) AS reactions, count(DISTINCT actor) AS actors,
                count(DISTINCT document) AS documents
            FROM (SELECT *, {_period(unit)} AS period FROM dated) WHERE period <> '' GROUP BY ALL ORDER BY ALL
            """
        )
        if len(table) <= most:
            break
    everything, placed = int(archive.sql("SELECT count(*) FROM dated").iloc[0, 0]), int(table["reactions"].sum())
    told = f"{many(placed, 'reaction')} of one {unit} each, counted sentence by sentence"
    if placed < everything:
        told += f"; {everything - placed:,} without a date or less precisely dated are left out"
    return Answer(table, unit, f"{told}.")


# Actors


def co_mentions(
    archive: Archive, *, within: str = "sentence", minimum: int = 2, most: int = 300, evidence: int = 20
) -> Answer:
    """The pairs of actors named together most often, as `network.co_mentions` gives them, so that charts can draw them.

    Chances are corrected for all pairs that could be drawn, however many are shown. `sentences` are the ids of the
    first sentences, `evidence` of them at most. Raises ValueError where `within` is no sentence, paragraph or document.
    """
    if within not in UNITS:
        raise ValueError(f"within {within!r} is not known; there are {', '.join(UNITS)}")
    total = _count_pairs(archive, within)
    actors = int(archive.sql("SELECT count(*) FROM single").iloc[0, 0])
    chances = _chances(archive, total, tests=math.comb(actors, 2))
    archive.connection.register("chances", chances)
    archive.connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE chosen AS
        SELECT actor, other, together, actor_units, other_units, npmi, p, q
        FROM pairs JOIN chances USING (together, actor_units, other_units) WHERE together >= ?
        ORDER BY together DESC, actor, other LIMIT ?
        """,
        [minimum, most],
    )
    archive.connection.unregister("chances")
    found = archive.sql(
        """
        SELECT actor, other, array_to_string(list(sentence ORDER BY place)[1:?], '; ') AS sentences FROM (
            SELECT DISTINCT chosen.actor, chosen.other, units.sentence, units.place
            FROM chosen JOIN named AS a ON a.actor = chosen.actor
                JOIN named AS b ON b.actor = chosen.other AND b.unit = a.unit
                JOIN units ON units.unit = a.unit
                JOIN mentions ON mentions.sentence = units.sentence AND mentions.actor IN (chosen.actor, chosen.other)
        ) GROUP BY actor, other
        """,
        evidence,
    )
    table = (
        archive.sql("FROM chosen ORDER BY together DESC, actor, other")
        .merge(found, on=["actor", "other"])
        .assign(units=total, actor=lambda t: archive.shown(t["actor"]), other=lambda t: archive.shown(t["other"]))
    )
    columns = ["actor", "other", "together", "actor_units", "other_units", "units", "npmi", "p", "q", "sentences"]
    often = int(archive.sql("SELECT count(*) FROM pairs WHERE together >= ?", minimum).iloc[0, 0])
    told = f"{many(often, 'pair')} of actors are named together in at least {many(minimum, within)}"
    return Answer(table[columns], within, _part(told, len(table), often, "named together most often"))


def _count_pairs(archive: Archive, within: str) -> int:
    """Make the tables `units`, `named`, `single` and `pairs`; how many units there are."""
    for name, question in {
        "units": f"""SELECT sentence, {UNITS[within]} AS unit, row_number() OVER (ORDER BY in_file, file_row_number)
            AS place FROM sentences WHERE kind <> 'reference'""",
        "named": "SELECT DISTINCT unit, actor FROM mentions JOIN units USING (sentence)",
        "single": "SELECT actor, count(*) AS times FROM named GROUP BY actor",
        "pairs": """SELECT counted.*, a.times AS actor_units, b.times AS other_units FROM (
                SELECT a.actor, b.actor AS other, count(*) AS together
                FROM named AS a JOIN named AS b ON a.unit = b.unit AND a.actor < b.actor GROUP BY ALL
            ) AS counted JOIN single AS a ON a.actor = counted.actor JOIN single AS b ON b.actor = counted.other""",
    }.items():
        archive.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {question}")
    return int(archive.sql("SELECT count(DISTINCT unit) FROM units").iloc[0, 0])


def _chances(archive: Archive, total: int, *, tests: int) -> pd.DataFrame:
    """What `network.co_mentions` says of chance, once for all pairs with the same figures."""
    from scipy.stats import hypergeom

    figures = archive.sql(
        "SELECT together, actor_units, other_units, count(*) AS pairs FROM pairs GROUP BY ALL ORDER BY ALL"
    )
    together, a, b = (figures[key].to_numpy() for key in ("together", "actor_units", "other_units"))
    both = together / total if total else together
    with np.errstate(divide="ignore", invalid="ignore"):
        npmi = np.where(both == 1, 1.0, np.log(both * total * total / (a * b)) / -np.log(both)).round(12)
    p = hypergeom.sf(together - 1, total, a, b)
    order = np.argsort(p, kind="stable")
    ranks = np.cumsum(figures["pairs"].to_numpy()[order])  # of the last of the pairs that share these figures
    q = np.empty_like(p)
    q[order] = np.minimum.accumulate(np.minimum(p[order] * tests / ranks, 1)[::-1])[::-1]
    return figures.drop(columns="pairs").assign(npmi=npmi, p=p, q=q)


class Excerpt(NamedTuple):
    """The rows of actors and sentences that charts of some pairs need, private names masked."""

    actors: pd.DataFrame
    sentences: pd.DataFrame


def excerpt(archive: Archive, pairs: pd.DataFrame) -> Excerpt:
    """What `network_charts` asks for beside the pairs of `co_mentions`."""
    ids = sorted({one for cell in pairs["sentences"] for one in cell.split("; ")})
    columns = "* EXCLUDE (in_file, file_row_number)"
    hidden = {witness: name for name, witness in archive.witnesses.items()}
    names = {hidden.get(name, name) for key in ("actor", "other") for name in pairs[key]}
    tables = {
        "actors": archive.sql(
            f"SELECT {columns} FROM actors WHERE name IN (SELECT unnest(?)) ORDER BY name",
            sorted({*names, *archive.witnesses}),
        ),
        "sentences": archive.sql(
            f"SELECT {columns} FROM sentences WHERE sentence IN (SELECT unnest(?)) ORDER BY in_file, file_row_number",
            ids,
        ),
    }
    tables = {name: schemas.checked(name, table) for name, table in tables.items()}
    return Excerpt(**(masking.masked(tables) if archive.witnesses else tables))
