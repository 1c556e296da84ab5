"""The rules of domain.md 4 in their order: column, capitals, weak phrases, progress, nothing."""

from __future__ import annotations

from dataclasses import replace

from cjaplans.normalise.coded import Doubt, StatusBasis, StatusCode, StatusReading
from cjaplans.normalise.fields import Field
from cjaplans.normalise.statuses.column import nothing_but_status, read_column
from cjaplans.normalise.statuses.embedded import read_capitals, read_weak
from cjaplans.normalise.statuses.negation import slipped
from cjaplans.normalise.statuses.prose import left_open, read_prose
from cjaplans.normalise.text import readable

_RUNNING = frozenset({StatusCode.IN_PROGRESS, StatusCode.ON_TRACK, StatusCode.DELAYED})
_SHORT = 6


def read_status(column: str | None, action: str | None, progress: str | None = None) -> StatusReading:
    """The status of an action: its status column first, then its own text, then its progress (domain.md 4).

    ``action`` is the action's text and detail; each text may be None or empty where the layout has none.
    """
    (printed, told, update), doubts = _prepared(column, action, progress)
    reading = _read(printed, told, update, doubts)
    return replace(reading, slipped=True) if slipped(printed) or slipped(update) else reading


def _read(printed: str, told: str, update: str, doubts: tuple[Doubt, ...]) -> StatusReading:
    if printed:
        reading = _of_column(printed)
        if reading is not None:
            return _with(_checked(reading, told, update), doubts)
        doubts = (*doubts, Doubt("status_unread", f'"{printed[:60]}" is no known status'))
    return _with(_of_texts(told, update), doubts)


def status_of_text(text: str, field: Field) -> StatusReading:
    """The status of one field's text alone; cells of a row set apart by tabs are read as the last that is not empty."""
    cells = [cell for cell in text.split("\t") if cell.strip()]
    cell = cells[-1] if cells else ""
    if field is Field.STATUS:
        return read_status(cell, None)
    if field in (Field.ACTION, Field.DETAIL):
        return read_status(None, cell)
    return read_status(None, None, cell)


def _prepared(*texts: str | None) -> tuple[tuple[str, ...], tuple[Doubt, ...]]:
    """The texts made readable; an empty one is no doubt, since most layouts have no such column."""
    read = [readable(text or "") for text in texts]
    doubts = tuple(doubt for _, found in read for doubt in found if doubt.code != "value_empty")
    return tuple(text for text, _ in read), doubts


def _with(reading: StatusReading, doubts: tuple[Doubt, ...]) -> StatusReading:
    return replace(reading, doubts=(*doubts, *reading.doubts)) if doubts else reading


def _of_column(printed: str) -> StatusReading | None:
    """A short text is a value; a longer one is prose that happens to stand in the status column."""
    reading = read_column(printed) if len(printed.split()) <= _SHORT or "\n" in printed else _leading(printed)
    if reading is not None:
        return reading
    told = read_capitals(printed) or read_prose(printed) or read_column(printed)
    if told is None or told.basis is StatusBasis.CROSS_REFERENCE:
        return told
    return replace(told, basis=StatusBasis.COLUMN)


def _leading(printed: str) -> StatusReading | None:
    """A status that begins a longer text of a status column: "Complete – report went to the board"."""
    head, _, rest = printed.partition(" – ") if " – " in printed else printed.partition(".")
    reading = read_column(head) if rest and len(head.split()) <= _SHORT else None
    return replace(reading, comment=rest.strip(" .–") or None) if reading and reading.code else None


def _of_texts(action: str, progress: str) -> StatusReading:
    bare = nothing_but_status(progress) if progress else None
    if bare is not None:
        return bare
    readings = (
        (read_capitals(action) or read_weak(action)) if action else None,
        (read_capitals(progress) or read_prose(progress)) if progress else None,
    )
    return next((reading for reading in readings if reading is not None), StatusReading())


def _checked(reading: StatusReading, action: str, progress: str) -> StatusReading:
    """The column's reading, with a doubt where capitals in the action or the progress contradict it."""
    said = _contradiction(reading.code, action, progress)
    if said is None:
        return reading
    message = f"the column says {reading.code}, the text {said}; the column counts"
    return replace(reading, doubts=(*reading.doubts, Doubt("status_text_conflict", message)))


def _contradiction(code: StatusCode | None, action: str, progress: str) -> str | None:
    if code is None or code is StatusCode.UNKNOWN:
        return None
    for text, reading in ((action, read_capitals(action)), (progress, _plain_word(progress))):
        if text and reading and reading.code and _apart(code, reading.code):
            return str(reading.code)
    if code is StatusCode.COMPLETE and progress and left_open(progress):
        return "that it is still to be done"
    return None


def _plain_word(progress: str) -> StatusReading | None:
    return nothing_but_status(progress) or read_capitals(progress) if progress else None


def _apart(first: StatusCode, second: StatusCode) -> bool:
    return StatusCode.UNKNOWN not in (first, second) and first is not second and not {first, second} <= _RUNNING
