"""What is wrong with a database and the files that belong to it. Nothing is changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from cjaplans.ingest.lock import is_being_written
from cjaplans.ingest.sources.local import path_of
from cjaplans.ingest.stored import FOLDER, SUFFIX, Store, folder_of
from cjaplans.load.address import on_postgresql
from cjaplans.load.backup import snapshot
from cjaplans.load.check import Check, Fault, check_rows
from cjaplans.load.database import database_file, open_as_it_is, schema_revision
from cjaplans.load.migrations import HEAD
from cjaplans.load.models import Document, Duplicate
from cjaplans.load.secrets import without_passwords
from cjaplans.normalise.model import State

_DATABASE = b"SQLite format 3\0"  # sqlite.org/fileformat.html: how every database begins
_BACKUP = ".backup"
NOT_LOST = "nothing is lost: PDFs are read again when that is needed, or now with 'cjaplans ingest --force'"


def check_database(database: str) -> list[Fault]:
    """All that is wrong with ``database``, a path or URL; of one with an older schema only that and damage.

    Raises:
        DatabaseError: it cannot be looked at, or there is no room for a copy of it.
    """
    running = is_being_written(database)
    folder = folder_of(database)
    with _looked_at(database) as engine:
        faults = check_rows(engine, without_passwords(database), running=running)
        if folder is None or schema_revision(engine) != HEAD:
            return faults
        with engine.connect() as connection:
            return [*faults, *_files(connection), *_extractions(connection, folder, database_file(database))]


@contextmanager
def _looked_at(database: str) -> Iterator[Engine]:
    """A copy of the database; one on a server itself, where readers hold nobody up."""
    if not on_postgresql(database):
        with snapshot(database) as engine:
            yield engine
        return
    engine = open_as_it_is(database)
    try:
        yield engine
    finally:
        engine.dispose()


def _files(connection: Connection) -> Iterator[Fault]:
    """Documents whose file is gone, and is in no other place, or is no longer what was read."""
    columns = (Document.id, Document.source_uri, Document.size_bytes)
    query = select(*columns).where(Document.superseded_by.is_(None), Document.source_uri.is_not(None))
    others = _other_places(connection)
    copies = {place for places in others.values() for place in places}
    for number, uri, size in connection.execute(query.order_by(Document.id)):
        path = path_of(str(uri))
        if path is None or _is(path, size) or any(_is(other, size) for other in others.get(number, ())):
            continue
        if path in copies:
            remedy = "put the former file back, if that is a mistake; what was read of it is kept"
            yield Fault(Check.FILE, str(path), "holds the bytes of another document now", remedy)
        elif path.is_file():
            yield Fault(Check.FILE, str(path), "has changed since it was read", "run 'cjaplans ingest' on it")
        else:
            remedy = "put it back, or ingest it from where it is now"
            yield Fault(Check.FILE, str(path), "the file of a document is gone", remedy)


def _other_places(connection: Connection) -> dict[int, list[Path]]:
    """Where on this machine the bytes of each document were met again."""
    places: dict[int, list[Path]] = defaultdict(list)
    for number, uri in connection.execute(select(Duplicate.document_id, Duplicate.source_uri)):
        path = path_of(uri)
        if path is not None:
            places[number].append(path)
    return places


def _is(path: Path, size: int) -> bool:
    return path.is_file() and path.stat().st_size == size


def _extractions(connection: Connection, folder: Path, database: Path | None) -> Iterator[Fault]:
    """Documents whose stored extraction is of no use, and stored extractions of no document."""
    store = Store(folder)
    columns = (Document.sha256, Document.file_name, Document.extractor, Document.pages)
    read = select(*columns).where(
        Document.superseded_by.is_(None), Document.state != State.REJECTED, Document.extractor.is_not(None)
    )
    documents = connection.execute(read.order_by(Document.id)).all()
    if documents and not store.folder.is_dir():
        of = f"{len(documents)} document{'s' * (len(documents) != 1)}"
        what = f"the stored extractions of {of} are not beside the database"
        yield Fault(Check.EXTRACTION, str(store.folder), what, NOT_LOST)
        return
    for sha256, name, extractor, pages in documents:
        if store.read(sha256, extractor, pages) is None:
            what = f"the stored extraction of {name} is missing, damaged or of another reading"
            yield Fault(Check.EXTRACTION, str(store.path(sha256)), what, NOT_LOST)
    if database is None or folder != database.parent / FOLDER or _has_neighbours(database):
        return  # others may have put it there
    known = set(connection.execute(select(Document.sha256)).scalars())
    for path in sorted(store.folder.glob(f"*{SUFFIX}")):
        if path.name.removesuffix(SUFFIX) not in known:
            yield Fault(Check.EXTRACTION, str(path), "a stored extraction of no document", "delete it")


def _has_neighbours(database: Path) -> bool:
    """Whether another database shares the folder, and with it the stored extractions."""
    files = [path for path in database.parent.iterdir() if path.is_file() and path.suffix != _BACKUP]
    return any(_begins_as_database(path) for path in files if not path.samefile(database))


def _begins_as_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_DATABASE)) == _DATABASE
    except OSError:
        return False
