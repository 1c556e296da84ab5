"""Which of several columns names the action, where their headings name it in some plans only (``yielding.yaml``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjaplans.normalise.fields import Field
from cjaplans.normalise.heading_words import vocabulary
from cjaplans.normalise.layout.contents import Content

if TYPE_CHECKING:
    from cjaplans.normalise.layout.columns import Columns

#: Share of texts that tell what to do, from which a column holds actions, and up to which it holds none.
ORDERS, HARDLY = 0.5, 0.15
#: What yielding headings hold beside the action, those first that are the action more readily.
READILY = (Field.DETAIL, Field.OBJECTIVE, Field.TARGET)


def yield_actions(columns: Columns) -> None:
    """Headings that name the action in some plans give way to a plainer one ("Measure" beside "Action").

    Where none is plainer, the cells decide: a column under an unknown heading that alone tells what to do, else the
    first that does, else the one whose heading is most readily that of an action.
    """
    loose = [c for c in columns.holds(Field.ACTION) if _phrase(columns, c) in vocabulary("yielding")]
    plain = [c for c in columns.holds(Field.ACTION) if c not in loose]
    if loose and not plain and (unheaded := _unheaded(columns, loose)) is not None:
        columns.move(unheaded, Field.ACTION, f"its cells tell {Content.ACTIONS}")
        plain = [unheaded]
    kept = set(plain) or _kept(columns, loose)
    for column in loose:
        if column not in kept:
            name = Field(vocabulary("yielding")[_phrase(columns, column)])
            columns.reread(column, name, "another column names the action")


def _phrase(columns: Columns, column: int) -> str:
    return columns.matches[column].phrase if column in columns.matches else ""


def _unheaded(columns: Columns, loose: list[int]) -> int | None:
    """A column without a known heading that tells what to do, where none of the loosely headed ones does."""
    return None if any(_orders(columns, c) > HARDLY for c in loose) else columns.orders()


def _kept(columns: Columns, loose: list[int]) -> set[int]:
    """The loosely headed column that names the action, and those headed like it."""
    acting = [c for c in loose if _orders(columns, c) >= ORDERS]
    best = acting[0] if acting else min(loose, key=lambda c: _rank(columns, c), default=None)
    return {c for c in loose if best is not None and _phrase(columns, c) == _phrase(columns, best)}


def _orders(columns: Columns, column: int) -> float:
    return columns.cells(column).share(Content.ACTIONS)


def _rank(columns: Columns, column: int) -> int:
    return READILY.index(Field(vocabulary("yielding")[_phrase(columns, column)]))
