import itertools

import networkx as nx
import pandas as pd
import pytest

from purgelib import layout


@pytest.mark.parametrize("actors", [0, 1, 2, 30, 150])
@pytest.mark.parametrize("way", layout.LAYOUTS)
def test_no_label_covers_another(actors, way):
    graph = nx.relabel_nodes(nx.gnm_random_graph(actors, 3 * actors, seed=4), lambda n: f"Actor with a name {n}")
    nx.set_edge_attributes(graph, 1, "weight")
    placed = layout.placed_actors(graph, layout=way)
    assert len(placed) == actors
    drawn = placed[placed["label"] != ""]
    boxes = []
    for row in drawn.itertuples():
        long = len(row.label) * layout.LETTER
        left = row.label_x - {"left": 0, "right": long, "center": long / 2}[row.align]
        boxes.append((left, row.label_y - layout.LINE / 2, left + long, row.label_y + layout.LINE / 2))
    assert not [
        1
        for a, b in itertools.combinations(boxes, 2)
        if layout._cover([v + 0.2 for v in a], b) and layout._cover(a, [v + 0.2 for v in b])
    ]
    if actors == 30 and way == "spring":
        assert len(drawn) > 20


def test_refuses_a_layout_that_does_not_exist():
    with pytest.raises(ValueError, match="layout 'star' is not known; there are spring"):
        layout.placed_actors(nx.Graph(), layout="star")


def test_the_same_seed_gives_the_same_places():
    graph = nx.path_graph(list("abcdef"))
    nx.set_edge_attributes(graph, 1, "weight")
    pd.testing.assert_frame_equal(layout.placed_actors(graph, seed=3), layout.placed_actors(graph, seed=3))
