import csv
import io
import json

import networkx as nx
import pandas as pd
import pytest

from purgelib import graph_files, network


@pytest.fixture
def graph(mentions, sentences):
    hostile = 'Union <"1"> \x07& Sons'
    mentions = mentions.replace({"actor": {"Union": hostile}})
    actors = pd.DataFrame({"name": ["Kim"], "type": ["person"], "country": ["Korea, Republic of"], "mentions": [4]})
    return network.edges_table_to_graph(network.co_mentions(mentions, sentences, within="sentence"), actors)


def shape(graph):
    return sorted((*sorted((a, b)), weight) for a, b, weight in graph.edges(data="weight"))


def test_networkx_reads_every_export_back(graph):
    expected = shape(graph_files._plain(graph))
    assert shape(nx.read_gexf(io.BytesIO(graph_files.graph_to_gexf(graph)))) == expected
    assert shape(nx.read_graphml(io.BytesIO(graph_files.graph_to_graphml(graph)))) == expected
    node_link = json.loads(graph_files.graph_to_json(graph))
    assert shape(nx.node_link_graph(node_link, edges="edges")) == shape(graph)
    tables = {name: pd.read_csv(io.BytesIO(content)) for name, content in graph_files.graph_to_csv(graph).items()}
    again = nx.from_pandas_edgelist(tables["edges.csv"], "Source", "Target", "weight")
    assert shape(again) == shape(graph)
    assert len(tables["nodes.csv"]) == 3


def test_exports_say_nothing_of_the_day_of_the_run(graph):
    assert b"lastmodified" not in graph_files.graph_to_gexf(graph)


def test_dated_gexf_has_the_days(graph):
    content = graph_files.graph_to_gexf(graph, seen={"Kim": ("2014-04-16", "2014-05-01")})
    assert b'start="2014-04-16"' in content
    assert b'mode="dynamic"' in content
    assert nx.read_gexf(io.BytesIO(content)).nodes["Kim"]["start"] == "2014-04-16"


def test_actors_are_dated_by_the_documents_that_name_them(mentions):
    days = {"first_day": ["2014-04-16", "2014-05-01", ""], "last_day": ["2014-04-16", "2014-05-31", ""]}
    documents = pd.DataFrame({"document": ["a", "b", "c"], **days})
    assert graph_files.days_named(mentions, documents)["Kim"] == ("2014-04-16", "2014-05-31")


@pytest.mark.parametrize("seen", [None, {"Kim": ("2014-04-16", "2014-05-01")}])
def test_a_reader_made_from_the_schema_of_gexf_reads_it(graph, seen):
    import gexfpy

    read = gexfpy.parse_string(graph_files.graph_to_gexf(graph, seen=seen).decode())
    assert len(read.graph.nodes[0].node) == graph.number_of_nodes()
    assert len(read.graph.edges[0].edge) == graph.number_of_edges()


def test_a_name_that_a_spreadsheet_would_run_stays_a_name():
    graph = nx.Graph()
    graph.add_edge('=HYPERLINK("https://example.org")', "@Ann", weight=2)
    rows = list(csv.reader(io.StringIO(graph_files.graph_to_csv(graph)["nodes.csv"].decode(), newline="")))
    assert [row[0] for row in rows] == ["Id", '\'=HYPERLINK("https://example.org")', "'@Ann"]
