"""Graphs as files for other programs: GEXF, GraphML, JSON and CSV."""

import json
import re
from collections.abc import Mapping

import networkx as nx
import pandas as pd

from purgelib.exports import Exports, exported
from purgelib.spreadsheets import csv_of


def saved(graph: nx.Graph, mentions: pd.DataFrame, documents: pd.DataFrame, out: str = "") -> Exports:
    """The graph for other programs; where a folder is named, the files are written there."""
    tables = graph_to_csv(graph)
    return exported(
        {
            "network.gexf": ("Gephi", graph_to_gexf(graph)),
            "network-dated.gexf": ("Gephi's timeline", graph_to_gexf(graph, seen=days_named(mentions, documents))),
            "network.graphml": ("GraphML readers", graph_to_graphml(graph)),
            "network.json": ("node-link JSON readers, such as D3", graph_to_json(graph)),
            "network-nodes.csv": ("spreadsheets", tables["nodes.csv"]),
            "network-edges.csv": ("spreadsheets", tables["edges.csv"]),
        },
        out,
    )


def days_named(mentions: pd.DataFrame, documents: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Actor -> first and last day of the dated documents that name it."""
    dated = mentions.merge(documents.loc[documents["first_day"].ne(""), ["document", "first_day", "last_day"]])
    days = dated.groupby("actor").agg(first=("first_day", "min"), last=("last_day", "max"))
    return {actor: (row["first"], row["last"]) for actor, row in days.iterrows()}


def graph_to_gexf(graph: nx.Graph, *, seen: Mapping[str, tuple[str, str]] | None = None) -> bytes:
    """The graph in GEXF 1.2; with `seen` (actor -> first and last day), dated for Gephi's timeline."""
    plain = _plain(graph)
    for actor, (first, last) in (seen or {}).items():
        if actor in plain and first and last:
            plain.nodes[actor].update(start=first, end=last)
    if seen:
        plain.graph["mode"] = "dynamic"
        plain.graph["timeformat"] = "date"
    text = "\n".join(nx.generate_gexf(plain, version="1.2draft"))
    return re.sub(r'\s*lastmodifieddate="[^"]*"', "", text).encode()  # the day of the run is no part of the graph


def graph_to_graphml(graph: nx.Graph) -> bytes:
    """The graph in GraphML."""
    return "\n".join(nx.generate_graphml(_plain(graph))).encode()


def graph_to_json(graph: nx.Graph) -> bytes:
    """The graph as node-link JSON."""
    return json.dumps(nx.node_link_data(graph, edges="edges"), ensure_ascii=False, indent=1).encode()


def graph_to_csv(graph: nx.Graph) -> dict[str, bytes]:
    """nodes.csv and edges.csv, as Gephi reads them."""
    nodes = [
        {"Id": node, "Label": node, **{k: v for k, v in data.items() if k != "label"}}
        for node, data in graph.nodes(data=True)
    ]
    edges = [{"Source": a, "Target": b, "Type": "Undirected", **data} for a, b, data in graph.edges(data=True)]
    return {"nodes.csv": _csv(nodes, ["Id", "Label"]), "edges.csv": _csv(edges, ["Source", "Target", "Type"])}


def _csv(rows: list[dict], least: list[str]) -> bytes:
    fields = list(dict.fromkeys([*least, *(key for row in rows for key in row)]))
    return csv_of(pd.DataFrame(rows, columns=fields, dtype=object)).encode()


UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 cannot hold


def _plain(graph: nx.Graph) -> nx.Graph:
    """A copy that GEXF and GraphML can hold: no missing values, no lists, no control characters."""
    plain = nx.relabel_nodes(graph, {node: UNWRITABLE.sub(" ", node) for node in graph})
    for _, data in plain.nodes(data=True):
        _make_plain(data)
    for _, _, data in plain.edges(data=True):
        _make_plain(data)
    return plain


def _make_plain(data: dict) -> None:
    for key, value in list(data.items()):
        if value is None:
            del data[key]
        elif isinstance(value, str):
            data[key] = UNWRITABLE.sub(" ", value)
