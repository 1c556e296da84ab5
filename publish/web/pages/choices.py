"""What the forms over comparisons and lists of actions offer: the conditions, and what each can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from sqlalchemy import Engine, text

from cjaplans.load.address import name_of
from cjaplans.load.errors import explained
from cjaplans.publish.compare.known import ALWAYS, CLOSED, PLACE, known
from cjaplans.publish.compare.selection import NONE, Selection
from cjaplans.publish.listing import UnknownFilterError
from cjaplans.publish.web.model import Asked, Refusal, Site

_NAMES: Mapping[str, str] = {
    "authority": "SELECT key, name FROM authority ORDER BY name",
    "period": "SELECT DISTINCT period, period FROM current_plan WHERE period IS NOT NULL ORDER BY period",
    "place": f"SELECT DISTINCT {PLACE}, {PLACE} FROM action WHERE place IS NOT NULL ORDER BY 1",
    "theme": "SELECT key, label FROM theme ORDER BY label",
    "group": "SELECT key, label FROM priority_group ORDER BY label",
    "outcome": "SELECT id, code || ' ' || label FROM outcome WHERE scheme_key = 'NSMO23' ORDER BY code",
    "funder": "SELECT DISTINCT funder, funder FROM action_funding WHERE funder IS NOT NULL ORDER BY funder",
    "organisation": "SELECT DISTINCT o.name, o.name FROM organisation AS o WHERE o.id IN "
    "(SELECT organisation_id FROM action_party) ORDER BY o.name",
}
_LABELS = {
    "carried_forward": "Said to go on", "dated": "Date", "fate": "What came after", "funding": "How it is paid for",
    "group": "Priority group", "moved": "Due day, against the plan before", "origin": "What went before",
    "revised": "Due day moved in the plan", "role": "Role of the organisation", "was": "Status in the plan before",
}  # fmt: skip
#: The conditions that a form shows at once; the others are asked for.
_FIRST = ("authority", "period", "place", "theme", "group", "outcome", "status", "organisation")


@dataclass(frozen=True, slots=True)
class Choice:
    """One field of a form: its name, its label, what it can be (value and words), what it is, and if it is usual."""

    name: str
    label: str
    options: Sequence[tuple[str, str]]
    value: str
    first: bool


def selection_of(site: Site, asked: Asked) -> Selection:
    """The conditions in an address, as they are stored. Raises ``Refusal`` for what no action can meet."""
    try:
        return known(site.engine, Selection.of(asked.query))
    except UnknownFilterError as error:
        raise Refusal(str(error), "choose another value, or none") from error


def choices(engine: Engine, selection: Selection) -> Sequence[Choice]:
    """The fields of a form, filled in with the conditions there are."""
    values = selection.parameters()
    with explained(name_of(engine)), engine.connect() as connection:
        found = {name: [(key, label) for key, label in connection.execute(text(_NAMES[name]))] for name in _NAMES}
    offered = {name: [(value, _spoken(value)) for value in CLOSED[name]] for name in CLOSED} | found
    return [
        Choice(
            each.name,
            _LABELS.get(each.name, each.name.capitalize()),
            _with(offered.get(each.name, []), values[each.name], each.name),
            values[each.name] or "",
            each.name in _FIRST,
        )
        for each in fields(Selection)
    ]


def _with(options: Sequence[tuple[str, str]], value: str | None, name: str) -> Sequence[tuple[str, str]]:
    """The options with that of having no value, and with the one chosen, though it be no usual one."""
    offered = [*options] if name in ALWAYS or NONE in dict(options) else [*options, (NONE, "– none –")]
    return offered if value is None or value in dict(offered) else [*offered, (value, value)]


def _spoken(value: str) -> str:
    return value.replace("_", " ").capitalize()
