"""Sub-items that stand level with each other inside one ruled row."""

from __future__ import annotations

from collections.abc import Mapping

from cjaplans.normalise.fields import Field
from cjaplans.normalise.grid import GridCell
from cjaplans.normalise.model import Step
from cjaplans.normalise.steps import find_steps
from tests.normalise.drawing import grid

FIELDS = (Field.DETAIL, Field.RESPONSIBLE, Field.TIMESCALE)


def steps(*texts: str, fields: tuple[Field, ...] = FIELDS, prefix: str = "") -> tuple[Step, ...]:
    """The steps of a row of cells, each with its field; empty lines take the room of a line.

    ``prefix`` is what was taken from the front of the first cell, as a number is.
    """
    cells: Mapping[Field, list[GridCell]] = {f: [c] for f, c in zip(fields, grid([texts]).row(0), strict=True)}
    printed = {f: held[0].text for f, held in cells.items()}
    printed[fields[0]] = printed[fields[0]].removeprefix(prefix)
    return find_steps(cells, printed)


def test_level_items_are_steps() -> None:
    assert steps("Buy tools\n\nFind a room", "Morag\n\nKelpie", "May\n\nJune") == (
        Step(1, {Field.ACTION: "Buy tools", Field.RESPONSIBLE: "Morag", Field.TIMESCALE: "May"}),
        Step(2, {Field.ACTION: "Find a room", Field.RESPONSIBLE: "Kelpie", Field.TIMESCALE: "June"}),
    )


def test_a_step_may_lack_what_others_have() -> None:
    found = steps("Buy tools\n\nFind a room\n\nOpen", "Morag\n\n\n\nKelpie", "May\n\nJune\n\nJuly")
    assert [s.printed.get(Field.RESPONSIBLE) for s in found] == ["Morag", None, "Kelpie"]
    assert [s.seq for s in found] == [1, 2, 3]


def test_a_step_may_have_items_of_its_own() -> None:
    found = steps("Buy tools\nnew ones\n\nFind a room", "Morag\n\n\nKelpie", "May\n\n\nJune")
    assert [s.printed[Field.ACTION] for s in found] == ["Buy tools\nnew ones", "Find a room"]


def test_a_value_of_the_whole_row_belongs_to_its_first_step() -> None:
    found = steps("Buy tools\n\nFind a room", "Morag", "May\n\nJune")
    assert [s.printed.get(Field.RESPONSIBLE) for s in found] == ["Morag", None]


def test_a_number_before_the_first_item_is_not_in_it() -> None:
    found = steps(
        "1. Buy tools\n\nFind a room", "Morag\n\nKelpie", fields=(Field.ACTION, Field.RESPONSIBLE), prefix="1. "
    )
    assert [s.printed[Field.ACTION] for s in found] == ["Buy tools", "Find a room"]


def test_a_list_beside_dates_set_tight_gives_none() -> None:
    assert steps("Buy tools\nand paint\n\nFind a room\nby the river\n\nOpen", "Morag", "May\nJune\nJuly") == ()


def test_a_list_beside_one_date_gives_none() -> None:
    assert steps("Buy tools\n\nFind a room", "Morag", "May") == ()


def test_level_texts_without_leads_dates_or_status_give_none() -> None:
    fields = (Field.DETAIL, Field.TARGET, Field.RESOURCES)
    assert steps("Buy tools\n\nFind a room", "Ten tools\n\nA room", "£10\n\n£20", fields=fields) == ()


def test_a_column_that_starts_off_the_level_gives_none() -> None:
    assert steps("Buy tools\n\nFind a room", "Morag\n\nKelpie", "\nMay\n\nJune") == ()


def test_a_single_item_gives_none() -> None:
    assert steps("Buy tools", "Morag\n\nKelpie", "May\n\nJune") == ()


def test_no_cells_give_none() -> None:
    assert find_steps({}, {}) == ()
