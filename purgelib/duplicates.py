"""Which documents of a corpus say the same: copies, and texts that share most of their words in order.

Each document is compared with those before it that are no duplicates themselves, found by their MinHash, so that the
work grows with the number of documents and not with that of pairs.
"""

import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

SHINGLE = 5  # words in a row
LIKE = 0.7  # share of common shingles from which on two documents are near duplicates
BANDS, ROWS = 16, 4  # two documents with likeness 0.7 are compared with a chance of 0.99, with 0.3 with one of 0.12
SEED = 1
MOST_COMPARED = 200  # documents that one is compared with
WORD = re.compile(r"[^\W_]+")


class Document(NamedTuple):
    """A document as duplicates name it."""

    file: str
    part: int


class Duplicate(NamedTuple):
    """A document and the earlier one that it repeats."""

    file: str
    part: int
    other: str
    other_part: int
    kind: str  # exact: the same words in the same order; near: most of them
    likeness: float  # common shingles of five words by all of both (Jaccard), two digits


def find_duplicates(documents: Iterable[tuple[Document, str]]) -> Iterator[Duplicate]:
    """The documents that repeat an earlier one, in order; each names the likest, of equals the first.

    Capitals, stops and spaces make no difference. A document that repeats one that is itself a duplicate is compared
    with the first of them.

    >>> story = "at least twelve people drowned when the river rose over the lower town on friday night"
    >>> texts = {"a.txt": story, "b.txt": story.upper() + "!", "c.txt": "The council met, and nothing was decided."}
    >>> [(one.file, one.other, one.kind) for one in find_duplicates((Document(f, 1), t) for f, t in texts.items())]
    [('b.txt', 'a.txt', 'exact')]
    """
    from datasketch import MinHash, MinHashLSH

    near = MinHashLSH(num_perm=BANDS * ROWS, params=(BANDS, ROWS))
    empty = MinHash(num_perm=BANDS * ROWS, seed=SEED, hashfunc=int)
    exact: dict[bytes, Document] = {}
    shingles: list[np.ndarray] = []
    firsts: list[Document] = []
    for document, text in documents:
        words = WORD.findall(text.casefold())
        if not words:
            continue
        digest = hashlib.sha256(" ".join(words).encode()).digest()
        if digest in exact:
            yield Duplicate(*document, *exact[digest], "exact", 1.0)
            continue
        exact[digest] = document
        found = _shingles(words)
        sketch = empty.copy()
        sketch.update_batch(found.tolist())
        best = max(
            ((_likeness(found, shingles[other]), -other) for other in sorted(near.query(sketch))[:MOST_COMPARED]),
            default=(0.0, 0),
        )
        if best[0] >= LIKE:
            yield Duplicate(*document, *firsts[-best[1]], "near", round(best[0], 2))
            continue
        near.insert(len(firsts), sketch, check_duplication=False)
        firsts.append(document)
        shingles.append(found)


def _shingles(words: list[str]) -> np.ndarray:
    """The hashes of all runs of five words, sorted, each once."""
    runs = (" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))
    return np.unique(np.fromiter((zlib.crc32(run.encode()) for run in runs), dtype=np.uint32))


def _likeness(one: np.ndarray, other: np.ndarray) -> float:
    common = len(np.intersect1d(one, other, assume_unique=True))
    return common / (len(one) + len(other) - common)
