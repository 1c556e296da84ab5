"""Extracted documents kept beside the database, so that they can be normalised again without their PDFs.

Each is one file, ``extracted/<sha256>.json.gz`` in the folder of the database; of a database on a server, which has
none here, in ``data/processed``; or in the folder that ``CJAPLANS_EXTRACTED`` names. It is written whole or not at
all; one that is missing, cut, of another format or of another file is as if it were not there: the PDF is read again.
"""

from __future__ import annotations

import gzip
import os
import re
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from cjaplans import DEFAULT_DATABASE
from cjaplans.extract.model import ExtractedDocument
from cjaplans.load.address import database_file, on_postgresql
from cjaplans.load.secrets import without_passwords

#: Raised whenever the file or ``ExtractedDocument`` is laid out otherwise.
FORMAT = 1
FOLDER = "extracted"
#: Names another folder.
VARIABLE = "CJAPLANS_EXTRACTED"
SUFFIX = ".json.gz"
#: How a file ends that is not yet complete.
UNFINISHED = ".part"
#: How hard to press: the next levels take twice the time for a twentieth less.
LEVEL = 5


@dataclass(frozen=True, slots=True)
class Stored:
    """An extracted document, and what it was made from: bytes, pages (``3-9,12``; None for all) and extractor."""

    sha256: str
    extractor: str
    pages: str | None
    document: ExtractedDocument
    format: int = FORMAT


def folder_of(database: str) -> Path | None:
    """The folder of the stored extractions of ``database``, a path or URL; None for one in memory."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser()
    if on_postgresql(database):
        return Path(DEFAULT_DATABASE).parent / FOLDER
    file = database_file(database)
    return file.parent / FOLDER if file else None


def writer_of(database: str) -> str:
    """A name for ``database`` that a file's can begin with."""
    file = database_file(database)
    return file.name if file else re.sub(r"[^\w.-]+", "_", without_passwords(database).partition("://")[2])


def encode(stored: Stored) -> bytes:
    """The content of the file: the same bytes for the same document.

    Raises:
        ValueError: it holds what JSON cannot, such as half a character.
    """
    return gzip.compress(msgspec.json.encode(stored), LEVEL, mtime=0)


@dataclass(frozen=True, slots=True)
class _Label:
    """What a stored extraction is of, without its document."""

    sha256: str
    extractor: str
    pages: str | None
    format: int = FORMAT


_Part = TypeVar("_Part", Stored, _Label)


def decode(data: bytes) -> Stored | None:
    """What a file says; None where it is cut, damaged or of another format."""
    return _decoded(data, Stored)


def _decoded(data: bytes, part: type[_Part]) -> _Part | None:
    try:
        stored = msgspec.json.decode(gzip.decompress(data), type=part)
    except (OSError, EOFError, zlib.error, ValueError, RecursionError):
        return None
    return stored if stored.format == FORMAT else None


class Store:
    """The folder of stored extractions, which the databases of a folder share.

    ``writer`` is the database whose run may write; it has one unfinished file at most.
    """

    def __init__(self, folder: Path, writer: str = "") -> None:
        self.folder = folder
        self._unfinished = folder / f"{writer}{UNFINISHED}"

    def path(self, sha256: str) -> Path:
        """Where the document of these bytes is or would be."""
        return self.folder / f"{sha256}{SUFFIX}"

    def read(self, sha256: str, extractor: str | None, pages: str | None) -> ExtractedDocument | None:
        """The document that ``extractor`` made of the ``pages`` of these bytes, if it is there and whole."""
        content = self.content(sha256, extractor, pages)
        stored = decode(content) if content is not None else None
        return stored.document if stored else None

    def content(self, sha256: str, extractor: str | None, pages: str | None) -> bytes | None:
        """The encoded content of such a document, to be decoded elsewhere."""
        try:
            content = self.path(sha256).read_bytes()
        except OSError:
            return None
        label = _decoded(content, _Label)
        if label is None or (label.sha256, label.extractor, label.pages) != (sha256, extractor, pages):
            return None
        return content

    def write(self, sha256: str, content: bytes) -> None:
        """Put encoded content in its place, whole or not at all.

        Raises:
            OSError: the folder or disk cannot take it.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            with self._unfinished.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            self._unfinished.replace(self.path(sha256))
        except OSError:
            self.sweep()
            raise

    def sweep(self) -> None:
        """Remove what a run of the writer left unfinished that was killed."""
        with suppress(OSError):
            self._unfinished.unlink(missing_ok=True)
