"""Which actions are compared or listed: the same conditions on the command line, in links, and in SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

#: The value of a condition that a column is empty: an action without a theme, a plan without an authority.
NONE = "none"


@dataclass(frozen=True, slots=True)
class Selection:
    """Conditions on actions of current plans; None is no condition, ``NONE`` that there is no value.

    Attributes:
        authority: key of the authority, ``lothian-and-borders``.
        period: label of the plan's period, ``2010-11``.
        place: council that a local plan is for, as ``action.place`` has it.
        theme: key of the theme.
        group: key of the priority group.
        outcome: outcome that the action serves, in the common scheme: ``NSMO23:C1``.
        status: status code; ``unknown`` finds those without one, too.
        organisation: name of an organisation that the action names.
    """

    authority: str | None = None
    period: str | None = None
    place: str | None = None
    theme: str | None = None
    group: str | None = None
    outcome: str | None = None
    status: str | None = None
    organisation: str | None = None

    def parameters(self) -> Mapping[str, str | None]:
        """The conditions as named parameters of SQL, all of them."""
        return asdict(self)

    def query_string(self) -> str:
        """The conditions as they stand in an address: ``authority=tayside&status=complete``."""
        return urlencode({name: value for name, value in asdict(self).items() if value is not None})

    def with_(self, **conditions: str | None) -> Selection:
        """The same with further conditions."""
        return replace(self, **conditions)
