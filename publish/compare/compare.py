"""The one entry: a comparison by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Engine

from cjaplans.publish.compare.model import KINDS, By, Comparison, Name, Show
from cjaplans.publish.compare.selection import Selection
from cjaplans.publish.compare.status import status

#: How each comparison of ``KINDS`` is made.
_MAKERS: Mapping[Name, Callable[[Engine, Selection, By, Show], Comparison]] = {
    Name.STATUS: status,
}


def compare(
    engine: Engine,
    name: Name,
    selection: Selection | None = None,
    by: By = By.AUTHORITY,
    show: Show | None = None,
) -> Comparison:
    """A comparison of the actions that ``selection`` has; ``show`` is one of the ``KINDS``', its first if None.

    Raises:
        DatabaseError: the database cannot be used.
        ValueError: the comparison's cells have no such ``show``.
    """
    shows = KINDS[name].shows
    if show is not None and show not in shows:
        raise ValueError(f"{name} has no {show}; one of {', '.join(shows)}")
    return _MAKERS[name](engine, selection or Selection(), by, show or shows[0])
