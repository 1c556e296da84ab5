"""What an analyst should look at in a table's layout: columns that were guessed, contradicted or left alone."""

from __future__ import annotations

from collections.abc import Iterator

from cjaplans.normalise.headers import EvidenceKind
from cjaplans.normalise.layout.model import Evidence, Layout
from cjaplans.normalise.model import Finding, Severity

#: Findings that are the same for every table with the same header: the first of them says it.
OF_COLUMNS = frozenset({"column_unknown", "column_by_content", "column_by_similarity", "header_contradicts_content"})


def findings_of_columns(layout: Layout, page: int) -> list[Finding]:
    """One finding a column that is not plainly headed, and one for a table without a header of its own."""
    found = [
        Finding(
            Severity.WARNING,
            "column_unknown",
            f"column {column + 1}, {headed(layout.header[column])}, has no field; its text is kept in the cells",
            page,
        )
        for column in layout.unmapped
    ]
    if layout.inherited:
        message = "the table has no header; an earlier one's is used"
        return [*found, Finding(Severity.INFO, "header_inherited", message, page)]
    if layout.guessed:
        message = "the table has no known headings; its columns were told by what they hold"
        found.append(Finding(Severity.WARNING, "layout_by_content", f"{message} ({layout.confidence:.2f})", page))
    return [*found, *_of_evidence(layout, page)]


def headed(heading: str) -> str:
    """How a column is headed, in words."""
    return f"headed '{heading[:60]}'" if heading else "which has no heading"


def _of_evidence(layout: Layout, page: int) -> Iterator[Finding]:
    for column, evidence in layout.evidence.items():
        where = f"column {column + 1}, {headed(layout.header[column])},"
        said = f"was read as {layout.columns[column]}: {evidence.why} ({evidence.confidence:.2f})"
        if code := _code(evidence):
            severity = Severity.INFO if code == "column_by_similarity" else Severity.WARNING
            yield Finding(severity, code, f"{where} {said}", page)


def _code(evidence: Evidence) -> str | None:
    if evidence.against:
        return "header_contradicts_content"
    if evidence.kind is EvidenceKind.CONTENT:
        return "column_by_content"
    return "column_by_similarity" if evidence.kind is EvidenceKind.SIMILARITY else None
