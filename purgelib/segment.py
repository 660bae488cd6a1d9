"""A file's text -> its articles, with head, blocks, page furniture and references; no character is ever moved.

Articles, titles, bylines and dates are found by form: short lines without a stop, `By Jane Doe`, `* Outlet. 4th April
2017, 4:50 PM:`, fields such as `Title: ...`, lines of dashes, runs of blank lines. What is no text (menus, file names
of images, citation marks) is a mask: a stretch that stands as blanks for every reader, so that offsets stay true.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from string import ascii_letters
from typing import Any, NamedTuple

from purgelib.datelines import DateWords, find_written_dates, read_date_words
from purgelib.references import Reference, ReferenceWords, read_reference, read_reference_words, with_outlets


class Block(NamedTuple):
    """One paragraph, title, caption ...: a stretch of the file that no sentence crosses."""

    start: int
    end: int
    kind: str  # title|byline|heading|paragraph|caption|teaser|list|reference|furniture
    section: str  # the heading above it, "" if none


class Citation(NamedTuple):
    """A mark such as `[5]` and the number that it cites."""

    start: int
    end: int
    number: str


class Article(NamedTuple):
    """One article of a file; offsets count in the file, `published` is EDTF or ""."""

    part: int
    start: int
    end: int
    title: str
    outlet: str
    author: str
    published: str
    blocks: tuple[Block, ...]
    masks: tuple[tuple[int, int], ...]  # sorted, apart from each other
    references: tuple[Reference, ...]
    citations: tuple[Citation, ...]


class Words(NamedTuple):
    """The words of lexicons/segment.toml as patterns."""

    dates: DateWords
    references: ReferenceWords
    label: re.Pattern[str]  # `Published on`, `Updated:` and weekdays before a date
    updated: re.Pattern[str]
    by: re.Pattern[str]
    outlet: re.Pattern[str]
    office: re.Pattern[str]
    tail: re.Pattern[str]
    opening: re.Pattern[str]
    field: re.Pattern[str]
    fields: dict[str, str]  # label in lower case -> what it says
    code: re.Pattern[str]  # `HD  Title`, two capitals of a press database
    behind: frozenset[str]
    furniture: frozenset[str]
    furniture_start: re.Pattern[str]
    scraps: tuple[str, ...]  # the stretches that the next pattern finds, in lower case
    furniture_within: re.Pattern[str]
    glued: re.Pattern[str]
    glued_ends: tuple[str, ...]  # a text that the pattern finds ends with one of these
    marks: re.Pattern[str]
    file_words: re.Pattern[str]
    teaser: re.Pattern[str]
    credit: re.Pattern[str]
    credit_words: tuple[str, ...]  # one of them, in lower case, stands in the line that credits a picture
    agencies: tuple[str, ...]  # or one of these, behind a slash or a bracket
    reference_headings: frozenset[str]
    link_headings: frozenset[str]
    dateline: re.Pattern[str]


class Line(NamedTuple):
    """A line that is not blank, without the blanks around it, and what it looks like."""

    start: int
    end: int
    gap: int  # line ends between it and the line before
    text: str
    kind: str
    head: "Head"


class Head(NamedTuple):
    """What a line says about an article."""

    title: str = ""
    outlet: str = ""
    author: str = ""
    published: str = ""
    updated: str = ""
    field: str = ""  # the kind of field of a press database
    value: int = 0  # where the value of the field begins in the line
    bullet: bool = False


NOTHING = Head()
BLANKS = " \t\x0b\x0c\x1c-\x1f\x85\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2069\u3000\ufeff\x00-\x08\x0e-\x1b\x7f"
CODED_TITLE = re.compile(r"^HD\s", re.MULTILINE)
CODED_FIELD = re.compile(r"^(?:LP|TD|WC|PD)(?:\s|$)", re.MULTILINE)
LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
EDGE_BEFORE = re.compile(f"[{BLANKS}]*")
SIGNS = frozenset(  # that nobody sees: controls, marks of direction and of joining
    chr(sign)
    for first, last in (
        *((0x00, 0x08), (0x0E, 0x1F), (0x7F, 0x7F), (0xFEFF, 0xFEFF), (0x200B, 0x200B), (0x200E, 0x200F)),
        *((0x202A, 0x202E), (0x2060, 0x2060), (0x2066, 0x2069)),
    )
    for sign in range(first, last + 1)
)
INVISIBLE = re.compile(f"[{''.join(sorted(SIGNS))}]+")
RULE = re.compile(r"(?:[-–—_=*#~•+][ \t]{0,3}){3,200}")  # ---, * * *, =====
CLOSING = "\"'”’»)]"
STOPS = (".", "!", "?", "…", ":", ";")
LAST_IS_INITIAL = re.compile(r"(?:\b[A-Z]\.)+[\"'”’]?$")
# The stop of `... the purge.[12]` and of `... for me.stream_img` stands before what hangs on it
TRAILING_MARKS = re.compile(r"(?:\s?\[[\w ?]{1,20}\]){1,20}$|(?<=[.!?])[a-z]+_\w{1,60}$")
BULLET = re.compile(r"[•‣▪◦●·*–—-]\s+|\(?\d{1,2}[.)]\s+(?=\S)")
MENU_LINE = re.compile(  # `Home | News | Sport | Weather`; a blank is taken in one way only, or many bars take years
    r"[^|•·»>]{1,30}+\s?+(?:[|•·»>](?:\s?+[^|•·»>]{1,30}+\s?+|\s)){3,20}"
)
NAME = re.compile(
    r"(?:(?:Dr|Prof|Sir|Mr|Ms|Mrs)\.?\s)?[^\W\d_a-z][\w'’.-]*"
    r"(?:\s(?:(?:de|da|del|della|der|den|di|du|dos|el|al|bin|ibn|la|le|van|von|ten|ter|y)\s){0,2}[^\W\d_a-z][\w'’.-]*){1,3}"
)
NAMES = re.compile(rf"{NAME.pattern}(?:(?:,\s|\sand\s|\s&\s|,\sand\s){NAME.pattern}){{0,5}}")
AND = re.compile(r",\s(?:and\s)?|\s(?:and|&|AND)\s")
TIME = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[\s\xa0]?[ap]\.?m\.?)?|\d{1,2}[\s\xa0]?[ap]\.?m\.?"
AFTER_DATE = re.compile(
    r"(?:T\d\d:\d\d\S{0,20})?[\s\xa0,|·–—-]{0,5}(?:\w{2,6}day\b,?\s?)?"  # `T18:14Z`, ` Wednesday`
    rf"(?:at\s)?(?:{TIME})?[\s\xa0]{{0,3}}\(?(?:(?-i:[A-Z]{{2,4}})\b(?:[+-]\d{{1,2}})?)?\)?"  # `at 6:14 PM GMT`
    r"[\s\xa0,]{0,3}(?:[|·–—-]\s?)?(?P<rest>[^:]{0,30}?)[\s:.)|]{0,5}",
    re.IGNORECASE,
)
DOCUMENTS = re.compile(r"(?:Document\s)?\d{1,5} of \d{1,6}(?: DOCUMENTS)?", re.IGNORECASE)  # `3 of 20 DOCUMENTS`
ACCESSION = re.compile(r"Document [A-Z]{2,}[A-Za-z0-9]{8,40}")  # `Document GRDN000020170405ed450001x`
COPYRIGHT = re.compile(
    r"(?:Copyright\s?(?:©|\(c\))?|©|\(c\))\s?(?P<year>\d{4})[,\s]{1,3}(?P<outlet>[^.|]{2,80}).{0,200}", re.IGNORECASE
)
COPYRIGHT_TAIL = re.compile(r"\s?(?:All Rights Reserved|Limited|Ltd|Inc|LLC|plc)\b.*$", re.IGNORECASE)
CONTRIBUTORS = re.compile(r"\(?(?:Reporting|Writing|Report) by (?P<who>[^;()]{3,80})")
ENUMERATOR = re.compile(r"[a-z][.)]\s[A-Z]")  # `a. Freedom of Expression`
REFERENCE_ITEM = re.compile(r"(?:\d{1,4}[.)]|\[\d{1,4}\])\s{0,9}[\^↑]|[\^↑]\s")
LISTED_ITEM = re.compile(r"\d{1,4}[.)]\s|\[\d{1,4}\]\s?|[•*–-]\s")
AGENCY_PICTURE_ID = re.compile(r"(?:epa|afp|ap|rtr|rts|gettyimages)[-_]?\d{5,}\b", re.IGNORECASE)

# Runs of letters, digits, hyphens and underscores that may be the file name of an image, glued to the next word or not
FILE_NAME = re.compile(
    r"(?<![\w@#/.:=&?-])(?=[A-Za-z]{0,80}[-_0-9])(?=[\w-]{6,300}(?:[\W]|$))[A-Za-z0-9]+(?:[-_]+[A-Za-z0-9]+)*_*(?!\w)|(?<=[.!?])[a-z]+_[a-z0-9_]+\b"
)
FROM_NO_LETTER = re.compile(r"[-_0-9][\w-]*")  # of such a run what begins with the first sign that is no letter
SHORTEST_FILE_NAME = 6
PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|tiff?|bmp)", re.IGNORECASE)
EXTENSION = re.compile(
    r"(?<![\w@#/.-])[\w-]{1,200}\.(?:jpe?g|png|gif|webp|svg|tiff?|bmp)(?=[A-Z“\"‘\s]|$)", re.IGNORECASE | re.ASCII
)
CREDITS = ("photo", "photograph", "picture", "image", "credit", "©", "getty images")
GLUE = re.compile(r"(?<=[a-z0-9_])(?=[A-Z](?:[A-Z]|[a-z]|$))")
SIZE = re.compile(r"\d{2,4}x\d{2,4}(?!\d)")
LONG_DIGITS = re.compile(r"\d{6,}")
HEX = re.compile(r"(?=[0-9a-fA-F-]*\d)[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-")
QUOTE_NEXT = frozenset('“"‘«„')

CITED_NUMBER = re.compile(r"\d{1,3}")


def read_words(lexicon: Mapping[str, Any]) -> Words:
    """The patterns made of the words of lexicons/segment.toml.

    Raises ValueError where one label of a field stands for two things.
    """

    def listed(table: str, key: str) -> list[str]:
        return [str(word) for word in lexicon.get(table, {}).get(key, ())]

    def any_of(words: Iterable[str]) -> str:
        pieces = sorted(
            {re.escape(word).replace(r"\ ", r"[\s\xa0]").replace("'", "['’]") for word in words},
            key=len,
            reverse=True,
        )
        return "(?:" + "|".join(pieces) + ")" if pieces else "(?!)"

    dates = read_date_words(lexicon.get("months", {}))
    fields: dict[str, str] = {}
    for key in ("title", "outlet", "author", "published", "updated", "passed", "body"):
        for label in listed("fields", key):
            if fields.setdefault(label.lower(), key) != key:
                raise ValueError(
                    f"lexicons/segment.toml: the field {label!r} is {fields[label.lower()]} and {key}; it can be one"
                )
    days = any_of(listed("head", "weekdays"))
    label = any_of([*listed("head", "published"), *listed("head", "updated")])
    month = any_of(dates.months)
    agency = any_of([*listed("head", "outlet"), *listed("kinds", "agencies")])
    codes = [word for word in fields if len(word) == 2]
    capital = [word for word in listed("furniture", "heading") if word[:1].isupper()]
    glued = any_of(capital)
    pictures = any_of(listed("kinds", "agencies"))
    return Words(
        dates=dates,
        references=read_reference_words(lexicon.get("references", {}), dates),
        label=re.compile(rf"(?:{label}:?[\s\xa0]+|{days}\.?,?[\s\xa0]+|{label}:)+", re.IGNORECASE),
        updated=re.compile(rf"{any_of(listed('head', 'updated'))}\b", re.IGNORECASE),
        by=re.compile(rf"{any_of(listed('head', 'by'))}:?[\s\xa0]+(?=\S)", re.IGNORECASE),
        outlet=re.compile(
            rf"{any_of(listed('head', 'outlet'))}(?!\w)|\.(?:com|org|net|co\.uk|ru)\b|^The\s", re.IGNORECASE
        ),
        office=re.compile(rf"[\s,]+(?:{any_of(listed('head', 'offices'))})\b.*$", re.IGNORECASE),
        tail=re.compile(
            rf"{any_of(listed('head', 'tail'))}\b|.{{0,120}}{any_of(listed('head', 'tail_words'))}", re.IGNORECASE
        ),
        opening=re.compile(rf"{any_of(listed('head', 'opening'))}\b.{{0,60}}", re.IGNORECASE),
        field=re.compile(rf"(?P<label>{any_of(fields)})\s?:[\s\xa0]*", re.IGNORECASE),
        fields=fields,
        code=re.compile(rf"(?P<label>{any_of(code.upper() for code in codes)})(?:[\s\xa0]{{1,9}}(?=\S)|$)"),
        behind=frozenset(word.lower() for word in listed("fields", "behind")),
        furniture=frozenset(_plain(word) for word in listed("furniture", "lines")),
        furniture_start=re.compile(rf"{any_of(listed('furniture', 'starts'))}(?!\w)", re.IGNORECASE),
        scraps=tuple(_plain_blanks(stretch) for stretch in listed("furniture", "within")),
        furniture_within=re.compile(
            rf"[|•]?\s?{any_of(listed('furniture', 'within'))}(?:\s?[|•]\s?[\w’' ]{{1,30}}){{0,9}}", re.IGNORECASE
        ),
        glued=re.compile(
            rf"""(?:(?<=[^\W\d_A-Z])|(?<=[)\]\d”’"']))(?:{glued})+$    # `KillingsEdit`
               | \s?\[\s?(?i:{any_of(listed("furniture", "heading"))})\s?\]$   # `Killings[edit]`
            """,
            re.VERBOSE,
        ),
        glued_ends=("]", *sorted({end for word in capital for end in ("'’" if word[-1] == "'" else word[-1])})),
        marks=_read_marks(listed("furniture", "marks"), listed("furniture", "notes"), any_of),
        file_words=re.compile(any_of(listed("furniture", "files")), re.IGNORECASE),
        teaser=re.compile(rf"{any_of(listed('kinds', 'teaser'))}\s?:\s?(?=\S)", re.IGNORECASE),
        credit=re.compile(
            rf"""{any_of(listed("kinds", "credit"))}\s?:               # `Photo: Ann Doe`
               | .*(?:
                     (?<![\w/])(?-i:{pictures}\s?/\s?[A-Z])[\w.'’ -]{{1,40}}   # `EPA/ANN DOE`
                   | \((?-i:{pictures})(?:/[\w.'’ -]{{1,60}})?\)           # `(AP Photo/Ann Doe)`
                   | ©\s?[\w.'’/ -]{{2,60}}
                   | /\s?(?-i:{pictures})                               # `Ann Doe/Reuters`
                   | [.,|][ ](?:Photograph|Photo|Picture|Image|Credit):[ ].{{2,60}}
                   | Getty[ ]Images
                 )\)?\.?$
            """,
            re.IGNORECASE | re.VERBOSE,
        ),
        credit_words=_shortest(word.split()[0].lower() for word in [*listed("kinds", "credit"), *CREDITS]),
        agencies=_shortest(word.split()[0] for word in listed("kinds", "agencies")),
        reference_headings=frozenset(_plain(word) for word in listed("kinds", "references")),
        link_headings=frozenset(_plain(word) for word in listed("kinds", "links")),
        dateline=re.compile(
            rf"""(?:
                   (?P<city>[A-Z][A-Z.'’-]+(?:[ /-][A-Z][A-Z.'’-]+){{0,3}})(?:,\s[A-Z][\w. ]{{1,20}}?)??
                   (?:,\s(?P<day>(?i:{month})\.?\s\d{{1,2}}|\d{{1,2}}\s(?i:{month})\b\.?)(?:,?\s(?P<year>\d{{4}}))?)?
                   \s?(?:\((?P<wire>[^()]{{2,30}})\)|(?=[-–—]))             # `(Reuters) -`, `—`
                 | \((?P<bare>{agency})\)
               )\s?(?:[-–—]{{1,2}}|:)\s?
            """,
            re.VERBOSE,
        ),
    )


def _shortest(words: Iterable[str]) -> tuple[str, ...]:
    """The words that hold none of the others: a text without these holds none at all."""
    kept: list[str] = []
    for word in sorted(set(words), key=lambda word: (len(word), word)):
        if not any(shorter in word for shorter in kept):
            kept.append(word)
    return tuple(kept)


def split_articles(text: str, words: Words) -> tuple[Article, ...]:
    """The articles of a file, in order; together they cover it from its first character to its last.

    >>> words = read_words({"months": {"5": ["May"]}, "head": {"by": ["By"]}})
    >>> text = "Storm leaves forty homeless in port\\n\\nBy Ann Doe\\n\\n3 May 2019\\n\\nA storm came."
    >>> (article,) = split_articles(text, words)
    >>> article.title, article.author, article.published, article.end
    ('Storm leaves forty homeless in port', 'Ann Doe', '2019-05-03', 74)
    """
    lines = _lines(text, words)
    if not lines:
        return (Article(1, 0, len(text), "", "", "", "", (), (), (), ()),) if text.strip() else ()
    firsts = [0, *_later_firsts(lines, words)]
    articles = []
    for part, first in enumerate(firsts, start=1):
        last = firsts[part] if part < len(firsts) else len(lines)
        start = 0 if part == 1 else lines[first].start
        end = lines[last].start if last < len(lines) else len(text)
        articles.append(_article(text, part, start, end, lines[first:last], words))
    return tuple(articles)


# Lines


def _lines(text: str, words: Words) -> list[Line]:
    lines: list[Line] = []
    coded = "HD" in text and CODED_TITLE.search(text) is not None and CODED_FIELD.search(text) is not None
    before = 0
    for match in LINE.finditer(text):
        start, end = _trimmed(text, match.start(), match.end())
        if start == end:
            continue
        gap = len(BREAK.findall(text, before, match.start()))
        kind, head = _look(text[start:end], words, coded)
        lines.append(Line(start, end, gap, text[start:end], kind, head))
        before = match.end()
    return lines


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    start = EDGE_BEFORE.match(text, start, end).end()
    while end > start and (text[end - 1].isspace() or text[end - 1] in SIGNS):
        end -= 1
    return start, end


def _look(text: str, words: Words, coded: bool) -> tuple[str, Head]:
    """The kind of a line by its looks alone, and what it says about the article."""
    if REFERENCE_ITEM.match(text):
        return "reference", NOTHING
    if coded and len(text) > 400 and (code := words.code.match(text)) and words.fields[code["label"].lower()] == "body":
        return "field", Head(field="body", value=code.end())
    if len(text) > 400:
        is_caption = len(text) < 1500 and (words.credit.match(text[-80:]) or AGENCY_PICTURE_ID.match(text))
        return ("caption" if is_caption else "paragraph"), NOTHING
    if RULE.fullmatch(text):
        return "rule", NOTHING
    if _plain(text) in words.furniture or MENU_LINE.fullmatch(text):
        return "furniture", NOTHING
    if words.furniture_start.match(text) and len(text.split()) <= 25:
        return "furniture", NOTHING
    if DOCUMENTS.fullmatch(text) or ACCESSION.fullmatch(text):
        return "counter", NOTHING
    if words.opening.fullmatch(text):
        return "furniture", NOTHING
    if field := words.field.match(text) or (coded and words.code.match(text)) or None:
        key = words.fields[field["label"].lower()]
        return "field", _field_head(key, text, field, words)
    if copyright_line := COPYRIGHT.fullmatch(text):
        outlet = COPYRIGHT_TAIL.sub("", copyright_line["outlet"]).strip(" .,")
        return "copyright", Head(outlet=outlet)
    if words.teaser.match(text):
        return "teaser", NOTHING
    if len(text) <= 160 and (head := _byline(text, words)):
        return "byline", head
    if (_may_credit(text, words) and words.credit.match(text)) or AGENCY_PICTURE_ID.match(text):
        return "caption", NOTHING
    if BULLET.match(text):
        return "list", NOTHING
    if len(text) > 200 or len(text.split()) > 30:
        return "paragraph", NOTHING
    if text.endswith("]") or "_" in text:
        text = TRAILING_MARKS.sub("", text)
    if _ends_sentence(text) and not LAST_IS_INITIAL.search(text):
        return ("question" if text.rstrip("\"'”’»)")[-1:] in "?!…" else "paragraph"), NOTHING
    return "short", NOTHING


def _ends_sentence(text: str) -> bool:
    return text.rstrip(CLOSING).endswith(STOPS)


def _glued(text: str, words: Words) -> re.Match[str] | None:
    """What is glued to the heading that the line is: `KillingsEdit`."""
    return words.glued.search(text) if text.endswith(words.glued_ends) else None


def _may_credit(text: str, words: Words) -> bool:
    """Whether the line holds a word without which it credits no picture: to look before the slow match."""
    lowered = text.lower()
    if any(map(lowered.__contains__, words.credit_words)):
        return True
    return ("/" in text or "(" in text) and any(map(text.__contains__, words.agencies))


def _field_head(key: str, text: str, field: re.Match[str], words: Words) -> Head:
    value = text[field.end() :].strip()
    head = Head(field=key if field["label"].lower() not in words.behind else "behind", value=field.end())
    if key == "passed" and field["label"].lower() in ("length", "wc", "word count"):
        head = head._replace(field="length")
    if key in ("published", "updated"):
        dates = find_written_dates(value, words.dates)
        return head._replace(**{key: dates[0].edtf if dates else ""})
    if key == "author":
        return head._replace(author=_authors(words.by.sub("", value, count=1), words))
    return head._replace(**{key: value}) if key in ("title", "outlet") else head


def _byline(text: str, words: Words) -> Head | None:
    """What a line says that holds nothing but who, where and when; None for any other line."""
    by = words.by.match(text)
    dates = find_written_dates(text, words.dates)
    if not dates:
        if not by or (text.rstrip(CLOSING).endswith((*STOPS, ",")) and len(text.split()) > 8):
            return None
        return _by(text[by.end() :], words)
    date = dates[0]
    after = AFTER_DATE.fullmatch(text, dates[-1].end)
    if not after or (after["rest"] and not _is_remark(after["rest"], words)):
        return None
    bullet = BULLET.match(text)
    before = text[bullet.end() if bullet else 0 : date.start].strip(" \t\xa0|·•([")
    if before in ("*", "-", "–", "—"):
        before, bullet = "", True
    when = {"updated" if words.updated.match(before) else "published": date.edtf}
    if len(dates) > 1 and not words.updated.match(before):
        when = {"published": date.edtf, "updated": dates[-1].edtf}
    before = words.label.sub("", before + " ").strip(" \t\xa0|·•-–—")
    if after["rest"] and words.outlet.search(after["rest"]) and not before:
        when["outlet"] = after["rest"].strip(" -–—|,.")
    head = Head(bullet=bool(bullet), **when)
    ends = before[-1:] in ".,:|"
    before = before.strip(" \t\xa0.,:|-–—")
    if not before:
        return head
    if by:
        said = _by(words.by.sub("", before, count=1), words)
        return head._replace(author=said.author, outlet=said.outlet) if said else None
    if len(before.split()) > 8:
        return None
    names, bar, outlet = before.partition("|")
    if bar and outlet.strip():
        return head._replace(author=_authors(names, words), outlet=outlet.strip())
    if bullet or (ends and "." in text[: date.start]) or words.outlet.search(before):
        return head._replace(outlet=before)
    if NAMES.fullmatch(before):
        return head._replace(author=_authors(before, words))
    return head._replace(outlet=before) if len(before.split()) == 1 and before[:1].isupper() else None


def _is_remark(rest: str, words: Words) -> bool:
    """Whether what stands behind a date (`Final Edition`, `BST`, `| Reuters`) leaves the line a dateline."""
    rest = rest.strip(" -–—|,.")
    if words.updated.match(rest):
        return True
    return len(rest.split()) <= 3 and (not rest[:1].islower() or words.label.match(rest + " ") is not None)


def _by(said: str, words: Words) -> Head | None:
    """Author and outlet of what stands behind `By`; None where it is no name (`By the time pink flowers ...`)."""
    names, _, outlet = said.partition("|")
    names = names.strip(" .,–—-")
    if not names or not names[0].isupper():
        return None
    author = _authors(names, words)
    if not author:
        return Head(outlet=names) if words.outlet.search(names) and len(names.split()) <= 4 else None
    if not outlet:
        last = names.split(", ")[-1].strip()
        outlet = last if last != names and words.outlet.search(last) and not NAME.fullmatch(last + " x") else ""
    return Head(author=author, outlet=outlet.strip())


def _authors(names: str, words: Words) -> str:
    """The names of a byline joined by `; `, without what else it says; "" where there is none."""
    names = words.office.sub("", names.strip()).strip(" .,")
    people = [piece.strip() for piece in AND.split(names) if piece and not words.outlet.search(piece.strip())]
    people = people or [piece.strip() for piece in AND.split(names) if piece and NAME.fullmatch(piece.strip())]
    if not people or len(people) > 8 or not all(NAME.fullmatch(person) or _is_single_name(person) for person in people):
        return ""
    return "; ".join(people)


def _is_single_name(word: str) -> bool:
    return word[:1].isupper() and word.replace("-", "").isalpha()


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").strip(" \t\xa0.:!|[]()»>←→×").split())


def _is_title(line: Line) -> bool:
    """Whether a line could be the title of an article by its looks."""
    if line.kind == "question":
        return len(line.text) <= 150
    return line.kind == "short" and not line.text[:1].islower() and not line.text.endswith((",", ";"))


def _is_long(line: Line) -> bool:
    if line.head.field == "body":
        return len(line.text) > 40
    return line.kind in ("paragraph", "list", "reference") or (line.kind == "question" and len(line.text) > 60)


def _is_name(line: Line) -> bool:
    return line.kind == "short" and len(line.text) <= 60 and NAMES.fullmatch(line.text) is not None


# Where articles begin


def _later_firsts(lines: Sequence[Line], words: Words) -> list[int]:
    """The lines with which the second and later articles begin."""
    firsts: set[int] = set()
    sources = [
        i for i, line in enumerate(lines) if line.kind == "byline" and (line.head.bullet or line.text.endswith(":"))
    ]
    first_long = next((i for i, line in enumerate(lines) if _is_long(line)), len(lines))
    trailing = [i for i in sources if i > first_long] if sources and sources[0] > first_long else []
    firsts.update(i + 1 for i in trailing)  # `* Outlet. 4th April 2017:` stands below its article
    if not trailing:
        firsts.update(sources[1:] if sources and sources[0] == 0 else ())
    encyclopedic = (
        any(line.kind == "reference" for line in lines)
        or sum(line.kind == "short" and _glued(line.text, words) is not None for line in lines) > 1
    )
    seen_title = seen_length = False
    for i, line in enumerate(lines):
        if line.kind == "rule" and _opens_after_rule(lines, i, words):
            firsts.add(i + 1)
        if line.kind == "counter":
            firsts.add(i + 1 if ACCESSION.fullmatch(line.text) else i)
        if line.kind == "field" and line.head.field == "title":
            if seen_title:
                firsts.add(_head_above(lines, i, fields_only=True))
            seen_title = True
        if line.kind == "field" and line.head.field == "length":
            if seen_length and not seen_title:
                firsts.add(_head_above(lines, i, fields_only=False))
            seen_length = True
        if encyclopedic or i == 0:
            continue
        if line.gap >= 2 and _is_title(line) and _opens_article(lines, i, words):
            firsts.add(i)
    return _told_apart(lines, firsts)


def _opens_after_rule(lines: Sequence[Line], i: int, words: Words) -> bool:
    """Whether a line of dashes or stars parts two articles; under a title or between two paragraphs it does not."""
    line, before = lines[i], lines[i - 1] if i else None
    if before is None or i + 1 >= len(lines):
        return False
    if line.gap == 1 and before.kind == "short" and (i == 1 or before.gap > 1):  # `Title` underlined
        return False
    behind = lines[i + 1]
    if behind.kind in ("field", "byline", "counter"):
        return True
    return (
        _is_title(behind) and any(map(_is_long, lines[i + 2 : i + 7])) and any(map(_is_long, lines[max(0, i - 8) : i]))
    )


def _head_above(lines: Sequence[Line], i: int, *, fields_only: bool) -> int:
    """The first line of the head that holds line i."""
    first = i
    for j in range(i - 1, max(-1, i - 12), -1):
        line = lines[j]
        if (
            _is_long(line)
            or line.kind in ("rule", "copyright", "furniture")
            or line.head.field == "behind"
            or (line.kind == "counter" and ACCESSION.fullmatch(line.text))
        ):
            break
        if fields_only and (lines[j + 1].gap > 2 or line.kind not in ("field", "byline", "counter")):
            break
        first = j
    return first


def _opens_article(lines: Sequence[Line], i: int, words: Words) -> bool:
    """Whether the title-like line i has behind it what only a new article has."""
    line, behind = lines[i], lines[i + 1 : i + 5]
    if len(line.text.split()) < 4 or not any(map(_is_long, lines[max(0, i - 6) : i])) or not any(map(_is_long, behind)):
        return False
    for later in behind:
        if later.kind == "byline" and not later.head.bullet and not later.text.endswith(":"):
            return True
        if later.kind == "paragraph":
            if words.dateline.match(later.text) and line.gap > 2:
                return True
            break
        if later.kind not in ("short", "caption", "furniture", "question"):
            break
    ended = lines[i - 1].kind in ("byline", "copyright", "furniture") or _is_name(lines[i - 1])
    return line.gap >= 4 or (line.gap >= 3 and ended)


def _told_apart(lines: Sequence[Line], firsts: Iterable[int]) -> list[int]:
    """The same, without articles that would hold no text: a rule or a counter between two opens one article."""
    texts, longs = [0], [0]  # how many lines before each hold text, and running text
    for line in lines:
        longs.append(longs[-1] + _is_long(line))
        texts.append(texts[-1] + (_is_long(line) or line.kind in ("short", "question")))
    kept: list[int] = []
    for first in sorted(f for f in firsts if 0 < f < len(lines)):
        previous = kept[-1] if kept else 0
        if texts[first] == texts[previous] or (kept and longs[first] == longs[previous]):
            continue
        kept.append(first)
    while kept and texts[-1] == texts[kept[-1]]:
        kept.pop()
    return kept


# One article


def _article(text: str, part: int, start: int, end: int, lines: list[Line], words: Words) -> Article:
    kinds = [line.kind for line in lines]
    title_line, first_text = _find_title(lines, kinds, words)
    head = _read_head(lines, kinds, title_line, first_text, words)
    masks = _inline_masks(text, start, end, words)
    blocks, entries = _blocks(text, lines, kinds, first_text, words, masks)
    citations = _citations(
        text, start, end, words, [(b.start, b.end) for b in blocks if b.kind == "reference"], bool(entries)
    )
    masks += [(c.start, c.end) for c in citations] + _other_marks(text, start, end, words)
    masks += [(block.start, block.end) for block in blocks if block.kind == "furniture"]
    if any(map(text[start:end].__contains__, SIGNS)):
        masks += [match.span() for match in INVISIBLE.finditer(text, start, end)]
    times: dict[str, int] = {}
    for citation in citations:
        times[citation.number] = times.get(citation.number, 0) + 1
    references = tuple(entry._replace(cited=times.get(entry.number, entry.cited)) for entry in with_outlets(entries))
    return Article(part, start, end, head.title, head.outlet, head.author, head.published or head.updated,
                   blocks, _merged(masks), references, citations)  # fmt: skip


def _find_title(lines: Sequence[Line], kinds: list[str], words: Words) -> tuple[int, int]:
    """Which line is the title (-1: none) and with which the running text begins; names the head's kinds."""
    first_text = next((i for i, line in enumerate(lines) if _is_text(lines, i)), len(lines))
    for i, line in enumerate(lines):
        if line.head.field == "title" and line.head.title:
            kinds[i] = "title"
            return i, max(first_text, i + 1)
    candidates = [i for i in range(min(first_text, 15)) if _is_title(lines[i]) and not _glued(lines[i].text, words)]
    if first_text == len(lines) and not any(line.kind == "caption" for line in lines):  # short lines throughout
        candidates = candidates[:1]
    if not candidates:
        return -1, first_text
    outlets = [i for i in candidates if _names_outlet(lines, i, words) and candidates[-1] > i]
    candidates = [i for i in candidates if i not in outlets] or candidates
    title = next((i for i in candidates if len(lines[i].text.split()) >= 4), candidates[0])
    for i in candidates:
        if i < title:
            kinds[i] = "furniture"  # the name of the page's section, `In The South`
    for i in outlets:
        kinds[i] = "outlet"
    kinds[title] = "title"
    return title, max(first_text, title + 1)


def _is_text(lines: Sequence[Line], i: int) -> bool:
    """Whether running text begins here: a paragraph, or a question that is no title."""
    line = lines[i]
    if line.kind == "question":
        return (
            i > 0 and len(line.text.split()) > 12 and any(before.kind in ("short", "question") for before in lines[:i])
        )
    return line.kind in ("paragraph", "list", "reference") or line.head.field == "body"


def _names_outlet(lines: Sequence[Line], i: int, words: Words) -> bool:
    line = lines[i]
    if len(line.text.split()) > 6 or not words.outlet.search(line.text):
        return False
    followed_by_date = i + 1 < len(lines) and lines[i + 1].kind == "byline"
    return len(line.text.split()) <= 3 or followed_by_date


def _read_head(lines: Sequence[Line], kinds: list[str], title: int, first_text: int, words: Words) -> Head:
    """Title, outlet, author and date of an article, from the lines above and below its text."""
    said: dict[str, str] = {}

    def say(**facts: str) -> None:
        for key, value in facts.items():
            if value:
                said.setdefault(key, value)

    if title >= 0:
        say(title=lines[title].head.title or words.glued.sub("", lines[title].text))
    last_text = next((i for i in range(len(lines) - 1, -1, -1) if _is_running(lines[i], words)), -1)
    for i, line in enumerate(lines):
        if kinds[i] == "outlet":
            say(outlet=line.text)
            kinds[i] = "byline"
        outside = i < first_text + 1 or i > last_text or _signs(lines, i)
        if line.kind == "field" and (outside or line.head.field in ("behind", "length")):
            say(**line.head._asdict() | {"field": "", "value": 0, "bullet": 0, "title": ""})
            if kinds[i] == "field":
                kinds[i] = "byline" if line.head.field in ("outlet", "author", "published", "updated") else "furniture"
        elif line.kind == "byline" and (outside or line.head.bullet):
            say(
                outlet=line.head.outlet,
                author=line.head.author,
                published=line.head.published,
                updated=line.head.updated,
            )
        elif outside and _is_name(line) and kinds[i] == "short" and i != title and (title >= 0 or i > last_text):
            if not _is_doubled(lines, i) and not words.outlet.search(line.text):
                say(author=_authors(line.text, words))
                kinds[i] = "byline"
        elif i > last_text and (names := CONTRIBUTORS.match(line.text)):
            say(author=_authors(names["who"], words))
    for i, line in enumerate(lines):
        if line.head.field == "body":
            kinds[i] = "body"
        if kinds[i] == "copyright":
            say(outlet=line.head.outlet)
            kinds[i] = "furniture"
    if 0 <= first_text < len(lines) and (wire := words.dateline.match(lines[first_text].text)):
        agency = wire["wire"] or wire["bare"] or ""
        say(outlet=agency)
        if wire["day"] and wire["year"]:
            dates = find_written_dates(f"{wire['day']}, {wire['year']}", words.dates)
            say(published=dates[0].edtf if dates else "")
    return Head(**{key: said.get(key, "") for key in ("title", "outlet", "author", "published", "updated")})


def _is_running(line: Line, words: Words) -> bool:
    return _is_long(line) and not words.tail.match(line.text) and not CONTRIBUTORS.match(line.text)


def _signs(lines: Sequence[Line], i: int) -> bool:
    """Whether a name stands at the foot of an article, a remark or two above the line with outlet and date."""
    if not _is_name(lines[i]):
        return False
    for line in lines[i + 1 : i + 5]:
        if line.kind == "byline" and line.head.bullet:
            return True
        if len(line.text) > 300:
            return False
    return False


def _is_doubled(lines: Sequence[Line], i: int) -> bool:
    """Whether the line stands twice, as a picture's description and its caption."""
    return any(0 <= j < len(lines) and lines[j].text == lines[i].text for j in (i - 1, i + 1))


def _blocks(
    text: str, lines: Sequence[Line], kinds: Sequence[str], first_text: int, words: Words, masks: list[tuple[int, int]]
) -> tuple[tuple[Block, ...], list[Reference]]:
    """The blocks of an article and the entries of its reference lists; adds to the masks what is glued to headings."""
    wrapped = _is_wrapped(lines)
    glued = [_glued(line.text, words) if len(line.text) < 120 else None for line in lines]
    encyclopedic = sum(map(bool, glued)) > 0
    caption_texts: list[str] = []
    blocks: list[Block] = []
    entries: list[Reference] = []
    section, listing, i = "", False, 0
    while i < len(lines):
        line, kind = lines[i], kinds[i]
        last = i
        if mark := glued[i]:
            masks.append((line.start + mark.start(), line.end))
            section, kind = line.text[: mark.start()].strip(), "heading"
            listing = _plain(section) in words.reference_headings
        elif kind in ("short", "question"):
            kind = _short_kind(lines, kinds, i, first_text, wrapped)
            listing = _plain(line.text) in words.reference_headings or (listing and kind != "heading")
            if kind == "heading" and _plain(section) in words.link_headings and line.gap <= 2:
                kind = "list"
            elif kind == "heading" and (not encyclopedic or listing):
                section = line.text
            elif listing:
                kind = "reference"
        elif (kind == "paragraph" and listing and LISTED_ITEM.match(line.text)) or (kind == "list" and listing):
            kind = "reference"
        elif encyclopedic and kind == "paragraph" and line.gap > 2:
            section = ""  # the heading above was lost with the page's furniture
        if kind == "reference" and not entries and _plain(section) not in words.reference_headings:
            section = ""
        if kind in ("rule", "counter"):
            kind = "furniture"
        if kind == "body":
            kind, start = (
                ("paragraph", line.start + line.head.value)
                if line.head.value < len(line.text)
                else ("furniture", line.start)
            )
        else:
            start = line.start + (line.head.value if kind == "title" else 0)
        if kind in ("field", "copyright"):
            kind = "paragraph"
        if kind in ("paragraph", "caption", "list", "title", "reference"):
            last = _last_of(lines, kinds, i, kind, wrapped)
        end = lines[last].end
        if kind == "caption":
            caption_texts.append(_letters(text[start:end]))
        elif (
            kind == "paragraph"
            and caption_texts
            and 60 < end - start < 1500
            and any(_letters(text[start:end]) in said for said in caption_texts)
        ):
            kind = "caption"  # a caption that the page says twice
        for m_start, m_end in masks:
            if m_start == start and m_end < end and kind in ("paragraph", "caption", "list"):
                start = m_end
                start += len(text[start:end]) - len(text[start:end].lstrip())
        if start < end:
            blocks.append(Block(start, end, kind, "" if kind in ("title", "byline", "furniture") else section))
        if kind == "reference":
            entries.append(
                read_reference(text[line.start : end], words.references, start=line.start, order=len(entries) + 1)
            )
        i = last + 1
    return tuple(blocks), entries


def _short_kind(lines: Sequence[Line], kinds: Sequence[str], i: int, first_text: int, wrapped: bool) -> str:
    """What a short line without a stop is, by what stands around it."""
    line = lines[i]
    if _is_doubled(lines, i):
        return "caption"
    if line.kind == "question" and len(line.text.split()) > 8:
        return "paragraph"
    if wrapped and len(line.text) >= 40 and i + 1 < len(lines) and lines[i + 1].gap == 1 and not line.text.istitle():
        return "paragraph"
    if i + 1 < len(lines) and lines[i + 1].gap == 1 and line.gap == 1 and kinds[i + 1] == "paragraph":
        return "paragraph"  # `On April 1, the independent newspaper` goes on in the next line
    if line.text[:1].islower() and not ENUMERATOR.match(line.text):
        return "paragraph"
    if i < first_text:
        return "paragraph"  # a standfirst below the title
    if line.kind == "question" and line.text.rstrip("\"'”’»)")[-1:] != "?":
        return "paragraph"
    if any(kinds[j] in ("paragraph", "list", "reference") for j in range(i + 1, min(i + 3, len(lines)))):
        return "heading"
    return "caption" if i + 1 < len(lines) else "paragraph"


def _is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether the text is broken into lines of even length, so that a line end is no paragraph's end."""
    held = [
        lines[i]
        for i in range(len(lines) - 1)
        if lines[i + 1].gap == 1 and lines[i].kind in ("short", "paragraph", "question")
    ]
    if len(held) < 4:
        return False
    open_lines = [line for line in held if 40 <= len(line.text) <= 110 and not _ends_sentence(line.text)]
    return len(open_lines) >= 0.5 * len(held) and len(open_lines) >= 0.3 * sum(len(line.text) >= 40 for line in lines)


def _last_of(lines: Sequence[Line], kinds: Sequence[str], i: int, kind: str, wrapped: bool) -> int:
    """The last line of the block that begins with line i."""
    last = i
    while last + 1 < len(lines):
        line, behind = lines[last], lines[last + 1]
        if behind.gap != 1 or kinds[last + 1] not in ("short", "paragraph", "question"):
            break
        if kind == "reference" and LISTED_ITEM.match(behind.text):
            break
        goes_on = behind.text[:1].islower() and not _ends_sentence(line.text)
        cut = last == i and line.kind == "short" and line.gap == 1 and kind == "paragraph"
        if not (goes_on or cut or (wrapped and kind in ("paragraph", "list", "reference"))):
            break
        last += 1
    return last


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


# What is masked


def _inline_masks(text: str, start: int, end: int, words: Words) -> list[tuple[int, int]]:
    """File names of images and scraps of menus within lines."""
    found: list[tuple[int, int]] = []
    plain = _plain_blanks(text[start:end])
    if any(map(plain.__contains__, words.scraps)):  # look before the slow matches
        found += [match.span() for match in words.furniture_within.finditer(text, start, end)]
    if PICTURE.search(text, start, end):
        found += [match.span() for match in EXTENSION.finditer(text, start, end)]
    reached = start
    for rest in FROM_NO_LETTER.finditer(text, start, end):
        begin = rest.start()
        while begin > reached and text[begin - 1] in ascii_letters:
            begin -= 1
        reached = rest.end()
        if reached - begin < SHORTEST_FILE_NAME and "_" not in rest[0]:
            continue  # `2017`
        match = FILE_NAME.match(text, begin, end)
        if match and (stretch := _file_name(text, match, words)):
            found.append(stretch)
    return found


def _plain_blanks(text: str) -> str:
    """The text in lower case with one blank for any white space."""
    return " ".join(text.lower().replace("’", "'").split())


def _file_name(text: str, match: re.Match[str], words: Words) -> tuple[int, int] | None:
    """Where the name of an image file ends, if the run of letters is one: before the word that is glued to it."""
    run = match[0]
    named = words.file_words.search(run) is not None
    hyphens, underscored = run.count("-"), "_" in run
    if not (named or underscored or hyphens > 1 or any(map(str.isdigit, run))):
        return None  # `well-known`
    behind = text[match.end() : match.end() + 1]
    if behind == "@":
        return None
    glue = [at.start() for at in GLUE.finditer(run)]
    quoted = behind in QUOTE_NEXT if behind else False
    opens_line = match.start() == 0 or text[match.start() - 1] in "\r\n"
    letters = any(map(str.isalpha, run))
    strong = bool(named or SIZE.search(run) or HEX.match(run) or AGENCY_PICTURE_ID.match(run))
    digits = LONG_DIGITS.search(run) is not None and letters
    if AGENCY_PICTURE_ID.fullmatch(run) or (named and not glue):
        return match.span()
    if not letters or not (
        strong
        or underscored
        or (digits and (hyphens or opens_line))
        or (hyphens >= 2 and opens_line and run[0].islower())
    ):
        return None
    if quoted:
        return match.span()
    if underscored and not glue:  # `user_name` within a sentence is none
        return match.span() if opens_line or strong or digits or text[match.start() - 1] in ".!?" else None
    if not glue:
        return match.span() if strong and hyphens else None
    cut = glue[-1]
    if not (underscored or strong or digits) and not run[cut:].isalpha():
        return None
    if cut > 0 and run[:cut].rstrip("-_0123456789") == "" and not (underscored or digits):
        return None
    return (match.start(), match.start() + cut)


def _citations(
    text: str, start: int, end: int, words: Words, lists: Sequence[tuple[int, int]], has_list: bool
) -> tuple[Citation, ...]:
    """Marks that cite: attached to a word or stop, or standing before a stop; never in the reference list itself."""
    found: list[Citation] = []
    letters: list[Citation] = []
    list_at, last_end = 0, -1
    for match in words.marks.finditer(text, start, end):
        if not (match["number"] or match["letter"] or match["note"]):
            continue
        while list_at < len(lists) and lists[list_at][1] <= match.start():
            list_at += 1
        if list_at < len(lists) and lists[list_at][0] <= match.start():
            continue
        if not _cites(text, match, last_end, start, end):
            continue
        last_end = match.end()
        if match["letter"]:
            letters.append(Citation(*match.span(), match["letter"]))
        elif match["note"]:
            found.append(Citation(*match.span(), " ".join(match["note"].split())))
        else:
            found += [Citation(*match.span(), number) for number in CITED_NUMBER.findall(match["number"])]
    if any(c.number == "a" for c in letters):  # notes begin with a: without it, `[s]` is an editor's letter
        found += letters
    return tuple(sorted(found))


def _cites(text: str, match: re.Match[str], last_end: int, start: int, end: int) -> bool:
    """Whether a bracketed number or letter cites: `camps.[3]`, `said [4].`; not `about [30] people`, `protest[s]`."""
    at, behind = match.start(), text[match.end() : match.end() + 1]
    before = text[at - 1 : at]
    if last_end == at or (last_end == at - 1 and before.isspace()):
        return True
    if at <= start or before in "\r\n":
        return False
    if match["letter"] and behind.isalpha():
        return False
    if behind and behind.isalnum() and match["number"] is None:
        return False
    if not before.isspace():
        return before not in "([{" and not (match["letter"] and match["letter"] in "sdn" and before.isalpha())
    if match.end() >= end or behind in ".,;:!?)”\"'’[\r\n–—":
        return True
    word_before = text[max(start, at - 2) : at - 1]
    return match["letter"] is None and word_before in tuple('.!?”")') and behind.isspace()


def _other_marks(text: str, start: int, end: int, words: Words) -> list[tuple[int, int]]:
    return [match.span() for match in words.marks.finditer(text, start, end) if match["doubt"]]


def _read_marks(doubts: list[str], notes: list[str], any_of: Any) -> re.Pattern[str]:
    return re.compile(
        rf"\[\s?(?:(?P<number>\d{{1,3}}(?:\s?[,–-]\s?\d{{1,3}}){{0,9}})|(?P<letter>[a-z])"
        rf"|(?P<note>{any_of(notes)}\.?[\s\xa0]?\d{{1,3}})|(?P<doubt>(?i:{any_of(doubts)})))\s?\]"
    )


def _merged(masks: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(masks):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return tuple(merged)
