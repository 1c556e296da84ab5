"""The one entry: a comparison by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from sqlalchemy import Engine

from cjaplans.publish.compare.carried import carried
from cjaplans.publish.compare.model import KINDS, By, Comparison, Name, Show
from cjaplans.publish.compare.money import money
from cjaplans.publish.compare.notes import notes_on
from cjaplans.publish.compare.outcomes import outcomes
from cjaplans.publish.compare.partners import partners
from cjaplans.publish.compare.selection import Selection
from cjaplans.publish.compare.status import status
from cjaplans.publish.compare.themes import themes
from cjaplans.publish.compare.timeline import timeline

#: How each comparison of ``KINDS`` is made.
_MAKERS: Mapping[Name, Callable[[Engine, Selection, By, Show], Comparison]] = {
    Name.OUTCOMES: outcomes,
    Name.STATUS: status,
    Name.THEMES: themes,
    Name.PARTNERS: partners,
    Name.TIMELINE: timeline,
    Name.MONEY: money,
    Name.CARRIED: carried,
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
    made = _MAKERS[name](engine, selection or Selection(), by, show or shows[0])
    return replace(made, notes=(*notes_on(engine, made), *made.notes))
