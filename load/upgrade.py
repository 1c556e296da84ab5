"""Brings a database up to this program without risk: a copy of it is kept, and a failure leaves it as it was."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from pathlib import Path

from sqlalchemy import Engine

from cjaplans.load.address import name_of
from cjaplans.load.backup import back_up
from cjaplans.load.database import engine_file, schema_revision, upgrade
from cjaplans.load.errors import explained
from cjaplans.load.migrations import HEAD
from cjaplans.load.search import is_in_step, rebuild_search
from cjaplans.load.views import strange_views


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What was done to ``database``: from which schema (None for a new one), and where the copy of it lies."""

    database: str
    revision: str | None
    copy: Path | None
    mended: tuple[str, ...] = ()

    @property
    def older(self) -> bool:
        """Whether an older version had made it."""
        return self.revision not in (None, HEAD)

    def __str__(self) -> str:
        if self.older:
            kept = f"; as it was it is kept in {self.copy}" if self.copy else ""
            return f"{self.database} was made by an older version: brought from schema {self.revision} to {HEAD}{kept}"
        if self.mended:
            return f"{self.database}: made anew: {', '.join(self.mended)}"
        return f"{self.database} is up to date (schema {HEAD}); nothing to do"


def upgrade_with_backup(engine: Engine) -> Upgrade:
    """Bring the database up to this program; one with an older schema is copied first.

    The copy lies beside the database as ``NAME.REVISION.backup``, or ``NAME.REVISION.2.backup`` and so on where
    there is one already; one on a server is not copied. Nobody else may be writing. Raises ``DatabaseError``; the
    database is then as it was.
    """
    file, revision = engine_file(engine), schema_revision(engine)
    name = str(file) if file else name_of(engine)
    copy = None
    if file is not None and revision is not None and revision != HEAD:
        copy = _free_name(file, revision)
        back_up(str(file), copy)
    upgrade(engine)
    return Upgrade(name, revision, copy)


def upgrade_and_mend(engine: Engine) -> Upgrade:
    """As ``upgrade_with_backup``, and make anew the views and the search index where they are not right."""
    with explained(name_of(engine)), engine.connect() as connection:
        views = strange_views(connection)
    done = upgrade_with_backup(engine)
    with explained(done.database), engine.begin() as connection:
        searchable = is_in_step(connection)
        if not searchable:
            rebuild_search(connection)
    return Upgrade(done.database, done.revision, done.copy, (*views, *(() if searchable else ("the search index",))))


def _free_name(file: Path, revision: str) -> Path:
    names = (file.with_name(f"{file.name}.{revision}{f'.{n}' if n > 1 else ''}.backup") for n in count(1))
    return next(name for name in names if not name.exists())
