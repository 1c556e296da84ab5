"""What a worker that ended before its time died of, as far as its exit status tells."""

from __future__ import annotations

import signal

from cjaplans.ingest.workers.limits import Limits
from cjaplans.ingest.workers.worker import OUT_OF_MEMORY

#: How native libraries end a process that is refused memory; also how they end one over a state they cannot be in.
_GAVE_UP = frozenset({"SIGABRT", "SIGILL", "SIGTRAP"})


def cause_of_death(status: int, limits: Limits) -> str:
    """Why a worker ended with exit ``status`` (negative for a signal), and the remedy, in one line."""
    if status == OUT_OF_MEMORY:
        return limits.too_large()
    name = _name(status)
    if name == "SIGKILL":
        return "the process that read it was killed, most likely for want of memory; try it alone, with --force"
    if name in _GAVE_UP and limits.megabytes:
        asked = f"as one does that asks for much more than {limits.megabytes} MB of memory at once"
        return f"the process that read it died ({name}), {asked}; try it alone with --memory {2 * limits.megabytes}"
    return f"the process that read it died ({name}); repair the file with 'qpdf IN OUT', or try it alone with --force"


def _name(status: int) -> str:
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"exit status {status}"
