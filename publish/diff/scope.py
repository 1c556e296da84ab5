"""What a comparison is narrowed to: an authority, a period, some fields of actions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cjaplans.publish.diff.fields import ACTION_FIELDS, CONFIDENCE
from cjaplans.publish.diff.model import ActionChange, DecisionChange, DocumentChange, FindingChange
from cjaplans.publish.listing import UnknownFilterError, years_asked_for

_Plan = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked for; nothing narrows it by default but that ``confidence`` is not compared.

    ``period`` is the first year and, where it is named, the last (``("2010", "11")``). With ``fields`` only actions
    on both sides are compared, and in those fields alone.
    """

    authority: str | None = None
    period: tuple[str, str | None] | None = None
    fields: frozenset[str] = frozenset()
    confidence: bool = False

    def wants(self, field: str) -> bool:
        """Whether a field of actions is compared."""
        return field in self.fields if self.fields else self.confidence or field != CONFIDENCE

    def holds_document(self, change: DocumentChange) -> bool:
        """Whether a plan of the document, on either side, is asked for."""
        return self._holds(plan for row in (change.old, change.new) if row for plan in row.plans)

    def holds_action(self, change: ActionChange) -> bool:
        """Whether the action's plan, on either side, is asked for."""
        return self._holds((row.authority, row.period) for row in (change.old, change.new) if row)

    def holds_finding(self, change: FindingChange) -> bool:
        """Whether the plan of the finding's action, or one of its document, is asked for."""
        action = change.action
        return self._holds([(action.authority, action.period)] if action else change.document.plans)

    def holds_decision(self, change: DecisionChange) -> bool:
        """Whether the action or document it is about is asked for, by the beginning of its key."""
        authority, *rest = str(change.key[0]).split("/")
        started = self.period is None or any(part.startswith(f"{self.period[0]}-") for part in rest[:2])
        return self.authority in (None, authority) and started

    def _holds(self, plans: Iterable[_Plan]) -> bool:
        if self.authority is None and self.period is None:
            return True
        return any(self.authority in (None, key) and self._is_asked(period) for key, period in plans)

    def _is_asked(self, period: str | None) -> bool:
        if self.period is None:
            return True
        first, last = self.period
        if last is None:
            return period is not None and (period == first or period.startswith(f"{first}-"))
        return period == f"{first}-{last}"


def scope_of(
    authority: str | None = None, period: str | None = None, fields: Iterable[str] = (), *, confidence: bool = False
) -> Scope:
    """What options ask for. Raises ``UnknownFilterError`` for a period or field that cannot be."""
    wanted = frozenset(fields)
    if unknown := sorted(wanted - set(ACTION_FIELDS)):
        raise UnknownFilterError(f"no field {unknown[0]!r}; one of {', '.join(ACTION_FIELDS)}")
    return Scope(authority, years_asked_for(period) if period else None, wanted, confidence)
