"""Derived tables of the reported numbers: table in, table out. A number keeps its doubt and its origin."""

import datetime as dt
from collections.abc import Iterable

import pandas as pd

from purgelib import schemas
from purgelib.days import Days, read_days
from purgelib.prose import many

UNNAMED = "unnamed source"
NO_OUTLET = "outlet not known"
IN_WORDS = {
    "exact": "{low}",
    "about": "about {low}",
    "at_least": "at least {low}",
    "more_than": "more than {below}",
    "up_to": "up to {high}",
    "fewer_than": "fewer than {above}",
    "range": "{low} to {high}",
}


def reported_numbers(
    counts: pd.DataFrame,
    documents: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    categories: str | Iterable[str] = "",
    sources: str | Iterable[str] = "",
    date_from: str = "",
    date_to: str = "",
    references: bool = True,
) -> pd.DataFrame:
    """One row a count, with who says it, the days it holds for, its sentence and its document.

    `categories` and `sources` keep what they name, `date_from` and `date_to` (EDTF) what may fall between them; empty
    keeps all. `references=False` leaves out what stands in reference lists. `days_from` says what the days rest on:
    the text (`stated`), the date of the document (`document`), or nothing ("").

    Raises ValueError where a category or source is named that the table does not know.
    """
    wanted = _read_names(categories, known={*schemas.CATEGORIES, *counts["category"]}, what="category", parting=",;")
    named = _read_names(sources, known=_all_sources(counts), what="source", parting=";")
    known = documents.set_index("document")
    table = counts.assign(
        sentence=counts["sentence"].map(sentences.set_index("sentence")["text"]).fillna("").map(_on_one_line),
        title=counts["document"].map(known["title"]).fillna(""),
        outlet=counts["document"].map(known["outlet"]).fillna("").replace("", NO_OUTLET),
        published=counts["document"].map(known["published"]).fillna(""),
        own_words=counts["source"].eq("").astype(int),
    ).assign(
        says=lambda t: t["source"].replace({"unnamed": UNNAMED}).where(t["source"].ne(""), t["outlet"]),
        bounds=lambda t: [in_words(*row) for row in zip(t["low"], t["high"], t["modifier"], strict=True)],
        date=lambda t: t["when"].where(t["when"].ne(""), t["published"]),
        days_from=lambda t: t["when"].ne("").map({True: "stated", False: "document"}).where(t["date"].ne(""), ""),
    )
    days = [
        _not_after(read_days(date), read_days(published))
        for date, published in zip(table["date"], table["published"], strict=True)
    ]
    table = table.assign(first_day=[_iso(one.first) for one in days], last_day=[_iso(one.last) for one in days]).astype(
        dict.fromkeys(MADE, "str")
    )  # of no rows, pandas would make numbers
    keep = pd.Series(True, index=table.index)
    if wanted:
        keep &= table["category"].isin(wanted)
    if named:
        keep &= table["source"].map(lambda source: not named.isdisjoint(source.split("; ")))
    if date_from:
        earliest = _iso(_read_limit(date_from, "date_from").first)
        keep &= table["last_day"].ge(earliest) | (table["last_day"].eq("") & table["first_day"].ne(""))
    if date_to:
        latest = _iso(_read_limit(date_to, "date_to").last)
        keep &= table["first_day"].le(latest) & (table["first_day"].ne("") | table["last_day"].ne(""))
    if not references:
        keep &= table["in_reference"].eq(0)
    return (
        table.loc[keep, list(REPORTED)]
        .assign(_rank=lambda t: t["category"].map(_rank))
        .sort_values(["_rank", "category", "file", "start", "count"], kind="stable")
        .drop(columns="_rank")
        .reset_index(drop=True)
    )


MADE = ("sentence", "title", "outlet", "published", "says", "bounds", "date", "days_from", "first_day", "last_day")
REPORTED = (
    "count",
    "category",
    "says",
    "own_words",
    "text",
    "bounds",
    "low",
    "high",
    "modifier",
    "hedge",
    "population",
    "place",
    "date",
    "first_day",
    "last_day",
    "days_from",
    "sentence",
    "title",
    "outlet",
    "published",
    "document",
    "file",
    "start",
    "end",
    "in_reference",
    "unit",
    "convention",
)


def _not_after(days: Days, published: Days) -> Days:
    """The days, but none after the report was published: "in April", said on the 13th, ends there."""
    if days.first is None or published.last is None or days.first > published.last:
        return days
    return Days(days.first, published.last if days.last is None else min(days.last, published.last))


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _read_limit(date: str, name: str) -> Days:
    days = read_days(str(date))
    if days.first is None or days.last is None:
        raise ValueError(f"{name}: {date!r} is no date; write 2017-04-13, 2017-04 or 2017")
    return days


def _read_names(names: str | Iterable[str], *, known: set[str], what: str, parting: str) -> set[str]:
    if isinstance(names, str):
        for mark in parting[1:]:
            names = names.replace(mark, parting[0])
        names = names.split(parting[0])
    wanted = {name.strip() for name in names} - {""}
    if known and (strange := sorted(wanted - known)):
        raise ValueError(f"{what} {strange[0]!r} is not in the tables; there are {', '.join(sorted(known))}")
    return wanted


def _all_sources(counts: pd.DataFrame) -> set[str]:
    return {name for sources in counts["source"].unique() for name in sources.split("; ")} - {""}


def _rank(category: str) -> int:
    return schemas.CATEGORIES.index(category) if category in schemas.CATEGORIES else len(schemas.CATEGORIES)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def in_words(low: int | None, high: int | None, modifier: str) -> str:
    """What a number claims, in words and persons.

    >>> in_words(101, None, "more_than")
    'more than 100'
    >>> in_words(24, None, "vague")
    'vague: read as at least 24'
    >>> in_words(None, None, "vague")
    'no bound'
    """
    low, high = (None if pd.isna(bound) else int(bound) for bound in (low, high))
    if low is None and high is None:
        return "no bound"
    if (
        modifier in IN_WORDS
        and not (modifier in ("up_to", "fewer_than") and high is None)
        and not (modifier not in ("up_to", "fewer_than") and low is None)
    ):
        above = "no upper bound" if high is None else f"{high:,}"
        return IN_WORDS[modifier].format(
            low=f"{low:,}" if low is not None else "",
            high=above,
            below=f"{(low or 1) - 1:,}",
            above=f"{(high or 0) + 1:,}",
        )
    read = f"at least {low:,}" if high is None else f"at most {high:,}" if low is None else f"{low:,} to {high:,}"
    return f"vague: read as {read}"


def numbers_by_category(reported: pd.DataFrame) -> pd.DataFrame:
    """One row a category: how many reports of a number, by how many, how sure, and the highest of their lower bounds.

    Reports repeat each other: they may not be added up.
    """
    return (
        reported.assign(
            open_above=lambda t: t["high"].isna(),
            unsure=lambda t: t["hedge"].eq(1) | t["modifier"].eq("vague"),
        )
        .groupby("category", as_index=False, sort=False)
        .agg(
            reports=("count", "size"),
            documents=("document", "nunique"),
            speakers=("says", "nunique"),
            without_upper_bound=("open_above", "sum"),
            hedged_or_vague=("unsure", "sum"),
            highest_lower_bound=("low", "max"),
        )
    )


def numbers_over_time(reported: pd.DataFrame) -> pd.DataFrame:
    """One row a dated count, in the order of their last days, with what it adds to those before it in its category.

    `change` is `first`, `higher` (a higher lower bound than any before), `repeated` (bounds that were reported before)
    or `other` (other bounds, no higher lower one; another group of people, perhaps); `highest` is the highest lower
    bound reported up to that row.
    """
    dated = (
        reported[reported["first_day"].ne("") | reported["last_day"].ne("")]
        .assign(
            last_day=lambda t: t["last_day"].where(t["last_day"].ne(""), t["first_day"]),
            first_day=lambda t: t["first_day"].where(t["first_day"].ne(""), t["last_day"]),
            _rank=lambda t: t["category"].map(_rank),
        )
        .sort_values(["_rank", "category", "last_day", "published", "file", "start"], kind="stable")
        .drop(columns="_rank")
        .reset_index(drop=True)
    )
    highest: dict[str, int] = {}
    seen: set[tuple[str, int, int]] = set()
    changes, heights = [], []
    for category, low, high in zip(dated["category"], dated["low"].fillna(-1), dated["high"].fillna(-1), strict=True):
        before = highest.get(category)
        if before is None:
            change = "first"
        elif low > before:
            change = "higher"
        elif (category, low, high) in seen and max(low, high) >= 0:
            change = "repeated"
        else:
            change = "other"
        highest[category] = max(low, -1 if before is None else before)
        seen.add((category, low, high))
        changes.append(change)
        heights.append(highest[category] if highest[category] >= 0 else pd.NA)
    return dated.assign(change=changes, highest=pd.Series(heights, dtype="Int64", index=dated.index))


def in_prose(reported: pd.DataFrame) -> str:
    """What the table holds, in Markdown sentences, each number taken from the table.

    >>> in_prose(pd.DataFrame({"category": [], "count": []}))
    'The texts report no number of people under these parameters.'
    """
    if reported.empty:
        return "The texts report no number of people under these parameters."
    rows = numbers_by_category(reported)
    times, documents, speakers = len(reported), reported["document"].nunique(), reported["says"].nunique()
    unbounded, unsure = rows["without_upper_bound"].sum(), rows["hedged_or_vague"].sum()
    return (
        f"The texts report a number of people {many(times, 'time')}, in {many(documents, 'document')} and on the word"
        f" of {many(speakers, 'speaker')}. Of these, {unbounded:,} have no upper bound and {unsure:,} are hedged or"
        " vague. Reports repeat each other: they may not be added up."
    )


def changes_by_category(over_time: pd.DataFrame) -> pd.DataFrame:
    """One row a category: how often a dated number was the first, higher than any before, a repetition, or another."""
    kinds = ["first", "higher", "repeated", "other"]
    return (
        over_time.assign(**{kind: over_time["change"].eq(kind).astype(int) for kind in kinds})
        .groupby("category", as_index=False, sort=False)[kinds]
        .sum()
    )
