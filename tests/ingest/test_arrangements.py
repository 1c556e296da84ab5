"""Files written, copied, moved, exchanged and deleted in any order: what is current is what lies there."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjaplans.extract.model import ExtractedDocument, PageInfo
from cjaplans.ingest.batch import Options, ingest
from cjaplans.ingest.ledger import open_ledger
from cjaplans.ingest.sources.local import Finder
from cjaplans.ingest.task import Read, Task, Unread
from cjaplans.load.rows import prepare
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import Action, DocumentKind, Plan, State
from tests.ingest.rows import dump

DOCUMENT = ExtractedDocument((PageInfo(1, 595, 842, 100),), (), ())
#: Two plans of one authority and year that share no action; files of one are versions of it.
TEXTS = {
    "mill": ("Open a bicycle workshop", "Train mentors for evenings", "Publish a leaflet for families"),
    "port": ("Paint the lighthouse white", "Count seals on the skerries", "Mend the harbour wall"),
}
NAMES = ("a", "b", "c")

Step = tuple[str, str, str]

steps = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.sampled_from(NAMES), st.sampled_from(("mill 1", "mill 2", "port 1", "bad"))),
        st.tuples(st.sampled_from(("copy", "move", "swap")), st.sampled_from(NAMES), st.sampled_from(NAMES)),
        st.tuples(st.just("delete"), st.sampled_from(NAMES), st.just("")),
        st.just(("run", "", "")),
    ),
    max_size=9,
)


def read(task: Task) -> Read | Unread:
    """A plan as the file names it."""
    family, _, version = (task.data or b"").decode().partition(" ")
    if family == "bad":
        return Unread("bad", 0.0)
    actions = tuple(
        Action(n, f"{family}/{n}", {Field.ACTION: f"{text} {version}"}, (), 1, 1)
        for n, text in enumerate(TEXTS[family], start=1)
    )
    days = (date(2010, 4, 1), date(2011, 3, 31))
    plan = Plan(DocumentKind.ACTION_PLAN, State.LOADED, None, "tayside", "Plan", *days, None, (), actions)
    return Read(prepare(DOCUMENT, plan, task.sha256), 0.0)


@lru_cache
def empty_database() -> bytes:
    """A database in which nothing was read; making one takes longer than a run."""
    with TemporaryDirectory() as name:
        path = Path(name) / "plans.db"
        with open_ledger(str(path), "test", dry_run=False):
            pass
        return path.read_bytes()


class Folder:
    """Three places for files, and the database of them."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "plans.db"
        self.database.write_bytes(empty_database())
        self._folder = folder

    def do(self, step: Step) -> None:
        what, name, other = step
        path, aside = self.path(name), self._folder / "aside"
        if what == "write":
            path.write_text(other, encoding="utf-8")
        elif what == "run":
            self.run()
        elif what == "delete":
            path.unlink(missing_ok=True)
        elif path.exists() and name != other:
            target = self.path(other)
            if what == "copy":
                shutil.copy(path, target)
            elif what == "move":
                path.replace(target)
            elif target.exists():
                path.replace(aside)
                target.replace(path)
                aside.replace(target)

    def path(self, name: str) -> Path:
        return self._folder / f"{name}.pdf"

    def files(self) -> dict[str, str]:
        """What lies there: content by place."""
        paths = [path for path in map(self.path, NAMES) if path.exists()]
        return {path.resolve().as_uri(): path.read_text(encoding="utf-8") for path in paths}

    def run(self, *, force: bool = False) -> None:
        paths = [path for path in map(self.path, NAMES) if path.exists()]
        with open_ledger(str(self.database), "test", dry_run=False) as ledger:
            ledger.finish(ingest(list(map(Finder().file, paths)), ledger, Options(0, force=force), reader=read))

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.database)) as connection:
            return connection.execute(sql).fetchall()


@given(steps)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_happened_to_files_the_next_run_finds_what_lies_there(taken: list[Step]) -> None:
    with TemporaryDirectory() as name:
        folder = Folder(Path(name))
        for step in taken:
            folder.do(step)
        folder.run()
        files = folder.files()
        places = dict(folder.query("SELECT source_uri, document_id FROM duplicate"))
        homes = {uri: (number, basis) for number, uri, basis in folder.query(
            "SELECT id, source_uri, superseded_basis FROM document WHERE superseded_basis IS NOT 'file'"
        )}  # fmt: skip
        for content in set(files.values()):
            there = {uri for uri in files if files[uri] == content}
            (home,) = there & homes.keys() - places.keys()
            assert {uri for uri in there if places.get(uri) == homes[home][0]} == there - {home}
        current = {row[0] for row in folder.query("SELECT DISTINCT substr(action_key, 1, 4) FROM action_flat")}
        assert {content[:4] for content in files.values()} - {"bad"} <= current
        before = dump(folder.database)
        folder.run()
        assert dump(folder.database) == before
        folder.run(force=True)
        assert dump(folder.database) == before
