"""Findings, corrections and reviews that one side has and the other not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

from cjaplans.publish.diff.model import (
    ActionChange,
    Change,
    DecisionChange,
    FindingChange,
    FindingRow,
    Snapshot,
)


def compared_findings(
    old: Snapshot, new: Snapshot, same_document: Mapping[int, int], actions: Iterable[ActionChange]
) -> tuple[FindingChange, ...]:
    """The findings gone, then those added, in page order.

    A finding is the same where it says the same of the same document and action, on whatever page. ``same_document``
    leads from the new document's id to the old one's.
    """
    same_action = {change.new.id: change.old.id for change in actions if change.old and change.new}
    before = _by_label(old.findings, lambda row: ("old", row.document_id), lambda row: ("old", row.action_id))
    after = _by_label(
        new.findings,
        lambda row: _known(row.document_id, same_document),
        lambda row: ("old", None) if row.action_id is None else _known(row.action_id, same_action),
    )
    gone = [row for label, rows in before.items() for row in rows[len(after.get(label, ())) :]]
    come = [row for label, rows in after.items() for row in rows[len(before.get(label, ())) :]]
    return (*_changes(Change.REMOVED, gone, old), *_changes(Change.ADDED, come, new))


def _known(number: int, same: Mapping[int, int]) -> Hashable:
    """A row of the new database under the number it has in the old one, if it is there."""
    return ("old", same[number]) if number in same else ("new", number)


def _by_label(
    findings: Iterable[FindingRow], document: Callable[[FindingRow], Hashable], action: Callable[[FindingRow], Hashable]
) -> dict[Hashable, list[FindingRow]]:
    found: dict[Hashable, list[FindingRow]] = defaultdict(list)
    for row in findings:
        found[document(row), action(row), row.severity, row.code, row.message].append(row)
    return found


def _changes(change: Change, rows: Iterable[FindingRow], side: Snapshot) -> Iterator[FindingChange]:
    for row in sorted(rows, key=lambda row: (row.document_id, row.page or 0, row.id)):
        action = None if row.action_id is None else side.actions.get(row.action_id)
        yield FindingChange(change, row, side.documents[row.document_id], action)


def compared_decisions(old: Snapshot, new: Snapshot) -> tuple[DecisionChange, ...]:
    """The corrections and reviews that are not what they were, by kind and key."""
    keys = sorted(old.decisions.keys() | new.decisions.keys(), key=repr)
    return tuple(
        DecisionChange(_change(was, now), *key, was, now)
        for key in keys
        if (was := old.decisions.get(key, ())) != (now := new.decisions.get(key, ()))
    )


def _change(was: tuple[object, ...], now: tuple[object, ...]) -> Change:
    return Change.CHANGED if was and now else Change.REMOVED if was else Change.ADDED
