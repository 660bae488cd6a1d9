"""Phrases looked for only before the words that they end in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from purgelib.lexicons import read_lexicons

PIECES = [
    "the", "its", "a", "former", "chechen", "local", "human rights", "union", "union’s", "unions", "coast guard",
    "news agency", "ex-minister", "report", "report-writer", "it", "it’s", "of", ",", "“", "activists", "petition",
]  # fmt: skip


@pytest.fixture(scope="module")
def words():
    from purgelib.find.cues import read_words

    return read_words(read_lexicons()["reactions"])


@pytest.mark.parametrize("kind", ["groups", "anaphors", "message_nouns", "bodies"])
@given(text=st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_finds_what_a_search_of_the_whole_text_finds(words, kind, text):
    endings = getattr(words, kind)
    found = endings.finditer(text, 0, len(text), words.named.within(text))
    assert [match.span() for match in found] == [match.span() for match in endings.pattern.finditer(text)]
