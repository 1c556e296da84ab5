"""Compares two snapshots, and narrows what was found to what was asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from cjaplans.publish.diff.documents import changed_fields, compared_documents
from cjaplans.publish.diff.fields import ACTION_FIELDS
from cjaplans.publish.diff.findings import compared_decisions, compared_findings
from cjaplans.publish.diff.model import (
    ActionChange,
    Change,
    Diff,
    DocumentChange,
    MatchedBy,
    Snapshot,
)
from cjaplans.publish.diff.pairing import Pair, paired_actions
from cjaplans.publish.diff.scope import Scope


def compare(old: Snapshot, new: Snapshot, scope: Scope | None = None) -> Diff:
    """What differs between two databases, within ``scope``. Swapping them swaps the sides of every change."""
    scope = scope or Scope()
    documents = compared_documents(old, new)
    same_document = _one_to_one(documents)
    every = tuple(_actions(old, new, same_document, scope))
    actions = tuple(change for change in every if scope.holds_action(change))
    kept = [change for change in documents if scope.holds_document(change)]
    wider = () if scope.fields else (Change.ADDED, Change.REMOVED)
    findings = compared_findings(old, new, same_document, every)
    return Diff(
        old=old.name,
        new=new.name,
        documents=() if scope.fields else tuple(c for c in kept if c.change is not Change.SAME),
        actions=tuple(sorted((c for c in actions if c.change in (Change.CHANGED, *wider)), key=_place)),
        findings=() if scope.fields else tuple(c for c in findings if scope.holds_finding(c)),
        decisions=() if scope.fields else tuple(c for c in compared_decisions(old, new) if scope.holds_decision(c)),
        same_documents=sum(change.change is Change.SAME for change in kept),
        same_actions=sum(change.change is Change.SAME for change in actions),
    )


def _one_to_one(documents: Iterable[DocumentChange]) -> dict[int, int]:
    """From each new document to the old one that it is, or whose place it alone took."""
    pairs = [(change.old.id, change.new.id) for change in documents if change.old and change.new]
    old, new = Counter(before for before, _ in pairs), Counter(after for _, after in pairs)
    return {after: before for before, after in pairs if old[before] == new[after] == 1}


def _actions(old: Snapshot, new: Snapshot, same_document: Mapping[int, int], scope: Scope) -> Iterator[ActionChange]:
    pairs, gone, come = paired_actions(old.actions.values(), new.actions.values(), same_document)
    yield from (_action(pair, scope) for pair in pairs)
    yield from (ActionChange(Change.REMOVED, action, None) for action in gone)
    yield from (ActionChange(Change.ADDED, None, action) for action in come)


def _action(pair: Pair, scope: Scope) -> ActionChange:
    changed = changed_fields(ACTION_FIELDS, pair.old.values, pair.new.values)
    fields = tuple(change for change in changed if scope.wants(change.field))
    likeness = None if pair.matched_by is MatchedBy.KEY else pair.likeness
    change = Change.CHANGED if fields else Change.SAME
    return ActionChange(change, pair.old, pair.new, fields, pair.matched_by, likeness)


def _place(change: ActionChange) -> tuple[str, str, str, int, str]:
    """What sorts changes of actions: by plan and file, in the order of the plan."""
    row = change.new or change.old
    if row is None:
        raise ValueError("a change of no action")
    return (row.authority or "~", row.period or "~", row.file_name, row.seq, change.change.value)
