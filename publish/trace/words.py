"""Codes, days, sums and intervals in words."""

from __future__ import annotations

import csv
import re
from datetime import date
from functools import cache
from importlib.resources import files

from cjaplans.normalise.codebooks import read

_INTERVAL = re.compile(r"P(T?)(\d+)([YMWDH])")
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour"}


@cache
def _meanings() -> dict[tuple[str, str], str]:
    text = files("cjaplans.publish.trace").joinpath("meanings.csv").read_text(encoding="utf-8")
    return {(row["vocabulary"], row["value"]): row["meaning"] for row in csv.DictReader(text.splitlines())}


def meaning(vocabulary: str, value: str | None) -> str:
    """What a value of a closed vocabulary means; the value itself where nothing is written of it."""
    return "" if value is None else _meanings().get((vocabulary, value), value.replace("_", " "))


@cache
def _codes() -> dict[str, str]:
    return {row["code"]: row["meaning"] for row in (*read("finding_codes"), *read("doubts"))}


def code_meaning(code: str) -> str | None:
    """What the code of a finding means; None for one that this program does not give."""
    return _codes().get(code)


def day(value: date | str | None) -> str:
    """A day as people write it: ``1 April 2010``."""
    if value is None:
        return ""
    known = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{known.day} {known:%B %Y}"


def span(start: date | str | None, end: date | str | None) -> str:
    """A span of days: ``1 April 2010 to 31 March 2011``, ``from ...``, ``by ...``."""
    if start and end:
        return day(start) if start == end else f"{day(start)} to {day(end)}"
    return f"from {day(start)}" if start else f"by {day(end)}" if end else ""


def pounds(amount: float | None) -> str:
    """A sum: ``£1,200`` or ``£1,200.50``."""
    return "" if amount is None else f"£{amount:,.2f}".removesuffix(".00")


def interval(iso: str | None) -> str:
    """An ISO 8601 interval in words: ``3 months``; as it is where it has several parts."""
    match = _INTERVAL.fullmatch(iso or "")
    if match is None:
        return iso or ""
    unit = "minute" if match[1] and match[3] == "M" else _UNITS[match[3]]
    return f"{match[2]} {unit}{'s' * (match[2] != '1')}"


def yes(flag: object) -> str:
    """A flag in words; nothing where it is empty."""
    return "" if flag is None else "yes" if flag else "no"
