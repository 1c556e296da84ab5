"""Tables for terminals: all that is said is there, and no line is wider than the screen."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from cjaplans.publish.found import Found
from cjaplans.publish.grid import LOOKED_AT, drawn, wrapped
from cjaplans.publish.render import Format, print_rows
from cjaplans.publish.safe import printable
from cjaplans.publish.show import READ, _print

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Mn", "Me", "Zl", "Zp")), max_size=60
)


def test_a_table_is_drawn() -> None:
    lines = "".join(drawn(("ref", "action text"), [["1", "open the mill"], ["2", ""]], 40))
    assert lines == (
        "┏━━━━━┳━━━━━━━━━━━━━━━┓\n"
        "┃ ref ┃ action text   ┃\n"
        "┡━━━━━╇━━━━━━━━━━━━━━━┩\n"
        "│ 1   │ open the mill │\n"
        "│ 2   │               │\n"
        "└─────┴───────────────┘\n"
    )


def test_rows_of_several_lines_have_rules_between_them() -> None:
    lines = list(drawn(("a",), [["x\ny"], ["z"]], 40))
    assert [line for line in lines if line.startswith("├")] == ["├───┤\n"]


def test_the_widest_columns_give_way() -> None:
    lines = list(drawn(("ref", "text", "more"), [["12.3", "word " * 30, "word " * 40]], 50))
    assert {len(line) for line in lines} == {51}
    assert "│ 12.3 │ word" in lines[3]


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=5), st.integers(30, 120))
def test_lines_are_alike_and_no_wider_than_the_screen(rows: list[tuple[str, str, str]], width: int) -> None:
    lines = list(drawn(("one", "two", "three"), [[printable(text) for text in row] for row in rows], width))
    assert len({cell_len(line[:-1]) for line in lines}) == 1
    assert cell_len(lines[0][:-1]) <= width
    assert all(line.endswith("\n") and "\n" not in line[:-1] for line in lines)


@given(WORDS, st.integers(2, 30))
def test_wrapping_loses_nothing_but_blanks(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.expandtabs().replace(" ", "").replace("\n", "")


def test_the_first_rows_are_written_before_the_last_are_read() -> None:
    read = 0

    def rows() -> Iterator[list[str]]:
        nonlocal read
        for read in range(LOOKED_AT * 3):
            yield [str(read)]

    lines = drawn(("n",), rows(), 40)
    for _ in range(4):
        next(lines)
    assert read < LOOKED_AT + 1
    assert sum(1 for _ in lines) == LOOKED_AT * 3


@pytest.mark.parametrize("form", Format)
def test_rows_may_come_one_by_one(form: Format) -> None:
    rows = [{"n": number, "text": "x"} for number in range(3)]
    said = []
    for given_rows in (rows, iter(rows)):
        console = Console(file=io.StringIO(), width=80)
        print_rows(given_rows, console, form, ("n", "text"))
        said.append(console.file.getvalue())  # type: ignore[attr-defined]
    assert said[0] == said[1]
    assert all(str(number) in said[0] for number in range(3))


def shown(total: int, *, terminal: bool, form: str | None = None, limit: int | None = None) -> str:
    console = Console(file=io.StringIO(), width=80, force_terminal=terminal, color_system=None)
    rows = [{"n": f"row{number}"} for number in range(limit or total)]
    _print(Found(total, rows), console, form, ("n",), ("n",), limit)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_a_terminal_shows_the_first_of_many_and_says_how_many_there_are() -> None:
    said = shown(1234, terminal=True)
    assert said.count("row") == READ
    assert said.endswith("The first 100 of 1,234; filters find fewer, --csv and --json have all.\n")


def test_all_rows_are_shown_where_they_are_few_asked_for_or_for_a_program() -> None:
    assert shown(READ, terminal=True).count("row") == READ
    assert shown(1234, terminal=True, limit=500).count("row") == 500
    assert shown(1234, terminal=False).count("row") == 1234
    assert shown(1234, terminal=True, form="csv").count("row") == 1234
