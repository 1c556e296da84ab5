"""How a table was understood, for people: its columns with their headings, fields and reasons."""

from __future__ import annotations

from cjaplans.normalise.headers import fold_heading, match_heading, vocabulary
from cjaplans.normalise.layout import Layout
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
    if name is None:
        why = _without_field(layout, column)
        return ColumnReading(heading, None, "none", why, 0.0, ignored=column in layout.left_out)
    if evidence := layout.evidence.get(column):
        return ColumnReading(heading, name, str(evidence.kind), evidence.why, evidence.confidence)
    return _headed(layout, heading, name)


def _headed(layout: Layout, heading: str, name: str) -> ColumnReading:
    """A column for which no reason was noted: it holds what its heading says, or what such tables have."""
    phrase, match = fold_heading(heading), match_heading(heading)
    if phrase in vocabulary("roles").get(layout.role.value, {}).get(name, ()):
        return ColumnReading(heading, name, "heading", f"the heading says '{phrase}'", 1.0)
    if match and match.field.value == name:
        return ColumnReading(heading, name, "heading", f"the heading says '{match.phrase}'", match.confidence)
    why = f"what such tables ({layout.role.value}) have beside their other columns"
    return ColumnReading(heading, name, "table", why, layout.confidence)


def _without_field(layout: Layout, column: int) -> str:
    if column in layout.left_out:
        return f"layout '{layout.name}' leaves it out"
    if column in layout.unmapped:
        return "no field was found for it"
    if layout.role is Role.OTHER:
        return "the table was not understood"
    return "the table is read as a whole" if not layout.columns else "it has no text"
