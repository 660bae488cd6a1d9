"""CSV or Excel of articles, one a row -> a text a row."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice

from purgelib.readers import ReadingError, Text, one_line
from purgelib.readers.archives import check_archive
from purgelib.readers.columns import check_columns, find_columns, in_words, read_article
from purgelib.readers.decoding import lines

LONGEST_TEXT = 5_000_000  # characters of a cell, as of a line of a text
MOST_COLUMNS = 500
MOST_SHEETS = 50
DELIMITERS = ",;\t|"


def read(content: bytes, name: str) -> tuple[Text, ...]:
    """The articles of a table; the first row names the columns. A row without a text gives a Text without one.

    Raises ReadingError where no column holds the texts, or the file is no table.
    """
    if name.lower().endswith(".xlsx"):
        return _read_workbook(content)
    return _read_csv(content)


def _read_csv(content: bytes) -> tuple[Text, ...]:
    before = csv.field_size_limit(LONGEST_TEXT)
    rows = None
    try:
        rows = csv.reader(lines(content), delimiter=_delimiter(content), strict=True)
        return _read_rows(enumerate(rows, 1), "row")
    except csv.Error as error:
        if "field larger" in str(error):
            raise ReadingError(
                f"has a cell of more than the {LONGEST_TEXT:,} characters that a text may have"
            ) from error
        raise ReadingError(f"line {rows.line_num if rows else 1}: {error}; save it as CSV again") from error
    finally:
        csv.field_size_limit(before)


def _delimiter(content: bytes) -> str:
    """What parts the cells: that by which the first line names most columns that are known, else most columns."""
    first = next((line for line in islice(lines(content), 20) if line.strip()), "")[:100_000]

    def known(delimiter: str) -> tuple[int, int]:
        header = next(csv.reader([first], delimiter=delimiter), [])
        return len(find_columns(header)), len(header)

    return max(DELIMITERS, key=known)


def _read_rows(rows: Iterable[tuple[int, list]], place: str) -> tuple[Text, ...]:
    """The articles of rows with their numbers, the first that holds something being the header."""
    rows = ((number, row) for number, row in rows if any(cell not in (None, "") for cell in row))
    _, header = next(rows, (0, []))
    header = [one_line(cell, 80) for cell in header]
    if len(header) > MOST_COLUMNS:
        raise ReadingError(f"has {len(header):,} columns, more than the {MOST_COLUMNS} that a table may have")
    columns = find_columns(header)
    check_columns(columns, header)
    texts = []
    for number, row in rows:
        article = read_article(dict(zip(header, row, strict=False)), columns, f"{place} {number}")
        if len(row) > len(header) and any(row[len(header) :]):
            article = article._replace(notes=(*article.notes, "has more cells than the header"))
        texts.append(article)
    if not texts:
        raise ReadingError("has no row below its header")
    texts[0] = texts[0]._replace(notes=(in_words(columns), *texts[0].notes))
    return tuple(texts)


def _read_workbook(content: bytes) -> tuple[Text, ...]:
    check_archive(content, "xl/workbook.xml", "XLSX")
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheets = [sheet for sheet in book.worksheets[:MOST_SHEETS] if sheet.sheet_state == "visible"]
        texts: list[Text] = []
        problem = None
        for sheet in sheets:
            try:
                texts += _read_rows(
                    _cells(sheet), "row" if len(sheets) == 1 else f"sheet {one_line(sheet.title, 40)}, row"
                )
            except ReadingError as error:
                problem = problem or error
    except ReadingError:
        raise
    except Exception as error:  # openpyxl raises what its parsers raise, of a dozen kinds
        raise ReadingError("is a broken XLSX file; open it in a spreadsheet and save it anew") from error
    if not texts:
        raise problem or ReadingError("has no sheet that shows")
    return tuple(texts)


def _cells(sheet) -> Iterator[tuple[int, list]]:
    """Number and cells of each row; the size that the sheet declares is not believed."""
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        width = max((i for i, cell in enumerate(row, 1) if cell is not None), default=0)
        row = row[:width]
        if len(row) > MOST_COLUMNS:
            raise ReadingError(f"has {len(row):,} columns, more than the {MOST_COLUMNS} that a table may have")
        yield number, [_value(cell) for cell in row]


def _value(cell: object) -> str:
    """A cell as text: a date as ISO 8601, a whole number without a point."""
    if cell is None:
        return ""
    if hasattr(cell, "isoformat"):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
