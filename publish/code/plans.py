"""The plans that worked cases were taken from: what each says of a text, found in its rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from cjaplans.extract.document import extract
from cjaplans.extract.model import ExtractedDocument
from cjaplans.normalise.arrangement import arrange
from cjaplans.normalise.coded import ValueContext
from cjaplans.normalise.fields import Field
from cjaplans.normalise.labellines import label_lines
from cjaplans.normalise.layout import understand
from cjaplans.normalise.model import Action, Plan, Role
from cjaplans.normalise.periods import area_plan_at
from cjaplans.normalise.plan import normalise
from cjaplans.publish.code.setting import Setting

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class KnownPlan:
    """A plan that was read, and what it says of all its texts."""

    plan: Plan
    setting: Setting


@dataclass(frozen=True, slots=True)
class Hit:
    """A field that holds a text; ``whole`` if it holds nothing else."""

    action: Action
    field: Field
    whole: bool


@lru_cache(maxsize=64)
def known_plan(path: Path) -> KnownPlan | None:
    """The plan in a file, read once a run; None where there is no such file or it cannot be read."""
    if not path.is_file():
        return None
    try:
        document = extract(path)
        plan = normalise(document)
        return KnownPlan(plan, _setting(plan, _headings(document)))
    except Exception:  # the cases are then read by what they themselves say
        return None


def _setting(plan: Plan, headings: dict[str, Field]) -> Setting:
    start, end = plan.period_start, plan.period_end
    values = ValueContext(
        authority=plan.authority,
        period=(start, end) if start and end else None,
        area_plan=area_plan_at(start) if start else None,
        scheme=plan.scheme,
        glossary=tuple((term.term, term.meaning) for term in plan.glossary),
    )
    return Setting(values, kind=plan.kind, headings=headings, columns=frozenset(headings.values()))


def _headings(document: ExtractedDocument) -> dict[str, Field]:
    """The field of every heading of the document's tables of actions."""
    layouts = [layout for layout in arrange(document).layouts if layout.role is Role.ACTIONS]
    lines = () if layouts else label_lines(document).tables
    layouts += [understand(grid, context.heading) for grid, context in lines]
    return {
        layout.header[c]: Field(name) for layout in layouts for c, name in layout.columns.items() if layout.header[c]
    }


def place_in(known: KnownPlan, text: str, context: str, fields: Sequence[Field] = ()) -> Setting:
    """The plan's setting, with all that the rows holding ``text`` agree on.

    Rows whose number or place ``context`` names are preferred, then ``fields``, then whole fields.
    """
    hits = _preferred(list(_hits(known.plan.actions, text)), context, fields)
    rows = [hit.action for hit in hits]
    place = _agreed(row.printed.get(Field.PLACE) for row in rows)
    return replace(
        known.setting,
        values=replace(known.setting.values, place=place),
        field=_agreed(hit.field for hit in hits),
        ref=_agreed(row.printed.get(Field.REF) for row in rows),
        status=_agreed(row.printed.get(Field.STATUS) for row in rows),
        label=_agreed(_label(hit, text) for hit in hits) or "",
        titled=_agreed(_titled_above(known.plan.actions, row) for row in rows),
    )


def _hits(actions: Iterable[Action], text: str) -> Iterator[Hit]:
    """Where a text stands: in one field, or, cell by cell, in the fields of one row."""
    cells = [wanted for cell in text.split("\t") if (wanted := _folded(cell))]
    longest = max(cells, key=len, default="")
    for action in actions:
        printed = {field: _folded(value) for field, value in action.printed.items()}
        if not longest or not all(any(_holds(value, cell) for value in printed.values()) for cell in cells):
            continue
        for field, value in printed.items():
            if _holds(value, longest):
                yield Hit(action, field, value == longest)


def _preferred(hits: list[Hit], context: str, fields: Sequence[Field]) -> list[Hit]:
    named = _words(context)
    hits = [hit for hit in hits if _words(hit.action.printed.get(Field.REF, "")) & named] or hits
    hits = [hit for hit in hits if _is_named(hit.action.printed.get(Field.PLACE), context)] or hits
    hits = [hit for hit in hits if hit.field in fields] or hits
    return [hit for hit in hits if hit.whole] or hits


def _is_named(place: str | None, context: str) -> bool:
    return bool(place) and _folded(place or "") in _folded(context)


def _words(text: str) -> set[str]:
    """Numbers of rows and words, without the stops behind them."""
    return {word.strip(".,:;()") for word in text.casefold().split()} - {""}


def _agreed(values: Iterable[T | None]) -> T | None:
    """The one value that all rows have; None where they differ."""
    found = set(values)
    return found.pop() if len(found) == 1 else None


def _label(hit: Hit, text: str) -> str:
    """What stands before the first colon of a field that goes on to hold ``text``."""
    label, colon, rest = hit.action.printed[hit.field].partition(":")
    return label if colon and _holds(_folded(rest), _folded(text)) else ""


def _titled_above(actions: Sequence[Action], row: Action) -> str | None:
    """The number of the nearest row above that prints an action, where the row itself prints none."""
    if Field.ACTION in row.printed:
        return None
    above = [a for a in actions if a.seq < row.seq and Field.ACTION in a.printed]
    return above[-1].printed.get(Field.REF) if above else None


def _folded(text: str) -> str:
    """A text for comparison: without marks of emphasis, and without the stops and brackets around it."""
    plain = re.sub(r"[*#|]", " ", text).casefold().replace("–", "-").replace("’", "'")
    return " ".join(plain.split()).strip("().:; ")


def _holds(value: str, wanted: str) -> bool:
    """Whether a field holds a text, not in the middle of a word or number."""
    return bool(re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", value))
