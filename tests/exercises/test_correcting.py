import pytest

from purgelib import exercises
from purgelib.exercises import checks, correcting

TEXT = """River takes the lower town

At least 12 people were killed, said Ina Holt, the mayor of Tarn. Forty residents were evacuated by boat.
"""
LINE = {"who": "Ann", "when": "2024-05-02", "why": "She says so herself there."}


@pytest.fixture
def flood(tmp_path):
    (tmp_path / "flood.txt").write_text(TEXT)
    return str(tmp_path)


@pytest.fixture
def killed(flood):
    """The id of the count of those killed."""
    counts = exercises.tables(flood).counts
    return counts.loc[counts["category"].eq("killed"), "count"].item()


def line(row, column="low", value=13, **said):
    return correcting.correction(row, column, value, **LINE | said)


def test_a_correction_is_made_in_the_tables_and_nowhere_else(flood, killed, tmp_path):
    counts = correcting.corrected(line(killed), flood).counts.set_index("count")
    assert counts.loc[killed, ["low", "modifier", "corrected"]].tolist() == [13, "at_least", "low: Ann, 2024-05-02"]
    assert exercises.tables(flood).counts.set_index("count").loc[killed, "low"] == 12
    assert [path.name for path in tmp_path.iterdir()] == ["flood.txt"]
    assert counts.drop(killed)["corrected"].tolist() == [""]


def test_what_people_had_put_right_before_is_kept(flood, killed, tmp_path):
    earlier = f"row,column,value,who,when,why\n{killed},place,Tarn,Bo,2024-01,it is the town\n"
    (tmp_path / "corrections.csv").write_text(earlier)
    counts = correcting.corrected(line(killed), flood).counts.set_index("count")
    assert counts.loc[killed, ["low", "place"]].tolist() == [13, "Tarn"]
    assert (tmp_path / "corrections.csv").read_text() == earlier


def test_the_row_is_shown_before_and_after(flood, killed):
    shown = correcting.before_and_after(line(killed), flood)
    assert shown.values.tolist() == [["low", "12", "13"], ["corrected", "", "low: Ann, 2024-05-02"]]
    assert correcting.before_and_after(..., flood).empty


def test_a_right_line_passes_and_an_open_end_is_a_value(flood, killed):
    correcting.check_effect(line(killed), flood)
    correcting.check_effect(line(killed, "low", None), flood)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"row": "flood:1:1:killed"}, "The row should be an id from the column `count` of found.counts; it is none."),
        ({"column": "text"}, "This column is not corrected by hand; those that are: category, low, high, modifier"),
        ({"value": "twelve"}, "As it stands, the value 'twelve' of low is no whole number from 0 upwards."),
        ({"value": 12}, "The software says the same already; a correction changes something."),
        ({"column": "high", "value": None}, "The software says the same already; a correction changes something."),
        ({"who": " "}, "A correction needs your name, or the sign that your class uses for you."),
        ({"when": "yesterday"}, "The day of the correction should be a date such as 2024-05-02."),
        ({"why": "It is wrong"}, "The reason should have 4 words or more, so that others can check it."),
    ],
)
def test_a_check_says_what_a_line_lacks(flood, killed, said, sentence):
    wrong = line(**{"row": killed} | said)
    for check in (correcting.check_form, correcting.check_effect):
        with pytest.raises(AssertionError) as refused:
            check(wrong, flood)
        assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize("strange", [[], {}, {"row": 1}, "flood:1:1:killed", 3])
def test_what_is_no_line_is_told_so(flood, strange):
    with pytest.raises(AssertionError, match="The answer should be one correction, as `correction"):
        correcting.check_form(strange, flood)
    with pytest.raises(AssertionError, match=checks.EMPTY[:24]):
        correcting.check_form(..., flood)


def test_bounds_in_the_wrong_order_are_refused_with_a_sentence(flood, killed):
    with pytest.raises(AssertionError, match="The correction is refused: "):
        correcting.check_effect(line(killed, "high", 3), flood)
