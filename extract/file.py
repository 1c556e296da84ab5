"""A file's bytes, taken from the system with care: what lies at a path may not be a file, nor ever end."""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path

from cjaplans.extract.errors import UnreadableFile

#: The largest file that is read (bytes): it is held in memory whole, and more than once.
LARGEST = 500 * 2**20
PIECE = 2**20

#: A pipe that nobody writes to is not waited for.
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


def read_bytes(source: Path | bytes, *, follow: bool = True, largest: int = LARGEST) -> bytes:
    """The file's bytes; a link at the end of the path is only opened if it is to be followed.

    Raises:
        UnreadableFile: the system refuses them, they are no regular file's, or there are more than ``largest``.
    """
    if isinstance(source, bytes):
        return source
    try:
        handle = os.open(source, _OPEN if follow else _OPEN | _NO_LINK)
    except (OSError, ValueError) as error:
        if not follow and source.is_symlink():
            raise UnreadableFile("a link has taken the place of the file", "run again") from error
        raise _refused(error) from error
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise UnreadableFile("not a regular file", "name a regular file")
        with io.FileIO(handle, closefd=False) as file:
            return _all_of(file, largest)
    except OSError as error:
        raise _refused(error) from error
    finally:
        os.close(handle)


def _all_of(file: io.FileIO, largest: int) -> bytes:
    """What a file holds, though it may grow while it is read."""
    size, read = os.fstat(file.fileno()).st_size, 0
    pieces = []
    while size <= largest and (piece := file.read(max(size - read, PIECE))):
        pieces.append(piece)
        read += len(piece)
        size = max(size, read)
    if size > largest:
        raise too_large(largest)
    return b"".join(pieces)


def too_large(largest: int) -> UnreadableFile:
    """Why a file of more than so many bytes is not read."""
    return UnreadableFile(f"the file is larger than {largest // 2**20} MB", "split it, or make its pictures smaller")


def _refused(error: Exception) -> UnreadableFile:
    reason = getattr(error, "strerror", None) or str(error)
    return UnreadableFile(f"cannot be read: {reason}", "check that the file exists and may be read")
