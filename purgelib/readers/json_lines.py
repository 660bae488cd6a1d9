"""JSON Lines of articles, one a line -> a text a line."""

import json
from collections.abc import Iterator

from purgelib.readers import ReadingError, Text
from purgelib.readers.columns import check_columns, find_columns, in_words, read_article
from purgelib.readers.decoding import lines

LONGEST_LINE = 20_000_000  # characters


def read(content: bytes, name: str) -> tuple[Text, ...]:
    """The articles of a file; keys are found by the same names as the columns of a table.

    Raises ReadingError where a line is no JSON object, or no key of the first one holds a text.
    """
    texts: list[Text] = []
    columns: dict[str, str] = {}
    for number, row in _objects(content):
        found = find_columns(row)
        if not texts:
            check_columns(found, row, called="key")
        texts.append(read_article(row, found, f"line {number}"))
        columns = columns or found
    if not texts:
        raise ReadingError("holds no line of JSON")
    texts[0] = texts[0]._replace(notes=(in_words(columns), *texts[0].notes))
    return tuple(texts)


def _objects(content: bytes) -> Iterator[tuple[int, dict]]:
    """Number of the line and what it holds; blank lines are passed over."""
    for number, line in enumerate(lines(content), 1):
        if not line.strip():
            continue
        if len(line) > LONGEST_LINE:
            raise ReadingError(f"line {number}: has more than the {LONGEST_LINE:,} characters that a line may have")
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            why = getattr(error, "msg", "too deeply nested")
            raise ReadingError(f"line {number}: is no JSON ({why}); write one article a line") from error
        if not isinstance(row, dict):
            raise ReadingError(f"line {number}: is no object with keys; write one article a line")
        yield number, row
