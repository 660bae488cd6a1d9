"""Entries of a reference list: who, what, where, when, and how often the text cites it.

An entry is read by its form: what is quoted is the title, what stands before it are authors and date, what stands
behind it is the outlet up to the first date or the word for "retrieved".
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from purgelib.datelines import DateWords, find_written_dates


class Reference(NamedTuple):
    """One entry of a reference list; offsets count in the file, dates are EDTF or ""."""

    start: int
    end: int
    number: str
    authors: str
    title: str
    outlet: str
    published: str
    retrieved: str
    archived: str
    quoted: str  # what the entry itself quotes from the work
    cited: int  # how often the text cites it
    title_start: int
    title_end: int


class ReferenceWords(NamedTuple):
    """The words around the parts of an entry."""

    dates: DateWords
    retrieved: re.Pattern[str]
    archived: re.Pattern[str]
    via: re.Pattern[str]
    passed: re.Pattern[str]


NUMBER = re.compile(r"\s{0,9}(?:\[(?P<mark>\d{1,4})\]|(?P<plain>\d{1,4})[.)](?=\s))?\s{0,9}")  # `12. `, `[12] `
BACKLINKS = re.compile(r"[\^↑]\s{0,9}(?P<letters>(?:[a-z]{1,2}\s{1,9}){0,60})")  # `^ a b c Name`
QUOTES = {'"': '"', "“": "”", "„": "“”", "«": "»", "‘": "’", "'": "'"}
OPENERS = re.compile(r'["“„«]')
SINGLE_OPENERS = re.compile(r"(?:(?<=\s)|(?<=^))['‘](?=\S)")
URL = re.compile(r"https?://(?:www\.)?(?P<host>[\w.-]+)\S*")
BRACKETS = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]")
SENTENCE_BREAK = re.compile(r"(?<![A-Z])(?<!\b[A-Z]r)(?<!\bSt)\.\s+|\.$|;\s+")  # not within `U.S. Department`
YEAR = re.compile(r"\b(?:1[89]|20)\d\d[a-z]?\b")
TAGLINE = re.compile(r"\s[-–—|]\s.*|:\s.*|\s[-–—]$")  # `PinkNews - Gay news and comment`
WRITER = re.compile(
    r"(?P<name>[^\W\d_a-z][\w.'’-]*(?:\s[^\W\d_a-z][\w.'’-]*){1,3}),\s(?=\S+\s\S+\s\S+)"
)  # `Tanya Lokshina, Title`
EDGES = " \t\xa0.,;:–—-'’|/"


def read_reference_words(table: Mapping[str, Sequence[str]], dates: DateWords) -> ReferenceWords:
    """The patterns for the words of the table [references]."""

    def any_of(key: str) -> str:
        words = sorted(table.get(key, ()), key=len, reverse=True)
        return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s") for word in words) + ")" if words else "(?!)"

    note = r"(?:\s\([^()]{1,20}\))?"  # `Archived from the original (PDF) on 20 April`
    return ReferenceWords(
        dates,
        re.compile(rf"\b{any_of('retrieved')}\b:?", re.IGNORECASE),
        re.compile(rf"\b{any_of('archived')}\b{note}(?:\son)?:?", re.IGNORECASE),
        re.compile(rf"[–—-]\s?{any_of('via')}\b\s?(?P<outlet>[^.]{{0,100}})\.?", re.IGNORECASE),
        re.compile(
            rf"\s*{any_of('passed')}(?:\W|$)".replace(r"\.", r"\.?"), re.IGNORECASE
        ),  # the stop may be split off
    )


def read_reference(text: str, words: ReferenceWords, *, start: int = 0, order: int = 0) -> Reference:
    """The parts of one entry; `start` is its place in the file, `order` its number if it prints none.

    >>> from purgelib.datelines import read_date_words
    >>> words = read_reference_words({"retrieved": ["Retrieved"]}, read_date_words({"5": ["May"]}))
    >>> text = '3. ^ a b Doe, Ann (1 May 2019). "Flood leaves 40 dead". The Courier. Retrieved 2 May 2019.'
    >>> entry = read_reference(text, words)
    >>> entry.number, entry.authors, entry.title, entry.outlet, entry.published, entry.retrieved, entry.cited
    ('3', 'Doe, Ann', 'Flood leaves 40 dead', 'The Courier', '2019-05-01', '2019-05-02', 2)
    """
    number = NUMBER.match(text)
    links = BACKLINKS.match(text, number.end())
    begin = links.end() if links else number.end()
    letters = len(links["letters"].split()) if links else 0
    printed = number["mark"] or number["plain"] or (str(order) if order else "")
    quoted_title = _quoted_title(text, begin)
    if quoted_title:
        title_start, title_end, behind = quoted_title
        authors, published = _authors(text[begin : max(begin, title_start - 1)], words)
    else:
        authors, published, title_start, title_end, behind = _plain_title(text, begin, words)
    title = text[title_start:title_end]
    rest = _read_rest(text[behind:], words)
    published = published or rest["published"]
    outlet = rest["outlet"] or _outlet_in(title)
    if outlet and _turned(authors) == outlet:  # `Campaign, Human Rights` is the outlet once more
        authors = ""
    return Reference(
        start, start + len(text), printed, authors, title, outlet, published,
        rest["retrieved"], rest["archived"], rest["quoted"], max(letters, 1), start + title_start, start + title_end,
    )  # fmt: skip


def with_outlets(references: Sequence[Reference]) -> tuple[Reference, ...]:
    """The same, a title that ends in an outlet of another entry (`Violence in X Human Rights Watch`) parted from it."""
    known = sorted({r.outlet for r in references if len(r.outlet.split()) > 1}, key=len, reverse=True)
    if not known:
        return tuple(references)
    ending = re.compile(rf"(?<=\w)[ ,.]+(?P<outlet>{'|'.join(map(re.escape, known))})$")
    parted = []
    for entry in references:
        if not entry.outlet and (match := ending.search(entry.title)):
            end = entry.title_start + match.start()
            entry = entry._replace(title=entry.title[: match.start()], outlet=match["outlet"], title_end=end)
        parted.append(entry)
    return tuple(parted)


def _quoted_title(text: str, begin: int) -> tuple[int, int, int] | None:
    """Start and end of the title, and where what follows it begins."""
    opener = OPENERS.search(text, begin) or SINGLE_OPENERS.search(text, begin)
    if not opener:
        return None
    start, closers = opener.end(), QUOTES[opener[0]]
    last = -1
    for at in range(start + 1, len(text)):
        if text[at] not in closers:
            continue
        last = at
        behind = text[at + 1 : at + 3]
        stands_free = not behind or behind[0] in ".,;" or behind in (" (", " [", " –", " -") or behind[0] == "\xa0"
        after_stop = text[at - 1] in ".,?!…" and (behind[1:2].isupper() or behind[1:2].isdigit())
        if stands_free or after_stop:
            break
    if last < 0:
        return None
    end = last - 1 if text[last - 1] == "," or (text[last - 1] == "." and text[last - 2 : last - 1] != ".") else last
    return start, max(start, end), last + 1


def _plain_title(text: str, begin: int, words: ReferenceWords) -> tuple[str, str, int, int, int]:
    """Authors, date, title_start, title_end and where the rest begins, of an entry that quotes no title."""
    body = text[begin:]
    authors = published = ""
    opening = re.match(
        r"(?P<who>[^()]{2,200})\((?P<when>[^()]{4,40})\)[.,:]?\s", body
    )  # `Doe, A. (2019, May 3). Title.`
    if opening and (when := _date_in(opening["when"], words)):
        authors, published = opening["who"].strip(EDGES), when
        begin += opening.end()
    elif writer := WRITER.match(body):
        authors = writer["name"]
        begin += writer.end()
    stop = SENTENCE_BREAK.search(text, begin)
    end = stop.start() if stop else len(text)
    if bracket := re.search(r"\s\((?P<when>[^()]{4,40})\)$", text[begin:end]):  # `Title (April 4, 2017).`
        when = _date_in(bracket["when"], words)
        if when:
            published = published or when
            end = begin + bracket.start()
    behind = stop.end() if stop else len(text)
    if address := URL.search(text, begin, end):
        end, behind = address.start(), address.start()
    end = begin + len(text[begin:end].rstrip(" ,;"))
    return authors, published, begin, end, behind


def _authors(before: str, words: ReferenceWords) -> tuple[str, str]:
    """Who and when, of what stands before the title."""
    published = ""
    for bracket in BRACKETS.finditer(before):
        published = published or _date_in(bracket[0][1:-1], words)
    authors = re.sub(r"\s+([,;])", r"\1", BRACKETS.sub(" ", before)).strip(EDGES.replace(".", ""))
    if re.search(r"\d|\|", authors):  # an address or a menu, no person
        return "", published
    if authors.endswith(".") and not re.search(r"\b[A-Z]\.$|\b[JS]r\.$", authors):
        authors = authors[:-1]
    return " ".join(authors.split()), published


def _read_rest(rest: str, words: ReferenceWords) -> dict[str, str]:
    """Outlet, dates and quoted words of what stands behind the title."""
    host = URL.search(rest)
    rest = URL.sub(lambda match: " " * len(match[0]), rest)
    dates = find_written_dates(rest, words.dates)
    read = {"published": "", "retrieved": "", "archived": "", "quoted": "", "outlet": ""}
    cuts, behind = [len(rest)], 0
    taken = set()
    for key, pattern in (("archived", words.archived), ("retrieved", words.retrieved)):
        match = pattern.search(rest)
        if not match:
            continue
        date = next((d for d in dates if 0 <= d.start - match.end() <= 3), None)
        if date is None and key == "archived":
            continue
        cuts.append(match.start())
        if date:
            read[key] = date.edtf
            taken.add(date.start)
            behind = max(behind, date.end)
    if via := words.via.search(rest):
        cuts.append(via.start())
        behind = max(behind, via.end())
    stated = next(
        (d for d in dates if d.start not in taken and (not behind or d.end <= max(cuts[1:], default=0))), None
    )
    if stated:
        read["published"] = stated.edtf
        cuts.append(stated.start)
    parts = [_outlet(part, words) for part in SENTENCE_BREAK.split(rest[: min(cuts)])]
    if not read["published"]:
        years = [part.strip(EDGES + "()") for part in SENTENCE_BREAK.split(rest[: min(cuts)])]
        read["published"] = next((year for year in years if re.fullmatch(r"(?:1[89]|20)\d\d", year)), "")
    read["outlet"] = "; ".join(part for part in parts[:3] if part)
    if not read["outlet"] and via:
        read["outlet"] = via["outlet"].strip(EDGES)
    if not read["outlet"] and host:
        read["outlet"] = host["host"].strip(".")
    if behind:
        read["quoted"] = rest[behind:].strip(" \t\xa0.,)") and rest[behind:].lstrip(" \t\xa0.,)").rstrip()
    return read


def _outlet(part: str, words: ReferenceWords) -> str:
    """The outlet that a part names, or "" where it is a page, a number or a year."""
    part = TAGLINE.sub("", BRACKETS.sub("", part).strip(EDGES)).strip(EDGES)
    if words.passed.match(part) or YEAR.fullmatch(part) or not any(map(str.isalpha, part)):
        return ""
    return part


def _outlet_in(title: str) -> str:
    """The name of the site at an end of a title, `Activists storm consulate | NewNowNext`."""
    pieces = [piece.strip() for piece in title.split(" | ")]
    if len(pieces) < 2:
        return ""
    shortest = min(pieces[0], pieces[-1], key=len)
    return shortest if len(shortest.split()) <= 7 else ""


def _date_in(words_in_brackets: str, words: ReferenceWords) -> str:
    if dates := find_written_dates(words_in_brackets, words.dates):
        return dates[0].edtf
    year = YEAR.fullmatch(words_in_brackets.strip())
    return year[0][:4] if year else ""


def _turned(name: str) -> str:
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma else ""
