"""Hears the statements that commands and pages send, and asks SQLite which tables it would read from end to end."""

from __future__ import annotations

import re
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
#: What a plan says of a table that is read whole, in the order of its rows or of an index.
_WHOLE, _BY_INDEX = re.compile(r"SCAN \S+(?: LEFT-JOIN)?"), re.compile(r"SCAN \S+ USING INDEX (\S+)(?: LEFT-JOIN)?")


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
        rows = self._connection.execute("SELECT type, name, tbl_name, rootpage FROM sqlite_master").fetchall()
        self._roots = {root: name for kind, name, _, root in rows if kind == "table" and root}
        self._indexed = {name: table for kind, name, table, _ in rows if kind == "index"}

    def plan(self, statement: Statement) -> Sequence[str]:
        """The plan in SQLite's words."""
        rows = self._connection.execute(f"EXPLAIN QUERY PLAN {statement.sql}", statement.parameters)
        return [row[3] for row in rows]

    def walked(self, statement: Statement) -> set[str]:
        """The tables of which every row is read: to choose among them, or to make an index that there is none of.

        A walk through an index that has all that is asked for is none.
        """
        plan = self.plan(statement)
        tables = {self._indexed[found[1]] for line in plan if (found := _BY_INDEX.fullmatch(line))}
        if any("AUTOMATIC" in line or _WHOLE.fullmatch(line) for line in plan):
            tables |= self._from_end_to_end(statement)
        return tables

    def _from_end_to_end(self, statement: Statement) -> set[str]:
        """The same by the steps of SQLite's machine, as its plans name tables as the statement does."""
        steps = self._connection.execute(f"EXPLAIN {statement.sql}", statement.parameters).fetchall()
        opened = {p1: p2 for _, step, p1, p2, p3, *_ in steps if step == "OpenRead" and p3 == 0}
        begun = {p1 for _, step, p1, *_ in steps if step in BEGINS}
        gone_on = {p1 for _, step, p1, *_ in steps if step in GOES_ON}
        return {self._roots[opened[each]] for each in begun & gone_on & set(opened) if opened[each] in self._roots}

    def close(self) -> None:
        self._connection.close()


def forget_statistics(path: Path) -> None:
    """Leave SQLite without knowledge of how many rows there are, as it is of a database that was never analysed."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE IF EXISTS sqlite_stat1")
