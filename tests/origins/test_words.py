"""Words that a corpus adds to those of origins, and what they change."""

import pandas as pd
import pytest

import purgelib
from purgelib import files, origins
from purgelib.extract import extract
from purgelib.origins.words import words_of
from purgelib.parts import extract_parts

TEXT = "At least 45 quarry workers were arrested on 3 May 2021, according to a lamplighter.\n"
OWN = {"origins.toml": '[kinds]\nwitness = ["lamplighter"]\n'}


@pytest.fixture
def corpus(tmp_path):
    """A corpus with words of its own, in a folder of its own."""
    folder = tmp_path / "texts"
    (folder / "lexicons").mkdir(parents=True)
    (folder / "1.txt").write_text(TEXT, encoding="utf-8")
    for name, text in OWN.items():
        (folder / "lexicons" / name).write_text(text, encoding="utf-8")
    return folder


def kinds(found):
    return found.roots["kind"].tolist()


def test_words_of_a_corpus_tell_what_kind_of_root_somebody_is(corpus):
    tables = extract(files.read_corpus(corpus))
    assert (kinds(origins.trace(tables)), kinds(origins.trace(tables, lexicons=OWN))) == (["anonymous"], ["witness"])


def test_words_come_with_the_tables_of_a_corpus(corpus):
    found = purgelib.load(corpus=str(corpus))
    assert (found.lexicons, kinds(origins.trace(found))) == (OWN, ["witness"])
    assert kinds(origins.trace(found, lexicons={})) == ["anonymous"]


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_words_lie_beside_the_tables_when_the_corpus_is_gone(corpus, tmp_path, format):
    extract_parts(files.read_corpus(corpus), tmp_path / "tables", format=format)
    (corpus / "lexicons" / "origins.toml").unlink()
    found = purgelib.load(str(tmp_path / "tables"))
    assert (found.lexicons, kinds(origins.trace(found))) == (OWN, ["witness"])
    extract_parts(files.read_corpus(corpus), tmp_path / "tables", format=format)
    assert purgelib.load(str(tmp_path / "tables")).lexicons == {}
    assert not (tmp_path / "tables" / "words").exists()


def test_only_words_by_which_tables_are_asked_lie_beside_them(corpus, tmp_path):
    (corpus / "lexicons" / "names.toml").write_text("# none yet\n", encoding="utf-8")
    extract_parts(files.read_corpus(corpus), tmp_path / "tables")
    assert [path.name for path in (tmp_path / "tables" / "words").iterdir()] == ["origins.toml"]


def test_words_that_are_wrong_stop_a_run_before_it_writes(corpus, tmp_path):
    (corpus / "lexicons" / "origins.toml").write_text("[kinds]\nwitnesses = []\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"^lexicons/origins\.toml: kinds\.witnesses is not known; did you mean"):
        extract_parts(files.read_corpus(corpus), tmp_path / "tables")
    assert not (tmp_path / "tables").exists()


def test_an_addition_is_a_word_and_no_pattern():
    words = words_of({"origins.toml": '[passed_on]\nreplace = true\nverbs = ["(.*)+x"]\n'})
    assert words.passed_on.match("survivors met by the Post") is None
    assert words.passed_on.match("survivors (.*)+x by the Post")["who"] == "survivors"


def test_a_list_without_words_finds_nothing():
    assert words_of({"origins.toml": "[scenes]\nreplace = true\nwords = []\n"}).scenes.search("in the cell") is None


def pair(**places):
    """Two numbers that differ, said of two places."""
    rows = {
        "count": ["a", "b"], "document": ["1", "2"], "category": "killed", "wave": "2021-05", "unit": "persons",
        "low": [3, 9], "high": [3, 9], "modifier": "exact", "text": ["three", "nine"], "whole": "", "head": "",
        "scene": "", "subset": "", "site": list(places.values()), "source": "", "event_date": "", "when": "",
        "first_day": None, "last_day": None, "anchor": [3, 9],
    }  # fmt: skip
    return pd.DataFrame(rows)


def test_words_of_a_corpus_say_which_places_are_no_names():
    counts = pair(one="Eastern Docklands", other="Western Docklands")
    own = {"origins.toml": '[places]\ngeneral = ["docklands"]\n'}
    assert origins.comparisons(counts)["relation"].tolist() == ["conflict"]
    assert origins.comparisons(counts, lexicons=own)["relation"].tolist() == ["elsewhere"]


def test_words_of_a_corpus_say_what_vague_words_are_worth(corpus):
    own = {"numbers.toml": "[conventions.mine]\ndozens = 36\n"}
    (corpus / "1.txt").write_text("Dozens of miners were killed in Coal Hollow, the union said.\n", encoding="utf-8")
    tables = extract(files.read_corpus(corpus))
    assert origins.trace(tables, convention="mine", lexicons=own).counts["low"].tolist() == [36]
    with pytest.raises(ValueError, match="the convention 'mine' does not exist"):
        origins.trace(tables, convention="mine")
