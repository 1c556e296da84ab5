"""The one entry: a comparison by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Engine

from cjaplans.publish.compare.model import By, Comparison, Name
from cjaplans.publish.compare.selection import Selection
from cjaplans.publish.compare.status import status

_COMPARISONS: Mapping[Name, Callable[[Engine, Selection, By], Comparison]] = {Name.STATUS: status}


def compare(engine: Engine, name: Name, selection: Selection | None = None, by: By = By.AUTHORITY) -> Comparison:
    """A comparison of the actions that ``selection`` has. Raises ``DatabaseError``."""
    return _COMPARISONS[name](engine, selection or Selection(), by)
