"""Two readings of one table, and how far one bears out the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjaplans.extract.agreement import ALIKE, ALONE, MOVED, ReadCell, agreement


def _read(rows: list[list[str]]) -> list[ReadCell]:
    return [ReadCell(r, c, 1, 1, text) for r, row in enumerate(rows) for c, text in enumerate(row)]


ROWS = [["Action", "Lead", "When"], ["Open a mill", "Morag", "May"], ["Train carters", "Isla", "June"]]
GRIDS = st.lists(
    st.lists(st.sampled_from(["", "mill", "cart", "Morag", "May 2010"]), min_size=3, max_size=3), max_size=5
)


@given(GRIDS)
def test_a_reading_agrees_with_itself(rows: list[list[str]]) -> None:
    found = agreement(_read(rows), _read(rows))
    assert (found.table, found.differing) == (1.0, 0)
    assert set(found.cells.values()) <= {1.0}


@given(GRIDS, GRIDS)
def test_confidence_is_between_nothing_and_all(own: list[list[str]], other: list[list[str]]) -> None:
    found = agreement(_read(own), _read(other))
    assert 0 < found.table <= 1
    assert all(ALONE <= value <= 1 for value in found.cells.values())
    assert found.cells.keys() == {(c.row, c.column) for c in _read(own) if c.text}
    assert (found.differing == 0) == (found.table == 1)


def test_spaces_and_the_width_of_letters_make_no_difference() -> None:
    other = [["ACTION", " Lead", "When"], ["Open a\nmill", "Mo rag", "May"], ["Train\u00adcarters", "Isla", "Ｊune"]]
    assert agreement(_read(ROWS), _read(other)).differing == 0


def test_a_span_and_a_cell_with_empty_ones_beside_it_say_the_same() -> None:
    span = [ReadCell(0, 0, 2, 1, "Homes"), ReadCell(0, 1, 1, 1, "Build"), ReadCell(1, 1, 1, 1, "Let")]
    assert agreement(span, _read([["Homes", "Build"], ["", "Let"]])).differing == 0


def test_one_other_text_makes_its_cell_unsure_and_its_neighbours_less_sure() -> None:
    other = [ROWS[0], ["Open a mall", "Morag", "May"], ROWS[2]]
    found = agreement(_read(ROWS), _read(other))
    assert ALONE < found.cells[1, 0] < ALIKE
    assert found.cells[0, 0] == MOVED
    assert found.cells[2, 2] == found.cells[1, 1] == 1.0
    assert found.differing == 2


def test_rows_read_as_one_bear_out_no_cell_of_them() -> None:
    joined = [ROWS[0], [f"{a} {b}" for a, b in zip(ROWS[1], ROWS[2], strict=True)]]
    found = agreement(_read(ROWS), _read(joined))
    assert all(found.cells[r, c] < MOVED for r in (1, 2) for c in range(3))


def test_what_only_the_other_reading_has_is_a_difference() -> None:
    found = agreement(_read(ROWS[:2]), _read(ROWS))
    assert found.differing == 6
    assert found.table < 1


def test_an_empty_table_is_borne_out() -> None:
    assert agreement(_read([["", ""]]), []).table == pytest.approx(1.0)
