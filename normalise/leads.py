"""Who an action names: the leads and partners of its columns, the bodies they act for, people elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from cjaplans.normalise.coded import Party, PartyKind, PartyReading, PartyRole, Reference, ValueContext
from cjaplans.normalise.fields import Field
from cjaplans.normalise.parties import find_people, read_parties
from cjaplans.normalise.parts import Part, Parts, role_of

#: Fields that may name people beside the leads.
NAMING = (Field.ACTION, Field.DETAIL, Field.PROGRESS, Field.TARGET, Field.RESOURCES, Field.MONITORING)


def read_leads(
    parts: Parts, printed: Mapping[Field, str], pointers: Iterable[Reference], context: ValueContext
) -> PartyReading:
    """The parties of the responsible columns, then the people whom other fields name.

    ``pointers`` ("as above") are nobody's names and are left out.
    """
    columns = parts.get(Field.RESPONSIBLE, ())
    pointing = [pointer.printed for pointer in pointers if pointer.field is Field.RESPONSIBLE]
    reading = _joined([_of_column(part, columns, pointing, context) for part in columns])
    known = {party.printed for party in reading.parties}
    people = tuple(person for person in _people(printed) if person.printed not in known)
    return replace(reading, parties=reading.parties + people)


def _of_column(part: Part, beside: Sequence[Part], pointing: Sequence[str], context: ValueContext) -> PartyReading:
    text = part.text
    for pointer in pointing:
        text = text.replace(pointer, " ")
    reading = _with_bodies(read_parties(text, context)) if text.strip(" .,;:\n") else PartyReading()
    if role_of(part, beside) is not PartyRole.PARTNER or reading.labelled:
        return reading
    partners = (replace(p, role=PartyRole.PARTNER) if p.role is PartyRole.LEAD else p for p in reading.parties)
    return replace(reading, parties=tuple(partners))


def _joined(readings: Sequence[PartyReading]) -> PartyReading:
    """The readings of several columns as one; who leads in one column is no partner in the next."""
    if not readings:
        return PartyReading()
    parties: dict[tuple[PartyKind, str], Party] = {}
    for reading in readings:
        for party in reading.parties:
            parties.setdefault((party.kind, party.name), party)
    first = next((reading for reading in readings if reading.parties), readings[0])
    return replace(
        first,
        parties=tuple(parties.values()),
        everyone=any(reading.everyone for reading in readings),
        doubts=tuple(dict.fromkeys(doubt for reading in readings for doubt in reading.doubts)),
    )


def _people(printed: Mapping[Field, str]) -> list[Party]:
    found = (
        " ".join(printed[field][start:end].split())
        for field in NAMING
        if printed.get(field)
        for start, end in find_people(printed[field])
    )
    return [Party(name, PartyKind.PERSON, name, role=PartyRole.NAMED) for name in dict.fromkeys(found)]


def _with_bodies(reading: PartyReading) -> PartyReading:
    """The reading with every body in a row of its own: also one that is named only through its officers.

    A body that only the plan's own glossary, or its own words, tell is an organisation under that name.
    """
    named = [_named(party) for party in reading.parties]
    known = {party.organisation for party in named if party.kind is PartyKind.ORGANISATION}
    parties: list[Party] = []
    for party in named:
        parties.append(party)
        if party.organisation and party.organisation not in known:
            known.add(party.organisation)
            parties.append(replace(party, kind=PartyKind.ORGANISATION, name=party.organisation))
    return replace(reading, parties=tuple(parties))


def _named(party: Party) -> Party:
    if party.kind is PartyKind.ORGANISATION and party.organisation is None:
        return replace(party, organisation=party.name)
    return party
