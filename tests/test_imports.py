"""What is imported is what is used: notebooks and `--help` start quickly."""

import subprocess
import sys

import pytest

HEAVY = {"altair", "dask", "distributed", "duckdb", "networkx", "otter", "pandas", "papermill", "spacy", "vl_convert"}


@pytest.mark.parametrize(
    ("code", "needed"),
    [
        ("import purgelib, purgelib.__main__", set()),
        ("import purgelib; purgelib.load", {"pandas"}),
        ("from purgelib import numbers, origins, timeline", {"pandas"}),
        ("from purgelib import network", {"pandas", "networkx"}),
        ("from purgelib import extract", {"pandas", "spacy"}),
    ],
)
def test_an_import_brings_only_what_it_uses(code, needed):
    said = f"{code}\nimport sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert HEAVY & set(done.stdout.split()) == needed
