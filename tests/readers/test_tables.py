"""Tables of articles: CSV, Excel, JSON Lines."""

import datetime
import json

import pytest

from purgelib.readers import ReadingError, Text, json_lines, tables

BODY = "Nine people died in a fire at the mill in Ashby.\n\nPolice detained two men, a spokeswoman said."
ROWS = [
    ["Headline", "Full Text", "Date", "Source", "Byline", "Link", "Lang", "Words"],
    ["Fire at mill kills nine", BODY, "12 May 2018", "Ashby Star", "Ida Moss", "https://star.example/1", "en", "17"],
    ["No text", "", "", "", "", "", "", ""],
]
FIRE = Text(
    f"Title: Fire at mill kills nine\n\n{BODY}\n",
    title="Fire at mill kills nine",
    outlet="Ashby Star",
    author="Ida Moss",
    published="2018-05-12",
    url="https://star.example/1",
    language="en",
    place="row 2",
    notes=(
        "columns used: text from Full Text, title from Headline, outlet from Source, author from Byline,"
        " published from Date, url from Link, language from Lang",
    ),
)


def csv_of(rows, delimiter=","):
    return "".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n" for row in rows)


@pytest.mark.parametrize("delimiter", list(",;\t|"))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_reads_a_row_an_article(delimiter, encoding):
    content = csv_of(ROWS, delimiter).encode(encoding)
    assert tables.read(content, "a.csv") == (FIRE, Text("", title="No text", place="row 3"))


def test_reads_excel_with_dates_and_numbers(xlsx):
    rows = [["title", "body", "published", "url"], ["Bridge falls", BODY, datetime.datetime(2019, 8, 1, 9), 7]]
    (text,) = tables.read(xlsx(rows), "a.xlsx")
    assert (text.title, text.published, text.url, text.place) == ("Bridge falls", "2019-08-01", "", "row 2")
    assert text.text == f"Title: Bridge falls\n\n{BODY}\n"


@pytest.mark.parametrize(
    ("said", "published", "note"),
    [
        ("2017-04-13T10:00:00Z", "2017-04-13", ""),
        ("April 2017", "2017-04", ""),
        ("20170413", "2017-04-13", ""),
        ("03/04/2017", "2017", "'03/04/2017' may be read in two ways: only the year is taken"),
        ("last Tuesday", "", "'last Tuesday' is no date that is sure and is left out"),
        ("42836", "", "'42836' is no date that is sure and is left out"),
    ],
)
def test_dates_are_read_or_left_out_with_a_note(said, published, note):
    (text,) = tables.read(f"text,date\nNine people died.,{said}\n".encode(), "a.csv")
    assert (text.published, *text.notes[1:]) == (published, *([note] if note else []))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"a,b\n1,2\n", "no column holds the texts; there are a, b; name the one that does text, full text"),
        (b"title,text\n", "has no row below its header"),
        (b"", "no column holds the texts; there are none"),
        (b"title,text\nx,caf\xe9\n", "line 2: byte 16 (0xe9) is not UTF-8"),
        (b'title,text\nx,"never closed\n', "line 2: unexpected end of data"),
    ],
)
def test_says_what_is_wrong(content, sentence):
    with pytest.raises(ReadingError) as error:
        tables.read(content, "a.csv")
    assert sentence in str(error.value)


def test_the_limit_of_cells_is_that_of_others_again():
    import csv

    before = csv.field_size_limit(131_072)
    with pytest.raises(ReadingError):
        tables.read(b"text\n" + b"a" * 6_000_000, "a.csv")
    assert csv.field_size_limit(before) == 131_072


def test_reads_json_lines_by_the_same_names():
    rows = [
        {
            "headline": "Ferry sinks",
            "articleBody": BODY,
            "datePublished": "2017-02-03",
            "author": ["Jo Fell", "Kim Ash"],
        },
        {"title": "Else", "content": BODY, "publisher": {"name": "Elm Gazette"}},
        {"title": "None", "content": None},
        {"title": "Odd", "content": [1, 2]},
    ]
    content = "\n\n".join(json.dumps(row) for row in rows).encode()
    assert json_lines.read(content, "a.jsonl") == (
        Text(
            f"Title: Ferry sinks\n\n{BODY}\n",
            title="Ferry sinks",
            author="Jo Fell; Kim Ash",
            published="2017-02-03",
            place="line 1",
            notes=("columns used: text from articleBody, title from headline, author from author, published from"
                   " datePublished",),
        ),
        Text(f"Title: Else\n\n{BODY}\n", title="Else", outlet="Elm Gazette", place="line 3"),
        Text("", title="None", place="line 5"),
        Text("", title="Odd", place="line 7"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'{"text": "a"}\n{"text": ', "line 2: is no JSON"),
        (b'["a"]', "line 1: is no object with keys"),
        (b"\n\n", "holds no line of JSON"),
        (b'{"a": 1}', "no key holds the texts; there are a"),
    ],
)
def test_json_says_what_is_wrong(content, sentence):
    with pytest.raises(ReadingError) as error:
        json_lines.read(content, "a.jsonl")
    assert sentence in str(error.value)
