"""A Dask cluster that was started elsewhere: its scheduler and workers are processes that know only addresses."""

import json
import subprocess
import sys
import time

import pandas as pd
import pytest

import purgelib.cluster
from purgelib import files, parts
from purgelib.extract import extract
from purgelib.workers import workers_of

PATIENCE = 60  # seconds


class Cluster:
    """A scheduler and two workers that no nanny brings back."""

    def __init__(self, folder):
        self.file = folder / "scheduler.json"
        here = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
        self.scheduler = start("scheduler", "--scheduler-file", self.file, *here)
        wait_for(self.file.exists)
        self.address = json.loads(self.file.read_text())["address"]
        there = ["--host", "127.0.0.1", "--no-nanny", "--no-dashboard", "--nthreads", "1", "--local-directory", folder]
        self.workers = [start("worker", self.address, *there) for _ in range(2)]

    def end(self):
        for process in [*self.workers, self.scheduler]:
            process.kill()
            process.wait()


def start(what, *options):
    command = [sys.executable, "-m", "dask", what, *map(str, options)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wait_for(come):
    end = time.monotonic() + PATIENCE
    while not come():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture
def cluster(tmp_path):
    cluster = Cluster(tmp_path)
    yield cluster
    cluster.end()


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(
            f"Mill collapses in Marrow\n\n{number + 1} May 2019\n\nAt least {number + 3} weavers were killed, said Ines"
            f" Okoro of the River Defence League. Okoro demanded an inquiry.\n"
        )
    return files.read_corpus(folder)


def test_a_cluster_elsewhere_that_loses_a_worker_reads_what_one_process_reads(cluster, corpus, tmp_path, monkeypatch):
    monkeypatch.setattr(parts, "MOST", 1)
    told = []

    def progress(text):
        if not told:
            cluster.workers[0].kill()
        told.append(text)

    with workers_of(0, cluster.address) as work:
        made = parts.extract_parts(corpus, tmp_path / "out", format="parquet", workers=work, progress=progress)
    assert cluster.workers[0].wait() != 0 and cluster.workers[1].poll() is None
    assert made.parts == len(told) == len(corpus.texts)
    tables = files.read_tables(tmp_path / "out")
    for name, table in extract(corpus).items():
        pd.testing.assert_frame_equal(tables[name], table)


def test_an_address_where_no_scheduler_answers_is_named(monkeypatch):
    monkeypatch.setattr(purgelib.cluster, "PATIENCE", 1)
    with pytest.raises(ValueError, match=r"--dask tcp://127.0.0.1:9: no Dask scheduler answers there"):
        workers_of(0, "tcp://127.0.0.1:9").__enter__()
