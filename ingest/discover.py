"""Which files a user means by ``PATH...``: files, folders and patterns.

A file that is named is always tried, whatever it is called. A folder is searched to any depth, a
pattern (``plans/**/2010*``) where it says; both take only ``*.pdf``, in either case, and skip hidden
files. A link that leads out of the folder searched, and anything that is not a regular file (a pipe, a
device), is refused with a message and never opened. What is taken is known by its real path, so that it can be
opened later without following a link that has taken its place since. Addresses (``s3://...``) mean the same in their
store (``sources/listing.py``); ``file://`` is a path of this machine.
"""

from __future__ import annotations

import glob
import os
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from cjaplans.ingest.errors import UsageProblem
from cjaplans.ingest.outcome import Refusal
from cjaplans.ingest.sources.listing import expand
from cjaplans.ingest.sources.local import Finder, LocalFile, path_of
from cjaplans.ingest.sources.remote import RemoteFile
from cjaplans.ingest.sources.source import Source
from cjaplans.ingest.sources.stores import is_url

SUFFIX = ".pdf"
ANY_DEPTH = "**"
#: Refusals that are shown one by one; thousands would hide everything else.
MOST_LINES = 20


@dataclass(frozen=True, slots=True)
class Discovery:
    """The files to read, in order and each once, and what was refused on the way."""

    files: tuple[Source, ...]
    refused: tuple[Refusal, ...] = ()


def discover(paths: Sequence[str]) -> Discovery:
    """Find the files that ``paths`` mean; files keep the order of ``paths``, a folder's are sorted.

    Raises:
        UsageProblem: a path does not exist, is no regular file, or nothing was found at all; or an address that
            cannot be asked.
    """
    found = _sorted_out(item for path in paths for item in _expand(path))
    if not found.files:
        what = _nothing(found.refused)
        raise UsageProblem(", ".join(paths), what, "name a PDF, or a folder or pattern that holds some")
    return found


def found_at(path: Path, root: Path) -> Discovery:
    """What a search of the folder ``root`` finds at ``path`` in it: a file, all of a folder, or nothing."""
    parts = path.relative_to(root).parts
    above = [root.joinpath(*parts[:end]) for end in range(1, len(parts))]
    if any(part.startswith(".") for part in parts) or any(folder.is_symlink() for folder in above):
        return Discovery(())
    if _is_folder(path) and not path.is_symlink():
        return _sorted_out(_walk(path, within=root))
    return _sorted_out(_met(path, root)) if os.path.lexists(path) else Discovery(())


def _sorted_out(items: Iterable[Path | RemoteFile | Refusal]) -> Discovery:
    """The files met, each once, apart from what was refused."""
    found: list[Path | RemoteFile] = []
    refused: list[Refusal] = []
    for item in items:
        if isinstance(item, Refusal):
            refused.append(item)
        else:
            found.append(item)
    return Discovery(tuple(_once(found)), tuple(refused))


def refusal_lines(refused: Sequence[Refusal], most: int = MOST_LINES) -> Iterator[str]:
    """What was refused, one line each; of very many those after the first ``most`` are counted by their reason."""
    for refusal in refused[:most]:
        yield f"{refusal.path}: {refusal.reason}"
    counted = Counter(refusal.reason for refusal in refused[most:])
    for reason, number in counted.most_common(most):
        yield f"{number} more: {reason}"
    if len(counted) > most:
        yield f"{len(counted) - most} other reasons; --json lists everything that was refused"


def _nothing(refused: Sequence[Refusal]) -> str:
    if not refused:
        return "no PDF files found"
    return f"no PDF files found ({refused[0].path}: {refused[0].reason})"


def _expand(path: str) -> Iterator[Path | RemoteFile | Refusal]:
    if is_url(path):
        here = path_of(path)
        yield from expand(path) if here is None else _local(str(here))
    else:
        yield from _local(path)


def _local(path: str) -> Iterator[Path | Refusal]:
    here = Path(path)
    if not os.path.lexists(path):
        if not glob.has_magic(path):
            raise UsageProblem(path, "no such file or folder", "check the path")
        yield from _matches(path)
    elif _is_folder(here):
        yield from _walk(here)
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
    parts = Path(pattern).parts[len(root.parts) :]
    if root.is_dir():
        depth = None if ANY_DEPTH in parts else len(parts)
        yield from _walk(root, depth, lambda path: _fits(path.parts[len(root.parts) :], parts))


def _fits(path: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    """Whether the parts of a path match those of a pattern."""
    if not pattern:
        return not path
    if pattern[0] == ANY_DEPTH:
        return any(_fits(path[start:], pattern[1:]) for start in range(len(path) + 1))
    return bool(path) and fnmatch(path[0], pattern[0]) and _fits(path[1:], pattern[1:])


def _fixed_part(pattern: str) -> Path:
    """The folder a pattern starts in: its parts before the first wildcard."""
    fixed: list[str] = []
    for part in Path(pattern).parts[:-1]:
        if glob.has_magic(part):
            break
        fixed.append(part)
    return Path(*fixed)


def _walk(
    root: Path,
    depth: int | None = None,
    wanted: Callable[[Path], bool] = lambda path: True,
    within: Path | None = None,
) -> Iterator[Path | Refusal]:
    """The ``wanted`` PDFs under a folder, sorted by path; what cannot be listed is refused.

    ``depth`` 1 is the folder alone. Links may lead anywhere ``within`` another folder that it is a part of.
    A stack of its own is kept: folders may lie deeper in each other than calls can.
    """
    pending = [_listed(root)]
    while pending:
        entry = next(pending[-1], None)
        if entry is None:
            pending.pop()
        elif isinstance(entry, Refusal):
            yield entry
        elif entry.is_dir(follow_symlinks=False):
            if depth is None or len(pending) < depth:
                pending.append(_listed(Path(entry.path)))
        elif (entry.name.lower().endswith(SUFFIX) or entry.is_symlink()) and wanted(Path(entry.path)):
            yield from _met(Path(entry.path), within or root)


def _listed(folder: Path) -> Iterator[os.DirEntry[str] | Refusal]:
    """What is in a folder and not hidden, by name."""
    try:
        with os.scandir(folder) as entries:
            found = sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)
    except OSError as error:
        return iter([Refusal(folder, f"cannot be listed: {error.strerror or error}; check its permissions")])
    return iter(found)


def _met(path: Path, root: Path) -> Iterator[Path | Refusal]:
    """A path met in a search below ``root``: taken, refused, or nothing we look for."""
    linked_folder = path.is_symlink() and _is_folder(path)
    if path.suffix.lower() != SUFFIX and not linked_folder:
        return
    irregular = None if linked_folder else _irregular(path)
    reason = _leaves(path, root) or (irregular and f"refused: {irregular}; only files are read")
    if reason:
        yield Refusal(path, reason)
    elif not linked_folder:  # a link to a folder inside the root: its files are met there
        yield path


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # up to Python 3.13 a folder that may not be looked into raises
        return False


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


def _once(found: Iterable[Path | RemoteFile]) -> Iterator[Source]:
    seen: set[Path | str] = set()
    finder = Finder()
    for each in found:
        source: Source = each if isinstance(each, RemoteFile) else finder.file(each)
        place = source.place if isinstance(source, LocalFile) else source.uri
        if place not in seen:
            seen.add(place)
            yield source
