"""Files as they arrive: which have been written completely, as far as standing still tells.

No clock and no disk is asked here: who calls says how a file is, and when.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple


class Stamp(NamedTuple):
    """What changes with a file's content: size in bytes, and when content and entry were written, in nanoseconds.

    A file that is renamed into the place of another of its size and age has another ``ctime_ns``.
    """

    size: int
    mtime_ns: int
    ctime_ns: int


def stamp(path: Path) -> Stamp | None:
    """How the file at ``path`` is; None when it is gone, cannot be looked at or is no regular file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns) if S_ISREG(status.st_mode) else None


@dataclass(slots=True)
class _Waiting:
    """A file as it is since a time, and the time from when it may be asked for."""

    stamp: Stamp
    since: float
    due: float


class Arrivals:
    """Holds files back until they stood still for ``settle`` seconds, and knows which were dealt with as they are.

    Those that are ready wait for others that only just came, at most ``settle`` seconds: what is dropped
    together is read together.
    """

    def __init__(self, settle: float) -> None:
        self._settle = settle
        self._waiting: dict[Path, _Waiting] = {}
        self._done: dict[Path, Stamp] = {}

    @property
    def waiting(self) -> frozenset[Path]:
        """The files to look at again."""
        return frozenset(self._waiting)

    def look(self, path: Path, now: Stamp | None, time: float) -> None:
        """Take down how a file is at a ``time``; None when it is gone."""
        waiting = self._waiting.get(path)
        if now is None or self._done.get(path) == now:
            self._waiting.pop(path, None)
        elif waiting is None or waiting.stamp != now:
            self._waiting[path] = _Waiting(now, time, time + self._settle)

    def ready(self, time: float) -> Mapping[Path, Stamp]:
        """The files to read at a ``time``, in order; none as long as it is worth waiting for more."""
        still = {path: file for path, file in self._waiting.items() if file.since + self._settle <= time}
        due = [file.due for file in still.values() if file.due <= time]
        more = len(still) < len(self._waiting)
        if not due or (more and time < min(due) + self._settle):
            return {}
        return {path: still[path].stamp for path in sorted(still)}

    def done(self, files: Mapping[Path, Stamp]) -> None:
        """Files were dealt with as they were; they come again when they change."""
        for path, was in files.items():
            self._done[path] = was
            waiting = self._waiting.get(path)
            if waiting is not None and waiting.stamp == was:
                del self._waiting[path]

    def postpone(self, files: Iterable[Path], until: float) -> None:
        """Files could not be dealt with: they are ready again at a time, or as soon as another is."""
        for path in files:
            if path in self._waiting:
                self._waiting[path].due = until
