"""The rate of each step of extraction beside that of tokenising and splitting alone, over the same texts."""

import tempfile
from collections.abc import Callable, Sequence, Sized
from pathlib import Path
from typing import NamedTuple

import measure
import news
import spacy
from spacy.tokens import Doc

from purgelib import files, lexicons, pipeline, segment
from purgelib.extract import extract

WARMING = 300  # articles read before, for a pipeline that has seen no text is slow; of the texts, each is read once


class Rates(NamedTuple):
    """Tokens a second of processor."""

    floor: float
    steps: dict[str, float]  # of each step alone
    annotated: float  # of all steps, from a text to its annotated Doc
    extracted: float  # to all checked tables in memory, in one process, without set-up
    set_up: float  # seconds of processor, once a process


def read_texts(corpus: Path) -> list[str]:
    return [files.read_text(path) for path in files.read_corpus(corpus).texts]


def make_floor() -> Callable[[str], Sized]:
    floor = spacy.blank("en")
    floor.max_length = 2**31
    floor.add_pipe("sentencizer")
    return floor


def make_reader() -> Callable[[str], list[Doc]]:
    """What annotates the articles of a text."""
    words = lexicons.read_lexicons()
    nlp = pipeline.make_nlp(words)
    splitting = segment.read_words(words["segment"])

    def annotate(text: str) -> list[Doc]:
        return [nlp(pipeline.make_doc(nlp, text, article)) for article in segment.split_articles(text, splitting)]

    return annotate


def seconds_of(make: Callable[[], Callable[[str], object]], texts: Sequence[str], repeats: int = 3) -> float:
    """Seconds of processor over the texts, each read once by a reader that knows other texts."""

    def once() -> float:
        read = make()
        for article in news.articles(WARMING, seed=0):
            read(article.text)
        return measure.cpu_of(lambda: [None for text in texts if read(text) is None], 1)

    return min(once() for _ in range(repeats))


def rates(texts: Sequence[str]) -> Rates:
    floor = make_floor()
    tokens = sum(len(floor(text)) for text in texts)
    words = lexicons.read_lexicons()
    nlp = pipeline.make_nlp(words)
    splitting = segment.read_words(words["segment"])
    split = [(text, segment.split_articles(text, splitting)) for text in texts]
    docs = [pipeline.make_doc(nlp, text, article) for text, articles in split for article in articles]
    steps = {
        "articles and blocks": measure.cpu_of(lambda: [segment.split_articles(text, splitting) for text in texts]),
        "tokens": measure.cpu_of(
            lambda: [pipeline.make_doc(nlp, text, article) for text, articles in split for article in articles]
        ),
    }
    for name, component in nlp.pipeline:
        steps[name.removeprefix("purgelib_")] = measure.cpu_of(lambda: [component(doc) for doc in docs], 2)  # noqa: B023
    with tempfile.TemporaryDirectory() as folder:
        alone = Path(folder, "alone")
        alone.mkdir()
        (alone / "alone.txt").write_text("Two people died.\n", encoding="utf-8")
        set_up = measure.cpu_of(lambda: extract(files.read_corpus(alone)))
        for number, text in enumerate(texts):
            Path(folder, f"{number:07d}.txt").write_bytes(text.encode())
        whole = measure.cpu_of(lambda: extract(files.read_corpus(folder)), 2)
    return Rates(
        tokens / seconds_of(make_floor, texts),
        {name: tokens / seconds for name, seconds in steps.items()},
        tokens / seconds_of(make_reader, texts, 2),
        tokens / (whole - set_up),
        set_up,
    )


def table(corpora: dict[str, Rates]) -> str:
    """A column a corpus: ratios to the floor, of which the first row says the tokens a second."""
    found = list(corpora.values())
    rows = [["`spacy.blank` and sentencizer, tokens/s", *(f"{one.floor:,.0f}" for one in found)]]
    rows += [[step, *(measure.ratio(one.steps[step] / one.floor) for one in found)] for step in found[0].steps]
    rows.append(["all finders together", *(measure.ratio(one.annotated / one.floor) for one in found)])
    rows.append(["**all eight tables**, one process", *(measure.ratio(one.extracted / one.floor) for one in found)])
    rows.append(["set-up, as tokens of the floor", *(f"{one.set_up * one.floor:,.0f}" for one in found)])
    return measure.table(["step", *corpora], rows)
