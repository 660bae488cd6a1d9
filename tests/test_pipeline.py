"""The tokenizer of the pipeline."""

import pytest
import spacy
from hypothesis import example, given
from hypothesis import strategies as st

from purgelib import pipeline

SPACY = spacy.blank("en")
PIECES = ["won't", "km", "gonna", "US", "pm", "20", "a", "É", "ß", "'s", ".", "-", "$", " ", "ic"]

TEXTS = [
    "“It’s over,” the U.S. consul said. They won't come back.",
    "Forty won't come back, the consul's aide said; “it’s over”.",
    "See https://example.org/a.html\u00a0or a/b,  two  blanks \n\n and 3-4 p.m.",
    "",
]


@pytest.fixture(scope="module")
def tokenizing():
    return pipeline.make_tokenizing_nlp()


def tokens(nlp, text):
    return [(token.text, token.idx, token.whitespace_) for token in nlp.make_doc(text)]


@pytest.mark.parametrize("text", TEXTS)
def test_words_seen_before_are_parted_as_spacy_parts_them(tokenizing, text):
    alone = spacy.blank("en")
    for earlier in TEXTS:
        tokenizing.make_doc(earlier)
    assert tokens(tokenizing, text) == tokens(alone, text)


@example("20km at 8pm")
@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_words_of_letters_are_parted_as_spacy_parts_them(tokenizing, text):
    assert tokens(tokenizing, text) == tokens(SPACY, text)


def test_a_closing_mark_is_parted_from_the_word_glued_to_it(tokenizing):
    assert [token.text for token in tokenizing.make_doc("rights,”Queer")] == ["rights", ",", "”", "Queer"]


def test_a_run_without_blanks_is_one_token(tokenizing):
    assert len(tokenizing.make_doc("a-" * 75)) == 1


def test_words_beyond_those_remembered_are_parted_all_the_same():
    nlp = pipeline.make_tokenizing_nlp()
    nlp.tokenizer.tokenizer.max_cache_size = 3
    for text in TEXTS:
        assert tokens(nlp, text) == tokens(spacy.blank("en"), text)
    assert nlp.tokenizer.known == set(TEXTS[0].split())
