"""Tables that are not actions: indicators, glossaries, requirements."""

from __future__ import annotations

from collections.abc import Sequence

from cjaplans.normalise.context import Context
from cjaplans.normalise.grid import TableGrid
from cjaplans.normalise.layout import Layout
from cjaplans.normalise.model import GlossaryTerm, Indicator, Requirement
from cjaplans.normalise.refs import without_list_number

#: Arrows as printed, and the direction each shows.
ARROWS = {"↑": "up", "↗": "up", "▲": "up", "↓": "down", "↘": "down", "▼": "down", "→": "level", "↔": "level"}


def indicators(grid: TableGrid, layout: Layout) -> list[Indicator]:
    """One indicator a row; the direction is the arrow in its current or target cell."""
    found = []
    for row in range(layout.body, grid.rows):
        part = _parts(grid, layout, row)
        if part.get("indicator") and len(part) > 1:
            shown = f"{part.get('current', '')}{part.get('target', '')}"
            direction = next((word for arrow, word in ARROWS.items() if arrow in shown), None)
            found.append(
                Indicator(part["indicator"], part.get("baseline"), part.get("target"), part.get("current"), direction)
            )
    return found


def glossary(grid: TableGrid, layout: Layout) -> list[GlossaryTerm]:
    """One term a row; rows without a term or a meaning are left to the findings."""
    parts = [_parts(grid, layout, row) for row in range(layout.body, grid.rows)]
    return [GlossaryTerm(p["term"], p["meaning"]) for p in parts if p.get("term") and p.get("meaning")]


def requirements(grid: TableGrid, layout: Layout, context: Context) -> list[Requirement]:
    """What a template asks for, one row each, under the heading above it."""
    section = context.theme.text if context.theme else None
    parts = [_parts(grid, layout, row) for row in range(layout.body, grid.rows)]
    return [Requirement(section, without_list_number(p["text"])) for p in parts if p.get("text")]


def _parts(grid: TableGrid, layout: Layout, row: int) -> dict[str, str]:
    return {name: text for c, name in layout.columns.items() if (text := grid.text(row, c))}


def unread_rows(grid: TableGrid, layout: Layout, needed: Sequence[str], any_of: bool = False) -> list[int]:
    """Rows below the header in which something is written, but not all parts they need.

    With ``any_of`` the first part and one of the others is enough.
    """
    unread = []
    for row in range(layout.body, grid.rows):
        part = _parts(grid, layout, row)
        first, *others = (bool(part.get(n)) for n in needed)
        complete = first and (any(others) if any_of else all(others))
        if part and not complete:
            unread.append(row)
    return unread
