"""What is known of one action: frozen records without a word of SQL or HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cjaplans.extract.model import Box
from cjaplans.publish.diff.model import FieldChange


class UnknownActionError(LookupError):
    """No action has the key; ``like`` are keys of the same plan with the same number."""

    def __init__(self, key: str, like: tuple[str, ...] = ()) -> None:
        self.key = key
        self.like = like
        super().__init__(f"no action has the key {key}")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing said of a coded value, in words."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """A coded value beside what it means: ``name`` is its column or list, ``value`` what the database holds.

    ``text`` spells it out; ``facts`` say how it was found and what else belongs to it.
    """

    name: str
    label: str
    value: str | None
    text: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A cell that a printed value came from. ``box`` is in points on the upright page.

    ``table`` is the number of its table, None for a heading or other text between tables.
    """

    id: int
    page: int
    box: Box
    text: str
    table: int | None
    heading: str | None
    row: int
    column: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Correction:
    """A value that somebody put right. ``found`` is what stood there when it was not ``applied``."""

    field: str
    was: str | None
    now: str | None
    applied: bool
    found: str | None = None
    author: str | None = None
    reason: str | None = None
    made_at: str | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class FieldRecord:
    """A field of an action: as printed, beside what it means, where it stands and who corrected it.

    A field with meanings and no text is one whose meaning was found elsewhere, or inferred.
    """

    field: str
    label: str
    printed: str | None
    meanings: tuple[Meaning, ...] = ()
    cells: tuple[SourceCell, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One of several sub-items of the action's row."""

    seq: int
    fields: tuple[FieldRecord, ...]


@dataclass(frozen=True, slots=True)
class FindingRecord:
    """What an analyst should look at, what its code means, and what somebody said of it."""

    id: int
    key: str | None
    severity: str
    code: str
    message: str
    meaning: str | None
    page: int | None
    accepted: bool | None = None
    note: str | None = None
    author: str | None = None
    made_at: str | None = None

    @property
    def review(self) -> str:
        """``accepted``, ``noted`` or ``open``."""
        return "open" if self.accepted is None else "accepted" if self.accepted else "noted"


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """The file an action stands in, and the plan of it. ``current`` is False for one that a newer supersedes."""

    id: int
    sha256: str
    file_name: str
    kind: str
    state: str
    authority_key: str | None
    authority: str | None
    period: str | None
    title: str | None
    part: int | None
    page_count: int | None
    current: bool

    @property
    def short(self) -> str:
        """How addresses name the file: the beginning of its SHA-256."""
        return self.sha256[:16]

    @property
    def path(self) -> str:
        """The address of the plan."""
        return f"/plan/{self.short}" + (f"/{self.part}" if self.part else "")


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A page the action stands on: its size in points as it stands upright, and how it was read."""

    number: int
    width: float
    height: float
    text_layer: str | None
    path: str


@dataclass(frozen=True, slots=True)
class Link:
    """Another action, as far as a link to it needs."""

    id: int
    key: str
    path: str
    ref: str | None
    text: str
    authority: str | None
    period: str | None


@dataclass(frozen=True, slots=True)
class Kin:
    """The same measure in another year: ``years`` is how many plans before (below 0) or after this one.

    ``basis`` and ``likeness`` (0 to 1) say why it is held to be the same as the one next to it in the chain.
    """

    action: Link
    years: int
    basis: str
    likeness: float | None
    status: str | None
    end_date: str | None


@dataclass(frozen=True, slots=True)
class Pointer:
    """A pointer between two actions of a plan; ``here`` is False for one that another action makes to this."""

    printed: str
    field: str
    meaning: str
    here: bool
    ref: str | None
    action: Link | None


@dataclass(frozen=True, slots=True)
class Version:
    """The action of the same key in another file, and what differs there."""

    document: DocumentRecord
    path: str
    page: int
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class ActionRecord:
    """All that is known of an action. ``current`` is the file to be cited, where it stands in a superseded one."""

    id: int
    key: str
    seq: int
    ref: str | None
    path: str
    citation: str
    confidence: float
    page_first: int
    page_last: int
    document: DocumentRecord
    current: DocumentRecord | None
    pages: tuple[PageRecord, ...]
    fields: tuple[FieldRecord, ...]
    steps: tuple[StepRecord, ...]
    findings: tuple[FindingRecord, ...]
    corrections: tuple[Correction, ...]
    history: tuple[Version, ...]
    lineage: tuple[Kin, ...]
    pointers: tuple[Pointer, ...]
    before: Link | None
    after: Link | None

    def cells_on(self, page: int) -> Iterator[tuple[FieldRecord, SourceCell]]:
        """The source cells of a page, each with its field; a cell of two fields comes twice."""
        for field in self.fields:
            for cell in field.cells:
                if cell.page == page:
                    yield field, cell
