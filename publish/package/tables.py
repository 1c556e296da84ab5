"""Every resource as CSV and as Parquet: read once, written twice."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cjaplans.publish.package.connect import connected
from cjaplans.publish.package.model import Field, Form, Kind, Resource, Written
from cjaplans.publish.package.schema import resource

if TYPE_CHECKING:
    import pyarrow as pa

Rows = Sequence[Sequence[object]]

#: Rows that are held at a time; as many make a row group of a Parquet file.
AT_ONCE = 50_000


def write_table(database: Path, folder: Path, name: str, forms: Sequence[Form]) -> list[Written]:
    """Write one resource to the folders ``csv`` and ``parquet`` of a folder, as ``forms`` has them."""
    with closing(connected(database)) as connection:
        return [*_write(connection, resource(name), folder, forms)]


def _write(
    connection: sqlite3.Connection, resource: Resource, folder: Path, forms: Sequence[Form]
) -> Iterator[Written]:
    paths = {form: f"{form}/{resource.name}.{form}" for form in forms}
    count = 0
    with ExitStack() as open_files:
        writers = [_WRITERS[form](folder / path, resource, open_files) for form, path in paths.items()]
        for rows in batches(connection.execute(query(resource))):
            count += len(rows)
            for write in writers:
                write(rows)
    for form, path in paths.items():
        yield Written(path, form, count, resource.name)


def query(resource: Resource) -> str:
    """The rows of a resource in their order; flags as ``true`` and ``false``."""
    columns = ", ".join(map(_column, resource.fields))
    order = ", ".join(f'"{name}"' for name in resource.key or [field.name for field in resource.fields])
    return f'SELECT {columns} FROM "{resource.name}" ORDER BY {order}'


def _column(field: Field) -> str:
    name = f'"{field.name}"'
    if field.kind is Kind.BOOLEAN:
        return f"CASE WHEN {name} THEN 'true' WHEN {name} = 0 THEN 'false' END AS {name}"
    return f"CAST({name} AS REAL) AS {name}" if field.kind is Kind.NUMBER else name


def batches(cursor: sqlite3.Cursor) -> Iterator[Rows]:
    """The rows of a query, some thousands at a time."""
    while rows := cursor.fetchmany(AT_ONCE):
        yield rows


def _csv(path: Path, resource: Resource, open_files: ExitStack) -> Callable[[Rows], None]:
    """Values as they are, by RFC 4180: an apostrophe before a formula would make another value of it."""
    file = open_files.enter_context(path.open("w", encoding="utf-8", newline=""))
    writer = csv.writer(file)
    writer.writerow(field.name for field in resource.fields)
    return writer.writerows


def _parquet(path: Path, resource: Resource, open_files: ExitStack) -> Callable[[Rows], None]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([_typed(field) for field in resource.fields])
    writer = open_files.enter_context(pq.ParquetWriter(path, schema))

    def write(rows: Rows) -> None:
        arrays = [_array(values, field) for field, values in zip(schema, zip(*rows, strict=True), strict=True)]
        writer.write_table(pa.Table.from_arrays(arrays, schema=schema))

    return write


def _typed(field: Field) -> pa.Field:
    """A column of Parquet, with what it means; every type is that of its kind, whatever the rows hold."""
    import pyarrow as pa

    types = {
        Kind.STRING: pa.string(), Kind.INTEGER: pa.int64(), Kind.NUMBER: pa.float64(), Kind.BOOLEAN: pa.bool_(),
        Kind.DATE: pa.date32(), Kind.ARRAY: pa.list_(pa.string()),
    }  # fmt: skip
    return pa.field(field.name, types[field.kind], metadata={"description": field.meaning})


def _array(values: Sequence[Any], field: pa.Field) -> pa.Array:
    import pyarrow as pa

    if pa.types.is_list(field.type):
        return pa.array([None if value is None else json.loads(value) for value in values], field.type)
    as_text = pa.types.is_date(field.type) or pa.types.is_boolean(field.type)
    return pa.array(values, pa.string() if as_text else field.type).cast(field.type)


_WRITERS: dict[Form, Callable[[Path, Resource, ExitStack], Callable[[Rows], None]]] = {
    Form.CSV: _csv,
    Form.PARQUET: _parquet,
}
