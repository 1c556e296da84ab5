"""The closed vocabularies of the schema that no other room owns."""

from __future__ import annotations

from enum import StrEnum


class TextLayer(StrEnum):
    """Where a document's characters come from."""

    DIGITAL = "digital"
    OCR = "ocr"
    MIXED = "mixed"


class Match(StrEnum):
    """How closely an outcome of one scheme means one of another (domain.md 3)."""

    EXACT = "exact"
    PART = "part"
    BROAD = "broad"
    RELATED = "related"


class MappingConfidence(StrEnum):
    """How sure the crosswalk's author is of a row."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


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


class LineageBasis(StrEnum):
    """Why two actions are held to be the same."""

    REF = "ref"
    TEXT = "text"


class Direction(StrEnum):
    """Which way an indicator should move."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"
