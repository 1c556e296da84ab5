"""A money reading as a plain record."""

from __future__ import annotations

from typing import Any

from cjaplans.normalise.coded import Funding, FundingReading

_QUIET = frozenset({"money_range", "funding_basis_unknown"})


def to_record(reading: FundingReading) -> dict[str, Any]:
    """The reading as ``{amounts, total_gbp, funding_basis}`` with what else was read; a total is no part.

    A sum that could not be read is no amount: its warning stands for it.
    """
    totals = [each for each in reading.amounts if each.is_total]
    parts = [each for each in reading.amounts if not each.is_total] or totals
    record: dict[str, Any] = {
        "amounts": [_amount(each) for each in parts if each.pounds is not None],
        "total_gbp": _plain(reading.total),
        "funding_basis": str(reading.basis) if reading.basis else None,
    }
    if totals and parts is not totals:
        record["stated_total_gbp"] = _plain(reading.total)
        record["parts_sum_matches"] = abs(_added(parts) - (reading.total or 0)) < 1
    named = {
        "funder": reading.funder,
        "contributors_in_kind": list(reading.contributors),
        "in_kind": reading.in_kind,
        "duration": reading.duration,
        "warning": next((doubt.code for doubt in reading.doubts if doubt.code not in _QUIET), None),
    }
    return {**record, **{key: value for key, value in named.items() if value}}


def _plain(pounds: float | None) -> float | int | None:
    """Whole pounds as a whole number, others with their pence."""
    return int(pounds) if pounds is not None and pounds == int(pounds) else pounds


def _added(parts: list[Funding]) -> float:
    return sum(each.pounds or 0 for each in parts)


def _amount(each: Funding) -> dict[str, Any]:
    period = (
        {
            "start": each.period.start and each.period.start.isoformat(),
            "end": each.period.end and each.period.end.isoformat(),
        }
        if each.period
        else None
    )
    optional = {
        "funder": each.funder,
        "purpose": each.purpose,
        "fund": each.fund,
        "period": period,
        "interval": each.interval,
    }
    return {"gbp": _plain(each.pounds), **{key: value for key, value in optional.items() if value}}
