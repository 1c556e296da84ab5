"""Dates in words: fiscal years, plan years, seasons, slips, recurrences (domain.md 5)."""

from __future__ import annotations

from cjaplans.normalise.dates.reading import read_dates, read_rhythms
from cjaplans.normalise.dates.record import to_record

__all__ = ["read_dates", "read_rhythms", "to_record"]
