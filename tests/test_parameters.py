"""One declaration, and what a notebook of the user's own declares."""

import shutil
import tomllib
from pathlib import Path

import nbformat
import pytest

from purgelib import files, parameters
from purgelib.parameters import Parameter

CELL = 'tables: str = ""  # folder of tables\nmany: int = 3  # how many\nquick: bool = True  # or slow'
OWN = (
    Parameter("tables", "str", '""', "folder of tables"),
    Parameter("many", "int", "3", "how many"),
    Parameter("quick", "bool", "True", "or slow"),
)
KNOWN = {one.name: one for one in (*OWN, Parameter("share", "float", "0.5", "how much"))}
KNOWN["layout"] = Parameter("layout", "str", '"spring"', "spring or circular", ("spring", "circular"))


def write_notebook(path, cell=CELL):
    tagged = nbformat.v4.new_code_cell(cell, metadata={"tags": ["parameters"]})
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(nbformat.v4.new_notebook(cells=[tagged], metadata={"kernelspec": kernel}), path)
    return path


def test_the_cells_of_the_notebooks_are_those_of_the_declaration(tmp_path):
    """Where this fails, `python -m purgelib.parameters` writes the cells anew."""
    shutil.copytree(files.shipped("notebooks"), tmp_path / "notebooks")
    assert parameters.rewrite_cells(tmp_path / "notebooks") == []


def test_cells_that_are_out_of_date_are_written_anew_and_nothing_else_is(tmp_path):
    folder = shutil.copytree(files.shipped("notebooks"), tmp_path / "notebooks")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for name in ("03_actor_network.ipynb", "03_actor_network.py"):
        path = folder / name
        path.write_text(path.read_text().replace("minimum: int = 2", "minimum: int = 4"))
        assert path.read_bytes() != before[path]
    assert parameters.rewrite_cells(folder) == ["03_actor_network.ipynb", "03_actor_network.py"]
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_notebook_without_a_cell_for_them_is_not_written(tmp_path):
    folder = shutil.copytree(files.shipped("notebooks"), tmp_path / "notebooks")
    (folder / "05_origins.py").write_text("# nothing\n")
    with pytest.raises(ValueError, match=r"05_origins\.py: has no cell that begins with # %% tags="):
        parameters.rewrite_cells(folder)


def test_every_declared_notebook_is_there_and_every_parameter_is_in_one():
    said = tomllib.loads(Path(parameters.__file__).with_suffix(".toml").read_text())
    assert set(said["notebooks"]) == {path.stem for path in files.shipped("notebooks").glob("*.ipynb")}
    assert set(said["parameters"]) == {name for names in said["notebooks"].values() for name in names}
    for name, one in said["parameters"].items():
        assert all(name in said["notebooks"][notebook] for notebook in one.get("in", {}))
        assert one["default"] in one.get("choices", [one["default"]])


def test_a_notebook_of_the_users_own_declares_its_own(tmp_path):
    assert parameters.read_parameters(write_notebook(tmp_path / "06_mine.ipynb")) == OWN


def test_a_shipped_notebook_that_the_user_changed_is_read_as_it_is(tmp_path):
    assert parameters.read_parameters(write_notebook(tmp_path / "01_corpus.ipynb")) == OWN
    shutil.copy(files.shipped("notebooks") / "01_corpus.ipynb", tmp_path)
    assert parameters.read_parameters(tmp_path / "01_corpus.ipynb") == parameters.declared()["01_corpus"]


def test_papermill_reads_the_cells_as_they_are_declared():
    for path in files.shipped("notebooks").glob("[0-9]*.ipynb"):
        inspected = [one._replace(choices=()) for one in parameters.declared()[path.stem]]
        assert list(parameters._inspected(path)) == inspected


def test_one_name_has_one_type(tmp_path):
    other = write_notebook(tmp_path / "07_more.ipynb", 'many: str = ""  # of what')
    with pytest.raises(ValueError, match="parameter many is a int in 06_mine and a str in 07_more"):
        parameters.of_all([write_notebook(tmp_path / "06_mine.ipynb"), other])


def test_what_is_no_notebook_is_told(tmp_path):
    (tmp_path / "06_mine.ipynb").write_text("{")
    with pytest.raises(ValueError, match=r"06_mine\.ipynb: is no notebook that can be read"):
        parameters.read_parameters(tmp_path / "06_mine.ipynb")


@pytest.mark.parametrize(
    ("given", "values"),
    [
        ({"many": "12"}, {"many": 12}),
        ({"quick": "no"}, {"quick": False}),
        ({"tables": "12"}, {"tables": "12"}),
        ({"share": "1e-3", "layout": "circular"}, {"share": 0.001, "layout": "circular"}),
    ],
)
def test_reads_values_with_the_types_declared(given, values):
    assert parameters.read_values(given, KNOWN) == values


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"mamy": "12"}, "parameter 'mamy' is not known; did you mean many?"),
        ({"many": "a lot"}, "parameter many: 'a lot' is no whole number"),
        ({"many": "2.5"}, "parameter many: '2.5' is no whole number"),
        ({"share": "nan"}, "parameter share: 'nan' is no number"),
        ({"quick": "perhaps"}, "parameter quick: 'perhaps' is neither true nor false"),
        ({"layout": "circle"}, "parameter layout: 'circle' is not known; did you mean circular?"),
    ],
)
def test_refuses_what_no_notebook_knows(given, sentence):
    with pytest.raises(ValueError) as caught:
        parameters.read_values(given, KNOWN)
    assert str(caught.value) == sentence
