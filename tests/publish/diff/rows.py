"""Rows of databases to compare, made by hand; their words are invented."""

from __future__ import annotations

from collections.abc import Iterable

from cjaplans.publish.diff.fields import ACTION_FIELDS, DOCUMENT_FIELDS, DOCUMENT_LISTS, LISTS
from cjaplans.publish.diff.model import ActionRow, DocumentRow, FindingRow, Snapshot, Value


def document(number: int = 1, sha256: str | None = None, **values: Value) -> DocumentRow:
    """Tayside's plan for 2009-10, of bytes of its own; ``values`` are by ``DOCUMENT_FIELDS``."""
    known: dict[str, Value] = {
        "file_name": f"plan-{number}.pdf",
        "kind": "action_plan",
        "authority_key": "tayside",
        "period_start": "2009-04-01",
        "period_end": "2010-03-31",
        "state": "loaded",
        "sha256": sha256 or f"{number:064}",
    }
    known |= values
    authority, start = text_of(known["authority_key"]), text_of(known["period_start"])
    period = f"{start[:4]}-{int(start[2:4]) + 1:02}" if start else None
    return DocumentRow(
        id=number,
        sha256=str(known["sha256"]),
        file_name=str(known["file_name"]),
        source_uri=f"file:///plans/{known['file_name']}",
        kind=str(known["kind"]),
        authority=authority,
        period_start=start,
        period=period,
        plans=frozenset({(authority, period)}),
        values=tuple(known.get(name, () if name in DOCUMENT_LISTS else None) for name in DOCUMENT_FIELDS),
    )


def action(
    number: int,
    text: str,
    *,
    of: DocumentRow | None = None,
    ref: str | None = None,
    key: str | None = None,
    **values: Value,
) -> ActionRow:
    """An action of a document, with a key of its words; ``values`` are by ``ACTION_FIELDS``."""
    home = of or document()
    key = key or f"{home.authority}/{home.period}/{ref or ''}-{text}"
    known: dict[str, Value] = {
        "key": key,
        "authority_key": home.authority,
        "period": home.period,
        "ref": ref,
        "action_text": text,
        "confidence": 1.0,
    }
    known |= values
    return ActionRow(
        id=number,
        document_id=home.id,
        file_name=home.file_name,
        seq=number,
        page=1,
        key=key,
        authority=home.authority,
        period=home.period,
        place=text_of(known.get("place")),
        ref=ref,
        text=text,
        values=tuple(known.get(name, () if name in LISTS else None) for name in ACTION_FIELDS),
    )


def text_of(value: Value) -> str | None:
    return None if value is None else str(value)


def finding(number: int, message: str, *, of: ActionRow | None = None, document_id: int = 1) -> FindingRow:
    """A warning on a document, or on an action of it."""
    return FindingRow(number, of.document_id if of else document_id, of and of.id, 1, "warning", "odd", message)


def database(
    actions: Iterable[ActionRow] = (),
    documents: Iterable[DocumentRow] | None = None,
    findings: Iterable[FindingRow] = (),
    superseded: dict[str, int] | None = None,
) -> Snapshot:
    """A database of one document, or of some."""
    return Snapshot(
        name="plans.db",
        documents={row.id: row for row in ([document()] if documents is None else documents)},
        actions={row.id: row for row in actions},
        findings=tuple(findings),
        superseded=superseded or {},
        decisions={},
    )
