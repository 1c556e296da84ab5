"""Files that are written whole or not at all, whatever happens meanwhile."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside ``path`` and put it in its place once it is on the disk; one that was there keeps its
    permissions. Raises ``OSError``, and leaves nothing behind then.
    """
    unfinished = path.with_name(f".{path.name[:200]}.{os.getpid()}.part")
    try:
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, unfinished)
        unfinished.replace(path)
    except OSError:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise
