"""Words of a corpus that cannot be read are refused in a sentence."""

import importlib

import pytest

from purgelib import lexicons, segment
from purgelib.finder_words import finder_words


def read(name: str, text: str) -> None:
    words = lexicons.read_lexicons({f"{name}.toml": text})[name]
    module = segment if name == "segment" else importlib.import_module(f"purgelib.find.{name}")
    finder_words(name, words, module.read_words)


@pytest.mark.parametrize(  # the fuzzing found each of them to end in an error of Python's own
    ("name", "text", "sentence"),
    [
        ("attribution", '[nouns]\nreports = [["a"]]', "nouns.reports holds ['a'], which is neither"),
        (
            "attribution",
            "[grammar]\nreplace = true\ncarried = []",
            "lexicons/attribution.toml: according is missing",
        ),
        ("attribution", "[nouns]\nreplace = true\nreports = -1.5", "nouns.reports is '-1.5', not a list"),
        ("counts", '[categories.threatened]\nreplace = true\ndid = "yell"', "did is 'yell', not a list"),
        ("counts", "[grammar]\nhuman = [{a = 1}]", "grammar.human holds {'a': 1}"),
        ("dates", '[weekdays]\nmonday = [""]', "weekdays.monday holds ''"),
        ("dates", '[seasons]\nreplace = true\nspring = ["thaw"]', "lexicons/dates.toml: is not built as the shipped"),
        ("names", 'replace = true\npersons = ["he"]', "persons is \"['he']\", not a table"),
        ("numbers", "replace = true\nmodifiers_after = 2019-05-03", "modifiers_after is '2019-05-03', not a table"),
        ("private", "protects = [true]", "protects holds True, which is neither"),
        ("quotations", "[elisions]\nreplace = true\nwords = 3", "elisions.words is '3', not a list"),
        ("reactions", "[types.purple]\nverbs = 1.5", "types.purple.verbs is '1.5', not a table, a list"),
        ("segment", "[months]\nreplace = true\n6 = [1]", "lexicons/segment.toml: is not built as the shipped one"),
        ("sentences", "[abbreviations]\nreplace = true\ntitles = true", "abbreviations.titles is 'True', not a list"),
    ],
)
def test_rubbish_is_refused_in_a_sentence(name, text, sentence):
    with pytest.raises(ValueError) as told:
        read(name, text)
    assert sentence in str(told.value)
    assert str(told.value).startswith(f"lexicons/{name}.toml: ")


@pytest.mark.parametrize("name", sorted({*lexicons.read_lexicons()} - {"origins", "stances"}))
def test_shipped_words_are_read(name):
    read(name, "")
