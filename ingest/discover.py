"""Which files a user means by ``PATH...``: files, folders and patterns.

A file that is named is always tried, whatever it is called. A folder is searched to any depth, a
pattern (``plans/**/2010*``) where it says; both take only ``*.pdf``, in either case, and skip hidden
files. A link that leads out of the folder searched, and anything that is not a regular file (a pipe, a
device), is refused with a message and never opened.
"""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cjaplans.ingest.errors import UsageProblem
from cjaplans.ingest.outcome import Refusal


@dataclass(frozen=True, slots=True)
class Discovery:
    """The files to read, in order and each once, and what was refused on the way."""

    files: tuple[Path, ...]
    refused: tuple[Refusal, ...] = ()


def discover(paths: Sequence[str]) -> Discovery:
    """Find the files that ``paths`` mean; files keep the order of ``paths``, a folder's are sorted.

    Raises:
        UsageProblem: a path does not exist, is no regular file, or nothing was found at all.
    """
    found: list[Path] = []
    refused: list[Refusal] = []
    for path in paths:
        for item in _expand(path):
            if isinstance(item, Refusal):
                refused.append(item)
            else:
                found.append(item)
    files = tuple(_once(found))
    if not files:
        raise UsageProblem(", ".join(paths), _nothing(refused), "name a PDF, or a folder or pattern that holds some")
    return Discovery(files, tuple(refused))


def _nothing(refused: Sequence[Refusal]) -> str:
    if not refused:
        return "no PDF files found"
    return f"no PDF files found ({refused[0].path}: {refused[0].reason})"


def _expand(path: str) -> Iterator[Path | Refusal]:
    here = Path(path)
    if not os.path.lexists(path):
        if not glob.has_magic(path):
            raise UsageProblem(path, "no such file or folder", "check the path")
        yield from _matches(path)
    elif here.is_dir():
        yield from _walk(here, here)
    else:
        yield _named(here)


def _named(path: Path) -> Path:
    reason = _irregular(path)
    if reason:
        raise UsageProblem(str(path), reason, "name a regular file or a folder")
    return path


def _matches(pattern: str) -> Iterator[Path | Refusal]:
    """What a quoted pattern matches; ``**`` is any depth, and hidden files are not matched."""
    root = _fixed_part(pattern)
    wild = str(Path(pattern).relative_to(root)) if root.parts else pattern
    if wild.endswith("**"):
        wild = f"{wild}/*"  # up to Python 3.12 "**" alone matches folders only
    for path in sorted(root.glob(wild)):
        hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
        if hidden or (path.is_dir() and not path.is_symlink()):
            continue  # only files are meant; "folder/**" names those of every depth itself
        yield from _met(path, root)


def _fixed_part(pattern: str) -> Path:
    """The folder a pattern starts in: its parts before the first wildcard."""
    fixed: list[str] = []
    for part in Path(pattern).parts[:-1]:
        if glob.has_magic(part):
            break
        fixed.append(part)
    return Path(*fixed)


def _walk(folder: Path, root: Path) -> Iterator[Path | Refusal]:
    """The PDFs under ``folder``, sorted by path; what cannot be listed is refused."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield Refusal(folder, error.strerror or "cannot be listed")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry, root)
        else:
            yield from _met(entry, root)


def _met(path: Path, root: Path) -> Iterator[Path | Refusal]:
    """A path met in a search below ``root``: taken, refused, or nothing we look for."""
    linked_folder = path.is_symlink() and path.is_dir()
    if path.suffix.lower() != ".pdf" and not linked_folder:
        return
    reason = _leaves(path, root) or (None if linked_folder else _irregular(path))
    if reason:
        yield Refusal(path, reason)
    elif not linked_folder:  # a link to a folder inside the root: its files are met there
        yield path


def _leaves(path: Path, root: Path) -> str | None:
    try:
        if not path.is_symlink() or path.resolve(strict=True).is_relative_to(root.resolve()):
            return None
    except (OSError, RuntimeError):  # up to Python 3.12 a loop is a RuntimeError
        return "refused: a link that leads nowhere; remove it or mend it"
    return f"refused: a link that leads out of {root}; name the file itself to read it"


def _irregular(path: Path) -> str | None:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return "a link that leads nowhere"
    except OSError as error:
        return error.strerror or "cannot be opened"
    return None if stat.S_ISREG(mode) else "not a regular file"


def _once(paths: Iterable[Path]) -> Iterator[Path]:
    seen: set[Path] = set()
    for path in paths:
        real = path.resolve()
        if real not in seen:
            seen.add(real)
            yield path
