"""The rate of each step of extraction beside that of tokenising and splitting alone, over the same texts."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import measure
import spacy

from purgelib import files, lexicons, pipeline, segment
from purgelib.extract import extract

ENOUGH = 100_000  # tokens, so that a step is measured and not its first call


class Rates(NamedTuple):
    """Tokens a second of processor."""

    tokens: int
    floor: float
    steps: dict[str, float]  # of each step alone
    annotated: float  # of all steps, from a text to its annotated Doc
    extracted: float  # to all checked tables in memory, in one process, without set-up
    set_up: float  # seconds of processor, once a process


def read_texts(corpus: Path) -> list[str]:
    return [files.read_text(path) for path in files.read_corpus(corpus).texts]


def rates(texts: Sequence[str]) -> Rates:
    """The rates over some texts, repeated until they are enough."""
    floor = spacy.blank("en")
    floor.max_length = 2**31
    floor.add_pipe("sentencizer")
    once = sum(len(floor.make_doc(text)) for text in texts)
    times = max(1, ENOUGH // once)
    texts, tokens = list(texts) * times, once * times
    words = lexicons.read_lexicons()
    nlp = pipeline.make_nlp(words)
    splitting = segment.read_words(words["segment"])
    split = [(text, segment.split_articles(text, splitting)) for text in texts]
    docs = [pipeline.make_doc(nlp, text, article) for text, articles in split for article in articles]

    def each_text(work) -> float:
        return tokens / measure.cpu_of(lambda: [work(text) for text in texts])

    def annotate(text: str) -> None:
        for article in segment.split_articles(text, splitting):
            nlp(pipeline.make_doc(nlp, text, article))

    def tokenise() -> None:
        for text, articles in split:
            for article in articles:
                pipeline.make_doc(nlp, text, article)

    rate = each_text(floor)
    steps = {
        "articles and blocks": each_text(lambda text: segment.split_articles(text, splitting)),
        "tokens": tokens / measure.cpu_of(tokenise),
    }
    for name, component in nlp.pipeline:
        seconds = measure.cpu_of(lambda: [component(doc) for doc in docs], 2)  # noqa: B023
        steps[name.removeprefix("purgelib_")] = tokens / seconds
    annotated = each_text(annotate)
    with tempfile.TemporaryDirectory() as folder:
        alone = Path(folder, "alone")
        alone.mkdir()
        (alone / "alone.txt").write_text("Two people died.\n", encoding="utf-8")
        set_up = measure.cpu_of(lambda: extract(files.read_corpus(alone)))
        for number, text in enumerate(texts):
            Path(folder, f"{number:07d}.txt").write_bytes(text.encode())
        whole = measure.cpu_of(lambda: extract(files.read_corpus(folder)), 2)
    return Rates(tokens, rate, steps, annotated, tokens / (whole - set_up), set_up)


def table(corpora: dict[str, Rates]) -> str:
    """A column a corpus: ratios to the floor, of which the first row says the tokens a second."""
    found = list(corpora.values())
    rows = [["`spacy.blank` and sentencizer, tokens/s", *(f"{one.floor:,.0f}" for one in found)]]
    rows += [[step, *(measure.ratio(one.steps[step] / one.floor) for one in found)] for step in found[0].steps]
    rows.append(["all finders together", *(measure.ratio(one.annotated / one.floor) for one in found)])
    rows.append(["**all eight tables**, one process", *(measure.ratio(one.extracted / one.floor) for one in found)])
    rows.append(["set-up, as tokens of the floor", *(f"{one.set_up * one.floor:,.0f}" for one in found)])
    return measure.table(["step", *corpora], rows)
