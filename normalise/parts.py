"""The columns that a field's text came from: each may say something of its own ("Lead" beside "Partners")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cjaplans.normalise.coded import PartyRole
from cjaplans.normalise.fields import Field
from cjaplans.normalise.headers import fold_heading, vocabulary


@dataclass(frozen=True, slots=True)
class Part:
    """One column's text of a field, and the column's heading."""

    text: str
    heading: str = ""


Parts = Mapping[Field, tuple[Part, ...]]


def undivided(printed: Mapping[Field, str]) -> Parts:
    """Every field as one part."""
    return {field: (Part(text),) for field, text in printed.items()}


def role_of(part: Part, beside: Sequence[Part]) -> PartyRole | None:
    """What a column's heading makes of those it names; None where its heading alone says nothing of it.

    A column of partners is one only beside a column of leads.
    """
    partners = {each for each in beside if _names_partners(each.heading)}
    if not partners or len(partners) == len(beside):
        return None
    return PartyRole.PARTNER if part in partners else PartyRole.LEAD


def _names_partners(heading: str) -> bool:
    return fold_heading(heading) in vocabulary("partners")
