"""The outcome schemes, their codes and crosswalks, and which of them a document uses (domain.md 3)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from cjaplans.normalise.codebooks import read
from cjaplans.normalise.coded import OutcomeReading

#: A national outcome's number means what the edition in force says: the second is of December 2011.
NPF_SECOND = date(2011, 12, 1)
#: The letters that belong to one lettered scheme only; C is in both (code parsing rule 1).
OWN_LETTERS = {"LB14": frozenset("AB"), "NSMO23": frozenset("OS")}
#: Every letter that codes of outcomes have.
KNOWN_LETTERS = frozenset("ABCOS")
#: The common scheme, and the matches that count as the same outcome; "related" does not.
COMMON = "NSMO23"
COUNTED = frozenset({"exact", "part", "broad"})
#: One scheme's codes must outnumber another's by this factor before the others pass for slips.
CLEARLY = 3
#: A code of a scheme, as in ``B3``; letters and figures may stand right before or behind another code.
_CODE = re.compile(r"(?<![A-Za-z])([A-Z])\s?(\d{1,3})(?!\d)")
_OPIF = re.compile(r"\bOPIF\b")


@lru_cache
def codes_of(scheme: str) -> tuple[str, ...]:
    """The codes of a scheme in its own order; none for a scheme that is in no codebook."""
    return tuple(row["code"] for row in read("outcomes") if row["scheme"] == scheme)


@lru_cache
def label_of(scheme: str, code: str) -> str | None:
    """The codebook's short label of an outcome."""
    return next((r["label"] for r in read("outcomes") if r["scheme"] == scheme and r["code"] == code), None)


@lru_cache
def letters_of(scheme: str | None) -> frozenset[str]:
    """The letters of a scheme's codes; none for schemes that only have numbers."""
    return frozenset(code[0] for code in codes_of(scheme or "") if code[0].isalpha())


def outcome_id(scheme: str | None, code: str) -> str | None:
    """``NSMO23:C1``; None when the scheme has no such code."""
    return f"{scheme}:{code}" if scheme and code in codes_of(scheme) else None


def national_scheme(period: tuple[date, date] | None) -> str | None:
    """The edition of the National Performance Framework in force when a plan's period began."""
    if period is None:
        return None
    return "NPF2007" if period[0] < NPF_SECOND else "NPF2011"


def scheme_of(codes: Iterable[str | None], legend_scheme: str | None = None) -> str | None:
    """The scheme of a document's codes, or of its legend where the codes leave it open.

    A or B means LB14, O or S means NSMO23; C alone decides nothing (code parsing rule 1), but for numbers that
    only one scheme has. Where both occur, the one that is clearly more frequent counts. Only codes that their
    scheme has are counted.
    """
    texts = [text for text in codes if text]
    found = Counter(
        scheme
        for text in texts
        for match in _CODE.finditer(text)
        for scheme, letters in OWN_LETTERS.items()
        if match[1] in letters and match[1] + match[2] in codes_of(scheme)
    )
    ranked = found.most_common(2)
    if ranked and (len(ranked) == 1 or ranked[0][1] >= CLEARLY * ranked[1][1]):
        return ranked[0][0]
    if legend_scheme:
        return legend_scheme
    if ranked:
        return None
    alone = {scheme for text in texts for match in _CODE.finditer(text) for scheme in _alone_has(match[1], match[2])}
    if len(alone) == 1:
        return alone.pop()
    return "OPIF7" if any(_OPIF.search(text) for text in texts) else None


def _alone_has(letter: str, number: str) -> tuple[str, ...]:
    """The lettered scheme that alone has a code; none where the code may be a slip for another scheme's last one."""
    having = tuple(scheme for scheme in OWN_LETTERS if letter + number in codes_of(scheme))
    before = [scheme for scheme in OWN_LETTERS if f"{letter}{int(number) - 1}" in codes_of(scheme)]
    return having if len(having) == 1 and len(before) < 2 else ()


def known_scheme(authority: str | None, period: tuple[date, date] | None) -> str | None:
    """The scheme an authority is known to have used in plans of a period.

    For a text without its document; a document's own codes and legend say more.
    """
    if authority is None or period is None:
        return None
    for row in read("scheme_use"):
        first, last = date.fromisoformat(row["start"]), date.fromisoformat(row["end"])
        if row["authority_key"] == authority and first <= period[0] <= period[1] <= last:
            return row["scheme"]
    return None


def assumes_scheme(reading: OutcomeReading) -> bool:
    """Whether a reading's codes have their scheme from outside: letters that two schemes share decide nothing."""
    codes = [link.printed for link in reading.links]
    return bool(letters_of(reading.scheme)) and bool(codes) and scheme_of(codes) is None


def common_outcomes(outcome_ids: Iterable[str | None]) -> tuple[str, ...]:
    """The codes of the common scheme (NSMO23) that outcomes stand for, each once, in its order C, O, S."""
    wanted = {outcome for outcome in outcome_ids if outcome}
    found = {outcome for outcome in wanted if outcome.startswith(f"{COMMON}:")}
    found |= {r["target"] for r in read("outcome_mappings") if r["source"] in wanted and r["match"] in COUNTED}
    return tuple(code for code in codes_of(COMMON) if f"{COMMON}:{code}" in found)
