"""The setting of every worked case: from its plan where there is one, else from what the cases themselves say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from cjaplans.normalise.fields import Field
from cjaplans.normalise.headers import match_heading
from cjaplans.publish.code import hints
from cjaplans.publish.code.headings import split_headings
from cjaplans.publish.code.kinds import Kind, kind_of
from cjaplans.publish.code.setting import Setting
from cjaplans.publish.code.slugs import setting_of

#: The fields that a text of a kind may stand in.
FIELDS: dict[Kind, tuple[Field, ...]] = {
    Kind.STATUS: (Field.STATUS, Field.PROGRESS, Field.ACTION, Field.TARGET),
    Kind.DATE: (
        Field.TIMESCALE, Field.PROGRESS, Field.ACTION, Field.DETAIL, Field.TARGET, Field.MONITORING, Field.RESOURCES,
    ),
    Kind.MONEY: (Field.RESOURCES,),
    Kind.LEAD: (Field.RESPONSIBLE,),
    Kind.OUTCOMES: (Field.OUTCOMES, Field.THEME, Field.OBJECTIVE),
    Kind.CROSS_REFERENCE: tuple(Field),
    Kind.THEME: (Field.THEME, Field.OBJECTIVE),
}  # fmt: skip
#: A short name of a document, which may not lead out of the folder of plans.
SLUG = re.compile(r"[\w&. -]+")


class Described(Protocol):
    """What of a case tells of its surroundings."""

    @property
    def kind(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def document(self) -> str: ...
    @property
    def context(self) -> str: ...


class Surroundings:
    """The settings of the cases of one file; ``plans`` is the folder where their plans may be."""

    def __init__(self, cases: Iterable[Described], plans: Path | None) -> None:
        self._plans = plans
        self._codes: dict[str, list[str]] = defaultdict(list)
        self._headings: dict[str, dict[str, Field]] = defaultdict(dict)
        self._columns: dict[str, set[Field]] = defaultdict(set)
        self._costs: dict[tuple[str, str], str] = {}
        for case in cases:
            self._headings[case.document] |= hints.headings_in(case.context)
            self._columns[case.document] |= _columns(case)
            if kind_of(case.kind) is Kind.OUTCOMES:
                self._codes[case.document].append(case.text)
            label, ref = hints.costs_in(case.context), hints.ref_in(case.context)
            if label and ref:
                self._costs[case.document, ref] = label

    def of(self, case: Described) -> Setting:
        """The setting of one case: its plan's, with what its short name and description add."""
        kind = kind_of(case.kind)
        fields = FIELDS.get(kind, ()) if kind else ()
        described = hints.field_in(case.context, fields)
        told = self._told(case, kind, described)
        found = self._found(case, (described,) if described else fields)
        return _merged(found, told, fields) if found else told

    def _told(self, case: Described, kind: Kind | None, described: Field | None) -> Setting:
        """What the cases themselves say: the document's short name, and the case's description."""
        setting = setting_of(case.document, self._scheme(case.document))
        ref = hints.ref_in(case.context)
        return replace(
            setting,
            values=replace(setting.values, place=hints.place_in_words(case.context)),
            field=described,
            ref=ref,
            status=hints.status_in(case.context, case.text) if kind is Kind.STATUS else None,
            label=self._label(case, ref) if kind is Kind.MONEY else "",
            headings=self._headings[case.document],
            columns=frozenset(self._columns[case.document]),
        )

    def _label(self, case: Described, ref: str | None) -> str:
        """The line that governs a sum: a description says it once for all sums of a row."""
        return hints.costs_in(case.context) or self._costs.get((case.document, ref or ""), "")

    def _scheme(self, document: str) -> str | None:
        from cjaplans.normalise.outcomes.schemes import scheme_of

        return scheme_of(self._codes[document])

    def _found(self, case: Described, fields: tuple[Field, ...]) -> Setting | None:
        if self._plans is None or not SLUG.fullmatch(case.document):
            return None
        from cjaplans.publish.code.plans import known_plan, place_in

        known = known_plan(self._plans / f"{case.document}.pdf")
        return place_in(known, case.text, case.context, fields) if known else None


def _merged(found: Setting, told: Setting, fields: tuple[Field, ...]) -> Setting:
    """What a plan says, and where it is silent what the case says. A field of another kind is no find."""
    values = replace(
        found.values,
        authority=found.values.authority or told.values.authority,
        period=found.values.period or told.values.period,
        area_plan=found.values.area_plan or told.values.area_plan,
        scheme=found.values.scheme or told.values.scheme,
        place=found.values.place or told.values.place,
    )
    field = found.field if found.field in fields else None
    return replace(
        found,
        values=values,
        field=field or told.field,
        ref=found.ref or told.ref,
        status=found.status or told.status,
        label=found.label or told.label,
        scheme_assumed=told.scheme_assumed and not found.values.scheme,
    )


def _columns(case: Described) -> set[Field]:
    """The columns that a case shows its document to have."""
    if kind_of(case.kind) is not Kind.HEADER:
        return set(hints.fields_in(case.context))
    matches = (match_heading(heading) for heading in split_headings(case.text))
    return {match.field for match in matches if match}
