"""``cjaplans watch``: reads what is in a folder, then whatever appears or changes there, until told to stop.

Nothing that a file, the database or the disk does ends it. What could not be done is said once, and tried again
when something changes, or after a while.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from cjaplans.ingest.command import command_line, run
from cjaplans.ingest.discover import Discovery, found_at
from cjaplans.ingest.errors import BusyDatabase, Problem, UsageProblem, internal_error, trace_of
from cjaplans.ingest.log import Event, Level, Log
from cjaplans.ingest.outcome import Refusal
from cjaplans.ingest.request import Request
from cjaplans.ingest.sources.local import LocalFile
from cjaplans.ingest.watching.arrivals import Arrivals, Stamp, stamp
from cjaplans.ingest.watching.changes import Look, Stop, changes
from cjaplans.load.errors import DatabaseError, LockedDatabaseError

RETRY = 60.0
"""Seconds after which what could not be done is tried again."""


def watch(folder: Path, request: Request, log: Log, *, settle: float, poll: bool = False) -> None:
    """Keep ``folder`` read into the database until SIGTERM or Ctrl-C, which let the documents under way be finished.

    A second such signal ends at once. A file must stand still for ``settle`` seconds to be read. ``poll`` is for
    file systems that do not tell of changes.

    Raises:
        UsageProblem: there is no such folder.
        KeyboardInterrupt: a second signal came.
    """
    if not folder.is_dir():
        what = "not a folder" if folder.exists() else "no such folder"
        raise UsageProblem(str(folder), what, "name the folder that files are put into")
    folder = folder.absolute()
    stop = Stop()
    watcher = Watcher(folder, request, log, stop, settle)
    with _signals(stop, watcher.stopping):
        log.say(Event.WATCHING, f"watching {folder}; Ctrl-C or SIGTERM ends it")
        for look in changes(folder, stop, tick=settle / 2, poll=poll, say=watcher.warn):
            watcher.step(look)
        watcher.stopping()
    log.say(Event.STOPPED, "stopped; what was read is recorded")


class Watcher:
    """What is known of a folder while it is watched; ``step`` by step, one run at a time."""

    def __init__(
        self,
        folder: Path,
        request: Request,
        log: Log,
        stop: Stop,
        settle: float,
        retry: float = RETRY,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder = folder
        self._request = request
        self._command = command_line("watch", str(folder))
        self._log = log
        self._stop = stop
        self._retry = retry
        self._clock = clock
        self._arrivals = Arrivals(settle)
        self._refused: frozenset[Refusal] = frozenset()
        self._files: dict[Path, LocalFile] = {}
        self._said = False
        self._complaints: dict[Path | None, str] = {}

    def step(self, look: Look | frozenset[Path]) -> None:
        """Look there, and read what is ready."""
        if look is Look.NOWHERE:
            gone = f"{self._folder} is gone or cannot be opened; waiting for it to come back"
            self._complain(self._folder, gone, Event.WAITING)
            return
        if self._well(self._folder):
            self._log.say(Event.WATCHING, f"{self._folder} is there again")
        self._look(frozenset({self._folder}) if isinstance(look, Look) else look)
        files = self._readable(self._arrivals.ready(self._clock()))
        if files:
            self._read(files)

    def stopping(self) -> bool:
        """Whether to begin nothing more; said once."""
        if self._stop.is_set() and not self._said:
            self._log.say(Event.STOPPING, "stopping; the documents under way are finished first")
            self._said = True
        return self._stop.is_set()

    def warn(self, message: str) -> None:
        """Say what is odd but does not hinder."""
        self._log.say(Event.MESSAGE, message, Level.WARNING)

    def _look(self, places: frozenset[Path]) -> None:
        found = [found_at(place, self._folder) for place in places]
        met = {file.path: file for each in found for file in each.files if isinstance(file, LocalFile)}
        self._files.update(met)
        self._refuse(frozenset(refusal for each in found for refusal in each.refused))
        for path in met.keys() | self._arrivals.waiting:
            self._arrivals.look(path, stamp(path), self._clock())

    def _refuse(self, refused: frozenset[Refusal]) -> None:
        """Say what is not taken, once."""
        self._log.refused(sorted(refused - self._refused, key=lambda refusal: refusal.path))
        self._refused |= refused

    def _readable(self, files: Mapping[Path, Stamp]) -> Mapping[Path, Stamp]:
        """The files that can be opened; the others are tried again later."""
        readable = {}
        for path, was in files.items():
            try:
                _probe(path)
            except FileNotFoundError:
                self._arrivals.look(path, None, self._clock())
            except OSError as error:
                self._later(path, [path], f"{path}: {error.strerror or error}; check its permissions")
            else:
                self._well(path)
                readable[path] = was
        return readable

    def _read(self, files: Mapping[Path, Stamp]) -> None:
        """One run over files that are ready."""
        try:
            options = self._request.options(self.stopping)
            found = Discovery(tuple(self._files[path] for path in files))
            result = run(found, self._command, self._request, options, self._log)
        except (BusyDatabase, LockedDatabaseError) as error:
            self._later(None, files, str(error), Event.WAITING)
        except (Problem, DatabaseError) as error:
            self._later(None, files, str(error))
        except OSError as error:
            self._later(None, files, f"{error.filename or self._request.database}: {error.strerror or error}")
        except Exception as error:  # a fault of ours must not end it either
            self._later(None, files, internal_error(error), trace=trace_of(error))
        else:
            self._well(None)
            done = (outcome.file.path for outcome in result.files if isinstance(outcome.file, LocalFile))
            self._arrivals.done({path: files[path] for path in done})

    def _later(
        self,
        about: Path | None,
        files: Iterable[Path],
        message: str,
        event: Event = Event.ERROR,
        trace: str | None = None,
    ) -> None:
        self._complain(about, f"{message}; trying again when files change, or in {self._retry:g} s", event, trace)
        self._arrivals.postpone(files, self._clock() + self._retry)

    def _complain(self, about: Path | None, message: str, event: Event, trace: str | None = None) -> None:
        """Say what is wrong with a path, or with the runs, once until it is well again."""
        if self._complaints.get(about) != message:
            self._complaints[about] = message
            self._log.say(event, message, Level.WARNING if event is Event.WAITING else Level.ERROR, trace)

    def _well(self, about: Path | None) -> bool:
        """All is well with it; whether it was not before."""
        return self._complaints.pop(about, None) is not None


def _probe(path: Path) -> None:
    """Raises what opening and reading a file raises; a pipe that has taken its place is not waited for."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    try:
        os.read(handle, 1)
    finally:
        os.close(handle)


@contextmanager
def _signals(stop: Stop, say: Callable[[], object]) -> Iterator[None]:
    """Have SIGTERM and Ctrl-C ask to stop and say so, and the next one interrupt."""

    def ask(*_: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        with suppress(RuntimeError):  # whoever was interrupted was writing as well: it is said a little later
            say()

    before = {number: signal.signal(number, ask) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
