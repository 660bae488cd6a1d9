"""Agreement of two codings, against worked examples that were published."""

import math

import pytest

from purgelib import agreement

# Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability": examples A to D, four observers and twelve units.
FOUR = ("1 2 3 3 2 1 4 1 2 * * *", "1 2 3 3 2 2 4 1 2 5 * 3", "* 3 3 3 2 3 4 2 2 5 1 *", "1 2 3 3 2 4 4 1 2 5 1 *")
MANY = [[float(value) for value in unit if value != "*"] for unit in zip(*map(str.split, FOUR), strict=True)]
BINARY = list(zip("0100000010", "1110010000", strict=True))
NOMINAL = list(zip("aabbdcccedda", "babbbcccEDDD".lower(), strict=True))


@pytest.mark.parametrize(
    ("units", "level", "alpha"),
    [
        (BINARY, "nominal", 0.095),
        (NOMINAL, "nominal", 0.692),
        (MANY, "nominal", 0.743),
        (MANY, "ordinal", 0.815),
        (MANY, "interval", 0.849),
    ],
)
def test_alpha_is_that_of_krippendorffs_examples(units, level, alpha):
    found, _ = agreement.alpha_of(units, level=level, resamples=50)
    assert found.value == pytest.approx(alpha, abs=0.0005)
    assert found.low <= found.value <= found.high


def pairs(cells):
    return [pair for pair, times in cells.items() for _ in range(times)]


def test_kappa_is_that_of_cohens_example():
    table = ((88, 14, 18), (10, 40, 10), (2, 6, 12))  # Cohen (1960): 200 units, agreement 0.70, by chance 0.41
    found = agreement.kappa_of(pairs({(i, j): n for i, row in enumerate(table) for j, n in enumerate(row)}))
    assert found.value == pytest.approx(0.29 / 0.59)


def test_kappa_has_the_published_interval():
    # The worked example of `ci.kappa` in the R package statpsych: 0.676, 0.532 to 0.820.
    found = agreement.kappa_of(pairs({("0", "0"): 31, ("0", "1"): 12, ("1", "0"): 4, ("1", "1"): 58}))
    assert tuple(found) == pytest.approx((0.6756757, 0.5317210, 0.8196303), abs=1e-6)


def sheet(**columns):
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def figures(found, **wanted):
    rows = found.figures.to_dict("records")
    return next(row for row in rows if all(row[key] == value for key, value in wanted.items()))


def test_cells_are_compared_as_people_mean_them():
    one = sheet(unit="1234", low=["12", "3", "", "40"], source=["Red Cross", "A; B", "", "'=x"])
    other = sheet(unit="1234", low=["12.0", " 3", "", "41"], source=["red  cross ", "b;A", "", "=x"])
    found = agreement.compared(one, other, resamples=20)
    assert figures(found, column="source")["agree"] == 1
    assert figures(found, column="low", level="nominal")["agree"] == pytest.approx(2 / 3)
    assert found.units == 3
    assert found.uncoded == ((("3",),), (("3",),))


def test_units_of_one_coder_alone_are_told():
    one, other = sheet(unit="123", category="abb"), sheet(unit="234", category="bba")
    found = agreement.compared(one, other, resamples=20)
    assert (found.units, found.only) == (2, ((("1",),), (("4",),)))
    lines = agreement.in_lines(found, ("ann.csv", "bo.csv"))
    assert lines[:3] == ["2 units coded by both", "only in ann.csv: 1 (1)", "only in bo.csv: 1 (4)"]


def test_of_no_count_there_are_no_bounds_to_agree_on():
    one = sheet(unit="1234", category=["killed", "none", "killed", "detained"], low=["3", "", "5", "7"])
    other = sheet(unit="1234", category=["killed", "killed", "killed", "detained"], low=["3", "4", "5", "8"])
    found = agreement.compared(one, other, resamples=20)
    assert figures(found, column="category")["units"] == 4
    low = figures(found, column="low", level="nominal")
    assert (low["units"], low["note"].split(";")[0]) == (3, "without 1 of which one says none")


def test_numbers_and_dates_are_measured_too():
    one = sheet(unit="1234", low=["1", "2", "3", ""], when=["2017-04", "2017-05-01", "2018", "2019"])
    other = sheet(unit="1234", low=["1", "2", "4", "5"], when=["2017-04", "2017-05-02", "2018", "2019"])
    found = agreement.compared(one, other, resamples=20)
    levels = [(row["column"], row["level"], row["units"]) for row in found.figures.to_dict("records")]
    assert levels == [
        *(("low", "nominal", 4), ("low", "ordinal", 3), ("low", "interval", 3)),
        *(("when", level, 4) for level in ("nominal", "ordinal", "interval")),
    ]
    days, names = (figures(found, column="when", level=level)["alpha"] for level in ("interval", "nominal"))
    assert days > 0.999 > 0.9 > names


def test_where_all_say_the_same_nothing_is_defined():
    found = agreement.compared(sheet(unit="12", hedge="00"), sheet(unit="12", hedge="00"), resamples=20)
    (row,) = found.figures.to_dict("records")
    assert row["agree"] == 1
    assert math.isnan(row["kappa"]) and math.isnan(row["alpha"])
    assert row["note"] == "both only say '0': undefined"


def test_the_same_seed_gives_the_same_intervals_whatever_else_is_compared():
    one = sheet(unit=list("abcdefgh"), x="11212122", y="12121212")
    other = sheet(unit=list("abcdefgh"), x="11212221", y="12121122")
    both, alone = (agreement.compared(one, other, columns=columns, resamples=50) for columns in (("x", "y"), ("y",)))
    assert figures(both, column="y") == figures(alone, column="y")


@pytest.mark.parametrize(
    ("one", "other", "options", "sentence"),
    [
        (sheet(a="1"), sheet(b="1"), {}, "no column in common"),
        (sheet(a="1", b="2"), sheet(a="1", b="2"), {}, "no column tells units apart; name some of a, b with --by"),
        (sheet(unit="1"), sheet(unit="1"), {}, "there is no column to compare"),
        (sheet(unit="11", x="12"), sheet(unit="1", x="1"), {}, "row 3: unit 1 stands there twice"),
        (sheet(unit="1", low="1"), sheet(unit="1", low="1"), {"columns": ["lwo"]}, "did you mean low?"),
        ([], [], {}, "no column in common, or no rows"),
    ],
)
def test_what_cannot_be_compared_is_refused(one, other, options, sentence):
    with pytest.raises(ValueError) as caught:
        agreement.compared(one, other, **options)
    assert sentence in str(caught.value)
