"""What normalisation hands on: one plan in the terms of the common schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from cjaplans.normalise.coded import UNCODED, Coded
from cjaplans.normalise.corrections.model import Corrected
from cjaplans.normalise.fields import Field


class DocumentKind(StrEnum):
    """What sort of document a file is."""

    ACTION_PLAN = "action_plan"
    AREA_PLAN = "area_plan"
    GUIDANCE = "guidance"
    OTHER = "other"


class State(StrEnum):
    """Whether a document can be used as it stands."""

    LOADED = "loaded"
    NEEDS_REVIEW = "needs_review"
    REJECTED = "rejected"


class Role(StrEnum):
    """What a table is about."""

    ACTIONS = "actions"
    INDICATORS = "indicators"
    GLOSSARY = "glossary"
    OUTCOMES = "outcomes"
    REQUIREMENTS = "requirements"
    OTHER = "other"


class Severity(StrEnum):
    """How much a finding matters."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


#: The ``table`` of a reference to text that stands in no table.
OUTLINE = -1


@dataclass(frozen=True, slots=True)
class CellRef:
    """A cell of the extracted document: ``tables[table].cells[cell]``.

    Where ``table`` is ``OUTLINE``, the text block ``blocks[cell]``: a heading or a "Place:" line.
    """

    table: int
    cell: int


@dataclass(frozen=True, slots=True)
class Source:
    """The cell a printed field's text (or part of it) was read from."""

    field: Field
    cell: CellRef


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an analyst should look at. ``action`` is the action's ``seq``."""

    severity: Severity
    code: str
    message: str
    page: int | None = None
    action: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A sub-item that stands level with its own lead, date or status inside one ruled row."""

    seq: int
    printed: Mapping[Field, str]
    coded: Coded = UNCODED


@dataclass(frozen=True, slots=True)
class Action:
    """One ruled row. ``printed`` has no key for a field the page leaves empty.

    ``part`` is the ``seq`` of the plan it belongs to, where a file holds several. ``corrections`` are what became of
    people's corrections to it, in their order; ``printed`` and ``coded`` are as they left them.
    """

    seq: int
    key: str
    printed: Mapping[Field, str]
    sources: tuple[Source, ...]
    page_first: int
    page_last: int
    carried_forward: bool | None = None
    steps: tuple[Step, ...] = ()
    coded: Coded = UNCODED
    confidence: float = 1.0
    part: int | None = None
    corrections: tuple[Corrected, ...] = ()

    @property
    def corrected(self) -> frozenset[str]:
        """The fields that people's corrections have changed."""
        return frozenset(each.field for each in self.corrections if each.applied)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of an indicator table. ``direction`` is ``up``, ``down`` or ``level``."""

    indicator: str
    baseline: str | None
    target: str | None
    current: str | None
    direction: str | None


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """One abbreviation or term the document explains."""

    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing the guidance asks of every plan."""

    section: str | None
    text: str


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """How one column was understood. ``field`` is a field or part of the table's role; None where it has none.

    ``kind`` is a word for what decided, ``why`` says it for people; ``ignored`` when it was left out on purpose.
    """

    heading: str
    field: str | None
    kind: str
    why: str
    confidence: float
    ignored: bool = False


@dataclass(frozen=True, slots=True)
class TableReading:
    """How one extracted table was understood; same order as ``ExtractedDocument.tables``.

    ``layout`` is the name of the analyst's layout it was read by, if any. ``inherited`` when its columns
    are those of an earlier table.
    """

    role: Role
    layout: str | None
    header: tuple[str, ...]
    confidence: float = 1.0
    header_rows: tuple[int, ...] = ()
    columns: tuple[ColumnReading, ...] = ()
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class PlanPart:
    """One of several plans in a file: its pages, and its own authority, title, years and scheme."""

    seq: int
    page_first: int
    page_last: int
    title: str | None
    authority: str | None
    period_start: date | None
    period_end: date | None
    scheme: str | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a document says, in the common schema's terms.

    ``layouts_digest`` is the fingerprint of the analysts' layouts that might have been used on it,
    ``corrections_digest`` that of the corrections to its actions.
    ``parts`` are the plans of a file that holds several; the facts are then the first one's.
    """

    kind: DocumentKind
    state: State
    reason: str | None
    authority: str | None
    title: str | None
    period_start: date | None
    period_end: date | None
    scheme: str | None
    tables: tuple[TableReading, ...]
    actions: tuple[Action, ...] = field(default=())
    indicators: tuple[Indicator, ...] = field(default=())
    glossary: tuple[GlossaryTerm, ...] = field(default=())
    requirements: tuple[Requirement, ...] = field(default=())
    findings: tuple[Finding, ...] = field(default=())
    layouts_digest: str | None = None
    corrections_digest: str | None = None
    parts: tuple[PlanPart, ...] = field(default=())
