"""Writes the database that a release of the program makes of one small plan, as SQL.

git worktree add /somewhere/cjaplans COMMIT
PYTHONPATH=/somewhere python tests/load/releases/make_release.py tests/load/releases/0005.sql
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

ROWS = (
    ("Ref", "Action", "Lead", "Timescale", "Progress", "Status"),
    ("1", "Open a bicycle workshop in the old mill", "Kelpie Works Trust", "March 2011", "The mill is let", "Ongoing"),
    ("2", "Train mentors for young people", "Housing Group", "April 2010", "Nine trained", "Complete"),
)
PLAN = Path(__file__).with_name("plan.pdf")
#: Tables of codebooks, and the column that points into each; what nothing points to is left out.
REFERENCES = {"organisation": ("action_party", "organisation_id"), "outcome": ("action_outcome", "outcome_id")}


def write_plan(path: Path) -> None:
    """One landscape page with a title and a ruled table; ``plan.pdf`` was made by this."""
    canvas = Canvas(str(path), pagesize=landscape(A4), invariant=1)
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(60, 540, "Tayside Community Justice Authority Action Plan 2010-11")
    canvas.setFont("Helvetica", 6)
    canvas.grid([60 + 120 * n for n in range(7)], [480 - 40 * n for n in range(4)])
    for r, row in enumerate(ROWS):
        for c, text in enumerate(row):
            canvas.drawString(64 + 120 * c, 466 - 40 * r, text)
    canvas.save()


def dump(database: Path) -> Iterator[str]:
    """The database's statements: tables and rows, views, then the search index, which is filled from the rows."""
    with closing(sqlite3.connect(database)) as connection:
        search = connection.execute(
            "SELECT sql FROM sqlite_master WHERE name LIKE 'action_search%' AND type IN ('table', 'trigger')"
            " AND (type = 'trigger' OR sql LIKE 'CREATE VIRTUAL%')"
        ).fetchall()
        for line in connection.iterdump():
            if "action_search" not in line and "writable_schema" not in line and line != "COMMIT;":
                yield line
        yield from (f"{sql};" for (sql,) in search)
        yield "INSERT INTO action_search(action_search) VALUES ('rebuild');"
        yield "COMMIT;"


def trim(database: Path) -> None:
    """Leave out what the plan does not need of the codebooks; an upgrade brings them back."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DELETE FROM outcome_mapping")
        for table, (user, column) in REFERENCES.items():
            used = f"SELECT {column} FROM {user} WHERE {column} IS NOT NULL"
            connection.execute(f"DELETE FROM {table} WHERE id NOT IN ({used})")


def main(target: Path) -> None:
    """Ingest the plan and write what the database then holds."""
    with TemporaryDirectory() as name:
        folder = Path(name).resolve()
        (folder / "plan.pdf").write_bytes(PLAN.read_bytes())
        command = [sys.executable, "-m", "cjaplans.cli", "ingest", "plan.pdf", "--database", "plans.db", "--jobs", "1"]
        subprocess.run(command, cwd=folder, check=True, env=os.environ)
        trim(folder / "plans.db")
        lines = [line.replace(str(folder), "/plans") for line in dump(folder / "plans.db")]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
