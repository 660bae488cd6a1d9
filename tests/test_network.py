import itertools
import random

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from purgelib import network


def pair(pairs, actor, other):
    return pairs.set_index(["actor", "other"]).loc[actor, other]


@pytest.mark.parametrize(
    ("within", "together", "units"),
    [("sentence", 3, 6), ("paragraph", 3, 4), ("document", 2, 3), (1, 3, 6), (2, 3, 4)],
)
def test_counts_units_that_name_both(mentions, sentences, within, together, units):
    found = pair(network.co_mentions(mentions, sentences, within=within), "Coast Guard", "Kim")
    assert (found["together"], found["units"]) == (together, units)


def test_association_and_chance_by_hand(mentions, sentences):
    """Kim in 4 of 6 sentences, the Coast Guard in 3, both in 3: C(4,3)/C(6,3) = 4/20 is the chance."""
    found = pair(network.co_mentions(mentions, sentences, within="sentence"), "Coast Guard", "Kim")
    assert found["p"] == pytest.approx(4 / 20)
    assert found["npmi"] == pytest.approx(np.log(0.5 / (0.5 * 4 / 6)) / -np.log(0.5))
    assert found["sentences"] == "a:s1; a:s3; b:s2"


def test_every_pair_opens_sentences_that_name_it(mentions, sentences):
    naming = mentions.groupby("sentence")["actor"].agg(set)
    for row in network.co_mentions(mentions, sentences, within="paragraph").itertuples():
        named = set().union(*(naming[sentence] for sentence in row.sentences.split("; ")))
        assert {row.actor, row.other} <= named


def test_refuses_a_window_that_is_none(mentions, sentences):
    with pytest.raises(ValueError, match="within 'chapter' is not known"):
        network.co_mentions(mentions, sentences, within="chapter")


def test_no_mentions_make_no_pairs(mentions, sentences):
    pairs = network.co_mentions(mentions[:0], sentences)
    assert list(pairs.columns) == network.PAIR
    assert network.edges_table_to_graph(pairs).number_of_nodes() == 0
    assert network.centralities(nx.Graph()).empty


def scattered(actors=6, units=60, seed=3):
    """Names fall on sentences by chance alone."""
    dealt = random.Random(seed)
    rows = [(f"d:s{u}", "d", f"A{a}") for u in range(units) for a in range(actors) if dealt.random() < 0.3]
    sentences = pd.DataFrame([(f"d:s{u}", "d", u, "paragraph") for u in range(units)])
    sentences.columns = ["sentence", "document", "paragraph", "kind"]
    return pd.DataFrame(rows, columns=["sentence", "document", "actor"]), sentences


def test_the_chance_agrees_with_a_simulation():
    mentions, sentences = scattered()
    names = network.name_units(mentions, sentences, within="sentence")
    found = network.co_mentions(mentions, sentences, within="sentence").iloc[0]
    dealt = np.random.default_rng(5)
    draws = np.array(
        [
            len(
                set(dealt.choice(len(names.units), found["actor_units"], replace=False))
                & set(dealt.choice(len(names.units), found["other_units"], replace=False))
            )
            for _ in range(4000)
        ]
    )
    assert found["p"] == pytest.approx((draws >= found["together"]).mean(), abs=0.03)


def test_shuffles_keep_both_margins_and_the_seed():
    mentions, sentences = scattered()
    names = network.name_units(mentions, sentences, within="sentence")
    of_actor = [set(map(int, names.matrix[:, [i]].nonzero()[0])) for i in range(len(names.actors))]
    before = [len(units) for units in of_actor], sorted(itertools.chain(*of_actor))
    network._trade(of_actor, random.Random(1))
    assert ([len(units) for units in of_actor], sorted(itertools.chain(*of_actor))) == before
    one, two = (network.permuted_p(mentions, sentences, within="sentence", permutations=50, seed=9) for _ in range(2))
    pd.testing.assert_frame_equal(one, two)


def test_pairs_tied_on_purpose_stand_out():
    mentions, sentences = scattered()
    tied = pd.DataFrame([(f"d:s{u}", "d", who) for u in range(0, 30) for who in ("X", "Y")], columns=mentions.columns)
    pairs = network.co_mentions(pd.concat([mentions, tied]), sentences, within="sentence")
    assert pair(pairs, "X", "Y")["q"] < 0.001
    assert (pairs[~pairs["actor"].isin(["X"])]["q"] > 0.05).all()


def test_backbone_keeps_what_chance_does_not_give():
    """A star of weak ties with one strong one: by hand (1 - 10/14)^4 at the hub."""
    pairs = pd.DataFrame(
        [("hub", f"leaf{i}", 1) for i in range(4)] + [("hub", "friend", 10)], columns=["actor", "other", "together"]
    ).assign(sentences="")
    alpha = network.backbone(pairs).set_index("other")["alpha"]
    assert alpha["friend"] == pytest.approx((1 - 10 / 14) ** 4)
    assert alpha["leaf0"] > 0.5


def test_centralities_are_those_of_networkx(mentions, sentences):
    graph = network.edges_table_to_graph(network.co_mentions(mentions, sentences, within="sentence"))
    table = network.centralities(graph).set_index("actor")
    assert table.loc["Kim", "degree"] == 2
    assert table.loc["Kim", "strength"] == 4
    assert table["eigenvector"].to_dict() == pytest.approx(
        nx.eigenvector_centrality(graph, weight="weight", max_iter=1000, tol=1e-10), abs=1e-6
    )
    lengths = {(a, b): 1 / w for a, b, w in graph.edges(data="weight")}
    nx.set_edge_attributes(graph, lengths, "length")
    assert table["betweenness"].to_dict() == pytest.approx(nx.betweenness_centrality(graph, weight="length"))


def test_resampling_holds_the_strength_between_its_bounds(mentions, sentences):
    table = network.resampled_strength(mentions, sentences, within="sentence", samples=200).set_index("actor")
    assert table.loc["Kim", "strength"] == 4
    assert (table["low"] <= table["strength"]).all()
    assert (table["strength"] <= table["high"]).all()


def test_two_sides_are_two_communities():
    graph = nx.Graph([("a", "b"), ("b", "c"), ("a", "c"), ("x", "y"), ("y", "z"), ("x", "z"), ("c", "x")])
    found = network.communities(graph)
    assert found["a"] == found["b"] == found["c"] != found["x"] == found["y"] == found["z"]


def test_bipartite_form(mentions):
    graph = network.actors_and_documents(mentions)
    assert nx.is_bipartite(graph)
    assert graph["Kim"]["a"]["weight"] == 3


def test_one_network_a_month(mentions):
    documents = pd.DataFrame({"document": ["a", "b", "c"], "published": ["2014-04-16", "2014-05", "2014"]})
    months = network.by_month(mentions, documents)
    assert {month: set(found["document"]) for month, found in months.items()} == {"2014-04": {"a"}, "2014-05": {"b"}}


def test_findings_say_what_the_tables_say(mentions, sentences):
    pairs = network.co_mentions(mentions, sentences, within="sentence")
    strengths = network.resampled_strength(mentions, sentences, within="sentence", samples=50)
    said = network.findings(pairs, strengths)
    assert "**Coast Guard** and **Kim** are most often named together: 3 times, first in sentence a:s1" in said
    assert "2. No pair is named together more often than chance may give." in said
    assert "**Coast Guard** is named together with others most often, 4 times" in said
    assert network.findings(pairs[:0], strengths) == "No two actors are named together under these parameters."


def test_chooses_by_type_date_and_strength(mentions, sentences):
    actors = pd.DataFrame({"name": ["Kim", "Union", "Coast Guard"], "type": ["person", "other", "government"]})
    documents = pd.DataFrame(
        {
            "document": ["a", "b", "c"],
            "first_day": ["2014-04-16", "2014-05-01", ""],
            "last_day": ["2014-04-16", "2014-05-31", ""],
        }
    )
    chosen = network.chosen_mentions(mentions, actors, documents, types="person", date_from="2014-05")
    assert set(chosen["actor"]) == {"Kim"}
    assert set(chosen["document"]) == {"b"}
    pairs = network.co_mentions(mentions, sentences, within="sentence")
    assert (network.chosen_pairs(pairs, minimum=2)["together"] >= 2).all()
    with pytest.raises(ValueError, match="type 'planet' is not known"):
        network.chosen_mentions(mentions, actors, documents, types="planet")
    with pytest.raises(ValueError, match="'soon' is no date"):
        network.chosen_mentions(mentions, actors, documents, date_to="soon")
