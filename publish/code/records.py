"""A text coded: the record of its kind, the rule that decided, and the doubts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any, Protocol

from cjaplans.normalise.coded import Doubt, StatusBasis, StatusCode
from cjaplans.normalise.fields import Field
from cjaplans.publish.code.cells import cells_of, value_cell
from cjaplans.publish.code.kinds import Kind
from cjaplans.publish.code.setting import Setting

Record = dict[str, Any]


class Reading(Protocol):
    """What every reading of a value has."""

    @property
    def rule(self) -> str: ...
    @property
    def doubts(self) -> tuple[Doubt, ...]: ...


def code(kind: Kind, text: str, setting: Setting, context: str = "") -> Record:
    """``text`` coded as ``kind``, in the form that worked cases expect, with ``rule`` and ``findings``.

    ``context`` is what a case's author says of the text; it tells of headings what their words cannot.
    """
    if kind is Kind.HEADER:
        from cjaplans.publish.code import headings

        record = headings.to_record(text, setting, context)
        return _with_doubts(record, headings.doubts(record))
    return _CODERS[kind](text, setting)


def _with_doubts(record: Record, doubts: Iterable[Doubt] = ()) -> Record:
    return record | {"findings": [{"code": doubt.code, "message": doubt.message} for doubt in doubts]}


def _finished(record: Record, reading: Reading) -> Record:
    return _with_doubts(record | {"rule": reading.rule}, reading.doubts)


def _ref(text: str, setting: Setting) -> Record:
    from cjaplans.publish.code.rows import ref_record

    record = ref_record(text, setting)
    unread = Doubt("ref_unread", "no number stands in front of the text")
    return _with_doubts(record, () if record["ref"] else (unread,))


def _boolean(text: str, setting: Setting) -> Record:
    from cjaplans.publish.code.rows import boolean_record

    record = boolean_record(text)
    unread = Doubt("carried_forward_unknown", "the last cell says neither yes nor no")
    stated = record["carry_forward"] is not None or not cells_of(text)[-1]
    return _with_doubts(record, () if stated else (unread,))


def _document(text: str, setting: Setting) -> Record:
    from cjaplans.publish.code.rows import document_record

    return _with_doubts(document_record(text, setting))


def _outcomes(text: str, setting: Setting) -> Record:
    from cjaplans.normalise.outcomes import assumes_scheme, outcomes_in_words, read_outcomes, to_record

    reading = read_outcomes(text, setting.values, column=setting.field is Field.OUTCOMES)
    if not reading.links:
        spoken = outcomes_in_words(text, setting.values)
        reading = spoken if spoken.links else reading
    if setting.scheme_assumed and assumes_scheme(reading):
        assumed = Doubt(
            "outcome_scheme_assumed", f"{reading.scheme} is the scheme of the authority's plans of the time"
        )
        reading = replace(reading, doubts=(*reading.doubts, assumed))
    return _finished(to_record(reading, text, setting.values), reading)


def _status(text: str, setting: Setting) -> Record:
    from cjaplans.normalise.statuses import read_status, to_record

    cell = value_cell(Kind.STATUS, text)
    column = setting.status or (cell if setting.field is Field.STATUS else None)
    reading = read_status(column, cell if _in_action(setting) and column != cell else None)
    if (reading.basis is StatusBasis.NONE and _in_progress(setting)) or column not in (None, cell):
        reading = read_status(column, None, cell)
    record = _finished(to_record(reading), reading)
    if reading.basis is StatusBasis.NONE and reading.code is StatusCode.UNKNOWN and not record["findings"]:
        record["findings"] = [_silent(cell)]
    return record


def _silent(text: str) -> Record:
    """An action may be silent on its status; somebody who asks what a text's status is should hear so."""
    if not text.strip():
        return {"code": "value_empty", "message": "there is no text to read"}
    return {"code": "status_unread", "message": "the text says nothing of a status"}


def _in_action(setting: Setting) -> bool:
    return setting.field in (None, Field.ACTION, Field.DETAIL)


def _in_progress(setting: Setting) -> bool:
    """Whether a text may be of a progress column."""
    if setting.field is None:
        return setting.may_have(Field.PROGRESS)
    return setting.field in (Field.PROGRESS, Field.TARGET)


def _date(text: str, setting: Setting) -> Record:
    from cjaplans.normalise.dates import read_dates
    from cjaplans.normalise.dates.record import to_record

    field = setting.field or Field.TIMESCALE
    reading = read_dates(value_cell(Kind.DATE, text), setting.values, field)
    record = to_record(reading)
    if field is Field.ACTION and reading.role is None and reading.span.end:
        record["found_in"] = "action"
    return _finished(record, reading)


def _money(text: str, setting: Setting) -> Record:
    from cjaplans.normalise.money import read_money, to_record
    from cjaplans.normalise.parties import find_organisations

    finder = partial(find_organisations, context=setting.values)
    reading = read_money(value_cell(Kind.MONEY, text), setting.values, finder, setting.label)
    return _finished(to_record(reading), reading)


def _lead(text: str, setting: Setting) -> Record:
    from cjaplans.normalise.parties import read_parties
    from cjaplans.normalise.parties.record import to_record

    reading = read_parties(value_cell(Kind.LEAD, text), setting.values)
    place = setting.values.place
    return _finished(to_record(reading) | ({"place": place} if place else {}), reading)


def _theme(text: str, setting: Setting) -> Record:
    from cjaplans.normalise.themes import read_theme, to_record

    reading = read_theme(text, None, None, setting.values, setting.ref)
    return _finished(to_record(reading), reading)


def _cross_reference(text: str, setting: Setting) -> Record:
    from cjaplans.normalise.references import read_references, to_record

    return _with_doubts(to_record(read_references(text, setting.field, setting.ref), setting.ref))


_CODERS: dict[Kind, Callable[[str, Setting], Record]] = {
    Kind.OUTCOMES: _outcomes,
    Kind.STATUS: _status,
    Kind.DATE: _date,
    Kind.MONEY: _money,
    Kind.LEAD: _lead,
    Kind.THEME: _theme,
    Kind.REF: _ref,
    Kind.BOOLEAN: _boolean,
    Kind.DOCUMENT: _document,
    Kind.CROSS_REFERENCE: _cross_reference,
}
