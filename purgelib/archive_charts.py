"""Figures of archives: what `archive` has counted, never single rows."""

from collections.abc import Iterable

import altair as alt
import pandas as pd

from purgelib import drawing, schemas
from purgelib.archive import Answer


def numbers_by_period(answer: Answer) -> alt.Chart:
    """How many numbers are reported of each category and period (archive.numbers_by_period)."""
    name, title = "numbers_by_period", f"Reported numbers a {answer.unit}, by category"
    dated = answer.table[answer.table["period"] != ""]
    if dated.empty:
        return drawing.empty(name, title, "The texts date no number.", answer.table)
    rows = dated.groupby(["category", "period"], as_index=False)[["counts", "open_above", "hedged"]].sum()
    undated = int(answer.table["counts"].sum() - rows["counts"].sum())
    tooltip = {"counts": "counts", "open_above": "no upper bound", "hedged": "hedged"}
    chart = _shaded(rows, name, "category", "counts", answer.unit, schemas.CATEGORIES, tooltip)
    left_out = [f"{undated:,} of no one {answer.unit} are left out."] if undated else []
    return drawing.finished(chart, name, title, answer.table, answer.told, *left_out)


def reactions_by_period(answer: Answer) -> alt.Chart:
    """How many reactions there are of each type and period (archive.reactions_by_period)."""
    name, title = "reactions_by_period", f"Reactions a {answer.unit}, by type"
    if answer.table.empty:
        return drawing.empty(name, title, "The texts date no reaction.", answer.table)
    tooltip = {"reactions": "reactions", "actors": "actors", "documents": "documents"}
    chart = _shaded(answer.table, name, "type", "reactions", answer.unit, schemas.REACTIONS, tooltip)
    return drawing.finished(chart, name, title, answer.table, answer.told)


def _shaded(
    rows: pd.DataFrame, name: str, kind: str, counted: str, unit: str, order: Iterable[str], tooltip: dict[str, str]
) -> alt.Chart:
    """A row a kind, a column a period, the darker the more."""
    time = {"week": "utcyearmonthdate", "month": "utcyearmonth", "year": "utcyear"}[unit]
    return (
        alt.Chart(drawing.data(name, rows))
        .mark_rect()
        .encode(
            alt.X(f"{time}(period):T", title=None).scale(type="utc").axis(domain=False, ticks=False),
            alt.Y(f"{kind}:N", title=None, sort=list(order)).axis(ticks=False, domain=False),
            alt.Color(f"{counted}:Q", title=counted).scale(scheme="blues", type="symlog"),
            tooltip=drawing.tooltips(period=unit, **{kind: kind}, **tooltip),
        )
        .properties(width=drawing.WIDTH, height=22 * rows[kind].nunique())
    )
