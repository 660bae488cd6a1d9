import ast

import jupytext
import nbformat
import pytest
from nbclient import NotebookClient

from purgelib import files, parameters, report

NOTEBOOKS = report.find_notebooks(files.shipped("notebooks"))

pytestmark = pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)


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
    assert {"corpus", "tables", "out"} <= {one.name for one in found}
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
