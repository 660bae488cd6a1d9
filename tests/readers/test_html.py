"""Pages of the web: the article, its metadata, nothing else."""

import email.message
import socket

import pytest

from purgelib import readers
from purgelib.readers import ReadingError, Text, html


def test_reads_article_and_metadata_and_leaves_the_page_around_it(page, page_text):
    assert html.read(page.encode(), "storm.html") == (
        Text(
            page_text,
            title="Storm leaves forty homeless in port",
            outlet="Harbour Post",
            author="Ann Weir",
            published="2019-05-03",
            url="https://post.example/2019/storm-lowmoor",
            language="en-GB",
        ),
    )


def test_the_numbers_of_the_article_are_found_and_no_others(page, found):
    (text,) = html.read(page.encode(), "storm.html")
    assert found(text.text) == [
        ("At least 12", "killed"),
        ("More than 300", "evacuated"),
        ("12", "killed"),
        ("14", "detained"),
        ("Two", "detained"),
    ]


def test_fetches_nothing(page, monkeypatch):
    def refuse(*_):
        raise AssertionError("a reader opened a connection")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    doctype = '<!DOCTYPE html SYSTEM "http://elsewhere.example/x.dtd">'
    base = (
        '<base href="http://elsewhere.example/"><meta http-equiv="refresh" content="0;url=http://elsewhere.example/">'
    )
    hostile = page.replace("<!DOCTYPE html>", doctype).replace("<meta charset", f"{base}<meta charset")
    assert "At least 12 people drowned" in html.read(hostile.encode(), "storm.html")[0].text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('<meta charset="windows-1251">{}'.format("<p>Приют открыт для всех.</p>").encode("cp1251"), "Приют"),
        ("<p>Tür an Tür warten hier alle.</p>".encode("utf-16"), "Tür"),
        (
            "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'><p>He said “no”.</p>".encode(
                "cp1252"
            ),
            "“no”",
        ),
        ("<p>Nothing declared, but naïve.</p>".encode(), "naïve"),
        ("<?xml version='1.0' encoding='utf-8'?><html><body><p>Naïve pages too.</p></body></html>".encode(), "Naïve"),
    ],
)
def test_reads_by_the_declared_charset(content, words):
    assert words in html.read(content, "page.html")[0].text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<p>caf\xe9</p>", "line 1: byte 6 (0xe9) is not UTF-8, which is expected of a page that declares no charset"),
        (
            b"<meta charset=utf-8>\n<p>caf\xe9</p>",
            "line 2: byte 27 (0xe9) is not UTF-8, which it declares itself to be",
        ),
        (b"<meta charset=klingon><p>x</p>", "declares the charset 'klingon', which is not known"),
        (b"<meta charset=base64><p>x</p>", "declares the charset 'base64', which is not known"),
        (b"<html><body></body></html>", "no text of an article was found"),
        (b"", "is no HTML page that can be read"),
    ],
)
def test_says_what_is_wrong(content, sentence):
    with pytest.raises(ReadingError) as error:
        html.read(content, "page.html")
    assert sentence in str(error.value)


def test_reads_the_page_of_an_archive(page, page_text):
    archive = email.message.EmailMessage()
    archive["Snapshot-Content-Location"] = "https://post.example/archived"
    archive.set_content("a remark")
    archive.add_alternative(page.partition("-->")[2], subtype="html", charset="utf-8")
    (text,) = html.read(archive.as_bytes(), "storm.mhtml")
    assert (text.text, text.url) == (page_text, "https://post.example/archived")


def test_an_archive_without_a_page_says_so():
    with pytest.raises(ReadingError, match="there is no text/html part in it"):
        html.read(b"Content-Type: text/plain\n\nhello", "x.mht")


def test_a_date_that_no_page_states_is_not_guessed():
    content = "<p>Nine people died at the mill in Ashby, the mayor said.</p><footer>© 2019 Post, updated daily</footer>"
    (text,) = html.read(content.encode(), "page.html")
    assert (text.published, text.notes) == ("", ("the page states no date",))


@pytest.mark.parametrize(
    ("head", "published", "note"),
    [
        (
            "<h1>Mill burns</h1><i>4 June 2020</i>",
            "2020-06-04",
            "the date is that of the line '4 June 2020' below the title",
        ),
        (
            "<h1>Mill burns</h1><div><span>Ann Weir</span> | <span>June 4, 2020</span></div>",
            "2020-06-04",
            "the date is",
        ),
        ("<b>Saturday, 4 June 2022</b><h1>Mill burns</h1>", "", "the page states no date"),  # when it was saved
        ("<h1>Mill burns</h1><i>4 June 2020</i><i>5 June 2020</i>", "", "the page states no date"),
        ("<h1>Mill burns</h1>", "", "the page states no date"),
    ],
)
def test_a_dateline_between_title_and_text_is_the_date_where_metadata_have_none(head, published, note):
    body = "<p>Nine people died at the mill in Ashby, the mayor said to those who waited there.</p><i>6 May 1990</i>"
    (text,) = html.read(f"<title>Mill burns</title>{head}{body}".encode(), "page.html")
    assert text.published == published
    assert text.notes[0].startswith(note)


def test_an_address_that_runs_code_is_no_address(page):
    hostile = page.partition("-->")[2].replace("</head>", '<link rel="canonical" href="javascript:alert(1)"></head>')
    assert html.read(hostile.encode(), "page.html")[0].url == ""


def test_a_saved_encyclopedia_keeps_headings_and_its_numbered_references(found):
    content = (
        "<h1>Lowmoor flood</h1><div><p>The flood struck on 2 May 2019.<sup>[1]</sup> At least 12 people died.</p>"
        '<div class="mw-heading"><h2>Response</h2><span class="mw-editsection">[<a href="/e">edit</a>]</span></div>'
        "<p>Police arrested two men in the town, and the county promised to pay for the harm done.</p>"
        '<h2>References</h2><ol><li>^ Weir, Ann (3 May 2019). "Storm hits Lowmoor". Harbour Post.</li></ol></div>'
    )
    (text,) = html.read(content.encode(), "page.html")
    assert text.text.endswith(
        "\n\nResponse\n\nPolice arrested two men in the town, and the county promised to pay for the harm done."
        '\n\nReferences\n\n1. ^ Weir, Ann (3 May 2019). "Storm hits Lowmoor". Harbour Post.\n'
    )
    assert found(text.text) == [("At least 12", "killed"), ("two", "detained")]


@pytest.mark.parametrize(
    "piece", ["<div>{}</div>", "{}", "<table><tr><td>{}</td></tr></table>", "<center><font>{}</font></center>"]
)
def test_lists_of_pages_that_do_not_say_where_their_article_is_are_kept(piece, found):
    content = (
        "<h1>Statement of the Harbour Watch</h1><p>Twelve people were detained in the port of Elm on Monday.</p>"
        "<ul><li>Three sailors were killed</li><li>At least 40 residents were evacuated</li></ul>"
        "<p>The Harbour Watch demands that the detained be freed at once and be told why they were held.</p>"
    )
    menu = '<ul><li><a href="/">Home</a></li><li><a href="/n">The 10 latest news</a></li></ul>'
    (text,) = html.read(f"<html><body>{menu}{piece.format(content)}</body></html>".encode(), "page.html")
    assert found(text.text) == [("Twelve", "detained"), ("Three", "killed"), ("At least 40", "evacuated")]
    assert "latest" not in text.text


def test_two_line_breaks_part_paragraphs():
    content = "<p>Twelve people were detained in Elm.<br><br>The Harbour Watch protests.<br>It wants them freed.</p>"
    (text,) = html.read(content.encode(), "page.html")
    paragraphs = "Twelve people were detained in Elm.\n\nThe Harbour Watch protests.\nIt wants them freed.\n"
    assert text.text.endswith(paragraphs)


def test_reader_is_chosen_by_the_name(page, page_text):
    assert readers.read(page.encode(), "Storm.HTM")[0].text == page_text
