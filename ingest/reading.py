"""One file read: the part of a batch that runs in a worker process and touches no database."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

from cjaplans.extract.document import extract
from cjaplans.extract.errors import UnreadableFile
from cjaplans.extract.model import ExtractedDocument
from cjaplans.extract.switches import PLAIN, Switches
from cjaplans.ingest.errors import internal_error, trace_of
from cjaplans.normalise.corrections import Correction
from cjaplans.normalise.model import Plan
from cjaplans.normalise.plan import normalise
from cjaplans.normalise.user_layouts import UserLayout


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read: its bytes as they were when they were hashed, and its place in the batch.

    ``switches`` say how it is extracted; ``layouts`` are those of analysts that may be used on it, ``corrections``
    those in force, of other files too.
    """

    index: int
    path: Path
    sha256: str
    data: bytes = field(repr=False)
    password: str | None = field(default=None, repr=False)
    switches: Switches = PLAIN
    layouts: tuple[UserLayout, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """A file that could be read; ``seconds`` of wall time went into it."""

    document: ExtractedDocument
    plan: Plan
    seconds: float


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not; with a ``trace`` when the fault is ours."""

    reason: str
    seconds: float
    trace: str | None = None


def read(task: Task) -> Read | Unread:
    """Extract and normalise one file. No document can make this raise, short of filling or killing the process.

    Raises:
        MemoryError: the process has no more memory; it should not read another file.
    """
    started = time.perf_counter()
    try:
        document = extract(task.data, task.switches, password=task.password)
        plan = normalise(document, task.layouts, task.corrections)
    except UnreadableFile as error:
        return Unread(str(error), time.perf_counter() - started)
    except MemoryError:
        raise
    except Exception as error:  # one document's bad luck must not be the batch's
        seconds = time.perf_counter() - started
        return Unread(internal_error(error), seconds, trace_of(error))
    return Read(document, plan, time.perf_counter() - started)
