"""The headline range of a category and wave, by origin, and how it changes when something is left out."""

import re
from collections.abc import Mapping

import pandas as pd

from purgelib.origins.bounds import anchor
from purgelib.origins.links import Known
from purgelib.origins.names import UNNAMED
from purgelib.origins.waves import why_apart
from purgelib.origins.words import Words, shipped

RANGES = ("category", "wave", "fewest", "most", "open_above", "counts")


def with_headline(counts: pd.DataFrame, found_figures: pd.DataFrame, words: Words | None = None) -> pd.DataFrame:
    """The counts with `headline`, 1 for those that speak of the same people as the most reported figure of their wave.

    What is said of another place, of one room, of other people or of some of a group is no headline; nor is a part, or
    what has no date.
    """
    words = words or shipped()
    first = (
        found_figures[found_figures["wave"].ne("")]
        .sort_values(["documents", "counts", "anchor"], ascending=[False, False, False], kind="stable")
        .drop_duplicates(["category", "wave"])
    )
    of_figure = {figure: next(group.itertuples()) for figure, group in counts.groupby("figure") if figure}
    centres = {(row.category, row.wave): of_figure[row.figure] for row in first.itertuples()}

    def is_headline(row) -> bool:
        centre = centres.get((row.category, row.wave))
        if centre is None or row.whole or row.unit != "persons" or pd.isna(row.anchor):
            return False
        return row.figure == centre.figure or (not row.subset and why_apart(centre, row, words) == ("", ""))

    return counts.assign(
        headline=pd.Series([int(is_headline(row)) for row in counts.itertuples()], index=counts.index, dtype="Int64")
    )


def headline_ranges(counts: pd.DataFrame) -> pd.DataFrame:
    """One row a category and wave: the fewest and the most that reports speak of, and how many leave the top open.

    `counts` need their headline.
    """
    rows = []
    for (category, wave), group in counts[counts["headline"].eq(1)].groupby(["category", "wave"], sort=True):
        anchors = group["anchor"].dropna()
        if anchors.empty:
            continue
        open_above = int(group["high"].isna().sum())
        rows.append([category, wave, int(anchors.min()), int(anchors.max()), open_above, len(group)])
    return pd.DataFrame(rows, columns=list(RANGES))


def ranges_by_origin(counts: pd.DataFrame, roots: pd.DataFrame, documents: pd.DataFrame, known: Known) -> pd.DataFrame:
    """One row a category, wave and origin: the range that goes back to it, in how many documents, from when to when.

    Where the trail ends without telling who knew, `origin` says so and `certain` is 0.
    """
    day = dict(zip(documents["document"], documents["first_day"], strict=True))
    published = dict(zip(documents["document"], documents["published"], strict=True))
    merged = counts[counts["headline"].eq(1)].merge(
        roots[["count", "root", "kind", "origin", "path"]].drop_duplicates(["count", "root"]), on="count"
    )
    merged = merged.assign(
        named=[
            row.root if row.root != UNNAMED else f"{row.path.rpartition(' ← ')[2]}, in {known.outlet[row.document]}"
            for row in merged.itertuples()
        ]
    )
    rows = []
    for (category, wave, name), group in merged.groupby(["category", "wave", "named"], sort=True):
        dated = sorted((day[one], published[one]) for one in group["document"].unique() if day[one])
        rows.append(
            {
                "category": category,
                "wave": wave,
                "origin": name,
                "kind": group["kind"].mode().iloc[0],
                "certain": int(group["origin"].max()),
                "fewest": int(group["anchor"].min()),
                "most": int(group["anchor"].max()),
                "open_above": int(group["high"].isna().any()),
                "open_below": int(group["low"].isna().any()),
                "documents": group["document"].nunique(),
                "first_published": dated[0][1] if dated else "",
                "last_published": dated[-1][1] if dated else "",
                "numbers": "; ".join(dict.fromkeys(" ".join(one.split()) for one in group["text"])),
            }
        )
    columns = ["category", "wave", "origin", "kind", "certain", "fewest", "most", "open_above", "open_below"]
    columns += ["documents", "first_published", "last_published", "numbers"]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values(
        ["category", "wave", "certain", "documents", "most", "origin"],
        ascending=[True, True, False, False, False, True],
        ignore_index=True,
    )


def under_convention(counts: pd.DataFrame, name: str, conventions: Mapping[str, Mapping] | None = None) -> pd.DataFrame:
    """The counts with their vague words read by another convention.

    Raises ValueError for a convention that does not exist.
    """
    conventions = conventions or shipped().conventions
    if name not in conventions:
        raise ValueError(f"the convention {name!r} does not exist; there are {', '.join(sorted(conventions))}")
    lows = [_low(row, name, conventions) if row.modifier == "vague" else row.low for row in counts.itertuples()]
    changed = counts.assign(low=pd.Series(lows, index=counts.index, dtype="Int64"))
    anchors = [anchor(row) for row in changed.itertuples()]
    return changed.assign(anchor=pd.Series(anchors, index=counts.index, dtype="Int64"))


def _low(count, name: str, conventions: Mapping[str, Mapping]) -> int | None:
    """The lower bound of a vague word; of `tens of thousands`, as many thousands as the convention reads tens."""
    if not count.convention or count.convention == name:
        return None if pd.isna(count.low) else int(count.low)
    here, there = conventions.get(count.convention, {}), conventions[name]
    for word in re.findall(r"[a-z]+", count.text.casefold()):
        if word not in here and word not in there:
            continue
        if word not in there:
            return None
        return int(there[word]) if pd.isna(count.low) or word not in here else int(count.low * there[word] / here[word])
    return None if pd.isna(count.low) else int(count.low)


def sensitivity(
    counts: pd.DataFrame, known: Known, *, conventions: tuple[str, ...] = ("codebook", "acled", "none")
) -> pd.DataFrame:
    """The headline ranges without one source or outlet at a time, without hedged counts, and under each convention.

    One row a category, wave and way of leaving out; `left_out` says which, `changed` is 1 where the range is not that
    of all counts, `fewest` and `most` are missing where nothing is left.
    """
    published = counts["document"].map(known.outlet)
    headline = counts["headline"].eq(1)
    sources = sorted({name for source in counts.loc[headline, "source"] for name in source.split("; ")} - {""})
    ways = [("nothing", "", counts)]
    ways += [("source", name, counts[[name not in one.split("; ") for one in counts["source"]]]) for name in sources]
    ways += [("outlet", name, counts[published.ne(name)]) for name in sorted(set(published[headline]))]
    ways += [("hedged counts", "", counts[counts["hedge"].eq(0)])]
    ways += [("convention", name, under_convention(counts, name, known.words.conventions)) for name in conventions]
    every = headline_ranges(counts).rename(columns={"fewest": "fewest_of_all", "most": "most_of_all"})
    every = every[["category", "wave", "fewest_of_all", "most_of_all"]]
    tables = [every.merge(headline_ranges(left), how="left").assign(way=way, left_out=name) for way, name, left in ways]
    table = pd.concat(tables, ignore_index=True).assign(counts=lambda t: t["counts"].fillna(0).astype("Int64"))
    same = table["fewest"].eq(table["fewest_of_all"]) & table["most"].eq(table["most_of_all"])
    columns = ["category", "wave", "way", "left_out", "fewest", "most", "open_above", "counts", "changed"]
    numbers = ["fewest", "most", "open_above"]
    return table.assign(changed=(~same).astype(int))[columns].astype(dict.fromkeys(numbers, "Int64"))
