"""Which action of the authority's last plan an action goes on from: by reference and likeness of text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Connection, and_, delete, func, insert, or_, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql import ColumnElement

from cjaplans.load.models import Action, ActionLineage
from cjaplans.load.models.vocabulary import LineageBasis
from cjaplans.load.plans import PLANS, of_plan
from cjaplans.normalise.model import DocumentKind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: With the same reference, texts at least this alike are one measure reworded; below, a number used again.
SAME_REF = 0.5
#: Without it, texts at least this alike are one measure.
SAME_TEXT = 0.8


#: What some plans print behind a council's name, and others do not.
_COUNCIL = " Council"


@dataclass(frozen=True, slots=True)
class Measure:
    """An action as far as it can be recognised again."""

    id: int
    ref: str | None
    place: str | None
    text: str


@dataclass(frozen=True, slots=True)
class _Descent:
    """An action, the one it goes on from, and why."""

    action_id: int
    previous_action_id: int
    basis: LineageBasis
    similarity: float


def trace(connection: Connection, plans: Iterable[tuple[str, date]]) -> None:
    """Write the lineage of plans, named by authority and first day: from the one before each, and of the one after."""
    later = {(authority, start) for authority, start in plans}
    for authority, start in frozenset(later):
        following = _neighbour(connection, authority, start, +1)
        if following is not None:
            later.add((authority, following))
    for authority, start in sorted(later):
        _rewrite(connection, authority, start, _neighbour(connection, authority, start, -1))


def _neighbour(connection: Connection, authority: str, period_start: date, side: int) -> date | None:
    """The start of the nearest earlier (-1) or later (+1) period of which the authority has a current plan."""
    start = PLANS.c.period_start
    nearest = func.max(start) if side < 0 else func.min(start)
    beyond = start < period_start if side < 0 else start > period_start
    return connection.execute(select(nearest).where(_current_plans(authority), beyond)).scalar()


def _current_plans(authority: str) -> ColumnElement[bool]:
    held = aliased(Action)
    has_actions = select(held.id).where(of_plan(held)).correlate(PLANS).exists()
    plan = and_(PLANS.c.kind == DocumentKind.ACTION_PLAN, PLANS.c.superseded_by.is_(None), has_actions)
    return and_(PLANS.c.authority_key == authority, plan)


def _rewrite(connection: Connection, authority: str, later: date, earlier: date | None) -> None:
    """Replace the lineage of the authority's plans of a period, superseded ones' too."""
    stale = (
        select(Action.id)
        .join(PLANS, of_plan(Action))
        .where(
            PLANS.c.authority_key == authority,
            or_(PLANS.c.period_start == later, PLANS.c.superseded_by.is_not(None)),
        )
    )
    connection.execute(delete(ActionLineage).where(ActionLineage.action_id.in_(stale)))
    if earlier is None:
        return
    found = _descents(_measures(connection, authority, later), _measures(connection, authority, earlier))
    if found:
        rows = [
            {
                "action_id": each.action_id,
                "previous_action_id": each.previous_action_id,
                "basis": each.basis.value,
                "similarity": each.similarity,
            }
            for each in found
        ]
        connection.execute(insert(ActionLineage), rows)


def _measures(connection: Connection, authority: str, period_start: date) -> list[Measure]:
    query = (
        select(Action.id, Action.ref, Action.place, Action.action_text, Action.detail)
        .join(PLANS, of_plan(Action))
        .where(_current_plans(authority), PLANS.c.period_start == period_start)
        .order_by(Action.document_id, Action.seq)
    )
    return [measure(*row) for row in connection.execute(query)]


def measure(number: int, ref: str | None, place: str | None, action_text: str | None, detail: str | None) -> Measure:
    """An action's row as far as it can be recognised again."""
    return Measure(number, ref, place and place.removesuffix(_COUNCIL), f"{action_text or ''}\n{detail or ''}".strip())


def _descents(new: Sequence[Measure], old: Sequence[Measure]) -> list[_Descent]:
    """For each new action the old one it goes on from, if any; at most one each.

    The same reference and a like text decide first; then the likest text, if each is the other's likest.
    """
    if not new or not old:
        return []
    alike = likeness(new, old)
    found = []
    for i, action in enumerate(new):
        numbered = [j for j, other in enumerate(old) if action.ref and action.ref == other.ref]
        best = max(numbered, key=lambda j: alike[i, j], default=None)
        if best is not None and alike[i, best] >= SAME_REF:
            found.append(_Descent(action.id, old[best].id, LineageBasis.REF, _rounded(alike[i, best])))
            continue
        likest = int(alike[i].argmax())
        if alike[i, likest] >= SAME_TEXT and int(alike[:, likest].argmax()) == i:
            found.append(_Descent(action.id, old[likest].id, LineageBasis.TEXT, _rounded(alike[i, likest])))
    return found


def _rounded(likeness: float) -> float:
    return round(float(likeness), 3)


def likeness(new: Sequence[Measure], old: Sequence[Measure]) -> NDArray[np.float32]:
    """How alike the texts are, 0 to 1, ``len(new)`` x ``len(old)``; 0 between the plans of two places."""
    import numpy as np  # a run that finds nothing new compares nothing
    from rapidfuzz import fuzz, process, utils

    texts = ([m.text for m in new], [m.text for m in old])
    alike = process.cdist(*texts, scorer=fuzz.token_sort_ratio, processor=utils.default_process) / np.float32(100)
    places = (np.array([m.place or "" for m in new]), np.array([m.place or "" for m in old]))
    written = np.array([[bool(a.text and b.text) for b in old] for a in new])
    return np.where((places[0][:, None] == places[1][None, :]) & written, alike, np.float32(0))
