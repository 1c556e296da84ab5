"""What somebody says of a table's columns: a layout, and the document read by it at once."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from cjaplans.ingest.command import ingest_paths
from cjaplans.ingest.errors import BusyDatabase, UsageProblem
from cjaplans.ingest.lock import writing
from cjaplans.ingest.log import MutedLog
from cjaplans.ingest.outcome import FileState
from cjaplans.ingest.request import Request
from cjaplans.ingest.written.correcting import Desk
from cjaplans.ingest.written.layouts import check_layouts
from cjaplans.ingest.written.teaching import ChangedReading, Learnt, Lesson, Taught, table_of, teach
from cjaplans.load.database import open_readonly
from cjaplans.load.known import Known, known_documents
from cjaplans.normalise.model import Role
from cjaplans.normalise.user_layouts import IGNORE
from tests.cli.plans import FIELDS, layout_yaml, write_plan

#: The columns of the plan but the last, from 0.
MEANT = {column - 1: field for column, field in FIELDS.items()}


def silent(message: str) -> None:
    raise AssertionError(message)


def ingest(folder: Path, *, force: bool = False) -> None:
    request = Request(str(folder / "plans.db"), jobs=0, force=force, layouts=_named(folder))
    assert ingest_paths([str(folder)], request, MutedLog(silent)).counts[FileState.REJECTED] == 0


def _named(folder: Path) -> Path | None:
    return folder / "layouts" if (folder / "layouts").is_dir() else None


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a plan that nobody has taught, and its database."""
    folder = tmp_path_factory.mktemp("read")
    write_plan(folder / "scots [1].pdf")
    ingest(folder)
    return folder


@pytest.fixture
def desk(read: Path, tmp_path: Path) -> Desk:
    folder = tmp_path / "mine"
    shutil.copytree(read, folder)
    return Desk(str(folder / "plans.db"), layouts=folder / "layouts", wait=0)


def document(desk: Desk) -> Known:
    engine = open_readonly(desk.database)
    (known,) = known_documents(engine).values()
    engine.dispose()
    return known


def table(desk: Desk) -> Taught:
    return table_of(desk, document(desk).sha256[:16], 1)


def say(desk: Desk, columns: Mapping[int, str] = MEANT, role: Role = Role.ACTIONS, seen: str | None = None) -> Learnt:
    found = table(desk)
    return teach(desk, Lesson(found.document.sha256[:16], 1, role, columns, seen or found.seal()), silent)


def test_a_table_becomes_actions_and_stays_so(desk: Desk) -> None:
    assert document(desk).actions == 0
    learnt = say(desk)
    assert (learnt.new, learnt.before.actions, learnt.after.actions) == (True, 0, 3)
    assert learnt.path.name == "scots-1.yaml"
    assert table(desk).columns == MEANT
    assert not any(file.mistakes for file in check_layouts((learnt.path,), None))
    ingest(Path(desk.database).parent, force=True)
    assert document(desk).actions == 3


def test_one_column_is_changed_in_the_layout_that_is_there(desk: Desk) -> None:
    first = say(desk)
    text = first.path.read_text(encoding="utf-8")
    second = say(desk, {**MEANT, 4: "status", 5: IGNORE})
    assert (second.path, second.new) == (first.path, False)
    assert table(desk).columns == {**MEANT, 4: "status", 5: IGNORE}
    assert second.path.read_text(encoding="utf-8").splitlines()[:4] == text.splitlines()[:4]


def test_a_layout_of_all_files_is_outweighed_by_one_for_this(desk: Desk) -> None:
    assert desk.layouts
    desk.layouts.mkdir()
    theirs = desk.layouts / "scots-1.yaml"
    theirs.write_text(layout_yaml("scots-1"), encoding="utf-8")
    learnt = say(desk, {**MEANT, 5: "progress"})
    assert learnt.path != theirs and learnt.new
    assert theirs.read_text(encoding="utf-8") == layout_yaml("scots-1")
    assert table(desk).columns[5] == "progress"


def test_a_layout_for_files_so_named_is_changed_itself(desk: Desk) -> None:
    assert desk.layouts
    desk.layouts.mkdir()
    theirs = desk.layouts / "mine.yaml"
    theirs.write_text(f"files: scots*\n{layout_yaml('mine')}", encoding="utf-8")
    learnt = say(desk, {**MEANT, 5: "progress"})
    assert (learnt.path, learnt.new, learnt.files) == (theirs, False, ("scots*",))
    assert theirs.read_text(encoding="utf-8").startswith("files: scots*\nname: mine\n")


def test_a_mistake_is_said_as_the_check_of_layouts_says_it_and_nothing_is_written(desk: Desk) -> None:
    with pytest.raises(UsageProblem, match=r"no column of the table is action_text; without it a table of actions"):
        say(desk, {0: "ref"})
    assert desk.layouts and not desk.layouts.exists()


def test_a_table_that_is_read_otherwise_than_was_seen_is_left_alone(desk: Desk) -> None:
    seen = table(desk).seal()
    say(desk)
    text = next(desk.layouts.iterdir()).read_bytes() if desk.layouts else b""
    with pytest.raises(ChangedReading, match="read otherwise than when it was shown"):
        say(desk, {**MEANT, 0: IGNORE}, seen=seen)
    assert desk.layouts and next(desk.layouts.iterdir()).read_bytes() == text


def test_a_table_may_be_none_of_the_plan(desk: Desk) -> None:
    say(desk)
    learnt = say(desk, {}, Role.OTHER)
    assert learnt.after.actions == 0
    assert table(desk).reading.role is Role.OTHER


def test_another_run_is_not_disturbed(desk: Desk) -> None:
    with writing(desk.database, 0, "another"), pytest.raises(BusyDatabase):
        say(desk)
    assert desk.layouts and not desk.layouts.exists()


def test_what_is_not_there_is_said(desk: Desk) -> None:
    sha256 = document(desk).sha256
    with pytest.raises(UsageProblem, match="has no table 9"):
        table_of(desk, sha256, 9)
    with pytest.raises(UsageProblem, match="no current document"):
        table_of(desk, "0" * 16, 1)
    shutil.rmtree(Path(desk.database).parent / "extracted")
    with pytest.raises(UsageProblem, match="its extraction is not stored"):
        table_of(desk, sha256, 1)
