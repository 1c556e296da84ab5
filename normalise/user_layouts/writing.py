"""What was understood of a document's tables, as the text of a layout file that an analyst can edit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import yaml
from yaml.reader import Reader

from cjaplans.extract.model import ExtractedDocument, Table
from cjaplans.normalise.headers import fold_heading
from cjaplans.normalise.model import ColumnReading, Plan, Role, TableReading
from cjaplans.normalise.user_layouts.model import IGNORE, NEEDED, PARTS


def layout_text(name: str, file_name: str, document: ExtractedDocument, plan: Plan) -> str:
    """A layout file: each kind of table once, those that were not understood commented out to be filled in.

    It holds headings and no other text of the document. Tables that go on with the columns of an
    earlier one, and tables of one column, are left out.
    """
    lines = [*_head(name, file_name)]
    met: set[tuple[str, ...]] = set()
    for number, (table, reading) in enumerate(zip(document.tables, plan.tables, strict=True), start=1):
        header = header_of(table, reading)
        key = tuple(map(fold_heading, header)) or (str(number),)
        if reading.inherited or table.columns < 2 or key in met:
            continue
        met.add(key)
        entry = [f"# Table {number}, {_pages(table)}.", *_entry(table, reading, header)]
        complete = any(map(fold_heading, header)) and _complete(reading)
        lines += ["", *_indented(entry, commented=not complete)]
    return "\n".join(lines) + "\n"


def _head(name: str, file_name: str) -> Iterator[str]:
    yield "# How the tables of such plans are read. 'cjaplans layout check' finds mistakes; the next ingest uses it."
    yield f"# A table is known by its header. Each column, counted from 1, holds a field, or is '{IGNORE}'."
    for role in (Role.ACTIONS, Role.INDICATORS, Role.GLOSSARY, Role.REQUIREMENTS):
        yield f"# Fields of {role.value}: {', '.join(PARTS[role])}"
    yield "# Roles without fields: outcomes (a list of codes and meanings), other (a table that is no part of the plan)"
    yield f"name: {scalar(name)}"
    yield "# Take the '#' away to use this layout only on files so named (* is any text):"
    yield f"# files: {scalar(file_name)}"
    yield "tables:"


def header_of(table: Table, reading: TableReading) -> tuple[str, ...]:
    """The headings of a table, one a column; none where it was read without header. A form's are its labels."""
    if not reading.header_rows and reading.role not in (Role.OTHER, Role.OUTCOMES):
        return ()
    return reading.header if len(reading.header) >= table.columns else ()


def _complete(reading: TableReading) -> bool:
    """Whether a table can be read by what is known: it is understood, and by its header."""
    needed = NEEDED.get(reading.role)
    understood = needed is None or any(column.field == needed for column in reading.columns)
    return reading.role is not Role.OTHER and bool(reading.header_rows) and understood


def _entry(table: Table, reading: TableReading, header: Sequence[str]) -> Iterator[str]:
    role = Role.ACTIONS if reading.role is Role.OTHER else reading.role
    if reading.role is Role.OTHER:
        yield "# It was not understood. To have it read, take the '# ' of its lines away and write fields for '?';"
        yield "# to have it passed over without a finding, write 'role: other' and take 'columns' away."
    elif not header:
        yield "# It has no header. To have it read so in every such file, take the '# ' away here and at 'files:'."
    yield f"- role: {role.value}"
    yield from ["  header:", *(f"    - {scalar(text)}" for text in header)] if any(header) else _headerless(table)
    if role in PARTS:
        yield "  columns:"
        for number in range(1, (len(header) or table.columns) + 1):
            yield f"    {_column(number, reading)}"


def _headerless(table: Table) -> list[str]:
    return ["  header: none", f"  width: {table.columns}"]


def _column(number: int, reading: TableReading) -> str:
    columns = reading.columns
    column = columns[number - 1] if number <= len(columns) else ColumnReading("", None, "", "", 0.0)
    remark = f"  # {comment(column.heading)}" if column.heading else ""
    if column.ignored:
        return f"{number}: {IGNORE}{remark}"
    if column.field:
        return f"{number}: {column.field}{remark}"
    choices = "" if reading.role is Role.OTHER else "# "
    return f"{choices}{number}: ?{remark or '  # no heading'}"


def _indented(entry: Sequence[str], *, commented: bool) -> list[str]:
    """An entry of the list of tables; a line that is commented out keeps its indent behind the sign."""
    if commented:
        return [f"  {line}" if line.startswith("#") else f"  # {line}" for line in entry]
    return [f"  {line}" for line in entry]


def _pages(table: Table) -> str:
    if table.page_first == table.page_last:
        return f"page {table.page_first}"
    return f"pages {table.page_first}-{table.page_last}"


def scalar(text: str) -> str:
    """A text in double quotes on one line."""
    return yaml.safe_dump(text, default_style='"', allow_unicode=True, width=2**31).rstrip("\n")


def comment(text: str) -> str:
    """A text as it can stand behind a ``#``."""
    return " ".join(Reader.NON_PRINTABLE.sub("", text).split())
