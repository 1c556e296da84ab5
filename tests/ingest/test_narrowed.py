"""``--pages``: the choice of pages of one file holds until somebody undoes it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console
from sqlalchemy import create_engine, text

from cjaplans.ingest.command import ingest_paths
from cjaplans.ingest.errors import UsageProblem
from cjaplans.ingest.log import TextLog
from cjaplans.ingest.outcome import FileOutcome
from cjaplans.ingest.pages import ALL
from cjaplans.ingest.request import Request
from tests.generated.pack import Binder, plan

LOG = TextLog(Console(file=io.StringIO()))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A plan of a cover and two pages of six actions each."""
    binder = Binder()
    plan(binder, "Tayside", "2011-12", pages=3)
    path = tmp_path / "plan.pdf"
    path.write_bytes(binder.data())
    return path


def read(
    file: Path, pages: frozenset[int] | str | None = None, *, force: bool = False, dry_run: bool = False
) -> FileOutcome:
    request = Request(str(file.parent / "plans.db"), jobs=0, force=force, dry_run=dry_run, pages=pages)
    return ingest_paths([str(file)], request, LOG).files[0]


def stored(file: Path, query: str) -> list[tuple[object, ...]]:
    with create_engine(f"sqlite:///{file.parent / 'plans.db'}").connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def test_only_the_pages_named_are_read_and_keep_their_numbers(file: Path) -> None:
    outcome = read(file, frozenset({1, 3}))
    assert (outcome.state, outcome.actions) == ("loaded", 6)
    assert stored(file, "SELECT pages, page_count FROM document") == [("1,3", 3)]
    assert stored(file, "SELECT DISTINCT page_first FROM action") == [(3,)]
    assert stored(file, "SELECT count(*) FROM finding WHERE code = 'pages_narrowed' AND severity = 'info'") == [(1,)]


def test_a_known_file_is_read_again_for_other_pages_and_takes_its_old_place(file: Path) -> None:
    assert read(file).actions == 12
    assert read(file, frozenset({1, 2})).actions == 6
    assert read(file, frozenset({1, 2})).state == "unchanged"
    assert read(file, frozenset({1, 3})).actions == 6
    assert stored(file, "SELECT id, pages FROM document") == [(1, "1,3")]


@pytest.mark.parametrize("force", [False, True])
def test_a_later_run_does_not_undo_the_choice(file: Path, force: bool) -> None:
    read(file, frozenset({1, 3}))
    assert read(file, force=force).state == ("loaded" if force else "unchanged")
    assert stored(file, "SELECT pages FROM document") == [("1,3",)]
    assert stored(file, "SELECT count(*) FROM action") == [(6,)]


def test_all_undoes_it(file: Path) -> None:
    read(file, frozenset({1, 3}))
    assert read(file, ALL).actions == 12
    assert stored(file, "SELECT pages FROM document") == [(None,)]


def test_a_dry_run_knows_the_choice(file: Path) -> None:
    read(file, frozenset({1, 3}))
    assert read(file, force=True, dry_run=True).actions == 6


def test_pages_that_are_not_there_are_refused_and_leave_what_is_known(file: Path) -> None:
    read(file)
    with pytest.raises(UsageProblem, match="has 3 pages, not page 4, 5; ask for pages the file has"):
        read(file, frozenset({2, 4, 5}))
    assert stored(file, "SELECT state, pages FROM document") == [("loaded", None)]


def test_pages_go_with_one_file(file: Path) -> None:
    (file.parent / "other.pdf").write_bytes(file.read_bytes())
    with pytest.raises(UsageProblem, match="2 files were found"):
        ingest_paths([str(file.parent)], Request("unused.db", pages=frozenset({1})), LOG)
