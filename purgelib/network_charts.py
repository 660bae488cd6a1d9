"""Charts of who is named with whom. Named together is no connection, and no chart here says so."""

from typing import Any

import altair as alt
import networkx as nx
import pandas as pd

from purgelib import drawing, network
from purgelib.layout import placed_actors

TYPES = ("person", "state", "government", "igo", "ngo", "media", "party", "court", "other")
TYPE_COLOURS = ("#0072b2", "#8c6d00", "#d55e00", "#56a4dd", "#009e73", "#a34d84", "#6b6bd6", "#000000", drawing.GREY)
MOST_WORDS = 3  # sentences in a tooltip
NOTHING = "No two actors are named together under these parameters."


def _by_type(field: str = "type") -> alt.Color:
    return (
        alt.Color(f"{field}:N", title="type of actor")
        .scale(domain=list(TYPES), range=list(TYPE_COLOURS))
        .legend(orient="bottom", columns=9)
    )


def _with_words(pairs: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """The pairs with the words of the first sentences behind each."""
    words = sentences.set_index("sentence")["text"].to_dict()

    def of(ids: str) -> str:
        listed = [one for one in ids.split("; ") if one]
        shown = " … ".join(drawing.shortened(" ".join(words[one].split()), 260) for one in listed[:MOST_WORDS])
        return shown + (f" … and {len(listed) - MOST_WORDS} more" if len(listed) > MOST_WORDS else "")

    return pairs.assign(words=[of(ids) for ids in pairs["sentences"]])


def actor_network(
    pairs: pd.DataFrame,
    actors: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    layout: str = "spring",
    seed: int = 1,
    width: int = 820,
    height: int = 640,
) -> alt.LayerChart | alt.Chart:
    """Who is named together with whom: a mark an actor, a line a pair (network.co_mentions), wider for more often."""
    name, title = "actor_network", "Who is named together"
    if pairs.empty:
        return drawing.empty(name, title, NOTHING, pairs)
    graph = network.edges_table_to_graph(pairs, actors)
    nodes = placed_actors(graph, layout=layout, seed=seed, width=width, height=height).merge(
        actors[["name", "type", "country", "mentions"]], left_on="actor", right_on="name", how="left"
    )
    nodes["type"] = nodes["type"].fillna("other")
    nodes["partners"] = [graph.degree(actor) for actor in nodes["actor"]]
    place = nodes.set_index("actor")
    lines = _with_words(pairs, sentences).assign(
        x=lambda t: t["actor"].map(place["x"]),
        y=lambda t: t["actor"].map(place["y"]),
        x2=lambda t: t["other"].map(place["x"]),
        y2=lambda t: t["other"].map(place["y"]),
        chance=lambda t: [_chance(q) for q in t["q"]],
    )
    across = alt.X("x:Q", axis=None).scale(domain=[0, width], nice=False, zero=False)
    down = alt.Y("y:Q", axis=None).scale(domain=[height, 0], nice=False, zero=False)
    edges = (
        alt.Chart(drawing.data("pairs", lines.drop(columns=["sentences", "units"])))
        .mark_rule(color=drawing.INK, strokeCap="round")
        .encode(
            across,
            down,
            x2="x2",
            y2="y2",
            strokeWidth=alt.StrokeWidth("together:Q", title="times together").scale(range=[0.6, 7]).legend(None),
            opacity=alt.Opacity("together:Q").scale(range=[0.22, 0.6]).legend(None),
            tooltip=drawing.tooltips(
                actor="named", other="together with", together="times", chance="chance", words="sentences"
            ),
        )
    )
    base = alt.Chart(drawing.data("actors", nodes.drop(columns=["name"]))).encode(across, down)
    marks = base.mark_point(filled=True, stroke="white", strokeWidth=0.8).encode(
        color=_by_type(),
        size=alt.Size("strength:Q", title="times named together").scale(range=[40, 700]).legend(None),
        tooltip=drawing.tooltips(
            actor="actor", type="type", country="country", mentions="mentions", partners="named together with"
        ),
    )
    halo = {"stroke": "white", "strokeWidth": 3, "strokeOpacity": 0.85}
    labels = [
        base.transform_filter(alt.FieldEqualPredicate(align, field="align"))
        .mark_text(align=align, baseline="middle", color=drawing.INK, **under)
        .encode(alt.X("label_x:Q", axis=None), alt.Y("label_y:Q", axis=None), text="label:N")
        for under in (halo, {})
        for align in sorted(nodes["align"].unique())
    ]
    chart = alt.layer(edges, marks, *labels).properties(width=width, height=height)
    key = "A line joins actors named in one unit of text, wider for more often; point at it for the sentences"
    return drawing.finished(
        chart, name, title, pairs, key, "Named together is not connected: the text may set them against each other"
    )


def _chance(q: float) -> str:
    return "more often than chance gives" if q < 0.05 else "no more often than chance may give"


def co_mention_matrix(
    pairs: pd.DataFrame, actors: pd.DataFrame, sentences: pd.DataFrame, *, most: int = 40
) -> alt.Chart:
    """The same as a matrix: a cell a pair, actors ordered so that those named together stand side by side.

    Of more than `most` actors, those most often named together are drawn.
    """
    name, title = "co_mention_matrix", "Who is named together, as a matrix"
    if pairs.empty:
        return drawing.empty(name, title, NOTHING, pairs)
    graph = network.edges_table_to_graph(pairs, actors)
    strength = dict(graph.degree(weight="weight"))
    kept = set(sorted(strength, key=lambda actor: (-strength[actor], actor))[:most])
    order = [actor for actor in network.ordered_actors(nx.Graph(graph.subgraph(kept))) if actor in kept]
    inside = _with_words(pairs[pairs["actor"].isin(kept) & pairs["other"].isin(kept)], sentences)
    mirrored = inside.rename(columns={"actor": "other", "other": "actor"})
    cells = pd.concat([inside, mirrored]).assign(chance=lambda t: [_chance(q) for q in t["q"]])
    side = 16
    chart = (
        alt.Chart(drawing.data(name, cells.drop(columns=["sentences", "units"])))
        .mark_rect(stroke="white", strokeWidth=1)
        .encode(
            alt.X("other:N", sort=order, title=None)
            .scale(domain=order)
            .axis(labelAngle=-60, labelLimit=170, ticks=False),
            alt.Y("actor:N", sort=order, title=None).scale(domain=order).axis(labelLimit=230, ticks=False),
            alt.Color("together:Q", title="times together").scale(type="symlog", scheme="blues").legend(orient="right"),
            tooltip=drawing.tooltips(
                actor="named", other="together with", together="times", chance="chance", words="sentences"
            ),
        )
        .properties(width=side * len(order), height=side * len(order))
    )
    left_out = len(graph) - len(order)
    key = f"{left_out} actors less often named together are left out" if left_out else "Darker: more often together"
    return drawing.finished(chart, name, title, inside, key)


def named_together_most(strengths: pd.DataFrame, actors: pd.DataFrame, *, most: int = 25) -> alt.LayerChart | alt.Chart:
    """How often the actors are named together with others, with its range when units are drawn anew at random."""
    name, title = "named_together_most", "Who is most often named together with others"
    if strengths.empty:
        return drawing.empty(name, title, NOTHING, strengths)
    rows = (
        strengths[strengths["strength"] > 0]
        .head(most)
        .merge(actors[["name", "type"]], left_on="actor", right_on="name", how="left")
    )
    if rows.empty:
        return drawing.empty(name, title, NOTHING, strengths)
    rows = rows.assign(type=rows["type"].fillna("other")).drop(columns="name")
    base = alt.Chart(drawing.data(name, rows)).encode(
        alt.Y("actor:N", sort=list(rows["actor"]), title=None).axis(labelLimit=260, ticks=False),
        color=_by_type(),
        tooltip=drawing.tooltips(
            actor="actor", type="type", strength="times together", low="5th percentile", high="95th percentile"
        ),
    )
    chart = alt.layer(
        base.mark_rule(strokeWidth=3, opacity=0.5).encode(
            alt.X("low:Q", title="times named together with another"), x2="high"
        ),
        base.mark_point(filled=True, size=60).encode(alt.X("strength:Q")),
    ).properties(width=560, height=alt.Step(18))
    return drawing.finished(
        chart, name, title, strengths, "Line: 90 of 100 random draws of as many units of text lie within"
    )


def walk(graph: nx.Graph) -> Any:
    """The network as a graph to walk in, in JupyterLab: drag, zoom, search; colour is the type of actor."""
    from ipysigma import Sigma

    return Sigma(
        graph,
        node_color="type",
        node_color_palette=dict(zip(TYPES, TYPE_COLOURS, strict=True)),
        node_size=graph.degree,
        edge_size="weight",
        default_edge_type="curve",
        start_layout=True,
        height=640,
    )
