"""Files that people name for what they take away: refused in time, and written whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from cjaplans.ingest.errors import UsageProblem


def checked(path: Path, suffixes: Sequence[str]) -> Path:
    """The file to write, before any time goes into what it will hold.

    Raises ``UsageProblem`` for a folder, for one in a folder that is not there, and for another suffix.
    """
    if path.is_dir():
        raise UsageProblem(str(path), "is a folder", f"name a file in it, as in {path / f'name{suffixes[0]}'}")
    if path.suffix.lower() not in suffixes:
        known = ", ".join(suffixes[:-1]) + " or " * (len(suffixes) > 1) + suffixes[-1]
        what = f"{path.suffix!r} is no kind of file it can be" if path.suffix else "its name tells no kind of file"
        raise UsageProblem(str(path), what, f"give a name in {known}")
    if not path.parent.is_dir():
        raise UsageProblem(str(path.parent), "no such folder", "make it first, or name another")
    return path


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; one that is there keeps its permissions. Raises ``UsageProblem``."""
    target = path.resolve()
    unfinished = target.with_name(f".{target.name[:200]}.{os.getpid()}.part")
    try:
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, unfinished)
        unfinished.replace(target)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        what = error.strerror or "cannot be written"
        raise UsageProblem(str(path), what, "give another place, or make room") from error
