"""What is wrong with a database and the files that belong to it. Nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from sqlalchemy import Engine, select

from cjaplans.ingest.lock import is_being_written
from cjaplans.load.check import Check, Fault, check_rows, snapshot
from cjaplans.load.models import Document


def check_database(database: str) -> list[Fault]:
    """All that is wrong with ``database``, a path or URL.

    Raises:
        DatabaseError: it cannot be looked at, or there is no room for a copy of it.
    """
    running = is_being_written(database)
    with snapshot(database) as engine:
        faults = check_rows(engine, database, running=running)
        return faults + list(_files(engine))


def _files(engine: Engine) -> Iterator[Fault]:
    """Documents whose file is gone, or is no longer what was read."""
    query = select(Document.source_uri, Document.size_bytes).where(
        Document.superseded_by.is_(None), Document.source_uri.is_not(None)
    )
    with engine.connect() as connection:
        for uri, size in connection.execute(query.order_by(Document.id)):
            path = _path(str(uri))
            if path is None:
                continue
            if not path.is_file():
                remedy = "put it back, or ingest it from where it is now"
                yield Fault(Check.FILE, str(path), "the file of a document is gone", remedy)
            elif path.stat().st_size != size:
                yield Fault(Check.FILE, str(path), "has changed since it was read", "run 'cjaplans ingest' on it")


def _path(uri: str) -> Path | None:
    """Where a file of this machine is; None for one elsewhere."""
    parts = urlsplit(uri)
    return Path(url2pathname(parts.path)) if parts.scheme == "file" else None
