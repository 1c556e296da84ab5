"""Who is named: organisations, groups, roles, people (domain.md 6)."""

from __future__ import annotations

from cjaplans.normalise.parties.gazetteer import organisations
from cjaplans.normalise.parties.lead_people import find_forenames, find_leads
from cjaplans.normalise.parties.people import find_people
from cjaplans.normalise.parties.reader import find_organisations, read_parties
from cjaplans.normalise.parties.record import to_record

__all__ = [
    "find_forenames",
    "find_leads",
    "find_organisations",
    "find_people",
    "organisations",
    "read_parties",
    "to_record",
]
