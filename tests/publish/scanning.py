"""Hears the statements that commands and pages send, and asks SQLite which tables it would read from end to end."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

Parameters = Mapping[str, Any] | Sequence[Any]
#: Steps of SQLite's machine that begin to read a table or an index at one of its ends, and that go on to the next row.
BEGINS, GOES_ON = ("Rewind", "Last"), ("Next", "Prev")


@dataclass(frozen=True)
class Statement:
    """What was sent."""

    sql: str
    parameters: Parameters

    @property
    def asks(self) -> bool:
        return self.sql.lstrip().upper().startswith(("SELECT", "WITH", "--"))


@contextmanager
def heard() -> Iterator[list[Statement]]:
    """The statements that any engine of this process sends meanwhile."""
    statements: list[Statement] = []

    def hear(connection: Any, cursor: Any, sql: str, parameters: Parameters, *_: Any) -> None:
        statements.append(Statement(sql, parameters))

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", hear)


class Planner:
    """SQLite's plans over one database."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)
        roots = self._connection.execute("SELECT rootpage, name FROM sqlite_master WHERE type = 'table'")
        self._tables = {root: name for root, name in roots if root}

    def plan(self, statement: Statement) -> str:
        """The plan in SQLite's words."""
        rows = self._connection.execute(f"EXPLAIN QUERY PLAN {statement.sql}", statement.parameters)
        return "\n".join(row[3] for row in rows)

    def walked(self, statement: Statement) -> set[str]:
        """The tables that are read from end to end, be it to make an index that there is none of.

        ``EXPLAIN QUERY PLAN`` has it as ``SCAN`` without an index, or ``AUTOMATIC`` for the latter, but names tables as
        the statement does; so the steps of the machine are asked which table it is.
        """
        plan = self.plan(statement)
        if not any("AUTOMATIC" in line or _is_scan(line) for line in plan.splitlines()):
            return set()
        steps = self._connection.execute(f"EXPLAIN {statement.sql}", statement.parameters).fetchall()
        opened = {p1: p2 for _, step, p1, p2, p3, *_ in steps if step == "OpenRead" and p3 == 0}
        begun = {p1 for _, step, p1, *_ in steps if step in BEGINS}
        gone_on = {p1 for _, step, p1, *_ in steps if step in GOES_ON}
        return {self._tables[opened[each]] for each in begun & gone_on & set(opened) if opened[each] in self._tables}

    def close(self) -> None:
        self._connection.close()


def _is_scan(line: str) -> bool:
    return line.startswith("SCAN ") and " INDEX " not in line


def forget_statistics(path: Path) -> None:
    """Leave SQLite without knowledge of how many rows there are, as it is of a database that was never analysed."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE IF EXISTS sqlite_stat1")
