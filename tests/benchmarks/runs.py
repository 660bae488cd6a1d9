"""`purgelib run` beside the papermill floor: one run of a notebook that only imports pandas and altair, times the
notebooks of the report, over the cores."""

import os
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import measure
import nbformat

from purgelib import files, report

EXECUTE = "import sys, papermill; papermill.execute_notebook(sys.argv[1], sys.argv[2], progress_bar=False)"


class Run(NamedTuple):
    """Ratios to the floor, on the clock and of processor time."""

    notebooks: int
    first: float
    first_cpu: float
    again: float  # nothing changed: the tables are reused
    again_cpu: float


def run(corpus: Path) -> Run:
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("import altair\nimport pandas")],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "floor.ipynb")
        nbformat.write(notebook, source)
        papermill = [sys.executable, "-c", EXECUTE, source, Path(folder, "out.ipynb")]
        purgelib = [sys.executable, "-m", "purgelib", "run", "--quiet", "--corpus", corpus, "--out", f"{folder}/out"]
        purgelib += ["--cache", f"{folder}/cache"]
        first, one = measure.best([[*purgelib, "--no-cache"], papermill], repeats=2)
        measure.run(purgelib)
        again = measure.run(purgelib)
    notebooks = len(report.find_notebooks(files.shipped("notebooks")))
    wall, cpu = one.wall * notebooks / cores(), one.cpu * notebooks
    return Run(notebooks, first.wall / wall, first.cpu / cpu, again.wall / wall, again.cpu / cpu)


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0))


def rows(found: Run) -> list[list[str]]:
    return [
        [
            f"`purgelib run`, {found.notebooks} notebooks, beside as many papermill runs of imports over the cores",
            f"{measure.ratio(found.first)} (processor {measure.ratio(found.first_cpu)})",
        ],
        [
            "the same again, nothing changed",
            f"{measure.ratio(found.again)} (processor {measure.ratio(found.again_cpu)})",
        ],
    ]
