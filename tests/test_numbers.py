import pandas as pd
import pytest

from purgelib import numbers


@pytest.fixture
def reported(flood):
    return numbers.reported_numbers(flood["counts"], flood["documents"], flood["sentences"])


def rows(table, *columns):
    return [tuple(row) for row in table[list(columns)].itertuples(index=False)]


def filtered(flood, **how):
    return numbers.reported_numbers(flood["counts"], flood["documents"], flood["sentences"], **how)


def test_says_who_says_each_number_and_within_which_bounds(reported):
    assert rows(reported, "category", "says", "own_words", "bounds") == [
        ("killed", "Ina Holt", 0, "at least 12"),
        ("killed", "unnamed source", 0, "up to 40"),
        ("killed", "Ina Holt", 0, "15"),
        ("killed", "Relief Monthly", 1, "vague: read as at least 24"),
        ("killed", "Ina Holt", 0, "at least 12"),
        ("killed", "Ina Holt", 0, "at least 12"),
        ("evacuated", "The Harbour Post", 1, "more than 300"),
        ("evacuated", "Red Oar", 0, "about 320"),
        ("evacuated", "Red Oar; Ina Holt", 0, "300 to 350"),
        ("evacuated", "Relief Monthly", 1, "no bound"),
    ]


def test_a_number_holds_as_of_its_own_date_or_else_its_documents(reported):
    assert rows(reported.query("category == 'killed'"), "first_day", "last_day", "days_from") == [
        ("2021-06-02", "2021-06-02", "stated"),
        ("2021-06-03", "2021-06-03", "document"),
        ("2021-06-05", "2021-06-05", "stated"),
        ("2021-07-01", "2021-07-31", "document"),
        ("2021-06-02", "2021-06-02", "stated"),
        ("2021-06-02", "2021-06-02", "stated"),
    ]


def test_no_number_holds_beyond_the_day_on_which_it_was_published(tables_of):
    tables = tables_of(
        documents=[("a.txt", 1, "T", "O", "", "2021-06-03")],
        counts=[(0, "[Nine] were held this month.", "detained", 9, 9, "exact", "", "2021-06", 0)],
    )
    assert rows(filtered(tables), "first_day", "last_day") == [("2021-06-01", "2021-06-03")]


def test_each_row_leads_back_to_its_characters(reported, flood):
    first = reported.iloc[0]
    sentence = flood["sentences"].iloc[0]
    assert sentence["text"][first["start"] - sentence["start"] : first["end"] - sentence["start"]] == first["text"]
    assert first["sentence"] == "The mayor said at least 12 people had drowned."
    assert first["file"] == "flood.txt"


@pytest.mark.parametrize(
    ("how", "texts"),
    [
        ({"categories": "evacuated", "sources": "Red Oar"}, ["About 320", "Between 300 and 350"]),
        ({"categories": ["evacuated"], "sources": ["Ina Holt"]}, ["Between 300 and 350"]),
        ({"date_to": "2021-06-02"}, ["at least 12", "at least 12", "at least 12", "Between 300 and 350"]),
        ({"date_from": "2021-07"}, ["Dozens", "An unknown number of"]),
    ],
)
def test_keeps_what_is_asked_for(flood, how, texts):
    assert list(filtered(flood, **how)["text"]) == texts


def test_leaves_out_reference_lists_where_asked(flood):
    flood["counts"].loc[0, "in_reference"] = 1
    assert len(filtered(flood, references=False)) == len(flood["counts"]) - 1


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ({"categories": "drowned"}, "category 'drowned' is not in the tables; there are admitted, aided,"),
        ({"sources": "Ina Holz"}, "source 'Ina Holz' is not in the tables; there are Ina Holt, Red Oar, unnamed"),
        ({"date_from": "last week"}, "date_from: 'last week' is no date; write 2017-04-13, 2017-04 or 2017"),
    ],
)
def test_refuses_what_the_tables_do_not_know(flood, how, sentence):
    with pytest.raises(ValueError, match=sentence):
        filtered(flood, **how)


def test_tells_growth_from_repetition(reported):
    over_time = numbers.numbers_over_time(reported)
    assert rows(over_time.query("category == 'killed'"), "text", "last_day", "change", "highest") == [
        ("at least 12", "2021-06-02", "first", 12),
        ("at least 12", "2021-06-02", "repeated", 12),
        ("at least 12", "2021-06-02", "repeated", 12),
        ("up to 40", "2021-06-03", "other", 12),
        ("15", "2021-06-05", "higher", 15),
        ("Dozens", "2021-07-31", "higher", 24),
    ]


def test_without_a_bound_nothing_is_repeated(tables_of):
    tables = tables_of(
        documents=[("a.txt", 1, "T", "O", "", "2021-06-03")],
        counts=[(0, "[Some] were held.", "detained", None, None, "vague", "", "", 0)] * 2,
    )
    over_time = numbers.numbers_over_time(filtered(tables))
    assert list(over_time["change"]) == ["first", "other"]
    assert over_time["highest"].isna().all()


def test_counts_reports_by_category(reported):
    assert numbers.numbers_by_category(reported).to_dict("records") == [
        {
            "category": "killed",
            "reports": 6,
            "documents": 3,
            "speakers": 3,
            "without_upper_bound": 4,
            "hedged_or_vague": 2,
            "highest_lower_bound": 24,
        },
        {
            "category": "evacuated",
            "reports": 4,
            "documents": 3,
            "speakers": 4,
            "without_upper_bound": 2,
            "hedged_or_vague": 1,
            "highest_lower_bound": 320,
        },
    ]


def test_counts_changes_by_category(reported):
    changes = numbers.changes_by_category(numbers.numbers_over_time(reported))
    assert rows(changes, "category", "first", "higher", "repeated", "other") == [
        ("killed", 1, 2, 2, 1),
        ("evacuated", 1, 1, 0, 2),
    ]


def test_prose_takes_its_numbers_from_the_table(reported):
    assert numbers.in_prose(reported) == (
        "The texts report a number of people 10 times, in 3 documents and on the word of 6 speakers. Of these, 6 have"
        " no upper bound and 3 are hedged or vague. Reports repeat each other: they may not be added up."
    )


def test_a_corpus_without_any_number_is_no_error(tables_of):
    tables = tables_of(counts=[])
    reported = filtered(tables, categories="killed", date_from="2021")
    over_time = numbers.numbers_over_time(reported)
    assert reported.empty and over_time.empty
    assert numbers.numbers_by_category(reported).empty
    assert numbers.changes_by_category(over_time).empty
    assert numbers.in_prose(reported) == "The texts report no number of people under these parameters."


@pytest.mark.parametrize(
    ("low", "high", "modifier", "words"),
    [
        (3, 3, "exact", "3"),
        (None, 1200, "up_to", "up to 1,200"),
        (None, 99, "fewer_than", "fewer than 100"),
        (None, 5, "vague", "vague: read as at most 5"),
        (pd.NA, pd.NA, "vague", "no bound"),
    ],
)
def test_says_bounds_in_words(low, high, modifier, words):
    assert numbers.in_words(low, high, modifier) == words
