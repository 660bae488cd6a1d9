import json
import os
import re
import sys

import nbformat
import pytest

from purgelib import files, report

PARAMETERS = 'tables: str = ""  # folder of tables\nmany: int = 3  # how many\nquick: bool = True  # or slow'
CHART = {"mark": "point", "data": {"values": [{"a": 1}]}, "encoding": {"x": {"field": "a", "type": "quantitative"}}}


def write_notebook(folder, name, *cells):
    """A notebook with a parameters cell and these cells of code."""
    folder.mkdir(exist_ok=True)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": kernel})
    notebook.cells = [nbformat.v4.new_markdown_cell(f"# What does {name} ask?")]
    notebook.cells.append(nbformat.v4.new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}))
    notebook.cells += [nbformat.v4.new_code_cell(cell) for cell in cells]
    nbformat.write(notebook, folder / f"{name}.ipynb")
    return folder


def run(folder, out, **how):
    return report.run(folder, tables=out / "tables", figures=out / "figures", report=out / "report.html", **how)


def shows_chart(name):
    bundle = {"application/vnd.vegalite.v5+json": CHART | {"usermeta": {"figure": name, "csv": "a\n1\n"}}}
    return f"from IPython.display import display\ndisplay({bundle!r}, raw=True)"


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_writes_figures_page_and_executed_notebooks(hostile_run):
    written = {name for name in contents(hostile_run.out) if not name.startswith("tables/")}
    figures = ["documents_by_date", "sentences_by_kind", "reported_numbers", "numbers_over_time"]
    assert written == {"report.html", "notebooks/01_corpus.ipynb", "notebooks/04_reported_numbers.ipynb"} | {
        f"figures/{name}.{suffix}" for name in figures for suffix in ("svg", "png")
    }


def test_executed_notebooks_tell_neither_time_nor_place(hostile_run):
    for path in (hostile_run.out / "notebooks").iterdir():
        text = path.read_text()
        assert str(hostile_run.out) not in text
        assert not re.search(r'"(?:start_time|end_time|duration|iopub\.\w+)"', text)
        assert 'tables = \\"../tables\\"' in text


def test_the_same_run_twice_gives_the_same_bytes(hostile_run, tmp_path):
    tables = tmp_path / "tables"
    files.write_tables(files.read_tables(hostile_run.out / "tables"), tables)
    run(hostile_run.notebooks, tmp_path, executed=tmp_path / "notebooks")
    assert contents(tmp_path) == contents(hostile_run.out)


def test_a_notebook_that_fails_stops_no_other_and_the_page_says_so(tmp_path):
    write_notebook(tmp_path / "n", "01_good", shows_chart("good"))
    write_notebook(tmp_path / "n", "02_bad", shows_chart("early"), "1 / 0", shows_chart("late"))
    with pytest.raises(report.NotebookError) as raised:
        run(tmp_path / "n", tmp_path)
    assert str(raised.value) == "notebook 02_bad, cell 4: ZeroDivisionError: division by zero"
    page = (tmp_path / "report.html").read_text()
    assert "Not complete: notebook 02_bad, cell 4: ZeroDivisionError: division by zero" in page
    assert 'id="good"' in page and 'id="early"' in page and 'id="late"' not in page
    assert sorted(path.name for path in (tmp_path / "figures").glob("*.svg")) == ["early.svg", "good.svg"]


def test_what_fails_or_warns_tells_nobodys_folders(tmp_path):
    write_notebook(
        tmp_path / "n",
        "01_lost",
        "import warnings; warnings.warn(tables)",
        "import json; json.loads(tables)",
        "open(tables + '/none')",
    )
    made = report.make(tmp_path / "n", tables=tmp_path / "tables", kept=tmp_path / "kept")
    (failure,) = made.failures
    assert failure == ("01_lost", 4, "JSONDecodeError: Expecting value: line 1 column 1 (char 0)")
    (warning,) = made.warnings
    assert warning.startswith("notebook 01_lost, cell 3: cell:1: UserWarning: …")
    written = made.notebooks["01_lost.ipynb"].decode()
    assert "json.loads(tables)" in written and "…" in written
    for text in (written, made.page.decode(), warning):
        assert not any(str(place) in text for place in (tmp_path, sys.prefix, sys.base_prefix, "/ipykernel_"))


def test_a_sentence_about_a_file_says_which_and_not_where(tmp_path):
    shorter = report.placeless(tmp_path / "texts")
    assert shorter(f"{tmp_path}/texts/flood.txt: is empty") == "…/flood.txt: is empty"
    assert shorter(f"{tmp_path}/texts-2/flood.txt") != "…-2/flood.txt"


def test_a_kernel_that_dies_is_told_like_any_failure(tmp_path):
    write_notebook(tmp_path / "n", "01_dead", "import os; os._exit(3)")
    with pytest.raises(report.NotebookError, match="notebook 01_dead: its kernel ended"):
        run(tmp_path / "n", tmp_path)


def test_runs_on_the_python_that_runs_it(tmp_path, monkeypatch):
    spec = tmp_path / "jupyter" / "kernels" / "python3" / "kernel.json"
    spec.parent.mkdir(parents=True)
    spec.write_text(json.dumps({"argv": ["/bin/false"], "display_name": "another", "language": "python"}))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    write_notebook(
        tmp_path / "n", "01_which", "import sys", f"print('this one:', sys.executable == {sys.executable!r})"
    )
    run(tmp_path / "n", tmp_path)
    assert "<pre>this one: True</pre>" in (tmp_path / "report.html").read_text()


def test_hands_each_notebook_the_parameters_that_it_declares(tmp_path):
    write_notebook(tmp_path / "n", "01_many", "print(many, quick)")
    done = []
    run(tmp_path / "n", tmp_path, parameters={"many": 7, "quick": False}, progress=done.append)
    assert "<pre>7 False</pre>" in (tmp_path / "report.html").read_text()
    assert done == ["01_many"]


def test_a_folder_without_notebooks_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"there is no notebook in it"):
        run(tmp_path, tmp_path)


def test_a_file_that_is_no_notebook_is_refused(tmp_path):
    (tmp_path / "01_x.ipynb").write_text("{")
    with pytest.raises(ValueError, match=r"01_x.ipynb: is no notebook that can be read"):
        run(tmp_path, tmp_path)


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    write_notebook(tmp_path / "n", "01_x")
    (tmp_path / "file").write_text("")
    with pytest.raises(ValueError, match="cannot be written"):
        run(tmp_path / "n", tmp_path / "file")


def test_leaves_no_kernel_and_no_file_behind(tmp_path, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr("tempfile.tempdir", None)
    write_notebook(tmp_path / "n", "01_pid", "import os", "print(os.getpid())")
    run(tmp_path / "n", tmp_path)
    pid = int(re.search(r"<pre>(\d+)</pre>", (tmp_path / "report.html").read_text())[1])
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert list(scratch.iterdir()) == []
