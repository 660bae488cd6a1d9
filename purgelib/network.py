"""Who is named with whom. To be named together is no connection: the same words may set two actors against each other.

Mentions become units (sentences, paragraphs, documents or windows of sentences), units become pairs of actors named in
one, pairs become a graph. Each pair says how often chance alone would have put both names into one unit.
"""

import math
import random
from collections import defaultdict
from itertools import combinations
from typing import NamedTuple

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse
from scipy.stats import hypergeom

from purgelib.days import read_days
from purgelib.prose import escape, many
from purgelib.schemas import ACTOR_TYPES

PAIR = ["actor", "other", "together", "actor_units", "other_units", "units", "npmi", "p", "q", "sentences"]


class Incidence(NamedTuple):
    """Which actor is named in which unit: a units x actors matrix of 0 and 1, with their names."""

    matrix: sparse.csr_array
    units: list[str]
    actors: list[str]
    sentences: dict[str, list[str]]  # unit -> its sentences, in reading order


def name_units(mentions: pd.DataFrame, sentences: pd.DataFrame, *, within: str | int = "paragraph") -> Incidence:
    """The units that name actors; `within` is sentence, paragraph, document, or a number of sentences.

    A window of N sentences slides over each document, so that names N-1 sentences apart share one window.
    Raises ValueError for any other `within`.
    """
    running = sentences[sentences["kind"] != "reference"]
    members = _members(running, within)
    of_sentence = defaultdict(list)
    for unit, inside in members.items():
        for sentence in inside:
            of_sentence[sentence].append(unit)
    pairs = {
        (unit, actor)
        for sentence, actor in zip(mentions["sentence"], mentions["actor"], strict=True)
        for unit in of_sentence[sentence]
    }
    units, actors = list(members), sorted({actor for _, actor in pairs})
    row, column = {unit: i for i, unit in enumerate(units)}, {actor: i for i, actor in enumerate(actors)}
    placed = sorted((row[unit], column[actor]) for unit, actor in pairs)
    matrix = sparse.csr_array(
        (np.ones(len(placed), dtype=np.int64), ([r for r, _ in placed], [c for _, c in placed])),
        shape=(len(units), len(actors)),
    )
    return Incidence(matrix, units, actors, members)


def _members(sentences: pd.DataFrame, within: str | int) -> dict[str, list[str]]:
    """Unit -> its sentences."""
    if within == "sentence":
        return {sentence: [sentence] for sentence in sentences["sentence"]}
    if within == "document":
        return {document: list(group) for document, group in sentences.groupby("document", sort=False)["sentence"]}
    if within == "paragraph":
        grouped = sentences.groupby(["document", "paragraph"], sort=False)["sentence"]
        return {f"{document}:p{paragraph}": list(group) for (document, paragraph), group in grouped}
    if isinstance(within, bool) or not isinstance(within, int) or within < 1:
        raise ValueError(f"within {within!r} is not known; there are sentence, paragraph, document and whole numbers")
    members = {}
    for _, group in sentences.groupby("document", sort=False)["sentence"]:
        inside = list(group)
        for first in range(max(1, len(inside) - within + 1)):
            members[f"{inside[first]}+{within - 1}"] = inside[first : first + within]
    return members


def co_mentions(mentions: pd.DataFrame, sentences: pd.DataFrame, *, within: str | int = "paragraph") -> pd.DataFrame:
    """One row a pair of actors named together in a unit at least once, most often first.

    `together` counts units that name both, `actor_units` and `other_units` those that name each, `units` all. `npmi` is
    normalised pointwise mutual information, from -1 to 1 (Bouma 2009, "Normalized (pointwise) mutual information in
    collocation extraction"). `p` is the chance of so many units or more if names fell on units independently
    (hypergeometric), `q` the same after Benjamini and Hochberg (1995) over all pairs of actors that could be drawn.
    `sentences` are the ids of the sentences of those units that name either, parted by `; `.
    """
    names = name_units(mentions, sentences, within=within)
    return _pairs(names, mentions)


def _pairs(names: Incidence, mentions: pd.DataFrame) -> pd.DataFrame:
    counts = sparse.triu(names.matrix.T @ names.matrix, k=1).tocoo()
    if not counts.nnz:
        return pd.DataFrame(columns=PAIR).astype({"together": int, "q": float})
    named = np.asarray(names.matrix.sum(axis=0)).ravel()
    total = len(names.units)
    together, a, b = counts.data, named[counts.row], named[counts.col]
    p = hypergeom.sf(together - 1, total, a, b)
    both = together / total
    with np.errstate(divide="ignore", invalid="ignore"):
        npmi = np.where(both == 1, 1.0, np.log(both * total * total / (a * b)) / -np.log(both))
    evidence = _evidence(names, mentions)
    tests = math.comb(len(names.actors), 2)
    return (
        pd.DataFrame(
            {
                "actor": [names.actors[i] for i in counts.row],
                "other": [names.actors[i] for i in counts.col],
                "together": together,
                "actor_units": a,
                "other_units": b,
                "units": total,
                "npmi": npmi.round(12),
                "p": p,
                "q": corrected(p, tests=tests),
            }
        )
        .assign(sentences=lambda t: ["; ".join(evidence[pair]) for pair in zip(t["actor"], t["other"], strict=True)])
        .sort_values(["together", "actor", "other"], ascending=[False, True, True], ignore_index=True)
    )


def _evidence(names: Incidence, mentions: pd.DataFrame) -> dict[tuple[str, str], list[str]]:
    """Pair -> the sentences, of units that name both, that name one of them."""
    naming = defaultdict(set)
    for sentence, actor in zip(mentions["sentence"], mentions["actor"], strict=True):
        naming[sentence].add(actor)
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for inside in names.sentences.values():
        here = sorted(set().union(*(naming[sentence] for sentence in inside))) if inside else []
        for pair in combinations(here, 2):
            found[pair].update(dict.fromkeys(s for s in inside if naming[s] & set(pair)))
    return {pair: list(ids) for pair, ids in found.items()}


def corrected(p: np.ndarray, *, tests: int) -> np.ndarray:
    """Benjamini and Hochberg's adjusted p-values, where `tests` were made and only these are not certain.

    >>> corrected(np.array([0.01, 0.04]), tests=4).round(3).tolist()
    [0.04, 0.08]
    """
    order = np.argsort(p, kind="stable")
    ranked = p[order] * tests / np.arange(1, len(p) + 1)
    adjusted = np.minimum.accumulate(np.minimum(ranked, 1)[::-1])[::-1]
    result = np.empty_like(adjusted)
    result[order] = adjusted
    return result


def permuted_p(
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    within: str | int = "paragraph",
    permutations: int = 500,
    seed: int = 1,
) -> pd.DataFrame:
    """The pairs of `co_mentions` with `p_permuted`: the share of shuffles that put both together as often or oftener.

    Shuffles keep how often each actor is named and how many actors each unit names (curveball trades, Strona et al.
    2014, "A fast and unbiased procedure to randomize ecological binary matrices with fixed row and column totals").
    """
    names = name_units(mentions, sentences, within=within)
    pairs = _pairs(names, mentions)
    column = {actor: i for i, actor in enumerate(names.actors)}
    observed = {
        (column[a], column[b]): n for a, b, n in zip(pairs["actor"], pairs["other"], pairs["together"], strict=True)
    }
    dealt = random.Random(seed)
    of_actor = [set(map(int, names.matrix[:, [i]].nonzero()[0])) for i in range(len(names.actors))]
    reached = dict.fromkeys(observed, 0)
    for _ in range(permutations):
        _trade(of_actor, dealt)
        for (a, b), n in observed.items():
            reached[a, b] += len(of_actor[a] & of_actor[b]) >= n
    shares = [
        (reached[column[a], column[b]] + 1) / (permutations + 1)
        for a, b in zip(pairs["actor"], pairs["other"], strict=True)
    ]
    return pairs.assign(p_permuted=shares)


def _trade(of_actor: list[set[int]], dealt: random.Random) -> None:
    """Twice as many trades as there are actors: each deals two actors anew the units that only one of them has."""
    if len(of_actor) < 2:
        return
    for _ in range(2 * len(of_actor)):
        a, b = dealt.sample(range(len(of_actor)), 2)
        only_a = of_actor[a] - of_actor[b]
        pool = sorted(only_a | (of_actor[b] - of_actor[a]))
        dealt.shuffle(pool)
        shared = of_actor[a] & of_actor[b]
        of_actor[a] = shared | set(pool[: len(only_a)])
        of_actor[b] = shared | set(pool[len(only_a) :])


def backbone(pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs with `alpha`: how likely chance gives so large a share of an actor's co-mentions, the lower end's.

    Disparity filter of Serrano, Boguñá and Vespignani (2009), "Extracting the multiscale backbone of complex weighted
    networks": keep pairs with alpha below a level.
    """
    graph = edges_table_to_graph(pairs)
    strength = dict(graph.degree(weight="weight"))

    def alpha(actor: str, weight: int) -> float:
        return (1 - weight / strength[actor]) ** (graph.degree(actor) - 1) if graph.degree(actor) > 1 else 1.0

    return pairs.assign(
        alpha=[
            min(alpha(a, n), alpha(b, n))
            for a, b, n in zip(pairs["actor"], pairs["other"], pairs["together"], strict=True)
        ]
    )


# What a notebook chooses and says


def read_window(text: str) -> str | int:
    """A window as it is written: the name of a unit, or a number of sentences.

    >>> read_window("3"), read_window("paragraph")
    (3, 'paragraph')
    """
    return int(text) if text.strip().isdecimal() else text.strip()


def chosen_mentions(
    mentions: pd.DataFrame,
    actors: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    types: str = "",
    date_from: str = "",
    date_to: str = "",
) -> pd.DataFrame:
    """The mentions of actors of these types in documents published within these dates.

    Raises ValueError where a type does not exist or a date is none.
    """
    wanted = [one.strip() for one in types.split(",") if one.strip()]
    if unknown := [one for one in wanted if one not in ACTOR_TYPES]:
        raise ValueError(f"type {unknown[0]!r} is not known; there are {', '.join(ACTOR_TYPES)}")
    for date in filter(None, (date_from, date_to)):
        if not read_days(date).first:
            raise ValueError(f"{date!r} is no date; write 2017-04-13, 2017-04 or 2017")
    kept = documents
    if date_from:
        kept = kept[kept["last_day"] >= read_days(date_from).first.isoformat()]
    if date_to:
        kept = kept[kept["first_day"].ne("") & (kept["first_day"] <= read_days(date_to).last.isoformat())]
    of_type = actors.loc[actors["type"].isin(wanted or ACTOR_TYPES), "name"]
    return mentions[mentions["document"].isin(kept["document"]) & mentions["actor"].isin(of_type)]


def chosen_pairs(pairs: pd.DataFrame, *, minimum: int = 1, significance: float = 1.0) -> pd.DataFrame:
    """The pairs named together at least so often, and with a chance of at most so much."""
    return pairs[(pairs["together"] >= minimum) & (pairs["q"] <= significance)].reset_index(drop=True)


def beyond_chance(pairs: pd.DataFrame, *, level: float = 0.05, most: int = 15) -> pd.DataFrame:
    """The pairs that chance does not explain at this level, the most closely associated first."""
    found = pairs[pairs["q"] <= level].sort_values(
        ["npmi", "together", "actor", "other"], ascending=[False, False, True, True]
    )
    columns = ["actor", "other", "together", "actor_units", "other_units", "npmi", "q"]
    return found[columns].head(most).assign(npmi=lambda t: t["npmi"].astype(float).round(2)).reset_index(drop=True)


def in_prose(mentions: pd.DataFrame, everyone: pd.DataFrame, pairs: pd.DataFrame, *, window: str) -> str:
    """What the network is made of, in Markdown sentences, each number taken from the tables."""
    if mentions.empty:
        return "No actor is named under these parameters."
    unit = f"window of {window} sentences" if window.strip().isdecimal() else window
    said = (
        f"{many(mentions['actor'].nunique(), 'actor')} in {many(len(mentions), 'mention')}."
        f" {many(len(everyone), 'pair')} named together in a {unit} at least once, of which {len(pairs):,} are drawn."
    )
    if everyone.empty:
        return said
    top = everyone.iloc[0]
    return (
        f"{said} Most often together are {escape(top['actor'])} and {escape(top['other'])}, {top['together']:,} times;"
        f" {many(int((everyone['q'] <= 0.05).sum()), 'pair')} stand together more often than chance gives."
    )


def findings(pairs: pd.DataFrame, strengths: pd.DataFrame) -> str:
    """Three findings about the pairs that a reader can check, in Markdown, each number taken from the tables."""
    if pairs.empty:
        return "No two actors are named together under these parameters."
    often = pairs.iloc[0]
    first = (
        f"1. **{escape(often['actor'])}** and **{escape(often['other'])}** are most often named together:"
        f" {many(int(often['together']), 'time')}, first in sentence {escape(often['sentences'].split('; ')[0])}."
    )
    apart = beyond_chance(pairs, most=1)
    second = "2. No pair is named together more often than chance may give."
    if len(apart):
        pair = apart.iloc[0]
        units = (
            f"{pair['together']} of the {pair['actor_units']} and {pair['other_units']} units that name each name both"
        )
        names = f"**{escape(pair['actor'])}** and **{escape(pair['other'])}**"
        second = f"2. {names} are most closely associated: {units}."
    one, *others = strengths.head(2).itertuples()
    third = f"3. **{escape(one.actor)}** is named together with others most often, {one.strength:,} times"
    if others and one.low > others[0].high:
        third += f", and more often than **{escape(others[0].actor)}** in nearly every random draw."
    elif others:
        third += f"; that it is more often than **{escape(others[0].actor)}** is not sure: their ranges overlap."
    return "\n".join((first, second, third.rstrip(".") + "."))


# Graphs


def edges_table_to_graph(pairs: pd.DataFrame, actors: pd.DataFrame | None = None) -> nx.Graph:
    """The pairs as a graph; `weight` is units together. With `actors`, nodes have type, country and mentions."""
    graph = nx.Graph()
    known = actors.set_index("name") if actors is not None else None
    for actor in sorted({*pairs["actor"], *pairs["other"]}):
        says = known.loc[actor] if known is not None and actor in known.index else None
        kept = (
            {}
            if says is None
            else {"type": says["type"], "country": says["country"], "mentions": int(says["mentions"])}
        )
        graph.add_node(actor, label=actor, **kept)
    for row in pairs.itertuples():
        chance = {"npmi": float(row.npmi), "q": float(row.q)} if "npmi" in pairs else {}
        graph.add_edge(row.actor, row.other, weight=int(row.together), sentences=row.sentences, **chance)
    return graph


def actors_and_documents(mentions: pd.DataFrame) -> nx.Graph:
    """Actors and the documents that name them, as a bipartite graph; `weight` is mentions."""
    graph = nx.Graph()
    counted = mentions.groupby(["actor", "document"], as_index=False).size()
    graph.add_nodes_from(counted["actor"].unique(), bipartite=0)
    graph.add_nodes_from(counted["document"].unique(), bipartite=1)
    graph.add_weighted_edges_from(counted.itertuples(index=False, name=None))
    return graph


def centralities(graph: nx.Graph) -> pd.DataFrame:
    """One row an actor: degree, strength, betweenness, eigenvector centrality and community, strongest first.

    Betweenness takes 1/weight as distance. Eigenvector centrality is that of the largest component and 0 outside it.
    Communities are Louvain's with a fixed seed (Blondel et al. 2008), numbered by size.
    """
    if not graph:
        return pd.DataFrame(columns=["actor", "degree", "strength", "betweenness", "eigenvector", "community"])
    distances = {(a, b): 1 / weight for a, b, weight in graph.edges(data="weight")}
    near = graph.copy()
    nx.set_edge_attributes(near, distances, "distance")
    betweenness = nx.betweenness_centrality(near, weight="distance")
    eigenvector = _eigenvector(graph)
    community = communities(graph)
    return pd.DataFrame(
        {
            "actor": list(graph),
            "degree": [graph.degree(actor) for actor in graph],
            "strength": [graph.degree(actor, weight="weight") for actor in graph],
            "betweenness": [round(betweenness[actor], 12) for actor in graph],
            "eigenvector": [round(eigenvector.get(actor, 0.0), 9) for actor in graph],
            "community": [community[actor] for actor in graph],
        }
    ).sort_values(["strength", "actor"], ascending=[False, True], ignore_index=True)


def _eigenvector(graph: nx.Graph) -> dict[str, float]:
    largest = max(nx.connected_components(graph), key=lambda part: (len(part), min(part)))
    part = graph.subgraph(sorted(largest))
    if len(part) < 3:
        return dict.fromkeys(part, 1 / math.sqrt(len(part)))
    return nx.eigenvector_centrality(part, max_iter=10_000, tol=1e-10, weight="weight")


def communities(graph: nx.Graph, *, seed: int = 1) -> dict[str, int]:
    """Actor -> number of its community, 1 the largest (Louvain)."""
    found = nx.community.louvain_communities(graph, weight="weight", seed=seed)
    ordered = sorted(found, key=lambda part: (-len(part), min(part)))
    return {actor: number for number, part in enumerate(ordered, 1) for actor in part}


def resampled_strength(
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    within: str | int = "paragraph",
    samples: int = 300,
    seed: int = 1,
) -> pd.DataFrame:
    """One row an actor: strength, and the 5th and 95th percentile of it when units are drawn anew with replacement."""
    names = name_units(mentions, sentences, within=within)
    dealt = np.random.default_rng(seed)
    partners = names.matrix.sum(axis=1) - 1  # of each unit: how many others each of its actors is named with
    weighted = names.matrix.T.multiply(np.maximum(partners, 0)).tocsr()
    draws = dealt.multinomial(len(names.units), np.full(len(names.units), 1 / max(1, len(names.units))), size=samples)
    strengths = np.asarray(weighted @ draws.T) if len(names.units) else np.zeros((0, samples))
    low, high = np.percentile(strengths, [5, 95], axis=1) if len(names.actors) else ([], [])
    return pd.DataFrame(
        {"actor": names.actors, "strength": np.asarray(weighted.sum(axis=1)).ravel(), "low": low, "high": high}
    ).sort_values(["strength", "actor"], ascending=[False, True], ignore_index=True)


def by_month(mentions: pd.DataFrame, documents: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The mentions of each month in which a document was published; documents of unknown month are under ""."""
    month = documents.set_index("document")["published"].where(lambda p: p.str.match(r"\d{4}-\d{2}"), "").str[:7]
    return dict(iter(mentions.groupby(mentions["document"].map(month))))


def ordered_actors(graph: nx.Graph) -> list[str]:
    """The actors in an order that brings those named together side by side: by community, then by strength."""
    community = communities(graph)
    return sorted(graph, key=lambda actor: (community[actor], -graph.degree(actor, weight="weight"), actor))
