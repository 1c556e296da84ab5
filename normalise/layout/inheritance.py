"""Whether a table without header can be the next part of an earlier one."""

from __future__ import annotations

from cjaplans.normalise.fields import Field
from cjaplans.normalise.grid import TableGrid
from cjaplans.normalise.layout.columns import HELD_BY
from cjaplans.normalise.layout.contents import column_of
from cjaplans.normalise.layout.model import Layout
from cjaplans.normalise.layout.refusals import of_figures
from cjaplans.normalise.layout.refuted import HARDLY, TELLING_TEXTS

#: Fields whose cells are seldom anything else.
PLAIN = (Field.TIMESCALE, Field.RESPONSIBLE, Field.OUTCOMES)


def fits(grid: TableGrid, earlier: Layout) -> bool:
    """Whether a table's cells may hold what the columns of an earlier table do.

    They may not where the table is one of figures, or every plain column that can be judged holds something else.
    """
    if of_figures(grid, 0):
        return False
    judged = [
        all(cells.share(content) <= HARDLY for content in HELD_BY[name])
        for name in PLAIN
        for column, held in earlier.columns.items()
        if held == name and len((cells := column_of(grid, 0, column)).texts) >= TELLING_TEXTS
    ]
    return not judged or not all(judged)
