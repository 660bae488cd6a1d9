"""`purgelib extract --workers N` beside one worker, over the same generated corpus."""

import tempfile
from pathlib import Path
from typing import NamedTuple

import growth
import measure
import news


class Workers(NamedTuple):
    """Of so many workers beside one."""

    workers: int
    speed: float  # on the clock, as a share of `workers` times the speed of one
    cpu: float  # processor time of all together, beside that of one
    peak: float  # MiB of the largest process


def workers(count: int, articles: int, seed: int = 1) -> Workers:
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "news")
        news.write_corpus(corpus, articles, seed)
        one, many = measure.best(
            [growth.command(corpus, Path(folder, f"out-{n}"), "--workers", str(n)) for n in (1, count)], repeats=2
        )
    return Workers(count, one.wall / many.wall / count, many.cpu / one.cpu, many.peak)


def rows(found: Workers) -> list[list[str]]:
    name = f"`--workers {found.workers}` beside {found.workers} times the speed of one"
    return [[name, f"{measure.ratio(found.speed)} (processor time of all {measure.ratio(found.cpu)} of one's)"]]
