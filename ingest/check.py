"""What is wrong with a database and the files that belong to it. Nothing is changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from sqlalchemy import Connection, Engine, inspect, select

from cjaplans.ingest.lock import is_being_written
from cjaplans.load.check import Check, Fault, check_rows, snapshot
from cjaplans.load.models import Document, Duplicate


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
    """Documents whose file is gone, and is in no other place, or is no longer what was read."""
    columns = (Document.id, Document.source_uri, Document.size_bytes)
    query = select(*columns).where(Document.superseded_by.is_(None), Document.source_uri.is_not(None))
    with engine.connect() as connection:
        others = _other_places(connection)
        for number, uri, size in connection.execute(query.order_by(Document.id)):
            path = _path(str(uri))
            if path is None or _is(path, size) or any(_is(other, size) for other in others.get(number, ())):
                continue
            if path.is_file():
                yield Fault(Check.FILE, str(path), "has changed since it was read", "run 'cjaplans ingest' on it")
            else:
                remedy = "put it back, or ingest it from where it is now"
                yield Fault(Check.FILE, str(path), "the file of a document is gone", remedy)


def _other_places(connection: Connection) -> dict[int, list[Path]]:
    """Where on this machine the bytes of each document were met again."""
    if not inspect(connection).has_table(Duplicate.__tablename__):
        return {}
    places: dict[int, list[Path]] = defaultdict(list)
    for number, uri in connection.execute(select(Duplicate.document_id, Duplicate.source_uri)):
        path = _path(uri)
        if path is not None:
            places[number].append(path)
    return places


def _is(path: Path, size: int) -> bool:
    return path.is_file() and path.stat().st_size == size


def _path(uri: str) -> Path | None:
    """Where a file of this machine is; None for one elsewhere."""
    parts = urlsplit(uri)
    return Path(url2pathname(parts.path)) if parts.scheme == "file" else None
