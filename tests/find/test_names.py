"""Names in marked-up sentences; each of the files was written before the round of rules that its number tells."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from purgelib import lexicons, pipeline
from purgelib.find import names

HERE = Path(__file__).parent
MARK = re.compile(r"\[([^\[\]|]+)(?:\|([^\[\]]+))?\]")
# A reader sees more than the rules: who a lone first name is, that a name of a thing names a body here.
BEYOND = (
    *("Jorge", "Article Zero", "House", "Tohti", "Mahinda"),
    *("Salt March", "Lantern Walk", "Index on Speech", "Poets in Exile", "Testify Now", "Kustposten"),
)


def texts(name: str) -> list[str]:
    lines = [line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    whole = "\n".join(lines).strip()
    parts = whole.split("\n\n") if "\n\n" in whole else whole.split("\n")
    return [part.replace("\n", "\n\n") for part in parts]


def read_marked(example: str) -> tuple[str, list[tuple[int, int, str, str]]]:
    text, marks, reached = "", [], 0
    for match in MARK.finditer(example):
        text += example[reached : match.start()]
        marks.append((len(text), len(text) + len(match[1]), match[1], match[2] or ""))
        text += match[1]
        reached = match.end()
    return text + example[reached:], marks


@pytest.fixture(scope="module")
def words():
    return names.read_words(lexicons.read_lexicons()["names"])


@pytest.fixture(scope="module")
def found(words):
    nlp = pipeline.make_tokenizing_nlp()

    def find(text: str, kind: str = "paragraph"):
        blocks = tuple(
            type("Block", (), {"start": m.start(), "end": m.end(), "kind": kind, "section": ""})()
            for m in pipeline.PARAGRAPH.finditer(text)
        )
        article = type("Article", (), {"start": 0, "end": len(text), "blocks": blocks, "masks": (), "references": ()})()
        return names.find_names(pipeline.make_doc(nlp, text, article), words)

    return find


@pytest.mark.parametrize(
    "example",
    [text for name in ("first", "second", "third", "fourth", "fifth") for text in texts(f"names_{name}.txt")],
    ids=lambda text: text[:40],
)
def test_finds_the_marked_names_and_no_others(found, example):
    text, marks = read_marked(example)
    beyond = {(start, end) for start, end, said, _ in marks if said in BEYOND}
    got = found(text)
    spans = {(span.start_char, span.end_char): name for span, name in got}
    want = {(start, end) for start, end, *_ in marks}
    assert want - set(spans) <= beyond
    assert {text[a:b] for a, b in set(spans) - want} == set()
    for start, end, _, actor in marks:
        if actor and (start, end) not in beyond:
            assert spans[start, end].actor == actor


def test_a_country_is_named_everywhere_a_city_only_where_it_acts(found):
    text = "In Nairobi, crowds sang. Nairobi denied it. Kenya-based groups left Nairobi."
    assert [(s.text, n.actor) for s, n in found(text)] == [("Nairobi", "Kenya"), ("Kenya", "Kenya")]


def test_two_people_of_one_surname_stay_apart(found):
    text = "Ada Obi spoke first. Mr Obi smiled. Then came Ben Obi. Mr Obi left."
    assert [n.actor for _, n in found(text)] == ["Ada Obi", "Ada Obi", "Ben Obi", "Ben Obi"]


def test_one_letter_off_a_known_paper_is_that_paper(found):
    assert [(s.text, n.actor) for s, n in found("He told the New Yirk Times so.")] == [
        ("New Yirk Times", "The New York Times")
    ]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The opposition party New Altavera demanded it. New Altavera has 14 seats.", ["party", "party"]),
        (
            "Ole Berg of the party Nordre Allianse left with the centre-right party Framtid.",
            ["person", "party", "party"],
        ),
        ("After the party Ana Roe left.", ["person"]),
        ("The party leader, Kofi Boateng, said so.", ["person"]),
    ],
)
def test_what_is_called_a_party_is_one(found, text, kinds):
    assert [name.type for _, name in found(text)] == kinds


def test_a_headline_names_only_who_the_text_names(found):
    text = "Police Beat Rosa Vidal At Market Gate\n\nA trader, Rosa Vidal, was beaten."
    assert [s.text for s, _ in found(text)] == ["Rosa Vidal", "Rosa Vidal"]


def test_reference_lists_name_nobody(found):
    assert found("Rosa Vidal, a trader, said so.", kind="reference") == []
    assert [s.text for s, _ in found("Rosa Vidal, a trader, said so.")] == ["Rosa Vidal"]


def test_an_alias_that_cannot_be_found_is_refused():
    with pytest.raises(ValueError, match="does not begin with a capital"):
        names.read_words({"actors": [{"name": "the bar union", "type": "ngo"}]})


def test_a_corpus_adds_an_actor(words):
    added = names.read_words({"actors": [{"name": "Zed Hands", "type": "ngo", "aliases": "Zed"}]})
    doc = spacy.blank("en")("We asked Zed.")
    doc._.blocks = []
    assert [(s.text, n) for s, n in names.find_names(doc, added)] == [
        ("Zed", names.Name("Zed Hands", "ngo", "", "list"))
    ]


PIECES = [
    *("Mr", "Kenyan", "police", "and", "The", "Ministry", "of", "Embassy", "'s", "’", "(", ")", "“", "U.N.", "A.", "-"),
    *("/", "\n", " ", "\x00", "É", "said", "Ann", "Lee", "\u202e", ".", ",", "Network", "LGBT+", "Kremlin-backed"),
    *("𝒜", "İ", "ǅ", "ß", "House", "State", "Tarvia", "Tarvian", "Ó", "ASTER BEKELE: ", "KENYA:", "Flight 8", "[1] "),
    *("government of ", "in ", ", which ", "groups such as ", "the interior ministry", "according to ", " - "),
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3)), st.sampled_from(["paragraph", "title", "byline"]))
def test_any_text_is_read_in_order_without_overlap(found, pieces, kind):
    text = "".join(pieces)
    spans = [span for span, _ in found(text, kind)]
    assert all(0 <= span.start < span.end <= len(span.doc) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_long_texts_take_time_in_proportion(found):
    # A pattern that went back over what it had read would not end here.
    for piece in ("The government of Tarvia and ", "1", "TARVIA ", "Ann ", "(", "the national "):
        found(piece * (60_000 // len(piece)))


def test_the_outlet_and_the_authors_are_named_where_the_document_names_them(words):
    nlp = pipeline.make_tokenizing_nlp()
    text = "The long queue\n\nKustposten - Bo Rask and Ewa Hill\n\nPeople told Kustposten that they wait."
    doc = pipeline.read(nlp, text, outlet="Kustposten", author="Bo Rask; Ewa Hill")
    assert [(span.text, name.type) for span, name in names.find_names(doc, words)] == [
        ("Kustposten", "media"),
        ("Bo Rask", "person"),
        ("Ewa Hill", "person"),
        ("Kustposten", "media"),
    ]


def test_a_body_that_many_states_have_is_no_other_states(found):
    text = "The Senate of Tarvia met. The Peruvian Congress voted. “The Congress has erred,” said Ana Paz."
    assert "United States Congress" not in {name.actor for _, name in found(text)}
    assert "United States Congress" in {name.actor for _, name in found("US officials briefed Congress.")}


def test_a_demonym_behind_a_body_leads_no_name_without_a_head(found):
    body = "United States Department of Homeland Security Kenyan Frontex"
    assert [span.text for span, _ in found(f"The {body} left.")] == [body]


def test_a_place_shown_once_is_a_place_everywhere(found):
    text = "Shells fell on Ain Dara. Nobody sleeps in Ain Dara. Ada Obi sleeps. Ain Dara waits."
    assert [span.text for span, _ in found(text)] == ["Ada Obi"]
