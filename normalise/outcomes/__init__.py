"""Outcome codes, legends and outcomes named in words (domain.md 3)."""

from __future__ import annotations

from cjaplans.normalise.outcomes.entries import LegendEntry, entries_of_rows
from cjaplans.normalise.outcomes.legend import Legend, compare_legend, disputed_codes, read_legend
from cjaplans.normalise.outcomes.reading import outcomes_in_words, read_outcomes
from cjaplans.normalise.outcomes.record import to_record
from cjaplans.normalise.outcomes.schemes import assumes_scheme, common_outcomes, known_scheme, scheme_of

__all__ = [
    "Legend",
    "LegendEntry",
    "assumes_scheme",
    "common_outcomes",
    "compare_legend",
    "disputed_codes",
    "entries_of_rows",
    "known_scheme",
    "outcomes_in_words",
    "read_legend",
    "read_outcomes",
    "scheme_of",
    "to_record",
]
