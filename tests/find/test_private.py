"""Who is masked: persons whom the text protects, and victims named by one word alone."""

import pytest
import spacy

from purgelib import lexicons, pipeline
from purgelib.find import names, private


@pytest.fixture(scope="module")
def found():
    words = lexicons.read_lexicons()
    nlp = spacy.blank("en")
    of_names, of_private = names.read_words(words["names"]), private.read_words(words["private"])

    def find(text: str) -> list[tuple[str, str]]:
        blocks = tuple(
            type("Block", (), {"start": m.start(), "end": m.end(), "kind": "paragraph", "section": ""})()
            for m in pipeline.PARAGRAPH.finditer(text)
        )
        article = type("Article", (), {"start": 0, "end": len(text), "blocks": blocks, "masks": (), "references": ()})()
        doc = pipeline.make_doc(nlp, text, article)
        doc._.names = names.find_names(doc, of_names)
        return [(span.text, row.actor) for span, row in private.find_private(doc, of_private)]

    return find


@pytest.mark.parametrize(
    ("text", "private"),
    [
        ("Samir, a baker, asked not to be named in full.", ["Samir"]),
        ("“I hid,” said Ousmane, using only his first name.", ["Ousmane"]),
        ("Samir said he was afraid. He spoke on condition of anonymity.", ["Samir"]),
        ("“They hit me,” said Halima, who escaped from the camp.", ["Halima"]),
        ("Carla Ruiz, whose name has been changed, left the town.", ["Carla Ruiz"]),
        ("Carla Ruiz, a lawyer, was detained for an hour.", []),  # named in full, and not protected
        ("Mr Okoro said the victims had fled.", []),  # titled
        ("Another man, who asked not to be named, agreed with Carla Ruiz, a lawyer.", []),
        ("Samir said that bread was dear.", []),
    ],
)
def test_who_is_private(found, text, private):
    assert [actor for _, actor in found(text)] == private


@pytest.mark.parametrize("phrase", ["won't give {their} name", "won’t"])
def test_a_phrase_of_whatever_words_protects(phrase):
    nlp = pipeline.make_tokenizing_nlp()
    doc = nlp("The guard said Vera won't give her name, and that it won’t come out.")
    doc._.names = [(doc[3:4], names.Name("Vera", "person", "", "role before the name"))]
    assert [row.actor for _, row in private.find_private(doc, private.read_words({"protects": [phrase]}))] == ["Vera"]
    assert private.find_private(doc, private.read_words({"protects": ["asked for anonymity"]})) == []
