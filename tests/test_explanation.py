import re
from html import unescape

import pytest

import purgelib
from purgelib import files
from purgelib.explanation import explain, show
from purgelib.extract import extract
from purgelib.tables import Tables

TEXT = """\
Prison fire in Vellamo

On 3 May 2018, at least 14 inmates died in the fire, and two of the 30 guards <b>hid</b>, the Prison Union said.

The wall is 4 metres high. The fire chief slept.
"""


@pytest.fixture
def fire(tmp_path):
    (tmp_path / "fire.txt").write_text(TEXT)
    return tmp_path / "fire.txt"


def test_a_number_has_its_row_or_the_reason_for_none(fire):
    found = explain(fire, TEXT.index("14"))
    assert found.text.startswith("On 3 May 2018") and found.text.endswith("said.")
    by_words = {number.text: number for number in found.numbers}
    assert by_words["3"].reason == "a date"
    (row,) = by_words["at least 14"].rows
    assert (row["category"], row["low"], row["high"]) == ("killed", 14, None)
    assert all(TEXT[number.start : number.end] == number.text for number in found.numbers)
    assert all(bool(number.rows) != bool(number.reason) for number in found.numbers)


def test_it_reads_as_text_and_as_a_rendering(fire):
    found = explain(fire, TEXT.index("14"))
    assert "[at least 14] inmates died" in str(found)
    assert "'3' at " in str(found) and "no count: a date" in str(found)
    html = found._repr_html_()
    assert "<b>hid" not in html
    assert "&lt;b&gt;hid" in html


def test_what_people_decided_stands_with_the_row(fire):
    start = TEXT.index("at least 14")
    union = f"fire:1:{TEXT.index('Prison Union')}"
    fire.with_name("corrections.csv").write_text(
        "action,table,row,column,value,who,when,why\n"
        f",,fire:1:{start}:killed,low,13,Ann Weir,2024-05-02,one lived\n"
        f',,fire:1:{start}:killed,place,Vellamo,Bo Lund,2024-05-03,"see\nthe title"\n'
        "add,counts,guards,file,fire.txt,Ann Weir,2024-05-02,they hid\n"
        "add,counts,guards,text,two of the 30 guards,Ann Weir,2024-05-02,they hid\n"
        "add,counts,guards,category,evacuated,Ann Weir,2024-05-02,they hid\n"
        f"drop,,{union},,,Ann Weir,2024-05-02,no actor\n"
    )
    told = str(explain(fire, start))
    assert (
        "      by hand: low is 13, not 14 (Ann Weir, 2024-05-02: one lived)\n"
        "      by hand: place is Vellamo, not nothing (Bo Lund, 2024-05-03: see the title)\n"
    ) in told
    at = TEXT.index("two of the 30")
    assert told.endswith(
        f"  'two of the 30 guards' at {at}: fire:1:{at}:evacuated of counts\n"
        "      by hand: added with file fire.txt (Ann Weir, 2024-05-02: they hid)\n"
        "      by hand: added with text two of the 30 guards (Ann Weir, 2024-05-02: they hid)\n"
        "      by hand: added with category evacuated (Ann Weir, 2024-05-02: they hid)\n"
        f"  'Prison Union' at {union.split(':')[2]}: {union} of mentions\n"
        "      by hand: dropped (Ann Weir, 2024-05-02: no actor)"
    )
    assert "by hand" not in str(explain(fire, TEXT.index("The fire chief")))


@pytest.mark.parametrize(("who", "shown"), [("Ann & Bo", "Ann &amp; Bo"), ("Amina Dar", "witness 1")])
def test_shows_that_a_row_was_corrected_and_by_whom(tmp_path, who, shown):
    (tmp_path / "camp.txt").write_text(CAMP)
    count = f"camp:1:{CAMP.index('At least three')}:killed"
    (tmp_path / "corrections.csv").write_text(f"row,column,value,who,when,why\n{count},low,2,{who},2024-05-02,x\n")
    tables = Tables(**extract(files.read_corpus(tmp_path)))
    row = tables.counts.set_index("count", drop=False).loc[count]
    assert show(row, tables).data.endswith(f", corrected by hand (low: {shown}, 2024-05-02)</small>")
    assert "corrected" not in show(tables.sentences.iloc[0], tables).data
    assert "corrected" not in show(tables.mentions.iloc[0], tables).data


def test_a_sentence_without_a_number_says_so(fire):
    assert "there is no number in it" in str(explain(fire, TEXT.index("The fire chief")))


@pytest.mark.parametrize(
    ("start", "sentence"),
    [
        (10_000, "fire.txt: has no character 10000; it has "),
        (TEXT.index("\n\nOn"), "fire.txt:22: stands in no sentence"),
    ],
)
def test_says_that_there_is_nothing_to_explain(fire, start, sentence):
    with pytest.raises(ValueError) as caught:
        explain(fire, start)
    assert str(caught.value).startswith(sentence)


def test_shows_a_row_in_its_sentence(fire):
    tables = Tables(**extract(files.read_corpus(fire.parent)))
    row = tables.counts.iloc[0]
    html = show(row, tables).data
    assert "at least 14" in html
    assert f"fire.txt:{row['start']}–{row['end']}" in html
    assert "<b>hid" not in html


def test_says_that_a_row_is_of_other_tables(fire):
    tables = Tables(**extract(files.read_corpus(fire.parent)))
    with pytest.raises(ValueError, match="is in none of these tables"):
        show(tables.counts.iloc[0].replace({"fire:1:s2": "x"}), tables)


@pytest.fixture
def every_passage(tmp_path):
    """A folder with the tables of a text that gives a row of each table of passages, one name private."""
    (tmp_path / "camp.txt").write_text(CAMP)
    found = extract(files.read_corpus(tmp_path))
    files.write_tables(found, tmp_path / "tables")
    return tmp_path / "tables"


CAMP = """\
Two women told of beatings in the camp

Amina Dar fled the camp with two other women on 3 May 2018. She asked not to be named, fearing for her life.

“At least three women died there. Nobody was held to account,” Ruth Adler of the Relief Union told the Harbour Post.\
[1] The Ministry of the Interior denied it.

References

1. Ann Weir (3 May 2018). "What the camp hid". Harbour Post.
"""


@pytest.mark.parametrize("table", ["sentences", "counts", "reactions", "mentions", "quotes", "references"])
def test_shows_the_rows_of_every_table_of_passages(every_passage, table):
    tables = purgelib.load(str(every_passage), show_private=True)
    rows = getattr(tables, table)
    assert len(rows)
    for _, row in rows.iterrows():
        marked = re.search(
            r"<mark.*?>\s*(.*?)\s*(?:<span.*?</span>)?\s*</mark>", show(row, tables, show_private=True).data, re.S
        )
        assert " ".join(unescape(marked[1].replace("</br>", " ")).split()) == " ".join(row["text"].split())


@pytest.mark.parametrize("masked", [False, True])
def test_a_private_name_is_shown_where_that_is_asked_for_only(every_passage, masked):
    tables = purgelib.load(str(every_passage), show_private=not masked)
    row = tables.mentions[tables.mentions["text"].isin(["Amina Dar", "witness 1"])].iloc[0]
    html = show(row, tables).data
    assert "Amina" not in html
    assert re.search(r"<mark[^>]*>\s*witness 1", html)
    assert ("Amina Dar" in show(row, tables, show_private=True).data) is not masked


def test_without_tables_those_of_the_last_run_are_read(every_passage, monkeypatch):
    monkeypatch.chdir(every_passage.parent)
    row = purgelib.load().counts.iloc[0]
    html = purgelib.show(row).data
    assert "<mark" in html and f"camp.txt:{row['start']}" in html and "Amina" not in html


def test_a_row_that_is_no_passage_is_told(every_passage):
    tables = purgelib.load(str(every_passage))
    with pytest.raises(ValueError, match="a row without file is no passage; show a row of counts"):
        show(tables.actors.iloc[0], tables)


def test_the_names_that_a_notebook_needs():
    assert purgelib.explain is explain
    assert purgelib.show is show
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = purgelib.nothing
