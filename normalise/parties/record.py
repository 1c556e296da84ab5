"""A party reading as a plain record, in the form of the worked cases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cjaplans.normalise.coded import Party, PartyKind, PartyReading

_INITIALS = re.compile(r"[A-Z][A-Za-z]?[A-Z]?")


def to_record(reading: PartyReading) -> dict[str, Any]:
    """People, roles and organisations always; what else the reading holds where it holds it."""
    people = _names(reading, PartyKind.PERSON)
    record: dict[str, Any] = {
        "people": people,
        "roles": _names(reading, PartyKind.ROLE),
        "organisations": list(dict.fromkeys(_organisations(reading))),
    }
    groups = [name for name in _names(reading, PartyKind.GROUP) if name != reading.work_group]
    optional: dict[str, Any] = {
        "groups": groups,
        "unresolved": _names(reading, PartyKind.UNRESOLVED),
        "work_group": reading.work_group,
        "condition": reading.condition,
        "all_partners": reading.everyone,
        "is_lead": reading.labelled,
        "org_from_place": reading.from_place,
        "warning": "; ".join(f"not_an_organisation:{document}" for document in reading.documents),
        "repaired": dict(reading.repaired),
        "initials": any(_INITIALS.fullmatch(name) for name in people),
    }
    return record | {key: value for key, value in optional.items() if value}


def _names(reading: PartyReading, kind: PartyKind) -> list[str]:
    return [party.name for party in reading.parties if party.kind is kind]


def _organisations(reading: PartyReading) -> Iterator[str]:
    """Organisations, and the employers of posts; an employer whose own unit is listed is left out."""
    for party in reading.parties:
        if party.kind is PartyKind.ORGANISATION:
            yield party.name
        elif party.kind is PartyKind.ROLE and party.organisation and not _has_unit(reading, party):
            yield party.organisation


def _has_unit(reading: PartyReading, role: Party) -> bool:
    return any(
        party.kind is PartyKind.ORGANISATION
        and party.name != role.organisation
        and party.organisation == role.organisation
        for party in reading.parties
    )
