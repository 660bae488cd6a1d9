import pytest

from purgelib import lexicons


def test_a_corpus_adds_words_to_a_list():
    assert lexicons.joined({"a": ["x"]}, {"a": ["y", "x"]}, where=("sentences",)) == {"a": ["x", "y"]}


def test_a_corpus_puts_a_table_in_place_of_a_shipped_one():
    shipped = {"verbs": {"weak": ["hint"], "strong": ["state"]}}
    added = {"verbs": {"replace": True, "strong": ["declare"]}}
    assert lexicons.joined(shipped, added, where=("attribution",)) == {"verbs": {"strong": ["declare"]}}


def test_joining_changes_neither_side():
    shipped, added = {"a": {"b": ["x"]}}, {"a": {"b": ["y"]}}
    lexicons.joined(shipped, added, where=("sentences",))
    assert (shipped, added) == ({"a": {"b": ["x"]}}, {"a": {"b": ["y"]}})


def test_a_corpus_may_name_a_new_category():
    shipped = {"categories": {"killed": {"verbs": ["kill"]}}}
    added = {"categories": {"injured": {"verbs": ["injure"]}}}
    assert list(lexicons.joined(shipped, added, where=("counts",))["categories"]) == ["killed", "injured"]


@pytest.mark.parametrize(
    ("file", "text", "sentence"),
    [
        ("cuonts.toml", "", "lexicons/cuonts.toml: there is no such lexicon; did you mean counts?"),
        ("counts.toml", "a = [", "lexicons/counts.toml: is not TOML"),
        ("counts.toml", "categoreis = {}", "lexicons/counts.toml: categoreis is not known; did you mean categories?"),
        ("counts.toml", "categories = 3", "lexicons/counts.toml: categories is a int, not a dict"),
    ],
)
def test_says_what_is_wrong_with_a_lexicon(file, text, sentence):
    with pytest.raises(ValueError) as caught:
        lexicons.read_lexicons({file: text})
    assert str(caught.value).startswith(sentence)


def test_every_state_of_iso_3166_is_known():
    import pycountry

    actors = lexicons.read_actors()  # a territory without a state of its own is listed under another type
    known = {alias.strip(" ~").casefold() for row in actors for alias in (row["name"], *row["aliases"].split(";"))}
    lost = [country.name for country in pycountry.countries if not names_of(country) & known]
    assert lost == []


def names_of(country):
    common = getattr(country, "common_name", country.name)
    return {country.name.casefold(), common.casefold(), country.name.split(",")[0].casefold()}
