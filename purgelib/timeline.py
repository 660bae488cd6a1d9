"""Who responded when: derived tables of the reactions, table in, table out."""

import datetime as dt
from typing import Any

import pandas as pd

from purgelib.days import Days, read_days

STANCES = {
    "report": "asserts",
    "condemn": "asserts",
    "litigate": "asserts",
    "corroborate": "corroborates",
    "deny": "denies",
    "decline": "silent",
}
DOUBTS = r"doubt|sceptical|skeptical|question|not confirm|n[o']t confirm|unable to confirm|unable to verify"
BASES = ("stated", "relative", "governing sentence", "document", "")  # the surest first
LONGEST_WEEK = 7  # days; an act dated less precisely than that belongs to no week

ACTS = (
    "act", "actor", "type", "date", "date_basis", "first_day", "last_day", "target", "quote", "witnesses", "documents",
    "reactions", "reaction", "text", "cue",
)  # fmt: skip


def merged_reactions(reactions: pd.DataFrame) -> pd.DataFrame:
    """One row an act: reactions of one actor and type whose dates may mean the same day.

    `witnesses` counts the sentences that tell of it and `reactions` lists their ids, all kept; `date` is the most
    precise that they give, and `reaction` and `text` are of the sentence that gives it. What has no date joins the only
    dated act of its actor and type; where there are several, or none, what is undated is an act of its own.

    >>> acts = merged_reactions(pd.DataFrame({
    ...     "reaction": ["a", "b"], "actor": ["Ghana", "Ghana"], "type": ["condemn", "condemn"],
    ...     "date": ["2021-09-03", "2021-09"], "date_basis": ["stated", "stated"], "target": ["", ""],
    ...     "quote": [0, 1], "document": ["d1", "d2"], "text": ["x", "y"], "cue": ["condemned", "condemned"]}))
    >>> acts[["actor", "date", "witnesses", "documents", "reactions"]].values.tolist()
    [['Ghana', '2021-09-03', 2, 2, 'a; b']]
    """
    acts = [
        _act(actor, type_, told)
        for (actor, type_), rows in reactions.groupby(["actor", "type"], sort=True)
        for told in _split_acts(rows.to_dict("records"))
    ]
    if not acts:
        return pd.DataFrame(columns=list(ACTS))
    table = pd.DataFrame(acts, columns=list(ACTS)).sort_values(
        ["first_day", "last_day", "actor", "type"], kind="stable", na_position="last", ignore_index=True
    )
    return table.assign(first_day=pd.to_datetime(table["first_day"]), last_day=pd.to_datetime(table["last_day"]))


def _split_acts(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The rows of one actor and type, those of one act together; what is dated most precisely decides."""
    acts: list[tuple[Days, list[dict[str, Any]]]] = []
    undated = []
    for row in sorted(rows, key=lambda row: (_length(read_days(row["date"])), BASES.index(row["date_basis"]))):
        days = read_days(row["date"])
        if days == Days(None, None):
            undated.append(row)
            continue
        same = next((told for act, told in acts if _overlap(act, days)), None)
        if same is None:
            acts.append((days, [row]))
        else:
            same.append(row)
    if undated and len(acts) == 1:
        acts[0][1].extend(undated)
    elif undated:
        acts.append((Days(None, None), undated))
    return [told for _, told in acts]


def _length(days: Days) -> int:
    """How many days a date may mean; very many where an end is open."""
    if days.first is None or days.last is None:
        return 1_000_000
    return (days.last - days.first).days


def _overlap(one: Days, other: Days) -> bool:
    starts_before_end = one.first is None or other.last is None or one.first <= other.last
    return starts_before_end and (other.first is None or one.last is None or other.first <= one.last)


def _act(actor: str, type_: str, told: list[dict[str, Any]]) -> dict[str, Any]:
    best, days = told[0], read_days(told[0]["date"])
    targets = dict.fromkeys(row["target"] for row in told if row["target"])
    return {
        "act": f"{actor}:{type_}:{best['date'] or 'undated'}",
        "actor": actor,
        "type": type_,
        "date": best["date"],
        "date_basis": best["date_basis"],
        "first_day": days.first,
        "last_day": days.last,
        "target": "; ".join(targets),
        "quote": int(any(int(row["quote"] or 0) for row in told)),
        "witnesses": len(told),
        "documents": len({row["document"] for row in told}),
        "reactions": "; ".join(row["reaction"] for row in told),
        "reaction": best["reaction"],
        "text": best["text"],
        "cue": best["cue"],
    }


def reactions_by_week(acts: pd.DataFrame) -> pd.DataFrame:
    """One row a week (its Monday) and type, with how many acts; what is dated to more than seven days is left out."""
    days = (acts["last_day"] - acts["first_day"]).dt.days
    return (
        acts[days.lt(LONGEST_WEEK)]
        .assign(week=lambda t: t["first_day"].dt.to_period("W").dt.start_time)
        .groupby(["week", "type"], as_index=False)
        .agg(reactions=("type", "size"))
    )


def first_report(acts: pd.DataFrame) -> dt.date | None:
    """The first day on which somebody may have published the allegations, by the most precise date that is earliest."""
    reports = acts[acts["type"].eq("report") & acts["last_day"].notna()]
    if reports.empty:
        return None
    first = reports.sort_values(["last_day", "first_day"], ascending=[True, False]).iloc[0]
    return first["first_day"].date()


def delays(acts: pd.DataFrame, *, since: str = "") -> pd.DataFrame:
    """One row an actor: days from the first report to its first reaction, at least and at most.

    `since` (EDTF) takes the place of the first report that the table knows. Actors without a date, and what happened
    wholly before the first report, are left out.

    Raises ValueError where there is neither a dated report nor `since`.
    """
    start = read_days(since).first if since else first_report(acts)
    if start is None:
        raise ValueError("No report in the table has a date; say with since= from which day the delays count")
    first = pd.Timestamp(start)
    return (
        acts[acts["last_day"].ge(first) & acts["first_day"].notna() & acts["type"].ne("report")]
        .sort_values(["last_day", "first_day"], kind="stable")
        .drop_duplicates("actor")
        .assign(
            days_low=lambda t: (t["first_day"] - first).dt.days.clip(lower=0),
            days_high=lambda t: (t["last_day"] - first).dt.days,
        )
        .sort_values(["days_high", "days_low", "actor"], kind="stable", ignore_index=True)
        .loc[:, ["actor", "type", "date", "days_low", "days_high", "reaction", "text"]]
    )


def stances(acts: pd.DataFrame) -> pd.DataFrame:
    """One row an actor and stretch of time in which it took one stance to the reports, in the order of time.

    Stances are `asserts` (reports or condemns the events as facts), `corroborates`, `doubts`, `denies` and `silent`;
    other acts take none. What has no date comes last, one row a stance.
    """
    table = acts.assign(stance=acts["type"].map(STANCES)).dropna(subset=["stance"])
    doubtful = table["cue"].str.contains(DOUBTS, case=False, regex=True)
    table = (
        table.assign(stance=table["stance"].where(~doubtful | table["stance"].eq("asserts"), "doubts"))
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
