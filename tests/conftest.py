"""What tests share: the pipeline, made once, and marked-up sentences."""

import re
from typing import NamedTuple

import pytest

from purgelib import pipeline

MARK = re.compile(r"\[([^\[\]]*)\]")


class Marked(NamedTuple):
    """A sentence and the passages that it marks, by what they say and where they stand."""

    text: str
    spans: tuple[tuple[int, int], ...]


def read_marked(example: str) -> Marked:
    """`"[At least 40 residents] were led away."` without its brackets, and the stretches that they marked."""
    text, spans, reached = "", [], 0
    for match in MARK.finditer(example):
        text += example[reached : match.start()]
        spans.append((len(text), len(text) + len(match[1])))
        text += match[1]
        reached = match.end()
    return Marked(text + example[reached:], tuple(spans))


@pytest.fixture(scope="session")
def nlp():
    return pipeline.make_nlp()


@pytest.fixture(scope="session")
def marked():
    return read_marked
