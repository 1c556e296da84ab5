"""Python's search for cycles, put off while a document is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def put_off() -> Iterator[None]:
    """Meanwhile nothing looks for cycles of objects that only hold each other, where anything did.

    Reading makes some thousand small objects a page, which are kept, and hardly any cycle: looking through them over
    and over, and through all that was there before, takes up to a tenth of the time.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
