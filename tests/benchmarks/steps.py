"""The rate of each step of extraction beside that of tokenising and splitting alone, over the same texts."""

import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import measure
import news
import spacy

from purgelib import files, lexicons, pipeline, segment
from purgelib.extract import extract

WARMING = 300  # articles read before, for a pipeline that has seen no text is slow
Read = Callable[[Sequence[str]], object]


class Pace(NamedTuple):
    """Tokens a second of processor."""

    first: float  # texts that the process has not read, though it has read others
    again: float  # the same texts once more: their words are known, and the patterns that they need are compiled


class Rates(NamedTuple):
    floor: Pace
    steps: dict[str, float]  # tokens a second of each step alone, in texts read again
    annotated: Pace  # of all steps, from a text to its annotated Doc
    extracted: Pace  # to all checked tables in memory, in one process, without set-up
    set_up: float  # seconds of processor, once a process


def read_texts(corpus: Path) -> list[str]:
    return [files.read_text(path) for path in files.read_corpus(corpus).texts]


# What reads texts


def make_floor() -> Read:
    floor = spacy.blank("en")
    floor.max_length = 2**31
    floor.add_pipe("sentencizer")
    return lambda texts: sum(len(floor(text)) for text in texts)


def make_reader() -> Read:
    """What annotates the articles of texts."""
    words = lexicons.read_lexicons()
    nlp = pipeline.make_nlp(words)
    splitting = segment.read_words(words["segment"])

    def annotate(texts: Sequence[str]) -> None:
        for text in texts:
            for article in segment.split_articles(text, splitting):
                nlp(pipeline.make_doc(nlp, text, article))

    return annotate


def make_extract() -> Read:
    """What makes tables of texts, from a folder that they are written to."""

    def read(texts: Sequence[str]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            for number, text in enumerate(texts):
                Path(folder, f"{number:07d}.txt").write_bytes(text.encode())
            extract(files.read_corpus(folder))

    return read


# How fast they are


def seconds_of(make: Callable[[], Read], texts: Sequence[str]) -> tuple[float, float, float]:
    """Seconds of processor until texts are read, until they are read again, and until the shortest text is read."""
    read = make()
    read([article.text for article in news.articles(WARMING, seed=0)])
    first = measure.cpu_of(lambda: read(texts), 1)
    again = measure.cpu_of(lambda: read(texts), 1)
    return first, again, measure.cpu_of(lambda: read(["Two people died."]))


def pace(make: Callable[[], Read], texts: Sequence[str], tokens: int, *, repeats: int = 2) -> Pace:
    """The quickest of some fresh processes; what they take for the shortest text is no reading and taken off."""
    taken = []
    for _ in range(repeats):
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh:
            taken.append(fresh.submit(seconds_of, make, texts).result())
    first, again, least = map(min, zip(*taken, strict=True))
    return Pace(tokens / (first - least), tokens / (again - least))


def rates(texts: Sequence[str]) -> Rates:
    tokens = make_floor()(texts)
    return Rates(
        pace(make_floor, texts, tokens),
        step_rates(texts, tokens),
        pace(make_reader, texts, tokens),
        pace(make_extract, texts, tokens),
        set_up=measure.cpu_of(make_reader),
    )


def step_rates(texts: Sequence[str], tokens: int) -> dict[str, float]:
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
        steps[name.removeprefix("purgelib_")] = measure.cpu_of(lambda: [component(doc) for doc in docs])  # noqa: B023
    return {name: tokens / seconds for name, seconds in steps.items()}


def table(corpora: dict[str, Rates]) -> str:
    """A column a corpus: ratios to the floor, of which the first row says the tokens a second; in brackets, of texts
    that the process reads again."""
    found = list(corpora.values())

    def beside(name: str, paces: Sequence[Pace]) -> list[str]:
        ratios = [
            f"{measure.ratio(one.first / rates.floor.first)} ({measure.ratio(one.again / rates.floor.again)})"
            for one, rates in zip(paces, found, strict=True)
        ]
        return [name, *ratios]

    floors = [f"{one.floor.first:,.0f} ({one.floor.again:,.0f})" for one in found]
    rows = [["`spacy.blank` and sentencizer, tokens/s", *floors]]
    for step in found[0].steps:
        rows.append([step, *(f"({measure.ratio(one.steps[step] / one.floor.again)})" for one in found)])
    rows.append(beside("all finders together", [one.annotated for one in found]))
    rows.append(beside("**all eight tables**, one process", [one.extracted for one in found]))
    rows.append(["set-up, as tokens of the floor", *(f"{one.set_up * one.floor.first:,.0f}" for one in found)])
    return measure.table(["step", *corpora], rows)
