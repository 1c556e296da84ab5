"""Python's search for cycles, put off while a document is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: The blocks that put the search off and are open: one at most in a thread, as those inside it find it off.
_open: list[object] = []


@contextmanager
def put_off() -> Iterator[None]:
    """Meanwhile nothing looks for cycles of objects that only hold each other, where anything did.

    Reading makes some thousand small objects a page, most of which are gone with the document, and hardly any cycle:
    looking through them over and over, and through all that was there before, takes up to a tenth of the time.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    _open.append(None)
    try:
        yield
    finally:
        _open.pop()
        gc.enable()


@contextmanager
def resumed() -> Iterator[None]:
    """Meanwhile cycles are looked for though ``put_off`` is open: for large libraries, which may leave many behind."""
    if not _open or gc.isenabled():
        yield
        return
    gc.enable()
    try:
        yield
    finally:
        if _open:  # another thread's block may have ended meanwhile, and nobody would enable it again
            gc.disable()
