"""Folders of what scholars have -> corpora: what becomes of each file, and what hostile ones may not do."""

import csv
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from purgelib import files, importing
from purgelib.extract import extract
from purgelib.readers import bounded

PAGE = (
    '<html lang="en"><meta charset="utf-8"><meta name="author" content="Ann Weir"><meta property="og:title"'
    ' content="Storm hits Lowmoor"><meta property="og:site_name" content="Harbour Post"><meta'
    ' property="article:published_time" content="2019-05-03"><article><h1>Storm hits Lowmoor</h1><p>At least 12 people'
    " drowned when a storm struck the port of Lowmoor on Thursday, the mayor said.</p></article></html>"
)
STORM = (
    "Title: Storm hits Lowmoor\n\nAt least 12 people drowned when a storm struck the port of Lowmoor on Thursday, the"
    " mayor said.\n"
)
FIRE = "Nine people died in a fire at the mill in Ashby. Police detained two men, a spokeswoman said."


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "source"
    folder.mkdir()
    return folder


@pytest.fixture
def corpus(tmp_path):
    return tmp_path / "corpus"


def rows(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_each_thing_becomes_a_text_with_what_is_known_about_it(source, corpus):
    (source / "post").mkdir()
    (source / "post" / "storm page.html").write_text(PAGE)
    (source / "fires.csv").write_text(f'headline,body,date,source\nMill burns,"{FIRE}",12 May 2018,Ashby Star\n')
    (source / "note.txt").write_bytes(b"Three miners died.\r\n")
    done = importing.import_texts(source, corpus)
    assert done.problems == () and done.duplicates == ()
    fire = next(name for name in done.written if name.startswith("fires-"))
    assert names(corpus) == ["documents.csv", "duplicates.csv", fire, "imported.csv", "note.txt", "post-storm-page.txt"]
    assert (corpus / "post-storm-page.txt").read_text() == STORM
    assert (corpus / fire).read_text() == f"Title: Mill burns\n\n{FIRE}\n"
    assert (corpus / "note.txt").read_bytes() == b"Three miners died.\r\n"
    assert [list(row.values()) for row in rows(corpus / "documents.csv")] == [
        [fire, "1", "Mill burns", "Ashby Star", "", "2018-05-12", "", ""],
        ["post-storm-page.txt", "1", "Storm hits Lowmoor", "Harbour Post", "Ann Weir", "2019-05-03", "", "en"],
    ]
    assert [(row["file"], row["from"], row["place"]) for row in rows(corpus / "imported.csv")] == [
        (fire, "fires.csv", "row 2"),
        ("note.txt", "note.txt", ""),
        ("post-storm-page.txt", "post/storm page.html", ""),
    ]
    assert (source / "post" / "storm page.html").read_text() == PAGE


def test_extract_reads_the_corpus_and_finds_the_numbers(source, corpus):
    (source / "page.html").write_text(PAGE)
    (source / "fires.jsonl").write_text(json.dumps({"title": "Mill burns", "text": FIRE, "date": "2018-05-12"}))
    importing.import_texts(source, corpus)
    read = files.read_corpus(corpus)
    assert read.passed_over == ()
    tables = extract(read)
    assert tables["documents"][["title", "published"]].to_numpy().tolist() == [
        ["Mill burns", "2018-05-12"],
        ["Storm hits Lowmoor", "2019-05-03"],
    ]
    counts = tables["counts"]
    assert counts[["text", "category"]].to_numpy().tolist() == [
        ["Nine", "killed"],
        ["two", "detained"],
        ["At least 12", "killed"],
    ]
    for row in counts.itertuples():
        assert (corpus / row.file).read_text()[row.start : row.end] == row.text


def test_what_cannot_be_read_is_named_and_the_others_are_imported(source, corpus):
    (source / "page.html").write_text(PAGE)
    (source / "broken.pdf").write_bytes(b"%PDF-1.4 rubbish")
    (source / "old.doc").write_bytes(b"x")
    (source / "photo.jpg").write_bytes(b"x")
    (source / "empty.txt").write_bytes(b" \n")
    (source / "latin.txt").write_bytes(b"caf\xe9")
    (source / "rows.csv").write_text("title,text\nA,\nB,Nine people died.\n")
    done = importing.import_texts(source, corpus)
    assert len(done.written) == 2
    assert sorted(done.problems) == [
        "broken.pdf: is no PDF that can be read: Stream has ended unexpectedly; save it anew",
        "empty.txt: holds no text",
        "latin.txt, line 1: byte 3 (0xe9) is not UTF-8; save the file as UTF-8",
        "old.doc: cannot be read in this form; open it in a word processor and save it as .docx",
        "rows.csv, row 2: holds no text",
    ]
    assert any(line.startswith("photo.jpg: passed over, it is none of .csv") for line in done.done)
    everything = "\n".join((*done.done, *done.problems))
    assert all(path.name in everything for path in source.iterdir())


def test_nothing_is_written_where_nothing_can_be_read(source, corpus):
    (source / "broken.pdf").write_bytes(b"rubbish")
    done = importing.import_texts(source, corpus)
    assert len(done.problems) == 1 and not corpus.exists()


def test_importing_again_changes_nothing_and_adds_what_is_new(source, corpus):
    (source / "page.html").write_text(PAGE)
    importing.import_texts(source, corpus)
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in corpus.iterdir()}
    assert importing.import_texts(source, corpus).written == ()
    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in corpus.iterdir()} == before
    (source / "note.txt").write_text("Three miners died.")
    assert importing.import_texts(source, corpus).written == ("note.txt",)
    assert (corpus / "page.txt").read_text() == STORM


def test_a_text_that_is_there_is_never_overwritten(source, corpus):
    corpus.mkdir()
    (corpus / "page.txt").write_text("What a person wrote.")
    (source / "page.html").write_text(PAGE)
    (source / "note.txt").write_text("Three miners died.")
    done = importing.import_texts(source, corpus)
    assert done.problems == (
        "page.html: page.txt is in corpus already with another text; rename one of the two, or import into another"
        " folder",
    )
    assert (corpus / "page.txt").read_text() == "What a person wrote."
    assert done.written == ("note.txt",)


def test_rows_of_people_stay_as_they_are_in_documents_csv(source, corpus):
    corpus.mkdir()
    (corpus / "mine.txt").write_text("Three miners died.")
    (corpus / "documents.csv").write_text('file,part,outlet,restates\nmine.txt,1,"Coal, News",a report\n')
    (source / "page.html").write_text(PAGE)
    importing.import_texts(source, corpus)
    found = rows(corpus / "documents.csv")
    assert list(found[0])[:4] == ["file", "part", "outlet", "restates"]
    assert [(row["file"], row["outlet"], row["restates"], row["published"]) for row in found] == [
        ("mine.txt", "Coal, News", "a report", ""),
        ("page.txt", "Harbour Post", "", "2019-05-03"),
    ]


def test_a_table_of_the_corpus_that_cannot_be_read_stops_before_anything_is_written(source, corpus):
    corpus.mkdir()
    (corpus / "mine.txt").write_text("Three miners died.")
    (corpus / "documents.csv").write_text("file,part\ngone.txt,1\n")
    (source / "page.html").write_text(PAGE)
    with pytest.raises(files.CorpusError, match=r"documents\.csv, row 2: no file 'gone.txt'"):
        importing.import_texts(source, corpus)
    assert names(corpus) == ["documents.csv", "mine.txt"]


def test_what_a_table_beside_the_originals_states_wins(source, corpus):
    (source / "page.html").write_text(PAGE)
    (source / "documents.csv").write_text("file,part,outlet,published\npage.html,1,The Evening Post,2019-05-04\n")
    importing.import_texts(source, corpus)
    (row,) = rows(corpus / "documents.csv")
    assert (row["outlet"], row["published"], row["author"]) == ("The Evening Post", "2019-05-04", "Ann Weir")


def test_texts_can_be_made_beside_their_originals(source):
    (source / "page.html").write_text(PAGE)
    (source / "my note.txt").write_text("Three miners died.")
    (source / "actors.csv").write_text("actor,type\nHarbour Post,media\n")
    done = importing.import_texts(source, source)
    assert done.written == ("page.txt",) and done.problems == ()
    assert (source / "page.html").read_text() == PAGE
    assert "page.html" in files.read_corpus(source).passed_over


def test_duplicates_are_reported_and_not_dropped(source, corpus):
    (source / "a.txt").write_text(f"{FIRE}\n")
    (source / "b.txt").write_text(FIRE.upper())
    assert len(importing.import_texts(source, corpus).written) == 2
    assert rows(corpus / "duplicates.csv") == [
        {"file": "b.txt", "part": "1", "other": "a.txt", "other_part": "1", "kind": "exact", "likeness": "1.0"}
    ]
    assert importing.report_duplicates(corpus) == importing.import_texts(source, corpus).duplicates


def test_duplicates_are_found_among_articles_of_one_file_too(corpus):
    corpus.mkdir()
    article = f"Title: Mill burns\nDate: 12 May 2018\n\n{FIRE}\n\n\n\n"
    (corpus / "bundle.txt").write_text(article + article)
    assert [(one.part, one.other_part) for one in importing.report_duplicates(corpus)] == [(2, 1)]


def test_the_same_files_give_the_same_bytes(source, tmp_path):
    for number in range(4):
        (source / f"{number}.html").write_text(PAGE.replace("12", str(12 + number // 2)))
    (source / "rows.csv").write_text("text\n" + f'"{FIRE}"\n' * 3)
    written = []
    for name in ("one", "two"):
        importing.import_texts(source, tmp_path / name)
        written.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
    assert written[0] == written[1]
    assert len(written[0]) == 10


def test_nothing_is_asked_of_the_network(source, corpus, monkeypatch):
    def refuse(*_):
        raise AssertionError("the import opened a connection")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    remote = '<img src="http://elsewhere.example/a"><iframe src="http://elsewhere.example/b"></iframe><p>'
    (source / "page.html").write_text(PAGE.replace("<p>", remote))
    assert importing.import_texts(source, corpus).written == ("page.txt",)


def test_two_imports_at_once_lose_no_row(source, corpus):
    (source / "a.html").write_text(PAGE)
    (source / "b.html").write_text(PAGE.replace("12", "13"))

    def meanwhile(line):
        if line.startswith("a.html"):
            importing.import_texts(source / "b.html", corpus)

    with pytest.raises(files.CorpusError, match="somebody else wrote into it meanwhile; import again"):
        importing.import_texts(source / "a.html", corpus, say=meanwhile)
    assert [row["file"] for row in rows(corpus / "documents.csv")] == ["b.txt"]


# Hostile input


def test_links_that_lead_out_are_not_followed(source, corpus, tmp_path):
    (tmp_path / "secret.txt").write_text("A secret.")
    (tmp_path / "folder").mkdir()
    (source / "page.html").write_text(PAGE)
    (source / "out.txt").symlink_to(tmp_path / "secret.txt")
    (source / "loop").symlink_to(source)
    (source / "inside.txt").symlink_to(source / "page.html")
    done = importing.import_texts(source, corpus)
    assert sorted(done.problems) == [
        "loop: is a link to a folder; import that folder by itself",
        "out.txt: is a link that leads out of the folder; it is not followed",
    ]
    assert done.written == ("inside.txt", "page.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have no names here")
def test_a_pipe_is_not_waited_for(source, corpus):
    os.mkfifo(source / "pipe.txt")
    (source / "page.html").write_text(PAGE)
    assert importing.import_texts(source, corpus).problems == ("pipe.txt: is no file that can be read",)


def test_a_corpus_that_is_a_link_is_not_written_through(source, tmp_path):
    (source / "page.html").write_text(PAGE)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "page.txt").symlink_to(tmp_path / "elsewhere" / "page.txt")
    importing.import_texts(source, tmp_path / "corpus")
    assert names(tmp_path / "elsewhere") == []


def test_names_from_tables_stay_in_the_folder(source, corpus):
    titles = ["../../evil", "/etc/passwd", "C:\\evil", "con", "a\x00b\x1b[31m", "x" * 300, "..", "=HYPERLINK(1)", "‮txt"]
    lines = [json.dumps({"title": title, "text": f"{FIRE} {number}."}) for number, title in enumerate(titles)]
    (source / "rows.jsonl").write_text("\n".join(lines))
    done = importing.import_texts(source, corpus)
    assert len(done.written) == len(titles) and done.problems == ()
    assert len({name.casefold() for name in done.written}) == len(titles)
    assert all(len(name.encode()) < 150 and name.startswith("rows-") and ".." not in name for name in done.written)
    assert {*done.written, "documents.csv", "duplicates.csv", "imported.csv"} == {*names(corpus)}
    assert not any(row["title"].startswith(("=", "+", "-", "@")) for row in rows(corpus / "documents.csv"))
    assert len(extract(files.read_corpus(corpus))["documents"]) == len(titles)


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_a_stem_is_a_plain_name(words):
    stem = importing.file_stem(words)
    assert stem and stem == importing.file_stem(words)
    assert not set(stem) & set('/\\:*?"<>|\0\n') and not stem.startswith((".", "-"))
    assert len(stem.encode()) <= 110 and stem.partition(".")[0].casefold() not in importing.RESERVED


def test_names_of_files_from_two_folders_are_told_apart(source, corpus):
    for folder in ("a", "A-b"):
        (source / folder).mkdir()
    (source / "a" / "b-c.txt").write_text("Three miners died.")
    (source / "A-b" / "c.txt").write_text("Four miners died.")
    written = importing.import_texts(source, corpus).written
    assert len({name.casefold() for name in written}) == 2


def test_a_file_that_is_too_large_is_not_read(source, corpus):
    with (source / "large.html").open("wb") as file:
        file.truncate(200_000_000)
    (source / "page.html").write_text(PAGE)
    done = importing.import_texts(source, corpus)
    assert done.problems == (
        "large.html: has 200,000,000 bytes, more than the 50,000,000 that are read; split it into several",
    )


def test_a_file_that_breaks_its_reader_leaves_the_others(source, corpus):
    (source / "a.html").write_text(PAGE)
    (source / "b.wiki").write_text("{{a|[[b|''<i>" * 3_000)
    (source / "c.html").write_text(PAGE.replace("12", "13"))
    done = importing.import_texts(source, corpus, limits=bounded.Limits(seconds=1))
    assert done.written == ("a.txt", "c.txt")
    assert done.problems == ("b.wiki: takes more than 1 seconds of computing to read; save it as .txt",)


def test_a_page_that_reads_as_two_articles_has_a_row_for_each(source, corpus):
    two = PAGE.replace("</article>", "<p>Title: A second</p><p>Nine people died at the mill in Ashby.</p></article>")
    (source / "page.html").write_text(two)
    importing.import_texts(source, corpus)
    assert [(row["part"], row["title"], row["outlet"]) for row in rows(corpus / "documents.csv")] == [
        ("1", "Storm hits Lowmoor", "Harbour Post"),
        ("2", "", "Harbour Post"),
    ]
    assert len(extract(files.read_corpus(corpus))["documents"]) == 2


# As typed


def purgelib(*words):
    return subprocess.run(
        [sys.executable, "-m", "purgelib", *map(str, words)],
        capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])},
    )  # fmt: skip


def test_the_command_tells_each_file_and_fails_where_one_cannot_be_read(source, corpus):
    (source / "page.html").write_text(PAGE)
    done = purgelib("import", source, corpus)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"page.html: read\n1 new texts -> {corpus}\n"
    (source / "old.doc").write_bytes(b"x")
    done = purgelib("import", source, corpus, "--quiet")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "purgelib: old.doc: cannot be read in this form; open it in a word processor and save it as .docx"
    ]


def test_the_command_reports_duplicates(corpus):
    corpus.mkdir()
    for name in ("a.txt", "b.txt"):
        (corpus / name).write_text(FIRE)
    done = purgelib("duplicates", corpus)
    assert done.stderr.splitlines()[0] == "b.txt, part 1: exact duplicate of a.txt, part 1"
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda folder: None, "holds no file that can be imported; there are .csv, .docx"),
        (lambda folder: folder.rmdir(), "there is no such file or folder"),
    ],
)
def test_nothing_to_import_says_so(source, corpus, make, sentence):
    make(source)
    done = purgelib("import", source, corpus)
    assert done.returncode == 1 and sentence in done.stderr


def test_a_file_is_no_corpus(source, tmp_path):
    (source / "page.html").write_text(PAGE)
    (tmp_path / "file").write_text("x")
    with pytest.raises(files.CorpusError, match="is a file; name a folder to import into"):
        importing.import_texts(source, tmp_path / "file")
