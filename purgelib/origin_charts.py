"""Charts of the origins of numbers: chains from documents to roots, ranges by origin, and what the ranges hang on."""

import math
from collections import defaultdict
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from purgelib import drawing, origins
from purgelib.drawing import INK, WIDTH

KINDS = ("witness", "own casework", "official", "leak", "anonymous", "unknown")
KIND_COLOURS = ("#009e73", "#0072b2", "#d55e00", "#a34d84", "#8c6d00", drawing.GREY)
BASES = {"stated": [1, 0], "reference": [9, 3], "matched": [4, 4], "unknown": [1, 4]}
LEFT, ACROSS, RIGHT = 270, 400, 270  # pixels for the documents' names, for the lines, for the roots' names
LINE = 30  # pixels from a node to the next one below
BEND = 14  # points of a line, so that it leaves and arrives level
MOST = 5  # panels
MOST_WORDS = 300
LONGEST_LABEL = 42
NOTHING = "No number of people has a date and an origin under these parameters."


def _by_kind(field: str = "kind", *, legend: bool = True) -> alt.Color:
    return (
        alt.Color(f"{field}:N", title="kind of root")
        .scale(domain=list(KINDS), range=list(KIND_COLOURS))
        .legend(alt.Legend(orient="bottom", columns=6) if legend else None)
    )


# Figure one


class Node(NamedTuple):
    """A document, one in the middle of a chain, or a root."""

    name: str
    place: str  # document, between, root
    kind: str
    layer: int


def origin_chains(found: origins.Traced, *, most: int = MOST) -> alt.VConcatChart | alt.Chart:
    """The chains of the most reported figures from the documents at the left to the roots at the right.

    A line is as wide as there are documents that have the number that way, coloured by the kind of root it leads to.
    """
    name, title = "origin_chains", "From documents to roots: on whose word the numbers stand"
    chosen = origins.headlines(found.figures, most=most)
    if chosen.empty:
        return drawing.empty(name, title, NOTHING, found.figures)
    panels = [
        _chains_of(row, *_graph(found, row.figure), f"{name}_{number}")
        for number, row in enumerate(chosen.itertuples())
    ]
    key = (
        "From a document, left, to whom it has the number from, and on to a root, right · wider: more documents",
        "Line: solid, the text says so · long dashes, a cited work · short dashes, inferred from the same number"
        " elsewhere · dots, nobody is credited",
        "Mark: ● root on whose word the number is given · ○ here the trail ends, the texts do not say who knew",
    )
    table = found.roots.merge(found.counts[["count", "figure", "document", "text"]], on="count")
    return drawing.finished(alt.vconcat(*panels, spacing=26), name, title, table, *key)


def _graph(found: origins.Traced, figure: str) -> tuple[dict[str, Node], pd.DataFrame]:
    """The nodes by their ids and one row a line: from whom to whom, by how many documents, on what evidence."""
    counts = found.counts[found.counts["figure"].eq(figure)]
    document = dict(zip(counts["count"], counts["document"], strict=True))
    of_outlet = _outlets_in_words(found, set(document.values()))
    ends = {(row.count, row.chain): row for row in found.roots[found.roots["count"].isin(document)].itertuples()}
    chains = defaultdict(list)
    for link in found.links[found.links["count"].isin(document)].itertuples():
        chains[link.count, link.chain].append(link)
    nodes: dict[str, Node] = {}
    lines: dict[tuple[str, str], dict[str, Any]] = {}
    depth = max([1, *(len(path) for path in chains.values())])
    for key, end in ends.items():
        outlet = found.outlets[document[key[0]]]
        before = f"document {outlet}"
        nodes[before] = Node(of_outlet[outlet], "document", "", 0)
        path = chains.get(key) or [None]
        for step, link in enumerate(path, 1):
            last = step == len(path)
            giver = end.path.rpartition(" ← ")[2] if last else link.giver
            own = end.root == outlet and link is None
            label = (
                f"{giver}, in its own words" if own else f"{giver} (again: a circle)" if last and end.loop else giver
            )
            here = _node_id(label, before, nameless=last and end.root == "unnamed", last=last)
            kind, place = (end.kind, "root" if end.origin else "end") if last else ("", "between")
            deep = depth if last else max(step, nodes[here].layer if here in nodes else 0)
            nodes[here] = Node(label, place, kind, deep)
            line = lines.setdefault((before, here), {"documents": set(), "kinds": [], "bases": [], "words": []})
            line["documents"].add(document[key[0]])
            line["kinds"].append(end.kind)
            line["bases"].append(link.basis if link is not None else "unknown")
            line["words"].append(link.text if link is not None else "the text credits nobody")
            before = here
    return nodes, pd.DataFrame(
        [
            {
                "source": source,
                "target": target,
                "taker": nodes[source].name,
                "giver": nodes[target].name,
                "documents": len(line["documents"]),
                "kind": max(sorted(set(line["kinds"])), key=line["kinds"].count),
                "basis": next(one for one in BASES if one in line["bases"]),
                "words": drawing.shortened(
                    " … ".join(dict.fromkeys(" ".join(one.split()) for one in line["words"])), MOST_WORDS
                ),
            }
            for (source, target), line in lines.items()
        ]
    )


def _outlets_in_words(found: origins.Traced, documents: set[str]) -> dict[str, str]:
    """Outlet -> its name with how many documents of it there are, and from when."""
    mine = found.documents[found.documents["document"].isin(documents)].sort_values("first_day", kind="stable")
    said = {}
    for outlet, of in mine.groupby(mine["document"].map(found.outlets), sort=False):
        many = f", {len(of):,} documents from" if len(of) > 1 else ","
        said[outlet] = f"{outlet}{many} {of['published'].iloc[0] or 'no date'}"
    return said


def _node_id(label: str, before: str, *, nameless: bool, last: bool) -> str:
    """Two without a name are two, unless one speaker cites them; a root is no node in the middle of the same name."""
    return f"{'end' if last else 'between'} {label}{f' of {before}' if nameless else ''}"


def _placed(nodes: dict[str, Node], lines: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Where each node stands, in pixels, and the height: outlets by date, the others beside those that lead to them."""
    depth = max(node.layer for node in nodes.values())
    layers = [[one for one, node in nodes.items() if node.layer == layer] for layer in range(depth + 1)]
    layers[0].sort(key=lambda one: (nodes[one].name.rpartition(" ")[2], nodes[one].name))
    height = LINE * max(len(layer) for layer in layers)
    down: dict[str, float] = {}
    before = lines.groupby("target")["source"].agg(list).to_dict()
    for layer in layers:
        middle = {
            one: sum(down[other] for other in before.get(one, ()) if other in down)
            / max(1, sum(other in down for other in before.get(one, ())))
            for one in layer
        }
        order = layer if layer is layers[0] else sorted(layer, key=lambda one: (middle[one], nodes[one].name))
        step = height / max(1, len(order))
        down |= {one: round((place + 0.5) * step, 1) for place, one in enumerate(order)}
    rows = [
        {
            "node": one,
            "name": node.name,
            "label": drawing.shortened(node.name, LONGEST_LABEL if node.place != "between" else 30),
            "place": node.place,
            "kind": node.kind or "unknown",
            "x": round(LEFT + ACROSS * node.layer / depth, 1),
            "y": down[one],
        }
        for one, node in nodes.items()
    ]
    return pd.DataFrame(rows), height


def _chains_of(figure: Any, nodes: dict[str, Node], lines: pd.DataFrame, name: str) -> alt.LayerChart:
    placed, height = _placed(nodes, lines)
    at = placed.set_index("node")
    width = LEFT + ACROSS + RIGHT
    across = alt.X("x:Q", axis=None).scale(domain=[0, width], nice=False, zero=False)
    down = alt.Y("y:Q", axis=None).scale(domain=[height, 0], nice=False, zero=False)
    points = [
        {**row, "line": number, "x": x, "y": y}
        for number, row in enumerate(lines.drop(columns=["source", "target"]).to_dict(orient="records"))
        for x, y in _curve(at.loc[lines["source"].iloc[number]], at.loc[lines["target"].iloc[number]])
    ]
    edges = (
        alt.Chart(drawing.data(f"{name}_lines", pd.DataFrame(points)))
        .mark_line(opacity=0.55, strokeCap="butt")
        .encode(
            across,
            down,
            detail="line:N",
            order="x:Q",
            color=_by_kind(),
            strokeWidth=alt.StrokeWidth("documents:Q")
            .scale(type="linear", domain=[1, 8], range=[2, 16], clamp=True)
            .legend(None),
            strokeDash=alt.StrokeDash("basis:N").scale(domain=list(BASES), range=list(BASES.values())).legend(None),
            tooltip=drawing.tooltips(
                taker="has the number", giver="from", documents="documents", basis="basis", words="evidence"
            ),
        )
    )
    base = alt.Chart(drawing.data(f"{name}_nodes", placed.drop(columns="node"))).encode(across, down)

    def only(*places: str) -> alt.Chart:
        return base.transform_filter(alt.FieldOneOfPredicate(field="place", oneOf=list(places)))

    tooltip = drawing.tooltips(name="who", place="place in the chain", kind="kind of root")
    halo = {"stroke": "white", "strokeWidth": 4, "strokeOpacity": 0.9}
    marks = [
        only("document").mark_point(filled=True, shape="square", size=60, color=INK).encode(tooltip=tooltip),
        only("between").mark_point(filled=True, size=50, color=INK).encode(tooltip=tooltip),
        only("root").mark_point(filled=True, size=110).encode(color=_by_kind(), tooltip=tooltip),
        only("end").mark_point(filled=True, size=110).encode(color=_by_kind(), tooltip=tooltip),
        only("end").mark_point(filled=True, size=40, color="white").encode(tooltip=tooltip),
        only("document").mark_text(align="right", dx=-9, color=INK).encode(text="label:N"),
        only("root", "end").mark_text(align="left", dx=10, color=INK).encode(text="label:N"),
        *(
            only("between").mark_text(align="center", dy=-11, color=INK, **under).encode(text="label:N")
            for under in (halo, {})
        ),
    ]
    told = (
        f"“{figure.words}” {figure.category}, {origins.wave_in_words(figure.wave)}:"
        f" {_many(figure.documents, 'document')}, {_many(figure.independent, 'independent origin')}"
    )
    title = alt.Title(drawing.visible(told), anchor="start", fontSize=13, frame="group", offset=12)
    return alt.layer(edges, *marks).properties(width=width, height=height, title=title)


def _curve(start: pd.Series, end: pd.Series) -> list[tuple[float, float]]:
    """Points of a line that leaves one node and arrives at the other level."""
    steps = [step / BEND for step in range(BEND + 1)]
    return [
        (
            round(start["x"] + (end["x"] - start["x"]) * part, 1),
            round(start["y"] + (end["y"] - start["y"]) * (1 - math.cos(math.pi * part)) / 2, 1),
        )
        for part in steps
    ]


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


# Figure two


def ranges_by_origin(found: origins.Traced, *, most: int = MOST) -> alt.VConcatChart | alt.Chart:
    """For each headline figure the range that goes back to each origin, with the dates of its documents."""
    name, title = "ranges_by_origin", "What each origin says: ranges by origin, with dates"
    rows = _of_headlines(found.ranges, found.figures, most)
    if rows.empty:
        return drawing.empty(name, title, NOTHING, found.ranges)
    rows = rows.assign(
        end=rows["most"],
        sure=rows["certain"].map({1: "root on whose word it is given", 0: "here the trail ends"}),
        dates=[
            f"{_span(row.first_published, row.last_published)} · {_many(row.documents, 'document')}"
            for row in rows.itertuples()
        ],
        spread=(rows["fewest"] != rows["most"]).astype(int),
    )
    panels = []
    for number, (key, of) in enumerate(rows.groupby(["category", "wave"], sort=False)):
        of = of.assign(row=[f"{place:04}{drawing.shortened(one, 46)}" for place, one in enumerate(of["origin"])])
        axis = drawing.people(of, WIDTH, room=60)
        at, end = (alt.X(f"{field}:Q", **axis) for field in ("fewest", "most"))
        base = alt.Chart(drawing.data(f"{name}_{number}", of)).encode(
            drawing.rows("row", grid=True),
            tooltip=drawing.tooltips(
                origin="origin",
                kind="kind of root",
                sure="",
                numbers="numbers",
                documents="documents",
                dates="published",
            ),
        )
        coloured = base.encode(color=_by_kind())
        open_above, open_below, unsure, spread = (
            alt.FieldEqualPredicate(field=field, equal=value)
            for field, value in (("open_above", 1), ("open_below", 1), ("certain", 0), ("spread", 1))
        )
        layers = [
            coloured.transform_filter(spread).mark_rule(strokeWidth=5, opacity=0.6).encode(at, x2="most"),
            coloured.transform_filter(open_above).mark_rule(x2Offset=22).encode(end, x2="most"),
            coloured.transform_filter(open_above)
            .mark_point(shape="triangle-right", xOffset=24, size=45, filled=True)
            .encode(end),
            coloured.transform_filter(open_below).mark_rule(x2Offset=-22).encode(at, x2="fewest"),
            coloured.transform_filter(open_below)
            .mark_point(shape="triangle-left", xOffset=-24, size=45, filled=True)
            .encode(at),
            *(coloured.mark_point(size=80, filled=True).encode(one) for one in (at, end)),
            *(
                base.transform_filter(unsure).mark_point(size=30, filled=True, color="white").encode(one)
                for one in (at, end)
            ),
            base.mark_text(align="left", dx=WIDTH + 8, color=INK).encode(x=alt.value(0), text="dates:N"),
        ]
        panels.append(
            alt.layer(*layers).properties(width=WIDTH, height=alt.Step(20), title=_panel_title(*key, found.figures))
        )
    key = (
        "● a number · ▬ from the fewest to the most · ► no upper bound · ◄ no lower bound"
        " · ○ here the trail ends, the texts do not say who knew",
        "Along the axis: reported number of people, logarithmic. At the right: when its documents were published",
    )
    return drawing.finished(alt.vconcat(*panels, spacing=22), name, title, found.ranges, *key)


def _of_headlines(table: pd.DataFrame, figures: pd.DataFrame, most: int) -> pd.DataFrame:
    """The rows of the most reported categories and waves, in their order."""
    order = {
        (row.category, row.wave): place for place, row in enumerate(origins.headlines(figures, most=most).itertuples())
    }
    places = [order.get(key) for key in zip(table["category"], table["wave"], strict=True)]
    ranked = table.assign(_place=pd.Series(places, index=table.index, dtype="Int64"))
    return ranked[ranked["_place"].notna()].sort_values("_place", kind="stable").drop(columns="_place")


def _span(first: str, last: str) -> str:
    return "no date" if not first else first if first == last or not last else f"{first} – {last}"


def _panel_title(category: str, wave: str, figures: pd.DataFrame) -> alt.Title:
    first = figures[figures["category"].eq(category) & figures["wave"].eq(wave)].iloc[0]
    told = f"{category}, {origins.wave_in_words(wave)} (most reported: “{first['words']}”)"
    return alt.Title(drawing.visible(told), anchor="start", fontSize=13, frame="group", offset=6)


# Figure three


def sensitivity(table: pd.DataFrame, figures: pd.DataFrame, *, most: int = MOST) -> alt.VConcatChart | alt.Chart:
    """The headline ranges, all counts and then without one source, outlet or kind of count (origins.sensitivity)."""
    name, title = "sensitivity", "What the headline ranges hang on"
    rows = _of_headlines(table, figures, most)
    if rows.empty:
        return drawing.empty(name, title, NOTHING, table)
    panels = []
    for number, (key, of) in enumerate(rows.groupby(["category", "wave"], sort=False)):
        shown = _ways_shown(of)
        bounds = shown.dropna(subset=["most"]).assign(end=lambda t: t["most"])
        axis = drawing.people(bounds if len(bounds) else shown.assign(end=9), WIDTH, room=60)
        at, end = (alt.X(f"{field}:Q", **axis) for field in ("fewest", "most"))
        base = alt.Chart(drawing.data(f"{name}_{number}", shown)).encode(
            drawing.rows("row", grid=True),
            color=alt.Color("range:N", title="the range")
            .scale(domain=["of all counts", "as of all counts", "another"], range=["#000000", "#0072b2", "#d55e00"])
            .legend(orient="bottom"),
            tooltip=drawing.tooltips(
                told="", fewest="fewest", most="most", open_above="without upper bound", counts="counts"
            ),
        )
        some, none, opened = (
            alt.FieldEqualPredicate(field=field, equal=value)
            for field, value in (("left", 1), ("left", 0), ("opened", 1))
        )
        layers = [
            base.transform_filter(some).mark_rule(strokeWidth=5, opacity=0.6).encode(at, x2="most"),
            base.transform_filter(opened).mark_rule(x2Offset=22).encode(end, x2="most"),
            base.transform_filter(opened)
            .mark_point(shape="triangle-right", xOffset=24, size=45, filled=True)
            .encode(end),
            *(base.transform_filter(some).mark_point(size=60, filled=True).encode(one) for one in (at, end)),
            base.transform_filter(none)
            .mark_text(align="left", fontStyle="italic")
            .encode(x=alt.value(4), text=alt.value("no number is left")),
            base.transform_filter(some)
            .mark_text(align="left", dx=WIDTH + 8)
            .encode(x=alt.value(0), text="said:N", color=alt.value(INK)),
        ]
        panels.append(
            alt.layer(*layers).properties(width=WIDTH, height=alt.Step(20), title=_panel_title(*key, figures))
        )
    key = (
        "From the fewest to the most that any report speaks of, leaving out one at a time · ► some set no upper bound",
        "Along the axis: reported number of people, logarithmic. Sources and outlets that change nothing share a row",
    )
    return drawing.finished(alt.vconcat(*panels, spacing=22), name, title, table, *key)


def _ways_shown(rows: pd.DataFrame) -> pd.DataFrame:
    """All counts, every way that changes the range, hedged counts and conventions; the rest as one row."""
    always = rows["way"].isin(["nothing", "hedged counts", "convention"])
    quiet = rows[~always & rows["changed"].eq(0)]
    shown = rows[always | rows["changed"].eq(1)].assign(
        told=lambda t: [_way(way, what) for way, what in zip(t["way"], t["left_out"], strict=True)]
    )
    if len(quiet):
        one = quiet.head(1).assign(told=f"without any other one of {len(quiet):,} sources and outlets")
        place = int(shown["way"].isin(["nothing", "source", "outlet"]).sum())
        shown = pd.concat([shown.iloc[:place], one, shown.iloc[place:]])
    left = shown["most"].notna()
    return shown.assign(
        row=[f"{place:04}{drawing.shortened(told, 50)}" for place, told in enumerate(shown["told"])],
        left=left.astype(int),
        opened=(left & shown["open_above"].fillna(0).gt(0)).astype(int),
        range=[
            "of all counts" if way == "nothing" else "another" if changed else "as of all counts"
            for way, changed in zip(shown["way"], shown["changed"], strict=True)
        ],
        said=[
            "" if pd.isna(row.most) else f"{row.fewest:,} – {row.most:,}" if row.fewest != row.most else f"{row.most:,}"
            for row in shown.itertuples()
        ],
    )


def _way(way: str, what: str) -> str:
    return {
        "nothing": "all counts",
        "hedged counts": "without hedged counts",
        "convention": f"vague words read by “{what}”",
        "source": "without those who have no name" if what == "unnamed" else f"without the word of {what}",
        "outlet": f"without the documents of {what}",
    }[way]
