"""One file read: the part of a batch that runs in a worker process and touches no database."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from cjaplans.extract.collection import put_off
from cjaplans.extract.errors import PagesOutOfRange, UnreadableFile
from cjaplans.ingest.errors import internal_error, trace_of
from cjaplans.ingest.pages import label_of
from cjaplans.ingest.task import Read, Task, Unread
from cjaplans.ingest.workers.limits import SECONDS_A_SCAN
from cjaplans.ingest.workers.worker import allow_more

if TYPE_CHECKING:
    from cjaplans.extract.model import ExtractedDocument

#: What a document is told that cannot be normalised without its file.
NOT_STORED = "its extraction is not stored, or made by another version; read its file with 'cjaplans ingest'"


def read(task: Task) -> Read | Unread:
    """Extract and normalise one file. No document can make this raise, short of filling or killing the process.

    Raises:
        MemoryError: the process has no more memory; it should not read another file.
    """
    return _timed(task, may_extract=True)


def renew(task: Task) -> Read | Unread:
    """Normalise a document anew from its stored extraction alone; its file may be gone."""
    return _timed(task, may_extract=False)


def _timed(task: Task, *, may_extract: bool) -> Read | Unread:
    import cjaplans.extract.document
    import cjaplans.load.rows
    import cjaplans.normalise.plan  # noqa: F401 - loaded once in a process, which is no time of the file's

    started = time.perf_counter()
    try:
        with put_off():
            return _read(task, started, may_extract=may_extract)
    except PagesOutOfRange as error:
        return Unread(str(error), time.perf_counter() - started, misused=True)
    except UnreadableFile as error:
        return Unread(str(error), time.perf_counter() - started)
    except MemoryError:
        raise
    except Exception as error:  # one document's bad luck must not be the batch's
        seconds = time.perf_counter() - started
        return Unread(internal_error(error), seconds, trace_of(error))


def _read(task: Task, started: float, *, may_extract: bool) -> Read | Unread:
    from cjaplans.extract.document import extract
    from cjaplans.load.rows import prepare
    from cjaplans.normalise.plan import normalise

    document = _stored(task)
    renewed, packed = document is not None, None
    if document is None:
        if task.data is None:
            return Unread(NOT_STORED, time.perf_counter() - started, misused=not may_extract)
        more = partial(allow_more, SECONDS_A_SCAN)
        document = extract(task.data, task.switches, password=task.password, before_ocr=more)
        packed = _packed(task, document)
    plan = normalise(document, task.layouts, task.corrections)
    return Read(prepare(document, plan, task.sha256), time.perf_counter() - started, renewed, packed)


def _stored(task: Task) -> ExtractedDocument | None:
    from cjaplans.ingest.stored import decode

    stored = decode(task.extraction) if task.extraction is not None else None
    return stored.document if stored else None


def _packed(task: Task, document: ExtractedDocument) -> bytes | None:
    from cjaplans.ingest.stored import Stored, encode

    if not task.kept or task.extractor is None:
        return None
    return encode(Stored(task.sha256, task.extractor, label_of(task.switches.pages), document))
