"""The commands as a person types them, in processes of their own."""

import base64
import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from purgelib import manifest, schemas

CACHE = f"{tempfile.gettempdir()}/purgelib-tests-{os.getuid() if hasattr(os, 'getuid') else 0}"


def purgelib(*words, cwd=None, **environment):
    done = subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-m", "purgelib", *map(str, words)],
        cwd=cwd,
        capture_output=True,
        text=True,
        env=os.environ
        | {"COLUMNS": "100", "PYTHONPATH": str(Path(__file__).parents[1]), "XDG_CACHE_HOME": CACHE}
        | environment,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "mine.txt").write_text("Three miners died in Coal Hollow on 3 May 2018, the Miners Union said.\n")
    return folder


def test_extract_writes_all_tables(corpus, tmp_path):
    done = purgelib("extract", corpus, "--out", tmp_path / "out")
    assert done.returncode == 0
    assert done.stdout == ""
    assert "reading: mine.txt" in done.stderr
    assert "1 documents of 1 files" in done.stderr
    names = {f"{name}.csv" for name in schemas.TABLES} | {"datapackage.json"}
    assert {path.name for path in (tmp_path / "out").iterdir()} == names


def test_archive_makes_a_page_of_tables_in_parts(corpus, tmp_path):
    (corpus / "march.txt").write_text(
        "Norway and Chile condemned the deaths. At least 40 miners marched on 5 May 2018.\n"
    )
    tables = tmp_path / "tables"
    assert purgelib("extract", corpus, "--out", tables, "--format", "parquet").returncode == 0
    done = purgelib("archive", tables, "--out", tmp_path / "out", "-p", "minimum=1", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    figures = {path.name for path in (tmp_path / "out" / "figures").iterdir()}
    names = ("numbers_by_period", "reactions_by_period", "actor_network", "co_mention_matrix")
    assert figures == {f"{name}.{suffix}" for name in names for suffix in ("svg", "png")}
    page = (tmp_path / "out" / "report.html").read_text()
    assert all(said in page for said in ("2 documents of 0 outlets", "Miners Union", "Chile"))
    assert (tmp_path / "out" / "notebooks" / "archive.ipynb").is_file()
    record = manifest.read(tmp_path / "out")
    assert record["inputs"]["tables"] == {path.name: manifest.digest_of(path) for path in tables.glob("*.parquet")}
    assert len(record["inputs"]["tables"]) == len(schemas.TABLES)
    assert record["parameters"]["minimum"] == {"value": 1, "from": "-p"}
    made = manifest.files_of(record)
    assert made.keys() == {f"figures/{name}" for name in figures} | {"report.html", "notebooks/archive.ipynb"}
    assert made == {name: manifest.digest_of(tmp_path / "out" / name) for name in made}


def test_archive_leaves_no_figure_that_it_no_longer_makes_and_every_table(corpus, tmp_path):
    out = tmp_path / "out"
    assert purgelib("extract", corpus, "--out", out / "tables", "--format", "parquet").returncode == 0
    assert purgelib("archive", out / "tables", "--out", out).returncode == 0
    tables = {path.name: path.read_bytes() for path in (out / "tables").iterdir()}
    record = manifest.read(out)
    record["figures"]["figures/old.svg"] = ""
    (out / "manifest.json").write_bytes(manifest.encoded(record))
    (out / "figures" / "old.svg").touch()
    (out / "figures" / "mine.svg").touch()
    assert purgelib("archive", out / "tables", "--out", out).returncode == 0
    assert not (out / "figures" / "old.svg").exists() and (out / "figures" / "mine.svg").exists()
    assert {path.name: path.read_bytes() for path in (out / "tables").iterdir()} == tables


def test_archive_says_what_it_cannot_use(corpus, tmp_path):
    assert purgelib("extract", corpus, "--out", tmp_path / "out").returncode == 0
    done = purgelib("archive", tmp_path / "out", "--out", tmp_path / "page")
    assert done.returncode == 1
    assert "holds no Parquet table documents; make the tables with `purgelib extract --format parquet`" in done.stderr
    done = purgelib("archive", tmp_path / "out", "--out", tmp_path / "page", "-p", "minimun=3")
    assert done.returncode == 2 and "did you mean minimum" in " ".join(done.stderr.split())
    assert not (tmp_path / "page").exists()


def test_frictionless_finds_the_tables_valid(corpus, tmp_path):
    import frictionless

    purgelib("extract", corpus, "--out", tmp_path / "out")
    report = frictionless.validate(str(tmp_path / "out" / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])


def test_extract_writes_parquet_where_asked(corpus, tmp_path):
    assert purgelib("extract", corpus, "--out", tmp_path / "out", "--format", "parquet").returncode == 0
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".parquet", ".json"}


def test_quiet_says_nothing(corpus, tmp_path):
    done = purgelib("extract", corpus, "--out", tmp_path / "out", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_names_files_that_it_passes_over(corpus, tmp_path):
    (corpus / "page.html").write_text("<p>Text</p>")
    assert "passed over: page.html" in purgelib("extract", corpus, "--out", tmp_path / "out").stderr


@pytest.mark.parametrize(
    ("prepare", "sentence"),
    [
        (lambda folder: (folder / "mine.txt").unlink(), "there is no .txt file in it"),
        (lambda folder: (folder / "mine.txt").write_bytes(b"caf\xe9"), "mine.txt, line 1: byte 3 (0xe9) is not UTF-8"),
        (lambda folder: (folder / "documents.csv").write_text("file,part\nx.txt,1\n"), "documents.csv, row 2: no file"),
    ],
)
def test_bad_input_gets_a_sentence_and_writes_nothing(corpus, tmp_path, prepare, sentence):
    prepare(corpus)
    done = purgelib("extract", corpus, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert sentence in done.stderr
    assert not (tmp_path / "out").exists()


def test_an_output_folder_that_cannot_be_written(corpus, tmp_path):
    (tmp_path / "file").write_text("in the way")
    done = purgelib("extract", corpus, "--out", tmp_path / "file")
    assert done.returncode == 1
    assert f"purgelib: {tmp_path / 'file'}: cannot be written" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("extract",),
        ("extract", ".", "--out", "x", "--format", "xlsx"),
        ("run", "-p", "categries=killed"),
        ("run", "-p", "references=perhaps"),
        ("run", "-p", "categories"),
        ("run", "-p", "tables=elsewhere"),
        ("run", "--params", "none.yaml"),
        ("run", "--runs", "none.csv"),
        ("params", "04_reported_number"),
        ("extrakt",),
    ],
)
def test_wrong_use_is_status_2(words, tmp_path):
    assert purgelib(*words, cwd=tmp_path).returncode == 2
    assert not list(tmp_path.iterdir())


def test_the_nearest_right_name_is_offered(tmp_path):
    assert "did you mean categories?" in purgelib("run", "-p", "categries=killed", cwd=tmp_path).stderr
    assert "did you mean" in purgelib("params", "04_reported_number", cwd=tmp_path).stderr


def test_params_lists_what_papermill_reads():
    lines = purgelib("params", "04_reported_numbers").stdout.splitlines()
    named = {line.split()[0]: line for line in lines}
    assert {"corpus", "date_from", "date_to", "categories", "convention", "out"} <= set(named)
    assert "codebook, acled or none" in named["convention"]


def test_diff_says_what_changed_and_that_it_cannot_say_why(corpus, tmp_path):
    purgelib("extract", corpus, "--out", tmp_path / "one")
    (corpus / "mine.txt").write_text("Four miners died in Coal Hollow on 3 May 2018, the Miners Union said.\n")
    purgelib("extract", corpus, "--out", tmp_path / "two")
    done = purgelib("diff", tmp_path / "one", tmp_path / "two")
    assert (done.returncode, done.stderr) == (0, "")
    assert "the first and the second run have no manifest.json" in done.stdout
    assert "counts: 1 before, 1 after; 0 added, 0 gone, 1 changed" in done.stdout
    assert "low: 3 -> 4" in done.stdout


def test_a_sample_is_coded_blind_and_compared_with_the_software(corpus, tmp_path):
    sheet, software = tmp_path / "sample.csv", tmp_path / "software.csv"
    done = purgelib("sample", corpus, "--n", 5, "--strata", "strata.csv", "--quiet", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "killed" not in sheet.read_text(encoding="utf-8-sig")
    assert "killed" in (tmp_path / "strata.csv").read_text(encoding="utf-8-sig")
    assert purgelib("sample", corpus, "--answers", sheet, "--quiet", cwd=tmp_path).returncode == 0
    done = purgelib("agreement", software, software, "--columns", "category", "--out", tmp_path / "figures.csv")
    assert done.returncode == 0
    assert "units coded by both" in done.stdout
    assert (tmp_path / "figures.csv").read_text(encoding="utf-8-sig").startswith("column,level,units,agree,kappa")
    before = sheet.read_bytes()
    done = purgelib("sample", corpus, cwd=tmp_path)
    assert done.returncode == 1
    assert "sample.csv: is there already and may hold somebody's work" in done.stderr
    assert sheet.read_bytes() == before
    (corpus / "yours.txt").write_text("Nobody came.\n")
    few = purgelib("sample", corpus, "--n", 1, "--table", "reactions", "--out", "few.csv", cwd=tmp_path)
    assert "1 of 2 strata have no unit in the sample" in few.stderr


def test_a_wrong_correction_stops_a_run_before_anything_is_written(corpus, tmp_path):
    (corpus / "corrections.csv").write_text("row,column,value,who,when,why\nmine:1:0:killed,lwo,4,Ann,2024-05-02,x\n")
    done = purgelib("run", "--corpus", corpus, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "corrections.csv, row 2: column 'lwo' of counts is not known; did you mean low?" in done.stderr
    assert not (tmp_path / "out").exists()


def test_help_and_version():
    assert "run" in purgelib("--help").stdout
    assert purgelib("--version").stdout.startswith("purgelib ")


def test_the_dictionary_is_that_of_the_schemas():
    assert purgelib("dictionary").stdout == schemas.dictionary()


def test_run_writes_tables_figures_notebooks_and_the_page(corpus, tmp_path):
    done = purgelib("run", "--corpus", corpus, "--out", tmp_path / "out", "-p", "categories=killed")
    assert done.returncode == 0, done.stderr
    written = {str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert {
        "report.html",
        "tables/counts.csv",
        "figures/reported_numbers.svg",
        "figures/reported_numbers.png",
    } <= written
    assert "notebooks/04_reported_numbers.ipynb" in written
    notebook = json.loads((tmp_path / "out" / "notebooks" / "04_reported_numbers.ipynb").read_text())
    assert "Miners Union" in json.dumps(notebook)


def test_a_table_of_runs_fills_a_folder_of_its_name_and_its_failures_are_told(corpus, tmp_path):
    (corpus / "bad.txt").write_bytes(b"caf\xe9")
    (tmp_path / "trials.csv").write_text("run,categories\nall,\nkilled,killed\n")
    done = purgelib("run", "--runs", "trials.csv", "--corpus", corpus, cwd=tmp_path)
    assert done.returncode == 1
    wrong = "bad.txt, line 1: byte 3 (0xe9) is not UTF-8; save the file as UTF-8"
    assert [line for line in done.stderr.splitlines() if line.startswith("purgelib: ")] == [
        f"purgelib: run all: {wrong}",
        f"purgelib: run killed: {wrong}",
    ]
    assert [path.name for path in (tmp_path / "trials").iterdir()] == ["index.html"]
    assert f"Run killed: {wrong}" in (tmp_path / "trials" / "index.html").read_text()


PRIVATE = """\
Three women told of beatings in the camp

Amina Dar fled the camp with two other women on 3 May 2018. She asked not to be named, fearing for her life. Amina was \
beaten there, Ruth Adler of the Relief Union said. At least three women died: those in need may call +32 2 555 01 23 \
or write to help@relief.example.
"""


@pytest.mark.parametrize("shown", [False, True])
def test_a_masked_run_shows_no_private_name_number_or_address(tmp_path, shown):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "camp.txt").write_text(PRIVATE)
    switch = ["--show-private"] if shown else []
    done = purgelib("run", "--corpus", corpus, "--out", tmp_path / "out", "--quiet", *switch)
    assert done.returncode == 0, done.stderr
    written = [path for part in ("figures", "notebooks", "report.html") for path in everything(tmp_path / "out" / part)]
    contents = "\n".join(
        text for path in written for text in texts_in(path.read_text(encoding="utf-8", errors="replace"))
    )
    found = {private for private in ("Amina", "555 01 23", "help@relief.example") if private in contents}
    assert found == ({"Amina", "555 01 23", "help@relief.example"} if shown else set())
    assert "Ruth Adler" in contents


def everything(path):
    return [one for one in path.rglob("*") if one.is_file()] if path.is_dir() else [path]


def texts_in(content):
    """The text of a file, and what it holds in base64."""
    yield content
    for encoded in re.findall(r"base64,([A-Za-z0-9+/=]+)|\"([A-Za-z0-9+/=]{80,})\"", content):
        with contextlib.suppress(ValueError):
            yield base64.b64decode("".join(encoded)).decode(errors="replace")


def test_the_same_run_twice_gives_the_same_bytes(corpus, tmp_path):
    for out in ("one", "two"):
        assert purgelib("run", "--corpus", corpus, "--out", tmp_path / out, "--quiet").returncode == 0
    one, two = (
        {
            str(path.relative_to(tmp_path / out)): path.read_bytes()
            for path in (tmp_path / out).rglob("*")
            if path.is_file()
        }
        for out in ("one", "two")
    )
    for ran in (one, two):  # when it ran and how long it took stands in two places, and nowhere else
        manifest = json.loads(ran["manifest.json"])
        assert manifest["run"].keys() == {"date", "ended", "seconds", "tables_reused"}
        crate = ran["ro-crate-metadata.json"].decode()
        for date in (manifest["run"].pop("date"), manifest["run"].pop("ended")):
            crate = crate.replace(date, "DATE")
        ran |= {"manifest.json": manifest | {"run": {}}, "ro-crate-metadata.json": crate}
    assert one == two
