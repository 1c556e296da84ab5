"""Where people read: a terminal, or what stands in for one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

PLAIN_WIDTH = 160  # of what is drawn off a terminal, where nothing says how wide the reader is


def console_on(stream: Any) -> Console:
    """A console on a stream, as wide as the terminal."""
    from rich.console import Console  # slow to import

    width = None if stream.isatty() or os.environ.get("COLUMNS") else PLAIN_WIDTH
    return Console(file=stream, width=width, highlight=False, emoji=False)
