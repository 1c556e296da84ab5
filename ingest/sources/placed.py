"""Where a document was read from, as its address has it."""

from __future__ import annotations

from pathlib import Path

from cjaplans.ingest.sources.local import LocalFile, path_of
from cjaplans.ingest.sources.remote import RemoteFile
from cjaplans.ingest.sources.source import Source


def placed(uri: str | None, file_name: str) -> Source:
    """The file at an address, which may be gone; of one without an address no more than its name is known."""
    path = path_of(uri) if uri else None
    if uri and path is None:
        return RemoteFile(uri)
    return LocalFile(path or Path(file_name), path or Path(file_name))
