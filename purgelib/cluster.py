"""A Dask cluster as workers: one that runs elsewhere, or one of our own on this machine.

The workers need the folder of the texts and that of the tables under the same names as here, and purgelib.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from purgelib.workers import LostWorkers, Map

PATIENCE = 20  # seconds until a cluster that does not answer is given up


@contextmanager
def cluster(address: str = "", count: int = 0) -> Iterator[Map]:
    """The cluster with this address; without one, a cluster of `count` processes, 0: one a core, made for this.

    Raises ValueError where Dask is not installed or the cluster cannot be reached.
    """
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise ValueError("Dask is not installed; `pip install 'purgelib[cluster]'` adds it") from error
    if not address:
        own = LocalCluster(n_workers=count or os.cpu_count() or 1, threads_per_worker=1, dashboard_address=None)
        with own, Client(own) as client:
            yield partial(_map, client)
        return
    try:
        client = Client(address, timeout=PATIENCE)
    except (OSError, ValueError, TimeoutError) as error:
        raise ValueError(f"--dask {address}: no Dask scheduler answers there, such as tcp://10.0.0.5:8786") from error
    with client:
        yield partial(_map, client)


def _map(client: Any, work: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
    """The scheduler gives the work of a worker that died to another one, unless that happens again and again."""
    from distributed.scheduler import KilledWorker

    futures = [client.submit(work, item, pure=False) for item in items]
    futures.reverse()
    try:
        while futures:
            yield futures[-1].result()
            futures.pop()  # and the cluster forgets its result
    except KilledWorker as error:
        raise LostWorkers from error
