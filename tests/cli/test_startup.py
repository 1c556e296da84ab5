"""Commands load what they use, and no more: what a command does not need, it must not wait for."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cjaplans.load.database import open_database, upgrade

#: What it takes longest to load.
FRAMES = ("pandas", "numpy", "pyarrow")
MODELS = ("sqlalchemy.orm", "cjaplans.load.models")
READERS = ("cjaplans.extract.reader", "cjaplans.normalise.plan")
READING = ("spacy", "camelot", "pdfplumber", "pypdfium2", "rapidfuzz", *READERS)
SERVING = ("datasette", "jinja2", "distributed", "fsspec")
UPGRADING = ("alembic",)
DRAWING = ("rich.table", "rich.progress", "rich.markdown")
ALWAYS_TOO_MUCH = (*READING, *SERVING, *UPGRADING)
NEVER_FOR_LISTS = (*ALWAYS_TOO_MUCH, *FRAMES, *MODELS, *DRAWING, "yaml", "cjaplans.publish.redact")
OF_LISTS = ("sqlalchemy", "rich", "msgspec", "asyncio", "filelock", "cjaplans.normalise.codebooks")
NEVER_FOR_HELP = (*NEVER_FOR_LISTS, *OF_LISTS)

PROGRAM = """
import contextlib, io, json, sys
from cjaplans.cli import run
with contextlib.redirect_stdout(io.StringIO()) as said:
    code = run(sys.argv[1:])
print(json.dumps([code, len(said.getvalue()), sorted(sys.modules)]))
"""


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("startup") / "plans.db"
    engine = open_database(str(path))
    upgrade(engine)
    engine.dispose()
    return path


def loaded(*arguments: str) -> set[str]:
    """The modules that a command has loaded when it is done, in a process of its own."""
    command = [sys.executable, "-c", PROGRAM, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    code, said, modules = json.loads(done.stdout)
    assert (code, said > 0) == (0, True), done.stderr
    return set(modules)


@pytest.mark.parametrize("command", ["", "ingest", "actions", "compare", "serve", "export"])
def test_help_loads_nothing_heavy(command: str) -> None:
    assert not loaded(*command.split(), "--help") & {*NEVER_FOR_HELP}


@pytest.mark.parametrize(
    "command",
    [
        "actions",
        "actions --authority tayside --period 2010-11 --status complete --search housing --csv",
        "actions --json",
        "documents",
        "documents --superseded --csv",
        "findings",
        "findings --severity warning --open --json",
        "runs",
        "catalogue",
    ],
)
def test_lists_load_neither_models_nor_frames(command: str, database: Path) -> None:
    assert not loaded(*command.split(), "--database", str(database)) & {*NEVER_FOR_LISTS}


@pytest.mark.parametrize("command", ["compare status", "corrections", "database check"])
def test_what_works_with_rows_loads_nothing_that_reads_files(command: str, database: Path) -> None:
    assert not loaded(*command.split(), "--database", str(database)) & {*SERVING, *UPGRADING, "spacy", "camelot"}
