"""How reported numbers stand to each other: compatible, narrower, later, in conflict; and what may not be summed."""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from purgelib.days import read_days
from purgelib.origins.bounds import interval, said, same_number
from purgelib.origins.waves import may_be_one, why_apart
from purgelib.origins.words import Words, shipped, words_of

RELATIONS = (
    "compatible",
    "narrower",
    "later",
    "conflict",
    "part",
    "elsewhere",
    "another wave",
    "not comparable",
)
INCIDENT = 7  # a number of an event of at most so many days is one of an incident


class Verdict(NamedTuple):
    """How two counts of one category stand to each other, and why."""

    relation: str  # one of RELATIONS
    reason: str


def compare(one, other, words: Words | None = None) -> Verdict:
    """How two rows of counts with wave and people stand to each other, by bounds, dates, people, places and wholes."""
    if one.category != other.category or one.unit != other.unit:
        return Verdict(
            "not comparable", f"{one.category} {one.unit} and {other.category} {other.unit} are not the same thing"
        )
    for part, beside in ((one, other), (other, one)):
        if part.whole:
            return Verdict("part", f"{said(part)} is a share of {part.whole}, not a number beside {said(beside)}")
    if one.wave != other.wave:
        waves = [count.wave or "no known time" for count in (one, other)]
        return Verdict("another wave", f"{said(one)} is of {waves[0]}, {said(other)} of {waves[1]}")
    a, b = interval(one), interval(other)
    if (0.0, float("inf")) in (a, b):
        return Verdict("not comparable", f"{said(one if a == (0.0, float('inf')) else other)} sets no bound")
    words = words or shipped()
    relation, why = why_apart(one, other, words)
    if relation and not (same_number(one, other) and may_be_one(one, other, words)):
        return Verdict(relation, f"{said(one)} and {said(other)}: {why}")
    if max(a[0], b[0]) <= min(a[1], b[1]):
        return _overlapping(one, other, a, b)
    if same_number(one, other):
        return Verdict("compatible", f"{said(one)} and {said(other)} may be one number, rounded")
    lower, higher = (one, other) if a[1] < b[0] else (other, one)
    return _excluding(lower, higher)


def _overlapping(one, other, a: tuple[float, float], b: tuple[float, float]) -> Verdict:
    if a == b:
        return Verdict("compatible", f"{said(one)} and {said(other)} set the same bounds")
    for inner, outer, within, around in ((one, other, a, b), (other, one, b, a)):
        if within[0] >= around[0] and within[1] <= around[1]:
            return Verdict("narrower", f"{said(inner)} lies within the bounds of {said(outer)}")
    return Verdict("compatible", f"the bounds of {said(one)} and {said(other)} overlap")


def _excluding(lower, higher) -> Verdict:
    """Of two numbers whose bounds exclude each other: later, an incident of a longer time, or in conflict."""
    if _incident_within(lower, higher):
        return Verdict(
            "not comparable",
            f"{said(lower)} is of one incident ({lower.event_date}), {said(higher)} of a longer time",
        )
    for count in (lower, higher):
        if count.subset:
            return Verdict("not comparable", f"{said(count)} tells of some of a group (“{count.subset}”), not of all")
    if lower.last_day and higher.last_day and lower.last_day < higher.last_day:
        days = f"{said(higher)} is of {higher.last_day}, after {said(lower)} of {lower.last_day}"
        return Verdict("later", f"{days}: the number may have grown")
    if lower.last_day and higher.last_day and lower.last_day > higher.last_day and lower.source == higher.source != "":
        return Verdict("later", f"{lower.source} later says {said(lower)} ({lower.last_day}): a correction downwards")
    most, least = interval(lower)[1], interval(higher)[0]
    return Verdict("conflict", f"{said(lower)} allows at most {most:,.0f}, {said(higher)} at least {least:,.0f}")


def _incident_within(lower, higher) -> bool:
    """Whether the lower number is of an incident and the higher of a longer time around it."""
    inner, outer = read_days(lower.event_date), read_days(higher.event_date or higher.when)
    if not (inner.first and inner.last and outer.first and outer.last):
        return False
    short = (inner.last - inner.first).days < INCIDENT <= (outer.last - outer.first).days
    return short and outer.first <= inner.first and inner.last <= outer.last


def comparisons(counts: pd.DataFrame, *, lexicons: Mapping[str, str] | None = None) -> pd.DataFrame:
    """One row a pair of counts of one category and wave from different documents, with how they stand and why.

    What a document says twice is compared once. `counts` need wave and people. `lexicons` are words that a corpus adds
    to the shipped ones, as `Tables.lexicons` has them.
    """
    words = words_of(lexicons or {})
    rows = []
    usable = counts[counts["wave"].ne("") & (counts["low"].notna() | counts["high"].notna())]
    once = ["document", "low", "high", "site", "head", "whole"]
    for _, group in usable.groupby(["category", "wave"], sort=True):
        distinct = list(group.drop_duplicates(once).itertuples())
        for place, one in enumerate(distinct):
            for other in distinct[place + 1 :]:
                if one.document != other.document:
                    rows.append([one.category, one.wave, one.count, other.count, *compare(one, other, words)])
    return pd.DataFrame(rows, columns=["category", "wave", "count", "other", "relation", "reason"]).astype("str")


def agreement(pairs: pd.DataFrame) -> pd.DataFrame:
    """One row a category and wave: how many pairs of counts stand in each relation."""
    columns = [one for one in RELATIONS if one in set(pairs["relation"])]
    table = pd.crosstab([pairs["category"], pairs["wave"]], pairs["relation"]).reindex(columns=columns, fill_value=0)
    return table.reset_index().rename_axis(columns=None)


def conflicts(pairs: pd.DataFrame, counts: pd.DataFrame, known_outlets: dict[str, str]) -> pd.DataFrame:
    """One row a reason why two numbers cannot both hold, with who publishes them and how often it comes up."""
    document = dict(zip(counts["count"], counts["document"], strict=True))
    table = pairs[pairs["relation"].eq("conflict")].assign(
        outlet=lambda t: t["count"].map(document).map(known_outlets),
        other_outlet=lambda t: t["other"].map(document).map(known_outlets),
    )
    columns = ["category", "wave", "reason", "outlet", "other_outlet"]
    return table.groupby(columns, as_index=False, sort=False).agg(pairs=("count", "size"))


def total(counts: pd.DataFrame) -> int:
    """The sum of exact numbers that may be summed: incidents apart from each other, none a part or a running total.

    Raises ValueError that says which rows may not be summed, and why.
    """
    rows = list(counts.itertuples())
    for row in rows:
        if pd.isna(row.low) or pd.isna(row.high) or row.low != row.high or row.modifier == "about":
            raise ValueError(f"{row.count}: {said(row)} is no exact number and cannot be summed")
        if row.whole:
            raise ValueError(f"{row.count}: {said(row)} is a share of {row.whole}; summed with it, persons count twice")
        if row.as_of and not row.event_date:
            raise ValueError(f"{row.count}: {said(row)} is a running total as of {row.as_of}, not an incident")
    for place, one in enumerate(rows):
        for other in rows[place + 1 :]:
            if one.category != other.category:
                raise ValueError(
                    f"{one.count} and {other.count}: {one.category} and {other.category} may be the same persons"
                )
            if one.unit != other.unit:
                raise ValueError(f"{one.count} and {other.count}: {one.unit} and {other.unit} have no sum")
            if _may_be_one_incident(one, other):
                raise ValueError(
                    f"{one.count} and {other.count}: {said(one)} and {said(other)} may be the same incident"
                )
    return int(sum(row.low for row in rows))


def _may_be_one_incident(one, other) -> bool:
    """Whether nothing in the texts parts two incidents: neither their days nor their places."""
    a, b = read_days(one.event_date), read_days(other.event_date)
    if a.first and a.last and b.first and b.last and (a.last < b.first or b.last < a.first):
        return False
    places = {one.place.casefold(), other.place.casefold()}
    return "" in places or len(places) == 1


def denials(reactions: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """One row a figure and one who denies in a document that reports it: what is denied beside what is reported.

    Texts seldom say which number a denial means; that both stand in one document is all that is known.
    """
    denied = reactions[reactions["type"].eq("deny")]
    pairs = denied[["actor", "date", "document", "text", "reaction"]].merge(
        counts.loc[counts["figure"].ne(""), ["document", "figure"]].drop_duplicates(), on="document"
    )
    grouped = pairs.groupby(["figure", "actor"], as_index=False).agg(
        denials=("reaction", "nunique"),
        documents=("document", "nunique"),
        dates=("date", lambda days: "; ".join(sorted(set(days) - {""}))),
        words=("text", "first"),
    )
    return grouped.sort_values(["figure", "denials", "actor"], ascending=[True, False, True], ignore_index=True)
