"""One table put into the text of a layout file, in place of the entry it has there; all else stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import yaml

from cjaplans.normalise.headers import fold_heading
from cjaplans.normalise.user_layouts.checking import KIND, NO_HEADER
from cjaplans.normalise.user_layouts.model import TableLayout, UserLayout
from cjaplans.normalise.user_layouts.writing import comment, scalar
from cjaplans.normalise.written import Malformed, Unwritable, complete_lines, last_line, line_of, root_of

INDENT = 2
TABLES = "tables"


def new_layout(name: str, pattern: str) -> str:
    """A layout for the files whose names match a pattern, with no tables yet."""
    head = "# Written by 'cjaplans serve --review'; edit it as you like: docs/layouts.md says what it means."
    return f"{head}\nname: {scalar(name)}\nfiles: {scalar(pattern)}\n{TABLES}:\n"


def with_table(text: str, layout: UserLayout, table: TableLayout) -> str:
    """The text of ``layout`` with ``table`` in place of the one with the same header, or else behind the others.

    Comments on lines of their own stay; those behind the words of the entry give way to its headings.
    Raises ``Unwritable``.
    """
    node = _tables(text)
    lines, ending = complete_lines(text)
    entries = node.value if isinstance(node, yaml.SequenceNode) else []
    indent = node.start_mark.column if entries and node.start_mark else INDENT
    new = [" " * indent + line + ending for line in _entry(table)]
    place = place_of(layout, table)
    if place is not None:
        first, last = line_of(entries[place]) - 1, last_line(entries[place])
        return "".join([*lines[:first], *_remarks(lines[first:last]), *new, *lines[last:]])
    at = last_line(entries[-1]) if entries else line_of(node)
    return "".join([*lines[:at], *new, *lines[at:]])


def with_table_put(layout: UserLayout, table: TableLayout) -> UserLayout:
    """What ``with_table`` makes a layout say."""
    place = place_of(layout, table)
    if place is None:
        return replace(layout, tables=(*layout.tables, table))
    return replace(layout, tables=(*layout.tables[:place], table, *layout.tables[place + 1 :]))


def place_of(layout: UserLayout, table: TableLayout) -> int | None:
    """Which of a layout's tables, from 0, is known by the header of ``table``."""
    return next((place for place, each in enumerate(layout.tables) if _sign(each) == _sign(table)), None)


def _sign(table: TableLayout) -> tuple[int, tuple[str, ...]]:
    """What a table is known by."""
    return table.width, tuple(map(fold_heading, table.header))


def _tables(text: str) -> yaml.Node:
    """The list of tables, laid out in lines."""
    try:
        root = root_of(text, KIND)
    except Malformed as error:
        raise Unwritable from error
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise Unwritable
    node: yaml.Node | None = next((value for key, value in root.value if key.value == TABLES), None)
    if node is None or (isinstance(node, yaml.SequenceNode) and node.flow_style):
        raise Unwritable
    return node


def _remarks(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if line.lstrip().startswith("#")]


def _entry(table: TableLayout) -> Iterator[str]:
    yield f"- role: {table.role.value}"
    if table.header:
        yield from ["  header:", *(f"    - {scalar(heading)}" for heading in table.header)]
    else:
        yield from [f"  header: {NO_HEADER}", f"  width: {table.width}"]
    if table.columns:
        yield "  columns:"
    for column, name in sorted(table.columns.items()):
        heading = comment(table.header[column]) if table.header else ""
        yield f"    {column + 1}: {name}{f'  # {heading}' if heading else ''}"
