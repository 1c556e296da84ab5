"""Tables whose header says over the actions, in place of a heading for them, what the table is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from cjaplans.normalise.context import Context, Stated, theme_of
from cjaplans.normalise.fields import Field
from cjaplans.normalise.grid import GridCell, TableGrid
from cjaplans.normalise.headers import EvidenceKind, fold_heading, match_heading
from cjaplans.normalise.layout import Layout
from cjaplans.normalise.model import Role


def with_titles(grids: Sequence[TableGrid], layouts: Sequence[Layout], contexts: Sequence[Context]) -> list[Context]:
    """The contexts of tables, with the theme that the header of a table names.

    Tables under headings that are else alike show it, where what stands over the actions is no known heading and
    another in each.
    """
    alike: dict[tuple[object, ...], dict[int, GridCell]] = defaultdict(dict)
    for number, (grid, layout) in enumerate(zip(grids, layouts, strict=True)):
        if cell := _over_actions(grid, layout):
            others = tuple(fold_heading(text) for c, text in enumerate(layout.header) if c != cell.column)
            alike[others, tuple(layout.columns.items())][number] = cell
    found = list(contexts)
    for cells in alike.values():
        if len({fold_heading(cell.text) for cell in cells.values()}) > 1:
            for number, cell in cells.items():
                theme = Stated(theme_of(cell.text)[0], cell.refs, cell.page, 0.0)
                found[number] = replace(found[number], theme=theme)
    return found


def _over_actions(grid: TableGrid, layout: Layout) -> GridCell | None:
    """The header cell over a column that only its texts show to be the actions'; None where it is a known heading."""
    column = layout.column(Field.ACTION)
    if layout.role is not Role.ACTIONS or column is None or not layout.header_rows:
        return None
    why = layout.evidence.get(column)
    cell = grid.at(layout.header_rows[-1], column)
    if why is None or why.kind is not EvidenceKind.CONTENT or cell is None or not cell.text:
        return None
    return None if match_heading(cell.text) else cell
