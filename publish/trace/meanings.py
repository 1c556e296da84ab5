"""What an action's coded values mean, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, RowMapping

from cjaplans.normalise.fields import Field
from cjaplans.publish.trace.model import Fact, Meaning
from cjaplans.publish.trace.places import rows
from cjaplans.publish.trace.words import day, interval, meaning, pounds, span, yes

_OUTCOMES = """
    SELECT e.printed, e.outcome_id, e.basis, o.code, o.label, s.title AS scheme
    FROM action_outcome AS e
    LEFT JOIN outcome AS o ON o.id = e.outcome_id
    LEFT JOIN outcome_scheme AS s ON s.key = o.scheme_key
    WHERE e.action_id = :id ORDER BY e.seq
"""
_MAPPINGS = """
    SELECT m.source_id, m.target_id, m."match", m.confidence, m.note, t.code, t.label
    FROM action_outcome AS e
    JOIN outcome_mapping AS m ON m.source_id = e.outcome_id
    JOIN outcome AS t ON t.id = m.target_id AND t.scheme_key = 'NSMO23'
    WHERE e.action_id = :id ORDER BY m.target_id
"""
_PARTIES = """
    SELECT e.printed, e.name, e.kind, e.role, o.name AS organisation, o.kind AS sort
    FROM action_party AS e LEFT JOIN organisation AS o ON o.id = e.organisation_id
    WHERE e.action_id = :id ORDER BY e.seq
"""
_DATES = "SELECT * FROM action_date WHERE action_id = :id ORDER BY seq"
_FUNDING = "SELECT * FROM action_funding WHERE action_id = :id ORDER BY seq"
_LABELS = """
    SELECT (SELECT label FROM theme WHERE key = :theme) AS theme,
        (SELECT label FROM priority_group WHERE key = :priority_group) AS priority_group
"""

Meanings = Mapping[Field, tuple[Meaning, ...]]


def meanings_of(connection: Connection, action: RowMapping) -> Meanings:
    """The coded values of an action by the field that they are the meaning of."""
    return {
        Field.THEME: _theme(connection, action),
        Field.RESPONSIBLE: tuple(map(_party, rows(connection, _PARTIES, id=action["id"]))),
        Field.TIMESCALE: (*dated(action), *map(_date, rows(connection, _DATES, id=action["id"]))),
        Field.STATUS: status(action, action["status_basis"]),
        Field.RESOURCES: (*_money(action), *map(_sum, rows(connection, _FUNDING, id=action["id"]))),
        Field.OUTCOMES: _outcomes(connection, action),
        Field.CARRIED_FORWARD: _carried_forward(action),
    }


def status(row: RowMapping, basis: str | None = None) -> tuple[Meaning, ...]:
    """The status of an action or a step; ``basis`` says where it was found."""
    code = row["status_code"]
    if code is None:
        return ()
    return (_coded("status_code", code, meaning("status_code", code), ("found", meaning("status_basis", basis))),)


def dated(row: RowMapping) -> tuple[Meaning, ...]:
    """When an action or a step is to be done, all in all."""
    start, end = row["start_date"], row["end_date"]
    if not (start or end or row["ongoing"]):
        return ()
    text = span(start, end) or "ongoing"
    value = "/".join(str(each or "..") for each in (start, end))
    exact = meaning("precision", row["date_precision"])
    moved = day(row["revised_from"])
    going_on = yes(row["ongoing"]) if row["ongoing"] else ""
    return (_entry("end_date", "When", value, text, ("exact to", exact), ("ongoing", going_on), ("moved from", moved)),)


def _theme(connection: Connection, action: RowMapping) -> tuple[Meaning, ...]:
    keys = {"theme": action["theme_key"], "priority_group": action["priority_group_key"]}
    labels = rows(connection, _LABELS, **keys)[0]
    return tuple(_coded(f"{name}_key", key, labels[name] or key) for name, key in keys.items() if key)


def _carried_forward(action: RowMapping) -> tuple[Meaning, ...]:
    if not action["carried_forward"]:
        return ()
    return (_coded("carried_forward", "1", "goes on in the next area plan"),)


def _outcomes(connection: Connection, action: RowMapping) -> tuple[Meaning, ...]:
    mapped: dict[str, list[RowMapping]] = {}
    for row in rows(connection, _MAPPINGS, id=action["id"]):
        mapped.setdefault(row["source_id"], []).append(row)
    found = rows(connection, _OUTCOMES, id=action["id"])
    return tuple(_outcome(row, mapped.get(row["outcome_id"], ())) for row in found)


def _outcome(row: RowMapping, mapped: Sequence[RowMapping]) -> Meaning:
    text = f"{row['code']}: {row['label']}" if row["outcome_id"] else f"{row['printed']}: no such code in the scheme"
    facts = [
        ("printed", row["printed"]),
        ("scheme", row["scheme"]),
        ("found", meaning("outcome_basis", row["basis"])),
        *(("common scheme", _mapping(each)) for each in mapped),
    ]
    return _entry("outcomes", "Outcome", row["outcome_id"], text, *facts)


def _mapping(row: RowMapping) -> str:
    how = f"{row['match']}: {meaning('match', row['match'])}; {meaning('mapping_confidence', row['confidence'])}"
    note = f"; {row['note']}" if row["note"] else ""
    return f"{row['target_id']} {row['label']} ({how}{note})"


def _party(row: RowMapping) -> Meaning:
    name = row["name"] or row["printed"]
    organisation = row["organisation"] if row["organisation"] != name else None
    return _entry(
        "parties", "Party", row["organisation"] or row["name"], f"{name}, {meaning('party_kind', row['kind'])}",
        ("printed", row["printed"] if row["printed"] != name else None),
        ("organisation", organisation),
        ("sort of organisation", (row["sort"] or "").replace("_", " ")),
        ("in this action", meaning("party_role", row["role"])),
    )  # fmt: skip


def _date(row: RowMapping) -> Meaning:
    kind = meaning("date_kind", row["kind"])
    when = interval(row["interval"]) or span(row["start_date"], row["end_date"]) or row["printed"]
    return _entry(
        "dates", "Date", row["interval"] or _span_value(row), f"{kind}: {when}",
        ("printed", row["printed"]),
        ("of", row["label"]),
        ("exact to", meaning("precision", row["precision"])),
        ("ongoing", yes(row["ongoing"]) if row["ongoing"] else ""),
    )  # fmt: skip


def _money(action: RowMapping) -> Iterator[Meaning]:
    if action["amount_gbp"] is not None:
        yield _coded("amount_gbp", f"{action['amount_gbp']:.2f}", pounds(action["amount_gbp"]))
    if action["funding_basis"]:
        yield _coded("funding_basis", action["funding_basis"], meaning("funding_basis", action["funding_basis"]))


def _sum(row: RowMapping) -> Meaning:
    amount = pounds(row["amount_gbp"]) or "a sum that is not stated"
    value = None if row["amount_gbp"] is None else f"{row['amount_gbp']:.2f}"
    return _entry(
        "funding", "Total" if row["is_total"] else "Sum", value, amount,
        ("printed", row["printed"]),
        ("from", row["funder"]),
        ("fund", row["fund"]),
        ("for", row["purpose"]),
        ("period", span(row["start_date"], row["end_date"])),
        ("paid every", interval(row["interval"])),
    )  # fmt: skip


def _span_value(row: RowMapping) -> str | None:
    days = (row["start_date"], row["end_date"])
    return "/".join(str(each or "..") for each in days) if any(days) else None


def _coded(name: str, value: str, text: str, *facts: tuple[str, str | None]) -> Meaning:
    return _entry(name, meaning("column", name), value, text, *facts)


def _entry(name: str, label: str, value: str | None, text: str, *facts: tuple[str, str | None]) -> Meaning:
    return Meaning(name, label, value, text, tuple(Fact(label, said) for label, said in facts if said))
