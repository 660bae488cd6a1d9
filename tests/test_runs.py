"""Tables of runs: what is refused before anything runs, and what a few runs leave."""

import contextlib
import json
import os
import shutil

import nbformat
import pytest

from purgelib import extract, files, manifest, runs
from purgelib.manifest import Given

MINERS = "Three miners died in Coal Hollow on 3 May 2018, the Miners Union said. Dozens of miners were detained.\n"
CAMP = (
    "Amina Dar fled the camp with two other women on 3 May 2018. She asked not to be named, fearing for her life."
    " At least three women died there, Ruth Adler of the Relief Union said.\n"
)
CELLS = (
    """
corpus: str = ""  # folder of texts
tables: str = ""  # folder of tables
out: str = ""  # folder for figures
categories: str = ""  # which; empty: all
minimum: int = 1  # a number
show_private: bool = False  # whether private persons are named
""",
    """
import purgelib
from IPython.display import Markdown
from purgelib import charts, figures, numbers
found = purgelib.load(tables, corpus=corpus, show_private=show_private)
""",
    "reported = numbers.reported_numbers(found.counts, found.documents, found.sentences, categories=categories)",
    "figures.saved(charts.documents_by_date(found.documents), out)",
    "figures.saved(charts.reported_numbers(reported), out)",
    "purgelib.InFull(reported[['text', 'category']])",
    "purgelib.InFull(found.sentences[['text']])",
    "assert minimum != 13, 'thirteen is too many'",
    "Markdown(f'At least {minimum}.')",
)


def corpus_of(folder, text):
    folder.mkdir()
    (folder / "mine.txt").write_text(text)
    return folder


@pytest.fixture
def corpus(tmp_path):
    return corpus_of(tmp_path / "corpus", MINERS)


def table_of(folder, *lines):
    path = folder / "runs.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


def read(table, corpus, given=None):
    return runs.read_runs(table, corpus=corpus, given=given or {})


# Reading


def test_a_row_is_a_run_and_an_empty_cell_leaves_a_parameter_as_it_is(tmp_path, corpus):
    corpus_of(tmp_path / "other", CAMP)
    table = table_of(tmp_path, "run,corpus,categories,minimum", "all,,,", 'few,other,"killed, detained",4')
    given = {"minimum": Given(3, "run.yaml"), "layout": Given("circular", "-p")}
    all_, few = read(table, corpus, given)
    assert all_ == ("all", files.read_corpus(corpus), given)
    assert few == (
        "few",
        files.read_corpus(tmp_path / "other"),
        {
            "minimum": (4, "runs.csv, row 3"),
            "layout": ("circular", "-p"),
            "categories": ("killed, detained", "runs.csv, row 3"),
        },
    )


@pytest.mark.parametrize(
    ("lines", "sentences"),
    [
        (["run,categries", "a,"], ["runs.csv: column 'categries' is not known; did you mean categories?"]),
        (["run,tables", "a,x"], ["runs.csv: column 'tables' is not known; "]),
        (["run,out", "a,x"], ["runs.csv: column 'out' is not known; "]),
        (["run,show_private", "a,true"], ["runs.csv: column 'show_private' is not known; "]),
        (["name", "a"], ["runs.csv: column run is missing; there are name"]),
        (["run,merge,merge", "a,,"], ["runs.csv: column 'merge' stands there twice"]),
        (["run"], ["runs.csv: has 0 runs; a table has 1 to 200"]),
        (["run", *map(str, range(201))], ["runs.csv: has 201 runs; a table has 1 to 200"]),
        (["run,merge", "a,yes", "b"], ["runs.csv, row 3: has not the 2 cells of the header"]),
        (
            ["run,minimum,merge", "a,two,", "b,2,perhaps"],
            [
                "runs.csv, row 2: parameter minimum: 'two' is no whole number",
                "runs.csv, row 3: parameter merge: 'perhaps' is neither true nor false",
            ],
        ),
        (
            ["run,convention", "a,codbook"],
            ["runs.csv, row 2: parameter convention: 'codbook' is not known; did you mean codebook?"],
        ),
        (["run", "late", "Late"], ["runs.csv, row 3: run 'Late' has the name of the run in row 2; give it one of its"]),
        (["run,corpus", "a,nowhere"], ["runs.csv, row 2: corpus 'nowhere': "]),
    ],
)
def test_what_is_wrong_with_a_table_is_said_row_by_row(tmp_path, corpus, lines, sentences):
    with pytest.raises(files.CorpusError) as caught:
        read(table_of(tmp_path, *lines), corpus)
    assert len(caught.value.problems) == len(sentences)
    for problem, sentence in zip(caught.value.problems, sentences, strict=True):
        assert problem.startswith(sentence)


@pytest.mark.parametrize(
    "name",
    ["", "..", "../a", "a/b", "/a", "a\\b", ".a", "a.", "a b", "-a", "CON", "nul.txt", "index.html", "a\x1b", "a" * 61],
)
def test_a_name_that_is_none_of_a_folder_here_is_refused(tmp_path, corpus, name):
    with pytest.raises(files.CorpusError, match=r"row 2: run .* cannot name a folder; write up to 60 letters"):
        read(table_of(tmp_path, "run,merge", f"{name},true"), corpus)


@pytest.mark.parametrize("name", ["a", "2018", "without-references", "v1.2", "späte_Läufe"])
def test_other_names_are_taken(tmp_path, corpus, name):
    assert read(table_of(tmp_path, "run", name), corpus)[0].name == name


def test_what_is_typed_and_has_a_column_is_refused(tmp_path, corpus):
    table = table_of(tmp_path, "run,minimum", "a,2")
    with pytest.raises(files.CorpusError, match="parameter minimum has a column here and is given with -p as well"):
        read(table, corpus, {"minimum": Given(3, "-p")})


# Running


class Ran:
    """What a table of four runs left, one of which failed within and one as a whole."""

    def __init__(self, folder):
        self.folder, self.out, self.notebooks = folder, folder / "out", folder / "notebooks"
        self.read = []
        corpus = corpus_of(folder / "corpus", MINERS)
        corpus_of(folder / "camp", CAMP)
        broken = corpus_of(folder / "broken", MINERS)
        (broken / "bad.txt").write_bytes(b"caf\xe9")
        self.notebooks.mkdir()
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        cells = [nbformat.v4.new_code_cell(source.strip()) for source in CELLS]
        cells[0].metadata["tags"] = ["parameters"]
        cells.insert(3, nbformat.v4.new_markdown_cell("# How many?"))
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), self.notebooks / "01_numbers.ipynb")
        table = table_of(
            folder,
            "run,corpus,categories,minimum",
            "all,,,2",
            "broken,broken,,2",
            "killed,,killed,2",
            "camp,camp,,13",
        )
        self.ended = runs.run(
            read(table, corpus),
            self.out,
            extracted=self.extracted,
            progress=lambda name, total: contextlib.nullcontext(lambda notebook: None),
            cache_folder=None,
            notebooks=self.notebooks,
        )
        self.page = (self.out / "index.html").read_text()

    def extracted(self, corpus, **how):
        self.read.append(corpus.folder.name)
        return extract.extract(corpus, **how)


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    return Ran(tmp_path_factory.mktemp("runs"))


def test_each_run_lies_whole_in_a_folder_of_its_own(ran):
    assert {path.name for path in ran.out.iterdir()} == {"index.html", "all", "killed", "camp"}
    for name in ("all", "killed", "camp"):
        home = ran.out / name
        named = manifest.files_of(manifest.read(home))
        assert {one: manifest.digest((home / one).read_bytes()) for one in named} == named
        assert {"report.html", "tables/counts.csv", "notebooks/01_numbers.ipynb"} <= named.keys()
        assert (home / "ro-crate-metadata.json").is_file()
    given = manifest.read(ran.out / "killed")["parameters"]
    assert given["categories"] == {"value": "killed", "from": "runs.csv, row 4"}
    assert given["show_private"] == {"value": False, "from": "default"}


def test_texts_that_runs_share_are_read_once(ran):
    if manifest.read(ran.out / "all")["software"]["code"] == manifest.read(ran.out / "killed")["software"]["code"]:
        assert ran.read == ["corpus", "broken", "camp"]


def test_a_run_that_fails_stops_no_other_and_is_told(ran):
    assert {one.name: one.failures for one in ran.ended} == {
        "all": [],
        "broken": ["bad.txt, line 1: byte 3 (0xe9) is not UTF-8; save the file as UTF-8"],
        "killed": [],
        "camp": ["notebook 01_numbers, cell 9: AssertionError: thirteen is too many"],
    }
    assert ">Run broken: bad.txt, line 1: byte 3 (0xe9) is not UTF-8; save the file as UTF-8<" in ran.page
    assert '>Run <a href="camp/report.html">camp</a>: notebook 01_numbers, cell 9: AssertionError: thirteen' in ran.page


def test_what_the_runs_show_stands_side_by_side_and_what_they_share_once(ran):
    from purgelib import side_by_side

    ended = [one for one in ran.ended if one.name != "camp"]
    found = [(place[2:], [one.runs for one in shared]) for place, shared in side_by_side.by_place(ended)]
    assert found == [
        (("prose", "1"), [["all", "killed"]]),
        (("figure", "documents_by_date"), [["all", "killed"]]),
        (("figure", "reported_numbers"), [["all"], ["killed"]]),
        (("table", "1"), [["all"], ["killed"]]),
        (("table", "2"), [["all", "killed"]]),
        (("prose", "2"), [["all", "killed"]]),
    ]


def test_what_a_run_does_not_show_is_said(ran):
    assert '<a href="camp/report.html">camp</a>: nothing is shown here' in ran.page


def test_the_parameters_that_differ_are_shown(ran):
    from purgelib import side_by_side

    assert side_by_side.differing_values(ran.ended) == {
        "all": {"categories": "", "minimum": "2"},
        "broken": {"categories": "", "minimum": "2"},
        "killed": {"categories": "killed", "minimum": "2"},
        "camp": {"categories": "", "minimum": "13"},
    }
    assert (
        '<a href="killed/report.html#reported_numbers">killed</a> <small>minimum 2, categories killed</small>'
        in ran.page
    )


def test_the_page_names_no_private_person_and_no_folder(ran):
    assert "Amina Dar" in (ran.out / "camp" / "tables" / "sentences.csv").read_text()
    assert "witness 1" in ran.page
    assert "Amina" not in ran.page
    assert str(ran.folder) not in ran.page


def test_the_page_fetches_and_runs_nothing_and_its_links_lead_to_what_is_there(ran):
    import re

    assert "<script" not in ran.page
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:;" in ran.page
    assert set(re.findall(r' src="([a-z]+:)', ran.page)) == {"data:"}
    linked = set(re.findall(r'href="([^"#:,]+)(?:#([^"]*))?"', ran.page))
    assert ("killed/report.html", "reported_numbers") in linked
    for path, anchor in linked:
        text = (ran.out / path).read_text()
        assert not anchor or f'id="{anchor}"' in text


def test_a_link_in_place_of_a_folder_is_not_followed(tmp_path, corpus):
    (tmp_path / "out").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out" / "a").symlink_to(tmp_path / "elsewhere")
    planned = read(table_of(tmp_path, "run", "a"), corpus)
    with pytest.raises(ValueError, match="a: is a link, which may lead out of the folder; nothing is run"):
        runs.run(planned, tmp_path / "out", extracted=None, progress=None, cache_folder=None)
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.skipif(not shutil.which("chromium") and "CI" not in os.environ, reason="Chromium is not installed")
@pytest.mark.parametrize(("width", "columns"), [(1280, 2), (800, 1), (360, 1)])
def test_runs_stand_beside_each_other_where_there_is_room(ran, width, columns):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        tab = browser.new_page(viewport={"width": width, "height": 900})
        said = []
        tab.on("console", lambda message: said.append(message.text))
        tab.goto((ran.out / "index.html").as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        lefts = tab.evaluate(
            "[...document.querySelectorAll('.beside:has(a[href*=reported_numbers]) article')]"
            ".map((one) => Math.round(one.getBoundingClientRect().left))"
        )
        assert len(set(lefts)) == columns
        assert tab.evaluate("[...document.images].every((one) => one.naturalWidth > 100)")
        assert said == []
        browser.close()


def test_the_run_of_a_table_says_so(ran):
    assert json.loads((ran.out / "camp" / "manifest.json").read_text())["failures"] == [
        "notebook 01_numbers, cell 9: AssertionError: thirteen is too many"
    ]
