"""What an action's values mean, as columns of ``action`` and rows of the tables beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from cjaplans.load.prepared import Link, Rows, Values
from cjaplans.normalise.coded import Coded, DateMention, Funding, OutcomeLink, Party, Precision, Reference, StatusCode
from cjaplans.normalise.model import Plan

STEP_COLUMNS = ("status_code", "start_date", "end_date", "date_precision", "ongoing", "revised_from")
"""The coded columns of ``action_step``."""

ACTION_COLUMNS = (*STEP_COLUMNS, "status_basis", "amount_gbp", "funding_basis", "theme_key", "priority_group_key")
"""The coded columns of ``action``."""

Places = Mapping[int, int]
"""From an action's ``seq`` to its place in the plan."""


def day(value: date | None) -> str | None:
    """A date as drivers take it where nothing stands between them and us."""
    return None if value is None else value.isoformat()


def action_values(coded: Coded) -> Values:
    """The values of ``ACTION_COLUMNS``."""
    return (
        *step_values(coded),
        coded.status.basis.value,
        coded.funding.total,
        coded.funding.basis.value if coded.funding.basis else None,
        coded.theme.theme,
        coded.theme.priority_group,
    )


def step_values(coded: Coded) -> Values:
    """The values of ``STEP_COLUMNS``."""
    dates = coded.dates
    dated = dates.ongoing or dates.span.start or dates.span.end
    return (
        (coded.status.code or StatusCode.UNKNOWN).value,
        day(dates.span.start),
        day(dates.span.end),
        None if dates.precision is Precision.NONE else dates.precision.value,
        int(dates.ongoing) if dated else None,
        day(dates.revised_from.end) if dates.revised_from else None,
    )


def coded_tables(plan: Plan, of_action: Places, organisations: Sequence[str]) -> tuple[Rows, ...]:
    """The rows of every table that holds coded values, in an order that satisfies their keys."""
    return (
        _numbered("action_outcome", _OUTCOME, plan, lambda c: map(_outcome, c.outcomes.links)),
        _parties(plan, organisations),
        _numbered("action_date", _DATE, plan, lambda c: map(_date, c.dates.mentions)),
        _numbered("action_funding", _FUNDING, plan, lambda c: map(_funding, c.funding.amounts)),
        _references(plan, of_action),
    )


def organisations_of(plan: Plan) -> tuple[str, ...]:
    """The canonical names of all organisations in a plan, each once."""
    return tuple(dict.fromkeys(party.organisation for party in _parties_of(plan) if party.organisation))


def _parties_of(plan: Plan) -> Iterator[Party]:
    return (party for action in plan.actions for party in action.coded.parties.parties)


def _numbered(
    table: str, columns: Sequence[str], plan: Plan, values: Callable[[Coded], Iterable[Values]], *links: Link
) -> Rows:
    """Rows that hang on their actions, numbered from 1 in each."""
    actions, numbered = [], []
    for place, action in enumerate(plan.actions):
        for seq, each in enumerate(values(action.coded), start=1):
            actions.append(place)
            numbered.append((seq, *each))
    return Rows(table, ("seq", *columns), numbered, (Link("action_id", "action", actions), *links))


_OUTCOME = ("printed", "outcome_id", "basis")


def _outcome(link: OutcomeLink) -> Values:
    return (link.printed, link.outcome, link.basis.value)


_PARTY = ("printed", "name", "kind", "role")


def _parties(plan: Plan, organisations: Sequence[str]) -> Rows:
    place_of = {name: place for place, name in enumerate(organisations)}
    theirs = [place_of[party.organisation] if party.organisation else None for party in _parties_of(plan)]
    link = Link("organisation_id", "organisation", theirs)
    return _numbered("action_party", _PARTY, plan, lambda c: map(_party, c.parties.parties), link)


def _party(party: Party) -> Values:
    return (party.printed, party.name, party.kind.value, party.role.value)


_DATE = ("printed", "kind", "start_date", "end_date", "precision", "ongoing", "interval", "label")


def _date(mention: DateMention) -> Values:
    return (
        mention.printed,
        mention.kind.value,
        day(mention.span.start),
        day(mention.span.end),
        None if mention.precision is Precision.NONE else mention.precision.value,
        int(mention.ongoing),
        mention.interval,
        mention.label,
    )


_FUNDING = (
    "printed",
    "amount_gbp",
    "funder",
    "purpose",
    "fund",
    "start_date",
    "end_date",
    "interval",
    "is_total",
)


def _funding(funding: Funding) -> Values:
    return (
        funding.printed,
        funding.pounds,
        funding.funder,
        funding.purpose,
        funding.fund,
        day(funding.period.start) if funding.period else None,
        day(funding.period.end) if funding.period else None,
        funding.interval,
        int(funding.is_total),
    )


_REFERENCE = ("field", "printed", "ref", "resolution")


def _references(plan: Plan, of_action: Places) -> Rows:
    targets = [of_action[t] if t is not None else None for a in plan.actions for _, t in _pointers(a.coded.references)]
    link = Link("target_action_id", "action", targets)
    return _numbered(
        "action_reference", _REFERENCE, plan, lambda c: (values for values, _ in _pointers(c.references)), link
    )


def _pointers(references: Iterable[Reference]) -> Iterator[tuple[Values, int | None]]:
    """A row and its target for each action that a pointer names; a pointer to no action names none."""
    for reference in references:
        for ref, target in zip(reference.refs or (None,), reference.targets, strict=True):
            field = reference.field.value if reference.field else None
            yield (field, reference.printed, ref, reference.resolution.value), target
