"""The root of each chain, its kind, and whether the texts credit it as the one who knows."""

from collections import defaultdict
from collections.abc import Iterator

import pandas as pd

from purgelib.origins.links import Known, giver_in_words, has_name, is_first_hand
from purgelib.origins.names import UNNAMED, offices, own_part, root_kind

ROOTS = ("count", "chain", "path", "root", "kind", "basis", "loop", "origin")
UNKNOWN = "unknown"
KINDS = ("witness", "own casework", "official", "leak", "anonymous", UNKNOWN)


def roots(
    counts: pd.DataFrame,
    links: pd.DataFrame,
    known: Known,
    *,
    actors: pd.DataFrame,
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
) -> pd.DataFrame:
    """One row a chain: count, its path in words, its root, the root's kind, what it rests on and whether it loops.

    `basis` is the weakest of the links, `unknown` where there is none: then the document is its own root. `origin` is
    1 where the root has a name and the texts give the number on its word; 0 where the trail only ends there: in a loop,
    with one without a name, with an outlet that a reference list cites, with a work of reference, or hedged (`is said
    to`) without a speaker.
    """
    types = dict(zip(actors["name"], actors["type"], strict=True))
    private = set(actors.loc[actors["public"].eq(0), "name"])
    posts = offices(mentions, sentences, actors, known.words)
    by_id = {row.count: row for row in counts.itertuples()}
    steps = defaultdict(list)
    for link in links.itertuples():
        steps[link.count].append(link)

    def kind_of(name: str, evidence: str) -> str:
        if name in posts and types.get(name) == "person" and name not in private:
            return posts[name]
        credit, type_ = own_part(evidence, name), types.get(name, "")
        return root_kind(name, credit, type_, private=name in private, words=known.words)

    rows = []
    for count in counts.itertuples():
        publisher = known.outlet[count.document]
        if count.count not in steps:
            rows.append([count.count, 1, *_own_root(count, publisher, kind_of(publisher, ""), known)])
        for chain, path in _by_chain(steps[count.count]):
            last = path[-1]
            names = [publisher, *(giver_in_words(link) for link in path)]
            bases = {link.basis for link in path}
            basis = next(one for one in ("matched", "reference", "stated") if one in bases)
            kind = UNKNOWN if last.loop else kind_of(last.giver, "" if last.basis == "reference" else last.text)
            if kind == UNKNOWN and last.matched:
                kind = "own casework" if _found_out_himself(by_id[last.matched], last.giver, known) else UNKNOWN
            ends_in_a_list = last.basis == "reference" and types.get(last.giver, "media") in ("media", "person")
            origin = int(has_name(last.giver, set(types)) and not last.loop and not ends_in_a_list)
            rows.append([count.count, chain, " ← ".join(names), last.giver, kind, basis, last.loop, origin])
    table = pd.DataFrame(rows, columns=list(ROOTS)).astype({key: "str" for key in ROOTS if key in TEXTS})
    return _known_elsewhere(table, dict(zip(counts["count"], counts["figure"], strict=True)))


TEXTS = ("count", "path", "root", "kind", "basis")


def _own_root(count, publisher: str, kind: str, known: Known) -> list:
    """The root of a count for which its document credits nobody."""
    if count.hedge:
        return [f"{publisher} ← {UNNAMED}", UNNAMED, "anonymous", UNKNOWN, 0, 0]
    kind = "own casework" if is_first_hand(count, known) else kind
    of_reference = bool(known.works.get(count.document))
    return [publisher, publisher, UNKNOWN if of_reference else kind, UNKNOWN, 0, int(not of_reference)]


def _found_out_himself(count, giver: str, known: Known) -> bool:
    return known.outlet[count.document] == giver and is_first_hand(count, known)


def _known_elsewhere(table: pd.DataFrame, figure: dict[str, str]) -> pd.DataFrame:
    """One who is an origin of a figure by one chain is one by all, and of the kind that any chain could tell."""
    figures = table["count"].map(figure)
    clear = table["root"].ne(UNNAMED) & table["loop"].eq(0)
    keys = list(zip(table["root"], figures, strict=True))
    origins = {key for key, sure, own in zip(keys, table["origin"], clear, strict=True) if sure and own and key[1]}
    told = table[clear & table["kind"].ne(UNKNOWN)]
    kinds = told.groupby("root")["kind"].agg(lambda kinds: kinds.mode().iloc[0]).to_dict()
    return table.assign(
        origin=[
            int(sure or (own and key in origins)) for key, sure, own in zip(keys, table["origin"], clear, strict=True)
        ],
        kind=[
            kinds.get(root, kind) if own and kind == UNKNOWN else kind
            for root, kind, own in zip(table["root"], table["kind"], clear, strict=True)
        ],
    )


def _by_chain(steps: list) -> Iterator[tuple[int, list]]:
    chains = defaultdict(list)
    for link in steps:
        chains[link.chain].append(link)
    yield from chains.items()
