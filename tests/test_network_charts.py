import json

import pandas as pd
import pytest

from purgelib import network, network_charts
from purgelib.figures import png_of, svg_of

TEXT = 'Kim met <script>alert("x")</script> the Coast Guard.'


@pytest.fixture
def pairs():
    rows = [("Coast Guard", "Kim", 3, "a:s1; a:s2; a:s3; a:s4", 0.01), ("Kim", "Union", 1, "a:s1", 0.6)]
    table = pd.DataFrame(rows, columns=["actor", "other", "together", "sentences", "q"])
    return table.assign(actor_units=4, other_units=4, units=9, npmi=0.5, p=table["q"])


@pytest.fixture
def actors():
    names = ["Coast Guard", "Kim", "Union"]
    types = ["government", "person", "other"]
    return pd.DataFrame({"name": names, "type": types, "country": "", "mentions": [3, 4, 1]})


@pytest.fixture
def sentences():
    return pd.DataFrame({"sentence": [f"a:s{n}" for n in range(1, 5)], "text": [TEXT] * 4})


def values(chart):
    found = []

    def look(part):
        if isinstance(part, dict):
            if isinstance(part.get("values"), list):
                found.extend(part["values"])
            for one in part.values():
                look(one)
        elif isinstance(part, list):
            for one in part:
                look(one)

    look(chart.to_dict())
    return found


def test_a_line_carries_its_sentences(pairs, actors, sentences):
    chart = network_charts.actor_network(pairs, actors, sentences)
    lines = [value for value in values(chart) if isinstance(value, dict) and "words" in value]
    assert {line["together"] for line in lines} == {1, 3}
    assert all(TEXT in line["words"] for line in lines)
    assert any("and 1 more" in line["words"] for line in lines)
    assert "connected" in json.dumps(chart.to_dict()["description"])  # only to say that it is not


def test_every_actor_and_pair_is_drawn(pairs, actors, sentences):
    svg = svg_of(network_charts.actor_network(pairs, actors, sentences).to_dict()).decode()
    assert svg.count('aria-roledescription="point"') == 3
    assert svg.count('aria-roledescription="rule mark"') == 2
    assert "<script>" not in svg


def test_the_matrix_is_symmetric(pairs, actors, sentences):
    cells = [value for value in values(network_charts.co_mention_matrix(pairs, actors, sentences)) if "other" in value]
    assert {(cell["actor"], cell["other"]) for cell in cells} == {(cell["other"], cell["actor"]) for cell in cells}
    assert len(cells) == 4


def test_the_matrix_says_how_many_it_leaves_out(pairs, actors, sentences):
    chart = network_charts.co_mention_matrix(pairs, actors, sentences, most=2)
    assert "1 actors less often named together are left out" in chart.to_dict()["title"]["subtitle"][0]


def test_nothing_to_draw_is_said(actors, sentences, pairs):
    none = pairs[:0]
    strengths = pd.DataFrame({"actor": [], "strength": [], "low": [], "high": []})
    for chart in (
        network_charts.actor_network(none, actors, sentences),
        network_charts.co_mention_matrix(none, actors, sentences),
        network_charts.named_together_most(strengths, actors),
    ):
        assert "No two actors are named together" in json.dumps(chart.to_dict())


def test_figures_are_the_same_bytes_each_time(pairs, actors, sentences):
    one, two = (png_of(network_charts.actor_network(pairs, actors, sentences).to_dict()) for _ in range(2))
    assert one == two


def test_a_graph_to_walk_in(pairs, actors):
    graph = network.edges_table_to_graph(pairs, actors)
    assert type(network_charts.walk(graph)).__name__ == "Sigma"


def test_a_legend_of_shades_has_the_same_bytes_however_many_were_drawn_before():
    spec = {
        "data": {"values": [{"a": 1}, {"a": 2}]},
        "mark": "rect",
        "encoding": {"color": {"field": "a", "type": "quantitative"}},
    }
    first = svg_of(spec)
    assert b'id="gradient_0"' in first
    assert b'fill="url(#gradient_0)"' in first
    assert svg_of(spec) == first
