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


class SupersededBasis(StrEnum):
    """Why a document is no longer current."""

    FILE = "file"
    PLAN = "plan"


class LineageBasis(StrEnum):
    """Why two actions are held to be the same."""

    REF = "ref"
    TEXT = "text"


class Direction(StrEnum):
    """Which way an indicator should move."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"
