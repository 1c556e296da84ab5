"""A comparison's rows as a Parquet file: typed, with its title, notes and SQL in the file's metadata."""

from __future__ import annotations

import io
import json
from pathlib import Path

from cjaplans.ingest.extras import Extra, demand
from cjaplans.publish.compare.model import Comparison
from cjaplans.publish.output import checked, write

_SUFFIXES = (".parquet",)


def parquet_file(path: Path) -> Path:
    """The file the rows are to be in, before they are found. Raises ``UsageProblem``."""
    demand(Extra.EXPORT, "parquet")
    return checked(path, _SUFFIXES)


def write_parquet(comparison: Comparison, path: Path) -> None:
    """Write the tidy rows. Raises ``UsageProblem`` for a place that cannot be written, and without ``export``."""
    import pyarrow
    import pyarrow.parquet

    table = pyarrow.Table.from_pandas(comparison.rows, preserve_index=False)
    told = {"title": comparison.title, "notes": json.dumps(comparison.notes), "sql": comparison.sql}
    table = table.replace_schema_metadata({**(table.schema.metadata or {}), **told})
    buffer = io.BytesIO()
    pyarrow.parquet.write_table(table, buffer)
    write(parquet_file(path), buffer.getvalue())
