"""All that is known of the origins of a corpus's numbers, in one call."""

import calendar
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from purgelib import schemas
from purgelib.days import read_days
from purgelib.origins import comparing, groups, links, ranges, waves
from purgelib.origins.rooting import roots
from purgelib.origins.words import words_of
from purgelib.prose import escape, many

MOST = 5  # figures that are put into words
HEADLINES = ("detained", "killed", "evacuated")  # what every report compares


class Traced(NamedTuple):
    """The tables of an inquiry into origins, each described by the function that makes it."""

    counts: pd.DataFrame
    links: pd.DataFrame
    roots: pd.DataFrame
    reports: pd.DataFrame
    figures: pd.DataFrame
    ranges: pd.DataFrame  # ranges_by_origin
    denials: pd.DataFrame
    documents: pd.DataFrame
    outlets: dict[str, str]  # document -> who published it
    known: links.Known


def trace(
    tables: Any,
    *,
    categories: str | Iterable[str] = HEADLINES,
    date_from: str = "",
    date_to: str = "",
    wave: str = "",
    convention: str = "",
    lexicons: Mapping[str, str] | None = None,
) -> Traced:
    """The chains, roots and figures of the counts in tables, as `load` or `extract` gives them.

    `categories` names which counts, `wave` keeps the waves whose name begins so, `date_from` and `date_to` (EDTF) what
    may fall between them; empty keeps all. Chains are read before anything is left out. `lexicons` are words that a
    corpus adds to the shipped ones; without them, those that came with the tables.

    Raises ValueError for a category, wave, date or convention that is not known, and lexicons that cannot be read.
    """
    found = tables if isinstance(tables, Mapping) else tables._asdict()
    words = words_of(getattr(tables, "lexicons", {}) if lexicons is None else lexicons)
    counts = found["counts"]
    wanted = _read_categories(categories, counts)
    counts = counts[counts["category"].isin(wanted)].reset_index(drop=True)
    if convention:
        counts = ranges.under_convention(counts, convention, words.conventions).drop(columns="anchor")
    counts = waves.with_waves(counts, found["documents"], found["sentences"], found["references"])
    counts = groups.with_figures(waves.with_people(counts, found["sentences"], words), words)
    names = ("documents", "sentences", "quotes", "references", "mentions", "actors")
    known = links.look_up(*(found[name] for name in names), words=words)
    chains = links.chains(counts, known)
    found_roots = roots(
        counts, chains, known, actors=found["actors"], mentions=found["mentions"], sentences=found["sentences"]
    )
    counts = counts[_within(counts, date_from, date_to, wave)]
    chains, found_roots = (table[table["count"].isin(counts["count"])] for table in (chains, found_roots))
    reports = groups.reports(counts, found["documents"], found["sentences"], found_roots, known)
    figures = groups.figures(counts, found["documents"], found_roots, reports, known)
    counts = ranges.with_headline(counts, figures, words)
    return Traced(
        counts,
        chains,
        found_roots,
        reports,
        figures,
        ranges.ranges_by_origin(counts, found_roots, found["documents"], known),
        comparing.denials(found["reactions"], counts),
        found["documents"],
        known.outlet,
        known,
    )


def _read_categories(categories: str | Iterable[str], counts: pd.DataFrame) -> set[str]:
    if isinstance(categories, str):
        categories = categories.replace(";", ",").split(",")
    wanted = {name.strip() for name in categories} - {""} or set(HEADLINES)
    known = {*schemas.CATEGORIES, *counts["category"]}
    if strange := sorted(wanted - known):
        raise ValueError(f"category {strange[0]!r} is not in the tables; there are {', '.join(sorted(known))}")
    return wanted


def _within(counts: pd.DataFrame, date_from: str, date_to: str, wave: str) -> pd.Series:
    keep = pd.Series(True, index=counts.index)
    if wave:
        keep &= counts["wave"].str.startswith(wave)
        if not keep.any() and len(counts):
            known = ", ".join(sorted(set(counts["wave"]) - {""}))
            raise ValueError(f"wave {wave!r} is not in the tables; there are {known}")
    for limit, name in ((date_from, "date_from"), (date_to, "date_to")):
        days = read_days(str(limit))
        if limit and (days.first is None or days.last is None):
            raise ValueError(f"{name}: {limit!r} is no date; write 2017-04-13, 2017-04 or 2017")
    if date_from:
        earliest = read_days(str(date_from)).first
        keep &= counts["last_day"].map(lambda day: bool(day) and day >= earliest).astype(bool)
    if date_to:
        latest = read_days(str(date_to)).last
        keep &= counts["first_day"].map(lambda day: bool(day) and day <= latest).astype(bool)
    return keep


# In words


def in_prose(found: Traced, *, most: int = MOST) -> str:
    """The finding, in Markdown: behind each of the most reported figures, how many origins stand, and which."""
    if found.figures.empty:
        return "The texts report no number of people detained, killed or evacuated under these parameters."
    lines = [
        f"{many(len(found.figures), 'figure')} in {many(found.counts['document'].nunique(), 'document')}."
        " An origin is one on whose word the texts give a number; two origins may still have asked the same person."
    ]
    kinds = found.roots[found.roots["origin"].eq(1)].groupby("root")["kind"].first().to_dict()
    lines += [f"- {_figure_in_words(row, kinds)}" for row in headlines(found.figures, most=most).itertuples()]
    return "\n\n".join(["\n".join([lines[0], "", *lines[1:]])])


def wave_in_words(wave: str) -> str:
    """The months of a wave.

    >>> wave_in_words("2016-12/2017-07"), wave_in_words("2019-01"), wave_in_words("")
    ('December 2016 to July 2017', 'January 2019', 'no known time')
    """
    if not wave:
        return "no known time"
    return " to ".join(f"{calendar.month_name[int(one[5:])]} {one[:4]}" for one in wave.split("/"))


def headlines(figures: pd.DataFrame, *, most: int = MOST) -> pd.DataFrame:
    """The figures that the corpus is about: the most reported of each category and wave, the most reported first."""
    dated = figures[figures["wave"].ne("")].sort_values(
        ["documents", "counts", "anchor"], ascending=[False, False, False], kind="stable"
    )
    return dated.drop_duplicates(["category", "wave"]).head(most)


def _figure_in_words(row, kinds: Mapping[str, str]) -> str:
    origins = many(row.independent, "independent origin")
    named = [f"{escape(name)} ({kinds.get(name, 'unknown')})" for name in row.origins.split("; ") if name]
    listed = f": {'; '.join(named)}" if named else ""
    verb = "rests" if row.documents == 1 else "rest"
    said = (
        f"**“{escape(row.words)}” {escape(row.category)}**, {wave_in_words(row.wave)}:"
        f" {many(row.documents, 'document')} of {many(row.outlets, 'outlet')} {verb} on {origins}{listed}."
    )
    if row.ends:
        said += f" Where the texts do not say who knew, the trail ends at: {escape(row.ends)}."
    told = [
        f"{number:,} {verb}{'s' if number == 1 else ''}"
        for number, verb in ((row.reprints, "reprint"), (row.re_reports, "re-report"))
        if number
    ]
    if told:
        said += f" Of the documents, {' and '.join(told)} the number."
    return said + (f" {many(row.loops, 'document')} cite in a circle." if row.loops else "")


def agreement_in_prose(pairs: pd.DataFrame) -> str:
    """How the numbers stand to each other, in one Markdown sentence, each number taken from the table."""
    if pairs.empty:
        return "No two documents give numbers of one category and wave."
    often = pairs["relation"].value_counts()
    told = ", ".join(f"{often[one]:,} {one}" for one in comparing.RELATIONS if one in often.index)
    return f"Of {many(len(pairs), 'pair')} of numbers from different documents: {told}."


def sensitivity_in_prose(table: pd.DataFrame) -> str:
    """What the headline ranges hang on, in Markdown sentences, each number taken from the table."""
    tried = table[table["way"].ne("nothing")]
    if tried.empty:
        return "There is no headline range to recompute."
    moved = tried[tried["changed"].eq(1)]
    ranges_moved = len(moved.drop_duplicates(["category", "wave"]))
    total = len(table.drop_duplicates(["category", "wave"]))
    return (
        f"{many(total, 'headline range')}, each recomputed in {len(tried) // max(1, total):,} ways:"
        f" {ranges_moved:,} of them change at least once, {len(moved):,} of {len(tried):,} times in all."
    )


# In brief


def steps(found: Traced, count: str) -> pd.DataFrame:
    """One row a link of the chains of a count, from its document on: who gives the number to whom, and in which words.

    `basis` says whether the link is `stated`, a `reference`, or `matched`, which is inferred. A count for which its
    document credits nobody has no link. Raises ValueError where the id is not among those traced.
    """
    if count not in set(found.counts["count"]):
        raise ValueError(f"count {count!r} is not among those traced; see the column `count` of their counts")
    links = found.links[found.links["count"].eq(count)].sort_values(["chain", "step"], ignore_index=True)
    return links.rename(columns={"text": "words"})[["chain", "step", "taker", "giver", "basis", "words"]]


def figures_in_brief(figures: pd.DataFrame) -> pd.DataFrame:
    """One row a figure: what it says, how many documents and speakers have it, and from which origins."""
    columns = ["category", "when", "number", "documents", "outlets", "speakers", "independent", "unclear", "loops"]
    columns += ["reprints", "re_reports", "origins", "ends", "first_day"]
    return figures.assign(when=figures["wave"].map(wave_in_words), number=figures["words"])[columns].rename(
        columns={"first_day": "first report"}
    )


def denials_in_brief(denials: pd.DataFrame, figures: pd.DataFrame, *, most: int = MOST) -> pd.DataFrame:
    """One row an actor who denies beside one of the most reported figures, with the first words of the denial."""
    words = {
        row.figure: f"{row.words} {row.category}, {wave_in_words(row.wave)}"
        for row in headlines(figures, most=most).itertuples()
    }
    table = denials[denials["figure"].isin(words)]
    return table.assign(figure=table["figure"].map(words), words=table["words"].map(lambda one: " ".join(one.split())))


def chains_in_brief(found: Traced) -> pd.DataFrame:
    """One row a chain: the number as written, its path, the kind of its root and what the path rests on."""
    columns = ["count", "category", "text", "wave"]
    return found.roots.merge(found.counts[columns], on="count")[
        ["category", "wave", "text", "path", "kind", "basis", "loop", "count"]
    ].sort_values(["category", "wave", "count"], kind="stable", ignore_index=True)
