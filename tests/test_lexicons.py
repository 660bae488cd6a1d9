import re

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
        ("origins.toml", "[agencies]\nreplace = true", "lexicons/origins.toml: agencies.names is missing; what takes"),
        (
            "origins.toml",
            "[agencies]\nnames = [3]",
            "lexicons/origins.toml: agencies.names is no list of words in quotes",
        ),
        ("origins.toml", '[posts]\nany = [""]', "lexicons/origins.toml: posts.any is no list of words in quotes"),
        ("origins.toml", '[letters]\nab = "a"', "lexicons/origins.toml: letters.ab is no single letter"),
        ("origins.toml", "[letters]\nq = 3", "lexicons/origins.toml: letters.q is no word in quotes"),
        ("stances.toml", "replace = true\ndoubts = []", "lexicons/stances.toml: types is missing; what takes"),
    ],
)
def test_says_what_is_wrong_with_a_lexicon(file, text, sentence):
    with pytest.raises(ValueError) as caught:
        lexicons.read_lexicons({file: text})
    assert str(caught.value).startswith(sentence)


# Entries of ISO 3166 that are no states of their own and seldom act in the news.
TERRITORIES = """Aruba; Anguilla; Åland Islands; American Samoa; Antarctica; French Southern Territories;
Bonaire, Sint Eustatius and Saba; Saint Barthélemy; Bermuda; Bouvet Island; Cocos (Keeling) Islands; Cook Islands;
Curaçao; Christmas Island; Cayman Islands; Falkland Islands (Malvinas); Guernsey; Gibraltar; Guadeloupe; French Guiana;
Guam; Heard Island and McDonald Islands; Isle of Man; British Indian Ocean Territory; Jersey;
Saint Martin (French part);
Northern Mariana Islands; Montserrat; Martinique; Mayotte; New Caledonia; Norfolk Island; Niue; Pitcairn;
French Polynesia; Réunion; South Georgia and the South Sandwich Islands; Saint Helena, Ascension and Tristan da Cunha;
Svalbard and Jan Mayen; Saint Pierre and Miquelon; Sint Maarten (Dutch part); Turks and Caicos Islands; Tokelau;
United States Minor Outlying Islands; Virgin Islands, British; Virgin Islands, U.S.; Wallis and Futuna"""


def test_every_state_of_iso_3166_is_known():
    import pycountry

    territories = {" ".join(name.split()) for name in TERRITORIES.split(";")}
    states = [row for row in lexicons.read_actors() if row["type"] == "state"]
    known = {alias.casefold() for row in states for alias in (row["name"], *row["aliases"].split(";")) if alias}
    lost = [one.name for one in pycountry.countries if one.name not in territories and not names_of(one) & known]
    assert lost == []


def names_of(country):
    common = getattr(country, "common_name", country.name)
    return {re.sub(r" \(.*\)", "", name).casefold() for name in (country.name, common, country.name.split(",")[0])}
