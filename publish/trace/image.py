"""Pictures of pages for people: found, drawn in a process apart, and kept for the next who asks."""

from __future__ import annotations

import os
import time
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from sqlalchemy import Engine

from cjaplans.extract.file import LARGEST
from cjaplans.ingest.passwords import Passwords
from cjaplans.ingest.sources.local import path_of
from cjaplans.ingest.workers.limits import Limits
from cjaplans.ingest.workers.standing import StandingWorker
from cjaplans.ingest.workers.worker import Lost
from cjaplans.load.address import name_of
from cjaplans.load.errors import explained
from cjaplans.publish.trace.drawing import RESOLUTION, Drawing, Place, Trouble, Undrawn, draw
from cjaplans.publish.trace.places import rows

#: A page takes a tenth of these; somebody waits.
LIMITS = Limits(seconds=15, megabytes=1536)
#: Bytes of pictures that are kept.
KEPT = 64 * 2**20
#: Seconds for which a folder is not looked through again, nor a page tried that could not be drawn in time.
FRESH = 30
#: Files of a folder that are looked at.
MOST_FILES = 200_000
#: No file has more pages.
MOST_PAGES = 10**9
#: Figures of a SHA-256 that addresses have.
SHORT = 16

_PAGE = """
    SELECT d.id, d.sha256, d.size_bytes, d.source_uri, d.file_name, p.number, p.width, p.height, p.turned
    FROM document AS d JOIN page AS p ON p.document_id = d.id
    WHERE d.sha256 >= :first AND d.sha256 < :last AND p.number = :number
    ORDER BY d.superseded_by IS NOT NULL, d.id DESC
"""
_COPIES = "SELECT source_uri, file_name FROM duplicate WHERE document_id = :id ORDER BY source_uri"


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as PNG; ``etag`` changes with whatever the picture is made from."""

    png: bytes
    etag: str


@dataclass(frozen=True, slots=True)
class NoPicture:
    """Why there is no picture of a page, and the remedy."""

    what: str
    remedy: str


class UnknownPageError(LookupError):
    """The database holds no such page."""


class Pictures:
    """The pictures of the pages of a database's documents.

    ``folders`` are looked in for files that are no longer where they were read from. May be used from several
    threads; pages are drawn one after the other.
    """

    def __init__(self, folders: Sequence[Path] = (), passwords: Passwords | None = None) -> None:
        self._folders = tuple(folders)
        self._passwords = passwords or Passwords()
        self._worker = StandingWorker(draw, LIMITS)
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lost: dict[str, tuple[float, NoPicture]] = {}
        self._by_size: dict[int, list[Path]] = {}
        self._looked = -float("inf")
        self._lock = Lock()

    def begin(self) -> None:
        """Have the process that draws started, so that nobody waits for it."""
        self._worker.begin(None)

    def close(self) -> None:
        """End the process that draws."""
        self._worker.close()

    def picture(self, engine: Engine, short: str, number: int) -> Picture | NoPicture:
        """A page of the document whose SHA-256 begins so. Raises ``UnknownPageError`` and ``DatabaseError``."""
        if len(short) != SHORT or not 0 < number <= MOST_PAGES:
            raise UnknownPageError(f"{short}, page {number}")
        with explained(name_of(engine)), engine.connect() as connection:
            found = rows(connection, _PAGE, first=short, last=f"{short}g", number=number)
            if not found:
                raise UnknownPageError(f"{short}, page {number}")
            page = found[0]
            copies = rows(connection, _COPIES, id=page["id"])
        etag = f'"{page["sha256"][:SHORT]}-{number}-{page["turned"]}-{RESOLUTION}"'
        with self._lock:
            kept = self._kept.get(etag)
            since, lost = self._lost.get(etag, (0.0, None))
        if kept is not None:
            return Picture(kept, etag)
        if lost is not None and time.monotonic() - since < FRESH:
            return lost
        uris = [(page["source_uri"], page["file_name"]), *((row["source_uri"], row["file_name"]) for row in copies)]
        places = tuple(self._places(uris, page["size_bytes"]))
        size = (page["width"], page["height"])
        drawn = self._worker.do(Drawing(page["sha256"], number, *size, page["turned"], places))
        if isinstance(drawn, bytes):
            self._keep(etag, drawn)
            return Picture(drawn, etag)
        reason = _explained(drawn, page["file_name"])
        if isinstance(drawn, Lost):
            self._remember(etag, reason)
        return reason

    def _remember(self, etag: str, reason: NoPicture) -> None:
        """Keep why a page cost a process, and forget what is no longer fresh."""
        now = time.monotonic()
        with self._lock:
            self._lost = {name: each for name, each in self._lost.items() if now - each[0] < FRESH}
            self._lost[etag] = (now, reason)

    def _keep(self, etag: str, png: bytes) -> None:
        with self._lock:
            self._kept[etag] = png
            while len(self._kept) > 1 and sum(map(len, self._kept.values())) > KEPT:
                self._kept.popitem(last=False)

    def _places(self, uris: Sequence[tuple[str | None, str]], size: int) -> Iterator[Place]:
        """Where a document's bytes may be: where they were read or found, then files of its size in the folders."""
        names = [name for _, name in uris]
        for uri, name in uris:
            path = path_of(uri) if uri else None
            if path is not None:
                yield self._place(path, (name,))
        for path in self._of_size(size):
            yield self._place(path, names)

    def _place(self, path: Path, names: Sequence[str]) -> Place:
        passwords = (self._passwords.for_file(name) for name in (path.name, *names))
        return Place(path, next((password for password in passwords if password is not None), None))

    def _of_size(self, size: int) -> Sequence[Path]:
        with self._lock:
            if self._folders and time.monotonic() - self._looked > FRESH:
                self._by_size = _by_size(self._folders)
                self._looked = time.monotonic()
            return tuple(self._by_size.get(size, ()))


def _by_size(folders: Sequence[Path]) -> dict[int, list[Path]]:
    """The files of folders, to any depth, by their sizes; links are not followed."""
    found: dict[int, list[Path]] = {}
    count = 0
    for folder in folders:
        for where, _, names in os.walk(folder):
            for name in names:
                path = Path(where, name)
                try:
                    size = path.stat(follow_symlinks=False).st_size
                except OSError:
                    continue
                if 0 < size <= LARGEST and (count := count + 1) <= MOST_FILES:
                    found.setdefault(size, []).append(path)
    return found


def _explained(drawn: Undrawn | Lost | None, file_name: str) -> NoPicture:
    if isinstance(drawn, Lost):
        what = drawn.reason.partition(";")[0]
        return NoPicture(f"the page could not be drawn: {what}", f"open {file_name} itself at this page")
    if drawn is not None and drawn.trouble is Trouble.CHANGED:
        what = f"{drawn.reason} is no longer the file that was read"
        return NoPicture(what, "run 'cjaplans ingest' on it, or start with --files and a folder that holds the old one")
    if drawn is not None and drawn.trouble is Trouble.UNREADABLE:
        return NoPicture(drawn.reason, "see that it can be read; for a locked file, start with --password-file")
    what = f"{file_name} is not where it was read from"
    return NoPicture(what, "put it back, or start with --files and a folder that holds it")
