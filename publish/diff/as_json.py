"""A comparison for programs; the shape is described in ``docs/comparing.md``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from cjaplans.publish.diff.fields import ACTION_FIELDS, DECISIONS, DOCUMENT_FIELDS, ENTRY_COLUMNS
from cjaplans.publish.diff.model import (
    ActionChange,
    ActionRow,
    Change,
    DecisionChange,
    Diff,
    DocumentChange,
    DocumentRow,
    Entry,
    FieldChange,
    FindingChange,
    Value,
)
from cjaplans.publish.safe import json_text

#: What can become of an action.
_OF_ACTIONS = (Change.CHANGED, Change.ADDED, Change.REMOVED, Change.SAME)


def as_json(diff: Diff, *, findings: bool = False) -> str:
    """The comparison as one JSON object; each finding only with ``findings``."""
    return json_text(as_record(diff, findings=findings), indent=2)


def as_record(diff: Diff, *, findings: bool = False) -> dict[str, Any]:
    """The comparison as plain values."""
    record: dict[str, Any] = {
        "old": diff.old,
        "new": diff.new,
        "differs": diff.differs,
        "counts": {
            "documents": _counts((change.change for change in diff.documents), diff.same_documents, Change),
            "actions": _counts((change.change for change in diff.actions), diff.same_actions, _OF_ACTIONS),
            "findings": {word.value: _codes(diff.findings, word) for word in (Change.ADDED, Change.REMOVED)},
            **{f"{kind}s": _decided(diff, kind) for kind in DECISIONS},
        },
        "documents": [_document(change) for change in diff.documents],
        "actions": [_action(change) for change in diff.actions],
    }
    if findings:
        record["findings"] = [_finding(change) for change in diff.findings]
    return record | {"decisions": [_decision(change) for change in diff.decisions]}


def _counts(changes: Iterable[Change], same: int, possible: Iterable[Change]) -> dict[str, int]:
    counts = Counter(changes)
    counts[Change.SAME] = same
    return {change.value: counts[change] for change in possible}


def _codes(findings: Iterable[FindingChange], word: Change) -> dict[str, int]:
    return dict(sorted(Counter(change.finding.code for change in findings if change.change is word).items()))


def _decided(diff: Diff, kind: str) -> dict[str, int]:
    counts = Counter(change.change for change in diff.decisions if change.kind == kind)
    return {change.value: counts[change] for change in (Change.CHANGED, Change.ADDED, Change.REMOVED)}


def _document(change: DocumentChange) -> dict[str, Any]:
    both = change.old is not None and change.new is not None
    return {
        "change": change.change.value,
        "old": None if change.old is None else _document_side(change.old, whole=not both),
        "new": None if change.new is None else _document_side(change.new, whole=not both),
        "fields": _fields(change.fields),
    }


def _document_side(row: DocumentRow, *, whole: bool) -> dict[str, Any]:
    own = {"id": row.id, "file_name": row.file_name, "authority_key": row.authority, "period": row.period}
    return own | ({"values": _values(DOCUMENT_FIELDS, row.values)} if whole else {})


def _action(change: ActionChange) -> dict[str, Any]:
    both = change.old is not None and change.new is not None
    return {
        "change": change.change.value,
        "matched_by": change.matched_by and change.matched_by.value,
        "likeness": change.likeness,
        "old": None if change.old is None else _action_side(change.old, whole=not both),
        "new": None if change.new is None else _action_side(change.new, whole=not both),
        "fields": _fields(change.fields),
    }


def _action_side(row: ActionRow, *, whole: bool) -> dict[str, Any]:
    own = {
        "key": row.key,
        "document_id": row.document_id,
        "file_name": row.file_name,
        "authority_key": row.authority,
        "period": row.period,
        "seq": row.seq,
        "page": row.page,
        "ref": row.ref,
    }
    return own | ({"values": _values(ACTION_FIELDS, row.values)} if whole else {})


def _values(names: Iterable[str], values: Iterable[Value]) -> dict[str, Any]:
    return {name: _value(name, value) for name, value in zip(names, values, strict=True)}


def _fields(changes: Iterable[FieldChange]) -> list[dict[str, Any]]:
    return [
        {"field": change.field, "old": _value(change.field, change.old), "new": _value(change.field, change.new)}
        for change in changes
    ]


def _value(field: str, value: Value) -> Any:
    """A list's entries as objects, anything else as it is."""
    return [_entry(ENTRY_COLUMNS[field], entry) for entry in value] if isinstance(value, tuple) else value


def _entry(columns: Iterable[str], entry: Entry) -> dict[str, Any]:
    return dict(zip(columns, entry, strict=True))


def _finding(change: FindingChange) -> dict[str, Any]:
    finding = change.finding
    return {
        "change": change.change.value,
        "document_id": finding.document_id,
        "file_name": change.document.file_name,
        "page": finding.page,
        "action_key": change.action and change.action.key,
        "severity": finding.severity,
        "code": finding.code,
        "message": finding.message,
    }


def _decision(change: DecisionChange) -> dict[str, Any]:
    _, key, columns = DECISIONS[change.kind]
    return {
        "change": change.change.value,
        "kind": change.kind,
        "key": _entry(key, change.key),
        "old": [_entry(columns, entry) for entry in change.old],
        "new": [_entry(columns, entry) for entry in change.new],
    }
