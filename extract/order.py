"""The order in which the tables of a page are read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from cjaplans.extract.model import Box


class Boxed(Protocol):
    """Anything that stands in a box on the page."""

    @property
    def box(self) -> Box: ...


Item = TypeVar("Item", bound=Boxed)


def in_reading_order(items: Iterable[Item]) -> list[Item]:
    """Items top to bottom; those level with each other left to right."""
    rows: list[list[Item]] = []
    for item in sorted(items, key=lambda i: i.box.top):
        if rows and item.box.top < (rows[-1][0].box.top + rows[-1][0].box.bottom) / 2:
            rows[-1].append(item)
        else:
            rows.append([item])
    return [item for row in rows for item in sorted(row, key=lambda i: (i.box.x0, i.box.top))]
