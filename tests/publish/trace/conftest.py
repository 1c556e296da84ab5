"""The sample plans of one authority for two years, and their database."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine

from cjaplans.load.database import open_database, open_readonly, upgrade


@pytest.fixture(scope="session")
def tayside(tmp_path_factory: pytest.TempPathFactory, sample_plans: Path) -> Path:
    """A folder with the plans in ``plans`` and their database in ``plans.db``."""
    folder = tmp_path_factory.mktemp("tayside")
    (folder / "plans").mkdir()
    for plan in sample_plans.glob("tayside-*.pdf"):
        shutil.copy(plan, folder / "plans")
    command = [sys.executable, "-m", "cjaplans.cli", "ingest", "plans", "--database", "plans.db", "--quiet"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 3), done.stderr
    return folder


@pytest.fixture(scope="module")
def samples(tayside: Path) -> Iterator[Engine]:
    """That database, open for reading."""
    engine = open_readonly(str(tayside / "plans.db"))
    yield engine
    engine.dispose()


@pytest.fixture
def copied(tayside: Path, tmp_path: Path) -> Iterator[Engine]:
    """A copy of it to be changed."""
    with (
        closing(sqlite3.connect(tayside / "plans.db")) as source,
        closing(sqlite3.connect(tmp_path / "copy.db")) as copy,
    ):
        source.backup(copy)
    engine = open_database(str(tmp_path / "copy.db"))
    upgrade(engine)
    yield engine
    engine.dispose()
