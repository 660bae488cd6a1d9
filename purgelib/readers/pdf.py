"""PDF -> text in paragraphs: words broken at line ends joined, running heads, feet and page numbers left out."""

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, takewhile
from statistics import median
from typing import NamedTuple

from purgelib.readers import ReadingError, Text, clean, letters, one_line, page, read_words

MOST_PAGES = 5_000
EDGE_LINES = 3  # lines at the top and at the bottom of a page that may be a running head or foot
ENDS = re.compile(r"[.!?…:;][\"'”’»)\]]*(?:\[?\d{1,3}\]?)?$")
OPENS_BLOCK = re.compile(r"[•‣▪◦●·–—-]\s|\(?\d{1,2}[.)]\s|\([a-z]\)\s")
# What a browser prints at the edges: `11/21/26, 5:04 AM  Title of the page` and `https://post.example/a  1/3`
PRINTED = re.compile(
    r"\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}:\d\d(?: ?[AP]M)?(?: .{0,200})?|(?:https?|file)://\S+(?: \d+/\d+)?"
)
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
LAST_WORD = re.compile(r"[^\W\d_]+$")
FIRST_WORD = re.compile(r"[^\W\d_]+")


class Line(NamedTuple):
    """A line of a page: its words, where it stands and how large it is, in points."""

    text: str
    x: float
    y: float
    size: float


def read(content: bytes, name: str) -> tuple[Text, ...]:
    """The text of a PDF.

    Title and author of its properties are taken where they are such; its date is that of the file, not of the
    publication, and goes into the notes.

    Raises ReadingError where the file is locked by a password, holds pictures of pages, or is broken.
    """
    import pypdf
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks on broken files say nothing to a scholar
    try:
        reader = pypdf.PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadingError("is locked by a password; save it without one")
        pages, empty = _pages(reader)
        properties = {key: one_line(value) for key, value in (reader.metadata or {}).items()}
    except ReadingError:
        raise
    except PyPdfError as error:
        raise ReadingError(f"is no PDF that can be read: {one_line(error, 120)}; save it anew") from error
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, ArithmeticError, NotImplementedError) as error:
        raise ReadingError("is a broken PDF; open it in a PDF viewer and save it anew") from error
    if not any(pages):
        raise ReadingError("holds pictures of pages and no text; have its text recognised (OCR) first")
    paragraphs = _paragraphs(_without_running_lines(pages))
    return (_text(paragraphs, properties, empty),)


def _text(paragraphs: list[str], properties: dict[str, str], empty: list[int]) -> Text:
    """The text with what the properties of the file say, as far as people and not programs wrote them."""
    words = read_words()
    title, author = properties.get("/Title", ""), properties.get("/Author", "")
    plain = re.sub(r"[\d\s_.-]+$", "", title.casefold())
    if plain in words["pdf"]["no_titles"] or re.search(r"\.\w{2,5}$|^microsoft \w+ -", title.casefold()):
        title = ""
    if author.casefold() in words["docx"]["no_authors"]:
        author = ""
    notes = []
    if title and letters(title) not in letters(" ".join(paragraphs[:4])):
        notes.append(f"its properties call it {title[:80]!r}, which its first lines do not")
        title = ""
    heads = bool(title) and letters(paragraphs[0]) == letters(title)
    text = page(title if heads else "", paragraphs)
    if empty:
        shown = ", ".join(map(str, empty[:10])) + (" and others" if len(empty) > 10 else "")
        notes.append(f"page {shown} holds no text" if len(empty) == 1 else f"pages {shown} hold no text")
    if made := re.match(r"D:(\d{4})(\d\d)(\d\d)", properties.get("/CreationDate", "")):
        notes.append(f"the file was made on {'-'.join(made.groups())}, which need not be when it was published")
    return Text(text, title=title, author=author, notes=tuple(notes))


def _pages(reader) -> tuple[list[list[Line]], list[int]]:
    """The lines of each page, and the numbers of pages without text, counted from 1."""
    pages, empty = [], []
    for number, one in enumerate(reader.pages, 1):
        if number > MOST_PAGES:
            raise ReadingError(f"has more than {MOST_PAGES:,} pages; split it into several")
        lines = _lines(one)
        pages.append(lines)
        if not lines:
            empty.append(number)
    return pages, empty


def _lines(one) -> list[Line]:
    """The lines of a page in the order in which the file holds them: column by column, as a rule."""
    pieces: list[tuple[str, float, float, float]] = []

    def note(text, matrix, text_matrix, font, size) -> None:
        x = text_matrix[4] * matrix[0] + text_matrix[5] * matrix[2] + matrix[4]
        y = text_matrix[4] * matrix[1] + text_matrix[5] * matrix[3] + matrix[5]
        scale = (text_matrix[2] ** 2 + text_matrix[3] ** 2) ** 0.5 * (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5
        pieces.append((text, x, y, abs(size * (scale or 1))))

    one.extract_text(visitor_text=note)
    lines: list[Line] = []
    words, place = "", None
    for text, x, y, size in pieces:
        for number, run in enumerate(text.split("\n")):
            if number and words.strip():
                lines.append(Line(_tidy(words), *place))
            if number:
                words, place = "", None
            if run.strip() and place is None:
                place = (x, y, size)
            words += run
    if words.strip():
        lines.append(Line(_tidy(words), *place))
    return [line for line in lines if line.text]


def _tidy(words: str) -> str:
    """The words of a line with single spaces, letters that a font joins parted again: `ﬁve` is `five`."""
    return " ".join(clean(words).translate(LIGATURES).split())


# Running heads


def _without_running_lines(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """The same pages without what stands at the edge of many of them, and without page numbers."""
    filled = [lines for lines in pages if lines]
    edges = [_edges(lines) for lines in filled]
    times = Counter(
        form
        for lines, (top, foot) in zip(filled, edges, strict=True)
        for form in {_form(lines[i].text) for i in (*top, *foot)}
    )
    often = {form for form, count in times.items() if count >= 2 and count >= 0.4 * len(filled)}
    kept = []
    for lines, (top, foot) in zip(filled, edges, strict=True):
        running = {
            i for edge in (top, foot) for i in takewhile(lambda i, lines=lines: _is_running(lines[i], often), edge)
        }
        kept.append([line for i, line in enumerate(lines) if i not in running])
    return kept


def _edges(lines: Sequence[Line]) -> tuple[list[int], list[int]]:
    """The lines at the top and at the foot of a page, the outermost first."""
    order = sorted(range(len(lines)), key=lambda i: -lines[i].y)
    return order[:EDGE_LINES], order[: -EDGE_LINES - 1 : -1]


def _is_running(line: Line, often: set[str]) -> bool:
    return _form(line.text) in often or _is_page_number(line.text) or PRINTED.fullmatch(line.text) is not None


def _form(text: str) -> str:
    """The line with all its numbers made one, as running heads differ in the page number alone."""
    return re.sub(r"\d+|\b[ivxl]+\b", "#", text.casefold())


def _is_page_number(text: str) -> bool:
    """Whether a line says nothing but a page's number.

    >>> _is_page_number("– 12 –"), _is_page_number("Page 3 of 10"), _is_page_number("12 dead")
    (True, True, False)
    """
    words = re.findall(r"\w+", text.casefold())
    known = read_words()["pdf"]["page_words"]
    return (
        bool(words)
        and len(words) <= 4
        and _has_small_number(words)
        and all(word.isdecimal() or word in known for word in words)
    )


def _has_small_number(words: Sequence[str]) -> bool:
    return any(word.isdecimal() and int(word[:6]) <= MOST_PAGES for word in words)


# Paragraphs


def _paragraphs(pages: Sequence[list[Line]]) -> list[str]:
    """Lines joined to paragraphs, across pages and columns too."""
    lines = [line for one in pages for line in one]
    if not lines:
        return []
    known = Counter(word for line in lines for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text.casefold()))
    gaps = [above.y - line.y for above, line in pairwise(lines) if 0 < above.y - line.y < 60]
    usual = median(gaps) if gaps else 0.0
    widest = _usual_width(lines)
    paragraphs = [lines[0].text]
    for above, line in pairwise(lines):
        if _breaks(above, line, usual, widest):
            paragraphs.append(line.text)
        else:
            paragraphs[-1] = _joined(paragraphs[-1], line.text, known)
    return paragraphs


def _usual_width(lines: Sequence[Line]) -> float:
    """Characters of a full line: what nine of ten lines do not exceed."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[int(0.9 * (len(lengths) - 1))]


def _breaks(above: Line, line: Line, usual: float, widest: float) -> bool:
    """Whether a paragraph ends between two lines."""
    if HYPHEN.search(above.text) and line.text[:1].islower():
        return False
    if OPENS_BLOCK.match(line.text):
        return True
    larger = abs(above.size - line.size) > 0.08 * max(above.size, line.size)
    gap = above.y - line.y
    if larger and not line.text[:1].islower():
        return True
    if gap > 0 and usual and gap > 1.35 * max(usual, 0.9 * line.size):
        return not line.text[:1].islower() or bool(ENDS.search(above.text))
    if gap < -1 or gap > 60:  # the next column or page
        return bool(ENDS.search(above.text)) and len(above.text) < 0.85 * widest
    if ENDS.search(above.text):
        return len(above.text) < 0.8 * widest or line.x - above.x > 5
    return len(above.text) < 0.5 * widest and line.text[:1].isupper() and not above.text.endswith(",")


def _joined(above: str, line: str, known: Counter) -> str:
    """Two lines as one; a word broken at the line end is whole again, a compound keeps its hyphen.

    >>> _joined("were evacu-", "ated by boat", Counter())
    'were evacuated by boat'
    >>> _joined("the anti-", "war march", Counter({"anti-war": 2}))
    'the anti-war march'
    """
    if not HYPHEN.search(above):
        return f"{above} {line}"
    first, second = LAST_WORD.search(above[:-1]), FIRST_WORD.match(line)
    if not first or not second or not second[0].islower():
        return above.removesuffix("\u00ad") + line  # `Jean-` and `Pierre`
    whole, parted = (first[0] + second[0]).casefold(), f"{first[0]}-{second[0]}".casefold()
    if above[-1] != "\u00ad" and known[parted] > known[whole]:
        return above + line
    return above[:-1] + line
