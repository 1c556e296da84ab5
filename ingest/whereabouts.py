"""Which bytes lie where: every file hashed, unless its store says it is known, and the places of known documents."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import urlsplit

from cjaplans.extract.errors import UnreadableFile
from cjaplans.extract.file import read_bytes
from cjaplans.ingest.errors import UsageProblem
from cjaplans.ingest.sources.local import path_of
from cjaplans.ingest.sources.source import Source, printable_name
from cjaplans.load.known import Known
from cjaplans.load.places import Sighting

#: Files that are fetched from stores at a time.
FETCHERS = 8
#: So many fetched files, or bytes of them, are dealt with together.
PORTION = 32
PORTION_BYTES = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Found:
    """A file of a batch that could be looked at, under its number there.

    ``data`` are its bytes where it had to be fetched.
    """

    index: int
    source: Source
    sighting: Sighting
    data: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Unseen:
    """A file of a batch that could not, and why."""

    index: int
    source: Source
    reason: str


def look(files: Iterable[Source], known: Callable[[Source], str | None]) -> Iterator[Found | Unseen]:
    """Look at every file, in order: hash it, unless its SHA-256 is ``known`` by its version.

    Files of stores are fetched a few at a time, ahead of whoever asks for them.
    """
    with ThreadPoolExecutor(FETCHERS, "fetching") as pool:
        numbered = enumerate(files)
        ahead: deque[tuple[int, Source, str | None, Future[bytes] | None]] = deque()
        try:
            while True:
                for index, source in islice(numbered, 2 * FETCHERS - len(ahead)):
                    sha256 = known(source) if source.version is not None else None
                    fetched = pool.submit(source.read) if _is_far(source) and sha256 is None else None
                    ahead.append((index, source, sha256, fetched))
                if not ahead:
                    return
                yield _seen(*ahead.popleft())
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _is_far(source: Source) -> bool:
    return not source.uri.startswith("file:")


def _seen(index: int, source: Source, sha256: str | None, fetched: Future[bytes] | None) -> Found | Unseen:
    data = None
    if sha256 is None:
        try:
            content = fetched.result() if fetched is not None else source.read()
        except UnreadableFile as error:
            return Unseen(index, source, str(error))
        except UsageProblem as error:
            return Unseen(index, source, f"{error.what}; {error.remedy}")
        sha256, data = digest_of(content), content if fetched is not None else None
    return Found(index, source, Sighting(source.uri, printable_name(source.name), sha256, source.version), data)


def portions(found: Iterable[Found]) -> Iterator[list[Found]]:
    """Files to be dealt with together: all, as far as their bytes need not be held until it is their turn."""
    portion: list[Found] = []
    held: list[int] = []
    for each in found:
        portion.append(each)
        if each.data is not None:
            held.append(len(each.data))
        if len(held) >= PORTION or sum(held) >= PORTION_BYTES:
            yield portion
            portion, held = [], []
    yield portion


def lost(seen: Sequence[Sighting], known: Mapping[str, Known]) -> set[str]:
    """The places of known documents that no longer hold their bytes, of those whose bytes were seen elsewhere only.

    Of stores only those are asked in which files were seen.
    """
    places = {each.source_uri for each in seen}
    stores = {_store(place) for place in places}
    elsewhere = {known[each.sha256] for each in seen if each.sha256 in known}
    return {
        document.source_uri
        for document in elsewhere
        if document.source_uri is not None
        and document.source_uri not in places
        and not _holds(document, document.source_uri, stores)
    }


def digest_of(data: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _holds(document: Known, uri: str, stores: set[tuple[str, str]]) -> bool:
    path = path_of(uri)
    if path is None:
        return _store(uri) not in stores or _far_holds(document, uri)
    try:
        return digest_of(read_bytes(path, follow=False)) == document.sha256
    except UnreadableFile:
        return False


def _far_holds(document: Known, uri: str) -> bool:
    from cjaplans.ingest.sources.remote import still_holds

    return still_holds(uri, document.sha256, document.source_version)


def _store(uri: str) -> tuple[str, str]:
    parts = urlsplit(uri)
    return parts.scheme, parts.netloc
