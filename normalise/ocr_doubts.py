"""Texts that OCR is not sure of, as findings of the actions whose values were taken from them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from cjaplans.extract.model import ExtractedDocument
from cjaplans.normalise.model import OUTLINE, Action, Finding, Severity

#: A cell whose letters are less sure than this together should be looked at.
SURE = 0.9


def uncertain(document: ExtractedDocument, actions: Sequence[Action], scanned: Collection[int]) -> list[Finding]:
    """A finding for each field of an action and each cell of it that OCR is not sure of."""
    if not scanned:
        return []
    return [finding for action in actions for finding in _uncertain(document, action, scanned)]


def _uncertain(document: ExtractedDocument, action: Action, scanned: Collection[int]) -> Iterator[Finding]:
    for source in dict.fromkeys(action.sources):
        if source.cell.table == OUTLINE:
            continue
        if source.field in action.corrected:
            continue  # somebody has compared it with the page
        cell = document.tables[source.cell.table].cells[source.cell.cell]
        if cell.page in scanned and cell.confidence < SURE:
            text = f"{source.field}: '{cell.text[:60]}' was read by OCR with confidence {cell.confidence:.2f}"
            yield Finding(Severity.WARNING, "ocr_uncertain", text, cell.page, action.seq)
