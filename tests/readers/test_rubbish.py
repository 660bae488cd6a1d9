"""Whatever a file holds, a reader gives texts or a sentence, and no more than that."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from purgelib import readers
from purgelib.readers import ReadingError, Text, bounded, clean, one_line, page, read_date, read_language, read_url

FORMS = {
    "html": b"<html><meta charset=utf-8><title>Storm</title><p>At least 12 people died.</p><table><tr><td>7</table>",
    "mhtml": b"Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>12 died.</p>\n--b--",
    "wiki": b"== A ==\n{{nowrap|12}} [[men|people]] died.<ref name=a>{{cite web|title=T|date=2019}}</ref>\n{|\n|5\n|}",
    "csv": b"title,text,date\nStorm,12 people died.,2019-05-03\nFire,Nine died.,last week\n",
    "jsonl": b'{"title": "Storm", "text": "12 people died.", "date": "2019-05-03"}\n{"text": "Nine died."}\n',
    "txt": b"Three miners died.\n",
}
FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@st.composite
def mutated(draw, content):
    """The content with stretches cut, doubled, or put in place of others."""
    content = bytearray(content)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(content)))
        to = min(len(content), at + draw(st.integers(0, 40)))
        piece = draw(st.one_of(st.binary(max_size=8), st.just(bytes(content[at:to]) * draw(st.integers(0, 20)))))
        content[at:to] = piece
    return bytes(content)


def check(name, content):
    """A reader gives whole Texts that can be written, or a ReadingError of one line."""
    try:
        texts = readers.read(content, name)
    except ReadingError as error:
        assert str(error) and "\n" not in str(error)
        return
    for text in texts:
        assert isinstance(text, Text)
        assert all(isinstance(field, str) for field in text[:-1])
        assert all("\n" not in field and len(field) <= 2000 for field in text[1:-1])
        if not name.endswith(".txt"):
            assert "\0" not in text.text and "\r" not in text.text


@pytest.mark.parametrize("kind", FORMS)
def test_text_formats_survive_mutations(kind):
    @FEW
    @given(mutated(FORMS[kind]))
    def run(content):
        check(f"x.{kind}", content)

    run()


@pytest.mark.parametrize("kind", ["html", "mhtml", "wiki", "csv", "jsonl", "txt", "pdf", "docx", "xlsx"])
def test_survives_rubbish(kind):
    @FEW
    @given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))))
    def run(content):
        check(f"x.{kind}", content)

    run()


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx"])
def test_packed_formats_survive_mutations(kind, pdf, docx, xlsx):
    content = {"pdf": lambda: pdf(pages=1), "docx": docx, "xlsx": lambda: xlsx([["text"], ["12 died."]])}[kind]()
    with bounded.Process(bounded.Limits(seconds=10)) as process:

        @settings(FEW, max_examples=40)
        @given(mutated(content))
        def run(changed):
            try:
                texts = list(process.read(io.BytesIO(changed), len(changed), f"x.{kind}"))
            except ReadingError as error:
                # `cannot be read (SomeError)` is a fault that the reader itself does not know.
                assert not str(error).startswith("cannot be read ("), error
                return
            assert all(isinstance(text, Text) for text in texts)

        run()


@FEW
@given(st.text(), st.lists(st.text()))
def test_a_page_has_its_title_once_and_no_two_blank_lines(title, paragraphs):
    text = page(one_line(title), paragraphs)
    assert "\n\n\n" not in text
    assert not text or text.endswith("\n")


@FEW
@given(st.text())
def test_facts_are_themselves_or_nothing(text):
    assert read_url(text) in ("", text.strip())
    assert read_language(text) in ("", text.strip().replace("_", "-"))
    assert len(read_date(text)) in (0, 4, 7, 10)
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text)
