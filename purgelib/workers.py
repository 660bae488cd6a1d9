"""Who does the work: this process, others on this machine, or a Dask cluster.

Each is a function like `map`: it gives the results in the order of the items. The work has to be safe to repeat, for a
process may die in the middle of it and another one then does it anew.
"""

import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from multiprocessing import get_context
from typing import Any

Map = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]

PATIENCE = 3  # deaths in a row, nothing being done between them, until it is given up


class LostWorkers(ValueError):
    """Workers that die again and again."""

    def __init__(self):
        super().__init__(
            "worker processes died again and again; where memory ran out, take fewer of them."
            " What is read is kept, and the same command goes on from there"
        )


def workers_of(count: int = 0, dask: str | None = None) -> AbstractContextManager[Map]:
    """`count` processes on this machine, 0: this one; or a Dask cluster by its address, "": one of our own.

    Raises ValueError where Dask is not installed or its cluster cannot be reached.
    """
    if dask is not None:
        from purgelib.cluster import cluster

        return cluster(dask, count)
    return processes(count) if count else this_process()


@contextmanager
def this_process() -> Iterator[Map]:
    yield map


@contextmanager
def processes(count: int) -> Iterator[Map]:
    """As many processes on this machine; a new set takes the place of one in which a process died.

    The work raises LostWorkers where that happens again and again.
    """
    pools: list[ProcessPoolExecutor] = []
    try:
        yield partial(_map, pools, count)
    finally:
        for pool in pools:
            _end(pool)


def _map(
    pools: list[ProcessPoolExecutor], count: int, work: Callable[[Any], Any], items: Iterable[Any]
) -> Iterator[Any]:
    waiting = dict(enumerate(items))
    done: dict[int, Any] = {}
    reached, deaths = 0, 0
    while waiting:
        if not pools:
            # Not forked: threads of this process may hold locks.
            context = get_context("spawn")
            pools.append(ProcessPoolExecutor(count, mp_context=context, initializer=_end_quietly))
        try:
            futures = {pools[0].submit(work, item): number for number, item in waiting.items()}
            for future in as_completed(futures):
                done[futures[future]] = future.result()
                del waiting[futures.pop(future)]
                deaths = 0
                while reached in done:
                    yield done.pop(reached)
                    reached += 1
        except BrokenProcessPool as error:
            _end(pools.pop())
            deaths += 1
            if deaths == PATIENCE:
                raise LostWorkers from error


def _end_quietly() -> None:
    """Ctrl-C reaches every process of a terminal: workers end, and the one that they work for says so."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _end(pool: ProcessPoolExecutor) -> None:
    """Wait for no work that nobody will ask for."""
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        process.terminate()
    pool.shutdown(wait=True, cancel_futures=True)
