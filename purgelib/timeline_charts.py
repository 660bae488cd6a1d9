"""Charts of who responded when. A mark is an act; a bar is a date that is known only to lie within these days."""

import math
from typing import Any

import altair as alt
import pandas as pd

from purgelib import drawing, timeline
from purgelib.drawing import INK
from purgelib.prose import many
from purgelib.timeline import FirstReport

# What a type does, its colour and its shape: warm ones reject, blue ones speak out, black ones report and look into it,
# green ones help, violet ones use law and politics, brown ones protest. Told apart by the colour-blind by their shapes.
LOOKS = {
    "deny": ("#d55e00", "cross"),
    "decline": ("#f0a060", "triangle-down"),
    "threaten": ("#9c3300", "diamond"),
    "repress": ("#5c1a00", "square"),
    "condemn": ("#00457c", "circle"),
    "concern": ("#8cc6ec", "triangle-up"),
    "demand": ("#1f86c9", "square"),
    "petition": ("#6b6bd6", "diamond"),
    "report": ("#000000", "diamond"),
    "corroborate": ("#4d4d4d", "circle"),
    "investigate": ("#949494", "square"),
    "aid": ("#009e73", "circle"),
    "admit": ("#74d0b2", "square"),
    "sanction": ("#7a2f63", "square"),
    "litigate": ("#b8629a", "diamond"),
    "legislate": ("#dba3c8", "triangle-up"),
    "protest": ("#8c6d00", "triangle-up"),
}
OTHER = (drawing.GREY, "circle")  # a type that a corpus's own lexicon names
GROUPS = {
    "state": "States",
    "government": "Bodies of governments",
    "igo": "International organisations",
    "ngo": "Non-governmental organisations",
    "media": "Media",
    "party": "Parties",
    "court": "Courts",
    "person": "Persons",
    "other": "Other groups",
}
EVENTS = "Reported events"
STEP = 15  # pixels of a row
MARK = 10  # pixels that a mark takes
SHARE = 0.75  # of the acts that the period shown at first holds
SPARSE = {"labelOverlap": "greedy", "labelSeparation": 8, "tickCount": 8}
BRUSH = alt.BrushConfig(fill="#0072b2", fillOpacity=0.15, stroke="#0072b2", cursor="move")
HALO = {"stroke": "white", "strokeWidth": 3}
FEW = 0.2  # of the acts
LONG_BEFORE = pd.Timedelta(days=365)
DAY = 86_400_000  # milliseconds
LONG = 31 * DAY  # a bar of so long widens no period
DRAWN = (
    "actor", "actor_type", "type", "date", "date_basis", "target", "text", "sentence", "outlet", "published",
)  # fmt: skip
WIDE = 520  # pixels of the time axis
PERIOD = "period"
OUTSIDE = f"isArray({PERIOD}.middle) && (datum.end < {PERIOD}.middle[0] || datum.begin > {PERIOD}.middle[1])"
# The words of an event are written where they are not cut at an end of the period.
FITS = (
    f"!isArray({PERIOD}.middle) || (datum.end >= {PERIOD}.middle[0] && datum.room + 6 <= {WIDE} *"
    f" ({PERIOD}.middle[1] - datum.end) / ({PERIOD}.middle[1] - {PERIOD}.middle[0]))"
)
NOTHING = "The texts date no reaction under these parameters."


def reaction_timeline(
    acts: pd.DataFrame,
    events: pd.DataFrame | None = None,
    first: FirstReport | None = None,
    *,
    most: int = 70,
) -> alt.VConcatChart | alt.Chart:
    """Who responded when: a row an actor, by type of actor, a mark an act (timeline.with_words).

    `events` (timeline.reported_events) stand above, the first report is a line. The strip below shows the whole time;
    the period chosen in it is drawn. Of more than `most` actors, those of whose acts most sentences tell are drawn.
    """
    name, title = "reaction_timeline", "Who responded when"
    rows = _near(timeline.dated(acts), first)
    if rows.empty:
        return drawing.empty(name, title, NOTHING, _plain(acts))
    told = rows.groupby("actor")["witnesses"].sum().reset_index().sort_values(["witnesses", "actor"], ascending=[0, 1])
    near, rows = rows, rows[rows["actor"].isin(told["actor"].head(most))]
    whole, happened = _act_rows(rows), _event_rows(events)
    period = _period(whole, happened, first)
    marks, order = _in_rows(happened, whole, period)
    chosen = alt.selection_interval(name=PERIOD, encodings=["x"], value={"x": period}, mark=BRUSH)
    upper, lower = _marks(marks, order, first, chosen), _overview(whole, chosen)
    chart = alt.vconcat(upper, lower, spacing=8).resolve_scale(
        x="independent", color="independent", shape="independent"
    )
    return drawing.finished(chart, name, title, _plain(acts), *_key(acts, near, told, most))


def _key(acts: pd.DataFrame, drawn: pd.DataFrame, told: pd.DataFrame, most: int) -> list[str]:
    lines = [
        "Filled mark: a day · bar with a hollow mark: an imprecise date, the act lies within · "
        "… at the right: more outside this period",
        "Drag in the strip below to choose the period drawn; a double click there shows all of it",
    ]
    dated = timeline.dated(acts)
    undated, early = len(acts) - len(dated), len(dated) - len(drawn)
    left_out = max(0, len(told) - most)
    more = [
        f"{many(undated, 'act')} without a date" if undated else "",
        f"{many(early, 'act')} dated more than a year before the first report" if early else "",
        f"the {many(left_out, 'actor')} of whose acts the fewest sentences tell" if left_out else "",
    ]
    return [*lines, *(["Not drawn: " + ", ".join(filter(None, more))] if any(more) else [])]


def _near(dated: pd.DataFrame, first: FirstReport | None) -> pd.DataFrame:
    """Without the few acts that are dated long before the affair became known: they would make its weeks tiny.

    Such dates are background or misread. Where they are many, it is the first report that is not the first.
    """
    if first is None:
        return dated
    near = dated[dated["last_day"].ge(pd.Timestamp(first.first) - LONG_BEFORE)]
    return near if len(dated) - len(near) <= FEW * len(dated) else dated


def _milliseconds(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the begin, middle and end of their days in milliseconds, which every time zone reads alike."""
    begin, end = _at(rows["first_day"]), _at(rows["last_day"])
    return rows.assign(begin=begin, end=end, middle=(begin + end) // 2, exact=begin.eq(end).astype(int))


def _at(days: pd.Series) -> pd.Series:
    return days.map(lambda day: int(day.timestamp()) * 1000).astype("int64")


def _period(rows: pd.DataFrame, events: pd.DataFrame, first: FirstReport | None) -> list[int]:
    """The shortest stretch that holds most of the acts, or all of the time where that is hardly longer."""
    days = sorted(rows["middle"])
    held = max(1, math.ceil(SHARE * len(days)))
    begin, end = min(
        ((days[i], days[i + held - 1]) for i in range(len(days) - held + 1)), key=lambda pair: pair[1] - pair[0]
    )
    held_whole = rows[rows["middle"].between(begin, end) & (rows["end"] - rows["begin"]).lt(LONG)]
    begin, end = min([begin, *held_whole["begin"]]), max([end, *held_whole["end"]])
    everything = [*rows["begin"], *rows["end"], *events["begin"], *events["end"], *_first_days(first)]
    if end - begin > 0.6 * (max(everything) - min(everything)):
        begin, end = min(everything), max(everything)
    elif first:  # the line that all counts from, where it is near
        reported = _first_days(first)[0]
        begin = reported if 0 < begin - reported < (end - begin) / 2 else begin
    room = max(DAY, (end - begin) // 25)
    return [int(begin - room), int(end + room)]


def _first_days(first: FirstReport | None) -> list[int]:
    return [int(pd.Timestamp(day).timestamp()) * 1000 for day in (first.first, first.last)] if first else []


def _event_rows(events: pd.DataFrame | None) -> pd.DataFrame:
    """What is reported to have happened, as rows of their own above the actors."""
    if events is None or events.empty:
        return pd.DataFrame(columns=["begin", "end"])
    rows = _milliseconds(events)
    return rows.assign(
        actor=rows["category"],
        kind="event",
        said=[
            f"{drawing.shortened(numbers, 300)} {category}"
            for numbers, category in zip(rows["numbers"], rows["category"], strict=True)
        ],
        written=[drawing.shortened(numbers, 24) for numbers in rows["numbers"]],
        room=lambda t: 6 * t["written"].str.len(),
    )[["actor", "kind", "date", "said", "written", "room", "sources", "begin", "end", "middle", "exact"]]


def _act_rows(acts: pd.DataFrame) -> pd.DataFrame:
    rows = _milliseconds(acts)
    return rows.assign(
        kind="act",
        room=0,
        in_its_words=rows["quote"].map({1: "yes", 0: "no"}),
        headline=rows["title"].replace("", "without a title"),
        told=[
            f"{many(witnesses, 'sentence')} in {many(documents, 'document')}"
            for witnesses, documents in zip(rows["witnesses"], rows["documents"], strict=True)
        ],
    )[[*DRAWN, "kind", "room", "in_its_words", "headline", "told", "begin", "end", "middle", "exact"]]


def _in_rows(events: pd.DataFrame, acts: pd.DataFrame, period: list[int]) -> tuple[pd.DataFrame, list[str]]:
    """The marks with the row of each, and all rows from the top: events, then actors by type, the earliest first.

    An actor has as many rows as it takes to keep its marks apart. The first four signs of a row's name put it in order,
    the fifth tells the headings of groups from the rows below them.
    """
    pixel = max(1, period[1] - period[0]) / WIDE
    whole = max(1, acts["end"].max() - acts["begin"].min()) / WIDE  # in which the words of events have the least room
    marks = pd.concat(
        [
            events.assign(group=EVENTS),
            acts.assign(group=acts["actor_type"].map(GROUPS).fillna(GROUPS["other"])),
        ],
        ignore_index=True,
    )
    marks = marks.assign(
        _group=marks["group"].map([EVENTS, *GROUPS.values()].index),
        _earliest=marks.groupby(["group", "actor"])["begin"].transform("min"),
    ).sort_values(["_group", "_earliest", "actor", "begin", "end", "type"], kind="stable", ignore_index=True)
    rows, of_mark = [], []
    for group, inside in marks.groupby("group", sort=False):
        rows.append(f"{len(rows):04}#{group}")
        for actor, of_actor in inside.groupby("actor", sort=False):
            scale = whole if group == EVENTS else pixel
            lanes = _lanes(of_actor["begin"] / scale, of_actor["end"] / scale + of_actor["room"])
            own = [f"{len(rows) + lane:04}-{'' if lane else actor}" for lane in range(max(lanes) + 1)]
            rows += own
            of_mark += [own[lane] for lane in lanes]
    return marks.assign(row=of_mark).drop(columns=["_group", "_earliest"]), rows


def _lanes(begins: pd.Series, ends: pd.Series) -> list[int]:
    """For each mark in the order of their begins, the first lane in which it touches none before it, in pixels."""
    lanes, free_from = [], []
    for begin, end in zip(begins, ends, strict=True):
        lane = next((n for n, free in enumerate(free_from) if free <= begin), len(free_from))
        free_from[lane:] = [end + MARK, *free_from[lane + 1 :]]
        lanes.append(lane)
    return lanes


def _looks(types: pd.Series) -> tuple[alt.Color, alt.Shape]:
    """Colour and shape of the types that there are, in one legend."""
    there = [one for one in LOOKS if one in set(types)]
    there += sorted(set(types) - set(there))
    looks = [LOOKS.get(one, OTHER) for one in there]
    colour = alt.Color("type:N", title=None).scale(domain=there, range=[colour for colour, _ in looks])
    shape = alt.Shape("type:N", title=None).scale(domain=there, range=[shape for _, shape in looks])
    legend = alt.Legend(orient="top", columns=7, symbolSize=70, labelFontSize=11, columnPadding=14)
    return colour.legend(legend), shape.legend(legend)


def _time(field: str, title: str | None = None, **scale: Any) -> alt.X:
    return alt.X(f"{field}:T", title=title).scale(type="utc", nice=False, **scale)


def _marks(marks: pd.DataFrame, rows: list[str], first: FirstReport | None, chosen: alt.Parameter) -> alt.LayerChart:
    acts, events = (marks[marks["kind"].eq(kind)].dropna(axis=1, how="all") for kind in ("act", "event"))
    down = (
        alt.Y("row:N", title=None)
        .scale(domain=rows)
        .axis(
            labelExpr="slice(datum.label, 5)",
            labelFontWeight=alt.condition("slice(datum.label, 4, 5) == '#'", alt.value("bold"), alt.value("normal")),
            labelLimit=350,
            ticks=False,
            domain=False,
            grid=True,
            gridOpacity=alt.condition(
                "slice(datum.label, 4, 5) == '#' || slice(datum.label, 5) == ''", alt.value(0), alt.value(1)
            ),
        )
    )
    begin = _time("begin", domain=chosen).axis(format="%-d %b %Y", orient="top", **SPARSE)
    middle = _time("middle", domain=chosen)
    colour, shape = _looks(acts["type"])
    hover = drawing.tooltips(
        sentence="sentence",
        actor="actor",
        type="type",
        date="date",
        date_basis="dated by",
        in_its_words="quoted directly",
        target="addressed to",
        headline="document",
        outlet="outlet",
        published="published",
        told="told in",
    )
    base = alt.Chart(drawing.data("acts", acts)).encode(down, tooltip=hover)
    imprecise, exact = (base.transform_filter(f"datum.exact == {flag}") for flag in (0, 1))
    layers = [
        *(_first_line(first, chosen, down, rows[0]) if first else ()),
        imprecise.mark_rule(strokeWidth=5, opacity=0.4, clip=True).encode(begin, alt.X2("end"), color=colour),
        imprecise.mark_point(size=45, fill="white", strokeWidth=1.8, clip=True).encode(
            middle, color=colour, shape=shape
        ),
        exact.mark_point(size=62, filled=True, clip=True).encode(middle, color=colour, shape=shape),
        base.transform_filter(OUTSIDE)
        .mark_text(align="left", color=INK, fontWeight="bold", clip=False)
        .encode(x=alt.value(WIDE + 3), text=alt.value("…")),
    ]
    if len(events):
        told = alt.Chart(drawing.data("events", events)).encode(
            down, tooltip=drawing.tooltips(said="reported", date="date of the event", sources="on whose word")
        )
        layers += [
            told.transform_filter("datum.exact == 0")
            .mark_rule(strokeWidth=5, opacity=0.5, clip=True, color=drawing.GREY)
            .encode(begin, alt.X2("end")),
            told.transform_filter("datum.exact == 1")
            .mark_point(size=90, color=INK, shape="stroke", angle=90, strokeWidth=3, clip=True)
            .encode(middle),
            *(
                told.transform_filter(FITS)
                .mark_text(align="left", dx=6, color=INK, clip=True, **under)
                .encode(_time("end", domain=chosen), text="written:N")
                for under in (HALO, {})
            ),
        ]
    return alt.layer(*layers).properties(width=WIDE, height=STEP * len(rows))


def _first_line(first: FirstReport, chosen: alt.Parameter, down: alt.Y, row: str) -> list[alt.Chart]:
    day, last = _first_days(first)
    values = [{"begin": day, "end": last, "middle": (day + last) // 2, "says": _first_in_words(first), "row": row}]
    base = alt.Chart(alt.InlineData(values=values, name="first_report"))
    across = _time("middle", domain=chosen)
    late = f"isArray({PERIOD}.middle) && 2 * {last} > {PERIOD}.middle[0] + {PERIOD}.middle[1]"  # its words need room
    return [
        base.mark_rule(strokeDash=[4, 3], color=INK, clip=True).encode(across, tooltip=drawing.tooltips(says="here")),
        base.mark_text(
            align=alt.ExprRef(f"{late} ? 'right' : 'left'"),
            dx=alt.ExprRef(f"{late} ? -5 : 5"),
            color=INK,
            clip=True,
        ).encode(across, down, text="says:N"),
    ]


def _first_in_words(first: FirstReport) -> str:
    what = {"report": "First report", "document": "Earliest document", "chosen": "Day chosen"}[first.basis]
    day = f"{first.first}" if first.first == first.last else f"{first.first} to {first.last}"
    return f"{what}: {day}" + (f", {first.actor}" if first.actor else "")


def _overview(acts: pd.DataFrame, chosen: alt.Parameter) -> alt.Chart:
    return (
        alt.Chart(drawing.data("overview", acts[["middle"]]))
        .mark_tick(thickness=1.6, opacity=0.45, size=26, color=INK)
        .encode(
            _time("middle", padding=8).axis(
                format=_format(acts["middle"].min(), acts["middle"].max()), grid=False, **SPARSE
            ),
        )
        .add_params(chosen)
        .properties(width=WIDE, height=30)
    )


def _plain(acts: pd.DataFrame) -> pd.DataFrame:
    """The table behind a chart, days as text."""
    return acts.assign(**{day: [timeline._iso(one) for one in acts[day]] for day in timeline.DAYS})


def _format(begin: int, end: int) -> str:
    """How an axis from begin to end in milliseconds writes its days."""
    return "%-d %b %Y" if end - begin < 200 * DAY else "%b %Y"


def reactions_by_week(weeks: pd.DataFrame, acts: pd.DataFrame) -> alt.Chart:
    """How many acts a week, by type (timeline.reactions_by_week)."""
    name, title = "reactions_by_week", "Reactions a week, by type"
    if weeks.empty:
        return drawing.empty(name, title, "The texts date no reaction to a week under these parameters.", weeks)
    order = {one: place for place, one in enumerate(LOOKS)}
    rows = weeks.assign(
        begin=_at(weeks["week"]),
        end=_at(weeks["week"]) + 7 * DAY,
        week=[timeline._iso(week) for week in weeks["week"]],
        place=weeks["type"].map(order).fillna(len(order)).astype(int),
    ).sort_values(["week", "place", "type"], kind="stable")
    stacked = rows.groupby("week")["reactions"].cumsum()
    rows = rows.assign(top=stacked, bottom=stacked - rows["reactions"])
    colour, _ = _looks(rows["type"])
    chart = (
        alt.Chart(drawing.data(name, rows))
        .mark_rect(stroke="white", strokeWidth=0.8)
        .encode(
            _time("begin", padding=6).axis(format=_format(rows["begin"].min(), rows["end"].max()), **SPARSE),
            alt.X2("end"),
            alt.Y("bottom:Q", title="reactions in the week").axis(tickMinStep=1, domain=False, ticks=False),
            alt.Y2("top"),
            color=colour,
            tooltip=drawing.tooltips(week="week from Monday", type="type", reactions="reactions", actors="by"),
        )
        .properties(width=WIDE + 120, height=220)
    )
    counted = int(weeks["reactions"].sum())
    left_out = len(acts) - counted
    plain = weeks.assign(week=rows["week"].reindex(weeks.index))
    key = f"{many(counted, 'act')} of one week each"
    return drawing.finished(
        chart,
        name,
        title,
        plain,
        key + (f"; {left_out:,} without a date or less precisely dated are left out" if left_out else ""),
    )


def reaction_delays(
    delays: pd.DataFrame, first: FirstReport | None, acts: pd.DataFrame, *, most: int = 70
) -> alt.LayerChart | alt.Chart:
    """Who took how long: days from the first report to each actor's first dated reaction (timeline.delays)."""
    name, title = "reaction_delays", "Who took how long"
    if delays.empty or first is None:
        return drawing.empty(name, title, NOTHING, delays)
    rows = delays.head(most).assign(
        exact=lambda t: t["days_low"].eq(t["days_high"]).astype(int),
        middle=lambda t: (t["days_low"] + t["days_high"]) / 2,
        took=lambda t: [_took(low, high) for low, high in zip(t["days_low"], t["days_high"], strict=True)],
        row=lambda t: [f"{place:04}-{actor}" for place, actor in enumerate(t["actor"])],
    )
    colour, shape = _looks(rows["type"])
    top = int(rows["days_high"].max())
    ticks = [day for day in (0, 1, 2, 4, 7, 14, 30, 60, 90, 180, 365, 730, 1825, 3650) if day <= top]
    scale = {"type": "symlog", "constant": 7, "domain": [-0.8, max(7, top * 1.3)], "nice": False}
    across = alt.X("days_low:Q", title="days since then, logarithmic")
    base = alt.Chart(drawing.data(name, rows)).encode(
        alt.Y("row:N", title=None)
        .scale(domain=list(rows["row"]))
        .axis(labelExpr="slice(datum.label, 5)", labelLimit=350, ticks=False, domain=False, grid=True),
        tooltip=drawing.tooltips(
            sentence="sentence",
            actor="actor",
            type="type",
            date="date",
            took="days since the first report",
            title="document",
            outlet="outlet",
        ),
    )
    imprecise, exact = (base.transform_filter(f"datum.exact == {flag}") for flag in (0, 1))
    chart = alt.layer(
        imprecise.mark_rule(strokeWidth=5, opacity=0.4).encode(
            across.scale(**scale).axis(values=ticks, grid=False, orient="top"), alt.X2("days_high"), color=colour
        ),
        imprecise.mark_point(size=45, fill="white", strokeWidth=1.8).encode(
            alt.X("days_high:Q").scale(**scale), color=colour, shape=shape
        ),
        exact.mark_point(size=62, filled=True).encode(alt.X("days_low:Q").scale(**scale), color=colour, shape=shape),
        base.mark_text(align="left", dx=9, color=INK).encode(alt.X("days_high:Q").scale(**scale), text="took:N"),
    ).properties(width=WIDE, height=STEP * len(rows))
    missing = acts["actor"].nunique() - len(delays)
    notes = [
        f"{many(missing, 'actor')} without a dated reaction to it" if missing else "",
        f"the {many(len(delays) - most, 'slowest actor')}" if len(delays) > most else "",
    ]
    key = ["Mark: the first reaction that has a date · bar: it lies within, at the latest at the hollow mark"]
    key += ["Not drawn: " + ", ".join(filter(None, notes))] if any(notes) else []
    return drawing.finished(chart, name, title, delays, _first_in_words(first), *key)


def _took(low: int, high: int) -> str:
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"
