"""How far statuses are advanced, from least to furthest (domain.md 4: two values for two areas)."""

from __future__ import annotations

from collections.abc import Iterable

from cjaplans.normalise.coded import StatusCode

ADVANCE = (
    StatusCode.UNKNOWN,
    StatusCode.NOT_STARTED,
    StatusCode.DELAYED,
    StatusCode.IN_PROGRESS,
    StatusCode.ON_TRACK,
    StatusCode.REJECTED,
    StatusCode.WITHDRAWN,
    StatusCode.COMPLETE,
)


def least_advanced(codes: Iterable[StatusCode]) -> StatusCode | None:
    """The least advanced of statuses; None where there are none."""
    return min(codes, key=ADVANCE.index, default=None)
