"""A table put into the text of a layout: nothing else of what people wrote changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjaplans.normalise.model import Role
from cjaplans.normalise.user_layouts import IGNORE, TableLayout, UserLayout
from cjaplans.normalise.user_layouts.checking import read_layout
from cjaplans.normalise.user_layouts.editing import new_layout, place_of, with_table, with_table_put
from cjaplans.normalise.written import Unwritable

HEADER = ("No.", "Work", "Who: leads")
TABLE = TableLayout(Role.ACTIONS, HEADER, 3, {0: "ref", 1: "action_text", 2: "responsible"})
WRITTEN = """\
# mine
name: fife   # a name
files: "fife-*.pdf"
tables:
    - header:            # as printed
        - "Work"
        - "Day"
      # the day is when
      columns: {1: action_text, 2: timescale}

    # the second
    - role: other
      header: ["Item", "Page"]
# the end
"""


def layout(text: str) -> UserLayout:
    found, mistakes = read_layout(text)
    assert found is not None, mistakes
    return found


def put(text: str, table: TableLayout) -> tuple[str, UserLayout]:
    before = layout(text)
    changed = with_table(text, before, table)
    assert layout(changed) == with_table_put(before, table)
    return changed, before


def test_a_new_layout_takes_its_first_table() -> None:
    text = new_layout("fife", "fife.pdf")
    changed, _ = put(text, TABLE)
    assert layout(changed) == UserLayout("fife", (TABLE,), ("fife.pdf",))
    assert changed.startswith(text)


def test_a_table_with_another_header_comes_behind_the_others() -> None:
    changed, before = put(WRITTEN, TABLE)
    assert layout(changed).tables == (*before.tables, TABLE)
    assert changed.startswith(WRITTEN.removesuffix("# the end\n")) and changed.endswith("# the end\n")


def test_a_table_with_this_header_is_exchanged_and_remarks_stay() -> None:
    table = TableLayout(Role.ACTIONS, ("WORK", "Day"), 2, {0: "action_text", 1: IGNORE})
    changed, before = put(WRITTEN, table)
    assert place_of(before, table) == 0
    assert layout(changed).tables == (table, before.tables[1])
    assert "# the day is when\n" in changed and "# the second\n" in changed and changed.count("- role") == 2


def test_a_table_without_header_is_known_by_its_width() -> None:
    table = TableLayout(Role.ACTIONS, (), 4, {1: "action_text"})
    once, _ = put(new_layout("fife", "fife.pdf"), table)
    again, _ = put(once, TableLayout(Role.ACTIONS, (), 4, {2: "action_text"}))
    assert len(layout(again).tables) == 1 and layout(again).tables[0].columns == {2: "action_text"}


def test_line_ends_stay_those_of_the_file() -> None:
    changed, _ = put(WRITTEN.replace("\n", "\r\n").removesuffix("\r\n"), TABLE)
    assert changed.count("\n") == changed.count("\r\n")


@pytest.mark.parametrize("text", ["{name: a, tables: []}", "name: a\ntables: []\n"])
def test_a_file_that_is_not_laid_out_in_lines_is_left_alone(text: str) -> None:
    with pytest.raises(Unwritable):
        with_table(text, layout(text), TABLE)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12), min_size=2, max_size=4))
def test_any_heading_is_only_a_heading(headings: list[str]) -> None:
    header = tuple(" ".join(text.split()) for text in ["Work", *headings])
    table = TableLayout(Role.ACTIONS, header, len(header), {0: "action_text", 1: IGNORE})
    text = new_layout("fife", "fife.pdf")
    found, mistakes = read_layout(with_table(text, layout(text), table))
    assert found == UserLayout("fife", (table,), ("fife.pdf",)) or "character that YAML" in mistakes[0].what
