"""Corrections by hand: what they change, what follows from them, and what is refused with a sentence."""

import csv
import io

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from purgelib import corrections, files, schemas
from purgelib.extract import extract
from purgelib.masking import masked

FLOOD = """\
Dam bursts in Marrowdale

By Ines Okoro

14 August 2019

At least 12 people were killed when a dam burst in Marrowdale on Monday, the Interior Ministry said.

Red Cross officials said that more than 300 residents had been evacuated. "We are deeply concerned," said Adaeze \
Mbeki, the group's director.

About 40 protesters were detained, according to the River Defence League. A busload of men was taken away.

Amina Dar fled the camp. She asked not to be named, fearing for her life. Amina was beaten. Amina wept.
"""
KILLED = f"flood:1:{FLOOD.index('At least 12')}:killed"
MOVED = f"flood:1:{FLOOD.index('more than 300')}:evacuated"
HELD = f"flood:1:{FLOOD.index('About 40')}:detained"
NAMED = f"flood:1:{FLOOD.index('Adaeze')}"
BY = ("Ann Weir", "2024-05-02", "read it again")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "flood.txt").write_text(FLOOD, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def plain(folder):
    (folder / "corrections.csv").unlink(missing_ok=True)
    return extract(files.read_corpus(folder))


def line(row, column="", value="", *, action="", table="", by=BY):
    return (action, table, row, column, value, *by)


def added(row, table="counts", **cells):
    return [line(row, column, value, action="add", table=table) for column, value in cells.items()]


def write(folder, *lines):
    out = io.StringIO(newline="")
    csv.writer(out).writerows([(*corrections.OPTIONAL, *corrections.REQUIRED), *lines])
    (folder / "corrections.csv").write_text(out.getvalue(), encoding="utf-8", newline="")


def corrected(folder, *lines):
    write(folder, *lines)
    return extract(files.read_corpus(folder))


def row_of(tables, table, id):
    return tables[table].set_index(table.removesuffix("s")).loc[id]


def test_a_column_is_changed_and_the_row_says_by_whom(folder, plain):
    tables = corrected(folder, line(MOVED, "low", "300"), line(MOVED, "population", "residents of the valley"))
    row = row_of(tables, "counts", MOVED)
    assert (row["low"], row["population"]) == (300, "residents of the valley")
    assert row["corrected"] == "low: Ann Weir, 2024-05-02; population: Ann Weir, 2024-05-02"
    others = tables["counts"][tables["counts"]["count"] != MOVED].reset_index(drop=True)
    before = plain["counts"][plain["counts"]["count"] != MOVED].reset_index(drop=True)
    pd.testing.assert_frame_equal(others, before)
    shown = ["action", "table", "row", "column", "before", "value", "who", "when", "why", "line", "text"]
    assert tables["corrections"][shown].to_numpy().tolist() == [
        ["change", "counts", MOVED, "low", "301", "300", *BY, 2, "more than 300"],
        ["change", "counts", MOVED, "population", "residents", "residents of the valley", *BY, 3, "more than 300"],
    ]


def test_without_a_line_nothing_changes(folder, plain):
    for lines in ([], [("",) * 8]):  # spreadsheets leave empty rows behind
        tables = corrected(folder, *lines)
        for name in schemas.TABLES:
            pd.testing.assert_frame_equal(tables[name], plain[name])


def test_an_id_stays_where_what_it_says_is_corrected(folder):
    tables = corrected(folder, line(KILLED, "category", "tortured"))
    assert row_of(tables, "counts", KILLED)["category"] == "tortured"


def test_a_row_is_dropped_and_what_it_said_is_kept(folder, plain):
    tables = corrected(folder, line(HELD, action="drop"))
    assert set(plain["counts"]["count"]) - set(tables["counts"]["count"]) == {HELD}
    (row,) = tables["corrections"].itertuples()
    assert (row.action, row.column, row.value) == ("drop", "", "")
    assert row.before.startswith("category: detained; low: 40; high: 40; modifier: about; population: protesters")


def test_a_row_is_added_where_its_words_stand(folder):
    tables = corrected(folder, *added("bus", file="flood.txt", text="A busload", category="detained", low="20"))
    id = f"flood:1:{FLOOD.index('A busload')}:detained"
    row = row_of(tables, "counts", id)
    assert (row["text"], row["low"], row["modifier"], row["rule"]) == ("A busload", 20, "at_least", "added by hand")
    assert FLOOD[row["start"] : row["end"]] == row["text"]
    assert row_of(tables, "sentences", row["sentence"])["text"] == "A busload of men was taken away."
    assert row["corrected"] == "added: Ann Weir, 2024-05-02"
    assert tables["counts"]["start"].is_monotonic_increasing
    assert len(tables["corrections"]) == 4


def test_a_row_dropped_and_added_with_other_words_gets_an_id_of_its_own(folder):
    text = "About 40 protesters"
    lines = added("x", file="flood.txt", text=text, category="detained", low="40", high="40")
    tables = corrected(folder, line(HELD, action="drop"), *lines)
    assert row_of(tables, "counts", f"{HELD}:2")["text"] == text
    assert HELD not in set(tables["counts"]["count"])


def test_the_figures_of_actors_follow_a_mention(folder, plain):
    before = plain["actors"].set_index("name")
    tables = corrected(folder, line(NAMED, "actor", "Red Cross"))
    after = tables["actors"].set_index("name")
    assert after.loc["Red Cross", "mentions"] == before.loc["Red Cross", "mentions"] + 1
    assert "Adaeze Mbeki" in after.loc["Red Cross", "aliases"].split("; ")
    assert row_of(tables, "mentions", NAMED)["type"] == "ngo"
    assert after.loc["Adaeze Mbeki", "mentions"] == 0  # a reaction of hers is left


@pytest.mark.parametrize(("column", "row"), [("source", KILLED)])
def test_a_source_named_by_hand_has_its_row(folder, column, row):
    tables = corrected(folder, line(row, column, "Harbour Club ; Red Cross"))
    assert row_of(tables, "counts", row)[column] == "Harbour Club; Red Cross"
    assert row_of(tables, "counts", row)["credit"] == ""
    actors = tables["actors"].set_index("name")
    assert tuple(actors.loc["Harbour Club", ["id", "mentions", "public"]]) == ("harbour-club", 0, 1)


def test_the_codes_and_dates_of_a_reaction_follow(folder, plain):
    id = plain["reactions"]["reaction"].iloc[0]
    tables = corrected(folder, line(id, "type", "deny"), line(id, "date", "2019-08"))
    row = row_of(tables, "reactions", id)
    assert tuple(row[["type", "plover", "date", "date_basis"]]) == ("deny", "REJECT", "2019-08", "correction")


def test_when_follows_the_date_of_the_event(folder):
    row = row_of(corrected(folder, line(KILLED, "event_date", "2019-08-13")), "counts", KILLED)
    assert (row["event_date"], row["when"]) == ("2019-08-13", "2019-08-13")
    row = row_of(corrected(folder, line(KILLED, "when", "2019-08")), "counts", KILLED)
    assert (row["event_date"], row["when"]) == ("2019-08", "2019-08")


def test_what_a_person_says_of_an_actors_type_holds_for_all_its_mentions(folder, plain):
    id = plain["mentions"].loc[plain["mentions"]["actor"].eq("Red Cross"), "mention"].iloc[0]
    tables = corrected(folder, line(id, "type", "igo"))
    assert tables["actors"].set_index("name").loc["Red Cross", "type"] == "igo"
    assert set(tables["mentions"].loc[tables["mentions"]["actor"].eq("Red Cross"), "type"]) == {"igo"}


def test_an_actor_has_the_type_that_actors_csv_says_and_no_other(folder, tmp_path):
    (tmp_path / "flood.txt").write_text(FLOOD, encoding="utf-8")
    (tmp_path / "actors.csv").write_text("actor,type\nAdaeze Mbeki,igo\n")
    with pytest.raises(files.CorpusError, match=r"row 2: Adaeze Mbeki is igo in actors\.csv and ngo here"):
        corrected(tmp_path, line(NAMED, "type", "ngo"))
    assert row_of(corrected(tmp_path, line(NAMED, "type", "igo")), "mentions", NAMED)["type"] == "igo"


@pytest.mark.parametrize("action", ["drop", "another name", "another actor"])
def test_no_correction_shows_a_private_name(folder, plain, action):
    private = set(plain["actors"].loc[plain["actors"]["public"].eq(0), "name"])
    assert private
    mentions = plain["mentions"][plain["mentions"]["actor"].isin(private)]
    new = {"another name": "Amina D.", "another actor": "Red Cross"}.get(action, "")
    lines = [
        line(id, action="drop") if action == "drop" else line(id, "actor", new) for id in mentions["mention"].tolist()
    ]
    shown = masked(corrected(folder, *lines))
    everything = " ".join(table.to_csv() for table in shown.values())
    assert "Amina" not in everything


def test_both_ways_of_extracting_correct_alike(folder, tmp_path):
    from purgelib.parts import extract_parts

    lines = [line(MOVED, "low", "300"), line(KILLED, action="drop"), line(KILLED.replace("killed", "x"), "low", "1")]
    tables = corrected(folder, *lines[:2], *added("bus", file="flood.txt", text="A busload", category="detained"))
    extract_parts(files.read_corpus(folder), tmp_path / "out")
    for name, table in files.read_tables(tmp_path / "out").items():
        pd.testing.assert_frame_equal(table, tables[name])
    write(folder, *lines[1:])
    with pytest.raises(files.CorpusError, match=r"row 3: .* is gone"):
        extract_parts(files.read_corpus(folder), tmp_path / "other")


def test_an_edited_text_names_the_nearest_row(folder, tmp_path):
    (tmp_path / "flood.txt").write_text(FLOOD.replace("Dam bursts", "A dam bursts"), encoding="utf-8")
    with pytest.raises(files.CorpusError) as caught:
        corrected(tmp_path, line(MOVED, "low", "300"))
    moved = f"flood:1:{FLOOD.index('more than 300') + 2}:evacuated (“more than 300”)"
    assert caught.value.problems == (
        f"corrections.csv, row 2: {MOVED} is gone: the text was edited, or is read otherwise; the nearest row is"
        f" {moved}",
    )


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([line(MOVED, "low", "300", by=("", "2024-05-02", "x"))], "who is empty; say who put this right"),
        ([line(MOVED, "low", "300", by=("Ann", "", "x"))], "when is empty"),
        ([line(MOVED, "low", "300", by=("Ann", "2024-05-02", ""))], "why is empty"),
        ([line(MOVED, "low", "300", by=("Ann", "May 2nd", "x"))], "when 'May 2nd' is no date; write it as 2024-05-02"),
        ([line(MOVED, "low", "300", action="chnage")], "action 'chnage' is not known"),
        ([line("", "low", "300")], "row is empty"),
        ([line("the third row", "low", "300")], "'the third row' is no id of a row"),
        ([line(MOVED.replace("flood", "fluud"), "low", "3")], "no file of the corpus has the id 'fluud'; did you mean"),
        ([line(MOVED.replace(":1:", ":7:"), "low", "3")], "is gone: there is no article flood:7 any more"),
        ([line(MOVED, "low", "300", table="reactions")], "is the id of a row of counts, not of reactions"),
        ([line(MOVED, "low", "300", table="documents")], "stands in documents.csv"),
        ([line(MOVED, "low", "300", table="cuonts")], "table 'cuonts' is not known"),
        ([line(MOVED, "lwo", "300")], "column 'lwo' of counts is not known; did you mean low?"),
        ([line(MOVED, "cue", "300")], "column cue of counts is not corrected by hand"),
        ([line(MOVED, "low", "three")], "value 'three' of low is no whole number"),
        ([line(MOVED, "low", "-3")], "value '-3' of low is no whole number"),
        ([line(MOVED, "low", "400"), line(MOVED, "high", "300")], "would be above high 300; correct both"),
        ([line(MOVED, "hedge", "2")], "value 2 of hedge is not allowed; there are 0, 1"),
        ([line(MOVED, "modifier", "exactly")], "did you mean exact?"),
        ([line(MOVED, "category", "evacuate")], "did you mean evacuated?"),
        ([line(MOVED, "when", "Apr-17")], "value 'Apr-17' of when is no EDTF date"),
        ([line(NAMED, "actor", "Ann; Bo")], "names several; it holds one actor"),
        ([line(NAMED, "actor", "")], "value of actor is empty"),
        ([line(MOVED, "low", "300"), line(MOVED, "low", "299")], "has a line already, row 2; keep one of them"),
        ([line(MOVED, action="drop"), line(MOVED, "low", "299")], "is dropped in row 2; keep one of them"),
        ([line(MOVED, "low", "", action="drop")], "a row is dropped whole"),
        (added("x", "", file="flood.txt"), "table is empty; a row to add needs one of counts"),
        (added("x", "references", file="flood.txt"), "no row is added to references"),
        (added("x", file="flood.txt", text="A busload"), "'x', has no line for category"),
        (added("x", file="flood.txt", category="killed"), "'x', has no line for text"),
        (added("x", file="../flood.txt", text="A", category="killed"), "no file '../flood.txt' is in the folder"),
        (added("x", file="flood.txt", text="A bus load", category="killed"), "is not in flood.txt"),
        (added("x", file="flood.txt", text="Amina", category="killed"), "stands in flood.txt 3 times; add a line"),
        (added("x", file="flood.txt", text="Dam", start="1", category="killed"), "is not at 1 to 4 of flood.txt"),
        (added("x", file="flood.txt", start="24", end="26", category="killed"), "stands in no sentence"),
        (added("x", file="flood.txt", start="9", end="99999", category="killed"), "is not at 9 to 99999"),
        (added("x", file="flood.txt", text="About 40", category="detained"), f"is there already as {HELD}"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_sentence(folder, lines, sentence):
    with pytest.raises(files.CorpusError) as caught:
        corrected(folder, *lines)
    assert sentence in str(caught.value)
    assert all(problem.startswith("corrections.csv, row ") for problem in caught.value.problems)


def test_all_problems_are_told_at_once(folder):
    with pytest.raises(files.CorpusError) as caught:
        corrected(folder, line(MOVED, "lwo", "1"), line("?", "low", "1"), line(MOVED, "low", "x"))
    assert [problem.split(":")[0] for problem in caught.value.problems] == [
        f"corrections.csv, row {number}" for number in (2, 3, 4)
    ]


CELL = st.one_of(st.text(max_size=20), st.sampled_from([MOVED, NAMED, "low", "actor", "add", "drop", "counts", "2024"]))


@given(st.lists(st.tuples(*[CELL] * 8), max_size=4))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rubbish_is_refused_with_sentences_or_read(rows):
    lines = [dict(zip((*corrections.OPTIONAL, *corrections.REQUIRED), row, strict=True)) for row in rows]
    try:
        found = corrections.read_corrections(lines, ["flood.txt"], {})
    except files.CorpusError as error:
        assert error.problems
        return
    assert len(found) == sum(any(row) for row in rows)


@given(st.binary(max_size=200))
@settings(max_examples=60, deadline=None)
def test_a_file_of_rubbish_is_refused_with_sentences(content):
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as scratch:
        (Path(scratch) / "corrections.csv").write_bytes(content)
        with pytest.raises(files.CorpusError):
            files.read_corrections(Path(scratch), ["flood.txt"], {})


def test_semicolons_and_a_byte_order_mark_of_a_spreadsheet_are_read(folder):
    content = f"\ufeffrow;column;value;who;when;why\r\n{MOVED};low;300.0;Ann;2024-05-02;x\r\n"
    (folder / "corrections.csv").write_text(content, encoding="utf-8", newline="")
    (found,) = files.read_corpus(folder).corrections
    assert (found.row, found.column, found.value) == (MOVED, "low", 300)
