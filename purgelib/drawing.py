"""What all charts have in common: looks, axes, tooltips, and how a chart carries its name and its table."""

import datetime as dt
import math
from typing import Any

import altair as alt
import pandas as pd

from purgelib.spreadsheets import csv_of

# Vega-Lite as JSON: JupyterLab and VS Code draw it themselves; what Altair shows by default fetches its scripts.
MIME = "application/vnd.vegalite.v5+json"
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
# After Okabe and Ito: told apart by the colour-blind and dark enough on white.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#a34d84", "#000000", "#8c6d00", "#56a4dd")
GREY = "#8a8a8a"
INK = "#333333"
WIDTH = 560


def _mimebundle(spec: dict[str, Any], **_: Any) -> dict[str, Any]:
    return {MIME: spec, "text/plain": str(spec.get("description", "a chart"))}


alt.renderers.register("purgelib", _mimebundle)
alt.renderers.enable("purgelib")


def people(rows: pd.DataFrame, length: int, *, room: int) -> dict[str, Any]:
    """An axis of numbers of people, logarithmic and yet with a 0, as long and with as much room at its end in pixels.

    Its ticks are numbers that one can read off.
    """
    end = top(rows, length, room=room)
    steps = (1, 2, 5) if end <= 1000 and length > 200 else (1, 3) if end <= 20_000 and length > 200 else (1,)
    ticks = [step * 10**power for power in range(len(str(end))) for step in steps]
    if length * math.log1p(1) / math.log1p(end) > 14:  # pixels between 0 and 1, or else their labels run together
        ticks = [0, *ticks]
    return {
        "title": None,
        "scale": alt.Scale(type="symlog", constant=1, domain=[0, end], nice=False),
        "axis": alt.Axis(values=[tick for tick in ticks if tick <= end], format=",d", labelOverlap="greedy"),
    }


def top(rows: pd.DataFrame, length: int, *, room: int) -> int:
    """Where the axis ends, so that there is room for an arrow beyond the highest number."""
    most = rows["end"].max()
    return math.ceil(math.expm1(math.log1p(9 if pd.isna(most) else max(9, most)) * length / (length - room)))


DAYS = ("first_day", "last_day")


def rows(field: str, **axis: Any) -> alt.Y:
    """Rows in the order of the four digits that their names begin with; what is read are the words behind them."""
    return alt.Y(f"{field}:N", title=None).axis(
        labelExpr="slice(datum.label, 4)", labelLimit=330, ticks=False, domain=False, **axis
    )


def colour(names: pd.Series, title: str, *, legend: bool = True) -> alt.Color:
    """A colour each for the most frequent names, grey for the rest."""
    often = (
        names.map(visible)
        .value_counts()
        .rename_axis("name")
        .reset_index()
        .sort_values(["count", "name"], ascending=[False, True])
    )
    named = list(often["name"][: len(COLOURS)])
    domain, colours = named, list(COLOURS[: len(named)])
    if len(often) > len(named):
        domain, colours = [*named, *sorted(often["name"][len(named) :])], colours + [GREY] * (len(often) - len(named))
    return (
        alt.Color(f"{names.name}:N", title=title)
        .scale(domain=domain, range=colours)
        .legend(
            alt.Legend(orient="bottom", columns=4, labelLimit=220, values=domain[: len(COLOURS) + 1])
            if legend
            else None
        )
    )


def tooltips(**titles: str) -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in titles.items()]


def days(field: str, rows: pd.DataFrame) -> alt.X:
    days = [day for column in DAYS for day in rows[column] if day]
    months = 0
    if days:
        first, last = (dt.date.fromisoformat(day) for day in (min(days), max(days)))
        months = (last.year - first.year) * 12 + last.month - first.month
    return (
        alt.X(f"{field}:T", title=None)
        .scale(type="utc", padding=12)
        .axis(
            format="%-d %b %Y" if months < 9 else "%b %Y" if months < 72 else "%Y",
            labelOverlap="greedy",
            labelFlush=False,
            tickCount=8,
        )
    )


def headline(title: str, file: str, part: int) -> str:
    return title or f"without a title ({file}, part {part})"


def shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def data(name: str, rows: pd.DataFrame) -> alt.InlineData:
    """The rows as values; missing numbers become null, control characters their pictures."""
    records = [
        {key: _value(value) for key, value in record.items()}
        for record in rows.astype(object).to_dict(orient="records")
    ]
    return alt.InlineData(values=records, name=name)


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return visible(value)
    return None if pd.isna(value) else float(value) if isinstance(value, float) else int(value)


_PICTURES = (
    {code: 0x2400 + code for code in range(0x20)}
    | {0x7F: 0x2421, 0x09: " ", 0x0A: " ", 0x0D: " "}
    | dict.fromkeys((*range(0x80, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), 0xFFFD)
)


def visible(text: str) -> str:
    """The text with its control characters as signs that one can see and that may stand in SVG.

    >>> visible("a\\x00b")
    'a␀b'
    """
    return text.translate(_PICTURES)


def empty(name: str, title: str, sentence: str, table: pd.DataFrame) -> alt.Chart:
    """A chart that says why there is nothing to draw."""
    chart = (
        alt.Chart(alt.InlineData(values=[{"says": sentence}], name=name))
        .mark_text(align="left", fontSize=13, fontStyle="italic")
        .encode(x=alt.value(4), y=alt.value(20), text="says:N")
        .properties(width=WIDTH, height=40)
    )
    return finished(chart, name, title, table)


def finished(chart: Any, name: str, title: str, table: pd.DataFrame, *key: str) -> Any:
    """The chart with its title and key; `usermeta` tells the report the figure's name and holds the table behind it."""
    heading = alt.Title(
        title,
        subtitle=list(key),
        anchor="start",
        fontSize=16,
        subtitleFontSize=11,
        subtitleColor=INK,
        subtitleLineHeight=15,
        offset=14,
    )
    return (
        chart.properties(
            title=heading, description=". ".join([title, *key]), usermeta={"figure": name, "csv": csv_of(table)}
        )
        .configure(font=FONT, background="white", padding=8)
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=11,
            titleFontSize=11,
            titleFontWeight="normal",
            gridColor="#e8e8e8",
            labelColor=INK,
            titleColor=INK,
        )
        .configure_legend(labelFontSize=11, titleFontSize=11, symbolOpacity=1, labelColor=INK, titleColor=INK)
        .configure_point(opacity=1)
        .configure_rule(strokeWidth=1.6)
        .configure_text(fontSize=11)
    )
