"""Rows that head the rows below them, and rows that are neither that nor actions."""

from __future__ import annotations

import pytest

from cjaplans.normalise.context import Context
from cjaplans.normalise.fields import Field
from cjaplans.normalise.layout import understand
from cjaplans.normalise.rows import Draft, RowReader
from tests.normalise.drawing import Rows, grid

HEADER = ["Ref", "Action", "Lead", "Timescale"]
FIRST, SECOND = ["1.1", "Open a shop", "Morag", "May"], ["2.1", "Hire a van", "Kelpie", "June"]


def reader(rows: Rows) -> RowReader:
    table = grid(rows)
    return RowReader(table, understand(table, "", 1), Context())


def themes(drafts: list[Draft]) -> list[tuple[str | None, str | None]]:
    return [(d.texts.get(Field.ACTION), d.texts.get(Field.THEME)) for d in drafts]


@pytest.mark.parametrize(
    ("band", "theme"),
    [
        (["Priority 1: Homes", "<", "<", "<"], "Priority 1: Homes"),
        (["Priority 1: Homes", "<", "<", ""], "Priority 1: Homes"),
        (["", "Priority 1: Homes", "<", "<"], "Priority 1: Homes"),
        (["Priority 1: Homes", "", "", ""], "Priority 1: Homes"),
        (["", "Theme A – Homes", "", ""], "Theme A – Homes"),
        (["Homes", "", "", ""], "Homes"),
        (["", "**Homes", "", ""], "Homes"),
        (["3.", "Homes", "<", "<"], "Homes"),
        (["3.1", "Homes", "<", "<"], "3.1 Homes"),
        (["3", "Homes (continued)", "<", "<"], "Homes"),
        (["Strategic outcome 2", "Homes", "<", "<"], "Strategic outcome 2 Homes"),
        (["Priority 2:", "Homes", "", ""], "Priority 2: Homes"),
    ],
)
def test_a_band_heads_the_rows_below_it(band: list[str], theme: str) -> None:
    drafts = reader([HEADER, FIRST, band, SECOND]).read()
    assert themes(drafts)[0] == ("Open a shop", None)
    assert [action for action, _ in themes(drafts)] == ["Open a shop", "Hire a van"]
    assert themes(drafts)[1][1] == theme


def test_a_number_and_a_title_head_the_rows_that_are_numbered_on_from_them() -> None:
    rows = [HEADER, ["1", "Homes", "", ""], FIRST, ["2", "Work", "", ""], SECOND]
    assert themes(reader(rows).read()) == [("Open a shop", "Homes"), ("Hire a van", "Work")]


@pytest.mark.parametrize(
    "row",
    [
        ["3", "Open the last shop", "", ""],
        ["", "Open the last shop", "", ""],
        ["3", "Open the last shop", "Morag", ""],
        ["3", "Open the last shop, and hire a van for it", "<", "Morag"],
    ],
)
def test_an_action_that_names_little_more_is_an_action(row: list[str]) -> None:
    assert len(reader([HEADER, FIRST, row, SECOND]).read()) == 3


def test_bold_tells_no_band_where_every_action_is_bold() -> None:
    rows = [["Action", "Lead", "When"], ["**Open", "A", "May"], ["**Hire", "", ""], ["**Train", "B", "June"]]
    assert len(reader(rows).read()) == 3
    rows[1][0], rows[3][0] = "Open", "Train"
    assert themes(reader(rows).read()) == [("Open", None), ("Train", "Hire")]


def test_a_sentence_below_a_band_is_the_objective() -> None:
    aim = "Every person who leaves custody has a home and a name to call."
    rows = [HEADER, ["Priority 1: Homes", "<", "<", "<"], [aim, "<", "<", "<"], FIRST]
    (draft,) = reader(rows).read()
    assert (draft.texts[Field.THEME], draft.texts[Field.OBJECTIVE]) == ("Priority 1: Homes", aim)


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (["Note: figures are those of last year", "<", "<", "<"], "a note"),
        (["* Joint action with the council", "<", "<", "<"], "a note"),
        (["Total", "", "", "£12,000"], "a total"),
        (["", "Total cost", "", "£12,000"], "a total"),
        (["4", "", "", ""], "a bare number"),
    ],
)
def test_what_is_no_action_is_passed_over_and_said(row: list[str], kind: str) -> None:
    own = reader([HEADER, ["Priority 1: Homes", "<", "<", "<"], FIRST, row, SECOND])
    assert themes(own.read()) == [("Open a shop", "Priority 1: Homes"), ("Hire a van", "Priority 1: Homes")]
    assert [(f.code, kind in f.message) for f in own.findings] == [("row_passed_over", True)]


def test_a_title_that_names_the_plan_is_no_theme() -> None:
    rows = [["Action Plan 2012-13", "<", "<", "<"], ["Homes", "<", "<", "<"], HEADER, FIRST]
    assert themes(reader(rows).read()) == [("Open a shop", "Homes")]
    assert themes(reader([rows[0], HEADER, FIRST]).read()) == [("Open a shop", None)]


def test_empty_rows_are_nothing() -> None:
    own = reader([HEADER, ["", "", "", ""], FIRST, ["", "", "", ""]])
    assert (len(own.read()), own.findings) == (1, [])


def test_a_band_over_two_columns() -> None:
    rows = [["Action", "Lead"], ["Homes", "<"], ["Open", "Morag"], ["Hire", "Kelpie"]]
    assert themes(reader(rows).read()) == [("Open", "Homes"), ("Hire", "Homes")]
