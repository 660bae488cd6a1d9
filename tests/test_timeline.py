import pandas as pd

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


def test_stances_follow_each_actor_through_time():
    acts = timeline.merged_reactions(
        draw(
            ("a", "Ghana", "decline", "2021-09-01", "d1", "remained silent"),
            ("b", "Ghana", "decline", "2021-09-03", "d1", "could not confirm"),
            ("c", "Ghana", "deny", "2021-09-05", "d1", "denied"),
            ("d", "Ghana", "deny", "2021-09-07", "d1", "dismissed"),
            ("e", "Ghana", "aid", "2021-09-08", "d1", "sent"),
            ("f", "Togo", "condemn", "", "d1", "condemned"),
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
