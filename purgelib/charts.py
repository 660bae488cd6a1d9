"""A table becomes a chart, one function a figure. A chart carries its name, a description in words and its table.

What texts say reaches a chart as values only, never as part of an expression. Numbers of people are *reported* numbers:
an arrow says that the words set no bound on that side, a bar is a range, a hollow mark is a hedged or vague number.
"""

import math
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from purgelib import drawing

KIND_COLOURS = [*drawing.COLOURS, drawing.GREY, "#c4c4c4", "#e0c080"]
OTHERS = "other outlets"
NO_DATE = "no date"
PANEL = 120  # height of a panel over time, in pixels
ROW = 18  # height of a row in pixels
BOUNDS = (
    "● as stated · ○ hedged or vague · –●– about · ▬ range · ●► no upper bound · ◄● no lower bound · ×2 twice there"
)
COMPARED = ("detained", "killed", "evacuated")  # what every report compares, along one axis
PEOPLE = "Along the axis: reported number of people, logarithmic; detained, killed and evacuated share one"
DATES = "● a single day · —● imprecise date · ○ hedged or vague · ▲ no upper bound · ▼ no lower bound · ×2 twice"
HIGHEST = "Grey line: the highest lower bound reported so far. Number of people, logarithmic"


# The corpus


def documents_by_date(documents: pd.DataFrame) -> alt.LayerChart:
    """When the documents were published, one row a document, by outlet; a bar is a date that is known only roughly."""
    name, title = "documents_by_date", "Documents by date and outlet"
    if documents.empty:
        return drawing.empty(name, title, "There is no document.", documents)
    rows = documents.assign(
        outlet=documents["outlet"].replace("", "outlet not known"),
        headline=[
            drawing.headline(*row) for row in zip(documents["title"], documents["file"], documents["part"], strict=True)
        ],
        date=documents["published"].replace("", NO_DATE),
    ).sort_values(["outlet", "last_day", "file", "start"], kind="stable")
    rows["row"] = [
        f"{place:04}{outlet} — {drawing.shortened(headline, 44)}"
        for place, (outlet, headline) in enumerate(zip(rows["outlet"], rows["headline"], strict=True))
    ]
    colour = drawing.colour(rows["outlet"], "published by", legend=False)
    base = alt.Chart().encode(
        drawing.rows("row", grid=True),
        color=colour,
        tooltip=drawing.tooltips(
            headline="document",
            outlet="outlet",
            author="author",
            date="published",
            words="words",
            sentences="sentences",
            missing="nobody says its",
            file="file",
        ),
    )
    first, last = (drawing.days(day, rows) for day in drawing.DAYS)
    layers = [
        base.transform_filter("datum.first_day != datum.last_day")
        .mark_rule(strokeWidth=6, strokeCap="round")
        .encode(first, alt.X2("last_day:T")),
        base.transform_filter("datum.first_day != '' && datum.first_day == datum.last_day")
        .mark_point(filled=True, size=70)
        .encode(last),
        base.transform_filter("datum.first_day == '' && datum.last_day == ''")
        .mark_text(align="left", fontStyle="italic")
        .encode(x=alt.value(4), text="date:N"),
    ]
    chart = alt.layer(*layers, data=drawing.data(name, rows)).properties(width=drawing.WIDTH, height=alt.Step(ROW))
    return drawing.finished(chart, name, title, documents, "● a day · ▬ known only to lie within these days")


def sentences_by_kind(sentences: pd.DataFrame, documents: pd.DataFrame) -> alt.Chart:
    """How many sentences of each kind a document has, one bar a document."""
    name, title = "sentences_by_kind", "Sentences by kind"
    if sentences.empty:
        return drawing.empty(name, title, "There is no sentence.", sentences)
    rows = (
        sentences.groupby(["document", "kind"], as_index=False)
        .agg(sentences=("sentence", "size"))
        .merge(documents[["document", "title", "outlet", "published", "file", "part"]], on="document", how="left")
        .sort_values(["file", "part", "kind"], kind="stable")
        .assign(
            outlet=lambda t: t["outlet"].replace("", "outlet not known"),
            headline=lambda t: [drawing.headline(*row) for row in zip(t["title"], t["file"], t["part"], strict=True)],
        )
    )
    places = {document: place for place, document in enumerate(rows["document"].unique())}
    rows["row"] = [
        f"{places[row.document]:04}{row.outlet} — {drawing.shortened(row.headline, 44)}" for row in rows.itertuples()
    ]
    kinds = list(rows.groupby("kind")["sentences"].sum().sort_values(ascending=False, kind="stable").index)
    rows["rank"] = rows["kind"].map(kinds.index)
    chart = (
        alt.Chart(drawing.data(name, rows))
        .mark_bar(height=12)
        .encode(
            drawing.rows("row"),
            alt.X("sentences:Q", title="sentences, headings, captions and items of lists").axis(tickCount=8),
            alt.Color("kind:N", title="kind")
            .scale(domain=kinds, range=KIND_COLOURS[: len(kinds)])
            .legend(orient="bottom", columns=5),
            order=alt.Order("rank:Q"),
            tooltip=drawing.tooltips(
                headline="document",
                outlet="outlet",
                published="published",
                kind="kind",
                sentences="sentences",
                file="file",
            ),
        )
        .properties(width=drawing.WIDTH, height=alt.Step(ROW))
    )
    return drawing.finished(
        chart, name, title, rows[["document", "file", "part", "title", "outlet", "kind", "sentences"]]
    )


# Reported numbers


class _Layer(NamedTuple):
    """A layer of marks, the shapes that it draws, and the flag that a row must have for it."""

    shapes: list[str]
    chart: alt.Chart
    only: str = ""


def reported_numbers(reported: pd.DataFrame) -> alt.VConcatChart | alt.Chart:
    """Who reports how many people, one panel a category, one mark a number in a document (numbers.reported_numbers)."""
    name, title = "reported_numbers", "Reported numbers of people, by who says them"
    if reported.empty:
        return drawing.empty(name, title, "No number of people is reported under these parameters.", reported)
    rows = _rows_of_speakers(_once_a_document(reported))
    compared = rows[rows["category"].isin(COMPARED)]
    colour = drawing.colour(rows["outlet"], "published by")
    panels = []
    for number, (category, of) in enumerate(rows.groupby("category", sort=False)):
        axis = drawing.people(compared if category in COMPARED else of, drawing.WIDTH, room=60)
        layers = _layered(of, _number_layers(colour, axis), drawing.data(f"{name}_{number}", of))
        panels.append(_panel(category, layers, height=alt.Step(ROW)))
    return drawing.finished(alt.vconcat(*panels, spacing=14), name, title, reported, BOUNDS, PEOPLE)


def _number_layers(colour: alt.Color, axis: dict[str, Any]) -> list[_Layer]:
    """The marks of a number by its bounds, along an axis of numbers of people."""
    at, end = (alt.X(f"{field}:Q", **axis) for field in ("at", "end"))
    base = alt.Chart().encode(drawing.rows("row", grid=True), tooltip=_count_tooltips())
    coloured, inside = base.encode(color=colour), base.encode(color=alt.value("white"))
    return [
        _Layer(["point"], coloured.mark_rule(xOffset=-11, x2Offset=11).encode(at, alt.X2("at")), only="about"),
        _Layer(["above"], coloured.mark_rule(x2Offset=22).encode(at, alt.X2("at"))),
        _Layer(["above"], coloured.mark_point(shape="triangle-right", xOffset=24, size=45, filled=True).encode(at)),
        _Layer(["below"], coloured.mark_rule(x2Offset=-22).encode(at, alt.X2("at"))),
        _Layer(["below"], coloured.mark_point(shape="triangle-left", xOffset=-24, size=45, filled=True).encode(at)),
        _Layer(["range"], coloured.mark_bar(height=9).encode(at, alt.X2("end"))),
        _Layer(["range"], inside.mark_bar(height=5, xOffset=2, x2Offset=-2).encode(at, alt.X2("end")), only="hollow"),
        _Layer(["point", "above", "below"], coloured.mark_point(size=80, filled=True).encode(at)),
        _Layer(["point", "above", "below"], inside.mark_point(size=32, filled=True).encode(at), only="hollow"),
        _Layer(["none"], coloured.mark_text(align="left", fontStyle="italic").encode(x=alt.value(4), text="words:N")),
        _Layer(["above"], base.mark_text(align="left", dx=32).encode(end, text="times_said:N"), only="repeated"),
        _Layer(
            ["point", "below", "range"],
            base.mark_text(align="left", dx=14).encode(end, text="times_said:N"),
            only="repeated",
        ),
    ]


CHANGES = {
    "first": "the first",
    "higher": "higher than any lower bound before",
    "repeated": "repeated",
    "other": "other bounds",
}


def numbers_over_time(over_time: pd.DataFrame) -> alt.VConcatChart | alt.Chart:
    """The numbers as of their dates, one panel a category: did a number grow or was it only repeated?"""
    name, title = "numbers_over_time", "Reported numbers of people, as of their dates"
    rows = _once_a_date(over_time)
    if rows.empty:
        return drawing.empty(name, title, "No dated number of people is reported under these parameters.", over_time)
    colour = (
        alt.Color("adds:N", title="next to the reports before it")
        .scale(domain=list(CHANGES.values()), range=["#000000", "#d55e00", "#0072b2", drawing.GREY])
        .legend(orient="bottom", columns=4, labelLimit=260)
    )
    first, last = (drawing.days(day, rows) for day in drawing.DAYS)
    panels = []
    for number, (category, of) in enumerate(rows.groupby("category", sort=False)):
        axis = drawing.people(of, PANEL, room=28)
        at, end, highest = (alt.Y(f"{field}:Q", **axis) for field in ("at", "end", "highest"))
        base = alt.Chart().encode(last, tooltip=_count_tooltips())
        coloured, inside = base.encode(color=colour), base.encode(color=alt.value("white"))
        line = alt.Chart().mark_line(interpolate="step-after", strokeWidth=5, opacity=0.25, color=drawing.GREY)
        layers = [
            _Layer(["point", "above", "below", "range"], line.encode(last, highest), only="bounded"),
            _Layer(
                ["point", "above", "below", "range"],
                coloured.mark_rule().encode(first, at, alt.X2("last_day:T")),
                only="imprecise",
            ),
            _Layer(["above"], coloured.mark_rule(y2Offset=-18).encode(at, alt.Y2("at"))),
            _Layer(["above"], coloured.mark_point(shape="triangle-up", yOffset=-19, size=40, filled=True).encode(at)),
            _Layer(["below"], coloured.mark_rule(y2Offset=18).encode(at, alt.Y2("at"))),
            _Layer(["below"], coloured.mark_point(shape="triangle-down", yOffset=19, size=40, filled=True).encode(at)),
            _Layer(["range"], coloured.mark_bar(width=9).encode(at, alt.Y2("end"))),
            _Layer(
                ["range"], inside.mark_bar(width=5, yOffset=-2, y2Offset=2).encode(at, alt.Y2("end")), only="hollow"
            ),
            _Layer(["point", "above", "below"], coloured.mark_point(size=80, filled=True).encode(at)),
            _Layer(["point", "above", "below"], inside.mark_point(size=32, filled=True).encode(at), only="hollow"),
            _Layer(
                ["point", "above", "below", "range"],
                base.mark_text(align="left", dx=8).encode(end, text="times_said:N"),
                only="repeated",
            ),
        ]
        chart = _layered(of, layers, drawing.data(f"{name}_{number}", of))
        panels.append(_panel(category, chart, width=drawing.WIDTH + 200, height=PANEL))
    chart = alt.vconcat(*panels, spacing=14).resolve_scale(x="shared", y="independent")
    return drawing.finished(chart, name, title, over_time, DATES, HIGHEST)


def _layered(rows: pd.DataFrame, layers: list[_Layer], data: alt.InlineData) -> alt.LayerChart:
    """The layers that have something to draw; the shapes and flags that they choose by are ours, no text's."""
    drawn = []
    for layer in layers:
        chosen = rows["drawn"].isin(layer.shapes) & (rows[layer.only].eq(1) if layer.only else True)
        if not chosen.any():
            continue
        chart = layer.chart.transform_filter(alt.FieldOneOfPredicate(field="drawn", oneOf=layer.shapes))
        drawn.append(
            chart.transform_filter(alt.FieldEqualPredicate(field=layer.only, equal=1)) if layer.only else chart
        )
    return alt.layer(*drawn, data=data)


def _once_a_document(reported: pd.DataFrame) -> pd.DataFrame:
    """One row a number in a document: what a document says twice on the same word is drawn once."""
    return _drawable(reported, ["category", "says", "low", "high", "modifier", "hedge", "document"])


def _once_a_date(over_time: pd.DataFrame) -> pd.DataFrame:
    """One row a number and date; the line of highest bounds takes the last of its day."""
    bounded = over_time[over_time["low"].notna() | over_time["high"].notna()]
    rows = _drawable(bounded, ["category", "first_day", "last_day", "low", "high", "modifier", "hedge", "change"])
    highest = over_time.groupby(["category", "last_day"])["highest"].max()
    return rows.assign(
        adds=rows["change"].map(CHANGES),
        imprecise=rows["first_day"].ne(rows["last_day"]).astype(int),
        highest=[highest[key] for key in zip(rows["category"], rows["last_day"], strict=True)],
        bounded=lambda t: t["highest"].notna().astype(int),
        repeated=lambda t: [
            int(said and clear) for said, clear in zip(t["repeated"], _clear_to_the_right(t), strict=True)
        ],
    )


def _clear_to_the_right(rows: pd.DataFrame) -> list[bool]:
    """Whether there is room for a word to the right of each mark, before the next one at about its height."""
    if rows.empty:
        return []
    days = pd.to_datetime(rows["last_day"]).map(pd.Timestamp.toordinal)
    pixels = (days - days.min()) * (drawing.WIDTH + 200) / max(1, days.max() - days.min())
    heights = rows["end"].astype(float).map(math.log1p)
    return [
        not (rows["category"].eq(category) & (pixels - x).between(0.5, 28) & (heights - y).abs().lt(0.7)).any()
        for category, x, y in zip(rows["category"], pixels, heights, strict=True)
    ]


def _drawable(counts: pd.DataFrame, same: list[str]) -> pd.DataFrame:
    """The counts with what a mark needs; those that agree in `same` become one, which says how often."""
    rows = counts.assign(
        at=counts["low"].fillna(counts["high"]),
        end=counts["high"].fillna(counts["low"]),
        drawn=[_shape(low, high) for low, high in zip(counts["low"].notna(), counts["high"].notna(), strict=True)],
        hollow=(counts["hedge"].eq(1) | counts["modifier"].eq("vague")).astype(int),
        certainty=[
            _certainty(hedge, modifier) for hedge, modifier in zip(counts["hedge"], counts["modifier"], strict=True)
        ],
        headline=counts["title"].replace("", "without a title"),
        dated_by=counts["days_from"].map({"stated": "the text", "document": "its document"}).fillna("nothing"),
        places=[f"{row.file}:{row.start}–{row.end}" for row in counts.itertuples()],
        words=counts["text"] + " (no bound)",
        times=1,
    )
    rows.loc[rows["low"].notna() & rows["high"].notna() & rows["low"].ne(rows["high"]), "drawn"] = "range"
    rows = rows.groupby(same, sort=False, as_index=False, dropna=False).agg(
        {column: "first" for column in rows if column not in (*same, "places", "times")}
        | {"places": ", ".join, "times": "sum"}
    )
    return rows.assign(
        about=rows["modifier"].eq("about").astype(int),
        repeated=rows["times"].gt(1).astype(int),
        times_said=[f"×{times}" for times in rows["times"]],
    )


def _shape(low: bool, high: bool) -> str:
    return {(True, True): "point", (True, False): "above", (False, True): "below"}.get((low, high), "none")


def _certainty(hedge: int, modifier: str) -> str:
    said = ("marked as unverified" if hedge else "", "a vague word" if modifier == "vague" else "")
    return ", ".join(filter(None, said)) or "stated"


def _rows_of_speakers(rows: pd.DataFrame) -> pd.DataFrame:
    """Each mark in a row of its own speaker; a speaker has as many rows as it takes to keep the marks apart."""
    top = math.log1p(drawing.top(rows, drawing.WIDTH, room=60))
    left = rows["at"].map(lambda at: drawing.WIDTH * math.log1p(at) / top, na_action="ignore").fillna(0).astype(float)
    right = rows["end"].map(lambda at: drawing.WIDTH * math.log1p(at) / top, na_action="ignore").astype(float)
    rows = rows.assign(
        _left=left - rows["drawn"].map({"below": 32}).fillna(14),
        _right=right.fillna(6.0 * rows["words"].str.len())
        + rows["drawn"].map({"above": 34}).fillna(14)
        + rows["times"].gt(1) * 20,
        _most=rows.groupby(["category", "says"])["end"].transform("max").fillna(-1),
        _panel=rows["category"].map({one: place for place, one in enumerate(rows["category"].unique())}),
    ).sort_values(
        ["_panel", "_most", "says", "first_day", "document"], ascending=[True, False, True, True, True], kind="stable"
    )
    names, place = [], 0
    for _, group in rows.groupby(["_panel", "_most", "says"], sort=False):
        lanes: list[float] = []  # where each lane is free again
        for begin, end in zip(group["_left"], group["_right"], strict=True):
            lane = next((lane for lane, free in enumerate(lanes) if free <= begin), len(lanes))
            lanes[lane:] = [end] if lane == len(lanes) else [end, *lanes[lane + 1 :]]
            names.append(f"{place + lane:04}{_speaker(group.iloc[0]) if lane == 0 else ''}")
        place += len(lanes)
    return rows.assign(row=names).drop(columns=["_left", "_right", "_most", "_panel"])


def _speaker(row: pd.Series) -> str:
    return f"{row['says']} (in its own words)" if row["own_words"] else row["says"]


def _count_tooltips() -> list[alt.Tooltip]:
    return drawing.tooltips(
        sentence="sentence",
        says="who says it",
        text="number as written",
        bounds="bounds",
        certainty="certainty",
        population="who they are",
        date="date",
        dated_by="dated by",
        headline="document",
        outlet="outlet",
        published="published",
        places="characters",
    )


def _panel(category: str, chart: alt.LayerChart, *, height: Any, width: int = drawing.WIDTH) -> alt.LayerChart:
    title = alt.Title(drawing.visible(str(category)), anchor="start", fontSize=14, frame="group", offset=6)
    return chart.properties(width=width, height=height, title=title)
