"""The SQL of the comparisons: the same conditions in all, and a text that a SQLite shell and Datasette both run."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import fields
from importlib.resources import files
from pathlib import Path

import pytest
from sqlalchemy import Engine

from cjaplans.publish.compare.model import KINDS, Name
from cjaplans.publish.compare.query import INCLUDED, found, sql_of, written_in
from cjaplans.publish.compare.selection import Selection

FILES = sorted(path.name.removesuffix(".sql") for path in files("cjaplans.publish.compare").joinpath("sql").iterdir())
#: Of schemes, documents and findings, not of actions.
WITHOUT = {"selected", "schemes", "coverage", "debt"}
CONDITIONS = {each.name for each in fields(Selection)}


def parameters(sql: str) -> set[str]:
    return set(re.findall(r"(?<![:\w]):([a-z_]+)", sql))


def test_every_comparison_has_its_file() -> None:
    assert set(FILES) >= {str(name) for name in KINDS}


def test_the_conditions_are_those_of_a_selection() -> None:
    assert parameters(sql_of("selected")) == CONDITIONS


@pytest.mark.parametrize("name", [name for name in FILES if name not in WITHOUT])
def test_every_query_selects_by_the_one_text_of_the_conditions(name: str) -> None:
    text = files("cjaplans.publish.compare").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
    assert text.count(f"WITH selected AS (\n{INCLUDED})") == 1
    assert text.startswith("-- ")
    assert " ".join(sql_of("selected").split()) in " ".join(sql_of(name).split())
    assert not re.search(r"\bFROM action\b", text), "by selected alone"


@pytest.mark.parametrize("name", KINDS)
def test_the_text_that_is_shown_runs_in_a_shell_and_gives_the_same_rows(
    varied: Engine, varied_path: Path, name: Name
) -> None:
    selection = Selection(period="2010-11", organisation="Sacro", place="none")
    for each in (Selection(), selection, Selection(place="it's; --")):
        text = written_in(name, each)
        assert not parameters(re.sub(r"'[^']*'", "", text))
        with sqlite3.connect(varied_path) as connection:
            rows = connection.execute(text).fetchall()
            assert rows == connection.execute(sql_of(name), each.parameters()).fetchall()
            assert len(rows) == len(found(varied, name, each))


@pytest.mark.parametrize("name", KINDS)
def test_an_empty_field_of_a_form_is_no_condition(varied_path: Path, name: Name) -> None:
    with sqlite3.connect(varied_path) as connection:
        blank, absent = (
            connection.execute(sql_of(name), dict.fromkeys(CONDITIONS, value)).fetchall() for value in ("", None)
        )
    assert blank == absent
    assert blank
