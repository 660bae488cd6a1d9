"""Whole runs with one small notebook, each in a process of its own where it is to be killed."""

import contextlib
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from purgelib import batch, cache, extract, files, load, manifest

ROOT = Path(__file__).parents[1]
NOTEBOOK = (
    """
import purgelib
from purgelib import charts, figures, numbers
found = purgelib.load(tables, corpus=corpus, show_private=show_private)
""",
    """
reported = numbers.reported_numbers(found.counts, found.documents, found.sentences, categories=categories)
figures.saved(charts.reported_numbers(reported), out)
""",
)
PARAMETERS = """
corpus: str = ""  # folder of texts
tables: str = ""  # folder of tables
out: str = ""  # folder for figures
categories: str = ""  # which; empty: all
show_private: bool = False  # whether private persons are named
"""
PROGRAM = """
import sys
from contextlib import contextmanager
from pathlib import Path
from purgelib import batch, extract, files

@contextmanager
def progress(total):
    yield lambda name: None

def main(corpus, out, notebooks, cache):
    read = files.read_corpus(corpus)
    return batch.run(
        read,
        files.places_of(Path(out)),
        {},
        extracted=lambda **how: extract.extract(read, **how),
        progress=progress,
        cache_folder=Path(cache) if cache else None,
        notebooks=Path(notebooks),
    )

if __name__ == "__main__":
    try:
        print("reused" if main(*sys.argv[1:]).reused else "read")
    except ValueError as error:
        print(error)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
"""


class Bench:
    """A corpus, a notebook, a cache and a folder for runs."""

    def __init__(self, folder, code):
        self.code = code
        self.corpus, self.notebooks = folder / "corpus", folder / "notebooks"
        self.cache, self.out, self.program = folder / "cache", folder / "out", folder / "program.py"
        self.corpus.mkdir()
        self.notebooks.mkdir()
        self.program.write_text(PROGRAM)
        self.write("Three miners died in Coal Hollow on 3 May 2018, the Miners Union said.\n")
        cells = [nbformat.v4.new_code_cell(PARAMETERS.strip(), metadata={"tags": ["parameters"]})]
        cells += [nbformat.v4.new_code_cell(source.strip()) for source in NOTEBOOK]
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), self.notebooks / "01_numbers.ipynb")

    def write(self, text, name="mine.txt"):
        (self.corpus / name).write_text(text)

    def start(self, out=None, cache=""):
        words = [self.corpus, out or self.out, self.notebooks, cache]
        return subprocess.Popen(
            [sys.executable, str(self.program), *map(str, words)],
            env=os.environ | {"PYTHONPATH": str(self.code)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, **how):
        process = self.start(**how)
        said, wrong = process.communicate(timeout=240)
        assert "Traceback" not in wrong, wrong
        return process.returncode, said.strip()


@pytest.fixture(scope="module")
def code(tmp_path_factory):
    """A copy of the package, which nobody changes while the runs of a test are compared."""
    folder = tmp_path_factory.mktemp("code")
    shutil.copytree(ROOT / "purgelib", folder / "purgelib", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture
def bench(tmp_path, code):
    return Bench(tmp_path, code)


@pytest.fixture(scope="module")
def finished(tmp_path_factory, code):
    """A run that is over, of a corpus with all that a corpus may have; made once."""
    bench = Bench(tmp_path_factory.mktemp("finished"), code)
    (bench.corpus / "page.html").write_text("<p>")
    (bench.corpus / "actors.csv").write_text("actor,public\nMiners Union,1\n")
    (bench.corpus / "lexicons").mkdir()
    (bench.corpus / "lexicons" / "counts.toml").write_text("# none yet\n")
    (bench.corpus / "lexicons" / "stances.toml").write_text('doubts = ["would not swear"]\n')
    assert bench.run() == (0, "read")
    return bench


def texts_of(out):
    """The counts of the run in a folder, after its files were held against its manifest."""
    tables = files.read_tables(out / "tables")
    found = manifest.read(out)
    named = manifest.files_of(found)
    assert {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in named} == named
    assert {Path(name).stem: one["rows"] for name, one in found["tables"].items()} == {
        name: len(table) for name, table in tables.items()
    }
    here = {files.relative(path, out) for path in out.rglob("*") if path.is_file()}
    assert {name for name in here if not name.startswith(files.STAGE)} == {
        *named,
        "manifest.json",
        "ro-crate-metadata.json",
    }
    return list(tables["counts"]["text"])


def test_a_manifest_tells_what_the_run_was_made_from_and_of_nobody(finished):
    bench = finished
    assert texts_of(bench.out) == ["Three"]
    found = manifest.read(bench.out)
    assert found["inputs"]["texts"] == {"mine.txt": manifest.digest((bench.corpus / "mine.txt").read_bytes())}
    assert found["inputs"]["decisions"].keys() == {"actors.csv"}
    assert found["inputs"]["lexicons"].keys() == {"counts.toml", "stances.toml"}
    assert "tables/words/stances.toml" in found["others"]
    assert found["warnings"] == ["passed over: page.html is no .txt file"]
    assert found["tables"]["tables/counts.csv"]["rows"] == 1
    assert {"pandas", "spacy", "papermill", "numpy"} <= found["software"]["packages"].keys()
    lists = bench.code / "purgelib" / "lexicons"
    assert found["software"]["words"] == {
        files.relative(path, lists): manifest.digest(path.read_bytes()) for path in lists.rglob("*.*")
    }
    assert found["private_names_shown"] is False
    steps = {"tables", "notebooks", "notebook 01_numbers", "figures", "page"}
    assert found["run"]["seconds"].keys() == steps
    assert all(took > 0 for took in found["run"]["seconds"].values())
    assert found["parameters"]["categories"] == {"value": "", "from": "default"}
    for name in ("manifest.json", "ro-crate-metadata.json"):
        said = (bench.out / name).read_text()
        assert str(bench.out.parent) not in said
        assert bench.out.parent.parent.name not in said
        assert str(Path.home()) + "/" not in said


def test_a_run_over_several_folders_leaves_its_record_and_an_archive_beside_the_page(bench, tmp_path):
    """As in the project's checkout, where the tables do not lie below the page."""
    read = files.read_corpus(bench.corpus)
    home = tmp_path / "figures"
    places = files.Places(tmp_path / "data" / "tables", home, home / "report.html", None)
    done = batch.run(
        read,
        places,
        {},
        extracted=lambda **how: extract.extract(read, **how),
        progress=lambda total: contextlib.nullcontext(lambda name: None),
        cache_folder=None,
        crate=False,
        notebooks=bench.notebooks,
    )
    assert done.failures == ()
    named = manifest.files_of(manifest.read(home))
    assert {name: manifest.digest((home / name).read_bytes()) for name in named} == named
    assert "../data/tables/counts.csv" in named
    assert '<a href="manifest.json">' in (home / "report.html").read_text()
    inside = tmp_path / "inside"
    with zipfile.ZipFile(home / "run.crate.zip") as archive:
        archive.extractall(inside)
    assert texts_of(inside) == ["Three"]
    assert {path.name for path in tmp_path.iterdir()} >= {"data", "figures"}
    shutil.rmtree(bench.corpus)  # whoever has the archive has no more than it
    kept = nbformat.read(inside / "notebooks" / "01_numbers.ipynb", as_version=4)
    assert not any("corpus = " in cell.source for cell in kept.cells)
    NotebookClient(kept, resources={"metadata": {"path": str(inside / "notebooks")}}, timeout=120).execute()
    assert "Three" in json.dumps(kept.cells[-1].outputs)


def test_a_run_that_changes_nothing_says_so_and_one_that_does_reads_anew(bench):
    assert bench.run(cache=bench.cache) == (0, "read")
    first = {path.name: path.read_bytes() for path in (bench.out / "tables").iterdir()}
    assert bench.run(cache=bench.cache) == (0, "reused")
    assert {path.name: path.read_bytes() for path in (bench.out / "tables").iterdir()} == first
    bench.write("Four miners died in Coal Hollow.\n")
    assert bench.run(cache=bench.cache) == (0, "read")
    assert texts_of(bench.out) == ["Four"]
    (bench.corpus / "actors.csv").write_text("actor,public\nMiners Union,1\n")
    assert bench.run(cache=bench.cache) == (0, "read")


def test_ten_kills_leave_the_old_run_or_the_new_one(bench):
    began = time.monotonic()
    assert bench.run() == (0, "read")
    took = time.monotonic() - began
    written = {"Three"}
    for number, word in enumerate(
        ("Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve", "Thirteen")
    ):
        bench.write(f"{word} miners died in Coal Hollow on 3 May 2018, the Miners Union said.\n")
        process = bench.start()
        # The last moments, in which a run writes, are the ones that could do harm.
        time.sleep(took * (number + 1) / 10 if number < 4 else took * (0.8 + number / 40))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        written |= {word}
        (found,) = texts_of(bench.out)
        assert found in written
        written = {found}
    bench.write("Two miners died.\n")
    assert bench.run() == (0, "read")
    assert texts_of(bench.out) == ["Two"]
    assert not (bench.out / files.STAGE).exists()


def test_ctrl_c_ends_the_run_and_leaves_nothing_half_written(bench):
    assert bench.run() == (0, "read")
    bench.write("Four miners died.\n")
    process = bench.start()
    time.sleep(4)
    os.kill(process.pid, signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode in (130, 0, -signal.SIGINT)
    assert not (bench.out / files.STAGE).exists()
    assert texts_of(bench.out) == ["Four" if process.returncode == 0 else "Three"]
    with pytest.raises(ProcessLookupError):  # no kernel of its goes on
        for _ in range(50):
            os.killpg(process.pid, 0)
            time.sleep(0.1)


def test_two_runs_at_once_share_a_cache_and_a_folder(bench):
    runs = [bench.start(cache=bench.cache) for _ in range(2)]
    for process in runs:
        said, wrong = process.communicate(timeout=240)
        assert process.returncode == 0, wrong
        assert said.strip() in ("read", "reused")
    assert texts_of(bench.out) == ["Three"]
    assert len([path for path in bench.cache.iterdir() if not path.name.startswith(".")]) == 1
    assert not [path for path in bench.cache.iterdir() if path.name.startswith(".")]
    assert bench.run(cache=bench.cache) == (0, "reused")


def test_words_of_a_corpus_are_in_its_runs_and_in_those_that_reuse_tables(bench):
    own = bench.corpus / "lexicons" / "stances.toml"
    own.parent.mkdir()
    own.write_text('doubts = ["would not swear"]\n')
    assert bench.run(cache=bench.cache) == (0, "read")
    (bench.out / "tables" / "words" / "stances.toml").unlink()
    assert bench.run(cache=bench.cache) == (0, "reused")
    assert load(str(bench.out / "tables")).lexicons == {"stances.toml": own.read_text()}
    own.unlink()
    assert bench.run(cache=bench.cache) == (0, "read")
    assert load(str(bench.out / "tables")).lexicons == {}
    assert texts_of(bench.out) == ["Three"]


def test_a_figure_that_is_no_longer_drawn_goes(bench):
    assert bench.run() == (0, "read")
    assert (bench.out / "figures" / "reported_numbers.svg").exists()
    (bench.out / "figures" / "mine.svg").write_text("of the user's own")
    notebook = nbformat.read(bench.notebooks / "01_numbers.ipynb", as_version=4)
    notebook.cells.pop()
    nbformat.write(notebook, bench.notebooks / "01_numbers.ipynb")
    assert bench.run() == (0, "read")
    assert [path.name for path in (bench.out / "figures").iterdir()] == ["mine.svg"]


def test_a_full_disk_leaves_the_old_run(bench, tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(small)], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("only who may mount a small disk can fill it")
    try:
        out = small / "out"
        assert bench.run(out=out) == (0, "read")
        with (small / "ballast").open("wb", buffering=0) as ballast, contextlib.suppress(OSError):
            while ballast.write(b"x" * 4096):
                pass
        bench.write("Four miners died.\n")
        status, said = bench.run(out=out)
        assert status == 1
        assert said.endswith("cannot be written: No space left on device")
        assert texts_of(out) == ["Three"]
        assert not (out / files.STAGE).exists()
        (small / "ballast").unlink()
        assert bench.run(out=out) == (0, "read")
        assert texts_of(out) == ["Four"]
    finally:
        subprocess.run(["umount", str(small)], check=False)


def test_a_disk_that_may_only_be_read_keeps_its_run(finished, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(disk)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only who may mount a disk can make it read-only")
    try:
        shutil.copytree(finished.out, disk / "out")
        before = {path: path.read_bytes() for path in disk.rglob("*") if path.is_file()}
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        for out in (disk / "out", disk / "new"):
            assert finished.run(out=out) == (1, f"{out}: cannot be written: Read-only file system")
        assert texts_of(disk / "out") == ["Three"]
        assert {path: path.read_bytes() for path in disk.rglob("*") if path.is_file()} == before
    finally:
        subprocess.run(["umount", str(disk)], check=False)


def test_a_folder_that_nobody_may_write_is_told_before_anything_is_read(bench):
    bench.out.mkdir()
    bench.out.chmod(0o555)
    if os.access(bench.out, os.W_OK):
        bench.out.rmdir()
        bench.out.write_text("in the way")  # who may write everywhere cannot write into a file
    status, said = bench.run()
    assert status == 1
    assert "cannot be written" in said


# The cache


def test_what_is_damaged_in_a_cache_is_not_used(bench):
    assert bench.run(cache=bench.cache) == (0, "read")
    (entry,) = bench.cache.iterdir()
    counts = entry / "counts.parquet"
    counts.write_bytes(counts.read_bytes()[:-1] + b"x")
    assert cache.find(bench.cache, entry.name) is None
    assert bench.run(cache=bench.cache) == (0, "read")
    assert cache.find(bench.cache, entry.name) is not None


@pytest.mark.parametrize("changed", ["code", "python", "packages", "words"])
def test_an_upgrade_finds_nothing(bench, monkeypatch, changed):
    corpus = files.read_corpus(bench.corpus)
    before = cache.key_of(corpus, convention="codebook")
    assert cache.key_of(corpus, convention="acled") != before
    software = manifest.software() | {changed: "another"}
    monkeypatch.setattr(manifest, "software", lambda: software)
    assert cache.key_of(corpus, convention="codebook") != before


def test_a_cache_that_cannot_be_written_stops_no_run(bench, tmp_path):
    (tmp_path / "file").write_text("in the way")
    assert bench.run(cache=tmp_path / "file" / "cache") == (0, "read")


def test_names_in_a_cache_are_for_their_owner_alone(bench):
    assert bench.run(cache=bench.cache) == (0, "read")
    assert all(path.stat().st_mode & 0o077 == 0 for path in bench.cache.iterdir())


# Parameters


def yaml_file(folder, text):
    path = folder / "run.yaml"
    path.write_text(text)
    return path


def test_parameters_come_from_a_file_and_what_is_typed_wins(tmp_path):
    path = yaml_file(
        tmp_path, "# ours\ncategories: detained, killed\nminimum: 3\ndate_from: 2017-04-13\nmerge: false\n"
    )
    assert batch.given_values({"minimum": "4"}, path, show_private=True) == {
        "categories": ("detained, killed", "run.yaml"),
        "minimum": (4, "-p"),
        "date_from": ("2017-04-13", "run.yaml"),
        "merge": (False, "run.yaml"),
        "show_private": (True, "--show-private"),
    }


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("categries: killed\n", "run.yaml, line 1: parameter 'categries' is not known; did you mean categories?"),
        ("merge: true\nminimum: two\n", "run.yaml, line 2: parameter minimum: 'two' is no whole number"),
        ("merge: perhaps\n", "run.yaml, line 1: parameter merge: 'perhaps' is neither true nor false"),
        ("merge: true\nmerge: false\n", "run.yaml, line 2: parameter 'merge' stands on line 1 already"),
        (
            "categories: [detained, killed]\n",
            "run.yaml, line 1: categories is no single value; write a list as one text",
        ),
        ("- merge\n", "run.yaml: is no list of parameters; write one a line, such as categories: killed"),
        ("merge: {\n", "run.yaml: is no YAML"),
        ("merge: !!python/object/apply:os.system [x]\n", "run.yaml, line 1: merge is no single value"),
        ("corpus: elsewhere\n", "run.yaml: parameter 'corpus' says where things lie; that is for --corpus and --out"),
    ],
)
def test_says_what_is_wrong_with_a_file_of_parameters(tmp_path, text, sentence):
    with pytest.raises(ValueError) as caught:
        batch.given_values({}, yaml_file(tmp_path, text))
    assert str(caught.value).startswith(sentence)


def test_says_that_there_is_no_file_of_parameters(tmp_path):
    with pytest.raises(ValueError, match=r"none\.yaml: there is no such file"):
        batch.given_values({}, tmp_path / "none.yaml")


# The crate


@pytest.mark.parametrize(("broken", "passes"), [(False, True), (True, False)])
def test_a_validator_finds_the_folder_a_process_run_crate(finished, tmp_path, broken, passes):
    """The meaning of the words of RO-Crate is put into the copy, for the validator would fetch it from the network."""
    import rocrate

    copied = shutil.copytree(finished.out, tmp_path / "copied")
    path = copied / "ro-crate-metadata.json"
    crate = json.loads(path.read_text())
    assert crate["@context"] == "https://w3id.org/ro/crate/1.1/context"
    words = Path(rocrate.__file__).parent / "data" / "ro-crate.jsonld"
    crate["@context"] = json.loads(words.read_text(encoding="utf-8"))["@context"]
    if broken:
        (action,) = (one for one in crate["@graph"] if one["@id"] == "#run")
        del action["instrument"]
    path.write_text(json.dumps(crate))
    done = subprocess.run([sys.executable, "-c", VALIDATE, str(copied)], capture_output=True, text=True, check=False)
    assert done.stdout.strip().endswith(str(passes)), done.stdout + done.stderr


VALIDATE = """
import sys
from rocrate_validator import models, services
settings = services.ValidationSettings(
    rocrate_uri=sys.argv[1], profile_identifier="process-run-crate", requirement_severity=models.Severity.REQUIRED
)
result = services.validate(settings)
print(*(issue.message for issue in result.get_issues()), result.passed())
"""


def test_the_crate_is_read_back_and_its_tables_are_valid(finished):
    import frictionless
    from rocrate.rocrate import ROCrate

    crate = ROCrate(finished.out)
    listed = {entity.id for entity in crate.data_entities}
    here = {files.relative(path, finished.out) for path in finished.out.rglob("*") if path.is_file()}
    assert listed == here - {"ro-crate-metadata.json"}
    (run,) = crate.get_by_type("CreateAction")
    assert {one.id for one in run["result"]} == listed
    assert frictionless.validate(str(finished.out / "tables" / "datapackage.json")).valid
