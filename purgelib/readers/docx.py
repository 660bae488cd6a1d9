"""DOCX -> text in paragraphs, with headings, lists, table cells and footnotes."""

import io
import re
from collections.abc import Iterator

from purgelib.readers import ReadingError, Text, letters, one_line, page, read_language, read_words
from purgelib.readers.archives import check_archive

CELLS = " | "  # between the cells of a row of a table
DEEPEST = 20  # tables within tables


def read(content: bytes, name: str) -> tuple[Text, ...]:
    """The text of a document.

    Title and author of its properties are taken where they are such; its date is that of the file, not of the
    publication, and goes into the notes.

    Raises ReadingError where the file is a bomb, is locked, or is no DOCX.
    """
    check_archive(content, "word/document.xml", "DOCX")
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree

    try:
        document = docx.Document(io.BytesIO(content))
        notes_by_id = _footnotes(document)
        titled = ""
        paragraphs = []
        for style, text in _blocks(document.element.body, document, notes_by_id, 0):
            if style == "title" and not titled:
                titled = one_line(text)
            paragraphs.append(text)
        properties = document.core_properties
        stated, author = one_line(properties.title), one_line(properties.author)
        language = read_language(properties.language)
        made = properties.created
    except (OpcError, etree.LxmlError, KeyError, ValueError, AttributeError, TypeError, IndexError) as error:
        raise ReadingError("is a broken DOCX file; open it in a word processor and save it anew") from error
    cited = [f"[{number}] {text}" for number, text in notes_by_id.values() if text]
    if cited:
        paragraphs += ["Notes", *cited]
    title = titled or stated
    first = titled or (stated if any(letters(stated) == letters(text) for text in paragraphs[:1]) else "")
    if first and letters(first) != letters(next(filter(None, paragraphs), "")):
        first = ""  # the title does not stand at the top: leave it where it is
    text = page(first, paragraphs)
    if not text:
        raise ReadingError("holds no text; if it holds pictures of pages, have their text recognised (OCR) first")
    if author.casefold() in read_words()["docx"]["no_authors"]:
        author = ""
    notes = (f"the file was made on {made.date()}, which need not be when it was published",) if made else ()
    return (Text(text, title=title, author=author, language=language, notes=notes),)


def _footnotes(document) -> dict[str, tuple[int, str]]:
    """Identifier of a footnote -> its number and text, in the order of the part that holds them."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import parse_xml

    found: dict[str, tuple[int, str]] = {}
    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith("/footnotes"):
            continue
        for note in parse_xml(relation.target_part.blob).iter(qn("w:footnote")):
            words = " ".join("".join(text.text or "" for text in note.iter(qn("w:t"))).split())
            if words and note.get(qn("w:type")) is None:
                found[note.get(qn("w:id"))] = (len(found) + 1, words)
    return found


def _blocks(parent, document, notes: dict[str, tuple[int, str]], depth: int) -> Iterator[tuple[str, str]]:
    """Kind and text of each paragraph and table row, in reading order."""
    from docx.oxml.ns import qn

    if depth > DEEPEST:
        return
    for child in parent.iterchildren():
        if child.tag == qn("w:p"):
            style = _style(child, document)
            words = _words(child, notes)
            is_item = child.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None or style.startswith("list")
            yield style, f"• {words}" if is_item and words else words
        elif child.tag == qn("w:tbl"):
            for row in child.iter(qn("w:tr")):
                cells = (
                    " ".join(text for _, text in _blocks(cell, document, notes, depth + 1) if text)
                    for cell in row.iterchildren(qn("w:tc"))
                )
                yield "row", CELLS.join(filter(None, cells))
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:tc"), qn("w:ins")):
            yield from _blocks(child, document, notes, depth + 1)


def _style(paragraph, document) -> str:
    """The name of a paragraph's style in lower case."""
    identifier = paragraph.style
    if not identifier:
        return ""
    styles = document.styles.element
    style = styles.get_by_id(identifier)
    return (style.name_val or "").casefold() if style is not None else identifier.casefold()


def _words(paragraph, notes: dict[str, tuple[int, str]]) -> str:
    """The words of a paragraph as they show: deleted words are left out, inserted ones and links are not."""
    from docx.oxml.ns import qn

    shown = {qn("w:t"): lambda node: node.text or "", qn("w:tab"): lambda _: " ", qn("w:noBreakHyphen"): lambda _: "-"}
    pieces = []
    for node in paragraph.iter():
        if node.tag in shown:
            pieces.append(shown[node.tag](node))
        elif node.tag in (qn("w:br"), qn("w:cr")):
            pieces.append("\n")
        elif node.tag == qn("w:footnoteReference") and (note := notes.get(node.get(qn("w:id")))):
            pieces.append(f"[{note[0]}]")
    lines = "".join(pieces).split("\n")
    return "\n".join(filter(None, (re.sub(r"\s+", " ", line).strip() for line in lines)))
