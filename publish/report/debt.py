"""What is still to be looked at: open findings by code, by severity and by document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Engine

from cjaplans.normalise.codebooks import read
from cjaplans.normalise.model import Severity
from cjaplans.publish.compare.query import found, written_in
from cjaplans.publish.compare.records import records
from cjaplans.publish.compare.selection import Selection
from cjaplans.publish.report.model import Cell, Figure, Grid, Row
from cjaplans.publish.safe import one_line

QUERY = "debt"
#: Documents that the table has room for.
MOST = 40
_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)
_TOLD = (
    "Findings that nobody has accepted yet ('cjaplans review'): whatever was in doubt when the plans were read. "
    "'cjaplans findings --open' lists each with its page."
)


def debt(engine: Engine, selection: Selection) -> Figure:
    """The open findings on the plans selected. Raises ``DatabaseError``."""
    rows = records(found(engine, QUERY, selection))
    grids = (_by_code(rows), _by_document(rows)) if rows else ()
    return Figure("review", "To be reviewed", _TOLD, grids, (written_in(QUERY, selection),))


def _by_code(rows: Sequence[Mapping[str, Any]]) -> Grid:
    meanings = {row["code"]: row["meaning"] for row in (*read("doubts"), *read("finding_codes"))}
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        counts[row["severity"], row["code"]] += row["findings"]
    order = sorted(counts, key=lambda key: (_SEVERITIES.index(Severity(key[0])), -counts[key], key[1]))
    shown = [
        Row(
            code.replace("_", " "),
            (
                Cell(severity, shade="text"),
                Cell(f"{counts[severity, code]:,}"),
                Cell(meanings.get(code, ""), shade="text"),
            ),
        )
        for severity, code in order
    ]
    return Grid("Open findings by code", "Code", ("Severity", "Findings", "What it means"), shown)


def _by_document(rows: Sequence[Mapping[str, Any]]) -> Grid:
    """Those with most, the severest first."""
    counts: dict[tuple[int, str], Counter[str]] = {}
    for row in rows:
        counts.setdefault((row["document_id"], row["file_name"]), Counter())[row["severity"]] += row["findings"]
    order = sorted(counts, key=lambda key: ([-counts[key][severity] for severity in _SEVERITIES], key))
    shown = [
        Row(one_line(name), [Cell(f"{counts[key, name][severity]:,}") for severity in _SEVERITIES])
        for key, name in order[:MOST]
    ]
    left_out = f"The {MOST} of {len(order):,} documents with most." if len(order) > MOST else ""
    return Grid("Open findings by document", "Document", [severity.value for severity in _SEVERITIES], shown, left_out)
