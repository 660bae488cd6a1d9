"""Plain text, which stays as it is."""

from purgelib.readers import ReadingError, Text
from purgelib.readers.decoding import decode_marked


def read(content: bytes, name: str) -> tuple[Text, ...]:
    """The text of a file in UTF-8, character by character; of one in UTF-16 that says so by its byte-order mark.

    Raises ReadingError for any other encoding.
    """
    text = decode_marked(content)
    if text is not None:
        return (Text(text, notes=("was in UTF-16 or UTF-32 and is now in UTF-8",)),)
    if b"\0" in content:
        raise ReadingError("is a binary file, not a text; take it out of the folder")
    try:
        return (Text(content.decode("utf-8")),)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = f"byte {error.start} (0x{content[error.start]:02x})"
        raise ReadingError(f"line {line}: {byte} is not UTF-8; save the file as UTF-8") from error
