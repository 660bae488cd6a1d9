"""The wheel carries all that a run needs: installed alone, it makes the report in an empty folder."""

import os
import subprocess
import sys
import zipfile

import pytest


@pytest.fixture(scope="module")
def installed(tmp_path_factory, request):
    """A folder with the wheel's contents, made from the files as they are."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=request.config.rootpath, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    target = folder / "installed"
    with zipfile.ZipFile(wheel) as archive:  # what an installer does; the environment may have none
        archive.extractall(target)
    return target


def test_it_runs_in_an_empty_folder(installed, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "purgelib", "run", "--quiet"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {
        "tables",
        "figures",
        "notebooks",
        "report.html",
        "manifest.json",
        "run.crate.zip",
    }


def test_it_holds_words_notebooks_and_corpus(installed):
    package = installed / "purgelib"
    assert list((package / "lexicons" / "actors").glob("*.csv"))
    assert list((package / "shipped" / "notebooks").glob("0*.ipynb"))
    assert (package / "shipped" / "corpus" / "documents.csv").is_file()
    assert list((package / "shipped" / "notebooks" / "exercises" / "student").glob("0*.ipynb"))
    assert not list(installed.glob("tests"))


def test_it_holds_no_solutions_of_exercises(installed):
    assert not [*(installed / "purgelib" / "shipped").rglob("*.py")]
