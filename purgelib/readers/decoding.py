"""Bytes -> characters, by what the file declares; nothing is guessed."""

import codecs
import io
import re
from collections.abc import Iterator

from purgelib.readers import ReadingError

MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}  # the longer marks first: one begins like another
DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']?([\w.:-]{2,40})   # <?xml version="1.0" encoding="koi8-r"?>
       | <meta\b[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]{2,40})    # <meta charset="utf-8">
    """,
    re.IGNORECASE | re.VERBOSE,
)
# The web's own reading of old names: a page that says Latin-1 or ASCII is in Windows-1252.
AS_ON_THE_WEB = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
TEXT_CODECS = re.compile(
    r"utf-(?:8|16|32)(?:-[lb]e)?|cp\d{3,4}|iso8859-\d{1,2}|koi8-[rut]|mac-[a-z]+|gb18030|gb2312|gbk|big5(?:hkscs)?"
    r"|euc_(?:jp|kr|jis_2004)|shift_jis\w*|iso2022_\w+|ascii|tis-620|ptcp154|kz1048"
)


def decode_marked(content: bytes) -> str | None:
    """The text of a file that begins with a byte-order mark of UTF-16 or UTF-32; None for any other file.

    Raises ReadingError where the file is not what its mark says.
    """
    codec = next((codec for mark, codec in MARKS.items() if content.startswith(mark)), None)
    return None if codec is None else _decoded(content, codec, "its byte-order mark says")


def decode(content: bytes) -> str:
    """The text of a file in UTF-8, or in UTF-16 with a byte-order mark; the mark is dropped.

    Raises ReadingError for any other encoding.

    >>> decode("Tür".encode("utf-8-sig")), decode("Tür".encode("utf-16"))
    ('Tür', 'Tür')
    """
    marked = decode_marked(content)
    if marked is not None:
        return marked
    return _decoded(content, "utf-8-sig", "is expected where no byte-order mark says otherwise; save it as UTF-8")


def lines(content: bytes) -> Iterator[str]:
    """The lines of a file in the encodings that `decode` reads, with their line ends, one in memory at a time.

    Raises ReadingError for any other encoding.
    """
    codec = next((codec for mark, codec in MARKS.items() if content.startswith(mark)), "utf-8-sig")
    try:
        yield from io.TextIOWrapper(io.BytesIO(content), encoding=codec, newline="")
    except UnicodeDecodeError:
        decode(content)  # says where
        raise


def decode_page(content: bytes, declared: str = "") -> str:
    """The text of an HTML page, by its byte-order mark, by `declared`, by what the page itself declares, or in UTF-8.

    Raises ReadingError where the page is not in the encoding it declares, or declares one that is not known.

    >>> decode_page('<meta charset="windows-1251"><p>Приют</p>'.encode("cp1251"))
    '<meta charset="windows-1251"><p>Приют</p>'
    """
    marked = decode_marked(content)
    if marked is not None:
        return marked
    if content.startswith(codecs.BOM_UTF8):
        return _decoded(content, "utf-8-sig", "its byte-order mark says")
    said = DECLARED.search(content, 0, 4096)
    name = declared or (next(filter(None, said.groups())).decode("ascii") if said else "")
    if not name:
        return _decoded(content, "utf-8", "is expected of a page that declares no charset; save it as UTF-8")
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        codec = ""
    if not TEXT_CODECS.fullmatch(codec):
        raise ReadingError(f"declares the charset {name!r}, which is not known; save it as UTF-8")
    if codec.startswith(("utf-16", "utf-32")):  # the declaration was read as ASCII, so it cannot be true
        codec = "utf-8"
    return _decoded(content, AS_ON_THE_WEB.get(codec, codec), f"it declares itself to be ({name}); save it as UTF-8")


def _decoded(content: bytes, codec: str, why: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = f"byte {error.start} (0x{content[error.start]:02x})"
        label = codec.removesuffix("-sig").upper()
        raise ReadingError(f"line {line}: {byte} is not {label}, which {why}") from error
