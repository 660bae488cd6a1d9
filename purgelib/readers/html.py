"""Pages of the web, saved as HTML or MHTML -> the article's text, without menus, banners and scripts."""

import email
import email.policy
import re
from collections.abc import Iterator

from purgelib.readers import ReadingError, Text, one_line, page, read_date, read_language, read_url, read_words
from purgelib.readers.decoding import decode_page

SAVED_FROM = re.compile(r"(?:\(\d{1,4}\))?\s*(?P<url>https?://[^\s\"'<>]{3,1990})")
LANGUAGE = re.compile(r"<html\b[^>]{0,400}?\blang\s*=\s*[\"']?(?P<code>[\w-]{2,20})", re.IGNORECASE)
BLOCKS = frozenset({"p", "list", "table", "quote", "head", "div"})
CELLS = " | "  # between the cells of a row of a table


def read(content: bytes, name: str) -> tuple[Text, ...]:
    """The article of a page, with what its metadata say.

    Only dates that the page states count, none that is worked out from its address or its foot. Nothing that the page
    names is fetched.

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
    published = read_date(found.date)
    return (
        Text(
            text,
            title=title,
            outlet=one_line(found.sitename),
            author=one_line(found.author),
            published=published,
            url=read_url(found.url) or read_url(address) or _saved_from(source),
            language=read_language(found.language) or read_language((LANGUAGE.search(source) or {"code": ""})["code"]),
            notes=() if published else ("the page states no date",),
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
    import trafilatura
    from lxml import etree, html

    # As bytes: a text that declares an encoding would be refused. No tree deeper than libxml2 thinks safe.
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise ReadingError("is no HTML page that can be read; save its text as .txt") from error
    if any(entry.level_name == "FATAL" for entry in parser.error_log):  # the tree ends there, in the midst of the page
        raise ReadingError("is nested too deeply, or is too large, for a page; save its text as .txt")
    _keep_captions(tree)
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


def _keep_captions(tree) -> None:
    """Let captions stand as paragraphs: pictures are dropped with all that is in them."""
    for figure in list(tree.iter("figure")):
        words = one_line(" ".join(" ".join(caption.itertext()) for caption in figure.iter("figcaption")), 2000)
        tail = figure.tail
        figure.clear()
        figure.tag, figure.tail = "p", tail
        figure.text = f"Caption: {words}" if words else None


def _paragraphs(body) -> Iterator[str]:
    """The blocks of an extracted page in reading order."""
    for node in body:
        if node.tag == "list":
            for item in node.iter("item"):
                yield f"• {_words(item)}" if _words(item) else ""
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
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _spaced(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _saved_from(source: str) -> str:
    """The address in the comment that a browser writes into a page that it saves."""
    head = source[:5000]
    for words in read_words()["pages"]["saved_from"]:
        place = head.find(words)
        if place >= 0 and (found := SAVED_FROM.match(head, place + len(words))):
            return read_url(found["url"])
    return ""
