"""A reading of dates as plain JSON, in the terms of the worked cases."""

from __future__ import annotations

import re
from typing import Any

from cjaplans.normalise.coded import DateKind, DateMention, DateReading, Span
from cjaplans.normalise.dates.words import VOCABULARY

#: Plain words with nothing but a body's abbreviation behind them, and words that link such words to a body.
_THING_OF_BODY = re.compile(r"(?P<thing>[a-z]+(?: [a-z]+){0,3}) (?P<body>[A-Z]{2,6})")
_LINKING = frozenset(VOCABULARY["links"])
_DATED = frozenset({DateKind.PERIOD, DateKind.DUE, DateKind.REVISED, DateKind.START})


def to_record(reading: DateReading) -> dict[str, Any]:
    """``start``, ``end``, ``precision`` and ``ongoing`` always; the other keys only where they apply."""
    record: dict[str, Any] = {
        **_span(reading.span),
        "precision": reading.precision.value,
        "ongoing": reading.ongoing,
    }
    record.update(_milestones(reading))
    record.update(_rhythms(reading.mentions))
    if any(mention.kind is DateKind.REVISED for mention in reading.mentions):
        record["slipped"] = True
    if reading.revised_from is not None:
        record["revised_from"] = _span(reading.revised_from)
    record.update({name: True for name in _FLAGS if getattr(reading, name)})
    if reading.plan_years:
        record["relative"] = {"from_year": reading.plan_years[0], "to_year": reading.plan_years[1]}
    if reading.repaired:
        record["repaired"] = reading.repaired[0][1]
    if reading.role:
        record["role"] = reading.role.value
    return record


_FLAGS = ("immediate", "tbc", "tentative", "start_is_deadline", "year_inferred", "past_event")


def _span(span: Span) -> dict[str, str | None]:
    return {
        "start": span.start.isoformat() if span.start else None,
        "end": span.end.isoformat() if span.end else None,
    }


def _milestones(reading: DateReading) -> dict[str, Any]:
    labelled = [m for m in reading.mentions if m.kind in _DATED and m.label and m.span != Span(None, None)]
    if len(labelled) == 1 and labelled[0].status is None:
        return {"milestone": labelled[0].label}
    return {"milestones": [_milestone(mention) for mention in labelled]} if labelled else {}


def _milestone(mention: DateMention) -> dict[str, Any]:
    status = {"status": mention.status.value} if mention.status else {}
    return {"label": mention.label, **_span(mention.span), **status}


def _rhythms(mentions: tuple[DateMention, ...]) -> dict[str, Any]:
    recurring = [m for m in mentions if m.kind is DateKind.RECURRENCE]
    lasting = [m.interval for m in mentions if m.kind is DateKind.DURATION]
    record: dict[str, Any] = {"duration": lasting[0]} if lasting else {}
    if len({mention.interval for mention in recurring}) == 1:
        record["recurrence"] = recurring[0].interval
    if len(recurring) > 1 or any(mention.label for mention in recurring):
        record["frequencies"] = [{"recurrence": m.interval, "source": _source(m.label)} for m in recurring]
    return record


def _source(label: str | None) -> str | None:
    """A thing named before the body it comes from ("activity figures SPS") in its usual order."""
    match = _THING_OF_BODY.fullmatch(label or "")
    if match is None or not _LINKING.isdisjoint(match["thing"].split()):
        return label
    return f"{match['body']} {match['thing']}"
