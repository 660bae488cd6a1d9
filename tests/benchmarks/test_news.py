"""The invented news is the same for the same seed, says what it says it says, and never runs out of names."""

import json
import subprocess
import sys
from itertools import islice
from pathlib import Path

import news
import pandas as pd
import pytest

from purgelib import files
from purgelib.extract import extract

FEW = 60


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A folder of some articles."""
    folder = tmp_path_factory.mktemp("news")
    news.write_corpus(folder, FEW, seed=3)
    return folder


def test_same_seed_same_articles():
    assert list(news.articles(FEW, 5)) == list(news.articles(FEW, 5))
    assert list(news.articles(FEW, 5)) != list(news.articles(FEW, 6))


def test_small_corpus_begins_a_large_one():
    assert list(news.articles(FEW, 5)) == list(islice(news.articles(10 * FEW, 5), FEW))


def test_command_writes_articles_and_their_counts(written, tmp_path):
    script = Path(news.__file__)
    given = ["--articles", str(FEW), "--seed", "3", "--out", tmp_path / "texts", "--truth", tmp_path / "counts.jsonl"]
    subprocess.run([sys.executable, script, *given], check=True)
    assert {path.name: path.read_bytes() for path in (tmp_path / "texts").iterdir()} == {
        path.name: path.read_bytes() for path in written.iterdir()
    }
    rows = [json.loads(line) for line in (tmp_path / "counts.jsonl").read_text().splitlines()]
    assert rows == [
        {"file": article.name, **count._asdict()} for article in news.articles(FEW, 3) for count in article.counts
    ]


def test_bounds_are_those_of_the_words():
    said = {
        article.text[count.start : count.end].lower(): (count.low, count.high)
        for article in news.articles(2000)
        for count in article.counts
    }
    expected = {
        "two": (2, 2),
        "at least three": (3, None),
        "more than 100": (101, None),
        "up to 20": (None, 20),
        "dozens": (24, None),
        "hundreds": (200, None),
        "thousands": (2000, None),
        "several": (3, None),
    }
    assert {words: said[words] for words in expected} == expected


def test_names_keep_appearing():
    def surnames(articles: int) -> int:
        grammar = news.read_grammar()
        return len({news.Writing(grammar, news.random.Random(n)).cast["minister.last"] for n in range(articles)})

    assert surnames(4000) > 2 * surnames(1000) > 400


def test_rule_without_words_is_named():
    grammar = news.read_grammar()
    with pytest.raises(ValueError, match=r"news\.toml: there is no rule 'mayor'"):
        grammar.rule(["{Mayor} resigned."])
    with pytest.raises(ValueError, match=r"news\.toml: there is no size 'huge'; there are single, small"):
        grammar.rule(["{killed:huge} people died."])


def test_extraction_finds_the_counts_that_were_written(written):
    found = extract(files.read_corpus(written))["counts"]
    rows = {
        (row.file, row.category, *(None if pd.isna(bound) else int(bound) for bound in (row.low, row.high)))
        for row in found.itertuples()
    }
    true = {
        (article.name, count.category, count.low, count.high)
        for article in news.articles(FEW, 3)
        for count in article.counts
    }
    assert len(true) > 2 * FEW
    assert len(true & rows) / len(true) > 0.9
    assert len(true & rows) / len(rows) > 0.9
