"""Passages drawn to be coded by hand, without the software's answer, and that answer to compare the coding with.

A unit of counts is a number phrase, whether the software read a count from it or not; a unit of reactions is a
sentence, as in the codebook. Units are drawn from strata, which are a document and what the software found in the unit:
as many from each as from any other, as far as they go, so that what is rare is there too. So shares of the sample are
no shares of the corpus; `weight` says for how many units each one stands. A sample of fewer units than there are strata
leaves strata out, for which nothing stands: weights are not stretched over what nobody looked at. What people corrected
by hand is left aside, for the answers are to be the software's own.
"""

import random
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from purgelib import files
from purgelib.agreement import NONE

CODED = {  # the codebook's columns, to be filled in
    "counts": (
        *("category", "low", "high", "modifier", "population", "source", "place", "when", "hedge", "in_reference"),
    ),
    "reactions": ("type", "actor", "date", "quote"),
}
SHEET = ("unit", "file", "start", "end", "text", "before", "sentence", "after")
STRATA = ("unit", "file", "start", "end", "document", "found", "size", "drawn", "weight")
PARTED = "; "

Passage = tuple[str, int, int]


class Unit(NamedTuple):
    """A passage that can be coded, and what the software says of it."""

    file: str
    start: int
    end: int
    document: str
    sentence: str
    answers: dict[str, str]  # by the names of CODED; the first is `none` where the software found nothing


class Drawn(NamedTuple):
    """A sample; all columns of `sheet` that are to be filled in are empty."""

    sheet: pd.DataFrame
    strata: pd.DataFrame


def units_of(
    corpus: files.Corpus, table: str, *, progress: Callable[[str], None] = lambda file: None
) -> tuple[list[Unit], pd.DataFrame]:
    """All units of a corpus, and its sentences."""
    from purgelib.extract import extract

    tables = extract(corpus._replace(corrections=()), progress=progress)
    sentences = tables["sentences"]
    if table == "reactions":
        found = _by(tables["reactions"], ["sentence"])
        passages: Iterable[tuple[Passage, str, str]] = (
            ((row.file, row.start, row.end), row.document, row.sentence) for row in sentences.itertuples()
        )
        units = [
            Unit(*passage, document, sentence, answers_of(table, found.get((sentence,), [])))
            for passage, document, sentence in passages
        ]
    else:
        found = _by(tables["counts"], ["file", "start", "end"])
        units = [
            Unit(*passage, document, sentence, answers_of(table, found.get(passage, [])))
            for passage, document, sentence in _with_sentences({*_number_phrases(corpus), *found}, sentences)
        ]
    return units, sentences


def _by(rows: pd.DataFrame, keys: list[str]) -> dict[tuple, list[Mapping[str, object]]]:
    found = defaultdict(list)
    for row in rows.astype(object).where(rows.notna(), "").to_dict("records"):
        found[tuple(row[key] for key in keys)].append(row)
    return found


def answers_of(table: str, rows: Iterable[Mapping[str, object]]) -> dict[str, str]:
    """What rows of a table say of a unit; where several say different things, these are parted by `; `.

    >>> answers_of("reactions", [])["type"]
    'none'
    """
    rows = list(rows)
    first, *_ = CODED[table]
    if not rows:
        return dict.fromkeys(CODED[table], "") | {first: NONE}
    return {key: PARTED.join(filter(None, dict.fromkeys(str(row[key]) for row in rows))) for key in CODED[table]}


def _number_phrases(corpus: files.Corpus) -> Iterator[Passage]:
    """Every number phrase of a corpus, whatever is counted."""
    from purgelib.extract import reader_of
    from purgelib.find.counts import explain_numbers

    reader = reader_of(tuple(corpus.lexicons.items()), "codebook", "")
    words, stated = reader.nlp.get_pipe("purgelib_counts").words, files.stated_by_file(corpus.stated)
    for path in corpus.texts:
        for article in reader.articles(path.name, files.read_text(path), stated.get(path.name, {})):
            for span, _ in explain_numbers(article.doc, words):
                yield path.name, span.start_char + article.shift, span.end_char + article.shift


def _with_sentences(passages: Iterable[Passage], sentences: pd.DataFrame) -> Iterator[tuple[Passage, str, str]]:
    """Each passage once, with its document and sentence; those that stand in none are left out."""
    spans = defaultdict(list)
    for row in sentences.itertuples():
        spans[row.file].append((row.start, row.end, row.document, row.sentence))
    starts = {file: [start for start, *_ in rows] for file, rows in spans.items()}
    for file, start, end in sorted(set(passages)):
        place = bisect_right(starts.get(file, []), start) - 1
        if place >= 0 and start < spans[file][place][1]:
            yield (file, start, end), *spans[file][place][2:]


# Drawing


def drawn(
    units: Iterable[Unit], sentences: pd.DataFrame, read: Callable[[str], str], *, table: str, n: int, seed: int
) -> Drawn:
    """A sample of n units, or of all where there are fewer, in an order that tells nothing.

    `read` gives the text of a file. The same units, n and seed give the same sample.
    Raises ValueError where n is not positive or there is no unit.
    """
    units = list(units)
    if n < 1:
        raise ValueError(f"n is {n}; a sample has at least one unit")
    if not units:
        raise ValueError("there is nothing to draw from: no number phrase" if table == "counts" else "no sentence")
    rng = random.Random(seed)
    strata = defaultdict(list)
    for unit in units:
        strata[_stratum(unit, table)].append(unit)
    waiting = {key: rng.sample(strata[key], len(strata[key])) for key in sorted(strata)}
    order = list(waiting)
    rng.shuffle(order)
    chosen: list[tuple[Unit, tuple[str, str]]] = []
    while len(chosen) < min(n, len(units)):
        for key in order:
            if waiting[key] and len(chosen) < n:
                chosen.append((waiting[key].pop(), key))
    rng.shuffle(chosen)
    times = defaultdict(int)
    for _, key in chosen:
        times[key] += 1
    around = _surroundings(sentences)
    sheet, told = [], []
    for number, (unit, key) in enumerate(chosen, 1):
        before, sentence, after = around[unit.sentence]
        passage = (number, unit.file, unit.start, unit.end)
        text = read(unit.file)[unit.start : unit.end]
        sheet.append((*passage, text, before, sentence, after, *[""] * len(CODED[table])))
        size = len(strata[key])
        told.append((*passage, *key, size, times[key], round(size / times[key], 4)))
    return Drawn(
        pd.DataFrame(sheet, columns=[*SHEET, *CODED[table]]),
        pd.DataFrame(told, columns=list(STRATA)),
    )


def _stratum(unit: Unit, table: str) -> tuple[str, str]:
    return unit.document, unit.answers[CODED[table][0]]


def left_out(units: Iterable[Unit], drawn: Drawn, *, table: str) -> str:
    """A sentence about the strata of which a sample has no unit; "" where there is none."""
    sizes = Counter(_stratum(unit, table) for unit in units)
    there = set(zip(drawn.strata["document"], drawn.strata["found"], strict=True))
    if sizes.keys() <= there:
        return ""
    missing = sum(size for key, size in sizes.items() if key not in there)
    return (
        f"{len(sizes.keys() - there)} of {len(sizes)} strata have no unit in the sample, so that the weights stand for"
        f" {sizes.total() - missing} of {sizes.total()} units; with --n {len(sizes)} or more each stratum has one"
    )


def _surroundings(sentences: pd.DataFrame) -> dict[str, tuple[str, str, str]]:
    """Id of a sentence -> the sentence before it in its document, its own words, the one after."""
    rows = list(sentences.itertuples())
    found = {}
    for before, row, after in zip([None, *rows], rows, [*rows[1:], None], strict=False):
        found[row.sentence] = tuple(
            one.text if one is not None and one.document == row.document else "" for one in (before, row, after)
        )
    return found


def answered(
    sheet: Iterable[Mapping[str, str]], units: Iterable[Unit], read: Callable[[str], str], *, table: str
) -> pd.DataFrame:
    """The software's answers to the units of a sheet, in its form and order.

    Raises ValueError where a unit of the sheet is none of the corpus, or its words are others by now.
    """
    known = {(unit.file, unit.start, unit.end): unit for unit in units}
    rows = []
    for number, row in enumerate(sheet, 2):
        where = f"row {number} of the sheet"
        try:
            passage = row["file"].removeprefix("'"), int(float(row["start"])), int(float(row["end"]))
        except (KeyError, ValueError) as error:
            raise ValueError(f"{where}: file, start and end name no passage") from error
        unit = known.get(passage)
        file, start, end = passage
        if unit is None:
            raise ValueError(f"{where}: {file}:{start} to {end} is no unit of this corpus; was the text edited since?")
        rows.append((row.get("unit", number - 1), *passage, read(file)[start:end], *unit.answers.values()))
    return pd.DataFrame(rows, columns=["unit", "file", "start", "end", "text", *CODED[table]])
