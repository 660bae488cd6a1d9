"""PDF: paragraphs, words whole again, no running heads."""

import pytest

from purgelib.readers import ReadingError, pdf

FIRST = (
    "At least 12 people drowned when the river rose over the lower town of Lowmoor on Thursday night, the mayor said."
    " More than 300 residents were evacuated by boat before the bridge fell, and the anti-flood wall of the old harbour"
    " did not hold."
)
SECOND = (
    "Police said two men were arrested on Friday in the upper town. An anti-flood wall was promised to the people of"
    " Lowmoor after the last storm, and the council, which met on Saturday in private, has now ordered an"
    " inquiry that is to last until the spring."
)
THIRD = (
    "The harbour master, who lost his house, said that no siren was heard before the water came over the quay at night,"
    " and that nobody from the county had called him."
)
FOURTH = (
    "In the valley above the town seven miners were killed when a shaft filled with water, the Miners Union wrote in a"
    " letter to the ministry."
)


@pytest.fixture
def make(request):
    return request.getfixturevalue("pdf")


def test_mends_lines_and_drops_what_runs_on_every_page(make):
    (text,) = pdf.read(make(title="What the water left in Lowmoor"), "report.pdf")
    body = "\n\n".join([FIRST, SECOND, THIRD, FOURTH])
    assert text.text == f"Title: What the water left in Lowmoor\n\n{body}\n"
    assert text.title == "What the water left in Lowmoor"


def test_the_numbers_are_found(make, found):
    (text,) = pdf.read(make(), "report.pdf")
    assert found(text.text) == [
        ("At least 12", "killed"),
        ("More than 300", "evacuated"),
        ("two", "detained"),
        ("seven", "killed"),
    ]


def test_reads_column_by_column(make):
    (text,) = pdf.read(make(columns=2, pages=1), "report.pdf")
    assert text.text.count(FIRST) == 2


def test_a_title_of_the_properties_that_the_text_does_not_have_is_a_note(make):
    (text,) = pdf.read(make(pages=1, title="Vorlage 7"), "report.pdf")
    assert text.title == ""
    assert text.notes[0] == "its properties call it 'Vorlage 7', which its first lines do not"


@pytest.mark.parametrize("title", ["Microsoft Word - draft3.doc", "untitled", "report_final.indd"])
def test_a_title_that_a_program_wrote_is_none(make, title):
    (text,) = pdf.read(make(pages=1, title=title), "report.pdf")
    assert text.title == "" and "its properties call it" not in str(text.notes)


def test_the_date_of_the_file_is_not_that_of_the_publication(make):
    (text,) = pdf.read(make(pages=1), "report.pdf")
    assert text.published == ""
    assert "which need not be when it was published" in text.notes[-1]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"password": "secret"}, "is locked by a password; save it without one"),
        ({"empty": True, "image": True}, "holds pictures of pages and no text"),
    ],
)
def test_says_what_is_wrong(make, options, sentence):
    with pytest.raises(ReadingError, match=sentence):
        pdf.read(make(**options), "x.pdf")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"rubbish" * 100])
def test_what_is_no_pdf_says_so(content):
    with pytest.raises(ReadingError, match="is no PDF that can be read"):
        pdf.read(content, "x.pdf")


def test_letters_that_a_font_joins_are_parted():
    assert pdf._tidy("ﬁve  oﬃcers were\u00a0killed") == "five officers were killed"


def test_what_a_browser_prints_at_the_edges_is_dropped():
    words = ("11/21/26, 5:04 AM Report of the Board", "Seven miners died.", "https://post.example/a?b=1 1/1")
    lines = [pdf.Line(text, 10, 800 - 300 * i, 9) for i, text in enumerate(words)]
    assert pdf._without_running_lines([lines]) == [[lines[1]]]


def test_names_pages_without_text(make):
    import io

    import pypdf

    writer = pypdf.PdfWriter(io.BytesIO(make(pages=2)))
    writer.add_blank_page()
    out = io.BytesIO()
    writer.write(out)
    (text,) = pdf.read(out.getvalue(), "x.pdf")
    assert text.notes[0] == "page 3 holds no text"
