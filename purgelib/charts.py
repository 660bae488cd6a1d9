"""A table becomes a chart, one function a figure. A chart carries its name, a description in words and its table.

What texts say reaches a chart as values only, never as part of an expression. Numbers of people are *reported* numbers:
an arrow says that the words set no bound on that side, a bar is a range, a hollow mark is a hedged or vague number.
"""

import csv
import datetime as dt
import io
import math
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

# Vega-Lite as JSON: JupyterLab and VS Code draw it themselves; what Altair shows by default fetches its scripts.
MIME = "application/vnd.vegalite.v5+json"
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
# After Okabe and Ito: told apart by the colour-blind and dark enough on white.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#a34d84", "#000000", "#8c6d00", "#56a4dd")
GREY = "#8a8a8a"
KIND_COLOURS = [*COLOURS, GREY, "#c4c4c4", "#e0c080"]
INK = "#333333"
OTHERS = "other outlets"
NO_DATE = "no date"
WIDTH = 560
PANEL = 120  # height of a panel over time, in pixels
ROW = 18  # height of a row in pixels
BOUNDS = (
    "● as stated · ○ hedged or vague · –●– about · ▬ range · ●► no upper bound · ◄● no lower bound · ×2 twice there"
)
COMPARED = ("detained", "killed", "evacuated")  # what every report compares, along one axis
PEOPLE = "Along the axis: reported number of people, logarithmic; detained, killed and evacuated share one"
DATES = "● a single day · —● imprecise date · ○ hedged or vague · ▲ no upper bound · ▼ no lower bound · ×2 twice"
HIGHEST = "Grey line: the highest lower bound reported so far. Number of people, logarithmic"


def _mimebundle(spec: dict[str, Any], **_: Any) -> dict[str, Any]:
    return {MIME: spec, "text/plain": str(spec.get("description", "a chart"))}


alt.renderers.register("purgelib", _mimebundle)
alt.renderers.enable("purgelib")


# The corpus


def documents_by_date(documents: pd.DataFrame) -> alt.LayerChart:
    """When the documents were published, one row a document, by outlet; a bar is a date that is known only roughly."""
    name, title = "documents_by_date", "Documents by date and outlet"
    if documents.empty:
        return _empty(name, title, "There is no document.", documents)
    rows = documents.assign(
        outlet=documents["outlet"].replace("", "outlet not known"),
        headline=[
            _headline(*row) for row in zip(documents["title"], documents["file"], documents["part"], strict=True)
        ],
        date=documents["published"].replace("", NO_DATE),
    ).sort_values(["outlet", "last_day", "file", "start"], kind="stable")
    rows["row"] = [
        f"{place:04}{outlet} — {_shortened(headline, 44)}"
        for place, (outlet, headline) in enumerate(zip(rows["outlet"], rows["headline"], strict=True))
    ]
    colour = _colour(rows["outlet"], "published by", legend=False)
    base = alt.Chart().encode(
        _rows("row", grid=True),
        color=colour,
        tooltip=_tooltips(
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
    first, last = (_days(day, rows) for day in _DAYS)
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
    chart = alt.layer(*layers, data=_data(name, rows)).properties(width=WIDTH, height=alt.Step(ROW))
    return _finished(chart, name, title, documents, "● a day · ▬ known only to lie within these days")


def sentences_by_kind(sentences: pd.DataFrame, documents: pd.DataFrame) -> alt.Chart:
    """How many sentences of each kind a document has, one bar a document."""
    name, title = "sentences_by_kind", "Sentences by kind"
    if sentences.empty:
        return _empty(name, title, "There is no sentence.", sentences)
    rows = (
        sentences.groupby(["document", "kind"], as_index=False)
        .agg(sentences=("sentence", "size"))
        .merge(documents[["document", "title", "outlet", "published", "file", "part"]], on="document", how="left")
        .sort_values(["file", "part", "kind"], kind="stable")
        .assign(
            outlet=lambda t: t["outlet"].replace("", "outlet not known"),
            headline=lambda t: [_headline(*row) for row in zip(t["title"], t["file"], t["part"], strict=True)],
        )
    )
    places = {document: place for place, document in enumerate(rows["document"].unique())}
    rows["row"] = [
        f"{places[row.document]:04}{row.outlet} — {_shortened(row.headline, 44)}" for row in rows.itertuples()
    ]
    kinds = list(rows.groupby("kind")["sentences"].sum().sort_values(ascending=False, kind="stable").index)
    rows["rank"] = rows["kind"].map(kinds.index)
    chart = (
        alt.Chart(_data(name, rows))
        .mark_bar(height=12)
        .encode(
            _rows("row"),
            alt.X("sentences:Q", title="sentences, headings, captions and items of lists").axis(tickCount=8),
            alt.Color("kind:N", title="kind")
            .scale(domain=kinds, range=KIND_COLOURS[: len(kinds)])
            .legend(orient="bottom", columns=5),
            order=alt.Order("rank:Q"),
            tooltip=_tooltips(
                headline="document",
                outlet="outlet",
                published="published",
                kind="kind",
                sentences="sentences",
                file="file",
            ),
        )
        .properties(width=WIDTH, height=alt.Step(ROW))
    )
    return _finished(chart, name, title, rows[["document", "file", "part", "title", "outlet", "kind", "sentences"]])


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
        return _empty(name, title, "No number of people is reported under these parameters.", reported)
    rows = _rows_of_speakers(_once_a_document(reported))
    compared = rows[rows["category"].isin(COMPARED)]
    colour = _colour(rows["outlet"], "published by")
    panels = []
    for number, (category, of) in enumerate(rows.groupby("category", sort=False)):
        axis = _people(compared if category in COMPARED else of, WIDTH, room=60)
        layers = _layered(of, _number_layers(colour, axis), _data(f"{name}_{number}", of))
        panels.append(_panel(category, layers, height=alt.Step(ROW)))
    return _finished(alt.vconcat(*panels, spacing=14), name, title, reported, BOUNDS, PEOPLE)


def _number_layers(colour: alt.Color, axis: dict[str, Any]) -> list[_Layer]:
    """The marks of a number by its bounds, along an axis of numbers of people."""
    at, end = (alt.X(f"{field}:Q", **axis) for field in ("at", "end"))
    base = alt.Chart().encode(_rows("row", grid=True), tooltip=_count_tooltips())
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
        return _empty(name, title, "No dated number of people is reported under these parameters.", over_time)
    colour = (
        alt.Color("adds:N", title="next to the reports before it")
        .scale(domain=list(CHANGES.values()), range=["#000000", "#d55e00", "#0072b2", GREY])
        .legend(orient="bottom", columns=4, labelLimit=260)
    )
    first, last = (_days(day, rows) for day in _DAYS)
    panels = []
    for number, (category, of) in enumerate(rows.groupby("category", sort=False)):
        axis = _people(of, PANEL, room=28)
        at, end, highest = (alt.Y(f"{field}:Q", **axis) for field in ("at", "end", "highest"))
        base = alt.Chart().encode(last, tooltip=_count_tooltips())
        coloured, inside = base.encode(color=colour), base.encode(color=alt.value("white"))
        line = alt.Chart().mark_line(interpolate="step-after", strokeWidth=5, opacity=0.25, color=GREY)
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
        chart = _layered(of, layers, _data(f"{name}_{number}", of))
        panels.append(_panel(category, chart, width=WIDTH + 200, height=PANEL))
    chart = alt.vconcat(*panels, spacing=14).resolve_scale(x="shared", y="independent")
    return _finished(chart, name, title, over_time, DATES, HIGHEST)


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
    pixels = (days - days.min()) * (WIDTH + 200) / max(1, days.max() - days.min())
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
    top = math.log1p(_top(rows, WIDTH, room=60))
    left = rows["at"].map(lambda at: WIDTH * math.log1p(at) / top, na_action="ignore").fillna(0).astype(float)
    right = rows["end"].map(lambda at: WIDTH * math.log1p(at) / top, na_action="ignore").astype(float)
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
    return _tooltips(
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


def _people(rows: pd.DataFrame, length: int, *, room: int) -> dict[str, Any]:
    """An axis of numbers of people, logarithmic and yet with a 0, as long and with as much room at its end in pixels.

    Its ticks are numbers that one can read off.
    """
    top = _top(rows, length, room=room)
    steps = (1, 2, 5) if top <= 1000 and length > 200 else (1, 3) if top <= 20_000 and length > 200 else (1,)
    ticks = [step * 10**power for power in range(len(str(top))) for step in steps]
    if length * math.log1p(1) / math.log1p(top) > 14:  # pixels between 0 and 1, or else their labels run together
        ticks = [0, *ticks]
    return {
        "title": None,
        "scale": alt.Scale(type="symlog", constant=1, domain=[0, top], nice=False),
        "axis": alt.Axis(values=[tick for tick in ticks if tick <= top], format=",d", labelOverlap="greedy"),
    }


def _top(rows: pd.DataFrame, length: int, *, room: int) -> int:
    """Where the axis ends, so that there is room for an arrow beyond the highest number."""
    most = rows["end"].max()
    return math.ceil(math.expm1(math.log1p(9 if pd.isna(most) else max(9, most)) * length / (length - room)))


def _panel(category: str, chart: alt.LayerChart, *, height: Any, width: int = WIDTH) -> alt.LayerChart:
    title = alt.Title(visible(str(category)), anchor="start", fontSize=14, frame="group", offset=6)
    return chart.properties(width=width, height=height, title=title)


# What all charts have in common

_DAYS = ("first_day", "last_day")


def _rows(field: str, **axis: Any) -> alt.Y:
    """Rows in the order of the four digits that their names begin with; what is read are the words behind them."""
    return alt.Y(f"{field}:N", title=None).axis(
        labelExpr="slice(datum.label, 4)", labelLimit=330, ticks=False, domain=False, **axis
    )


def _colour(names: pd.Series, title: str, *, legend: bool = True) -> alt.Color:
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


def _tooltips(**titles: str) -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in titles.items()]


def _days(field: str, rows: pd.DataFrame) -> alt.X:
    days = [day for column in _DAYS for day in rows[column] if day]
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


def _headline(title: str, file: str, part: int) -> str:
    return title or f"without a title ({file}, part {part})"


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _data(name: str, rows: pd.DataFrame) -> alt.InlineData:
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


def csv_of(table: pd.DataFrame) -> str:
    """The table as CSV that a spreadsheet shows and never runs: a text that begins like a formula gets a `'` before it.

    >>> csv_of(pd.DataFrame({"says": ["=1+1", "Ann"], "low": [3, None]}, dtype=object)).splitlines()
    ['says,low', "'=1+1,3", 'Ann,']
    """
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)  # with the line ends of RFC 4180, a lone \r in a text is quoted
    writer.writerow(table.columns)
    writer.writerows([_harmless(value) for value in row] for row in table.astype(object).itertuples(index=False))
    return lines.getvalue()


def _harmless(value: Any) -> Any:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
    return "" if pd.isna(value) else value


def _empty(name: str, title: str, sentence: str, table: pd.DataFrame) -> alt.Chart:
    """A chart that says why there is nothing to draw."""
    chart = (
        alt.Chart(alt.InlineData(values=[{"says": sentence}], name=name))
        .mark_text(align="left", fontSize=13, fontStyle="italic")
        .encode(x=alt.value(4), y=alt.value(20), text="says:N")
        .properties(width=WIDTH, height=40)
    )
    return _finished(chart, name, title, table)


def _finished(chart: Any, name: str, title: str, table: pd.DataFrame, *key: str) -> Any:
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
