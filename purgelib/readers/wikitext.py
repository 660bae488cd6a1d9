"""Wikitext -> the text that a reader of the page sees, with numbered references as encyclopedias print them."""

import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import NamedTuple

from purgelib.readers import ReadingError, Text, one_line, page, read_words
from purgelib.readers.decoding import decode

DEEPEST = 40  # templates and links within each other
REFERENCES = "References[edit]"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
BREAKS = frozenset({"br", "hr"})
DROPPED_TAGS = frozenset(
    {"table", "gallery", "timeline", "imagemap", "math", "score", "style", "templatestyles", "graph"}
)
BLOCK_TAGS = frozenset({"blockquote", "div", "p", "center", "poem"})
WHOLE_NUMBER = re.compile(r"\d{4,}(?=\D|$)")
RANGE_WORDS = {
    "-": "–",
    "–": "–",
    "to": " to ",
    "and": " and ",
    "or": " or ",
    "by": " by ",
    "x": " × ",
    "to(-)": " to ",
}


class Page(NamedTuple):
    """What is collected while a page is read."""

    words: Mapping
    entries: list[str]  # of the list of references
    named: dict[str, int]  # name of a reference -> its number
    dropped: dict[str, int]  # template that is not known -> how often


def read(content: bytes, name: str) -> tuple[Text, ...]:
    """The text of a page; its title is the name of the file, as wikis save it.

    Numbers in templates stay, tables, pictures and boxes go; each template that is not known is named in the notes.

    Raises ReadingError where the file is not in UTF-8 or holds no text.
    """
    import mwparserfromhell

    read = Page(read_words()["wikitext"], [], {}, {})
    code = mwparserfromhell.parse(_without_comments(decode(content)))
    body = _rendered(code, read, 0)
    title = one_line(PurePath(name).stem.replace("_", " "))
    paragraphs = [_paragraph(part) for part in re.split(r"\n\s*\n", _with_list_lines(body))]
    if not any(re.search(r"\w", part) for part in paragraphs):
        raise ReadingError("holds no text")
    entries = [f"{number}. ^ {one_line(entry, 2000)}" for number, entry in enumerate(read.entries, 1) if entry.strip()]
    while paragraphs and (not paragraphs[-1] or paragraphs[-1].endswith("[edit]")):
        paragraphs.pop()  # a section that held nothing but the list of references
    if entries:
        paragraphs += [REFERENCES, "\n".join(entries)]
    notes = ()
    if read.dropped:
        named = ", ".join(sorted(read.dropped)[:12]) + (" and others" if len(read.dropped) > 12 else "")
        notes = (f"left out what these templates hold: {named}",)
    return (Text(page(title, paragraphs), title=title, notes=notes),)


def _without_comments(text: str) -> str:
    return re.sub(r"<!--.*?(?:-->|\Z)", "", text, flags=re.DOTALL)


def _rendered(code, read: Page, depth: int) -> str:
    """The words of a piece of wikitext."""
    if code is None or depth > DEEPEST:
        return ""
    return "".join(_node(node, read, depth) for node in code.nodes)


def _node(node, read: Page, depth: int) -> str:
    kind = type(node).__name__
    if kind == "Text":
        return str(node)
    if kind == "Heading":
        words = " ".join(_rendered(node.title, read, depth + 1).split())
        return f"\n\n{words}[edit]\n\n" if words else "\n\n"
    if kind == "Wikilink":
        return _link(node, read, depth)
    if kind == "ExternalLink":
        return _rendered(node.title, read, depth + 1) if node.title else "" if node.brackets else str(node.url)
    if kind == "HTMLEntity":
        return _entity(node)
    if kind == "Template":
        return _template(node, read, depth)
    if kind == "Tag":
        return _tag(node, read, depth)
    return ""


def _entity(node) -> str:
    try:
        return node.normalize()
    except (ValueError, OverflowError):
        return ""


def _link(node, read: Page, depth: int) -> str:
    title = str(node.title).strip()
    space = title.lstrip(":").partition(":")[0].strip().casefold()
    if space in read.words["dropped_spaces"] and not title.startswith(":"):
        return ""
    if node.text is not None:
        return _rendered(node.text, read, depth + 1)
    return title.lstrip(":")


def _tag(node, read: Page, depth: int) -> str:
    tag = str(node.tag).strip().lower()
    if tag == "ref":
        return _cited(read, _attribute(node, "name"), _rendered(node.contents, read, depth + 1))
    if tag == "references":
        return _listed(node.contents, read, depth)
    if tag in DROPPED_TAGS:
        return ""
    if tag in BREAKS:
        return "\n"
    if tag in ("li", "dd", "dt") and node.wiki_markup:
        return "\n• " if tag == "li" else "\n"
    words = _rendered(node.contents, read, depth + 1)
    if tag in BLOCK_TAGS:
        return f"\n\n{words}\n\n"
    return f"\n• {words}" if tag == "li" else words


def _listed(contents, read: Page, depth: int) -> str:
    """Nothing to be seen; the references that stand in the list alone are read."""
    for node in contents.nodes if contents is not None else ():
        if type(node).__name__ == "Tag" and str(node.tag).strip().lower() == "ref":
            _cited(read, _attribute(node, "name"), _rendered(node.contents, read, depth + 1))
    return ""


def _attribute(node, name: str) -> str:
    for attribute in node.attributes:
        if str(attribute.name).strip().lower() == name:
            return str(attribute.value).strip(" \"'") if attribute.value is not None else ""
    return ""


def _cited(read: Page, name: str, entry: str) -> str:
    """The mark of a reference, which is added to the list where it is new."""
    entry = " ".join(entry.split())
    if not entry and not name:
        return ""
    number = read.named.get(name, 0) if name else 0
    if not number:
        read.entries.append(entry)
        number = len(read.entries)
        if name:
            read.named[name] = number
    elif entry and not read.entries[number - 1]:
        read.entries[number - 1] = entry
    return f"[{number}]"


# Templates


def _template(node, read: Page, depth: int) -> str:
    name = " ".join(_rendered(node.name, read, depth + 1).replace("_", " ").split()).casefold()
    words = read.words
    places = [param for param in node.params if not param.showkey]
    given = {str(param.name).strip().casefold(): param.value for param in node.params}

    def at(key: str | int) -> str:
        value = given.get(str(key))
        return " ".join(_rendered(value, read, depth + 1).split()) if value is not None else ""

    head, colon, rest = name.partition(":")
    if colon and head.strip() in words["numbers"]:  # {{formatnum:12345}}
        return _with_commas(rest.strip())
    if name in words["signs"]:
        return words["signs"][name]
    if name in words["numbers"]:
        return _with_commas(at(1))
    if name in words["conversions"]:
        return _conversion([" ".join(_rendered(one.value, read, depth + 1).split()) for one in places])
    if name in words["dates"]:
        return _date(at("year") or at(1), at("month") or at(2), at("day") or at(3))
    if name in words["about"]:
        return " – ".join(f"c. {one}" for one in filter(None, (at(1), at(2))))
    if name in ("as of", "asof"):
        return f"{'as' if at('lc') else 'As'} of {_date(at(1), at(2), at(3))}"
    if name in words["currencies"]:
        return words["currencies"][name] + _with_commas(at(1))
    if name in ("frac", "fraction", "sfrac"):
        return "/".join(filter(None, (at(1), at(2)))) if not at(3) else f"{at(1)} {at(2)}/{at(3)}"
    if name in ("percent", "pct", "percentage"):
        return f"{at(1)}%"
    if name in words["notes"]:
        return _cited(read, at("name"), at(1))
    if name in words["short_notes"]:
        entry = ", ".join(filter(None, (at(1), at(2), at("p") or at("pp"))))
        return _cited(read, entry, f"{entry}.") if depth == 0 else entry
    if name == "reflist":
        return _listed(given.get("refs"), read, depth)
    if name in words["cited"]:
        return _entry(at)
    if name == "val":
        return " ".join(filter(None, (_with_commas(at(1)), at("u") or at("ul"))))
    if name in words["first"]:
        return _block(name, at(1) or at("text") or at("quote"), read)
    if name in words["second"] or name.startswith("lang-"):
        return at(1) if name.startswith("lang-") else at(2) or at(1)
    if name not in words["silent"] and not any(name.startswith(f"{one} ") for one in words["silent"] if len(one) > 5):
        read.dropped[one_line(name, 40)] = read.dropped.get(name, 0) + 1
    return ""


def _block(name: str, words: str, read: Page) -> str:
    return f"\n\n{words}\n\n" if "quot" in name and words else words


def _with_commas(number: str) -> str:
    """`12345` as `12,345`, a number of four digits too, as wikis write them."""
    return WHOLE_NUMBER.sub(lambda match: f"{int(match[0]):,}", number, count=1) if len(number) < 40 else number


def _conversion(places: list[str]) -> str:
    """`{{convert|50|to|60|km|mi}}` as `50 to 60 km`."""
    if not places:
        return ""
    if len(places) > 3 and places[1].strip() in RANGE_WORDS:
        amount = f"{_with_commas(places[0])}{RANGE_WORDS[places[1].strip()]}{_with_commas(places[2])}"
        return f"{amount} {places[3]}"
    return " ".join(filter(None, (_with_commas(places[0]), *places[1:2])))


def _date(year: str, month: str, day: str) -> str:
    """`2017`, `4`, `13` as `13 April 2017`."""
    if month.isdecimal() and 1 <= int(month) <= 12:
        month = MONTHS[int(month) - 1]
    return " ".join(filter(None, (day, month, year)))


def _entry(at) -> str:
    """A work cited, in the order in which encyclopedias print it."""
    people = []
    for number in ("", "1", "2", "3"):
        last, first = at(f"last{number}") or at(f"surname{number}"), at(f"first{number}") or at(f"given{number}")
        people.append(", ".join(filter(None, (last, first))))
    authors = "; ".join(filter(None, (*people, at("author"), at("author1"), at("authors"))))
    date = at("date") or at("year")
    title = at("title") or at("chapter")
    outlet = at("work") or at("newspaper") or at("website") or at("journal") or at("magazine") or at("publisher")
    outlet = outlet or at("agency")
    access, archived = at("access-date") or at("accessdate"), at("archive-date") or at("archivedate")
    pieces = [
        f"{authors} ({date})." if authors and date else f"{authors}." if authors else "",
        f'"{title}".' if title else "",
        f"{outlet}." if outlet else "",
        f"{date}." if date and not authors else "",
        f"Archived from the original on {archived}." if archived else "",
        f"Retrieved {access}." if access else "",
    ]
    return " ".join(filter(None, pieces)).replace("..", ".")


# Lines


def _with_list_lines(body: str) -> str:
    """Items of a list parted from the paragraph before them."""
    return re.sub(r"\n(?=• )", "\n\n", re.sub(r"(?m)^[ \t]+", "", body))


def _paragraph(part: str) -> str:
    """A paragraph of wikitext, whose single line ends mean nothing, as one line."""
    return " ".join(_spaced_marks(part).split())


def _spaced_marks(part: str) -> str:
    return re.sub(r"\s+(?=\[\d{1,4}\])", "", re.sub(r"''+", "", part))
