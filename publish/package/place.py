"""Where a package is put: whole or not at all, and in nobody's way."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cjaplans.ingest.errors import UsageProblem
from cjaplans.publish.package.descriptor import FILE, NAME

_PART, _OLD = ".part", ".old"
_ABANDONED = 3600  # seconds since something in it was last written
#: Files that systems put into folders by themselves.
_STRAYS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


def checked(folder: Path, database: Path | None, *, force: bool) -> Path:
    """The folder to put a package in. Raises ``UsageProblem`` where something else stands there.

    An earlier package, with no file that is not its own, may be replaced; anything else only with ``force``.
    """
    target = folder.expanduser().resolve()
    if target.is_file():
        raise UsageProblem(str(folder), "is a file", "name a folder")
    if not target.name:
        raise UsageProblem(str(folder), "cannot be replaced", "name a folder in it")
    if database is not None and target in database.resolve().parents:
        raise UsageProblem(str(folder), "the database lies in it", "name another folder")
    if Path.cwd().is_relative_to(target) and target.exists():
        raise UsageProblem(str(folder), "is the folder you are in, or one above it", "name another folder")
    if not force and target.exists() and (strange := _strange(target)):
        raise UsageProblem(str(folder), strange, "name another folder, or give --force to move this one aside")
    return target


def _strange(folder: Path) -> str | None:
    """What in a folder is no part of an earlier package."""
    if all(path.name in _STRAYS for path in folder.iterdir()):
        return None
    known = _listed(folder / FILE)
    if known is None:
        return "is there already, and is no earlier export"
    files = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    found = {path.relative_to(folder).as_posix() for path in files if path.name not in _STRAYS}
    others = sorted(found - known)
    return f"holds files that are no part of the earlier export, such as {others[0]}" if others else None


def _listed(descriptor: Path) -> set[str] | None:
    """The files of a package of ours; None where it is none."""
    try:
        read = json.loads(descriptor.read_text(encoding="utf-8"))
        paths = {str(each["path"]) for each in read["resources"]}
        return {FILE, "README.md", *paths} if read["name"] == NAME and "cjaplans" in read else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


@contextmanager
def appearing(target: Path, *, force: bool) -> Iterator[tuple[Path, list[str]]]:
    """A folder to write to that becomes ``target`` at the end, and notes on what became of what stood there.

    An earlier package goes; with ``force`` another folder is kept beside it. Raises ``UsageProblem``.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}{_PART}")
    notes: list[str] = []
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target)
        part.mkdir()
        yield part, notes
        notes += _put(part, target, force=force)
    except OSError as error:
        what = error.strerror or "cannot be written"
        raise UsageProblem(error.filename or str(target), what, "give another place, or make room") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _put(part: Path, target: Path, *, force: bool) -> Iterator[str]:
    if not target.exists():
        part.rename(target)
        return
    strange = force and _strange(target) is not None
    aside = _free(target) if strange else target.with_name(f".{target.name}.{os.getpid()}{_OLD}")
    target.rename(aside)
    try:
        part.rename(target)
    except OSError:
        aside.rename(target)
        raise
    if strange:
        yield f"what was in {target} is kept in {aside}"
    else:
        shutil.rmtree(aside, ignore_errors=True)


def _free(target: Path) -> Path:
    names = (target.with_name(f"{target.name}.before{f'-{n}' if n > 1 else ''}") for n in range(1, 10_000))
    return next(name for name in names if not name.exists())


def _sweep(target: Path) -> None:
    """Remove what killed processes left; a folder that another one writes to is younger."""
    for suffix in (_PART, _OLD):
        for left in target.parent.glob(f".{target.name}.*{suffix}"):
            if suffix == _OLD and not target.exists():
                left.rename(target)  # killed between two steps: what was there before is put back
                continue
            with suppress(OSError):
                youngest = max(path.stat().st_mtime for path in (left, *left.rglob("*")))
                if time.time() - youngest > _ABANDONED:
                    shutil.rmtree(left, ignore_errors=True)
