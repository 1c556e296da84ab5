"""Which action of the authority's last plan an action goes on from: by reference and likeness of text."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from cjaplans.load.ids import is_among
from cjaplans.load.models import Action, ActionLineage, Document
from cjaplans.load.neighbours import actions_from, files_from, places_in, starts_beside
from cjaplans.load.vocabulary import LineageBasis

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: With the same reference, texts at least this alike are one measure reworded; below, a number used again.
SAME_REF = 0.5
#: Without it, texts at least this alike are one measure.
SAME_TEXT = 0.8
#: A little less, in hundredths: what is below is not looked at closely, which is most.
_NOT_LESS = 79.5

#: What some plans print behind a council's name, and others do not.
_COUNCIL = " Council"

_OF_ACTIONS = delete(ActionLineage).where(is_among(ActionLineage.action_id, bindparam("gone")))
_OF_SUPERSEDED = delete(ActionLineage).where(
    ActionLineage.action_id.in_(
        select(Action.id)
        .join(Document, Document.id == Action.document_id)
        .where(Action.document_id == bindparam("document"), Document.superseded_by.is_not(None))
    )
)
_INSERT = insert(ActionLineage)


@dataclass(frozen=True, slots=True)
class Measure:
    """An action as far as it can be recognised again: ``words`` are those of its text, sorted; None where it has none.

    Sorted words are as alike as the texts are whatever the order of theirs (rapidfuzz's ``token_sort_ratio``).
    """

    id: int
    ref: str | None
    place: str
    words: str | None


@dataclass(frozen=True, slots=True)
class _Descent:
    """An action, the one it goes on from, and why."""

    action_id: int
    previous_action_id: int
    basis: LineageBasis
    similarity: float


def trace(
    connection: Connection,
    plans: Iterable[tuple[str, date]],
    changed: Collection[int],
    before: Iterable[str] = (),
    *,
    new: int | None = None,
) -> None:
    """Write the lineage of plans, named by authority and first day: from the one before each, and of the one after.

    ``changed`` are the documents that are otherwise now or have come to be superseded, which have none; ``before`` are
    the places they were for until now. Where other plans of a period stay, only what is for places of the changed ones
    can have changed: nothing is carried from one place to another. A ``new`` document, current, has no lineage yet.
    """
    for document in sorted({*changed} - {new}):
        connection.execute(_OF_SUPERSEDED, {"document": document})
    theirs: set[str] | None = None
    wanted: dict[tuple[str, date], set[str] | None] = {}
    earlier: dict[tuple[str, date], date | None] = {}
    for authority, start in sorted(plans):
        places = None
        if files_from(connection, authority, start) - set(changed):
            if theirs is None:
                theirs = _either({*before, *(place for each in changed for place in places_in(connection, each))})
            places = theirs
        earlier[authority, start], later = starts_beside(connection, authority, start)
        for each in (start, later):
            if each is not None:
                every = places is None or wanted.get((authority, each), places) is None
                wanted[authority, each] = None if every else places
    for period, places in sorted(wanted.items(), key=lambda each: each[0]):
        last = earlier[period] if period in earlier else starts_beside(connection, *period)[0]
        # Where none came or went but a new one, those that stay go on from nothing as they did.
        if last is not None or (places is None and {*changed} != {new}):
            _rewrite(connection, *period, last, places)


def _either(places: Iterable[str]) -> set[str]:
    """Places as plans print them, with what some leave out."""
    short = {place.removesuffix(_COUNCIL) for place in places}
    return short | {f"{place}{_COUNCIL}" for place in short}


def _rewrite(
    connection: Connection, authority: str, later: date, earlier: date | None, places: Collection[str] | None
) -> None:
    """Replace the lineage of the authority's current plans of a period, for some places or all."""
    new = _measures(connection, authority, later, places)
    if not new:
        return
    connection.execute(_OF_ACTIONS, {"gone": json.dumps([each.id for each in new])})
    if earlier is None:
        return
    if found := _descents(new, _measures(connection, authority, earlier, places)):
        rows = [
            {
                "action_id": each.action_id,
                "previous_action_id": each.previous_action_id,
                "basis": each.basis.value,
                "similarity": each.similarity,
            }
            for each in found
        ]
        connection.execute(_INSERT, rows)


def _measures(connection: Connection, authority: str, start: date, places: Collection[str] | None) -> list[Measure]:
    return measures(actions_from(connection, authority, start, places))


def measures(rows: Iterable[Sequence[Any]]) -> list[Measure]:
    """Actions as far as they can be recognised again, from their id, ref, place, text and detail."""
    from rapidfuzz import utils

    found = []
    for number, ref, place, action_text, detail in rows:
        text = f"{action_text or ''}\n{detail or ''}".strip()
        words = " ".join(sorted(utils.default_process(text).split())) if text else None
        found.append(Measure(number, ref, (place or "").removesuffix(_COUNCIL), words))
    return found


def _descents(new: Sequence[Measure], old: Sequence[Measure]) -> list[_Descent]:
    """For each new action the old one it goes on from, if any; at most one each.

    The same reference and a like text decide first; then the likest text, if each is the other's likest.
    """
    if not new or not old:
        return []
    alike = likeness(new, old)
    numbered = _by_ref(old)
    found = []
    for i, action in enumerate(new):
        same = [(_likeness(action, old[j]), j) for j in numbered.get(action.ref or "", ())]
        likeliest, best = max(same, key=lambda each: each[0], default=(0.0, 0))
        if likeliest >= SAME_REF:
            found.append(_Descent(action.id, old[best].id, LineageBasis.REF, _rounded(likeliest)))
            continue
        likest = int(alike[i].argmax())
        if alike[i, likest] >= SAME_TEXT and int(alike[:, likest].argmax()) == i:
            found.append(_Descent(action.id, old[likest].id, LineageBasis.TEXT, _rounded(alike[i, likest])))
    return found


def _by_ref(actions: Iterable[Measure]) -> Mapping[str, Sequence[int]]:
    found = defaultdict(list)
    for index, action in enumerate(actions):
        if action.ref:
            found[action.ref].append(index)
    return found


def _rounded(likeness: float) -> float:
    return round(float(likeness), 3)


def _likeness(one: Measure, other: Measure) -> float:
    """How alike two texts are, 0 to 1; 0 where one has none, and between the plans of two places."""
    import numpy as np
    from rapidfuzz import fuzz

    if one.words is None or other.words is None or one.place != other.place:
        return 0.0
    return float(np.float32(fuzz.ratio(one.words, other.words)) / np.float32(100))


def likeness(new: Sequence[Measure], old: Sequence[Measure]) -> NDArray[np.float32]:
    """How alike the texts are, ``len(new)`` x ``len(old)``, as far as they are one measure's (``SAME_TEXT``); else 0.

    0 between the plans of two places, too.
    """
    import numpy as np  # a run that finds nothing new compares nothing
    from rapidfuzz import fuzz, process

    alike = np.zeros((len(new), len(old)), np.float32)
    there, before = _by_place(new), _by_place(old)
    for place in there.keys() & before.keys():
        rows, columns = there[place], before[place]
        words = ([new[i].words for i in rows], [old[j].words for j in columns])
        found = process.cdist(*words, scorer=fuzz.ratio, score_cutoff=_NOT_LESS)
        alike[np.ix_(rows, columns)] = found / np.float32(100)
    return alike


def _by_place(actions: Iterable[Measure]) -> Mapping[str, Sequence[int]]:
    """The actions that have a text, by the place they are for."""
    found = defaultdict(list)
    for index, action in enumerate(actions):
        if action.words is not None:
            found[action.place].append(index)
    return found
