"""Where actors and their labels stand in a drawing of the network."""

import math

import networkx as nx
import numpy as np
import pandas as pd

LAYOUTS = {"spring": nx.spring_layout, "kamada_kawai": nx.kamada_kawai_layout, "circular": nx.circular_layout}
MARGIN = 70  # pixels left and right for labels
LETTER, LINE = 6.2, 13.0  # width of a letter and height of a line of a label, in pixels of an 11-pixel font


def placed_actors(
    graph: nx.Graph, *, layout: str = "spring", seed: int = 1, width: int = 760, height: int = 620
) -> pd.DataFrame:
    """One row an actor with its place in pixels, and where its label goes so that no label covers another.

    `align` is left, right or center of the label's place; where there is no room, `label` is "". Actors with most
    co-mentions are labelled first. Raises ValueError for a layout that does not exist.
    """
    if layout not in LAYOUTS:
        raise ValueError(f"layout {layout!r} is not known; there are {', '.join(LAYOUTS)}")
    if not graph:
        return pd.DataFrame(columns=["actor", "x", "y", "size", "label", "label_x", "label_y", "align"])
    options = (
        {"seed": seed, "weight": None, "iterations": 200, "k": 2 / math.sqrt(len(graph))} if layout == "spring" else {}
    )
    at = LAYOUTS[layout](graph, **options)
    strength = [graph.degree(actor, weight="weight") for actor in graph]
    sizes = [round(4 + 2.4 * math.sqrt(min(one, 120)), 1) for one in strength]
    places = _spread(np.array([at[actor] for actor in graph], dtype=float), even=layout != "circular")
    places = _apart(places * [width - 2 * MARGIN, height - 40] + [MARGIN, 20], sizes, width, height).round(1)
    labels = _labels(list(graph), places, sizes, strength, width)
    return pd.DataFrame(
        {"actor": list(graph), "x": places[:, 0], "y": places[:, 1], "size": sizes, "strength": strength}
    ).assign(**labels)


def _spread(places: np.ndarray, *, even: bool) -> np.ndarray:
    """Places within 0 and 1. Layouts crowd the middle: `even` moves each most of the way to its rank on either axis."""
    spread = np.ptp(places, axis=0)
    scaled = (places - places.min(axis=0)) / np.where(spread > 0, spread, 1)
    if not even or len(places) < 3:
        return scaled
    ranks = np.argsort(np.argsort(places, axis=0, kind="stable"), axis=0, kind="stable") / (len(places) - 1)
    return 0.3 * scaled + 0.7 * ranks


def _apart(places: np.ndarray, sizes: list[float], width: int, height: int) -> np.ndarray:
    """Marks that would cover each other pushed apart, a little at a time, within the figure."""
    need = np.add.outer(sizes, sizes) / 2 + 3
    np.fill_diagonal(need, 0)
    order = np.sign(np.subtract.outer(np.arange(len(places)), np.arange(len(places))))[:, :, None]
    for _ in range(60):
        between = places[:, None, :] - places[None, :, :]
        distance = np.sqrt((between**2).sum(axis=2))
        push = np.maximum(need - distance, 0)
        if not push.any():
            break
        between = np.where(distance[:, :, None] < 1e-6, order, between)  # two on one spot part along the diagonal
        unit = between / np.maximum(np.sqrt((between**2).sum(axis=2)), 1e-6)[:, :, None]
        places = places + 0.35 * (unit * push[:, :, None]).sum(axis=1)
        places = np.clip(places, [MARGIN / 2, 12], [width - MARGIN / 2, height - 12])
    return places


def _labels(
    actors: list[str], places: np.ndarray, sizes: list[float], strength: list[int], width: int
) -> dict[str, list]:
    """Label, its place and its alignment for each actor; a label that would cover another or a mark is left out."""
    taken = [(x - r / 2, y - r / 2, x + r / 2, y + r / 2) for (x, y), r in zip(places, sizes, strict=True)]
    label, label_x, label_y, align = [""] * len(actors), list(places[:, 0]), list(places[:, 1]), ["left"] * len(actors)
    for i in sorted(range(len(actors)), key=lambda i: (-strength[i], actors[i])):
        text = actors[i] if len(actors[i]) <= 34 else actors[i][:33].rstrip() + "…"
        long, (x, y), gap = len(text) * LETTER, places[i], sizes[i] / 2 + 3
        for side, left, top, anchor in (
            ("left", x + gap, y, x + gap),
            ("right", x - gap - long, y, x - gap),
            ("center", x - long / 2, y - gap - LINE / 2, x),
            ("center", x - long / 2, y + gap + LINE / 2, x),
        ):
            box = (left, top - LINE / 2, left + long, top + LINE / 2)
            if box[0] < 0 or box[2] > width or any(_cover(box, other) for j, other in enumerate(taken) if j != i):
                continue
            taken.append(box)
            label[i], label_x[i], label_y[i], align[i] = text, round(anchor, 1), round(top, 1), side
            break
    return {"label": label, "label_x": label_x, "label_y": label_y, "align": align}


def _cover(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
