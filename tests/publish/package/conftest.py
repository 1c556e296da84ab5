"""The sample plans as a package, and a database with what packages find hard to hold."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cjaplans.load.backup import back_up
from cjaplans.publish.package.export import export

LONG = "ell " * 10_000
#: Texts that a spreadsheet, a reader of CSV or one of XML could take for something else.
HARD = {
    "ref": "=1+1",
    "theme": "@SUM(A1)",
    "objective": 'a "quoted" one, with, commas;\r\nand \t lines',
    "action_text": "<b>&amp; _x0041_</b>",
    "detail": LONG,
    "timescale": "bell \x07 \u202e turned \ufffe end",
    "target": "  blanks  ",
    "monitoring": "",
}


def quiet(message: str) -> None:
    """Nobody is told how far an export is."""


@pytest.fixture(scope="module")
def hard(sample_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples with such texts in their first action."""
    path = tmp_path_factory.mktemp("hard") / "hard.db"
    back_up(str(sample_database), path)
    with closing(sqlite3.connect(path)) as connection, connection:
        values = ", ".join(f"{name} = :{name}" for name in HARD)
        connection.execute(f"UPDATE action SET {values} WHERE id = 1", HARD)
    return path


@pytest.fixture(scope="module")
def package(hard: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of it in every form."""
    return export(str(hard), tmp_path_factory.mktemp("package") / "data", say=quiet)
