"""Files of this machine and its network."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit
from urllib.request import url2pathname

from cjaplans.extract.file import read_bytes
from cjaplans.ingest.watching.arrivals import stamp


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file as it was found at ``path``; ``place`` is where it lies, with no link on the way.

    It is opened there: a link that was put in the place of a file since is not followed.
    """

    path: Path
    place: Path

    def __str__(self) -> str:
        return str(self.path)

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def uri(self) -> str:
        return self.place.as_uri()

    @property
    def version(self) -> None:
        return None

    @property
    def modified(self) -> float:
        try:
            return self.place.stat().st_mtime
        except OSError:
            return float("inf")

    def stamp(self) -> object:
        return stamp(self.place)

    def read(self) -> bytes:
        return read_bytes(self.place, follow=False)


class Finder:
    """Tells where files lie, asking once for each folder, as many files lie in one."""

    def __init__(self) -> None:
        self._folders: dict[Path, Path] = {}

    def file(self, path: Path) -> LocalFile:
        """The file at a path, which leads where it leads now."""
        real = path.resolve() if path.is_symlink() else path
        if real.parent not in self._folders:
            self._folders[real.parent] = real.parent.resolve()
        return LocalFile(path, self._folders[real.parent] / real.name)


def path_of(uri: str) -> Path | None:
    """Where a file of this machine or its network is, as ``Path.as_uri`` wrote it; None for one elsewhere."""
    parts = urlsplit(uri)
    if parts.scheme != "file":
        return None
    if os.name == "nt":
        return Path(url2pathname(f"//{parts.netloc}{parts.path}" if parts.netloc else parts.path))
    return Path(os.fsdecode(unquote_to_bytes(parts.path)))  # a name is bytes, of whatever encoding
