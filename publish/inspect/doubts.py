"""The doubtful spots of a page: findings, notices, and actions read with little confidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cjaplans.extract.model import Box, ExtractedDocument, Region, bounding
from cjaplans.normalise.model import OUTLINE, Action, Plan, Severity

#: An action read with less confidence (0..1) than this is doubtful, whatever its findings.
LOW = 0.7


@dataclass(frozen=True, slots=True)
class Doubt:
    """What an analyst should look at, with its box on the page where it has one."""

    code: str
    message: str
    severity: Severity
    box: Box | None = None


def doubts_on(document: ExtractedDocument, plan: Plan, number: int) -> tuple[Doubt, ...]:
    """The doubts of page ``number``: those with a place from top to bottom, then the others."""
    found = [*_noticed(document, number), *_found(document, plan, number), *_unsure(document, plan, number)]
    return tuple(sorted(found, key=lambda d: (d.box is None, d.box.top if d.box else 0.0)))


def numbered(doubts: Iterable[Doubt]) -> list[tuple[int | None, Doubt]]:
    """Each doubt with the number of its box, which it may share with others; None for one without a box."""
    boxes: dict[Box, int] = {}
    return [(boxes.setdefault(d.box, len(boxes) + 1) if d.box else None, d) for d in doubts]


def _noticed(document: ExtractedDocument, number: int) -> Iterator[Doubt]:
    for notice in document.notices:
        if notice.page == number:
            yield Doubt(notice.code, notice.message, Severity.WARNING)


def _found(document: ExtractedDocument, plan: Plan, number: int) -> Iterator[Doubt]:
    rows = {action.seq: row_of(document, action) for action in plan.actions}
    for finding in plan.findings:
        row = rows.get(finding.action) if finding.action is not None else None
        if (row.page if row else finding.page) == number:
            yield Doubt(finding.code, finding.message, finding.severity, row.box if row else None)


def _unsure(document: ExtractedDocument, plan: Plan, number: int) -> Iterator[Doubt]:
    for action in plan.actions:
        row = row_of(document, action)
        if action.confidence < LOW and (row.page if row else action.page_first) == number:
            message = f"action {action.seq} was read with confidence {action.confidence:.2f}"
            yield Doubt("low_confidence", message, Severity.WARNING, row.box if row else None)


def row_of(document: ExtractedDocument, action: Action) -> Region | None:
    """Where an action's row begins; None for one without cells."""
    return next(iter(rows_of(document, action)), None)


def rows_of(document: ExtractedDocument, action: Action) -> list[Region]:
    """The parts of an action's row, by page, without the cells that reach up to other rows."""
    cells = [document.tables[s.cell.table].cells[s.cell.cell] for s in action.sources if s.cell.table != OUTLINE]
    lowest = max((cell.row for cell in cells), default=0)
    spans = min((cell.row_span for cell in cells if cell.row == lowest), default=1)
    own = [cell for cell in cells if (cell.row, cell.row_span) == (lowest, spans)]
    pages = sorted({cell.page for cell in own})
    return [Region(page, bounding([cell.box for cell in own if cell.page == page])) for page in pages]
