"""What `purgelib extract` takes as a corpus grows: time an article, and memory."""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import measure
import news


class Size(NamedTuple):
    """What a fresh process took for that many articles."""

    articles: int
    each: float  # seconds of processor an article, set-up taken off
    peak: float  # MiB


def command(corpus: Path, out: Path, *options: str) -> list[str | Path]:
    given = ["extract", corpus, "--out", out, "--format", "parquet", "--quiet"]
    return [sys.executable, "-m", "purgelib", *given, *options]


def sizes(counts: Sequence[int], seed: int = 1) -> list[Size]:
    """Each size in a process of its own; the small corpora are the beginnings of the large ones."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        news.write_corpus(root / "one", 1, seed)
        (set_up,) = measure.best([command(root / "one", root / "out-one")])
        for count in counts:
            news.write_corpus(root / "news", count, seed)
            spent = measure.run(command(root / "news", root / f"out-{count}"))
            found.append(Size(count, (spent.cpu - set_up.cpu) / count, spent.peak))
    return found


def table(found: Sequence[Size]) -> str:
    rows = [[f"{one.articles:,}", f"{one.each / found[0].each:.2f}", f"{one.peak:,.0f} MiB"] for one in found]
    return measure.table(["articles", "processor time an article, beside the smallest", "peak memory"], rows)
