"""The rules of domain.md 4 in their order: column, capitals, weak phrases, progress, nothing."""

from __future__ import annotations

import re
from dataclasses import replace

from cjaplans.normalise.coded import Doubt, Resolution, StatusBasis, StatusCode, StatusReading
from cjaplans.normalise.fields import Field
from cjaplans.normalise.references import read_references
from cjaplans.normalise.statuses.colours import Key
from cjaplans.normalise.statuses.column import nothing_but_status, read_column
from cjaplans.normalise.statuses.embedded import read_capitals, read_weak
from cjaplans.normalise.statuses.negation import slipped
from cjaplans.normalise.statuses.prose import left_open, read_prose
from cjaplans.normalise.text import readable

_RUNNING = frozenset({StatusCode.IN_PROGRESS, StatusCode.ON_TRACK, StatusCode.DELAYED})
_SHORT = 6
_EDGES = " .;:"
#: Pointers that only a status column's being no prose makes sure: to an action by its number alone.
_TO_A_NUMBER = re.compile(
    r"(?:please )?(?:see|as|as per|as for|as in|same as|refer to) (?:(?:action|item|point|ref|no)s?\.? )?"
    r"\d{1,2}(?:\.\d{1,2})*[a-z]?(?: \(?(?:above|below)\)?)?",
    re.I,
)


def read_status(
    column: str | None, action: str | None, progress: str | None = None, key: Key | None = None
) -> StatusReading:
    """The status of an action: its status column first, then its own text, then its progress (domain.md 4).

    ``action`` is the action's text and detail; each text may be None or empty where the layout has none. ``key`` is
    the plan's own key of colours (``read_colour_key``). A column that only points to another action has its status.
    """
    (printed, told, update), doubts = _prepared(column, action, progress)
    reading = _read(printed, told, update, key, doubts)
    return replace(reading, slipped=True) if slipped(printed) or slipped(update) else reading


def _read(printed: str, told: str, update: str, key: Key | None, doubts: tuple[Doubt, ...]) -> StatusReading:
    if printed:
        reading = _pointer(printed) or _of_column(printed, key)
        if reading is not None:
            return _with(_checked(reading, told, update, key), doubts)
        doubts = (*doubts, Doubt("status_unread", f'"{printed[:60]}" is no known status'))
    return _with(_of_texts(told, update, key), doubts)


def _prepared(*texts: str | None) -> tuple[tuple[str, ...], tuple[Doubt, ...]]:
    """The texts made readable; an empty one is no doubt, since most layouts have no such column."""
    read = [readable(text or "") for text in texts]
    doubts = tuple(doubt for _, found in read for doubt in found if doubt.code != "value_empty")
    return tuple(text for text, _ in read), doubts


def _with(reading: StatusReading, doubts: tuple[Doubt, ...]) -> StatusReading:
    return replace(reading, doubts=(*doubts, *reading.doubts)) if doubts else reading


def _pointer(printed: str) -> StatusReading | None:
    """A status column that says nothing but which other action to look at ("As above", "See 2.3")."""
    bare = printed.strip(_EDGES)
    whole = any(
        pointer.resolution in (Resolution.COPY, Resolution.LINK) and pointer.printed.strip(_EDGES) == bare
        for pointer in read_references(printed, Field.STATUS)
    )
    if not whole and not _TO_A_NUMBER.fullmatch(bare):
        return None
    doubt = Doubt("cross_reference", "the status is that of another action")
    return StatusReading(basis=StatusBasis.CROSS_REFERENCE, rule="as another action", doubts=(doubt,))


def _of_column(printed: str, key: Key | None) -> StatusReading | None:
    """A short text is a value; a longer one is prose that happens to stand in the status column."""
    is_short = len(printed.split()) <= _SHORT or "\n" in printed
    reading = read_column(printed, key) if is_short else _leading(printed, key)
    if reading is not None:
        return reading
    told = read_capitals(printed) or read_prose(printed) or read_column(printed, key)
    if told is None or told.basis is StatusBasis.CROSS_REFERENCE:
        return told
    return replace(told, basis=StatusBasis.COLUMN)


def _leading(printed: str, key: Key | None) -> StatusReading | None:
    """A status that begins a longer text of a status column: "Complete – report went to the board"."""
    head, _, rest = printed.partition(" – ") if " – " in printed else printed.partition(".")
    reading = read_column(head, key) if rest and len(head.split()) <= _SHORT else None
    return replace(reading, comment=rest.strip(" .–") or None) if reading and reading.code else None


def _of_texts(action: str, progress: str, key: Key | None) -> StatusReading:
    bare = nothing_but_status(progress, key) if progress else None
    if bare is not None:
        return bare
    readings = (
        (read_capitals(action) or read_weak(action)) if action else None,
        (read_capitals(progress) or read_prose(progress)) if progress else None,
    )
    return next((reading for reading in readings if reading is not None), StatusReading())


def _checked(reading: StatusReading, action: str, progress: str, key: Key | None) -> StatusReading:
    """The column's reading, with a doubt where capitals in the action or the progress contradict it."""
    said = _contradiction(reading.code, action, progress, key)
    if said is None:
        return reading
    message = f"the column says {reading.code}, the text {said}; the column counts"
    return replace(reading, doubts=(*reading.doubts, Doubt("status_text_conflict", message)))


def _contradiction(code: StatusCode | None, action: str, progress: str, key: Key | None) -> str | None:
    if code is None or code is StatusCode.UNKNOWN:
        return None
    for text, reading in ((action, read_capitals(action)), (progress, _plain_word(progress, key))):
        if text and reading and reading.code and _apart(code, reading.code):
            return str(reading.code)
    if code is StatusCode.COMPLETE and progress and left_open(progress):
        return "that it is still to be done"
    return None


def _plain_word(progress: str, key: Key | None) -> StatusReading | None:
    return nothing_but_status(progress, key) or read_capitals(progress) if progress else None


def _apart(first: StatusCode, second: StatusCode) -> bool:
    return StatusCode.UNKNOWN not in (first, second) and first is not second and not {first, second} <= _RUNNING
