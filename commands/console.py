"""Where people read: a terminal, or what stands in for one; and what is said there while a command works."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from cjaplans.publish.safe import one_line

if TYPE_CHECKING:
    from rich.console import Console

    from cjaplans.ingest.log import Log

PLAIN_WIDTH = 160  # of what is drawn off a terminal, where nothing says how wide the reader is


def console_on(stream: Any) -> Console:
    """A console on a stream, as wide as the terminal."""
    from rich.console import Console  # slow to import

    width = None if stream.isatty() or os.environ.get("COLUMNS") else PLAIN_WIDTH
    return Console(file=stream, width=width, highlight=False, emoji=False)


def tell(message: object) -> None:
    """Say something on standard error, in one line."""
    click.echo(one_line(message), err=True)


@contextmanager
def rows_on(stream: Any) -> Iterator[Callable[[str, int, int], None]]:
    """Shows how many rows of each table are done: in a bar on a terminal, else a line where a table is complete."""
    console = console_on(stream)
    if not console.is_terminal:
        yield lambda table, done, rows: tell(f"{table}: {rows:,} rows") if done == rows else None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as shown:
        task = shown.add_task("copying")
        yield lambda table, done, rows: shown.update(task, description=table, completed=done, total=rows)


def log_on(stream: Any, form: str, *, quiet: bool, debug: bool, steady: bool = False) -> Log:
    """The log of a command in the ``form`` of its ``--log-format``; what libraries say is in it, where it is JSON.

    ``steady`` is for a command that makes several runs: lines on a terminal too, and the counts of each run.
    """
    if form == "json":
        from cjaplans.ingest.json_log import JsonLog, LibraryMessages

        log = JsonLog(stream, quiet=quiet, debug=debug)
        logging.captureWarnings(True)
        logging.getLogger().addHandler(LibraryMessages(log))
        return log
    from cjaplans.ingest.log import TextLog

    return TextLog(console_on(stream), quiet, debug, steady)
