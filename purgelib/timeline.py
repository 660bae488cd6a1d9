"""Who responded when: derived tables of the reactions, table in, table out.

A reaction is what one sentence tells; an act is what an actor did, of which several sentences may tell. A date stays as
imprecise as the text has it, and what a text tells without any date has happened by the day on which it was published.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

import pandas as pd

from purgelib.days import Days, read_days
from purgelib.prose import escape, many
from purgelib.schemas import ACTOR_TYPES, REACTIONS

BASES = ("correction", "stated", "relative", "governing sentence", "document", "")  # the surest first
STANCES = ("asserts", "corroborates", "doubts", "denies", "silent")
EVENTS = ("killed", "detained")
LONGEST_MONTH = 31  # days
NEWS = dt.timedelta(days=31)  # for so long after an act, texts tell of it without saying when it was

ACTS = (
    "act", "actor", "type", "date", "date_basis", "first_day", "last_day", "told_by", "target", "quote", "witnesses",
    "documents", "reactions", "document", "reaction", "text", "cue",
)  # fmt: skip
WORDS = ("actor_type", "country", "sentence", "title", "outlet", "published")
DAYS = ("first_day", "last_day", "told_by")


# What a notebook chooses


def chosen_reactions(
    reactions: pd.DataFrame,
    actors: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    date_from: str = "",
    date_to: str = "",
    types: str | Iterable[str] = "",
    actor_types: str | Iterable[str] = "",
    countries: str | Iterable[str] = "",
) -> pd.DataFrame:
    """The reactions that may lie within these dates, of these types, by actors of these types and countries.

    What is named is parted by commas, countries by semicolons; nothing named is no choice. A reaction without a date
    may lie at any time up to the day on which its document was published.

    Raises ValueError where a name is none that there is or a date is none.
    """
    known = actors.set_index("name")
    wanted = _read_names(types, known=[*REACTIONS, *reactions["type"]], what="type of reaction", parting=",")
    wanted_actors = _read_names(actor_types, known=ACTOR_TYPES, what="type of actor", parting=",")
    wanted_countries = _read_names(countries, known=known["country"], what="country", parting=";")
    keep = pd.Series(True, index=reactions.index)
    if wanted:
        keep &= reactions["type"].isin(wanted)
    if wanted_actors:
        keep &= reactions["actor"].map(known["type"]).isin(wanted_actors)
    if wanted_countries:
        keep &= reactions["actor"].map(known["country"]).isin(wanted_countries)
    if date_from or date_to:
        limits = Days(_read_limit(date_from, "date_from").first, _read_limit(date_to, "date_to").last)
        published = _published(documents)
        within = [
            _overlap(_days_of(date, published.get(document, Days(None, None))), limits)
            for date, document in zip(reactions["date"], reactions["document"], strict=True)
        ]
        keep &= pd.Series(within, index=reactions.index, dtype=bool)
    return reactions[keep].reset_index(drop=True)


def _read_names(names: str | Iterable[str], *, known: Iterable[str], what: str, parting: str) -> set[str]:
    listed = names.split(parting) if isinstance(names, str) else names
    wanted = {name.strip() for name in listed} - {""}
    there = dict.fromkeys(name for name in known if name)
    if strange := sorted(wanted - set(there)):
        raise ValueError(f"{what} {strange[0]!r} is not known; there are {', '.join(there) or 'none'}")
    return wanted


def _read_limit(date: str, name: str) -> Days:
    days = read_days(str(date))
    if date and None in days:
        raise ValueError(f"{name}: {date!r} is no date; write 2017-04-13, 2017-04 or 2017")
    return days


# Acts


def merged_reactions(
    reactions: pd.DataFrame, documents: pd.DataFrame | None = None, *, merge: bool = True
) -> pd.DataFrame:
    """One row an act: reactions of one actor and type whose dates may mean the same day.

    `witnesses` counts the sentences that tell of it and `reactions` lists their ids, all kept; `date` is the most
    precise that they give, and `reaction`, `text` and `cue` are of the sentence that gives it. What fits two acts that
    differ, or none, is an act of its own. With `documents`, nothing is later than the day on which it was told,
    `told_by` is the first such day, and what has no date fits an act of the month before it was told. Without `merge`,
    every reaction is an act.

    >>> acts = merged_reactions(pd.DataFrame({
    ...     "reaction": ["a", "b"], "actor": ["Ghana", "Ghana"], "type": ["condemn", "condemn"],
    ...     "date": ["2021-09-03", "2021-09"], "date_basis": ["stated", "stated"], "target": ["", ""],
    ...     "quote": [0, 1], "document": ["d1", "d2"], "text": ["x", "y"], "cue": ["condemned", "condemned"]}))
    >>> acts[["actor", "date", "witnesses", "documents", "reactions"]].values.tolist()
    [['Ghana', '2021-09-03', 2, 2, 'a; b']]
    """
    published = {} if documents is None else _published(documents)
    told = sorted(
        (_told(row, published.get(row["document"], Days(None, None))) for row in reactions.to_dict("records")),
        key=lambda one: (one.row["actor"], one.row["type"], *one.vagueness),
    )
    if merge:
        of_one = groupby(told, key=lambda one: (one.row["actor"], one.row["type"]))
        acts = [act for _, group in of_one for act in _split_acts(group)]
    else:
        acts = [[one] for one in told]
    if not acts:
        return pd.DataFrame({key: pd.Series(dtype="datetime64[us]" if key in DAYS else object) for key in ACTS})
    table = pd.DataFrame([_act(one) for one in acts], columns=list(ACTS))
    return (
        table.assign(**{day: pd.to_datetime(table[day]).astype("datetime64[us]") for day in DAYS})
        .assign(act=lambda t: _numbered(t["act"]))
        .sort_values(
            ["first_day", "last_day", "told_by", "actor", "type", "reaction"],
            kind="stable",
            na_position="last",
            ignore_index=True,
        )
    )


class Told(NamedTuple):
    """A reaction as one sentence tells it."""

    row: dict[str, Any]
    days: Days  # that its date may mean, none after it was told; without a date, those that are news when it is told
    dated: bool
    told_by: dt.date | None
    vagueness: tuple  # the lowest is dated most precisely


def _told(row: dict[str, Any], published: Days) -> Told:
    days, dated = _days_of(row["date"], published), read_days(row["date"]) != Days(None, None)
    if not dated and published.first:
        days = Days(published.first - NEWS, published.last)
    length = (days.last - days.first).days if days.first and days.last else 1_000_000
    vagueness = (not dated, length, BASES.index(row["date_basis"]), row["date"], row["reaction"])
    return Told(row, days, dated, published.last, vagueness)


def _published(documents: pd.DataFrame) -> dict[str, Days]:
    return {
        document: read_days(date) for document, date in zip(documents["document"], documents["published"], strict=True)
    }


def _days_of(date: str, published: Days) -> Days:
    """The days that a date may mean, none after its telling: "in April", told on the 13th, ends there."""
    days = read_days(date)
    if published.last is None or (days.first is not None and days.first > published.last):
        return days
    return Days(days.first, published.last if days.last is None else min(days.last, published.last))


def _overlap(one: Days, other: Days) -> bool:
    starts_before_end = one.first is None or other.last is None or one.first <= other.last
    return starts_before_end and (other.first is None or one.last is None or other.first <= one.last)


def _split_acts(told: Iterable[Told]) -> list[list[Told]]:
    """What is told of one actor and type, the most precise first; those of one act together."""
    acts: list[list[Told]] = []
    loose: list[list[Told]] = []  # what fits several acts
    for one in told:
        fitting = [act for act in acts if _overlap(act[0].days, one.days)]
        if len(fitting) == 1:
            fitting[0].append(one)
        elif not fitting and one.dated:
            acts.append([one])
        else:
            same = next((act for act in loose if _same_loose(act[0], one)), None)
            if same:
                same.append(one)
            else:
                loose.append([one])
    return acts + loose


def _same_loose(one: Told, other: Told) -> bool:
    return one.dated == other.dated and (not one.dated or _overlap(one.days, other.days))


def _act(told: list[Told]) -> dict[str, Any]:
    best = told[0]
    row = best.row
    rows = [one.row for one in told]
    return {
        "act": f"{row['actor']}:{row['type']}:{row['date'] or 'undated'}",
        **{key: row[key] for key in ("actor", "type", "date", "date_basis", "document", "reaction", "text", "cue")},
        "first_day": best.days.first if best.dated else None,
        "last_day": best.days.last if best.dated else None,
        "told_by": min((one.told_by for one in told if one.told_by), default=None),
        "target": "; ".join(dict.fromkeys(one["target"] for one in rows if one["target"])),
        "quote": int(any(int(one["quote"] or 0) for one in rows)),
        "witnesses": len(told),
        "documents": len({one["document"] for one in rows}),
        "reactions": "; ".join(one["reaction"] for one in rows),
    }


def _numbered(names: pd.Series) -> pd.Series:
    """The names, those that occur again with the number of their occurrence."""
    again = names.groupby(names).cumcount()
    return names.where(again.eq(0), names + ":" + (again + 1).astype(str))


def with_words(
    acts: pd.DataFrame, sentences: pd.DataFrame, reactions: pd.DataFrame, documents: pd.DataFrame, actors: pd.DataFrame
) -> pd.DataFrame:
    """The acts with what a reader needs beside them: the sentence and document of `reaction`, who the actor is."""
    known, told = actors.set_index("name"), documents.set_index("document")
    words = reactions.set_index("reaction")["sentence"].map(sentences.set_index("sentence")["text"])
    columns = {
        "actor_type": acts["actor"].map(known["type"]).fillna("other"),
        "country": acts["actor"].map(known["country"]),
        "sentence": acts["reaction"].map(words).map(_on_one_line, na_action="ignore"),
        **{key: acts["document"].map(told[key]) for key in ("title", "outlet", "published")},
    }
    return acts.assign(**{key: column.fillna("").astype("str") for key, column in columns.items()})


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def dated(acts: pd.DataFrame) -> pd.DataFrame:
    """The acts of which the texts give a date with two ends, so that they can be drawn."""
    return acts[acts["first_day"].notna() & acts["last_day"].notna()]


def undated_acts(acts: pd.DataFrame) -> pd.DataFrame:
    """One row an act that no text dates: who, what, by which day it was told and in which words."""
    rows = acts.drop(dated(acts).index).sort_values(["actor", "told_by", "type"], kind="stable", na_position="last")
    return rows.assign(no_later_than=rows["told_by"].map(_iso))[
        ["actor", "type", "no_later_than", "witnesses", "documents", "text"]
    ].reset_index(drop=True)


def _iso(day: Any) -> str:
    return "" if pd.isna(day) else f"{day:%Y-%m-%d}"


# What is reported to have happened


def reported_events(
    counts: pd.DataFrame, documents: pd.DataFrame, *, categories: Iterable[str] = EVENTS
) -> pd.DataFrame:
    """One row a category and date of which the texts tell that people were killed or detained then.

    `numbers` are the words for how many; `counts` lists the ids of the rows. Reference lists are left out: the dates
    there are those of publications.
    """
    published = _published(documents)
    rows = counts[
        counts["category"].isin(list(categories)) & counts["event_date"].ne("") & counts["in_reference"].eq(0)
    ]
    days = [
        _days_of(date, published.get(document, Days(None, None)))
        for date, document in zip(rows["event_date"], rows["document"], strict=True)
    ]
    return (
        rows.assign(
            date=rows["event_date"],
            first_day=pd.to_datetime(pd.Series([one.first for one in days], index=rows.index, dtype=object)),
            last_day=pd.to_datetime(pd.Series([one.last for one in days], index=rows.index, dtype=object)),
        )
        .dropna(subset=["first_day", "last_day"])
        .groupby(["category", "date", "first_day", "last_day"], as_index=False)
        .agg(
            numbers=("text", lambda texts: "; ".join(dict.fromkeys(texts))),
            sources=("source", lambda names: "; ".join(dict.fromkeys(filter(None, names)))),
            documents=("document", "nunique"),
            counts=("count", "; ".join),
        )
        .sort_values(["first_day", "last_day", "category"], kind="stable", ignore_index=True)
    )


# Weeks, delays, gaps


def reactions_by_week(acts: pd.DataFrame) -> pd.DataFrame:
    """One row a week (its Monday) and type, with how many acts; what may lie in two weeks is left out."""
    return (
        _within_a_week(acts)
        .groupby(["week", "type"], as_index=False)
        .agg(reactions=("type", "size"), actors=("actor", lambda names: "; ".join(dict.fromkeys(names))))
    )


def _within_a_week(acts: pd.DataFrame) -> pd.DataFrame:
    weeks = dated(acts).assign(week=lambda t: _monday(t["first_day"]))
    return weeks[weeks["week"].eq(_monday(weeks["last_day"]))]


def _monday(days: pd.Series) -> pd.Series:
    return days - pd.to_timedelta(days.dt.day_of_week, unit="D")


class FirstReport(NamedTuple):
    """When the affair became known; `basis` is `report`, `document` or `chosen`."""

    first: dt.date
    last: dt.date
    actor: str
    basis: str


def first_report(acts: pd.DataFrame, documents: pd.DataFrame | None = None, *, since: str = "") -> FirstReport | None:
    """The earliest report of the acts; without one, the earliest dated document; None where neither is dated.

    Of two reports the earlier is the one whose last possible day comes first. One of which less than half as many
    documents tell as of the best known is passed over: its date may be misread. `since` (EDTF) takes their place.
    Raises ValueError where `since` is no date.
    """
    if since:
        days = _read_limit(since, "since")
        return FirstReport(days.first, days.last, "", "chosen")
    reports = dated(acts[acts["type"].eq("report")]).sort_values(["last_day", "first_day", "actor"], kind="stable")
    reports = reports[2 * reports["documents"] >= reports["documents"].max()]
    if len(reports):
        first = reports.iloc[0]
        return FirstReport(first["first_day"].date(), first["last_day"].date(), first["actor"], "report")
    published = [
        (days.last, days.first, outlet)
        for days, outlet in zip(
            map(read_days, documents["published"] if documents is not None else ()),
            documents["outlet"] if documents is not None else (),
            strict=True,
        )
        if days.first and days.last
    ]
    if not published:
        return None
    last, first, outlet = min(published)
    return FirstReport(first, last, outlet, "document")


def delays(acts: pd.DataFrame, first: FirstReport | None) -> pd.DataFrame:
    """One row an actor: days from the first report to its first reaction, at least and at most.

    Both dates may be imprecise, hence the two. Reports are no reactions to themselves. Actors without a dated reaction
    and acts that lie wholly before the first report are left out; `type`, `date` and the words are of the reaction
    that is surely the first.
    """
    columns = ["actor", "type", "date", "days_low", "days_high", "reaction", "text"]
    kept = [*columns, *(column for column in WORDS if column in acts)]
    nobody = pd.DataFrame({key: pd.Series(dtype="int64" if key.startswith("days") else "str") for key in kept})
    if first is None:
        return nobody
    start, end = pd.Timestamp(first.first), pd.Timestamp(first.last)
    rows = dated(acts[acts["type"].ne("report")])
    after = rows[rows["last_day"].ge(start)].sort_values(["last_day", "first_day", "type"], kind="stable")
    if after.empty:
        return nobody
    earliest = after.groupby("actor")["first_day"].min()
    return (
        after.drop_duplicates("actor")
        .assign(
            days_low=lambda t: (t["actor"].map(earliest) - end).dt.days.clip(lower=0),
            days_high=lambda t: (t["last_day"] - start).dt.days,
        )
        .sort_values(["days_high", "days_low", "actor"], kind="stable", ignore_index=True)
        .loc[:, kept]
    )


def gaps(acts: pd.DataFrame, *, least: int = 14) -> pd.DataFrame:
    """One row a stretch of at least so many days in which no dated act may lie, the longest first.

    `days` counts those between `after_day` and `before_day`; `last` and `next` name who acts around it. What is dated
    to more than a month is left out: a year in which something happened hides every gap in it.
    """
    rows = dated(acts).sort_values(["first_day", "last_day", "actor"], kind="stable")
    rows = rows[(rows["last_day"] - rows["first_day"]).dt.days.lt(LONGEST_MONTH)]
    found = []
    reached, by = None, ""
    for row in rows.itertuples():
        if reached is not None and (row.first_day - reached).days > least:
            found.append([_iso(reached), _iso(row.first_day), (row.first_day - reached).days - 1, by, _who(row)])
        if reached is None or row.last_day >= reached:
            reached, by = row.last_day, _who(row)
    return pd.DataFrame(found, columns=["after_day", "before_day", "days", "last", "next"]).sort_values(
        ["days", "after_day"], ascending=[False, True], kind="stable", ignore_index=True
    )


def _who(row: Any) -> str:
    return f"{row.actor}: {row.type}"


# Stances


@lru_cache(maxsize=4)
def _stances(lexicons: tuple[tuple[str, str], ...]) -> tuple[dict[str, str], re.Pattern]:
    from purgelib.lexicons import read_lexicons

    lexicon = read_lexicons(dict(lexicons))["stances"]
    words = "|".join(map(re.escape, lexicon["doubts"]))
    return {type_: stance for stance, types in lexicon["types"].items() for type_ in types}, re.compile(
        rf"(?<!\w)(?:{words})(?!\w)" if lexicon["doubts"] else r"(?!)", re.I
    )


def stances(acts: pd.DataFrame, *, lexicons: Mapping[str, str] | None = None) -> pd.DataFrame:
    """One row an actor and stretch of time in which it took one stance to the reports, in the order of time.

    Stances are `asserts` (reports or condemns the events as facts), `corroborates`, `doubts`, `denies` and `silent`, by
    lexicons/stances.toml; other acts take none. What has no date comes last, one row a stance. `lexicons` are
    words that a corpus adds to the shipped ones, as `Tables.lexicons` has them.
    """
    of_type, doubts = _stances(tuple(sorted((lexicons or {}).items())))
    table = acts.assign(stance=acts["type"].map(of_type)).dropna(subset=["stance"])
    doubtful = table["stance"].ne("asserts") & table["cue"].map(lambda cue: bool(doubts.search(cue))).astype(bool)
    table = (
        table.assign(stance=table["stance"].mask(doubtful, "doubts"))
        .assign(dated=lambda t: t["first_day"].notna())
        .sort_values(["actor", "first_day", "last_day", "stance"], kind="stable", na_position="last")
    )
    changed = table[["actor", "stance", "dated"]].ne(table[["actor", "stance", "dated"]].shift()).any(axis=1)
    return (
        table.assign(stretch=changed.cumsum())
        .groupby("stretch", as_index=False)
        .agg(
            actor=("actor", "first"),
            stance=("stance", "first"),
            first_day=("first_day", "min"),
            last_day=("last_day", "max"),
            acts=("act", "size"),
            reactions=("reactions", "; ".join),
        )
        .drop(columns="stretch")
    )


def lines_of_stances(stances: pd.DataFrame) -> pd.DataFrame:
    """One row an actor that took more than one stance: its line in words, dated stances first."""
    rows = stances.assign(
        says=[f"{row.stance} ({_between(row.first_day, row.last_day)})" for row in stances.itertuples()]
    )
    return (
        rows.groupby("actor", as_index=False, sort=False)
        .agg(stances=("stance", "nunique"), line=("says", " → ".join), acts=("acts", "sum"))
        .loc[lambda t: t["stances"].gt(1), ["actor", "line", "acts"]]
        .reset_index(drop=True)
    )


def _between(first: Any, last: Any) -> str:
    return "undated" if pd.isna(first) else _iso(first) if first == last else f"{_iso(first)} to {_iso(last)}"


# What a notebook says


def in_prose(acts: pd.DataFrame, first: FirstReport | None = None) -> str:
    """What the timeline holds, in Markdown sentences, each number taken from the table."""
    if acts.empty:
        return "The texts tell of no reaction under these parameters."
    with_date = dated(acts)
    exact = with_date["first_day"].eq(with_date["last_day"]).sum()
    several = acts["witnesses"].gt(1).sum()
    said = (
        f"{many(acts['actor'].nunique(), 'actor')}, {many(len(acts), 'act')}, told in"
        f" {many(int(acts['witnesses'].sum()), 'sentence')}; {many(int(several), 'act')} told more than once."
        f" {exact:,} of them have a day, {len(with_date) - exact:,} an imprecise date, {len(acts) - len(with_date):,}"
        " none: they are listed below the figures."
    )
    if first is None:
        return said
    day = f"{first.first}" if first.first == first.last else f"between {first.first} and {first.last}"
    by = f" ({escape(first.actor)})" if first.actor else ""
    basis = {"report": "The first report", "document": "The earliest document", "chosen": "The day chosen"}[first.basis]
    return f"{said} {basis} is of {day}{by}."
