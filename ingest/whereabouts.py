"""Which bytes lie where: every file hashed, and the places of known documents looked at."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit
from urllib.request import url2pathname

from cjaplans.extract.errors import UnreadableFile
from cjaplans.extract.file import read_bytes
from cjaplans.load.known import Known
from cjaplans.load.places import Sighting


@dataclass(frozen=True, slots=True)
class Found:
    """A file of a batch that could be looked at, under its number there."""

    index: int
    path: Path
    sighting: Sighting


@dataclass(frozen=True, slots=True)
class Unseen:
    """A file of a batch that could not, and why."""

    index: int
    path: Path
    reason: str


def look(files: Iterable[Path], linked: Mapping[Path, Path]) -> Iterator[Found | Unseen]:
    """Hash every file; links lead where they led when they were found."""
    folders: dict[Path, Path] = {}
    for index, path in enumerate(files):
        real = linked.get(path, path)
        try:
            sha256 = digest_of(read_bytes(real, follow=False))
        except UnreadableFile as error:
            yield Unseen(index, path, str(error))
            continue
        if real.parent not in folders:
            folders[real.parent] = real.parent.resolve()
        place = folders[real.parent] / real.name
        yield Found(index, path, Sighting(place.as_uri(), printable_name(path), sha256))


def lost(seen: Sequence[Sighting], known: Mapping[str, Known]) -> set[str]:
    """The places of known documents that no longer hold their bytes, of those whose bytes were seen elsewhere only."""
    places = {each.source_uri for each in seen}
    elsewhere = {known[each.sha256] for each in seen if each.sha256 in known}
    return {
        document.source_uri
        for document in elsewhere
        if document.source_uri is not None
        and document.source_uri not in places
        and not _holds(document.source_uri, document.sha256)
    }


def digest_of(data: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def printable_name(path: Path) -> str:
    """The file's name in characters a database takes: bytes that are not UTF-8 become U+FFFD."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def path_of(uri: str) -> Path | None:
    """Where a file of this machine or its network is, as ``Path.as_uri`` wrote it; None for one elsewhere."""
    parts = urlsplit(uri)
    if parts.scheme != "file":
        return None
    if os.name == "nt":
        return Path(url2pathname(f"//{parts.netloc}{parts.path}" if parts.netloc else parts.path))
    return Path(os.fsdecode(unquote_to_bytes(parts.path)))  # a name is bytes, of whatever encoding


def _holds(uri: str, sha256: str) -> bool:
    path = path_of(uri)
    try:
        return path is None or digest_of(read_bytes(path, follow=False)) == sha256
    except UnreadableFile:
        return False
