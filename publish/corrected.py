"""Lists people's corrections, and how each stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cjaplans.load.standing import Judged

Row = dict[str, Any]

COLUMNS = (
    "state", "action_key", "field", "was", "now", "reason", "author", "date", "source", "file_name", "page", "problem",
)  # fmt: skip
SUMMARY = ("state", "action_key", "field", "was", "now", "author", "source", "problem")


def corrections(judged: Iterable[Judged]) -> tuple[Row, ...]:
    """A row a correction, in the order of their files."""
    return tuple(
        {
            "state": each.standing.value,
            "action_key": each.correction.key,
            "field": each.correction.field,
            "was": each.correction.was,
            "now": each.correction.now,
            "reason": each.correction.reason,
            "author": each.correction.author,
            "date": each.correction.date.isoformat(),
            "source": each.correction.source,
            "file_name": each.file_name,
            "page": each.page,
            "problem": each.problem,
        }
        for each in judged
    )
