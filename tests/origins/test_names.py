import pandas as pd
import pytest

from purgelib.origins.names import is_name, name_reader, own_part, root_kind

ACTORS = pd.DataFrame(
    {
        "name": ["Rechnaya Pravda", "Ada Marsh", "Miners Aid Network"],
        "type": ["media", "person", "ngo"],
        "aliases": ["", "Marsh", "Aid Network; MAN"],
    }
)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("the Aid Network", "Miners Aid Network"),
        ("Marsh, Ada", "Ada Marsh"),
        ("Речная правда", "Rechnaya Pravda"),
        ("Fisk, Bo", "Bo Fisk"),
        ("harbour post", "Harbour Post"),
        ("Сеть помощи", "Сеть помощи"),  # a name that is translated, not spelt otherwise, needs actors.csv
    ],
)
def test_one_who_is_written_otherwise_has_one_name(written, name):
    assert name_reader(ACTORS, ["Harbour Post"])(written) == name


@pytest.mark.parametrize(
    ("name", "evidence", "actor_type", "kind"),
    [
        ("unnamed", "a witness", "", "witness"),
        ("unnamed", "two activists", "", "own casework"),
        ("unnamed", "sources in the security services", "", "leak"),
        ("unnamed", "police officials", "", "official"),
        ("unnamed", "independent sources", "", "anonymous"),
        ("sources in the special services", "", "", "leak"),
        ("Miners Aid Network", "the Miners Aid Network", "ngo", "own casework"),
        ("Orrel", "the authorities in Orrel", "state", "official"),
        ("Ina Holt", "the mayor of Tarn, Ina Holt", "person", "official"),
        ("Harbour Post", "reports in the Harbour Post", "media", "unknown"),
        ("Harbour Post", "A witness told the police that he saw it all.", "media", "unknown"),
    ],
)
def test_a_root_has_a_kind(name, evidence, actor_type, kind):
    assert root_kind(name, evidence, actor_type) == kind


def test_a_private_person_is_a_witness():
    assert root_kind("witness 3", "", "person", private=True) == "witness"


def test_words_without_a_name_are_no_name():
    assert not is_name("his own sources") and not is_name("") and is_name("Miners Aid Network")


def test_of_a_joint_credit_each_has_its_part():
    credit = "witnesses from the Red Oar and papers that the Harbour Post has"
    assert own_part(credit, "Red Oar") == "witnesses from the Red Oar"
    assert own_part(credit, "Harbour Post") == "papers that the Harbour Post has"
