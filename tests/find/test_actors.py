"""One actor, one name over a corpus."""

import pytest

from purgelib.find import actors


def person(document, name, words=None):
    return (document, name, "person", words or name)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Tatiana Orlova", "Tatyana Orlova", True),
        ("Maxim Lapin", "Maksim Lapin", True),
        ("Dmitri Sokolov", "Dmitry Sokolov", True),
        ("Sergei Alexeyev", "Sergey Alekseev", True),
        ("Ekaterina Sokirina", "Yekaterina Sokiryna", True),
        ("Nikolai Shcherbin", "Nikolay Scherbin", True),
        ("Mohamed El Fassi", "Mohamed Fassi", True),
        ("David N. Kaye", "David Kaye", True),
        ("Agnès Duval", "Agnes Duval", True),
        ("Ana Paz", "Eva Paz", False),
        ("Ana Paz", "Ana Pazos", False),
        ("Kim Jong-un", "Kim Jong-il", False),
        ("Mikhail Orlov", "Mikhail Pavlov", False),
    ],
)
def test_spellings_of_one_name(one, other, same):
    assert actors.same_person(one, other) is same
    assert actors.same_person(other, one) is same


def test_a_lone_surname_is_the_only_one_who_has_it():
    links = actors.link_actors([person("a", "Ada Obi"), person("b", "Obi"), person("b", "Okoro")])
    assert links == {("a", "Ada Obi"): "Ada Obi", ("b", "Obi"): "Ada Obi", ("b", "Okoro"): "Okoro"}


def test_a_lone_surname_that_two_have_stays_alone():
    links = actors.link_actors([person("a", "Ada Obi"), person("a", "Ben Obi"), person("b", "Obi")])
    assert links["b", "Obi"] == "Obi"


def test_organisations_that_only_look_alike_stay_apart():
    rows = [("a", "Human Rights Watch", "ngo", "HRW"), ("a", "Human Rights Campaign", "ngo", "HRC")]
    assert len(set(actors.link_actors(rows).values())) == 2


def test_an_acronym_stands_for_what_another_document_calls_so():
    rows = [("a", "Open Bar Union", "ngo", "OBU"), ("b", "OBU", "other", "OBU")]
    assert actors.link_actors(rows)["b", "OBU"] == "Open Bar Union"


def test_a_name_without_its_demonym():
    rows = [
        ("a", "Kenyan Bar Union", "ngo", "Kenyan Bar Union"),
        ("b", "Bar Union", "ngo", "Bar Union"),
        ("b", "Kenya", "state", "Kenyan police"),
    ]
    assert actors.link_actors(rows)["b", "Bar Union"] == "Kenyan Bar Union"


def test_what_people_decided_goes_first():
    rows = [person("a", "Tatiana Orlova"), person("b", "Tatyana Orlova"), ("b", "OBU", "ngo", "OBU")]
    authority = [
        {"actor": "Tatiana Orlova", "not_same_as": "Tatyana Orlova"},
        {"actor": "Open Bar Union", "aliases": "OBU; the Bar"},
    ]
    links = actors.link_actors(rows, authority)
    assert links["a", "Tatiana Orlova"] != links["b", "Tatyana Orlova"]
    assert links["b", "OBU"] == "Open Bar Union"


def test_suggestions_are_never_of_what_was_decided():
    rows = [person("a", "Ifeoma Eze"), person("b", "Ifoma Eze")]
    assert [(s.actor, s.other, s.documents) for s in actors.suggest_aliases(rows)] == [
        ("Ifeoma Eze", "Ifoma Eze", ("b",))
    ]
    assert actors.link_actors(rows)["b", "Ifoma Eze"] == "Ifoma Eze"
    assert actors.suggest_aliases(rows, [{"actor": "Ifeoma Eze", "not_same_as": "Ifoma Eze"}]) == []


def test_a_lone_surname_goes_to_who_has_just_this_surname():
    links = actors.link_actors(
        [person("a", "Tunde Alli"), person("a", "Hana Ali"), person("b", "Alli"), person("b", "Ali")]
    )
    assert links["b", "Alli"] == "Tunde Alli"
    assert links["b", "Ali"] == "Hana Ali"


def test_a_corpus_may_name_its_own_generic_words():
    words = actors.read_words({"links": {"generic": ["Lantern"]}})
    rows = [("a", "Red Lantern", "ngo", "Lantern"), ("b", "Lantern", "ngo", "Lantern")]
    assert actors.link_actors(rows)["b", "Lantern"] == "Red Lantern"
    assert actors.link_actors(rows, (), words)["b", "Lantern"] == "Lantern"
