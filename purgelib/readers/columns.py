"""Which column of a table of articles holds what, by its name."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from purgelib.readers import ReadingError, Text, clean, one_line, page, read_date, read_language, read_url, read_words

USED = "columns used: "  # begins the note on a whole file that its first text bears
EMPTY = frozenset({"", "nan", "none", "null", "n/a", "nat"})  # what programs write where nothing is known


def find_columns(header: Iterable[object]) -> Mapping[str, str]:
    """What is stated -> the name of the column that states it.

    >>> find_columns(["Headline", "Full_Text", "Date", "Words"])
    {'text': 'Full_Text', 'title': 'Headline', 'published': 'Date'}
    """
    return _find_columns(tuple(map(str, header)))


@lru_cache(maxsize=64)  # each line of JSON has its own keys, as a rule the same
def _find_columns(header: tuple[str, ...]) -> dict[str, str]:
    by_name: dict[str, str] = {}
    for name in header:
        by_name.setdefault(_plain(name), name)
    found = {}
    for stated, names in read_words()["columns"].items():
        known = next((by_name[_plain(name)] for name in names if _plain(name) in by_name), None)
        if known is not None and known not in found.values():
            found[stated] = known
    return found


def check_columns(columns: Mapping[str, str], header: Iterable[object], *, called: str = "column") -> None:
    """Raises ReadingError where no column holds the texts."""
    if "text" in columns:
        return
    there = ", ".join(one_line(name, 40) for name in list(header)[:12]) or "none"
    known = ", ".join(read_words()["columns"]["text"][:4])
    raise ReadingError(f"no {called} holds the texts; there are {there}; name the one that does {known}")


def read_article(row: Mapping[str, object], columns: Mapping[str, str], place: str) -> Text:
    """The article of a row; its text is "" where the row holds none."""
    cells = {stated: row.get(name) for stated, name in columns.items()}
    title = one_line(cells.get("title") if isinstance(cells.get("title"), str) else "")
    words = cells.get("text")
    body = clean(words).strip() if isinstance(words, str) else ""
    if body.casefold() in EMPTY:
        body = ""
    notes = []
    said = _cell(cells.get("published"))
    published = read_date(said)
    if said and not published:
        notes.append(f"{said[:40]!r} is no date that is sure and is left out")
    elif said and re.search(r"\d[/]\d", said) and len(published) == 4:
        notes.append(f"{said[:40]!r} may be read in two ways: only the year is taken")
    paragraphs = re.split(r"\n\s*\n", body)
    if len(paragraphs) == 1:
        paragraphs = body.split("\n")
    return Text(
        page(title, paragraphs) if body else "",
        title=title,
        outlet=_cell(cells.get("outlet")),
        author=_cell(cells.get("author")),
        published=published,
        url=read_url(cells.get("url")),
        language=read_language(cells.get("language")),
        place=place,
        notes=tuple(notes),
    )


def in_words(columns: Mapping[str, str]) -> str:
    """Which columns were used, as a note.

    >>> in_words({"text": "Body", "title": "Headline"})
    'columns used: text from Body, title from Headline'
    """
    return USED + ", ".join(f"{stated} from {one_line(name, 40)}" for stated, name in columns.items())


def _cell(value: object) -> str:
    if isinstance(value, list):  # several authors in JSON
        value = "; ".join(str(one) for one in value[:20])
    if isinstance(value, dict):
        value = value.get("name") or value.get("title") or ""
    words = one_line(value)
    return "" if words.casefold() in EMPTY else words


def _plain(name: object) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", str(name))).casefold().split())
