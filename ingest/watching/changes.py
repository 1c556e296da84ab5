"""Where in a folder to look for changes, told by the system or by looking everywhere now and then."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from enum import Enum, auto
from pathlib import Path

import watchfiles

STEP = 0.05  # seconds; watchfiles waits so long for the next of several changes
LONGEST = 1.0
RESCAN = 300.0
"""Seconds after which all is looked at, whatever was told: a system's queue of changes can overflow."""


class Look(Enum):
    """Where to look, where it is not at certain paths."""

    EVERYWHERE = auto()
    NOWHERE = auto()
    """The folder is gone."""


class Stop:
    """Whether to end; set by signal handlers, so it takes no locks."""

    def __init__(self) -> None:
        self._asked = False

    def is_set(self) -> bool:
        return self._asked

    def set(self) -> None:
        self._asked = True


def changes(
    folder: Path, stop: Stop, *, tick: float, poll: bool, say: Callable[[str], None] = lambda message: None
) -> Iterator[Look | frozenset[Path]]:
    """Yield where to look, at least every ``tick`` seconds, until told to ``stop``.

    Everywhere at first, and again when the folder comes back or another takes its place; then at paths, none
    where nothing changed. With ``poll`` the system is not asked but all is looked at every time; so it is, and
    ``say`` is told, where the system cannot tell.
    """
    tick = max(tick, STEP)
    while not stop.is_set():
        identity = _identity(folder)
        if identity is None:
            yield Look.NOWHERE
            _pause(tick, stop)
        elif poll:
            yield Look.EVERYWHERE
            _pause(tick, stop)
        else:
            try:
                yield from _told(folder, identity, stop, min(tick, LONGEST))
            except FileNotFoundError:
                continue
            except (OSError, RuntimeError) as error:  # watchfiles' own error is a RuntimeError
                say(f"{folder}: the system cannot tell of changes ({error}); looking at all files now and then instead")
                poll = True


def _told(folder: Path, identity: object, stop: Stop, tick: float) -> Iterator[Look | frozenset[Path]]:
    """What the system tells of one folder, until it is gone or another."""
    looked = -RESCAN
    told = watchfiles.watch(
        folder,
        watch_filter=None,
        step=int(STEP * 1000),
        debounce=int(tick * 1000),
        rust_timeout=int(tick * 1000),
        yield_on_timeout=True,
        stop_event=stop,
        ignore_permission_denied=True,
    )
    for found in told:
        if _identity(folder) != identity:
            return
        paths = frozenset(Path(path) for _, path in found)
        everywhere = time.monotonic() - looked > RESCAN or not all(path.is_relative_to(folder) for path in paths)
        if everywhere:
            looked = time.monotonic()
        yield Look.EVERYWHERE if everywhere else paths


def _pause(seconds: float, stop: Stop) -> None:
    until = time.monotonic() + seconds
    while not stop.is_set() and (left := until - time.monotonic()) > 0:
        time.sleep(min(left, LONGEST))


def _identity(folder: Path) -> object:
    """What tells a folder from another in its place; None where none is."""
    try:
        status = (folder / ".").stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
