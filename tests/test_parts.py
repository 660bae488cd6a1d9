"""Tables made part by part: the same as those made in one piece, whoever makes them and whoever dies on the way."""

import os
import signal
import sys
import tracemalloc
from functools import partial

import duckdb
import pandas as pd
import psutil
import pytest

from purgelib import files, parts, schemas
from purgelib.extract import extract
from purgelib.masking import masked
from purgelib.workers import LostWorkers, processes, workers_of

# Who is who shows only over all texts: a surname alone, an acronym, a type, a date of the first mention.
TEXTS = [
    "Red Cross aids Marrow\n\n4 May 2019\n\nAt least 12 people were killed, said Ines Okoro of the River Defence "
    "League.",
    "Okoro accuses the ministry\n\n2 May 2019\n\nOkoro said: “More than 40 men were detained.” She condemned it.",
    "The RDL (River Defence League) speaks\n\n“About 300 residents fled,” the RDL said. Amina fled; she asked to be "
    "called only by her first name.",
    "RDL demands inquiry\n\nOn 3 May 2019 the RDL demanded an inquiry into 7 deaths. France condemned the killings.",
    'Amina returns\n\nAmina was beaten there, Ines Okoro said. [1]\n\nReferences\n\n1. Okoro, Ines. "Notes". 2018.',
]


# What people put right, the lines not in the order of the texts: action, table, row, column and value.
BY_HAND = [
    ("", "", "4:1:15", "actor", "Amina Dar"),  # that she is private says another text
    ("", "", "3:1:78", "actor", "Red Cross"),  # whom another text names
    ("", "", "3:1:0", "actor", "Harbour Club"),  # whom no text names
    ("", "", "2:1:4", "actor", "Harbour Club"),
    ("", "", "4:1:39", "type", "party"),  # of Ines Okoro in all texts
    ("", "", "0:1:72", "type", "party"),
    ("drop", "", "2:1:71", "", ""),
    ("add", "mentions", "council", "file", "4.txt"),
    ("add", "mentions", "council", "text", "there"),
    ("add", "mentions", "council", "actor", "Marrow Council"),
    ("add", "mentions", "ministry", "file", "1.txt"),
    ("add", "mentions", "ministry", "text", "it."),
    ("add", "mentions", "ministry", "actor", "Marrow Council"),
    ("add", "mentions", "ministry", "type", "government"),
    ("", "", "1:1:53:detained", "low", "39"),
    ("", "", "0:1:35:killed", "source", "Bo Lund"),  # who stands for somebody private
    ("drop", "", "3:1:68:killed", "", ""),
    ("add", "counts", "beaten", "file", "4.txt"),
    ("add", "counts", "beaten", "text", "was beaten"),
    ("add", "counts", "beaten", "category", "tortured"),
    ("", "", "3:1:21:demand:rdl", "type", "condemn"),
    ("add", "reactions", "it", "file", "1.txt"),
    ("add", "reactions", "it", "text", "condemned it"),
    ("add", "reactions", "it", "actor", "Red Cross"),
    ("add", "reactions", "it", "type", "deny"),
    ("", "", "0:1:35-65", "speaker", "Bo Lund; Ines Okoro"),
    ("", "", "4:1:r1", "title", "More notes"),
]


def correct(corpus, lines):
    """The corpus with these corrections."""
    rows = "".join(f"{','.join(line)},Ann,2024-05-02,x\n" for line in lines)
    (corpus.folder / "corrections.csv").write_text(f"action,table,row,column,value,who,when,why\n{rows}")
    return files.read_corpus(corpus.folder)


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    for number, text in enumerate(TEXTS):
        (folder / f"{number}.txt").write_text(f"{text}\n", encoding="utf-8")
    (folder / "documents.csv").write_text("file,part,outlet,published\n3.txt,1,NA,2019-05-03\n")
    return files.read_corpus(folder)


@pytest.fixture
def small(monkeypatch):
    """Batches of two texts, so that five texts make three parts."""
    monkeypatch.setattr(parts, "MOST", 2)


def same(tables, corpus):
    for name, table in extract(corpus).items():
        pd.testing.assert_frame_equal(tables[name], table)
    return True


@pytest.mark.usefixtures("small")
def test_parts_hold_what_one_piece_holds(corpus, tmp_path):
    made = parts.extract_parts(corpus, tmp_path / "out", format="parquet")
    assert made.parts == 3
    tables = files.read_tables(tmp_path / "out")
    assert same(tables, corpus)
    assert set(tables["counts"]["source"]) >= {"Ines Okoro", "River Defence League"}, "names meet over parts"
    assert made.rows == {name: len(table) for name, table in tables.items()}
    assert tables["actors"].set_index("name").loc["Ines Okoro", "first_seen"] == "2019-05-02"


@pytest.mark.parametrize("most", [1, 2])
def test_corrections_in_parts_are_those_in_one_piece(corpus, tmp_path, monkeypatch, most):
    monkeypatch.setattr(parts, "MOST", most)
    corpus = correct(corpus, BY_HAND)
    parts.extract_parts(corpus, tmp_path / "out")
    written = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert written == files.contents_of(extract(corpus))
    tables = files.read_tables(tmp_path / "out")
    assert len(tables["corrections"]) == len(BY_HAND)
    shown = ["type", "country", "mentions", "aliases", "public"]
    assert {row.name: tuple(row[shown]) for _, row in tables["actors"].set_index("name").iterrows()} == {
        "Amina": ("person", "", 2, "", 0),
        "Amina Dar": ("person", "", 1, "Amina", 0),
        "Bo Lund": ("other", "", 0, "", 0),
        "France": ("other", "", 0, "", 1),
        "Harbour Club": ("ngo", "", 2, "RDL", 1),
        "Ines Okoro": ("party", "", 4, "Okoro", 0),
        "Marrow Council": ("government", "", 2, "it.; there", 1),
        "Red Cross": ("ngo", "", 2, "France", 1),
        "River Defence League": ("ngo", "", 3, "RDL", 1),
    }


@pytest.mark.usefixtures("small")
def test_a_private_name_that_corrections_took_from_all_parts_stays_masked(corpus, tmp_path):
    ids = ("2:1:81", "4:1:0", "4:1:15")
    corpus = correct(corpus, [("drop", "", ids[0], "", ""), *(("", "", id, "actor", "Red Cross") for id in ids[1:])])
    parts.extract_parts(corpus, tmp_path / "out", format="parquet")
    assert same(tables := files.read_tables(tmp_path / "out"), corpus)
    assert "Amina" not in " ".join(table.to_csv() for table in masked(tables).values())


@pytest.mark.usefixtures("small")
def test_two_types_of_an_actor_are_told_whichever_parts_say_them(corpus, tmp_path):
    corpus = correct(corpus, [("", "", "4:1:39", "type", "party"), ("", "", "0:1:72", "type", "court")])
    said = r"^corrections.csv, row 3: Ines Okoro is party in row 2 and court here; an actor has one type$"
    with pytest.raises(files.CorpusError, match=said):
        parts.extract_parts(corpus, tmp_path / "out")
    with pytest.raises(files.CorpusError, match=said):
        extract(corpus)


@pytest.mark.usefixtures("small")
def test_csv_is_one_file_a_table(corpus, tmp_path):
    parts.extract_parts(corpus, tmp_path / "out")
    written = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert written == files.contents_of(extract(corpus))


@pytest.mark.usefixtures("small")
def test_duckdb_and_pandas_read_a_folder_of_parts(corpus, tmp_path):
    parts.extract_parts(corpus, tmp_path / "out", format="parquet")
    counts = extract(corpus)["counts"]
    total = duckdb.sql(f"SELECT sum(low) FROM '{tmp_path}/out/counts/*.parquet'").fetchall()
    assert total == [(counts["low"].sum(),)]
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "out" / "counts").astype(counts.dtypes), counts)


def test_a_file_of_many_articles_becomes_several_parts(tmp_path, monkeypatch):
    (tmp_path / "texts").mkdir()
    article = "A dam breaks in Marrow\n\nBy Ines Okoro\n\n14 August 2019\n\nAt least 12 people died, Okoro said.\n\n\n"
    (tmp_path / "texts" / "all.txt").write_text(article * 6)
    corpus = files.read_corpus(tmp_path / "texts")
    documents = len(extract(corpus)["documents"])
    assert documents > 2
    monkeypatch.setattr(parts, "PART", 2 * len(article) - 1)
    assert parts.extract_parts(corpus, tmp_path / "out", format="parquet").parts > 1
    assert same(files.read_tables(tmp_path / "out"), corpus)


def workers_below():
    """Processes that this one has started to work for it."""
    return [one for one in psutil.Process().children(recursive=True) if any("spawn_main" in w for w in one.cmdline())]


def killing_one(killed):
    """A progress that kills a worker as soon as the first batch is done, and notes its number."""

    def progress(text):
        if not killed:
            victim = workers_below()[-1]
            victim.send_signal(signal.SIGKILL)
            killed.append(victim.pid)

    return progress


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
@pytest.mark.parametrize("dask", [None, ""])
def test_no_row_is_lost_or_doubled_where_a_worker_is_killed(corpus, tmp_path, monkeypatch, dask):
    monkeypatch.setattr(parts, "MOST", 1)
    corpus, killed = correct(corpus, BY_HAND), []
    with workers_of(2, dask) as work:
        made = parts.extract_parts(
            corpus, tmp_path / "out", format="parquet", workers=work, progress=killing_one(killed)
        )
        assert killed
    assert made.parts == len(TEXTS)
    assert same(files.read_tables(tmp_path / "out"), corpus)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {*schemas.TABLES, "datapackage.json"}


def test_says_that_workers_die_again_and_again():
    with processes(1) as work, pytest.raises(LostWorkers, match="take fewer of them"):
        list(work(os._exit, [1]))


@pytest.mark.parametrize("place", ["corpus", "work"])
def test_says_that_a_worker_does_not_see_a_folder(corpus, tmp_path, place):
    def elsewhere(work, items):
        """A worker on a machine that has not mounted one of the folders."""
        (job,) = work.args
        return map(partial(work.func, job._replace(**{place: str(tmp_path / "not-mounted")})), items)

    with pytest.raises(ValueError, match=r"not-mounted: is not there on .* workers need the folders of texts and"):
        parts.extract_parts(corpus, tmp_path / "out", workers=elsewhere)
    assert not (tmp_path / "out" / "counts.csv").exists()


def test_says_that_dask_is_not_installed(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ValueError, match=r"Dask is not installed; `pip install 'purgelib\[cluster\]'` adds it"):
        workers_of(2, "").__enter__()


# What is interrupted


def interrupting(after, name):
    """A progress that is interrupted when this text has been read."""

    def progress(text):
        if text == name:
            raise after

    return progress


@pytest.mark.usefixtures("small")
def test_an_interrupted_run_leaves_the_old_tables_and_is_gone_on_with(corpus, tmp_path, monkeypatch):
    out = tmp_path / "out"
    parts.extract_parts(corpus, out, format="parquet")
    (corpus.folder / "4.txt").write_text("Nobody came.\n")
    before = files.read_tables(out)
    with pytest.raises(KeyboardInterrupt):
        parts.extract_parts(corpus, out, format="parquet", progress=interrupting(KeyboardInterrupt, "4.txt"))
    for name, table in files.read_tables(out).items():
        pd.testing.assert_frame_equal(table, before[name])
    read, told = [], []
    really = files.read_text
    with monkeypatch.context() as patched:
        patched.setattr(files, "read_text", lambda path: read.append(path.name) or really(path))
        made = parts.extract_parts(corpus, out, format="parquet", progress=told.append)
    assert (made.reused, read, len(told)) == (4, ["4.txt"], 5)
    assert same(files.read_tables(out), corpus)
    assert not (out / files.WORK).exists()


@pytest.mark.usefixtures("small")
def test_a_text_that_has_changed_meanwhile_is_read_anew(corpus, tmp_path):
    with pytest.raises(KeyboardInterrupt):
        parts.extract_parts(corpus, tmp_path / "out", progress=interrupting(KeyboardInterrupt, "4.txt"))
    (corpus.folder / "0.txt").write_text("Nine miners died in Coal Hollow.\n")
    assert parts.extract_parts(corpus, tmp_path / "out").reused == 2
    assert same(files.read_tables(tmp_path / "out"), corpus)


@pytest.mark.usefixtures("small")
def test_what_was_read_with_other_words_is_not_gone_on_with(corpus, tmp_path):
    with pytest.raises(KeyboardInterrupt):
        parts.extract_parts(corpus, tmp_path / "out", progress=interrupting(KeyboardInterrupt, "4.txt"))
    assert parts.extract_parts(corpus, tmp_path / "out", convention="acled").reused == 0


@pytest.mark.usefixtures("small")
def test_says_the_problems_of_all_parts_and_writes_nothing(corpus, tmp_path):
    (corpus.folder / "0.txt").write_bytes(b"\xff")
    (corpus.folder / "4.txt").write_bytes(b"")
    with pytest.raises(files.CorpusError) as caught:
        parts.extract_parts(corpus, tmp_path / "out")
    assert [problem.split(":")[0] for problem in caught.value.problems] == ["0.txt, line 1", "4.txt"]
    assert not (tmp_path / "out").exists()


def test_parts_of_a_larger_corpus_do_not_outlive_it(corpus, tmp_path, monkeypatch):
    monkeypatch.setattr(parts, "MOST", 1)
    parts.extract_parts(corpus, tmp_path / "out", format="parquet")
    monkeypatch.setattr(parts, "MOST", 3)
    parts.extract_parts(corpus, tmp_path / "out", format="parquet")
    assert [path.name for path in files.parts_of(tmp_path / "out", "counts")] == [
        "part-00000.parquet",
        "part-00001.parquet",
    ]
    monkeypatch.setattr(parts, "MOST", 9)
    parts.extract_parts(corpus, tmp_path / "out", format="parquet")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {"datapackage.json", *(f"{name}.parquet" for name in schemas.TABLES)}
    parts.extract_parts(corpus, tmp_path / "out")
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".csv", ".json"}


@pytest.mark.parametrize("link", [files.WORK, "counts"])
def test_nothing_is_written_through_a_link_in_the_folder(corpus, tmp_path, monkeypatch, link):
    monkeypatch.setattr(parts, "MOST", 2)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / link).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(files.CorpusError, match=f"{link} is a link"):
        parts.extract_parts(corpus, tmp_path / "out", format="parquet")
    assert not list((tmp_path / "elsewhere").iterdir())


def test_memory_does_not_grow_with_the_texts(tmp_path, monkeypatch):
    monkeypatch.setattr(parts, "MOST", 4)
    monkeypatch.setattr(files, "LARGEST", 100_000)  # room that is set aside for a text that is read

    def peak(copies, turn=1):
        folder = tmp_path / f"{copies}-{turn}"
        folder.mkdir()
        for number in range(copies):
            (folder / f"{number:03}.txt").write_text(f"{TEXTS[0]}\n\n" + "Three men fled from Marrow.\n\n" * 40)
        corpus = files.read_corpus(folder)
        tracemalloc.start()
        parts.extract_parts(corpus, tmp_path / f"out-{copies}-{turn}", format="parquet")
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    peak(4)  # what is made once
    # Python may at any time make its table of all strings larger, by megabytes, but not twice in a row
    assert min(peak(32), peak(32, turn=2)) < 1.5 * peak(8)


def test_batches_do_not_depend_on_who_reads_them(corpus, monkeypatch):
    monkeypatch.setattr(parts, "PART", 300)
    assert [batch.texts for batch in parts.split_batches(corpus)] == [
        ("0.txt", "1.txt", "2.txt"),
        ("3.txt", "4.txt"),
    ]
    assert parts.split_batches(corpus)[1].stated["3.txt"][1]["outlet"] == "NA"


def test_results_come_in_the_order_of_the_items():
    with processes(2) as work:
        assert list(work(partial(max, 3), [5, 1, 4])) == [5, 3, 4]
