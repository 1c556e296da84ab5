"""The printed fields of an action."""

from __future__ import annotations

from enum import StrEnum


class Field(StrEnum):
    """The printed fields of an action, in the order of the schema."""

    REF = "ref"
    THEME = "theme"
    OBJECTIVE = "objective"
    PLACE = "place"
    ACTION = "action_text"
    DETAIL = "detail"
    RESPONSIBLE = "responsible"
    TIMESCALE = "timescale"
    STATUS = "status"
    PROGRESS = "progress"
    TARGET = "target"
    RESOURCES = "resources"
    MONITORING = "monitoring"
    OUTCOMES = "outcome_refs"
    CARRIED_FORWARD = "carried_forward"
