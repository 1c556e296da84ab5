"""Files in stores that fsspec reaches: ``s3://bucket/plans/a.pdf``, ``https://host/a.pdf``."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from cjaplans.extract.errors import UnreadableFile
from cjaplans.extract.file import LARGEST, too_large
from cjaplans.ingest.sources.stores import opened, said_of

#: What stores call the version of a file, the surer first. A weak ETag (``W/"..."``) promises no equal bytes.
_VERSIONS = ("ETag", "etag", "generation", "Content-MD5", "content_md5", "md5Hash")
_TIMES = ("LastModified", "Last-Modified", "last_modified", "updated", "mtime", "created")


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a store at ``uri``, as it was when it was listed."""

    uri: str
    size: int | None = None
    version: str | None = None
    modified: float = float("inf")

    def __str__(self) -> str:
        return self.uri

    @property
    def name(self) -> str:
        return self.uri.rstrip("/").rpartition("/")[2]

    def stamp(self) -> object:
        if self.version is None and self.modified == float("inf"):
            return uuid4().hex  # nobody can tell, so it may always be another
        return [self.size, self.version, None if self.modified == float("inf") else self.modified]

    def read(self) -> bytes:
        """The file's bytes, fetched once, through a file, as none can be held to what it said it has."""
        if self.size is not None and self.size > LARGEST:
            raise too_large(LARGEST)
        try:
            store, path = opened(self.uri)
            with TemporaryDirectory(prefix="cjaplans-") as folder:
                file = Path(folder) / "fetched"
                store.get_file(path, str(file), callback=_bounded(LARGEST))
                return file.read_bytes()
        except UnreadableFile:
            raise
        except Exception as error:
            raise UnreadableFile(*said_of(error)) from error


def listed(uri: str, info: Mapping[str, Any]) -> RemoteFile:
    """A file of which a store told ``info``, as fsspec hands it on."""
    size = info.get("size")
    return RemoteFile(uri, size if isinstance(size, int) else None, _version(info), _modified(info))


def _version(info: Mapping[str, Any]) -> str | None:
    for name in _VERSIONS:
        value = info.get(name)
        if value and not str(value).startswith("W/"):
            return str(value).strip('"')
    return None


def _modified(info: Mapping[str, Any]) -> float:
    for name in _TIMES:
        value = info.get(name)
        moment = _moment(value) if isinstance(value, str) else value
        if isinstance(moment, int | float):
            return float(moment)
        if isinstance(moment, datetime):
            with suppress(ValueError, OverflowError):  # some say the year 1 where they know none
                return moment.timestamp()
    return float("inf")


def _moment(text: str) -> datetime | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        with suppress(ValueError):
            return read(text)
    return None


def _bounded(largest: int) -> Any:
    """A callback of fsspec's that ends a transfer of more than so many bytes."""
    from fsspec.callbacks import Callback

    class Bound(Callback):  # type: ignore[misc]
        def set_size(self, size: int | None) -> None:
            super().set_size(size)
            if size is not None and size > largest:
                raise too_large(largest)

        def relative_update(self, inc: int = 1) -> None:
            super().relative_update(inc)
            if self.value > largest:
                raise too_large(largest)

    return Bound()


def still_holds(uri: str, sha256: str, version: str | None) -> bool:
    """Whether bytes still lie at an address, as far as its store tells; True where it cannot be asked."""
    try:
        store, path = opened(uri)
        now = listed(uri, store.info(path))
    except FileNotFoundError:
        return False
    except Exception:
        return True
    if now.version is not None and now.version == version:
        return True
    try:
        return hashlib.sha256(now.read()).hexdigest() == sha256
    except UnreadableFile:
        return True
