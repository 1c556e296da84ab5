"""Draws a plan in a style and says what must be read from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from reportlab.lib import colors
from reportlab.platypus import Flowable, PageBreak, Spacer, Table

from tests.generated.layouts.expect import expected
from tests.generated.layouts.forms import plan_forms
from tests.generated.layouts.pack import in_a_pack
from tests.generated.layouts.records import Record, Theme, make_plan
from tests.generated.layouts.sheets import inner_width, save
from tests.generated.layouts.style import Style
from tests.generated.layouts.tables import plan_tables
from tests.generated.layouts.text import heading, paragraph, prose

INTRODUCTION = (
    (
        "This plan says what the partners will do in the year ahead. It follows the area plan and was agreed after "
        "three events with staff, people who use the services, and those who live beside them."
    ),
    "Progress is reported to the Board each quarter. What cannot be done is said, with the reason for it.",
)


def draw(path: Path, style: Style, seed: int = 0) -> list[Record]:
    """Draws a plan to a file; gives the records that must be read from it, in order."""
    random = Random(seed)
    plans = [
        make_plan(random, themes=style.themes, most=style.most, statuses=style.statuses) for _ in range(1 + style.twice)
    ]
    story: list[Flowable] = []
    for number, plan in enumerate(plans):
        title = style.title if not number else replace(style, period="2013-14").title
        story += [PageBreak()] if number else []
        story += [*heading(style, title, 1), *prose(style, *INTRODUCTION), *body(style, plan)]
    save(path, style, in_a_pack(style, story) if style.packed else story)
    return [record for plan in plans for record in expected(style, plan)]


def body(style: Style, plan: Sequence[Theme]) -> list[Flowable]:
    """A plan's tables or forms."""
    if style.form:
        return plan_forms(style, plan)
    if style.nested:
        return [_framed(style, plan)]
    if style.beside:
        return [_side_by_side(style, plan)]
    drawn = plan_tables(style, plan)
    if style.footnotes:
        drawn += [Spacer(1, 8), paragraph(style, "1 Figures are those of the quarter before.", size=6.5)]
    return drawn


def _framed(style: Style, plan: Sequence[Theme]) -> Table:
    """The plan's tables inside one cell of an outer table."""
    inner = _narrower(style, 12)
    return Table(
        [[plan_tables(inner, plan)]],
        colWidths=[inner_width(style)],
        style=[("BOX", (0, 0), (-1, -1), 1, colors.black)],
    )


def _side_by_side(style: Style, plan: Sequence[Theme]) -> Table:
    """Themes beside each other, two in a row."""
    half = _narrower(style, inner_width(style) / 2 + 8)
    tables = [plan_tables(half, [theme]) for theme in plan]
    tables += [[]] * (len(tables) % 2)
    rows = [tables[n : n + 2] for n in range(0, len(tables), 2)]
    return Table(rows, colWidths=[inner_width(style) / 2] * 2, style=[("VALIGN", (0, 0), (-1, -1), "TOP")])


def _narrower(style: Style, less: float) -> Style:
    return replace(style, less=less)
