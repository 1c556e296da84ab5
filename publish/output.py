"""Files that people name for what they take away: refused in time, and written whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cjaplans.ingest.errors import UsageProblem
from cjaplans.ingest.whole import write_whole


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
    try:
        write_whole(path.resolve(), data)
    except OSError as error:
        what = error.strerror or "cannot be written"
        raise UsageProblem(str(path), what, "give another place, or make room") from error
