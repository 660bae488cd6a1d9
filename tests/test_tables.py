import pickle

import pandas as pd
import pytest

import purgelib
from purgelib import files, tables, texts


def test_loads_the_tables_of_a_folder(flood, tmp_path):
    files.write_tables(flood, tmp_path)
    found = purgelib.load(str(tmp_path))
    assert len(found.counts) == 10
    first = "documents         3  An article: a file, or a part of one that holds several."
    assert repr(found).splitlines()[0] == first


def test_finds_the_tables_beside_an_executed_notebook(flood, tmp_path, monkeypatch):
    files.write_tables(flood, tmp_path / "tables")
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    assert len(purgelib.load().documents) == 3


def test_reads_a_corpus_that_is_named(tmp_path):
    (tmp_path / "mine.txt").write_text("Dozens of miners were killed in Coal Hollow, the union said.\n")
    counts = purgelib.load(corpus=str(tmp_path), convention="acled").counts
    assert list(counts[["low", "convention"]].itertuples(index=False, name=None)) == [(12, "acled")]


def test_tables_of_another_convention_are_read_anew(tmp_path):
    (tmp_path / "mine.txt").write_text("Dozens of miners were killed in Coal Hollow, the union said.\n")
    files.write_tables(purgelib.load(corpus=str(tmp_path))._asdict(), tmp_path / "tables")
    found = purgelib.load(str(tmp_path / "tables"), corpus=str(tmp_path), convention="none")
    assert found.counts["low"].isna().all()
    with pytest.raises(ValueError, match="read vague words by another convention than 'none'; name the corpus as well"):
        purgelib.load(str(tmp_path / "tables"), convention="none")


def test_words_are_no_table_and_stay_when_a_table_is_replaced(flood):
    own = {"origins.toml": ""}
    found = tables.Tables(**flood, lexicons=own)
    changed = found._replace(counts=flood["counts"].head(1))
    assert (len(found), len(changed.counts), changed.lexicons) == (len(flood), 1, own)
    assert (pickle.loads(pickle.dumps(found)).lexicons, tables.Tables(**flood).lexicons) == (own, {})


def test_a_folder_without_tables_is_told(tmp_path):
    with pytest.raises(ValueError, match="holds no table"):
        purgelib.load(str(tmp_path))


def test_a_table_is_shown_with_all_its_words():
    long = "word " * 40
    html = tables.InFull(pd.DataFrame({"no_bound": [long, "<b>"], "n": [1200, 3]}))._repr_html_()
    assert long.strip() in html and "&lt;b&gt;" in html and "<td>1,200</td>" in html and "<th>no bound</th>" in html


def test_tells_what_is_missing(flood):
    assert texts.gaps(flood["documents"]).to_dict("records") == [
        {"file": "flood.txt", "part": 2, "outlet": "The Harbour Post", "title": "", "missing": "title; author"}
    ]


def test_tells_how_many_texts_there_are(flood):
    assert texts.in_prose(flood["documents"], flood["sentences"]) == (
        "3 documents from 2 files and 2 outlets, published between 2021-06-03 and 2021-07-31: 120 words in 10"
        " sentences. Something is missing about 1 document."
    )
