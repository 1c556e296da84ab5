"""Which document of the old database is which of the new, and what changed in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping

from cjaplans.publish.diff.fields import DOCUMENT_FIELDS
from cjaplans.publish.diff.model import Change, DocumentChange, DocumentRow, FieldChange, Snapshot, Value

Documents = Mapping[int, DocumentRow]
#: What tells that two documents with other bytes stand in the same place, the surest first.
_PLACES: tuple[Callable[[DocumentRow], Hashable | None], ...] = (
    lambda row: row.source_uri,
    lambda row: row.file_name,
    lambda row: (row.authority, row.kind, row.period_start) if row.authority and row.period_start else None,
)


def compared_documents(old: Snapshot, new: Snapshot) -> tuple[DocumentChange, ...]:
    """Every document of either side once, or with all that took its place.

    Documents of the same bytes are one. One that another supersedes on the other side is paired with that; then
    those that alone have the same place, name, or authority, kind and period on both sides.
    """
    changes = _same_bytes(old, new)
    changes += _superseded(old, new, changes)
    for place in _PLACES:
        changes += [
            DocumentChange(Change.REPLACED, before, after, _fields(before, after))
            for before, after in _paired(_rest(old, changes, 0), _rest(new, changes, 1), place)
        ]
    changes += [DocumentChange(Change.REMOVED, row, None) for row in _rest(old, changes, 0)]
    changes += [DocumentChange(Change.ADDED, None, row) for row in _rest(new, changes, 1)]
    return tuple(changes)


def _same_bytes(old: Snapshot, new: Snapshot) -> list[DocumentChange]:
    after = {row.sha256: row for row in new.documents.values()}
    pairs = [(row, after[row.sha256]) for row in old.documents.values() if row.sha256 in after]
    return [
        DocumentChange(Change.CHANGED if (fields := _fields(*pair)) else Change.SAME, *pair, fields) for pair in pairs
    ]


def _superseded(old: Snapshot, new: Snapshot, same: Iterable[DocumentChange]) -> list[DocumentChange]:
    """The documents that one side has superseded and the other not."""
    done = {row.sha256 for change in same for row in (change.old, change.new) if row}
    forwards = {
        (row.id, new.superseded[row.sha256])
        for row in old.documents.values()
        if row.sha256 not in done and new.superseded.get(row.sha256) in new.documents
    }
    backwards = {
        (old.superseded[row.sha256], row.id)
        for row in new.documents.values()
        if row.sha256 not in done and old.superseded.get(row.sha256) in old.documents
    }
    changes = []
    for pair in sorted(forwards | backwards):
        before, after = old.documents[pair[0]], new.documents[pair[1]]
        one_way = Change.SUPERSEDED if pair in forwards else Change.RESTORED
        change = Change.REPLACED if pair in forwards & backwards else one_way
        changes.append(DocumentChange(change, before, after, _fields(before, after)))
    return changes


def _rest(snapshot: Snapshot, changes: Iterable[DocumentChange], side: int) -> list[DocumentRow]:
    """The documents of one side (0 old, 1 new) that nothing is said of yet."""
    said = {row.id for change in changes if (row := (change.old, change.new)[side])}
    return [row for row in snapshot.documents.values() if row.id not in said]


def _paired(
    old: list[DocumentRow], new: list[DocumentRow], place: Callable[[DocumentRow], Hashable | None]
) -> list[tuple[DocumentRow, DocumentRow]]:
    """The documents that alone have a place on either side."""
    counts = [Counter(map(place, rows)) for rows in (old, new)]
    after = {place(row): row for row in new}
    return [
        (row, after[where])
        for row in old
        if (where := place(row)) is not None and counts[0][where] == counts[1][where] == 1
    ]


def _fields(old: DocumentRow, new: DocumentRow) -> tuple[FieldChange, ...]:
    return changed_fields(DOCUMENT_FIELDS, old.values, new.values)


def changed_fields(names: tuple[str, ...], old: tuple[Value, ...], new: tuple[Value, ...]) -> tuple[FieldChange, ...]:
    """The fields whose values are not what they were."""
    if old == new:
        return ()
    return tuple(FieldChange(*each) for each in zip(names, old, new, strict=True) if each[1] != each[2])
