"""What a comparison handles: the rows of each side, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Scalar = str | int | float | None
Entry = tuple[Scalar, ...]
Value = Scalar | tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A current document. ``values`` are by ``DOCUMENT_FIELDS``; ``plans`` the authority and period of each plan."""

    id: int
    sha256: str
    file_name: str
    source_uri: str | None
    kind: str
    authority: str | None
    period_start: str | None
    period: str | None
    plans: frozenset[tuple[str | None, str | None]]
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action of a current document. ``values`` are by ``ACTION_FIELDS``."""

    id: int
    document_id: int
    file_name: str
    seq: int
    page: int
    key: str
    authority: str | None
    period: str | None
    place: str | None
    ref: str | None
    text: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding of a current document."""

    id: int
    document_id: int
    action_id: int | None
    page: int | None
    severity: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One database as it was at one moment.

    ``documents`` and ``actions`` are by id; ``superseded`` leads from the SHA-256 of a document that is superseded
    to the current document at the end of the chain; ``decisions`` from kind and key to the values of those with it.
    """

    name: str
    documents: Mapping[int, DocumentRow]
    actions: Mapping[int, ActionRow]
    findings: tuple[FindingRow, ...]
    superseded: Mapping[str, int]
    decisions: Mapping[tuple[str, Entry], tuple[Entry, ...]]


class Change(StrEnum):
    """What became of a row between the old and the new database."""

    CHANGED = "changed"
    REPLACED = "replaced"
    SUPERSEDED = "superseded"
    RESTORED = "restored"
    ADDED = "added"
    REMOVED = "removed"
    SAME = "same"


class MatchedBy(StrEnum):
    """Why two actions are held to be one."""

    KEY = "key"
    TEXT = "text"
    REF = "ref"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field whose value is not what it was."""

    field: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """A document on both sides or on one."""

    change: Change
    old: DocumentRow | None
    new: DocumentRow | None
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionChange:
    """An action on both sides or on one; ``likeness`` is that of the texts, 0 to 1, where the key changed."""

    change: Change
    old: ActionRow | None
    new: ActionRow | None
    fields: tuple[FieldChange, ...] = ()
    matched_by: MatchedBy | None = None
    likeness: float | None = None


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A finding that one side alone has, with its document and action there."""

    change: Change
    finding: FindingRow
    document: DocumentRow
    action: ActionRow | None


@dataclass(frozen=True, slots=True)
class DecisionChange:
    """A correction or review that is not what it was. ``old`` and ``new`` are the values of those with its key."""

    change: Change
    kind: str
    key: Entry
    old: tuple[Entry, ...]
    new: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """All that differs, and the number of documents and actions that do not."""

    old: str
    new: str
    documents: tuple[DocumentChange, ...]
    actions: tuple[ActionChange, ...]
    findings: tuple[FindingChange, ...]
    decisions: tuple[DecisionChange, ...]
    same_documents: int
    same_actions: int

    @property
    def differs(self) -> bool:
        """Whether there is any difference."""
        return bool(self.documents or self.actions or self.findings or self.decisions)
