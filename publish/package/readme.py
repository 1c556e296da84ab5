"""``README.md`` of a package: what is in it and how to read it, for whoever finds it years from now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from cjaplans.publish.package.descriptor import DESCRIPTION, TITLE, About
from cjaplans.publish.package.licences import OURS
from cjaplans.publish.package.model import Form, Written

FILE = "README.md"

_READING = {
    Form.CSV: (
        "CSV (UTF-8, RFC 4180): true values, not guarded against spreadsheets, which may take one for a formula.",
        'import pandas; pandas.read_csv("csv/action_flat.csv")',
    ),
    Form.PARQUET: ("Parquet: the same rows, typed.", "SELECT * FROM 'parquet/action_flat.parquet'  -- DuckDB"),
    Form.XLSX: ("A workbook of the actions and what hangs on them, with a data dictionary.", None),
    Form.JSONL: (
        "JSON Lines: one action a line, with all that hangs on it inside.",
        "SELECT * FROM read_json('actions.jsonl')  -- DuckDB",
    ),
}


def write_readme(folder: Path, about: About, files: Sequence[Written]) -> None:
    """Write ``README.md``."""
    (folder / FILE).write_text("\n".join(_lines(about, files)) + "\n", encoding="utf-8")


def _lines(about: About, files: Sequence[Written]) -> Iterator[str]:
    yield from (f"# {TITLE}", "", DESCRIPTION, "")
    if about.created:
        yield from (f"State of the database: {about.created}.", "")
    for remark in about.remarks:
        yield from (remark, "")
    yield from ("`datapackage.json` describes every table and column, and how they hang together.", "")
    for form, (what, how) in _READING.items():
        written = [file for file in files if file.form is form]
        if written:
            yield f"- {what} {_where(written)}"
            if how:
                yield from ("", f"      {how}", "")
    yield from ("", "## Licence", "", about.licensing, "", OURS)


def _where(files: Sequence[Written]) -> str:
    first = files[0].path
    return f"`{first}`" if len(files) == 1 else f"`{Path(first).parent}/`, {len(files)} files"
