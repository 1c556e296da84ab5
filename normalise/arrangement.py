"""How the tables of a document are arranged: each has its own layout, or that of the table whose next part it is."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from cjaplans.extract.model import ExtractedDocument
from cjaplans.normalise.context import Context, contexts
from cjaplans.normalise.forms import turn_forms
from cjaplans.normalise.grid import TableGrid
from cjaplans.normalise.layout import Layout, fits, inherit, read_alike, understand
from cjaplans.normalise.model import Role
from cjaplans.normalise.user_layouts import UserLayout
from cjaplans.normalise.user_layouts.claims import claimed

#: Columns on two pages are the same when they begin no further apart than this (points).
SAME_COLUMN = 4.0
#: On pages of different widths when they begin at the same share of the table's, if there are as many as this.
SAME_SHARE = 0.02
FEW_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Every table of a document as rows and columns, what stands above it, and how it is understood; all as long."""

    grids: tuple[TableGrid, ...]
    above: tuple[Context, ...]
    layouts: tuple[Layout, ...]


def arrange(document: ExtractedDocument, taught: Sequence[UserLayout] = ()) -> Arrangement:
    """How a document's tables are arranged, forms turned into tables; layouts ``taught`` by analysts outweigh all."""
    printed = [TableGrid(table, index) for index, table in enumerate(document.tables)]
    forms = turn_forms(document, printed)
    grids = [forms.tables.get(grid.index, grid) for grid in printed]
    above = contexts(document, forms.titles)
    layouts: list[Layout] = []
    known: dict[int, Layout] = {}
    for index, (grid, context) in enumerate(zip(grids, above, strict=True)):
        layouts.append(_layout(document, grid, context, known, forms.tables, taught))
        if layouts[-1].role is Role.ACTIONS and index not in forms.tables:
            known[index] = layouts[-1]
    return Arrangement(tuple(grids), tuple(above), tuple(read_alike(layouts)))


def _layout(
    document: ExtractedDocument,
    grid: TableGrid,
    context: Context,
    known: dict[int, Layout],
    forms: Container[int],
    layouts: Sequence[UserLayout],
) -> Layout:
    """The layout of a table; of one without headings that of the nearest of the ``known`` with its columns.

    These are the tables of actions before it but ``forms``, whose columns are no other table's: they were rows of
    labels. An analyst's layout outweighs all.
    """
    hint = 1 if grid.index in forms else document.tables[grid.index].header_rows
    layout = understand(grid, context.heading, hint)
    taught = claimed(grid, hint, layouts, layout)
    if taught:
        return taught
    if layout.kind or not (layout.role is Role.OTHER or layout.guessed):
        return layout
    for earlier in reversed(known):
        if _same_columns(document, earlier, grid.index):
            return inherit(known[earlier]) if fits(grid, known[earlier]) else layout
    return layout


def _same_columns(document: ExtractedDocument, a: int, b: int) -> bool:
    """Whether two tables have as many columns, beginning at the same places.

    Where a page of another width follows, as when portrait goes over to landscape, the places are compared in
    proportion.
    """
    starts = []
    for index in (a, b):
        cells = document.tables[index].cells
        starts.append([x for _, x in sorted({c.column: c.box.x0 for c in reversed(cells)}.items())])
    if len(starts[0]) != len(starts[1]):
        return False
    if all(abs(x - y) <= SAME_COLUMN for x, y in zip(*starts, strict=True)):
        return True
    widths = {p.number: p.width for p in document.pages}
    first, second = (document.tables[index].regions[0] for index in (a, b))
    follows = second.page == document.tables[a].page_last + 1 and not document.tables[b].header_rows
    turned = follows and abs(widths[first.page] - widths[second.page]) > SAME_COLUMN and len(starts[0]) >= FEW_COLUMNS
    shares = ([(x - r.box.x0) / r.box.width for x in xs] for r, xs in zip((first, second), starts, strict=True))
    return turned and all(abs(x - y) <= SAME_SHARE for x, y in zip(*shares, strict=True))
