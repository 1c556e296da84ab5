"""The catalogue for people: authorities by years in letters that need no colour, and what to look for below."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

from cjaplans.publish.catalogue.entries import Area, Entry, Holding
from cjaplans.publish.catalogue.years import PLANNED, label, spans
from cjaplans.publish.safe import one_line

LEGEND = (
    "P the year's own action plan   R one to be reviewed   X one that cannot be read",
    "- none   A a plan for several years   a the same, to be reviewed or unreadable",
    "2P two of them   ? placed by title or file name   + older versions   = copies",
)
_OWN = {Holding.HELD: "P", Holding.NEEDS_REVIEW: "R", Holding.UNREADABLE: "X"}
_NARROWEST = 4
_INDENT = "  "


def drawn(entries: Sequence[Entry], areas: Sequence[Area], width: int) -> list[str]:
    """The whole catalogue in lines of at most ``width`` letters, but for a table that has one year alone."""
    placed = [entry for entry in entries if entry.placed]
    lines = [*_table(placed, areas, width), *(piece for line in LEGEND for piece in _wrapped(line, width))]
    for title, items in (
        ("No action plan for the year", _missing(placed)),
        ("To be looked at", _doubtful(placed)),
        ("Without a place: the authority or the year is not known", _unplaced(entries)),
        ("Not plans", _no_plans(entries)),
    ):
        shown = [piece for item in items for piece in _wrapped(item, width, _INDENT)]
        lines += ["", *_wrapped(f"{title}:", width), *shown] if shown else []
    return lines


def _table(placed: Sequence[Entry], areas: Sequence[Area], width: int) -> Iterator[str]:
    """A row an authority and a column a year; several tables under each other where one would be too wide."""
    cells: dict[tuple[str | None, int | None], list[Entry]] = {}
    for entry in placed:
        cells.setdefault((entry.authority, entry.year), []).append(entry)
    marks = {place: mark(found) for place, found in cells.items()}
    years = sorted({*PLANNED, *(entry.year for entry in placed if entry.year is not None)})
    first = max((len(area.key) for area in areas), default=0) + 1
    column = max(_NARROWEST, *map(len, marks.values()), 0) + 1
    many = max(1, (width - first) // column)
    for start in range(0, len(years), many):
        yield from _block(years[start : start + many], [area.key for area in areas], marks, first, column)
        yield ""


def _block(
    years: Sequence[int],
    keys: Sequence[str],
    marks: Mapping[tuple[str | None, int | None], str],
    first: int,
    column: int,
) -> Iterator[str]:
    """One table: the years over two lines, as in "2009" and "-10"."""
    for part in (slice(4), slice(4, None)):
        yield "".join([" " * first, *(label(year)[part].ljust(column) for year in years)]).rstrip()
    for key in keys:
        yield "".join([key.ljust(first), *(marks.get((key, year), "").ljust(column) for year in years)]).rstrip()


def mark(entries: Iterable[Entry]) -> str:
    """The letters for one authority and year."""
    found = tuple(entries)
    own = [_OWN[entry.state] for entry in found if entry.state in _OWN and not entry.several_years]
    several = [entry.state for entry in found if entry.several_years]
    letters = "".join(_counted(letter, own.count(letter)) for letter in _OWN.values())
    if any(entry.state is Holding.MISSING for entry in found):
        letters += "-"
    letters += _counted("A", several.count(Holding.HELD))
    letters += _counted("a", len(several) - several.count(Holding.HELD))
    plans = [entry.plan for entry in found if entry.plan]
    signs = (
        ("?", any(entry.guessed for entry in found)),
        ("+", any(plan.superseded for plan in plans)),
        ("=", any(plan.copies for plan in plans)),
    )
    return letters + "".join(sign for sign, holds in signs if holds)


def _counted(letter: str, count: int) -> str:
    return "" if not count else letter if count == 1 else f"{count}{letter}"


def _missing(placed: Sequence[Entry]) -> Iterator[str]:
    """A line an authority; where a plan for several years covers them, the years are told apart."""
    lacking: dict[str, list[int]] = {}
    for entry in placed:
        if entry.state is Holding.MISSING and entry.authority and entry.year is not None:
            lacking.setdefault(entry.authority, []).append(entry.year)
    covered = {(entry.authority, entry.year) for entry in placed if entry.several_years}
    for key, years in lacking.items():
        bare = [year for year in years if (key, year) not in covered]
        rest = [year for year in years if (key, year) in covered]
        pieces = [spans(bare)] * bool(bare) + [f"only a plan for several years: {spans(rest)}"] * bool(rest)
        yield f"{key}: {'; '.join(pieces)}"


def _doubtful(placed: Iterable[Entry]) -> Iterator[str]:
    """Each plan once that is unreadable or to be reviewed, and each whose place is guessed."""
    seen: dict[tuple[int, int | None], tuple[Entry, list[int]]] = {}
    for entry in placed:
        doubtful = entry.guessed or entry.state in (Holding.NEEDS_REVIEW, Holding.UNREADABLE)
        if doubtful and entry.plan and entry.year is not None:
            seen.setdefault((entry.plan.document_id, entry.plan.part), (entry, []))[1].append(entry.year)
    for entry, years in seen.values():
        yield f"{entry.authority} {spans(years)}{_guess(entry)}: {_described(entry)}"


def _guess(entry: Entry) -> str:
    return f" (placed by its {entry.placed_by.replace('_', ' ')})" if entry.guessed and entry.placed_by else ""


def _unplaced(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        if not entry.placed and entry.state is not Holding.NO_PLAN:
            known = [entry.authority or "", "" if entry.year is None else label(entry.year)]
            note = f" (perhaps {' '.join(filter(None, known))})" if any(known) else ""
            yield f"{_described(entry)}{note}"


def _no_plans(entries: Iterable[Entry]) -> Iterator[str]:
    """Documents of other kinds, each once."""
    found = (_described(entry) for entry in entries if entry.state is Holding.NO_PLAN)
    yield from dict.fromkeys(found)


def _described(entry: Entry) -> str:
    """A plan's file, its number, state and why."""
    plan = entry.plan
    if plan is None:
        return entry.state.value
    state = plan.kind.value if entry.state is Holding.NO_PLAN else entry.state.value
    number = str(plan.document_id) if plan.part is None else f"{plan.document_id}, part {plan.part}"
    reason = f", {one_line(plan.reason)}" if plan.reason else ""
    return f"{one_line(plan.file_name)} [{number}] {state.replace('_', ' ')}{reason}"


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """A text in lines of at most ``width`` letters, from the second on further in."""
    return textwrap.wrap(text, max(width, 20), initial_indent=indent, subsequent_indent=indent * 2)
