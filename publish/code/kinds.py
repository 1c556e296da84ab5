"""What can be coded, the kinds of worked cases, and the keys each kind must have (domain.md 8)."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a text is coded for."""

    OUTCOMES = "outcomes"
    STATUS = "status"
    DATE = "date"
    MONEY = "money"
    LEAD = "lead"
    HEADER = "header"
    THEME = "theme"
    REF = "ref"
    BOOLEAN = "boolean"
    DOCUMENT = "document"
    CROSS_REFERENCE = "cross_reference"


#: The kinds of a single text; the others need the document around it and are for worked cases.
PLAIN_KINDS = tuple(kind for kind in Kind if kind not in (Kind.BOOLEAN, Kind.DOCUMENT, Kind.CROSS_REFERENCE))

#: Kinds of cases that go by another name than ours, and the beginning of a family of kinds.
RENAMED = {"priority": Kind.THEME}
OUTCOME_CASES = "code_"

#: The keys of ``expected`` that a case of a kind cannot do without.
REQUIRED: dict[Kind, frozenset[str]] = {
    Kind.OUTCOMES: frozenset({"scheme", "codes", "invalid", "nsmo"}),
    Kind.STATUS: frozenset({"status", "basis", "statuses"}),
    Kind.DATE: frozenset(
        {"start", "end", "precision", "ongoing", "milestones", "revised_from", "recurrence", "duration", "role"}
    ),
    Kind.MONEY: frozenset({"amounts", "total_gbp", "funding_basis"}),
    Kind.LEAD: frozenset({"people", "roles", "organisations", "groups", "unresolved"}),
    Kind.HEADER: frozenset({"column", "columns"}),
    Kind.THEME: frozenset({"priority_group"}),
    Kind.REF: frozenset({"ref", "parent"}),
    Kind.BOOLEAN: frozenset({"carry_forward"}),
    Kind.DOCUMENT: frozenset({"cja", "plan_period", "area_plan", "layout", "scheme"}),
    Kind.CROSS_REFERENCE: frozenset({"refers_to", "resolve"}),
}


def kind_of(case_kind: str) -> Kind | None:
    """What a case of a kind is coded for; None for kinds that are about structure, not about meaning."""
    if case_kind.startswith(OUTCOME_CASES):
        return Kind.OUTCOMES
    if case_kind in RENAMED:
        return RENAMED[case_kind]
    return Kind(case_kind) if case_kind in tuple(Kind) else None
