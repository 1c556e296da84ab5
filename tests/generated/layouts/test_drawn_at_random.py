"""Styles put together at random: whatever the columns, their order and headings, rules, bands and pages."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

pytest.importorskip("reportlab", reason="needs reportlab, which draws the pages")

from cjaplans.extract.document import extract
from cjaplans.normalise.plan import normalise
from tests.generated.layouts.compare import Score, compare, records_of
from tests.generated.layouts.style import Bands, Column, Form, Pages, Rules, Style, columns
from tests.generated.layouts.write import draw

HEADINGS = {
    "ref": ("Ref", "No.", "Action No"),
    "action": ("Action", "What we will do", "Key activity", "Actions required"),
    "detail": ("Tasks", "Milestones", "How we will do it", "Key steps"),
    "responsible": ("Lead", "Who", "Responsible officer", "By whom", "Lead agency"),
    "timescale": ("Timescale", "When", "By when", "Target date", "Deadline"),
    "status": ("Status", "RAG status", "Current status"),
    "progress": ("Progress", "Update", "Commentary", "Progress to date"),
    "target": ("Measure of success", "Target", "Expected outcome"),
    "resources": ("Resources", "Budget", "Cost"),
    "monitoring": ("Monitoring", "Reporting"),
    "outcomes_raw": ("National outcomes", "Link to outcomes"),
}
#: The same drawings each time; a failing one is shown as it is, since a smaller one takes minutes to find.
QUICKLY = settings(
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
TELLING = ("responsible", "timescale")
#: Drawings of these are read by rules alone.
RULED = (Rules.FULL, Rules.GREY, Rules.DASHED, Rules.BARS)
ACROSS = (Bands.HEADING, Bands.ACROSS, Bands.SHADED, Bands.TWO_LEVELS, Bands.CODED, Bands.ABOVE_HEADER, Bands.SPANNING)
SHAPES = (Form.EACH, Form.TITLED, Form.FOUR, Form.LONG)


@st.composite
def chosen_columns(draw_value: st.DrawFn, fewest: int) -> tuple[Column, ...]:
    """The action, who and when, and others, in any order under any of their headings; a number stands first."""
    others = [name for name in HEADINGS if name not in ("ref", "action", *TELLING)]
    more = draw_value(st.lists(st.sampled_from(others), min_size=fewest, max_size=4, unique=True))
    order = draw_value(st.permutations(["action", *TELLING, *more]))
    named = ["ref", *order] if draw_value(st.booleans()) else list(order)
    return columns(*(f"{name}={draw_value(st.sampled_from(HEADINGS[name]))}" for name in named))


@st.composite
def styles(draw_value: st.DrawFn) -> Style:
    """A table of three to eight columns."""
    bands = draw_value(st.sampled_from(ACROSS))
    held = draw_value(chosen_columns(0))
    return Style(
        columns=(Column("theme", "Priority"), *held) if bands is Bands.SPANNING else held,
        rules=draw_value(st.sampled_from(RULED)),
        bands=bands,
        pages=draw_value(st.sampled_from(tuple(Pages))),
        header_again=draw_value(st.booleans()),
        splits=draw_value(st.booleans()),
        bold_header=draw_value(st.booleans()),
        capitals=draw_value(st.booleans()),
        size=draw_value(st.sampled_from((7.0, 8.0, 9.5))),
        padding=draw_value(st.sampled_from((3.0, 5.0, 7.0))),
        themes=draw_value(st.integers(1, 5)),
        most=draw_value(st.integers(2, 6)),
    )


def read(style: Style, seed: int) -> Score:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.pdf"
        want = draw(path, style, seed)
        found = compare(want, records_of(normalise(extract(path))))
    note(f"{style}\n{found}")
    return found


def check(found: Score) -> None:
    assert (found.recall, found.precision) == (1.0, 1.0)
    assert found.exact >= 0.95


@settings(QUICKLY, max_examples=40)
@given(styles(), st.integers(0, 1000))
def test_tables(style: Style, seed: int) -> None:
    check(read(style, seed))


@st.composite
def forms(draw_value: st.DrawFn) -> Style:
    """Forms of five to eight labels."""
    form = draw_value(st.sampled_from(SHAPES))
    bands = draw_value(st.sampled_from((Bands.HEADING, Bands.NONE)))
    held = draw_value(chosen_columns(2))
    return Style(
        columns=held,
        form=form,
        bands=bands,
        pages=draw_value(st.sampled_from((Pages.PORTRAIT, Pages.LANDSCAPE))),
        splits=draw_value(st.booleans()),
        size=draw_value(st.sampled_from((8.0, 9.5))),
        themes=draw_value(st.integers(1, 3)),
        most=draw_value(st.integers(2, 5)),
    )


@settings(QUICKLY, max_examples=25)
@given(forms(), st.integers(0, 1000))
def test_forms(style: Style, seed: int) -> None:
    check(read(style, seed))
