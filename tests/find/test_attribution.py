"""Who is credited for what: passages with the credited words in [...], names in {as written|in full|type}."""

import re
import tomllib
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import pytest
import spacy
from spacy.tokens import Doc

from purgelib.find.attribution import find_attributions, inflected, read_words

HERE = Path(__file__).parent
MARK = re.compile(r"\{([^|{}]+)\|([^|{}]*)\|([^|{}]+)\}|(\[)|(\])|(¶)")
QUOTED = re.compile(r"“([^”\n]*)(”|$|\n)|\"([^\"\n]*)(\"|$|\n)", re.M)


class Name(NamedTuple):
    actor: str
    type: str


class Quotation(NamedTuple):
    kind: str
    closed: bool
    continued: bool


class Block(NamedTuple):
    kind: str


class Reference(NamedTuple):
    outlet: str


class Passage(NamedTuple):
    """A passage without its marks: names and the words asked for as (start, end)."""

    text: str
    names: list[tuple[int, int, Name]]
    asked: tuple[int, int]


def read_passage(marked: str) -> Passage:
    text, names, asked, last = "", [], [0, 0], 0
    for m in MARK.finditer(marked):
        text += marked[last : m.start()]
        last = m.end()
        if m[1]:
            names.append((len(text), len(text) + len(m[1]), Name(m[2] or m[1], m[3])))
            text += m[1]
        elif m[4] or m[5]:
            asked[bool(m[5])] = len(text)
        else:
            text += "\n\n"
    return Passage(text + marked[last:], names, (asked[0], asked[1]))


def read_cases(file: str) -> list[tuple[str, str]]:
    lines = (HERE / file).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def nlp():
    for extension, default in {"blocks": [], "names": [], "quotations": [], "references": [], "outlet": "", "author": ""}.items():
        if not Doc.has_extension(extension):
            Doc.set_extension(extension, default=default)
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer", config={"punct_chars": [".", "!", "?"]})
    return nlp


@pytest.fixture(scope="module")
def words():
    shipped = resources.files("purgelib") / "lexicons" / "attribution.toml"
    return read_words(tomllib.loads(shipped.read_text(encoding="utf-8")))


def annotated(nlp, passage: Passage, *, kind="paragraph", outlet=""):
    doc = nlp.make_doc(passage.text)
    starts = {m.end() for m in re.finditer(r"[.!?][”\"]?\s+(?=[“\"A-ZÀ-Ý])|\n\s*", passage.text)}
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in starts
    span = lambda start, end: doc.char_span(start, end, alignment_mode="expand")  # noqa: E731
    doc._.names = [(span(start, end), name) for start, end, name in passage.names]
    quotes = ((m.start(group), m.end(group)) for m in QUOTED.finditer(passage.text) for group in (1, 3) if m[group])
    doc._.quotations = [(span(start, end), Quotation("double", True, False)) for start, end in quotes]
    doc._.blocks = [(span(m.start(), m.end()), Block(kind)) for m in re.finditer(r"[^\n]+", passage.text)]
    doc._.references = []
    doc._.outlet = outlet
    return doc


def credited(nlp, words, marked: str, **kwargs) -> str:
    """Who is credited for the words in [...], names joined by `; `."""
    passage = read_passage(marked)
    doc = annotated(nlp, passage, **kwargs)
    return source(find_attributions(doc, words), *passage.asked)


def source(found, start: int, end: int) -> str:
    covering = [(span, row) for span, row in found if span.start_char <= start and end <= span.end_char]
    if not covering:
        return ""
    return "; ".join(min(covering, key=lambda pair: len(pair[0].text))[1].speakers)


@pytest.mark.parametrize(("marked", "speakers"), read_cases("attribution_first.txt"))
def test_credits_passages_written_before_the_rules(nlp, words, marked, speakers):
    assert credited(nlp, words, marked) == speakers
