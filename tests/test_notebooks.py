import ast
import re

import jupytext
import nbformat
import pytest
from nbclient import NotebookClient

from purgelib import files, parameters, report

OF_A_RUN = report.find_notebooks(files.shipped("notebooks"))
ARCHIVE = files.shipped("notebooks") / "archive.ipynb"

CELL = re.compile(r"^# %%.*$", re.M)

pytestmark = pytest.mark.parametrize("notebook", [*OF_A_RUN, ARCHIVE], ids=lambda path: path.stem)


@pytest.fixture
def tables(flood, tmp_path):
    """A folder of tables, in a folder with nothing else."""
    files.write_tables(flood, tmp_path / "tables")
    return tmp_path / "tables"


def code(notebook):
    return [cell for cell in nbformat.read(notebook, as_version=4).cells if cell.cell_type == "code"]


def test_is_the_pair_of_its_script(notebook):
    script = jupytext.read(notebook.with_suffix(".py"))
    cells = nbformat.read(notebook, as_version=4).cells
    assert [(cell.cell_type, cell.source, cell.metadata.get("tags")) for cell in cells] == [
        (cell.cell_type, cell.source, cell.metadata.get("tags")) for cell in script.cells
    ]


def test_is_kept_without_outputs(notebook):
    assert all(not cell.outputs and cell.execution_count is None for cell in code(notebook))


def test_begins_with_a_question_and_documents_its_parameters(notebook):
    cells = nbformat.read(notebook, as_version=4).cells
    assert cells[0].cell_type == "markdown" and cells[0].source.startswith("# ")
    assert cells[1].metadata.tags == ["parameters"]
    found = parameters.read_parameters(notebook)
    assert ({"tables", "out"} if notebook == ARCHIVE else {"corpus", "tables", "out"}) <= {one.name for one in found}
    assert all(one.means and one.type in ("str", "bool", "int", "float") for one in found)


def test_cells_are_thin(notebook):
    for cell in code(notebook)[2:]:
        tree = ast.parse(cell.source)
        assert len(tree.body) <= 3, cell.source
        assert not any(
            isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda | ast.For) for node in ast.walk(tree)
        )
    text = "\n".join(cell.source for cell in code(notebook))
    assert "sys.path" not in text and "Path(" not in text


def test_runs_by_hand_as_it_is(notebook, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    read = nbformat.read(notebook, as_version=4)
    NotebookClient(read, resources={"metadata": {"path": str(notebook.parent)}}, timeout=120).execute()
    kinds = {kind for cell in read.cells for output in cell.get("outputs", ()) for kind in output.get("data", {})}
    assert {"application/vnd.vegalite.v5+json", "text/html", "text/markdown"} <= kinds


def test_runs_as_a_script_cell_by_cell(notebook, tables, monkeypatch):
    """As VS Code runs a script of cells: the same process, one cell after the other, nothing of Jupyter around it."""
    monkeypatch.chdir(tables.parent)  # the tables of the last run
    names = {}
    for number, cell in enumerate(CELL.split(notebook.with_suffix(".py").read_text())):
        exec(compile(cell, f"{notebook.stem}, cell {number}", "exec"), names)
    found = names["found"]
    assert len(found.sql("FROM documents") if notebook == ARCHIVE else found.documents) == 3
    assert not list(tables.parent.glob("*.svg"))
