import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from purgelib import masking, schemas

SHOWN = {"Lena": "witness 1", "Lena Ivask": "witness 1"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Lena Ivask fled; Lena's brother stayed.", "witness 1 fled; witness 1's brother stayed."),
        ("Helena stayed, and Lenas are many.", "Helena stayed, and Lenas are many."),
        ("Call 8 800 123 45 67 for free.", "Call [phone number] for free."),
        ("Call +32 2 123 45 67.", "Call [phone number]."),
        ("Call (020) 7946 0018 22 now", "Call [phone number] now"),
        ("Call +447946001822 now", "Call [phone number] now"),
        ("Write to help.desk@relief.example, please", "Write to [mail address], please"),
        (
            "Between 1 200 and 1 300 people, 12 of 40, in 2017-04-13",
            "Between 1 200 and 1 300 people, 12 of 40, in 2017-04-13",
        ),
        ("1 200 000 people", "1 200 000 people"),
        ("Doe, J. (2017-07-06). ISSN 0362-4331", "Doe, J. (2017-07-06). ISSN 0362-4331"),
        ("130000 people in 2017-2018, 13.04.2017", "130000 people in 2017-2018, 13.04.2017"),
    ],
)
def test_masks_names_phone_numbers_and_addresses(text, shown):
    assert masking.mask(text, SHOWN) == shown


@given(st.text(max_size=200))
def test_masking_raises_nothing(text):
    assert "Lena " not in masking.mask(text + " Lena ", SHOWN)


def actor(name, public, aliases="", type_="person"):
    numbers = {"mentions": 1, "documents": 1, "public": public}
    return (
        dict.fromkeys(schemas.columns("actors"), "")
        | numbers
        | {
            "id": name.casefold().replace(" ", "-"),
            "name": name,
            "type": type_,
            "aliases": aliases,
        }
    )


def reaction(who, text):
    row = dict.fromkeys(schemas.columns("reactions"), "") | {
        "file": "a.txt",
        "start": 0,
        "end": len(text),
        "text": text,
    }
    numbers = {"quote": 0, "cue_start": 0, "cue_end": 1}
    return row | numbers | {"actor": who, "type": "deny", "reaction": f"a:1:0:deny:{who.casefold().replace(' ', '-')}"}


def test_a_private_name_stands_nowhere_in_masked_tables():
    tables = {name: schemas.table(name) for name in schemas.TABLES} | {
        "actors": schemas.table("actors", [actor("Lena Ivask", 0, "Lena; Ivask"), actor("Red Cross", 1)]),
        "reactions": schemas.table("reactions", [reaction("Lena Ivask", "Lena, or Ivask, said no.")]),
    }
    before = {name: table.copy() for name, table in tables.items()}
    shown = masking.masked(tables)
    everything = " ".join(table.to_csv() for table in shown.values()).casefold()
    assert "lena" not in everything
    assert "ivask" not in everything
    assert list(shown["actors"]["name"]) == ["witness 1", "Red Cross"]
    for name, table in tables.items():
        pd.testing.assert_frame_equal(table, before[name])


def test_what_is_named_as_a_witness_is_also_called_stays_apart_from_the_witness():
    people = [actor("Ana Jordan", 0, "Jordan; Ana"), actor("Ana", 1), actor("Jordan", 1, type_="state")]
    said = [
        reaction("Jordan", "Jordan said no."),
        reaction("Ana", "Ana said no."),
        reaction("Ana Jordan", "Jordan did."),
    ]
    tables = {name: schemas.table(name) for name in schemas.TABLES} | {
        "actors": schemas.table("actors", people),
        "reactions": schemas.table("reactions", said),
    }
    shown = masking.masked(tables)
    assert list(shown["actors"]["name"]) == ["witness 2", "witness 1", "Jordan"]
    assert list(shown["actors"]["id"]) == ["witness-2", "witness-1", "jordan"]
    assert list(shown["reactions"]["actor"]) == ["Jordan", "witness 1", "witness 2"]
    assert list(shown["reactions"]["reaction"].str.rpartition(":")[2]) == ["jordan", "witness-1", "witness-2"]
    assert list(shown["reactions"]["text"]) == ["witness 2 said no.", "witness 1 said no.", "witness 2 did."]
