"""The invented news is the same for the same seed, says what it says it says, and never runs out of names."""

import json
import re
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


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        (r"\d+", 0, 0),
        (r"(?:at least|no fewer than) \d+", 0, None),
        (r"(?:more than|over) \d+", 1, None),
        (r"(?:about|around|some|nearly|almost) \d+", 0, 0),
        (r"(?:up to|as many as) \d+", None, 0),
    ],
)
def test_bounds_are_those_of_the_words(words, low, high):
    """`low` and `high` are how far the bounds lie above the number; None is no bound."""
    said = [
        (int(re.search(r"\d+", phrase)[0]), count)
        for article in news.articles(500)
        for count in article.counts
        for phrase in [article.text[count.start : count.end].lower().replace(",", "")]
        if re.fullmatch(words, phrase)
    ]
    assert len(said) > 5
    assert [(count.low, count.high) for _, count in said] == [
        (None if low is None else number + low, None if high is None else number + high) for number, _ in said
    ]


def test_vague_words_have_the_bounds_of_the_codebook():
    said = {
        article.text[count.start : count.end].lower(): (count.low, count.high)
        for article in news.articles(500)
        for count in article.counts
    }
    expected = {
        "two": (2, 2),
        "several": (3, None),
        "dozens": (24, None),
        "hundreds": (200, None),
        "thousands": (2000, None),
    }
    assert {words: said.get(words) for words in expected} == expected


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
