"""What a drawn plan must yield: its records in the terms of the common schema."""

from __future__ import annotations

from collections.abc import Sequence

from tests.generated.layouts.records import FIELDS, Record, Theme
from tests.generated.layouts.style import Bands, Column, Form, Style

#: What the titles of forms say.
TITLES: dict[Form | None, set[str]] = {Form.TITLED: {"ref"}, Form.HEADED: {"ref"}, Form.CARD: {"ref", "action"}}


def expected(style: Style, plan: Sequence[Theme]) -> list[dict[str, str]]:
    """The records of a plan in order, "" for each field the drawing does not print."""
    return [_record(style, theme, record) for theme in plan for record in theme.records]


def _record(style: Style, theme: Theme, record: Record) -> dict[str, str]:
    shown = {c.field for c in style.columns} | TITLES.get(style.form, set())
    found = {name: record.get(name, "") if name in shown else "" for name in FIELDS}
    found |= {"theme": _theme(style, theme), "objective": ""}
    if style.bands is Bands.TWO_LEVELS:
        found["objective"] = theme.objective
    for name in shown:
        found[name] = _several(found[name], [c for c in style.columns if c.field == name])
    return found


def _theme(style: Style, theme: Theme) -> str:
    if style.form is None and style.bands in (Bands.COLUMN, Bands.SPANNING, Bands.UPENDED, Bands.NUMBERED):
        return theme.title
    return "" if style.bands is Bands.NONE else theme.heading


def _several(text: str, columns: Sequence[Column]) -> str:
    """The text of a field that several columns share, joined in their order."""
    if len(columns) < 2:
        return text
    parts = text.split(". ")
    dealt = [". ".join(parts[n :: len(columns)]) for n in range(len(columns))]
    return "\n".join(d + ("." if not d.endswith(".") and "." in text else "") for d in dealt if d)
