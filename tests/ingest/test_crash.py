"""Whatever ends a run, the database opens, holds whole documents only, and the next run finishes the work."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from cjaplans.ingest.command import ingest_paths
from cjaplans.ingest.request import Request
from cjaplans.load.database import open_database
from tests.ingest.content import documents
from tests.ingest.killing import Course, Death, deaths, kill_and_recover, silent_log, undisturbed, whole

SAMPLES = ("northern-2011-12.pdf", "tayside-2009-10.pdf")
SEED = 2011

pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes are killed by signals")


@pytest.fixture(scope="module")
def files(sample_plans: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two plans, the second of them twice, and a file that cannot be read."""
    folder = tmp_path_factory.mktemp("files")
    for name in SAMPLES:
        shutil.copy(sample_plans / name, folder)
    shutil.copy(sample_plans / SAMPLES[1], folder / "z-copy.pdf")
    (folder / "cut.pdf").write_bytes((sample_plans / SAMPLES[0]).read_bytes()[:900])
    return sorted(folder.iterdir())


@pytest.fixture(scope="module")
def course(files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Course:
    """What an undisturbed run leaves."""
    return undisturbed(files, tmp_path_factory.mktemp("undisturbed"), jobs=0)


@pytest.mark.parametrize("death", deaths(6, SEED), ids=lambda death: f"{death.how}-{death.at:.2f}")
def test_a_killed_run_is_finished_by_the_next(files: list[Path], course: Course, death: Death, tmp_path: Path) -> None:
    assert kill_and_recover(files, tmp_path / "run", 0, death, course).faults == ()


@pytest.fixture(scope="module")
def in_the_log(files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of which all but the first page is still in the write-ahead log, as a power cut leaves it."""
    database, kept = tmp_path_factory.mktemp("log") / "plans.db", tmp_path_factory.mktemp("kept")
    open_database(str(database)).dispose()
    event.listen(Engine, "connect", _never_empty)
    try:
        with closing(sqlite3.connect(database)) as reader:  # the last to close a database empties its log
            reader.execute("SELECT count(*) FROM sqlite_master").fetchall()
            ingest_paths([str(file) for file in files], Request(str(database), jobs=0, ocr=False), silent_log())
            for suffix in ("", "-wal"):
                shutil.copy(f"{database}{suffix}", kept / f"plans.db{suffix}")
    finally:
        event.remove(Engine, "connect", _never_empty)
    return kept / "plans.db"


def _never_empty(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA wal_autocheckpoint = 0")


@pytest.mark.parametrize("seed", range(30))
def test_a_torn_log_holds_whole_documents(in_the_log: Path, course: Course, seed: int, tmp_path: Path) -> None:
    database = tmp_path / "plans.db"
    shutil.copy(in_the_log, database)
    log = Path(f"{in_the_log}-wal").read_bytes()
    Path(f"{database}-wal").write_bytes(torn(log, random.Random(seed)))
    _, faults = whole(database, course)
    assert faults == []


def test_an_untorn_log_holds_all(in_the_log: Path, course: Course, tmp_path: Path) -> None:
    for suffix in ("", "-wal"):
        shutil.copy(f"{in_the_log}{suffix}", tmp_path / f"plans.db{suffix}")
    assert documents(tmp_path / "plans.db") == course.documents


def torn(log: bytes, chance: random.Random) -> bytes:
    """What a power cut leaves of a log that is not yet on the disk: its end, or a block in it, is gone or rubbish."""
    at = chance.randrange(len(log))
    block = min(4096, len(log) - at)
    match chance.randrange(4):
        case 0:
            return log[:at]
        case 1:
            return log[:at] + chance.randbytes(len(log) - at)
        case 2:
            return log[:at] + bytes(block) + log[at + block :]
        case _:
            return log[:at] + chance.randbytes(block) + log[at + block :]
