"""What a run knows of a file that it is to read."""

from __future__ import annotations

import os
from typing import Protocol


class Source(Protocol):
    """A file, wherever it lies; ``str`` is how people know it."""

    @property
    def name(self) -> str:
        """Its name without its folder."""

    @property
    def uri(self) -> str:
        """The address of the place where it lies, whatever links led there."""

    @property
    def version(self) -> str | None:
        """What its store calls its bytes: another name may be the same bytes, the same name is. None on a disk."""

    @property
    def modified(self) -> float:
        """When it was changed last, in seconds since 1970; infinite where that cannot be told."""

    def stamp(self) -> object:
        """What changes with its content, as JSON; None where it cannot be looked at."""

    def read(self) -> bytes:
        """Its bytes. Raises ``UnreadableFile``."""


def printable_name(name: str) -> str:
    """A file's name in characters a database takes: bytes that are not UTF-8 become U+FFFD."""
    return os.fsencode(name).decode("utf-8", "replace")
