"""Which actions are compared or listed: the same conditions on the command line, in links, and in SQL."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

#: The value of a condition that a column is empty: an action without a theme, a plan without an authority.
NONE = "none"

_ONE_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Selection:
    """Conditions on actions of current plans; None is no condition, ``NONE`` that there is no value.

    Attributes:
        authority: key of the authority, ``lothian-and-borders``.
        period: label of the plan's period, ``2010-11``; a year alone has every plan that begins in it, ``2010-10``
            those alone that also end in it.
        place: council that a local plan is for, as ``action.place`` has it.
        theme: key of the theme.
        group: key of the priority group.
        outcome: outcome that the action serves, in the common scheme: ``NSMO23:C1``; any one of several that are
            parted by commas.
        status: status code; ``unknown`` finds those without one, too.
        organisation: name of an organisation that the action names.
        role: what that organisation, or any, does in the action: ``lead``, ``partner``, ``named``.
        dated: what date it has: ``due``, ``ongoing``, ``started`` or ``undated``.
        revised: ``yes`` where the plan itself shows that the due day was moved.
        moved: its due day against that of the plan before: ``later``, ``earlier`` or ``same``.
        money: whether it has a sum: its ``own``, one ``repeated`` from another action, or none.
        funding: how it is paid for.
        funder: who gives money of its own sum; ``NONE`` finds sums for which none is named.
        origin: what went before it: ``ref``, ``text``, ``new`` or ``no_plan_before``.
        fate: what came after it: ``carried``, ``dropped`` or ``no_plan_after``.
        was: status code in the plan before of one that goes on from there.
        plans: in how many plans in a row it has stood, its own included: ``3``.
        marked: ``yes`` where its own plan says that it goes on in the next.
    """

    authority: str | None = None
    period: str | None = None
    place: str | None = None
    theme: str | None = None
    group: str | None = None
    outcome: str | None = None
    status: str | None = None
    organisation: str | None = None
    role: str | None = None
    dated: str | None = None
    revised: str | None = None
    moved: str | None = None
    money: str | None = None
    funding: str | None = None
    funder: str | None = None
    origin: str | None = None
    fate: str | None = None
    was: str | None = None
    plans: str | None = None
    marked: str | None = None

    @classmethod
    def of(cls, values: Mapping[str, str | None]) -> Selection:
        """The conditions among the values of a form or address; an empty one is none, other names are let be."""
        return cls(**{each.name: values.get(each.name) or None for each in fields(cls)})

    def parameters(self) -> Mapping[str, str | None]:
        """The conditions as named parameters of SQL, all of them."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def query_string(self) -> str:
        """The conditions as they stand in an address: ``authority=tayside&status=complete``."""
        return urlencode({name: value for name, value in self.parameters().items() if value}, safe=":,")

    def with_(self, **conditions: str | None) -> Selection:
        """The same with further conditions."""
        return replace(self, **conditions)


def exactly(period: str) -> str:
    """The condition that finds plans of this period's label and no other: ``2010`` is written ``2010-10``."""
    return f"{period}-{period[2:]}" if _ONE_YEAR.fullmatch(period) else period
