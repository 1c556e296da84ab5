"""What the lines of a text come to, and the reading made of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from cjaplans.normalise.coded import Doubt, Party, PartyKind, PartyReading, PartyRole


@dataclass(slots=True)
class Findings:
    """What the lines of a text come to; a text is read into one."""

    parties: list[Party] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    ambiguous: list[str] = field(default_factory=list)
    work_group: str | None = None
    everyone: bool = False
    from_place: bool = False
    labelled: bool = False


def reading_of(found: Findings, repaired: tuple[tuple[str, str], ...], doubts: tuple[Doubt, ...]) -> PartyReading:
    """The frozen reading: each party once, the rule that decided, and every doubt."""
    parties = _each_once(found.parties)
    return PartyReading(
        parties=parties,
        condition="; ".join(found.conditions) or None,
        everyone=found.everyone,
        from_place=found.from_place,
        repaired=repaired,
        work_group=found.work_group,
        labelled=found.labelled,
        documents=tuple(found.documents),
        rule=_rule(found),
        doubts=(*doubts, *_doubts(found, repaired, parties)),
    )


def _each_once(parties: list[Party]) -> tuple[Party, ...]:
    """Each party once, as first printed; named as a lead anywhere, it is one."""
    kept: dict[tuple[PartyKind, str], Party] = {}
    for party in parties:
        first = kept.setdefault((party.kind, party.name), party)
        if party.role is PartyRole.LEAD and first.role is PartyRole.PARTNER:
            kept[party.kind, party.name] = replace(first, role=PartyRole.LEAD)
    return tuple(kept.values())


def _rule(found: Findings) -> str:
    if found.everyone:
        return "everyone"
    if found.labelled:
        return "labelled leads"
    return "gazetteer, longest name first" if found.parties else "nobody named"


def _doubts(found: Findings, repaired: tuple[tuple[str, str], ...], parties: tuple[Party, ...]) -> Iterator[Doubt]:
    unresolved = [party.name for party in parties if party.kind is PartyKind.UNRESOLVED]
    ambiguous = " ".join(found.ambiguous)
    unknown = [name for name in unresolved if f'"{name}"' not in ambiguous]
    if unknown and not (found.everyone and len(unknown) == 1):
        yield Doubt("lead_unresolved", "not in the gazetteer: " + "; ".join(unknown))
    unlisted = [p.name for p in parties if p.kind is PartyKind.ORGANISATION and p.organisation is None]
    if unlisted:
        yield Doubt("lead_unlisted", "taken as organisations by their words: " + "; ".join(unlisted))
    for message in dict.fromkeys(found.ambiguous):
        yield Doubt("lead_ambiguous", message)
    for printed, meant in repaired:
        yield Doubt("lead_repaired", f'"{printed}" was read as "{meant}"')
    if found.documents:
        yield Doubt("lead_not_a_party", "no party: " + "; ".join(found.documents))
