"""A status reading as a plain record."""

from __future__ import annotations

import re
from typing import Any

from cjaplans.normalise.coded import StatusReading

#: What is told, and warns of nothing.
_QUIET = frozenset({"status_several", "status_colour_assumed"})
_REASON = re.compile(r"(?:due to|because|owing to|as a result of)\b", re.I)


def to_record(reading: StatusReading) -> dict[str, Any]:
    """The reading as ``{status, basis, statuses}``, with qualifier, comment or reason, and the first warning."""
    record: dict[str, Any] = {
        "status": str(reading.code) if reading.code else None,
        "basis": str(reading.basis),
        "statuses": [str(code) for code in reading.statuses],
    }
    if reading.per_area:
        record["per_area"] = True
    if reading.slipped:
        record["slipped"] = True
    if reading.qualifier:
        record["qualifier"] = reading.qualifier
    if reading.comment:
        record["reason" if _REASON.match(reading.comment) else "comment"] = reading.comment
    if reading.about:
        record["action_text"] = reading.about
    warnings = [doubt.code for doubt in reading.doubts if doubt.code not in _QUIET]
    return {**record, "warning": warnings[0]} if warnings else record
