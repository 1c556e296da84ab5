"""What printed values mean: the frozen results of the modules that code them (domain.md 3 to 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cjaplans.normalise.fields import Field


class StatusCode(StrEnum):
    """What a printed status means (domain.md 4)."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    ON_TRACK = "on_track"
    COMPLETE = "complete"
    DELAYED = "delayed"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"
    UNKNOWN = "unknown"


class StatusBasis(StrEnum):
    """Where a status was found."""

    COLUMN = "column"
    EMBEDDED = "embedded"
    INFERRED = "inferred"
    CROSS_REFERENCE = "cross_reference"
    NONE = "none"


class FundingBasis(StrEnum):
    """How an action is paid for (domain.md 6)."""

    EXISTING = "existing"
    EXISTING_PLUS_NEW_NEEDED = "existing_plus_new_needed"
    NEW_NEEDED = "new_needed"
    EXTERNAL = "external"
    MIXED = "mixed"
    AMOUNT_ONLY = "amount_only"
    PROVISIONAL = "provisional"
    NONE_ADDITIONAL = "none_additional"
    TO_BE_DETERMINED = "to_be_determined"
    IN_KIND = "in_kind"
    NOT_APPLICABLE = "not_applicable"


class OutcomeBasis(StrEnum):
    """How an action came by an outcome."""

    STATED = "stated"
    INHERITED = "inherited"
    INFERRED = "inferred"


class PartyKind(StrEnum):
    """What sort of party a name is."""

    ORGANISATION = "organisation"
    GROUP = "group"
    ROLE = "role"
    PERSON = "person"
    UNRESOLVED = "unresolved"


class PartyRole(StrEnum):
    """What a party does in an action."""

    LEAD = "lead"
    PARTNER = "partner"
    NAMED = "named"


class DateKind(StrEnum):
    """What a printed date is the date of."""

    PERIOD = "period"
    DUE = "due"
    REVISED = "revised"
    START = "start"
    RECURRENCE = "recurrence"
    DURATION = "duration"


class Precision(StrEnum):
    """How exact a date is; the coarsest of the parts it was made of."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    FISCAL_YEAR = "fiscal_year"
    PLAN_YEAR = "plan_year"
    MULTI_YEAR = "multi_year"
    NONE = "none"


class DateRole(StrEnum):
    """What a date in a text is, where it is not when the action is to be done."""

    BASELINE = "baseline"
    METRIC_PERIOD = "metric_period"
    SERVICE_STANDARD = "service_standard"
    MENTION = "mention"
    DOCUMENT_PERIOD = "document_period"


class Resolution(StrEnum):
    """What a cross reference does with the action it points to."""

    COPY = "copy"
    LINK = "link"
    SUPERSEDED_BY = "superseded_by"
    ORIGIN_NARRATIVE = "origin_narrative"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a value is not sure; ``codebooks/doubts.csv`` gives the code's severity and weight."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class ValueContext:
    """What the document around a text says that its meaning depends on.

    ``place`` is the council of a local plan; ``glossary`` holds the document's own terms and meanings;
    ``disputed`` are the codes by which its own list of outcomes means something else than its scheme;
    ``by_letters`` says that without a scheme a text's own letters may tell one, as they may not in a whole plan.
    """

    authority: str | None = None
    period: tuple[date, date] | None = None
    area_plan: tuple[date, date] | None = None
    scheme: str | None = None
    place: str | None = None
    glossary: tuple[tuple[str, str], ...] = ()
    status_key: tuple[tuple[str, StatusCode], ...] = ()
    by_letters: bool = True
    disputed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day; None where a side is open or not stated."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date, period, recurrence or duration as printed; ``label`` is the milestone it dates."""

    printed: str
    kind: DateKind
    span: Span = Span(None, None)
    precision: Precision = Precision.NONE
    ongoing: bool = False
    interval: str | None = None
    label: str | None = None
    status: StatusCode | None = None
    role: DateRole | None = None


@dataclass(frozen=True, slots=True)
class DateReading:
    """A timescale: the overall span, and every mention it was made of in printed order.

    ``plan_years`` are the first and last "Year N" of the area plan where a range of them is printed;
    ``repaired`` pairs a misprint with what it was read as.
    """

    span: Span = Span(None, None)
    precision: Precision = Precision.NONE
    ongoing: bool = False
    revised_from: Span | None = None
    mentions: tuple[DateMention, ...] = ()
    immediate: bool = False
    tbc: bool = False
    tentative: bool = False
    start_is_deadline: bool = False
    year_inferred: bool = False
    past_event: bool = False
    plan_years: tuple[int, int] | None = None
    repaired: tuple[tuple[str, str], ...] = ()
    role: DateRole | None = None
    rule: str = "no date"
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusReading:
    """A status, where it was found, and every status token in printed order.

    ``code`` is None only where a text says that a status does not apply ("n/a"); ``per_area``: the cell holds one
    value an area, not a sequence; ``about``: the action's text before an embedded status; ``slipped``: a date was
    moved.
    """

    code: StatusCode | None = StatusCode.UNKNOWN
    basis: StatusBasis = StatusBasis.NONE
    statuses: tuple[StatusCode, ...] = ()
    qualifier: str | None = None
    comment: str | None = None
    rule: str = "nothing said"
    doubts: tuple[Doubt, ...] = ()
    per_area: bool = False
    about: str | None = None
    slipped: bool = False


@dataclass(frozen=True, slots=True)
class Funding:
    """One sum as printed. ``pounds`` is its upper end where a range is printed, None for no amount."""

    printed: str
    pounds: float | None
    funder: str | None = None
    purpose: str | None = None
    fund: str | None = None
    period: Span | None = None
    interval: str | None = None
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class FundingReading:
    """The money of a text; ``total`` is the stated total, else the sum of the parts.

    ``duration`` is how long the money lasts (ISO 8601).
    """

    amounts: tuple[Funding, ...] = ()
    total: float | None = None
    basis: FundingBasis | None = None
    funder: str | None = None
    contributors: tuple[str, ...] = ()
    in_kind: str | None = None
    duration: str | None = None
    rule: str = "no money"
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class OutcomeLink:
    """One outcome code; ``outcome`` (``NSMO23:C1``) is None when the scheme has no such code."""

    printed: str
    outcome: str | None
    basis: OutcomeBasis = OutcomeBasis.STATED


@dataclass(frozen=True, slots=True)
class OutcomeReading:
    """The outcomes of a text, each once, in printed order."""

    scheme: str | None = None
    links: tuple[OutcomeLink, ...] = ()
    rule: str = "no codes"
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """One party. ``organisation`` is the canonical name of what ``printed`` names or belongs to."""

    printed: str
    kind: PartyKind
    name: str
    organisation: str | None = None
    role: PartyRole = PartyRole.LEAD


@dataclass(frozen=True, slots=True)
class PartyReading:
    """Who a text names, in printed order.

    ``work_group`` is a group named by its piece of work, ``labelled`` whether a lead was marked as such,
    ``documents`` the things printed beside the parties.
    """

    parties: tuple[Party, ...] = ()
    condition: str | None = None
    everyone: bool = False
    from_place: bool = False
    repaired: tuple[tuple[str, str], ...] = ()
    work_group: str | None = None
    labelled: bool = False
    documents: tuple[str, ...] = ()
    rule: str = "nobody named"
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeReading:
    """The guidance's theme and the priority group of an action."""

    theme: str | None = None
    priority_group: str | None = None
    rule: str = "no theme"
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A pointer to other actions in a field's text; ``refs`` is empty for "as above".

    ``targets`` are the ``seq`` of the actions found: one for each of ``refs``, or the one above; None where
    there is no such action. Empty until the whole plan is known. ``role`` is that of the parties whom a column of
    leads, or one of partners, points to.
    """

    printed: str
    field: Field | None
    refs: tuple[str, ...]
    resolution: Resolution
    targets: tuple[int | None, ...] = ()
    role: PartyRole | None = None


@dataclass(frozen=True, slots=True)
class Coded:
    """What an action's, or a step's, printed values mean."""

    status: StatusReading = StatusReading()
    dates: DateReading = DateReading()
    funding: FundingReading = FundingReading()
    outcomes: OutcomeReading = OutcomeReading()
    parties: PartyReading = PartyReading()
    theme: ThemeReading = ThemeReading()
    references: tuple[Reference, ...] = ()


#: The coding of an action before its values are read.
UNCODED = Coded()
