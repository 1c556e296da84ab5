"""The money of a text: its sums, who pays them, and how the action is paid for (domain.md 6)."""

from __future__ import annotations

import re
from dataclasses import replace

from cjaplans.normalise.authorities import authority_name
from cjaplans.normalise.coded import Doubt, FundingBasis, FundingReading, ValueContext
from cjaplans.normalise.money.amounts import amounts
from cjaplans.normalise.money.bases import combined, combined_with_sums, signals, staff
from cjaplans.normalise.money.closings import closings
from cjaplans.normalise.money.divided import divisions, is_divided_in_part
from cjaplans.normalise.money.labels import Finder, bodies
from cjaplans.normalise.money.sums import Sum, attributed, joined_in_kind, number_of
from cjaplans.normalise.money.totals import added_parts, parts_of, whole, with_totals
from cjaplans.normalise.money.unpriced import read_unpriced
from cjaplans.normalise.text import readable

_DURATION = re.compile(r"\b(\d{1,2}|one|two|three|four|five)[\s-](year|month)s?\b", re.I)
_BARE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d\d)?|\d{1,9}(?:\.\d\d)?")
_THOUSANDS = re.compile(r"£\s?'?000|£\s?k\b|thousands", re.I)
_PROVISIONAL = re.compile(r"\A\W*(?:provisional|estimated|indicative)", re.I)
_GIVEN_IN_KIND = re.compile(r"\b(?:staff|officers?'?|members?'?|partners?'?|volunteer) time\b|\bin[\s-]kind\b", re.I)


def read_money(
    text: str, context: ValueContext, find_organisations: Finder | None = None, heading: str = ""
) -> FundingReading:
    """The money of a text.

    ``find_organisations`` gives the canonical names in a text in printed order; without it the printed words stand.
    ``heading`` is what governs the text from outside: its column's heading, or a line above it ("Provisional costs").
    """
    clean, doubts = readable(text)
    if not clean:
        return FundingReading(doubts=doubts)
    clean = _with_sign(clean, heading)
    found, unread = amounts(clean)
    closed = closings(clean, found)
    sums = attributed(clean, found, closed, context, find_organisations)
    sums = with_totals(sums, divisions(clean, found, closed, [each.is_worded for each in sums]))
    if any(each.amount.pounds is not None for each in sums):
        reading = _priced(clean, sums, heading, context, find_organisations)
    else:
        reading = read_unpriced(clean, context, find_organisations)
        reading = replace(reading, amounts=tuple(each.funding() for each in sums))
    return _finished(reading, (*doubts, *unread))


def _finished(reading: FundingReading, doubts: tuple[Doubt, ...]) -> FundingReading:
    if reading.basis is None and not any(doubt.code == "money_unread" for doubt in doubts):
        doubts = (*doubts, Doubt("funding_basis_unknown", "the text says neither a sum nor how the action is paid for"))
    return replace(reading, doubts=(*doubts, *reading.doubts))


def _with_sign(text: str, heading: str) -> str:
    """A cell that is only a number is a sum where its grouping, or its column's heading, says so."""
    if _BARE.fullmatch(text) and ("," in text or "£" in heading):
        return f"£{text}k" if _THOUSANDS.search(heading) and "," not in text else f"£{text}"
    return text


def _priced(text: str, sums: list[Sum], heading: str, context: ValueContext, find: Finder | None) -> FundingReading:
    parts = parts_of(sums)
    contributors = _contributors(text, sums, context, find)
    basis, rule = _basis(text, sums, heading, contributors, context)
    return FundingReading(
        amounts=tuple(each.funding() for each in sums),
        total=whole(sums),
        basis=basis,
        funder=parts[0].label.funder if len(parts) == 1 else None,
        contributors=contributors,
        in_kind=staff(text),
        duration=_duration(text),
        rule=rule,
        doubts=_differing(text, sums),
    )


def _differing(text: str, sums: list[Sum]) -> tuple[Doubt, ...]:
    """A doubt where parts do not add up, unless only some of them are named, or each is a rate ("£5k a year")."""
    parts, total, added = parts_of(sums), whole(sums), added_parts(sums)
    if not parts or abs(total - added) < 1 or is_divided_in_part(text) or all(map(_is_rate, parts)):
        return ()
    return (Doubt("money_parts_differ", f"the total is £{total:,.0f}, the parts add up to £{added:,.0f}"),)


def _is_rate(each: Sum) -> bool:
    return bool(each.label.interval or (each.label.purpose or "").lower().startswith("per "))


def _duration(text: str) -> str | None:
    match = _DURATION.search(text)
    return f"P{number_of(match[1])}{match[2][0].upper()}" if match and match[1] != "00" else None


def _contributors(text: str, sums: list[Sum], context: ValueContext, find: Finder | None) -> tuple[str, ...]:
    """Bodies named after the last sum that has its funder before it: they give, but not money."""
    last = sums[-1]
    if not last.label.funder or not last.after_label:
        return ()
    return tuple(name for name in bodies(text[last.amount.end :], context, find) if name != last.label.funder)


def _basis(
    text: str, sums: list[Sum], heading: str, contributors: tuple[str, ...], context: ValueContext
) -> tuple[FundingBasis, str]:
    if contributors or _with_gifts(text, sums):
        return FundingBasis.MIXED, "a sum, and what is given in kind"
    if FundingBasis.PROVISIONAL in signals(heading) or _PROVISIONAL.match(text):
        return FundingBasis.PROVISIONAL, "provisional sums"
    if not any(each.pounds for each in sums):
        return FundingBasis.NONE_ADDITIONAL, "nothing is to be paid"
    kinds = [_kind(each, context) for each in sums if not each.is_total or len(sums) == 1]
    kinds += [basis for line in _lines_without_sums(text, sums) if (basis := combined(signals(line)))]
    return _of_kinds(set(kinds))


def _of_kinds(kinds: set[FundingBasis]) -> tuple[FundingBasis, str]:
    """The basis of a text whose sums and lines are of these kinds."""
    if len(kinds) == 1:
        kind = next(iter(kinds))
        return kind, f"sums and their words: {kind}"
    both = FundingBasis.EXISTING_PLUS_NEW_NEEDED
    if kinds <= {FundingBasis.EXISTING, FundingBasis.NEW_NEEDED, both}:
        return both, "existing money and new"
    if kinds <= {FundingBasis.AMOUNT_ONLY, FundingBasis.PROVISIONAL, FundingBasis.TO_BE_DETERMINED}:
        return FundingBasis.PROVISIONAL, "sums, some of them provisional"
    return FundingBasis.MIXED, "sums of several kinds"


def _with_gifts(text: str, sums: list[Sum]) -> bool:
    """Whether a sum is joined to time or staff, which are no money."""
    return bool(_GIVEN_IN_KIND.search(text) or (staff(text) and any(joined_in_kind(text, each) for each in sums)))


def _kind(each: Sum, context: ValueContext) -> FundingBasis:
    if each.is_shared:
        return FundingBasis.MIXED
    if basis := combined_with_sums(each.signals):
        return basis
    if each.label.funder and each.label.funder != authority_name(context.authority):
        return FundingBasis.EXTERNAL
    return FundingBasis.AMOUNT_ONLY


def _lines_without_sums(text: str, sums: list[Sum]) -> list[str]:
    starts = [each.amount.start for each in sums]
    lines, place = [], 0
    for line in re.split(r"([\n;])", text):
        priced = bool(starts) and starts[0] < place + len(line)
        while starts and starts[0] < place + len(line):
            starts.pop(0)
        if not priced and line.strip(" \n;"):
            lines.append(line)
        place += len(line)
    return lines
