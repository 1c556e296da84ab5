"""What an action's values mean, as columns of ``action`` and rows of the tables beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from cjaplans.normalise.coded import Coded, DateMention, Funding, OutcomeLink, Party, Precision, Reference, StatusCode
from cjaplans.normalise.model import Plan

Row = dict[str, Any]
ActionIds = Mapping[int, int]
"""From an action's ``seq`` to its id."""


def action_columns(coded: Coded) -> Row:
    """The coded columns of an ``action`` row."""
    return _shared_columns(coded) | {
        "status_basis": coded.status.basis.value,
        "amount_gbp": coded.funding.total,
        "funding_basis": coded.funding.basis.value if coded.funding.basis else None,
        "theme_key": coded.theme.theme,
        "priority_group_key": coded.theme.priority_group,
    }


def step_columns(coded: Coded) -> Row:
    """The coded columns of an ``action_step`` row."""
    return _shared_columns(coded)


def _shared_columns(coded: Coded) -> Row:
    dates = coded.dates
    dated = dates.ongoing or dates.span.start or dates.span.end
    return {
        "status_code": (coded.status.code or StatusCode.UNKNOWN).value,
        "start_date": dates.span.start,
        "end_date": dates.span.end,
        "date_precision": None if dates.precision is Precision.NONE else dates.precision.value,
        "ongoing": int(dates.ongoing) if dated else None,
        "revised_from": dates.revised_from.end if dates.revised_from else None,
    }


def coded_tables(plan: Plan, action_ids: ActionIds, organisation_ids: Mapping[str, int]) -> dict[str, list[Row]]:
    """The rows of every table that holds coded values, in an order that satisfies their keys."""
    return {
        "action_outcome": _numbered(plan, action_ids, lambda c: map(_outcome, c.outcomes.links)),
        "action_party": _numbered(plan, action_ids, lambda c: (_party(p, organisation_ids) for p in c.parties.parties)),
        "action_date": _numbered(plan, action_ids, lambda c: map(_date, c.dates.mentions)),
        "action_funding": _numbered(plan, action_ids, lambda c: map(_funding, c.funding.amounts)),
        "action_reference": _numbered(plan, action_ids, lambda c: _references(c.references, action_ids)),
    }


def organisations_of(plan: Plan) -> Sequence[str]:
    """The canonical names of all organisations in a plan, each once."""
    parties = (party for action in plan.actions for party in action.coded.parties.parties)
    return tuple(dict.fromkeys(party.organisation for party in parties if party.organisation))


def _numbered(plan: Plan, action_ids: ActionIds, rows: Callable[[Coded], Iterable[Row]]) -> list[Row]:
    return [
        row | {"action_id": action_ids[action.seq], "seq": seq}
        for action in plan.actions
        for seq, row in enumerate(rows(action.coded), start=1)
    ]


def _outcome(link: OutcomeLink) -> Row:
    return {"printed": link.printed, "outcome_id": link.outcome, "basis": link.basis.value}


def _party(party: Party, organisation_ids: Mapping[str, int]) -> Row:
    return {
        "printed": party.printed,
        "name": party.name,
        "kind": party.kind.value,
        "organisation_id": organisation_ids[party.organisation] if party.organisation else None,
        "role": party.role.value,
    }


def _date(mention: DateMention) -> Row:
    return {
        "printed": mention.printed,
        "kind": mention.kind.value,
        "start_date": mention.span.start,
        "end_date": mention.span.end,
        "precision": None if mention.precision is Precision.NONE else mention.precision.value,
        "ongoing": int(mention.ongoing),
        "interval": mention.interval,
        "label": mention.label,
    }


def _funding(funding: Funding) -> Row:
    return {
        "printed": funding.printed,
        "amount_gbp": funding.pounds,
        "funder": funding.funder,
        "purpose": funding.purpose,
        "fund": funding.fund,
        "start_date": funding.period.start if funding.period else None,
        "end_date": funding.period.end if funding.period else None,
        "interval": funding.interval,
        "is_total": int(funding.is_total),
    }


def _references(references: Iterable[Reference], action_ids: ActionIds) -> Iterator[Row]:
    """One row for each action that a pointer names; a pointer to no action names none."""
    for reference in references:
        for ref, target in zip(reference.refs or (None,), reference.targets, strict=True):
            yield {
                "field": reference.field.value if reference.field else None,
                "printed": reference.printed,
                "ref": ref,
                "resolution": reference.resolution.value,
                "target_action_id": None if target is None else action_ids[target],
            }
