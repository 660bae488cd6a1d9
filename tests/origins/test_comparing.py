import pandas as pd
import pytest

from purgelib import origins, schemas
from purgelib.days import read_days
from purgelib.origins.bounds import anchor, same_number

EMPTY = {key: 0 if schemas.is_number(one) else "" for key, one in schemas.columns("counts").items()}


def count(text, low, high, modifier="exact", **said):
    """A row of counts with wave and people, as compare takes it."""
    when = read_days(said.get("when", ""))
    row = EMPTY | {"text": text, "low": low, "high": high, "modifier": modifier, "category": "killed"}
    row |= {"unit": "persons", "wave": "2021-05", "head": "", "site": said.get("place", ""), "scene": "", "subset": ""}
    row |= {"first_day": when.first, "last_day": when.last, "count": f"d:{text}"} | said
    row["anchor"] = anchor(pd.Series(row))
    return next(pd.DataFrame([row]).itertuples())


TWELVE = count("12", 12, 12, when="2021-05-03")
CASES = [
    (TWELVE, count("12", 12, 12), "compatible", "“12” and “12” set the same bounds"),
    (TWELVE, count("at least 10", 10, None, "at_least"), "narrower", "“12” lies within the bounds of “at least 10”"),
    (
        count("at least 10", 10, None, "at_least"),
        count("up to 20", None, 20, "up_to"),
        "compatible",
        "the bounds of “at least 10” and “up to 20” overlap",
    ),
    (
        count("103", 103, 103),
        count("about 100", 100, 100, "about"),
        "compatible",
        "“103” and “about 100” may be one number, rounded",
    ),
    (
        TWELVE,
        count("21", 21, 21, when="2021-05-07"),
        "later",
        "“21” is of 2021-05-07, after “12” of 2021-05-03: the number may have grown",
    ),
    (
        count("12", 12, 12, when="2021-05-07", source="Ina Holt"),
        count("21", 21, 21, when="2021-05-03", source="Ina Holt"),
        "later",
        "Ina Holt later says “12” (2021-05-07): a correction downwards",
    ),
    (
        count("2", 2, 2),
        count("10 to 20", 10, 20, "range"),
        "conflict",
        "“2” allows at most 2, “10 to 20” at least 10",
    ),
    (
        count("40", 40, 40, wave="2019-01"),
        count("100", 100, 100, wave="2017-03"),
        "another wave",
        "“40” is of 2019-01, “100” of 2017-03",
    ),
    (
        count("27", 27, 27, whole="100"),
        count("100", 100, 100),
        "part",
        "“27” is a share of 100, not a number beside “100”",
    ),
    (
        count("5", 5, 5, place="Tarn"),
        count("100", 100, 100, place="Orrel"),
        "elsewhere",
        "“5” and “100”: one is said of Tarn, the other of Orrel",
    ),
    (
        count("5", 5, 5, head="activist", population="activists"),
        count("100", 100, 100, head="docker", population="dockers"),
        "not comparable",
        "“5” and “100”: they count other people: activists and dockers",
    ),
    (
        count("30", 30, 30, scene="in one room"),
        count("100", 100, 100),
        "not comparable",
        "“30” and “100”: one is said of a single scene (“in one room”)",
    ),
    (
        count("3", 3, 3, event_date="2021-05-03"),
        count("21", 21, 21, event_date="2021-04/2021-05", when="2021-04/2021-05"),
        "not comparable",
        "“3” is of one incident (2021-05-03), “21” of a longer time",
    ),
    (
        count("some", None, None, "vague"),
        TWELVE,
        "not comparable",
        "“some” sets no bound",
    ),
    (
        count("3", 3, 3, category="detained"),
        TWELVE,
        "not comparable",
        "detained persons and killed persons are not the same thing",
    ),
]


@pytest.mark.parametrize(("one", "other", "relation", "reason"), CASES)
def test_two_counts_stand_to_each_other_by_bounds_dates_and_people(one, other, relation, reason):
    assert origins.compare(one, other) == (relation, reason)


@pytest.mark.parametrize(("one", "other", "relation", "_"), CASES)
def test_the_order_of_two_counts_does_not_matter(one, other, relation, _):
    assert origins.compare(other, one).relation == relation


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (count("about 40", 40, 40, "about"), count("42", 42, 42), True),
        (count("over 100", 101, None, "more_than"), count("100", 100, 100), True),
        (count("14", 14, 14), count("15", 15, 15), False),
        (count("dozens", 24, None, "vague"), count("dozens", 24, None, "vague"), True),
        (count("dozens", 24, None, "vague"), count("at least 24", 24, None, "at_least"), False),
        (count("30 to 40", 30, 40, "range"), count("40", 40, 40), False),
        (count("100", 100, 100), count("140", 140, 140), False),
        (count("some", None, None, "vague"), count("many", None, None, "vague"), False),
    ],
)
def test_numbers_may_be_one_where_one_rounds_the_other(one, other, same):
    assert same_number(one, other) is same
    assert same_number(other, one) is same


def test_families_and_persons_have_no_sum():
    rows = [
        count("3", 3, 3, event_date="2021-05-03", place="Tarn"),
        count("2", 2, 2, event_date="2021-05-09", place="Orrel", unit="families"),
    ]
    with pytest.raises(ValueError, match="persons and families have no sum"):
        origins.total(pd.DataFrame(rows))


def test_a_share_is_not_summed_with_its_whole():
    with pytest.raises(ValueError, match="“27” is a share of 100; summed with it, persons count twice"):
        origins.total(pd.DataFrame([count("27", 27, 27, whole="100")]))
