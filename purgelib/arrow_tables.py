"""Tables as Arrow holds them, column by column: made, checked and turned into data frames with little work a row."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from purgelib import schemas

# The checks of schemas.py that are made here; whatever else a declaration asks for, pandera checks.
CHECKS = {
    "greater_than_or_equal_to": lambda values, limits: pc.min(values).as_py() >= limits["min_value"],
    "isin": lambda values, limits: set(pc.unique(values).to_pylist()) <= set(limits["allowed_values"]),
    "str_length": lambda values, limits: (
        pc.min(pc.utf8_length(values)).as_py() >= (limits["min_value"] or 0)
        and limits["max_value"] is None
        and limits["exact_value"] is None
    ),
}
WHOLE_TABLE = {
    "spans_its_text": lambda table: pc.equal(
        pc.subtract(table["end"], table["start"]), pc.utf8_length(table["text"]).cast(pa.int64())
    ),
    "bounds_are_in_order": lambda table: pc.less_equal(table["low"], table["high"]),
}


@lru_cache(maxsize=16)
def schema(name: str) -> pa.Schema:
    """The columns of a table with their types, as pandas reads them back."""
    return pa.Schema.from_pandas(schemas.table(name), preserve_index=False)


def checked(name: str, columns: pa.Table | Sequence[Sequence[Any]] | None) -> pa.Table:
    """The table with its columns in order, held against its declaration; a column of text that is not there is empty.

    `columns` is a table, or the cells of every column in order; None is the empty table.
    Raises ValueError with the first row that breaks the declaration.
    """
    wanted = schema(name)
    if columns is None or not len(columns):
        return wanted.empty_table()
    if not isinstance(columns, pa.Table):
        columns = pa.table(
            [pa.array(cells, field.type) for cells, field in zip(columns, wanted, strict=True)], schema=wanted
        )
    cells = [
        columns[field.name].cast(field.type)
        if field.name in columns.column_names
        else pa.array([""] * len(columns), field.type)
        for field in wanted
    ]
    table = pa.table(cells, schema=wanted)
    if not _holds(name, table):
        return pa.Table.from_pandas(schemas.checked(name, frame(table)), schema=wanted, preserve_index=False)
    return table


def frame(table: pa.Table) -> pd.DataFrame:
    """The table as pandas has it."""
    return table.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get, ignore_metadata=True)


def _holds(name: str, table: pa.Table) -> bool:
    """Whether the table keeps its declaration; False, too, where only pandera can tell."""
    for key, declared in schemas.columns(name).items():
        values = table[key]
        if values.null_count and not declared.nullable:
            return False
        if declared.unique and pc.count_distinct(values).as_py() < len(values):
            return False
        if values.null_count == len(values):
            continue
        if not all(check.name in CHECKS and CHECKS[check.name](values, check.statistics) for check in declared.checks):
            return False
    for check in _whole_table_checks(name):
        if check not in WHOLE_TABLE or pc.all(WHOLE_TABLE[check](table)).as_py() is False:
            return False
    return True


@lru_cache(maxsize=16)
def _whole_table_checks(name: str) -> tuple[str, ...]:
    return tuple(check.name for check in schemas.TABLES[name].to_schema().checks)
