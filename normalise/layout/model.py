"""A table's role and columns, and why each column holds its field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cjaplans.normalise.headers import EvidenceKind
from cjaplans.normalise.model import Role

#: How sure the columns of an earlier table are for one without header.
INHERITED = 0.8


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a column holds its field: what decided, how sure (0..1), and in words for people.

    ``against`` is the field that the column's heading named, where its content decided for another.
    """

    kind: EvidenceKind
    confidence: float
    why: str
    against: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's role and columns. ``columns`` maps a column to its field (actions) or part (other roles).

    ``lowest`` holds the headings of the lowest header row, where it says more than the rows above it; ``kind`` is
    what a table that is no plan looks like ("minutes"). ``name`` is that of the analyst's layout it comes from, if
    any, and ``left_out`` are the columns that one passes over.
    """

    role: Role
    header_rows: tuple[int, ...] = ()
    columns: Mapping[int, str] = field(default_factory=dict)
    header: tuple[str, ...] = ()
    confidence: float = 1.0
    unmapped: tuple[int, ...] = ()
    inherited: bool = False
    evidence: Mapping[int, Evidence] = field(default_factory=dict)
    lowest: Mapping[int, str] = field(default_factory=dict)
    kind: str | None = None
    name: str | None = None
    left_out: tuple[int, ...] = ()

    @property
    def body(self) -> int:
        """The first row below the header."""
        return max(self.header_rows, default=-1) + 1

    @property
    def guessed(self) -> bool:
        """Whether no heading, but only the columns' content, tells the fields."""
        kinds = {each.kind for each in self.evidence.values()}
        return kinds == {EvidenceKind.CONTENT} and not any(e.against for e in self.evidence.values())

    def column(self, part: str) -> int | None:
        """The first column that holds a field or part."""
        return next((c for c, name in sorted(self.columns.items()) if name == part), None)

    def heading(self, column: int) -> str:
        """A column's own heading: of several rows the lowest that tells."""
        return self.lowest.get(column) or (self.header[column] if column < len(self.header) else "")


def inherit(earlier: Layout) -> Layout:
    """The layout of a table without header that stands in the columns of an earlier one."""
    evidence = {
        column: Evidence(EvidenceKind.INHERITED, INHERITED, f"as the column of an earlier table: {known.why}")
        for column, known in earlier.evidence.items()
    }
    return replace(
        earlier, header_rows=(), confidence=min(INHERITED, earlier.confidence), inherited=True, evidence=evidence
    )
