"""What an action's printed fields mean: each value by the module of its kind, each doubt kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache, partial

from cjaplans.normalise.coded import (
    Coded,
    DateKind,
    DateMention,
    DateReading,
    Doubt,
    FundingReading,
    OutcomeBasis,
    OutcomeReading,
    Precision,
    StatusReading,
    ValueContext,
)
from cjaplans.normalise.dates import read_dates, read_rhythms
from cjaplans.normalise.fields import Field
from cjaplans.normalise.leads import read_leads
from cjaplans.normalise.money import read_money
from cjaplans.normalise.outcomes import outcomes_in_words, read_outcomes
from cjaplans.normalise.parties import find_organisations
from cjaplans.normalise.parts import Parts, undivided
from cjaplans.normalise.pointers import read_pointers, without_pointers
from cjaplans.normalise.statuses import read_status
from cjaplans.normalise.themes import read_theme

#: Fields whose texts may hold a service standard or a rhythm beside the timescale.
RHYTHMS = (Field.MONITORING, Field.ACTION, Field.DETAIL, Field.TARGET, Field.PROGRESS)
#: Fields in which an action's due date may stand when its timescale is empty.
DUE = (Field.ACTION, Field.DETAIL)


def code_action(
    printed: Mapping[Field, str],
    heading_codes: str | None,
    context: ValueContext,
    parts: Parts | None = None,
    outcome_heading: str | None = None,
) -> Coded:
    """Everything the action's texts say.

    ``heading_codes`` are the codes on the heading above it, ``outcome_heading`` is the heading above it that names an
    outcome; a pointer in place of codes inherits none. ``parts`` are the fields' texts by column, where they are known.
    """
    columns = parts or undivided(printed)
    pointers = read_pointers(columns)
    own = without_pointers(printed, columns, pointers)
    inherited = None if Field.OUTCOMES in printed.keys() - own.keys() else heading_codes
    return Coded(
        status=_status(own, context),
        dates=_dates(own, context),
        funding=_funding(own, context),
        outcomes=_outcomes(own, inherited, context, outcome_heading),
        parties=read_leads(columns, printed, pointers, context),
        theme=read_theme(
            printed.get(Field.THEME),
            printed.get(Field.OBJECTIVE),
            _joined(printed, Field.ACTION, Field.DETAIL),
            context,
            printed.get(Field.REF),
        ),
        references=pointers,
    )


def code_step(printed: Mapping[Field, str], context: ValueContext) -> Coded:
    """A step's own status and dates; its codes, leads and money are the action's."""
    return Coded(status=_status(printed, context), dates=_dates(printed, context))


def _status(printed: Mapping[Field, str], context: ValueContext) -> StatusReading:
    action = _joined(printed, Field.ACTION, Field.DETAIL)
    return read_status(printed.get(Field.STATUS), action, printed.get(Field.PROGRESS), dict(context.status_key))


def _joined(printed: Mapping[Field, str], *fields: Field) -> str | None:
    return "\n".join(printed[field] for field in fields if printed.get(field)) or None


def _dates(printed: Mapping[Field, str], context: ValueContext) -> DateReading:
    """The timescale, with the rhythms of other fields; a due date in the action's text where it is empty."""
    timescale = printed.get(Field.TIMESCALE)
    reading = read_dates(timescale, context) if timescale else _due_in_text(printed, context)
    return replace(reading, mentions=(*reading.mentions, *_rhythms(printed, context)))


def _due_in_text(printed: Mapping[Field, str], context: ValueContext) -> DateReading:
    for field in DUE:
        reading = read_dates(printed.get(field, ""), context, field)
        due = [mention for mention in reading.mentions if mention.kind is DateKind.DUE and mention.span.end]
        if due and reading.role is None:
            doubt = Doubt("date_in_text", f"the timescale is empty; '{due[-1].printed}' is taken from the {field}")
            return replace(
                reading, span=due[-1].span, precision=due[-1].precision, mentions=(due[-1],), doubts=(doubt,)
            )
    return DateReading()


def _rhythms(printed: Mapping[Field, str], context: ValueContext) -> tuple[DateMention, ...]:
    """The recurrences and service standards of other fields than the timescale."""
    found = (
        mention for field in RHYTHMS if printed.get(field) for mention in read_rhythms(printed[field], context, field)
    )
    return tuple(dict.fromkeys(replace(mention, precision=Precision.NONE) for mention in found))


def _funding(printed: Mapping[Field, str], context: ValueContext) -> FundingReading:
    text = printed.get(Field.RESOURCES)
    return _money(text, context) if text else FundingReading()


@lru_cache(maxsize=1024)
def _money(text: str, context: ValueContext) -> FundingReading:
    """What several actions say in the same words ("Within existing budgets") is read once."""
    return read_money(text, context, partial(find_organisations, context=context))


def _outcomes(
    printed: Mapping[Field, str], heading_codes: str | None, context: ValueContext, outcome_heading: str | None
) -> OutcomeReading:
    """The action's own codes; without any, those of its heading; and the outcomes its headings name in words."""
    own = printed.get(Field.OUTCOMES)
    reading = OutcomeReading()
    if own:
        reading = read_outcomes(own, context, column=True)
    elif heading_codes:
        reading = read_outcomes(heading_codes, context, OutcomeBasis.INHERITED)
    headings = (printed.get(Field.THEME), printed.get(Field.OBJECTIVE), outcome_heading)
    for text in dict.fromkeys(filter(None, headings)):
        reading = _merged(reading, outcomes_in_words(text, context))
    return reading


def _merged(first: OutcomeReading, second: OutcomeReading) -> OutcomeReading:
    known = {link.outcome or link.printed for link in first.links}
    new = tuple(link for link in second.links if (link.outcome or link.printed) not in known)
    if not new and not second.doubts:
        return first
    return replace(
        first,
        scheme=first.scheme or second.scheme,
        links=first.links + new,
        rule=first.rule if first.links else second.rule,
        doubts=first.doubts + second.doubts,
    )


def doubts_of(coded: Coded) -> Iterable[Doubt]:
    """Every doubt of every value, each once."""
    readings = (coded.status, coded.dates, coded.funding, coded.outcomes, coded.parties, coded.theme)
    return dict.fromkeys(doubt for reading in readings for doubt in reading.doubts)
