"""Two ingests into one database end as one after the other, and readers go on meanwhile. Real processes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import text

from cjaplans.load import database as load_database
from cjaplans.load.database import open_readonly
from tests.ingest.content import natural
from tests.ingest.killing import begin, run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes are forked")


@pytest.fixture(scope="module")
def folders(sample_plans: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two folders of two plans each; one plan is in both, under two names."""
    one, two = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("two")
    shutil.copy(sample_plans / "northern-2011-12.pdf", one)
    shutil.copy(sample_plans / "tayside-2009-10.pdf", one)
    shutil.copy(sample_plans / "tayside-2009-10.pdf", two / "again.pdf")
    shutil.copy(sample_plans / "fife-and-forth-valley-2010-11.pdf", two)
    return one, two


def in_turn(database: Path, *paths: Sequence[Path]) -> Path:
    for each in paths:
        run(each, database, jobs=0)
    return database


def together(database: Path, *paths: Sequence[Path]) -> Path:
    processes = [begin(each, database, jobs=0) for each in paths]
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0 for _ in processes]
    return database


@pytest.mark.parametrize("overlapping", [False, True])
def test_two_at_once_are_as_one_after_the_other(folders: tuple[Path, Path], tmp_path: Path, overlapping: bool) -> None:
    one, two = sorted(folders[0].iterdir()), sorted(folders[1].iterdir())
    if overlapping:
        one, two = one[:2], one[1:] + two[-1:]
    both = natural(together(tmp_path / "plans.db", one, two))
    turns = [natural(in_turn(tmp_path / f"{n}.db", *paths)) for n, paths in enumerate([(one, two), (two, one)])]
    assert both in turns
    assert len(both["document"]) == 3


def test_readers_go_on_while_a_run_writes(
    folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "plans.db"
    one, two = (sorted(folder.iterdir()) for folder in folders)
    run(one, database, jobs=0)
    monkeypatch.setattr(load_database, "BUSY_MILLISECONDS", 2_000)  # whoever waits longer fails
    seen = []
    writer = begin(two, database, jobs=0)
    while writer.is_alive():
        reader = open_readonly(str(database))
        with reader.connect() as connection:
            seen.append(connection.execute(text("SELECT count(*) FROM action_flat")).scalar_one())
        reader.dispose()
    writer.join()
    assert writer.exitcode == 0
    assert len(seen) > 1
    assert seen == sorted(seen)
