"""What another spaCy pipeline adds to the names that the rules find."""

import pytest
import spacy
from spacy.tokens import Doc

from purgelib import lexicons, pipeline
from purgelib.find import names
from purgelib.find.model_names import add_model_names, find_entities


@pytest.fixture(scope="module")
def words():
    return names.read_words(lexicons.read_lexicons()["names"])


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    """A pipeline saved to disk and loaded by its path, as one that a user has installed."""
    made = spacy.blank("en")
    made.add_pipe("entity_ruler").add_patterns(
        [
            {"label": "PERSON", "pattern": "Osei"},
            {"label": "ORG", "pattern": [{"LOWER": "the"}, {"TEXT": "Tide"}, {"TEXT": "'s"}]},
            {"label": "ORG", "pattern": "Kenyan police"},
            {"label": "NORP", "pattern": "Hazara"},
            {"label": "GPE", "pattern": "Kisumu"},
            {"label": "GPE", "pattern": "Burkina Faso"},
            {"label": "DATE", "pattern": "Monday"},
        ]
    )
    folder = tmp_path_factory.mktemp("pipeline") / "ours"
    made.to_disk(folder)
    return spacy.load(folder)


def read(text: str, words, other) -> list[tuple[str, str, str, str]]:
    nlp = spacy.blank("en")
    doc = nlp(text)
    doc._.names = names.find_names(doc, words)
    added = add_model_names(doc, words, find_entities(other, text), pipeline="ours")
    return [(span.text, name.actor, name.type, name.rule) for span, name in added]


def test_adds_what_no_rule_found_without_article_and_possessive(words, other):
    assert read("On Monday Osei left the Tide's yard in Kisumu with Hazara friends.", words, other) == [
        ("Osei", "Osei", "person", "pipeline ours"),
        ("Tide", "Tide", "ngo", "pipeline ours"),
    ]


def test_never_replaces_what_a_rule_found(words, other):
    assert read("Kenyan police held Mr Osei.", words, other) == [
        ("Kenyan police", "Kenya", "state", "demonym with officials"),
        ("Osei", "Osei", "person", "title"),
    ]


def test_a_text_without_entities_stays_as_it_is(words, other):
    assert read("", words, other) == []
    assert read("Nobody came.", words, other) == []


def test_reference_lists_name_nobody(words, other):
    text = "Osei left.\n\nOsei wrote."
    nlp = pipeline.make_tokenizing_nlp()
    block = type("Block", (), {"start": 12, "end": 23, "kind": "reference", "section": ""})
    article = type("Article", (), {"start": 0, "end": 23, "blocks": (block,), "masks": (), "references": ()})
    doc = pipeline.make_doc(nlp, text, article)
    added = add_model_names(doc, words, other(text), pipeline="ours")
    assert [span.start_char for span, _ in added] == [0]


def test_another_text_is_refused(words, other):
    doc = Doc(other.vocab, words=["Here"])
    with pytest.raises(ValueError, match="must read the very text of the document; it read 'There'"):
        add_model_names(doc, words, other("There"), pipeline="ours")
