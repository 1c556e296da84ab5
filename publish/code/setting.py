"""What is known of the place a text stands in: its document, its row and its field."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date

from cjaplans.ingest.errors import UsageProblem
from cjaplans.normalise.codebooks import read
from cjaplans.normalise.coded import ValueContext
from cjaplans.normalise.fields import Field
from cjaplans.normalise.headers import fold_heading
from cjaplans.normalise.model import DocumentKind
from cjaplans.normalise.outcomes.schemes import known_scheme
from cjaplans.normalise.periods import Period, area_plan_at

NOTHING_KNOWN = ValueContext()


@dataclasses.dataclass(frozen=True, slots=True)
class Setting:
    """A text's surroundings; None or empty where nothing tells.

    ``field`` is the printed field the text stands in, ``ref`` the number of its row, ``status`` the text
    of the row's status column, ``label`` what stands before a colon at the top of the field, ``titled`` the
    number of the nearest row above with an action of its own. ``headings`` are the document's headings and
    the fields they stand for, ``columns`` the fields that its tables are known to have. ``scheme_assumed``: the
    scheme is that of the authority's plans of the time, and nothing in the document says so.
    """

    values: ValueContext = NOTHING_KNOWN
    field: Field | None = None
    ref: str | None = None
    status: str | None = None
    label: str = ""
    titled: str | None = None
    kind: DocumentKind | None = None
    headings: Mapping[str, Field] = dataclasses.field(default_factory=dict)
    columns: frozenset[Field] = frozenset()
    scheme_assumed: bool = False

    def may_have(self, wanted: Field) -> bool:
        """Whether the document may have a column: it has, or nothing is known of its columns."""
        return not self.columns or wanted in self.columns

    def column(self, heading: str) -> Field | None:
        """The field that a heading stands for in this document."""
        folded = fold_heading(heading)
        return next((name for known, name in self.headings.items() if fold_heading(known) == folded), None)

    def heading(self, wanted: Field) -> str | None:
        """The document's heading of a field."""
        return next((known for known, name in self.headings.items() if name is wanted), None)


def given_setting(
    scheme: str | None = None,
    plan_start: date | None = None,
    area_plan_start: date | None = None,
    authority: str | None = None,
    place: str | None = None,
) -> Setting:
    """The setting that options describe.

    Raises:
        UsageProblem: an authority or scheme that does not exist, or a plan that would end before it starts.
    """
    period = plan_year(plan_start) if plan_start else None
    area_plan = area_plan_at(plan_start) if plan_start else None
    if area_plan_start:
        area_plan = area_plan_at(area_plan_start) or plan_year(area_plan_start)
    key = _known("authorities", "authority", authority)
    told = _known("schemes", "scheme", scheme)
    values = ValueContext(
        authority=key, period=period, area_plan=area_plan, scheme=told or known_scheme(key, period), place=place
    )
    return Setting(values, scheme_assumed=not told and values.scheme is not None)


def plan_year(start: date) -> Period:
    """The period of a plan that starts on a day: until the next 31 March (domain.md 5: fiscal years)."""
    return start, date(start.year + (start.month > 3), 3, 31)


def _known(codebook: str, what: str, key: str | None) -> str | None:
    """A key of a codebook, in whatever case it was typed."""
    keys = {row["key"].casefold(): row["key"] for row in read(codebook)}
    if key is None or key.strip().casefold() in keys:
        return keys[key.strip().casefold()] if key else None
    raise UsageProblem("code", f"no {what} {key!r}; one of {', '.join(keys.values())}", "see 'cjaplans code --help'")
