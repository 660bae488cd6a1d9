"""What scholars have -> plain text: one module a format, bytes in, texts out; no path, no network.

`read(content, name)` of each module gives the texts of one file, with what the file says about them. Readers rest on
large libraries and read what strangers wrote: `bounded` runs them in a process that has little it may do.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module, resources
from typing import Any, NamedTuple

KINDS = {
    ".txt": "plain",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mhtml": "html",
    ".mht": "html",
    ".wiki": "wikitext",
    ".wikitext": "wikitext",
    ".mediawiki": "wikitext",
    ".pdf": "pdf",
    ".docx": "docx",
    ".csv": "tables",
    ".tsv": "tables",
    ".xlsx": "tables",
    ".jsonl": "json_lines",
    ".ndjson": "json_lines",
}
STATED = ("title", "outlet", "author", "published", "url", "language")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\u2028\u2029]+")
LONGEST_CELL = 300  # characters of a title or another fact about a text


class Text(NamedTuple):
    """One text and what its file says about it, "" where it says nothing; `published` is EDTF."""

    text: str
    title: str = ""
    outlet: str = ""
    author: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    place: str = ""  # where in the file: "row 12", "line 7"; "" where the file is one text
    notes: tuple[str, ...] = ()  # what was left out or is in doubt, a clause each


class ReadingError(ValueError):
    """Why a file gives no text, as the end of a sentence that begins with the file's name."""


def kind_of(name: str) -> str:
    """The reader for a file of that name, "" where there is none.

    >>> kind_of("Page of May.HTM"), kind_of("photo.jpg")
    ('html', '')
    """
    return next((kind for suffix, kind in KINDS.items() if name.lower().endswith(suffix)), "")


def read(content: bytes, name: str) -> tuple[Text, ...]:
    """The texts of a file whose name tells its kind.

    Raises ReadingError where the file cannot be read, KeyError where no reader has its kind.
    """
    if not (kind := kind_of(name)):
        raise KeyError(name)
    return import_module(f"purgelib.readers.{kind}").read(content, name)


@lru_cache(maxsize=1)
def read_words() -> dict[str, Any]:
    """The words of words.toml."""
    return tomllib.loads((resources.files("purgelib.readers") / "words.toml").read_text(encoding="utf-8"))


# What all readers share


def one_line(text: object, longest: int = LONGEST_CELL) -> str:
    """A fact about a text on one line, without control characters, cut at a word where it is too long.

    >>> one_line(" Storm \\n leaves\\x00 forty ")
    'Storm leaves forty'
    """
    words = " ".join(CONTROLS.sub(" ", str(text if text is not None else "")).split())
    return words if len(words) <= longest else words[:longest].rsplit(" ", 1)[0] + " …"


def clean(text: str) -> str:
    """Text without control characters and in composed letters; line ends are `\\n`, no more than one line is blank.

    >>> clean("Cafe\\u0301\\r\\n\\r\\n\\r\\n\\r\\nopen\\x00")
    'Café\\n\\nopen'
    """
    text = unicodedata.normalize("NFC", CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    lines = (re.sub(r"[ \t\xa0]+$", "", line) for line in text.replace("\x85", "\n").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def page(title: str, paragraphs: Iterable[str]) -> str:
    """Title and paragraphs as the plain text that is written: the title as a field, which no body line can be.

    >>> page("Storm leaves forty homeless", ["Storm leaves forty homeless", "A storm came."])
    'Title: Storm leaves forty homeless\\n\\nA storm came.\\n'
    """
    kept = [paragraph for paragraph in map(clean, paragraphs) if paragraph.strip()]
    if title and kept and letters(kept[0]) == letters(title):
        kept = kept[1:]
    if not kept:
        return ""
    return "\n\n".join([f"Title: {title}", *kept] if title else kept) + "\n"


def letters(text: str) -> str:
    """Letters and digits alone, in lower case, to compare what differs in spaces and stops.

    >>> letters("Storm: 40 homeless") == letters("STORM 40 homeless.")
    True
    """
    return re.sub(r"\W+", "", text).casefold()


def read_url(url: object) -> str:
    """An address on the web, "" for anything else.

    >>> read_url("https://post.example/a"), read_url("javascript:alert(1)")
    ('https://post.example/a', '')
    """
    url = str(url or "").strip()
    return url if re.fullmatch(r"https?://[^\s\"'<>\\^`{|}\x00-\x20]{3,1990}", url) else ""


def read_language(code: object) -> str:
    """A language tag such as `en` or `pt-BR`, "" for anything else."""
    code = str(code or "").strip().replace("_", "-")
    return code if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}", code) else ""


def read_date(words: object) -> str:
    """The EDTF date that a cell or a page states, "" where it states none that is sure.

    Of 03/04/2017, which is March to some and April to others, only the year is sure.

    >>> read_date("2017-04-13T10:00:00Z"), read_date("April 13, 2017"), read_date("13.04.2017"), read_date("2017")
    ('2017-04-13', '2017-04-13', '2017-04-13', '2017')
    >>> read_date("03/04/2017"), read_date("last week"), read_date("2017-02-31")
    ('2017', '', '')
    """
    from purgelib.datelines import find_written_dates

    words = one_line(words)
    if re.fullmatch(r"(?:1[89]|20)\d\d", words):
        return words
    compact = re.fullmatch(r"((?:1[89]|20)\d\d)(\d\d)(\d\d)", words)
    dates = find_written_dates("-".join(compact.groups()) if compact else words, date_words())
    return dates[0].edtf if len(dates) == 1 else ""


@lru_cache(maxsize=1)
def date_words():
    """The names of months of lexicons/segment.toml."""
    from purgelib.datelines import read_date_words
    from purgelib.lexicons import SHIPPED

    months = tomllib.loads((SHIPPED / "segment.toml").read_text(encoding="utf-8"))["months"]
    return read_date_words(months)
