"""The columns of ``action`` that can be corrected: what their values look like as text, and how one is set."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from cjaplans.normalise.codebooks import read
from cjaplans.normalise.coded import (
    Coded,
    DateReading,
    Doubt,
    FundingBasis,
    FundingReading,
    Precision,
    Span,
    StatusBasis,
    StatusCode,
    StatusReading,
    ThemeReading,
)
from cjaplans.normalise.fields import Field

RULE = "corrected"
CARRIED_FORWARD = Field.CARRIED_FORWARD.value
#: The columns that hold what the page says.
PRINTED = tuple(field.value for field in Field if field is not Field.CARRIED_FORWARD)
YES = frozenset({"1", "yes", "true"})
NO = frozenset({"0", "no", "false"})
_POUNDS = re.compile(r"£?((?:\d{1,12}|\d{1,3}(?:,\d{3}){1,3})(?:\.\d{1,2})?)")

_Reading = TypeVar("_Reading", StatusReading, DateReading, FundingReading, ThemeReading)


class UnfitValueError(ValueError):
    """A text that a column cannot hold; the message says what would do, ``known`` are the words that would."""

    def __init__(self, message: str, known: tuple[str, ...] = ()) -> None:
        self.known = known
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class CodedColumn:
    """A coded column: its value as text, a coding with another value in its place, and what a text means for it."""

    get: Callable[[Coded], str | None]
    put: Callable[[Coded, str | None], Coded]
    parse: Callable[[str], str | None]


def parse(field: str, text: str) -> str | None:
    """A value for a column as the database would show it; None for an empty one.

    Raises:
        UnfitValueError: the column cannot hold it.
        KeyError: there is no such column, or it cannot be corrected.
    """
    if field in PRINTED:
        return "\n".join(line.strip() for line in text.strip().splitlines()) or None
    if field == CARRIED_FORWARD:
        return "1" if _flag(text) == "1" else None
    return CODED[field].parse(text.strip())


def alike(field: str, one: str | None, other: str | None) -> bool:
    """Whether two values are the same; printed texts are whatever their line breaks and spaces."""
    if field in PRINTED:
        return (one or "").split() == (other or "").split()
    return one == other


def _status(coded: Coded, value: str | None) -> Coded:
    """A status nothing was found of is one that somebody inferred."""
    code = StatusCode(value or StatusCode.UNKNOWN)
    was = coded.status.basis
    found = StatusBasis.INFERRED if was is StatusBasis.NONE else was
    basis = StatusBasis.NONE if code is StatusCode.UNKNOWN else found
    return replace(coded, status=_settled(replace(coded.status, code=code, basis=basis), "status_"))


def _dates(coded: Coded, **changes: object) -> Coded:
    return replace(coded, dates=_settled(replace(coded.dates, **changes), "date_"))  # type: ignore[arg-type]


def _start(coded: Coded, value: str | None) -> Coded:
    return _dates(coded, span=replace(coded.dates.span, start=_day(value)))


def _end(coded: Coded, value: str | None) -> Coded:
    return _dates(coded, span=replace(coded.dates.span, end=_day(value)))


def _revised(coded: Coded, value: str | None) -> Coded:
    return _dates(coded, revised_from=Span(None, _day(value)) if value else None)


def _amount(coded: Coded, value: str | None) -> Coded:
    total = float(value) if value else None
    return replace(coded, funding=_settled(replace(coded.funding, total=total), "money_"))


def _basis(coded: Coded, value: str | None) -> Coded:
    basis = FundingBasis(value) if value else None
    return replace(coded, funding=_settled(replace(coded.funding, basis=basis), "funding_basis_"))


def _theme(coded: Coded, value: str | None) -> Coded:
    return replace(coded, theme=_settled(replace(coded.theme, theme=value), "theme_"))


def _group(coded: Coded, value: str | None) -> Coded:
    return replace(coded, theme=replace(coded.theme, priority_group=value, rule=RULE))


def _settled(reading: _Reading, doubts: str) -> _Reading:
    """A reading whose value somebody stated: the doubts whose codes begin so are settled."""
    left: tuple[Doubt, ...] = tuple(doubt for doubt in reading.doubts if not doubt.code.startswith(doubts))
    return replace(reading, rule=RULE, doubts=left)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _pounds(amount: float | None) -> str | None:
    return None if amount is None else f"{amount:.2f}".removesuffix(".00")


def _flag(text: str) -> str:
    folded = text.strip().casefold()
    if folded and folded not in YES | NO:
        raise UnfitValueError("is neither yes nor no", ("yes", "no"))
    return "1" if folded in YES else "0"


def _a_day(text: str) -> str | None:
    try:
        return _iso(date.fromisoformat(text)) if text else None
    except ValueError:
        raise UnfitValueError("is no day; write it as in 2010-04-01") from None


def _a_sum(text: str) -> str | None:
    match = _POUNDS.fullmatch(text)
    if text and not match:
        raise UnfitValueError("is no sum of pounds; write it as in 1200 or 1200.50")
    return _pounds(float(match[1].replace(",", ""))) if match else None


def _one_of(values: tuple[str, ...], empty: str | None = None) -> Callable[[str], str | None]:
    """A parser of a closed vocabulary; ``empty`` is what stands for no value."""

    def parse(text: str) -> str | None:
        if text and text not in values:
            raise UnfitValueError(f"is not one of {', '.join(values)}", values)
        return text or empty

    return parse


def _keys(codebook: str) -> tuple[str, ...]:
    return tuple(row["key"] for row in read(codebook))


_PRECISIONS = tuple(each.value for each in Precision if each is not Precision.NONE)

#: Every coded column but ``carried_forward``, which is no part of a coding.
CODED: Mapping[str, CodedColumn] = {
    "status_code": CodedColumn(
        lambda coded: (coded.status.code or StatusCode.UNKNOWN).value,
        _status,
        _one_of(tuple(StatusCode), StatusCode.UNKNOWN.value),
    ),
    "start_date": CodedColumn(lambda coded: _iso(coded.dates.span.start), _start, _a_day),
    "end_date": CodedColumn(lambda coded: _iso(coded.dates.span.end), _end, _a_day),
    "date_precision": CodedColumn(
        lambda coded: None if coded.dates.precision is Precision.NONE else coded.dates.precision.value,
        lambda coded, value: _dates(coded, precision=Precision(value or Precision.NONE)),
        _one_of(_PRECISIONS),
    ),
    "ongoing": CodedColumn(
        lambda coded: str(int(coded.dates.ongoing)),
        lambda coded, value: _dates(coded, ongoing=value == "1"),
        _flag,
    ),
    "revised_from": CodedColumn(
        lambda coded: _iso(coded.dates.revised_from.end) if coded.dates.revised_from else None, _revised, _a_day
    ),
    "amount_gbp": CodedColumn(lambda coded: _pounds(coded.funding.total), _amount, _a_sum),
    "funding_basis": CodedColumn(
        lambda coded: coded.funding.basis.value if coded.funding.basis else None, _basis, _one_of(tuple(FundingBasis))
    ),
    "theme_key": CodedColumn(lambda coded: coded.theme.theme, _theme, _one_of(_keys("themes"))),
    "priority_group_key": CodedColumn(
        lambda coded: coded.theme.priority_group, _group, _one_of(_keys("priority_groups"))
    ),
}
#: Every column that can be corrected, in the order of the schema.
FIELDS = (*PRINTED, CARRIED_FORWARD, *CODED)
