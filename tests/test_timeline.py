import pandas as pd
import pytest

from purgelib import timeline

COLUMNS = ["reaction", "actor", "type", "date", "document", "cue"]


def draw(*rows: tuple[str, ...]) -> pd.DataFrame:
    """Reactions as the table of that name has them."""
    table = pd.DataFrame(rows, columns=COLUMNS)
    basis = table["date"].ne("").map({True: "stated", False: ""})
    return table.assign(date_basis=basis, target="", quote=0, text="told in " + table["document"])


def test_one_act_told_twice_keeps_both_witnesses():
    acts = timeline.merged_reactions(
        draw(
            ("a", "Ghana", "condemn", "2021-09", "d1", "condemned"),
            ("b", "Ghana", "condemn", "2021-09-03", "d2", "condemned"),
            ("c", "Ghana", "condemn", "", "d2", "condemned"),
        )
    )
    assert acts[["act", "date", "witnesses", "documents", "reactions", "text"]].values.tolist() == [
        ["Ghana:condemn:2021-09-03", "2021-09-03", 3, 2, "b; a; c", "told in d2"]
    ]


def test_acts_of_two_days_stay_apart_and_what_is_undated_joins_neither():
    acts = timeline.merged_reactions(
        draw(
            ("a", "Ghana", "deny", "2021-09-03", "d1", "denied"),
            ("b", "Ghana", "deny", "2021-10-04", "d1", "denied"),
            ("c", "Ghana", "deny", "", "d2", "denied"),
        )
    )
    assert acts["reactions"].tolist() == ["a", "b", "c"]
    assert acts["first_day"].isna().tolist() == [False, False, True]


def test_other_actors_and_types_are_other_acts():
    acts = timeline.merged_reactions(
        draw(
            ("a", "Ghana", "condemn", "2021-09-03", "d1", "condemned"),
            ("b", "Togo", "condemn", "2021-09-03", "d1", "condemned"),
            ("c", "Ghana", "demand", "2021-09-03", "d1", "urged"),
        )
    )
    assert len(acts) == 3


def test_no_reactions_make_no_acts():
    empty = timeline.merged_reactions(draw())
    assert empty.empty
    assert list(empty.columns) == list(timeline.ACTS)


def test_weeks_begin_on_monday_and_leave_out_what_is_imprecise():
    acts = timeline.merged_reactions(
        draw(
            ("a", "Ghana", "condemn", "2021-09-05", "d1", "condemned"),
            ("b", "Togo", "condemn", "2021-09-06", "d1", "condemned"),
            ("c", "Benin", "condemn", "2021-09-08", "d1", "condemned"),
            ("d", "Mali", "condemn", "2021-09", "d1", "condemned"),
        )
    )
    weeks = timeline.reactions_by_week(acts)
    assert weeks.assign(week=weeks["week"].dt.strftime("%Y-%m-%d")).values.tolist() == [
        ["2021-08-30", "condemn", 1, "Ghana"],
        ["2021-09-06", "condemn", 2, "Togo; Benin"],
    ]


def test_delays_count_from_the_first_report_and_keep_the_doubt_of_the_date():
    acts = timeline.merged_reactions(
        draw(
            ("r", "Daily Post", "report", "2021-09-01", "d1", "reported"),
            ("a", "Ghana", "condemn", "2021-09-03", "d1", "condemned"),
            ("b", "Togo", "deny", "2021-09", "d1", "denied"),
            ("c", "Mali", "deny", "2020-01-01", "d1", "denied"),
            ("d", "Benin", "deny", "", "d1", "denied"),
        )
    )
    first = timeline.first_report(acts)
    assert timeline.delays(acts, first)[["actor", "days_low", "days_high"]].values.tolist() == [
        ["Ghana", 2, 2],
        ["Togo", 0, 29],
    ]
    later = timeline.first_report(acts, since="2021-09-02")
    assert timeline.delays(acts, later)["days_low"].tolist() == [1, 0]


def test_words_of_a_corpus_tell_stances():
    acts = timeline.merged_reactions(draw(("a", "Ghana", "deny", "2021-09-01", "d1", "would not swear to")))
    own = {"stances.toml": 'doubts = ["not swear"]\n'}
    assert timeline.stances(acts)["stance"].tolist() == ["denies"]
    assert timeline.stances(acts, lexicons=own)["stance"].tolist() == ["doubts"]


def test_stances_follow_each_actor_through_time():
    acts = timeline.merged_reactions(
        draw(
            ("a", "Ghana", "decline", "2021-09-01", "d1", "remained silent"),
            ("b", "Ghana", "decline", "2021-09-03", "d1", "could not confirm"),
            ("c", "Ghana", "deny", "2021-09-05", "d1", "denied"),
            ("d", "Ghana", "deny", "2021-09-07", "d1", "dismissed"),
            ("e", "Ghana", "aid", "2021-09-08", "d1", "sent"),
            ("f", "Togo", "condemn", "", "d1", "questioned the sanity of"),  # takes the events for facts all the same
            ("g", "Togo", "corroborate", "2021-09-09", "d1", "confirmed"),
        )
    )
    assert timeline.stances(acts)[["actor", "stance", "acts", "reactions"]].values.tolist() == [
        ["Ghana", "silent", 1, "a"],
        ["Ghana", "doubts", 1, "b"],
        ["Ghana", "denies", 2, "c; d"],
        ["Togo", "corroborates", 1, "g"],
        ["Togo", "asserts", 1, "f"],
    ]


DOCUMENTS = pd.DataFrame(
    {
        "document": ["d1", "d2", "d3"],
        "published": ["2021-09-04", "2021-10", ""],
        "outlet": ["Daily Post", "The Gazette", ""],
        "title": ["Editors held", "", "What is left"],
    }
)
ACTORS = pd.DataFrame(
    {
        "name": ["Ghana", "Togo", "Daily Post", "PEN"],
        "type": ["state", "state", "media", "ngo"],
        "country": ["Ghana", "Togo", "Ghana", ""],
    }
)


def test_what_is_told_without_a_date_happened_before_it_was_told():
    rows = draw(
        ("a", "Ghana", "deny", "2021-09-20", "d2", "denied"),
        ("b", "Ghana", "deny", "", "d1", "denied"),  # told on 4 September: no other telling of the 20th
        ("c", "Ghana", "deny", "", "d2", "denied"),
    )
    acts = timeline.merged_reactions(rows, DOCUMENTS)
    assert acts[["act", "reactions", "told_by"]].astype(str).values.tolist() == [
        ["Ghana:deny:2021-09-20", "a; c", "2021-10-31"],
        ["Ghana:deny:undated", "b", "2021-09-04"],
    ]
    without = timeline.merged_reactions(rows)
    assert without["reactions"].tolist() == ["a; b; c"]


def test_what_is_told_long_after_an_act_without_a_date_may_mean_another():
    rows = draw(
        ("a", "Ghana", "deny", "2021-09-03", "d1", "denied"),
        ("b", "Ghana", "deny", "", "d1", "denied"),  # of 4 September
        ("c", "Ghana", "deny", "", "d2", "denied"),  # of October, which begins less than a month later
        ("d", "Togo", "deny", "2021-07-03", "d1", "denied"),
        ("e", "Togo", "deny", "", "d1", "denied"),
        ("f", "Togo", "deny", "", "d3", "denied"),  # nobody knows when
    )
    acts = timeline.merged_reactions(rows, DOCUMENTS)
    assert sorted(acts["reactions"]) == ["a; b; c", "d; f", "e"]


def test_a_month_ends_where_it_is_told_and_an_open_interval_too():
    acts = timeline.merged_reactions(
        draw(
            ("a", "Ghana", "deny", "2021-09", "d1", "denied"),
            ("b", "Togo", "deny", "2021-08/..", "d1", "denied"),
            ("c", "PEN", "demand", "2021-09-09", "d1", "urged"),  # a date that is misread, or a text that is
        ),
        DOCUMENTS,
    )
    assert acts[["actor", "first_day", "last_day"]].astype(str).values.tolist() == [
        ["Togo", "2021-08-01", "2021-09-04"],
        ["Ghana", "2021-09-01", "2021-09-04"],
        ["PEN", "2021-09-09", "2021-09-09"],
    ]


def test_a_date_that_fits_two_acts_is_an_act_of_its_own():
    acts = timeline.merged_reactions(
        draw(
            ("a", "Ghana", "deny", "2021-09-03", "d1", "denied"),
            ("b", "Ghana", "deny", "2021-09-20", "d2", "denied"),
            ("c", "Ghana", "deny", "2021-09", "d2", "denied"),
            ("d", "Ghana", "deny", "2021-09", "d3", "denied"),
        )
    )
    assert sorted(acts["reactions"]) == ["a", "b", "c; d"]


def test_without_merging_every_reaction_is_an_act_with_an_id_of_its_own():
    acts = timeline.merged_reactions(
        draw(
            ("a", "Ghana", "deny", "2021-09-03", "d1", "denied"),
            ("b", "Ghana", "deny", "2021-09-03", "d2", "denied"),
        ),
        merge=False,
    )
    assert acts["act"].tolist() == ["Ghana:deny:2021-09-03", "Ghana:deny:2021-09-03:2"]


def test_the_order_of_the_rows_changes_nothing():
    rows = draw(
        ("a", "Ghana", "deny", "2021-09", "d1", "denied"),
        ("b", "Ghana", "deny", "", "d2", "denied"),
        ("c", "Ghana", "deny", "2021-09-01/2021-09-04", "d3", "denied"),
        ("d", "Togo", "deny", "2021", "d1", "denied"),
        ("e", "Togo", "deny", "2021", "d2", "denied"),
    )
    expected = timeline.merged_reactions(rows, DOCUMENTS)
    for seed in range(5):
        shuffled = rows.sample(frac=1, random_state=seed)
        pd.testing.assert_frame_equal(timeline.merged_reactions(shuffled, DOCUMENTS), expected)


def test_chooses_by_type_actor_country_and_period():
    rows = draw(
        ("a", "Ghana", "deny", "2021-09-03", "d1", "denied"),
        ("b", "Togo", "demand", "2021-10-03", "d2", "urged"),
        ("c", "Daily Post", "report", "", "d1", "reported"),
        ("d", "PEN", "demand", "", "d3", "urged"),
    )

    def chosen(**by):
        return timeline.chosen_reactions(rows, ACTORS, DOCUMENTS, **by)["reaction"].tolist()

    assert chosen() == ["a", "b", "c", "d"]
    assert chosen(types="demand, report") == ["b", "c", "d"]
    assert chosen(actor_types="state") == ["a", "b"]
    assert chosen(countries="Ghana; Togo") == ["a", "b", "c"]
    assert chosen(date_from="2021-09-05") == ["b", "d"]  # what d1 tells had happened before; of d3 nobody knows when
    assert chosen(date_to="2021-09") == ["a", "c", "d"]


@pytest.mark.parametrize(
    ("by", "sentence"),
    [
        ({"types": "scold"}, "type of reaction 'scold' is not known; there are deny, condemn"),
        ({"actor_types": "club"}, "type of actor 'club' is not known; there are person, state"),
        ({"countries": "Mali"}, "country 'Mali' is not known; there are Ghana, Togo"),
        ({"date_from": "spring"}, "date_from: 'spring' is no date; write 2017-04-13, 2017-04 or 2017"),
    ],
)
def test_says_what_cannot_be_chosen(by, sentence):
    with pytest.raises(ValueError) as caught:
        timeline.chosen_reactions(draw(("a", "Ghana", "deny", "", "d1", "")), ACTORS, DOCUMENTS, **by)
    assert str(caught.value).startswith(sentence)


def test_without_a_dated_report_the_earliest_document_is_the_first():
    acts = timeline.merged_reactions(draw(("a", "Ghana", "condemn", "2021-09-14", "d2", "condemned")))
    assert timeline.first_report(acts) is None
    first = timeline.first_report(acts, DOCUMENTS)
    assert (str(first.first), first.actor, first.basis) == ("2021-09-04", "Daily Post", "document")
    assert timeline.delays(acts, first)["days_low"].tolist() == [10]
    assert timeline.delays(acts, None).empty


def test_a_report_that_few_tell_of_is_not_the_first():
    acts = timeline.merged_reactions(
        draw(
            ("a", "Daily Post", "report", "2020-09-01", "d1", "reported"),  # "On 1 September", read with a wrong year
            ("b", "Daily Post", "report", "2021-09-01", "d1", "reported"),
            ("c", "Daily Post", "report", "2021-09-01", "d2", "reported"),
            ("d", "Daily Post", "report", "2021-09", "d3", "reported"),
        )
    )
    assert str(timeline.first_report(acts).first) == "2021-09-01"
    assert str(timeline.first_report(acts[acts["documents"].eq(1)]).first) == "2020-09-01"


def test_a_delay_keeps_the_doubt_of_both_dates():
    acts = timeline.merged_reactions(
        draw(
            ("r", "Daily Post", "report", "2021-09-01/2021-09-03", "d1", "reported"),
            ("a", "Ghana", "deny", "2021-09-10", "d1", "denied"),
            ("b", "Ghana", "demand", "2021-09", "d1", "urged"),  # may have come before it
        )
    )
    table = timeline.delays(acts, timeline.first_report(acts))
    assert table[["actor", "type", "days_low", "days_high"]].values.tolist() == [["Ghana", "deny", 0, 9]]


def test_where_all_happened_before_the_first_report_nobody_took_any_time():
    acts = timeline.merged_reactions(draw(("a", "Ghana", "condemn", "2021-08-14", "d2", "condemned")))
    delays = timeline.delays(acts, timeline.first_report(acts, since="2021-09-04"))
    assert delays.empty and list(delays) == ["actor", "type", "date", "days_low", "days_high", "reaction", "text"]


def test_gaps_leave_out_what_is_dated_to_more_than_a_month():
    acts = timeline.merged_reactions(
        draw(
            ("a", "Ghana", "deny", "2021-09-03", "d1", "denied"),
            ("b", "Togo", "deny", "2021-09", "d1", "denied"),
            ("c", "PEN", "demand", "2021-11-15", "d2", "urged"),
            ("d", "Daily Post", "report", "2021", "d2", "reported"),
        )
    )
    assert timeline.gaps(acts).values.tolist() == [["2021-09-30", "2021-11-15", 45, "Togo: deny", "PEN: demand"]]
    assert timeline.gaps(acts, least=60).empty


def test_events_are_dated_and_stand_in_running_text():
    counts = pd.DataFrame(
        [
            ("1", "detained", "14", "2021-08-30", 0, "PEN", "d1"),
            ("2", "detained", "at least 12", "2021-08-30", 0, "", "d2"),
            ("3", "detained", "20", "", 0, "", "d2"),
            ("4", "killed", "two", "2021-09", 1, "", "d2"),
            ("5", "evacuated", "30", "2021-09-02", 0, "", "d2"),
        ],
        columns=["count", "category", "text", "event_date", "in_reference", "source", "document"],
    )
    events = timeline.reported_events(counts, DOCUMENTS)
    assert events[["category", "date", "numbers", "sources", "documents", "counts"]].values.tolist() == [
        ["detained", "2021-08-30", "14; at least 12", "PEN", 2, "1; 2"]
    ]
    assert timeline.reported_events(counts.head(0), DOCUMENTS).empty


def test_undated_acts_are_listed_with_the_day_by_which_they_were_told():
    acts = timeline.merged_reactions(
        draw(
            ("a", "Togo", "deny", "", "d1", "denied"),
            ("b", "Ghana", "deny", "", "d3", "denied"),
            ("c", "Ghana", "aid", "2021", "d1", "sent"),
        ),
        DOCUMENTS,
    )
    assert timeline.undated_acts(acts)[["actor", "no_later_than", "text"]].values.tolist() == [
        ["Ghana", "", "told in d3"],
        ["Togo", "2021-09-04", "told in d1"],
    ]


def test_lines_of_stances_tell_only_of_those_who_changed():
    acts = timeline.merged_reactions(
        draw(
            ("a", "Ghana", "deny", "2021-09-01", "d1", "denied"),
            ("b", "Ghana", "corroborate", "2021-09", "d2", "confirmed"),
            ("c", "Togo", "deny", "2021-09-01", "d1", "denied"),
        )
    )
    lines = timeline.lines_of_stances(timeline.stances(acts))
    assert lines.values.tolist() == [["Ghana", "denies (2021-09-01) → corroborates (2021-09-01 to 2021-09-30)", 2]]


def test_no_reactions_give_empty_tables_and_a_sentence():
    empty = timeline.merged_reactions(draw(), DOCUMENTS)
    for table in (
        timeline.reactions_by_week(empty),
        timeline.gaps(empty),
        timeline.stances(empty),
        timeline.lines_of_stances(timeline.stances(empty)),
        timeline.undated_acts(empty),
        timeline.delays(empty, timeline.first_report(empty, DOCUMENTS)),
    ):
        assert table.empty
    assert timeline.in_prose(empty) == "The texts tell of no reaction under these parameters."


def test_prose_counts_and_escapes():
    acts = timeline.merged_reactions(
        draw(
            ("r", "*Post*", "report", "2021-09-01", "d1", "reported"),
            ("a", "Ghana", "deny", "2021-09", "d1", "denied"),
            ("b", "Ghana", "deny", "2021-09", "d2", "denied"),
            ("c", "Togo", "deny", "", "d2", "denied"),
        )
    )
    assert timeline.in_prose(acts, timeline.first_report(acts)) == (
        "3 actors, 3 acts, told in 4 sentences; 1 act told more than once. 1 of them have a day, 1 an imprecise date,"
        " 1 none: they are listed below the figures. The first report is of 2021-09-01 (\\*Post\\*)."
    )
