"""How an action is paid for where its text names no sum (domain.md 6)."""

from __future__ import annotations

import re

from cjaplans.normalise.authorities import authority_name
from cjaplans.normalise.coded import FundingBasis, FundingReading, ValueContext
from cjaplans.normalise.money.bases import are_shares, combined, signals, staff
from cjaplans.normalise.money.labels import Finder, bodies, funder_of

_PAID_BY = re.compile(
    r"\b(?:funded|paid for|financed|resourced|met|supported|sponsored|provided) (?:by|from|through|via)\s+(?:the\s+)?"
    r"([^.;\n]{2,80})",
    re.I,
)
_IN_KIND = re.compile(r"\bin[\s-]kind\b", re.I)
_MEANS = re.compile(r"\s(?:through|via|as part of|under|from)\s.*\Z", re.I | re.S)
_RESOURCES = re.compile(r"\b(?:resources?|funding|funded|budgets?|grants?|monies|contribution)\b", re.I)


def read_unpriced(text: str, context: ValueContext, find: Finder | None) -> FundingReading:
    """The funding basis that a text's words name, and who gives what."""
    found = signals(text)
    if are_shares(text) and (found or bodies(text, context, find)):
        return FundingReading(basis=FundingBasis.MIXED, rule="shares of several payers")
    return (
        _paid_by_another(text, found, context, find)
        or _by_bodies(text, combined(found), context, find)
        or _by_words(text, combined(found), context, find)
    )


def _paid_by_another(
    text: str, found: tuple[FundingBasis, ...], context: ValueContext, find: Finder | None
) -> FundingReading | None:
    match = _PAID_BY.search(text)
    if not match or FundingBasis.EXISTING in found or _IN_KIND.search(text):
        return None
    funder = funder_of(f"from {_MEANS.sub('', match[1])}", context, find)
    if funder is None or funder == authority_name(context.authority):
        return None
    return FundingReading(basis=FundingBasis.EXTERNAL, funder=funder, rule="paid by a named body")


def _by_bodies(
    text: str, basis: FundingBasis | None, context: ValueContext, find: Finder | None
) -> FundingReading | None:
    """A text that says nothing of money but whose: another body's resources, or the authority's own."""
    if basis is not None or not _RESOURCES.search(text):
        return None
    named = bodies(text, context, find)
    own = authority_name(context.authority)
    others = tuple(name for name in named if name != own)
    if others:
        return FundingReading(basis=FundingBasis.EXTERNAL, contributors=others, rule="another body's resources")
    if own in named:
        return FundingReading(basis=FundingBasis.EXISTING, rule="the authority's own resources")
    return None


def _by_words(text: str, basis: FundingBasis | None, context: ValueContext, find: Finder | None) -> FundingReading:
    people = staff(text)
    given = basis in {FundingBasis.IN_KIND, FundingBasis.MIXED}
    others = tuple(name for name in bodies(text, context, find) if name != authority_name(context.authority))
    return FundingReading(
        basis=basis,
        funder=others[0] if basis is FundingBasis.EXTERNAL and len(others) == 1 else None,
        contributors=others if given else (),
        in_kind=people or (text.strip(" .").lower() if basis is FundingBasis.IN_KIND else None),
        rule=_rule(basis, people),
    )


def _rule(basis: FundingBasis | None, people: str | None) -> str:
    if basis is FundingBasis.IN_KIND and people:
        return "staff are no money"
    return "words for how it is paid" if basis else "no money"
