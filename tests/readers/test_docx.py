"""DOCX: paragraphs, lists, cells, notes and properties."""

import datetime
import io
import zipfile

import pytest

from purgelib.readers import ReadingError, Text
from purgelib.readers import docx as reader

BODY = """Title: A dam gives way at Coldbrook

Seven workers were killed when the dam at Coldbrook gave way on 4 June 2020.

Aid for the valley

• Some 250 people were evacuated.

Place | Dead

Coldbrook | 7

The River Board said 30 miners were killed.
"""


def test_reads_text_and_properties(docx):
    content = docx(title="Dam report", author="Bo Lund", language="en", created=datetime.datetime(2020, 7, 1))
    assert reader.read(content, "dam.docx") == (
        Text(
            BODY,
            title="A dam gives way at Coldbrook",
            author="Bo Lund",
            language="en",
            notes=("the file was made on 2020-07-01, which need not be when it was published",),
        ),
    )


def test_the_numbers_are_found(docx, found):
    assert found(reader.read(docx(), "dam.docx")[0].text) == [
        ("Seven", "killed"),
        ("Some 250", "evacuated"),
        ("30", "killed"),
    ]


def test_a_name_that_a_program_wrote_is_no_author(docx):
    assert reader.read(docx(author="python-docx"), "dam.docx")[0].author == ""


def changed(content, replace):
    """The same archive with a piece of its main part put in place of another."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == "word/document.xml":
                for one, other in replace.items():
                    assert one.encode() in data
                    data = data.replace(one.encode(), other.encode())
            new.writestr(part, data)
    return out.getvalue()


def test_deleted_words_are_left_out_and_inserted_ones_read(docx):
    content = changed(
        docx(),
        {
            "<w:r><w:t>The River Board said 30 miners were killed.</w:t></w:r>": (
                "<w:r><w:t xml:space='preserve'>The River Board said </w:t></w:r>"
                "<w:del><w:r><w:delText>90</w:delText></w:r></w:del>"
                "<w:ins><w:r><w:t>31</w:t></w:r></w:ins><w:r><w:t xml:space='preserve'> miners were killed.</w:t></w:r>"
            )
        },
    )
    assert reader.read(content, "dam.docx")[0].text.endswith("The River Board said 31 miners were killed.\n")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"rubbish", "is no DOCX file that can be opened"),
        (b"", "is no DOCX file that can be opened"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "is no DOCX file that can be opened"),  # locked, or .doc
    ],
)
def test_says_what_is_wrong(content, sentence):
    with pytest.raises(ReadingError, match=sentence):
        reader.read(content, "x.docx")


def test_an_archive_of_something_else_says_so(archive):
    with pytest.raises(ReadingError, match="is no DOCX file, or one locked by a password"):
        reader.read(archive({"../../evil.txt": b"x"}), "x.docx")


def test_a_cut_file_says_so(docx):
    with pytest.raises(ReadingError, match="DOCX file"):
        reader.read(docx()[:-2000], "x.docx")
