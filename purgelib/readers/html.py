"""Pages of the web, saved as HTML or MHTML -> the article's text, without menus, banners and scripts."""

import email
import email.policy
import re
from collections.abc import Iterator

from purgelib.readers import ReadingError, Text, letters, one_line, page, read_date, read_language, read_url, read_words
from purgelib.readers.decoding import decode_page

SAVED_FROM = re.compile(r"(?:\(\d{1,4}\))?\s*(?P<url>https?://[^\s\"'<>]{3,1990})")
LANGUAGE = re.compile(r"<html\b[^>]{0,400}?\blang\s*=\s*[\"']?(?P<code>[\w-]{2,20})", re.IGNORECASE)
BLOCKS = frozenset({"p", "list", "table", "quote", "head", "div"})
LOST = frozenset({"list", "table", "head", "quote"})  # what is dropped where only paragraphs are gathered
LINES = ("p", "div", "span", "time", "i", "em", "b", "strong", "small", "font", "td")
LONGEST_DATELINE = 12  # words
PARAGRAPH = "\ue000"  # a character that no language has
CELLS = " | "  # between the cells of a row of a table


def read(content: bytes, name: str) -> tuple[Text, ...]:
    """The article of a page, with what its metadata say.

    Only dates that the page states count: in its metadata, or in the one dateline between its title and its text.
    Nothing that the page names is fetched.

    Raises ReadingError where the encoding is not the declared one or no text of an article is found.
    """
    address, declared = "", ""
    if name.lower().endswith((".mhtml", ".mht")):
        content, declared, address = _part_of_archive(content)
    source = decode_page(content, declared)
    found = _extracted(source)
    if found is None or found.body is None:
        raise ReadingError("no text of an article was found in the page; save its text as .txt")
    title = one_line(found.title)
    text = page(title, _paragraphs(found.body))
    if not text:
        raise ReadingError("no text of an article was found in the page; save its text as .txt")
    published, notes = read_date(found.date), ()
    if not published:
        published, line = _dateline(_tree(source), title)
        notes = (f"the date is that of the line {line!r} below the title" if line else "the page states no date",)
    return (
        Text(
            text,
            title=title,
            outlet=one_line(found.sitename),
            author=one_line(found.author),
            published=published,
            url=read_url(found.url) or read_url(address) or _saved_from(source),
            language=read_language(found.language) or read_language((LANGUAGE.search(source) or {"code": ""})["code"]),
            notes=notes,
        ),
    )


def _part_of_archive(content: bytes) -> tuple[bytes, str, str]:
    """The page of an MHTML archive, the charset that its header declares, and the address it was saved from."""
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    address = str(message.get("Snapshot-Content-Location") or "")
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            page = part.get_payload(decode=True)
            return page or b"", part.get_content_charset() or "", address or str(part.get("Content-Location") or "")
    raise ReadingError("is no saved web page: there is no text/html part in it")


def _extracted(source: str):
    """The article as trafilatura tells it; lists and headings too where the page does not say where its article is."""
    found = _extracted_from(_tree(source))
    if found is None or found.body is None or any(node.tag in LOST for node in found.body.iter()):
        return found
    tree = _tree(source)
    if next(tree.iter("ul", "ol", "table", "h2", "h3"), None) is None or not _say_where(tree):
        return found
    again = _extracted_from(tree)
    if again is None or again.body is None or not any(node.tag in LOST for node in again.body.iter()):
        return found
    before, after = (letters(" ".join(one.body.itertext())) for one in (found, again))
    said = (letters(node.text_content()) for node in _long_paragraphs(_tree(source)))
    return again if all(words in after for words in said if words in before) else found


def _tree(source: str):
    from lxml import etree, html

    # As bytes: a text that declares an encoding would be refused. No tree deeper than libxml2 thinks safe.
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise ReadingError("is no HTML page that can be read; save its text as .txt") from error
    if any(entry.level_name == "FATAL" for entry in parser.error_log):  # the tree ends there, in the midst of the page
        raise ReadingError("is nested too deeply, or is too large, for a page; save its text as .txt")
    _open_layout(tree)
    _keep_captions(tree)
    _drop_edit_links(tree)
    _mark_paragraphs(tree)
    return tree


def _extracted_from(tree):
    import trafilatura

    pruned = " or ".join(
        f"contains(concat(' ', normalize-space(translate(@{key}, '_-', '  ')), ' '), ' {word} ')"
        for word in read_words()["pages"]["pruned"]
        for key in ("class", "id")
    )
    return trafilatura.bare_extraction(
        tree,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        prune_xpath=f"//*[(self::div or self::section or self::aside or self::ul) and ({pruned})]",
        date_extraction_params={"extensive_search": False, "original_date": True},
    )


def _long_paragraphs(tree) -> list:
    return [node for node in tree.iter("p") if len(node.text_content().split()) > 5]


def _open_layout(tree) -> None:
    """Let tables that lay out a page be none: one with a cell that holds paragraphs."""
    for table in list(tree.iter("table")):
        if any(len(_long_paragraphs(cell)) > 1 for cell in table.iter("td")):
            for node in list(table.iter("table", "tbody", "tr", "td")):
                node.tag = "div"


def _say_where(tree) -> bool:
    """Make the smallest piece that holds most words of the paragraphs the article; False where there is none."""
    paragraphs = _long_paragraphs(tree)
    told = set(paragraphs)
    words = [len(node.text_content().split()) for node in paragraphs]
    holds: dict = {}
    for node, count in zip(paragraphs, words, strict=True):
        for above in node.iterancestors():
            holds[above] = holds.get(above, 0) + count
    most = [node for node, count in holds.items() if count >= 0.8 * sum(words)]
    if not most:
        return False
    smallest = max(most, key=lambda node: sum(1 for _ in node.iterancestors()))
    if smallest.tag != "body":
        smallest.tag = "article"
        return True
    children = list(smallest)
    filled = [i for i, child in enumerate(children) if child in holds or child in told]
    first = filled[0] - 1 if filled[0] and children[filled[0] - 1].tag in ("h1", "h2") else filled[0]
    article = smallest.makeelement("article")
    smallest.insert(first, article)
    article.extend(children[first : filled[-1] + 1])  # menus stand before and behind
    return True


def _keep_captions(tree) -> None:
    """Let captions stand as paragraphs: pictures are dropped with all that is in them."""
    for figure in list(tree.iter("figure")):
        words = one_line(" ".join(" ".join(caption.itertext()) for caption in figure.iter("figcaption")), 2000)
        tail = figure.tail
        figure.clear()
        figure.tag, figure.tail = "p", tail
        figure.text = f"Caption: {words}" if words else None


def _drop_edit_links(tree) -> None:
    """Take away what stands beside headings for writers alone: a heading beside a link is taken for a menu."""
    names = set(read_words()["pages"]["dropped"])
    for span in list(tree.iter("span")):
        if names & set((span.get("class") or "").split()):
            span.drop_tree()


def _mark_paragraphs(tree) -> None:
    """Mark the second of two line breaks in a row, with which old pages part paragraphs."""
    for second in tree.iter("br"):
        first = second.getprevious()
        if first is not None and first.tag == "br" and not (first.tail or "").strip():
            second.tail = PARAGRAPH + (second.tail or "")


def _paragraphs(body) -> Iterator[str]:
    """The blocks of an extracted page in reading order."""
    for node in body:
        if node.tag == "list":
            for number, item in enumerate(node.iter("item"), 1):
                mark = f"{number}." if node.get("rend") == "ol" else "•"
                yield f"{mark} {_words(item)}" if _words(item) else ""
        elif node.tag == "table":
            for row in node.iter("row"):
                yield CELLS.join(filter(None, map(_words, row.iter("cell"))))
        elif any(child.tag in BLOCKS for child in node):
            yield node.text or ""
            yield from _paragraphs(node)
        else:
            yield _words(node)
        if node.tail and node.tail.strip():
            yield node.tail


def _words(node) -> str:
    """The words of a paragraph; a line break that the page makes stays one."""
    pieces = []
    for piece in node.iter():
        pieces.append("\n" if piece.tag == "lb" else _spaced(piece.text))
        if piece is not node:
            pieces.append(_spaced(piece.tail))
    lines = "".join(pieces).split("\n")
    text = "\n".join(filter(None, (" ".join(line.split()) for line in lines)))
    return re.sub(rf"\s*{PARAGRAPH}\s*", "\n\n", text)


def _spaced(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _dateline(tree, title: str) -> tuple[str, str]:
    """The one date that short lines between title and text state, and its line; "" and "" where there is none."""
    below, found = False, {}
    for node in tree.iter("h1", "h2", "h3", *LINES):
        words = one_line(node.text_content() if len(node) < 4 else "")
        if letters(words) == letters(title):
            below = bool(words)
        elif below and len(words.split()) > LONGEST_DATELINE:
            break
        elif below and len(date := read_date(words)) == len("2019-05-03"):
            found.setdefault(date, words)
    return next(iter(found.items())) if len(found) == 1 else ("", "")


def _saved_from(source: str) -> str:
    """The address in the comment that a browser writes into a page that it saves."""
    head = source[:5000]
    for words in read_words()["pages"]["saved_from"]:
        place = head.find(words)
        if place >= 0 and (found := SAVED_FROM.match(head, place + len(words))):
            return read_url(found["url"])
    return ""
