"""What a DOCX or XLSX file may unpack to, looked at before a library opens it: both are ZIP archives of XML."""

import io
import re
import zipfile

from purgelib.readers import ReadingError

LARGEST_UNPACKED = 400_000_000  # bytes of all parts together
LARGEST_PART = 250_000_000  # bytes of one part of XML
MOST_PARTS = 10_000
CHUNK = 1_000_000
DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def check_archive(content: bytes, needs: str, kind: str) -> None:
    """Look whether the archive can be opened: it is no bomb, defines no entities and has its main part.

    Raises ReadingError that says what is wrong.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check(archive, needs, kind)
    except ReadingError:
        raise
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise ReadingError(f"is no {kind} file that can be opened; save it anew as {kind}") from error
    except Exception as error:  # zlib.error, lzma.LZMAError and what other packers raise
        raise ReadingError(f"is a broken {kind} file; save it anew") from error


def _check(archive: zipfile.ZipFile, needs: str, kind: str) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise ReadingError(f"has {len(parts):,} parts, more than the {MOST_PARTS:,} that a {kind} file may have")
    # What is unpacked ends at the size that is declared, so this bounds what a library can unpack.
    unpacked = sum(part.file_size for part in parts)
    if unpacked > LARGEST_UNPACKED or any(part.file_size > LARGEST_PART for part in parts):
        raise ReadingError(f"unpacks to {unpacked:,} bytes, more than the {LARGEST_UNPACKED:,} that are read")
    if needs not in archive.namelist():
        raise ReadingError(f"is no {kind} file, or one locked by a password; save it as {kind} without a password")
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels", ".vml")):
            _check_xml(archive, part)


def _check_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    before = b""
    with archive.open(part) as file:
        while chunk := file.read(CHUNK):
            seen = (before + chunk).replace(b"\0", b"")  # UTF-16 is ASCII with noughts between
            if DECLARES.search(seen):
                raise ReadingError(f"declares a document type in its part {part.filename[:60]!r}, which is not read")
            before = chunk[-40:]
