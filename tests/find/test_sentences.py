"""Where sentences end and where a stop ends none."""

import itertools
import time

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from purgelib.find.sentences import find_sentence_starts, mark_sentences, read_words
from purgelib.lexicons import read_lexicons


@pytest.fixture(scope="module")
def words():
    return read_words(read_lexicons()["sentences"])


@pytest.fixture(scope="module")
def blank():
    return spacy.blank("en")


def pieces(text, words, kind="paragraph"):
    starts = [*find_sentence_starts(text, [(0, len(text), kind)], words), len(text)]
    return [text[a:b].strip() for a, b in itertools.pairwise(starts)]


# | is where a sentence ends.
COMMON = [
    "The U.S. Embassy was closed. | Mr. Roe left on Jan. 5.",
    "Rep. Ann Doe and Sen. John Q. Roe met in St. Petersburg. | They agreed.",
    "It was 5 p.m. when police came. | Nobody was hurt.",
    "He lives in Washington, D.C. | The house is empty.",
    "“We saw it. | We heard it,” he said. | “It was terrible.”",
    "“Where are they?” asked the minister. | Nobody knew.",
    "“Stop!” she said. | They went on.",
    "The toll rose to 3.5 million. | It was revised.",
    "“I heard numerous… signals… it was true.” | He paused.",
    "They were held in the region.| Mr Doe denied it.",
    "“It was dark,” he said.| ”For hours they beat us,” he said.",
    "See section 1.a. for more. | The rest follows (see section 1.a.).",
    "No. 5 of the list was held. | No. | He did not know.",
    "Dmitri S. Peskin spoke to J. R. Roe. | Both denied it.",
    "He called it “a crime.” | Others agreed.",
    "They were killed.| “We fled,” she said.",
    "The firm, Dock Corp. of Arunda, closed. | It was sold by Roe Inc. | The price was low.",
    "1. The group was held. | 2. It was freed.",
]

HARD = [
    "The papers, e.g. The Courier, wrote vs. Roe et al. in vain.",
    "“Who is next?” Ms Doe asked. | She left.",
    "“Who is next?” | Ms Doe walked out of the room.",
    "They came at 6 a.m. on Monday and at 9 p.m. | Police left.",
    "“They will find him and kill him,” | Three of the men were known.",
    "“They will find him,” The Courier wrote.",
    "He wrote: “First they came. | Then they came for us.”| That is why we speak.",
    "Gen. Roe, Lt. Col. Doe and Prof. Major were held by Capt. Minor.",
    "Police in the U.S. said so. | But the U.K. did not. | In the U.N. it passed.",
    "He quoted the republic[.] | If they lived there, we would know.",
    "The list (see Fig. 3, p. 12) has Art. 5 of Res. 40.",
    "Visit example.Com or Mr.\xa0Roe. | He waits.",
    "“Never again.’” | The crowd left.",
    "“No, no… | They lied!” | He wept.",
]


@pytest.mark.parametrize("example", COMMON + HARD)
def test_parts_sentences(example, words):
    parts = [part.strip() for part in example.split("|")]
    text = " ".join(example.replace(".| ", ".").replace("”| ", "”").replace(" |", "").split(" "))
    assert pieces(text, words) == parts


def test_a_sentence_may_begin_small_where_a_mark_was_masked(words):
    assert pieces("The posts went on.     organizers of the march said no.", words) == [
        "The posts went on.",
        "organizers of the march said no.",
    ]


@pytest.mark.parametrize("kind", ["title", "byline", "heading", "reference"])
def test_heads_are_one_sentence(kind, words):
    text = "* Pink News. 4th April 2018, 4:50 PM:"
    assert pieces(text, words, kind) == [text]


def test_every_token_is_told(blank, words):
    doc = mark_sentences(blank("Forty were held\n\nMr Roe denied it. He left."), words)
    assert [s.text.strip() for s in doc.sents] == ["Forty were held", "Mr Roe denied it.", "He left."]
    assert all(token.is_sent_start is not None for token in doc)


def test_refuses_an_abbreviation_with_its_stop():
    with pytest.raises(ValueError, match=r"'Mr\.'; write it without the last stop"):
        read_words({"abbreviations": {"titles": ["Mr."]}})


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("Aa1 .!?…,”“\"’‘'()\n\r\t\x00\u200f—[]éЖ中"), max_size=80))
def test_rubbish_gives_starts_in_order(blank, words, text):
    starts = list(find_sentence_starts(text, [(0, len(text), "paragraph")], words))
    assert starts == sorted(set(starts))
    assert all(not text[start].isspace() for start in starts)
    doc = mark_sentences(blank(text), words)
    assert "".join(s.text_with_ws for s in doc.sents) == text


@pytest.mark.parametrize("piece", [".", ". ", "A. ", "U.S. ", "“", "a.”B", "a,” ", "1"])
def test_time_is_linear(piece, words):
    def seconds(length):
        began = time.perf_counter()
        text = piece * (length // len(piece))
        assert sum(1 for _ in find_sentence_starts(text, [(0, len(text), "paragraph")], words)) > 0
        return time.perf_counter() - began

    assert seconds(500_000) < 40 * seconds(50_000) + 1
