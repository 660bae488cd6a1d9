import contextlib
import csv
import io
import json
import os
import shutil
import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from purgelib import files, schemas


@pytest.fixture
def corpus(tmp_path):
    """A folder with two texts, as a function that adds files to it."""
    folder = tmp_path / "flood"

    def write(**contents):
        folder.mkdir(exist_ok=True)
        for name, content in ({"a_txt": "The dam broke.\n", "b_txt": "Twelve died.\n"} | contents).items():
            path = folder / name.replace("_", ".")
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return write


def problems(folder):
    with pytest.raises(files.CorpusError) as caught:
        read = files.read_corpus(folder)
        for path in read.texts:
            files.read_text(path)
    return str(caught.value)


def test_a_corpus_is_its_texts_by_name_and_what_is_stated_of_them(corpus):
    folder = corpus(documents_csv="file,part,outlet,published\nb.txt,1,NA,2019-08\n")
    read = files.read_corpus(folder)
    assert [path.name for path in read.texts] == ["a.txt", "b.txt"]
    assert read.stated["b.txt", 1]["outlet"] == "NA"
    assert read.stated["b.txt", 1]["published"] == "2019-08"


def test_text_is_exactly_what_the_file_holds(corpus):
    content = "\ufeffOne\r\nTwo\rThree\u2028\xa0Four\n"
    folder = corpus(a_txt=content)
    assert files.read_text(folder / "a.txt") == content


def test_names_files_that_are_no_texts(corpus):
    assert files.read_corpus(corpus(page_html="<p>")).passed_over == ("page.html",)


def test_says_that_there_is_no_folder(tmp_path):
    assert problems(tmp_path / "nowhere").endswith("nowhere: there is no such folder")


def test_says_that_a_folder_has_no_text(tmp_path):
    assert "there is no .txt file in it" in problems(tmp_path)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "a.txt: is empty"),
        (b" \n\n", "a.txt: is empty"),
        (b"\x7fELF\0\0", "a.txt: is a binary file"),
        (b"one\ntwo \xe9 three", "a.txt, line 2: byte 8 (0xe9) is not UTF-8"),
        (b"short\n" + b"x" * (files.LONGEST_LINE + 1), "a.txt, line 2: has 5,000,001 characters"),
    ],
)
def test_says_what_is_wrong_with_a_text(corpus, content, sentence):
    assert problems(corpus(a_txt=content)).startswith(sentence)


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ("file,part\nflood,1\n", "documents.csv, row 2: no file 'flood' is in the folder; there are a.txt, b.txt"),
        ("file,part\nb.tx,1\n", "documents.csv, row 2: no file 'b.tx' is in the folder; did you mean b.txt?"),
        ("file,part\na.txt,one\n", "documents.csv, row 2: part 'one' is no whole number"),
        ("file,part\na.txt,0\n", "documents.csv, row 2: part '0' is no whole number"),
        ("file,part,published\na.txt,1,spring\n", "documents.csv, row 2: published 'spring' is no EDTF date"),
        ("file,part,published\na.txt,1,2017-13\n", "documents.csv, row 2: published '2017-13' is no EDTF date"),
        ("file,outlet\na.txt,X\n", "documents.csv: column part is missing; there are file, outlet"),
        ("file,part,publishd\na.txt,1,\n", "documents.csv: column 'publishd' is not known; did you mean published?"),
        ("file,part\na.txt,1\na.txt,1\n", "documents.csv, row 3: part 1 of a.txt has a row already, row 2"),
        ("file,part,outlet\na.txt,1\n", "documents.csv, row 2: has not the 3 cells of the header"),
    ],
)
def test_says_what_is_wrong_with_documents_csv(corpus, table, sentence):
    assert problems(corpus(documents_csv=table)).startswith(sentence)


def test_what_a_person_decided_on_a_suggestion_is_kept_and_read(corpus):
    folder = corpus()
    ann = ("Ann Lee", "Anne Lee", 94.1, "the names are spelt alike", 3, 1, "a:1")
    bob = ("Bob Ray", "Bob Rey", 92.0, "the names are spelt alike", 2, 1, "b:1")
    assert files.write_suggestions(folder, [ann, bob]) == 2
    path = folder / files.SUGGESTIONS
    path.write_text(path.read_text().replace("a:1,", "a:1,not same"))
    assert files.read_corpus(folder).actors == ({"actor": "Ann Lee", "not_same_as": "Anne Lee"},)
    assert files.write_suggestions(folder, [ann, bob]) == 1
    assert files.read_corpus(folder).actors == ({"actor": "Ann Lee", "not_same_as": "Anne Lee"},)


def test_says_that_a_decision_is_none(corpus):
    folder = corpus()
    (folder / files.SUGGESTIONS).write_text("actor,other,decision\nA,B,perhaps\n")
    assert problems(folder) == f"{files.SUGGESTIONS}, row 2: decision 'perhaps' is not known; write same or not same"


def test_says_every_problem_at_once(corpus):
    table = "file,part,published\nc.txt,1,\na.txt,1,soon\n"
    assert len(problems(corpus(documents_csv=table)).splitlines()) == 2


# Tables

REFERENCE = {
    "file": "a.txt",
    "start": 0,
    "end": 3,
    "text": "NA,",
    "number": 1,
    "authors": "",
    "title": '"=1+1"',
    "outlet": "NA",
    "published": "2017-04",
    "retrieved": "",
    "archived": "",
    "quoted": "",
    "cited": 0,
    "reference": "a:1:r1",
    "document": "a:1",
}


def empty_tables():
    return {name: schemas.table(name) for name in schemas.TABLES}


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40))
@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_a_table_survives_the_disk(tmp_path_factory, format, text):
    folder = tmp_path_factory.mktemp("tables")
    row = REFERENCE | {"text": text, "end": len(text), "title": text}
    frame = schemas.table("references", [row])
    (folder / f"references.{format}").write_bytes(files.encoded(frame, format))
    for name in schemas.TABLES:
        if name != "references":
            (folder / f"{name}.{format}").write_bytes(files.encoded(schemas.table(name), format))
    pd.testing.assert_frame_equal(files.read_tables(folder)["references"], frame)


def test_other_programs_read_the_tables_alike():
    """A lone carriage return inside a cell is what breaks most readers."""
    frame = schemas.table("references", [REFERENCE | {"text": "a\rb", "end": 3}])
    rows = list(csv.DictReader(io.StringIO(files.encoded(frame, "csv").decode(), newline="")))
    assert rows[0]["text"] == "a\rb"


def test_the_other_format_does_not_stay_beside_the_new_one(tmp_path):
    files.write_tables(empty_tables(), tmp_path)
    files.write_tables(empty_tables(), tmp_path, format="parquet")
    assert not list(tmp_path.glob("*.csv"))
    assert len(list(tmp_path.glob("*.parquet"))) == len(schemas.TABLES)


def test_an_id_that_points_nowhere_is_refused(tmp_path):
    tables = empty_tables() | {"references": schemas.table("references", [REFERENCE])}
    with pytest.raises(ValueError, match=r"table references: document 'a:1' is no row of documents.document"):
        files.write_tables(tables, tmp_path)
    assert not list(tmp_path.iterdir())


def test_says_that_a_folder_holds_no_tables(tmp_path):
    with pytest.raises(ValueError, match="holds no table documents; make the tables with `purgelib extract`"):
        files.read_tables(tmp_path)


# Writing


class Killed(BaseException):
    pass


OLD = {"a.csv": b"old a", "b.csv": b"old b", "sub/c.csv": b"old c"}
NEW = {"a.csv": b"new a", "b.csv": b"new b", "sub/c.csv": b"new c"}


def state(folder):
    files.finish(folder)
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("steps", range(12))
def test_a_run_that_dies_leaves_the_old_files_or_the_new_ones(tmp_path, monkeypatch, steps):
    """Dies at each step that changes the disk for good, as a kill would: nothing after it is carried out."""
    files.write_together(tmp_path, OLD)
    left = iter(range(steps))
    really = {"replace": os.replace, "fsync": os.fsync}

    def dies(name):
        def step(*args):
            if next(left, None) is None:
                raise Killed
            return really[name](*args)

        return step

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", dies("replace"))
        patched.setattr(os, "fsync", dies("fsync"))
        patched.setattr(shutil, "rmtree", lambda *args, **kwargs: None)
        with contextlib.suppress(Killed):
            files.write_together(tmp_path, NEW)
    assert state(tmp_path) in (OLD, NEW)


def test_says_that_a_folder_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(files.CorpusError, match="cannot be written"):
        files.write_together(tmp_path / "file" / "out", NEW)


@pytest.mark.parametrize("name", ["../x.txt", "/tmp/x.txt", "sub/../../x.txt", "..\\x.txt", ""])
def test_no_name_leads_out_of_the_folder(tmp_path, name):
    with pytest.raises(files.CorpusError, match="leads out of the folder"):
        files.write_together(tmp_path / "out", {"a.csv": b"a", name: b"x"})
    assert not (tmp_path / "x.txt").exists()


@pytest.mark.parametrize("names", [{"files": ["../a.txt"], "remove": []}, {"files": [], "remove": ["../kept.txt"]}])
def test_a_folder_from_elsewhere_is_not_finished_outside_of_itself(tmp_path, names):
    """What looks like a run that died may have been put there."""
    (tmp_path / "kept.txt").write_text("kept")
    stage = tmp_path / "theirs" / files.STAGE
    stage.mkdir(parents=True)
    (stage.parent / "a.txt").write_text("theirs")
    (stage / files.JOURNAL).write_text(json.dumps(names))
    for touch in (files.finish, files.read_tables, lambda folder: files.write_together(folder, NEW)):
        with pytest.raises(files.CorpusError, match="leads out of the folder"):
            touch(stage.parent)
    assert (tmp_path / "kept.txt").read_text() == "kept"
    assert not (tmp_path / "a.txt").exists()


def test_says_that_a_journal_is_none(tmp_path):
    (tmp_path / files.STAGE).mkdir()
    (tmp_path / files.STAGE / files.JOURNAL).write_text("[]")
    with pytest.raises(files.CorpusError, match=r"is none of ours; take \.purgelib-incoming away"):
        files.finish(tmp_path)


def test_nothing_is_written_through_a_link(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "sub").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(files.CorpusError, match="sub is a link"):
        files.write_together(tmp_path / "out", NEW)
    (tmp_path / "out" / "sub").unlink()
    (tmp_path / "elsewhere" / "kept").write_text("kept")
    (tmp_path / "out" / "a.csv").symlink_to(tmp_path / "elsewhere" / "kept")
    files.write_together(tmp_path / "out", NEW)  # a file takes the place of the link
    assert (tmp_path / "out" / "a.csv").read_bytes() == b"new a"
    assert (tmp_path / "elsewhere" / "kept").read_text() == "kept"


def test_a_link_to_a_text_is_read_as_a_text(corpus, tmp_path):
    (tmp_path / "far.txt").write_text("Two fled.\n")
    (corpus() / "c.txt").symlink_to(tmp_path / "far.txt")
    read = files.read_corpus(corpus())
    assert [path.name for path in read.texts] == ["a.txt", "b.txt", "c.txt"]
    assert files.read_text(read.texts[2]) == "Two fled.\n"


def test_a_large_file_is_refused_without_being_read_whole(corpus):
    folder = corpus()
    with (folder / "a.txt").open("r+b") as file:
        file.truncate(4_000_000_000)  # takes no room on the disk
    tracemalloc.start()
    assert problems(folder) == "a.txt: has more than the 50,000,000 bytes that a file may have; split it into several"
    assert tracemalloc.get_traced_memory()[1] < 2 * files.LARGEST
    tracemalloc.stop()


def test_who_writes_waits_for_who_is_writing(tmp_path):
    """Eight at once, each with files of its own words: in the end the words are of one."""
    turns = [{name: f"{turn}".encode() for name in OLD} for turn in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda turn: files.write_together(tmp_path, turn), turns))
    assert state(tmp_path) in turns


def test_who_reads_while_another_writes_does_not_clear_it_away(tmp_path):
    files.write_together(tmp_path, OLD)
    with files._alone_in(tmp_path):
        (tmp_path / files.STAGE).mkdir()
        (tmp_path / files.STAGE / "a.csv").write_bytes(b"half")
        files.finish(tmp_path)
        assert (tmp_path / files.STAGE / "a.csv").exists()
    assert state(tmp_path) == OLD


def test_a_report_of_too_many_texts_is_refused_with_what_to_do(corpus, monkeypatch):
    read = files.read_corpus(corpus())
    monkeypatch.setattr(files, "LARGEST_REPORT", 28)
    files.check_report(read)
    monkeypatch.setattr(files, "LARGEST_REPORT", 27)
    with pytest.raises(files.CorpusError, match=r"flood: has 28 bytes of text, more than the 27 .* `purgelib archive`"):
        files.check_report(read)


def test_ids_stay_short_and_readable():
    assert files.short_name("003_6eee862c993d36d6.txt") == "003_6eee86"
    assert files.short_name("decade.txt") == "decade"
    assert files.short_name("a b:c.txt") == "a-b-c"


def test_types_of_actors_that_nobody_knows_are_told_all_at_once(tmp_path):
    (tmp_path / "flood.txt").write_text("The dam broke.")
    (tmp_path / "actors.csv").write_text("actor,type,public\nRiver Relief,charity,1\nAda Cole,person,no\n")
    with pytest.raises(files.CorpusError) as caught:
        files.read_corpus(tmp_path)
    assert [one.split(":")[0] for one in caught.value.problems] == ["actors.csv, row 2", "actors.csv, row 3"]
