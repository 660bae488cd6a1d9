"""What stands between marks, with marks missing, turned round, nested and over paragraphs."""

import time
from types import SimpleNamespace

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

import purgelib.pipeline  # noqa: F401  registers the extensions of the Doc
from purgelib.find.quotations import find_in_block, find_quotations, read_words
from purgelib.lexicons import read_lexicons


@pytest.fixture(scope="module")
def words():
    return read_words(read_lexicons()["quotations"])


@pytest.fixture(scope="module")
def blank():
    return spacy.blank("en")


def read(blank, words, text) -> list:
    """Each quotation as its text and what is known of it; every line of the text is a paragraph."""
    doc = blank(text)
    reached, blocks = 0, []
    for line in text.split("\n"):
        if line:
            span = doc.char_span(reached, reached + len(line), alignment_mode="expand")
            blocks.append((span, SimpleNamespace(kind="paragraph")))
        reached += len(line) + 1
    doc._.blocks = blocks
    return [
        (span.text, q.kind + (" continued" if q.continued else "") + ("" if q.closed else " open"))
        for span, q in find_quotations(doc, words)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We left,” she said.", ["We left,"]),
        ('"We left," she said. "We had to."', ["We left,", "We had to."]),
        ("He spoke of « un acte » and of »Verrat«.", ["un acte", "Verrat"]),
        ("Er sagte: „Wir gehen“ und ging.", ["Wir gehen"]),
        ("They called it ‘a sweep’ of the mayors’ offices.", ["a sweep"]),
        ("They called it 'a sweep' and didn't stop; the mayors' offices weren't searched.", ["a sweep"]),
        ("It was in the '90s that rock 'n' roll came.", []),
        ("A 6\" pipe and a 5' wall.", []),
        ("“It was a ‘sweep,’ they said,” he recalled.", ["It was a ‘sweep,’ they said,", "sweep,"]),
        ("\"They called it 'a sweep,'\" he said.", ["They called it 'a sweep,'", "a sweep,"]),
        ("She spoke of “crimes“ of the junta.", ["crimes"]),
        (
            "In the town he said: They came at night and took us.” Nobody else spoke.",
            ["They came at night and took us."],
        ),
        ("No marks at all.", []),
        ("‘We left,’ she said. ‘We had to.’", ["We left,", "We had to."]),
    ],
)
def test_finds_the_words_between_marks(text, found, blank, words):
    assert [content for content, _ in read(blank, words, text)] == found


def test_a_quotation_goes_on_over_paragraphs(blank, words):
    text = "Roe said: “We left.\n“We had to.\n“They came.” He wept."
    assert read(blank, words, text) == [
        ("We left.", "double"),
        ("We had to.", "double continued"),
        ("They came.", "double continued"),
    ]


def test_british_quotations_go_on_too(blank, words):
    text = "Roe said: ‘We left.\n‘We had to.’ He wept."
    assert read(blank, words, text) == [("We left.", "single"), ("We had to.", "single continued")]


def test_a_missing_closing_mark_ends_with_its_paragraph(blank, words):
    text = "Roe said: “We left.\nNobody else spoke.\n“They came,” said Doe."
    assert read(blank, words, text) == [("We left.", "double open"), ("They came,", "double")]


def test_a_missing_closing_mark_ends_where_the_next_quotation_opens(blank, words):
    text = "“We left, he said. “They came,” said Doe."
    assert read(blank, words, text) == [("We left, he said.", "double open"), ("They came,", "double")]


def test_marks_in_titles_of_references_are_passed_over(blank, words):
    doc = blank('Doe, Ann. "Strike". The Courier.')
    doc._.blocks = [(doc[:], SimpleNamespace(kind="reference"))]
    assert find_quotations(doc, words) == []


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("a b.,“”\"'‘’„«»‹›\n\t\x00s1"), max_size=60))
def test_rubbish_gives_quotations_in_order(blank, words, text):
    doc: Doc = blank(text)
    found = find_quotations(doc, words)
    assert [span.start_char for span, _ in found] == sorted(span.start_char for span, _ in found)
    assert all(span.text.strip() for span, _ in found)


@pytest.mark.parametrize("piece", ["“", "”", '"', "'", "‘a ", "a' ", "“”\"'", "a.”B", "a,” "])
def test_time_is_linear(piece, words):
    def seconds(length):
        text = piece * (length // len(piece))
        began = time.perf_counter()
        find_in_block(text, 0, len(text), words)
        return time.perf_counter() - began

    assert seconds(300_000) < 40 * seconds(30_000) + 1
