"""How a table was understood, for people: its columns with their headings, fields and reasons."""

from __future__ import annotations

from cjaplans.normalise.headers import fold_heading, match_heading, vocabulary
from cjaplans.normalise.layout import Evidence, Layout
from cjaplans.normalise.model import ColumnReading, Role, TableReading


def table_reading(layout: Layout) -> TableReading:
    """A table's reading: each column up to the last that has a heading, a field or a reason."""
    width = max(len(layout.header), *(c + 1 for c in (*layout.columns, *layout.left_out, *layout.unmapped)), 0)
    return TableReading(
        layout.role,
        layout.name,
        layout.header,
        layout.confidence,
        layout.header_rows,
        tuple(_column(layout, column) for column in range(width)),
        layout.inherited,
    )


def _column(layout: Layout, column: int) -> ColumnReading:
    heading = layout.header[column] if column < len(layout.header) else ""
    name = layout.columns.get(column)
    evidence = layout.evidence.get(column) or _plain(layout, column, heading)
    return ColumnReading(
        heading, name, evidence.kind, evidence.why, evidence.confidence, ignored=column in layout.left_out
    )


def _plain(layout: Layout, column: int, heading: str) -> Evidence:
    """The reason for a column that none was noted for: its heading, or its place beside the others."""
    name = layout.columns.get(column)
    if name is None:
        return Evidence("none", 0.0, _without_field(layout, column))
    if fold_heading(heading) in vocabulary("roles").get(layout.role.value, {}).get(name, ()):
        return Evidence("heading", 1.0, f"the heading says '{fold_heading(heading)}'")
    match = match_heading(heading)
    if match and match.field.value == name:
        return Evidence("heading", match.confidence, f"the heading says '{match.phrase}'")
    return Evidence(
        "table", layout.confidence, f"what such tables ({layout.role.value}) have beside their other columns"
    )


def _without_field(layout: Layout, column: int) -> str:
    if column in layout.left_out:
        return f"layout '{layout.name}' leaves it out"
    if column in layout.unmapped:
        return "no field was found for it"
    if layout.role is Role.OTHER:
        return "the table was not understood"
    return "the table is read as a whole" if not layout.columns else "it has no text"
