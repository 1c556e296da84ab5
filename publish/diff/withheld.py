"""A comparison without personal names. Names count as different where they are; only what is shown is changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cjaplans.normalise.coded import PartyKind
from cjaplans.publish.diff.fields import (
    ACTION_FIELDS,
    DECISIONS,
    DOCUMENT_FIELDS,
    ENTRY_COLUMNS,
    LEADS,
)
from cjaplans.publish.diff.model import (
    ActionChange,
    ActionRow,
    DecisionChange,
    Diff,
    DocumentChange,
    DocumentRow,
    Entry,
    FieldChange,
    FindingChange,
    Scalar,
    Value,
)
from cjaplans.publish.redact import WITHHELD, Redactor

#: Texts that are names of ours, and never a person's.
_OURS = frozenset({"key", "sha256", "action_key", "finding_key", "field", "author"})


def without_names(diff: Diff, people: Redactor) -> Diff:
    """The same comparison with every personal name withheld, the authors of corrections and reviews among them."""
    cleaner = _Cleaner(people)
    return replace(
        diff,
        documents=tuple(map(cleaner.document, diff.documents)),
        actions=tuple(map(cleaner.action, diff.actions)),
        findings=tuple(map(cleaner.finding, diff.findings)),
        decisions=tuple(map(cleaner.decision, diff.decisions)),
    )


class _Cleaner:
    """Cleans each part of a comparison with one redactor."""

    def __init__(self, people: Redactor) -> None:
        self._people = people

    def document(self, change: DocumentChange) -> DocumentChange:
        return replace(
            change,
            old=change.old and self._document_row(change.old),
            new=change.new and self._document_row(change.new),
            fields=self._fields(change.fields),
        )

    def action(self, change: ActionChange) -> ActionChange:
        return replace(
            change,
            old=change.old and self._action_row(change.old),
            new=change.new and self._action_row(change.new),
            fields=self._fields(change.fields),
        )

    def finding(self, change: FindingChange) -> FindingChange:
        message = self._people.clean(change.finding.message, leads=True)
        return replace(
            change,
            finding=replace(change.finding, message=message),
            document=self._document_row(change.document),
            action=change.action and self._action_row(change.action),
        )

    def decision(self, change: DecisionChange) -> DecisionChange:
        columns = DECISIONS[change.kind][2]
        return replace(
            change,
            old=tuple(self._decided(columns, entry) for entry in change.old),
            new=tuple(self._decided(columns, entry) for entry in change.new),
        )

    def _decided(self, columns: Iterable[str], entry: Entry) -> Entry:
        """A correction or review; whose it is stays with it, and what it puts right may be a lead."""
        pairs = zip(columns, entry, strict=True)
        return tuple(WITHHELD if name == "author" else self._scalar(name, value, leads=True) for name, value in pairs)

    def _document_row(self, row: DocumentRow) -> DocumentRow:
        values = self._values(DOCUMENT_FIELDS, row.values)
        return replace(row, file_name=self._people.clean(row.file_name), source_uri=None, values=values)

    def _action_row(self, row: ActionRow) -> ActionRow:
        return replace(
            row,
            file_name=self._people.clean(row.file_name),
            ref=row.ref and self._people.clean(row.ref),
            text=self._people.clean(row.text),
            values=self._values(ACTION_FIELDS, row.values),
        )

    def _fields(self, changes: Iterable[FieldChange]) -> tuple[FieldChange, ...]:
        return tuple(
            replace(change, old=self._value(change.field, change.old), new=self._value(change.field, change.new))
            for change in changes
        )

    def _values(self, names: Iterable[str], values: Iterable[Value]) -> tuple[Value, ...]:
        return tuple(self._value(name, value) for name, value in zip(names, values, strict=True))

    def _value(self, name: str, value: Value) -> Value:
        if isinstance(value, tuple):
            return tuple(self._entry(name, entry) for entry in value)
        return self._scalar(name, value, leads=name in LEADS)

    def _entry(self, name: str, entry: Entry) -> Entry:
        columns = ENTRY_COLUMNS[name]
        person = name == "parties" and entry[columns.index("kind")] == PartyKind.PERSON
        return tuple(
            WITHHELD
            if person and column in ("printed", "name") and value is not None
            else self._scalar(column, value, leads=name in LEADS or column in LEADS)
            for column, value in zip(columns, entry, strict=True)
        )

    def _scalar(self, name: str, value: Scalar, *, leads: bool) -> Scalar:
        return self._people.clean(value, leads=leads) if isinstance(value, str) and name not in _OURS else value
