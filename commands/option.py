"""Options and arguments that several commands share."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from cjaplans import DEFAULT_DATABASE
from cjaplans.ingest.pages import ALL, parse_pages
from cjaplans.ingest.workers.limits import LEAST_MEGABYTES, MEGABYTES, SECONDS, Limits

Command = TypeVar("Command", bound=Callable[..., Any])

EXIT_CODES = """\b
Exit codes:
  0  all done; every file is loaded
  1  internal error: a fault of ours
  2  usage: a wrong option, a missing file, an unusable database
  3  some files were rejected, refused or need review, or a correction no longer fits; the others are loaded
  4  busy: another process is writing to the database"""


def page_numbers(context: click.Context, parameter: click.Parameter, value: str | None) -> frozenset[int] | None:
    """Page numbers and ranges: ``3-9,12``."""
    if value is None:
        return None
    try:
        return parse_pages(value)
    except ValueError as error:
        raise click.BadParameter(f"{error}; write them as in 3-9,12") from error


def pages_or_all(context: click.Context, parameter: click.Parameter, value: str | None) -> frozenset[int] | str | None:
    """Page numbers and ranges, or ``all``."""
    return ALL if value is not None and value.strip().casefold() == ALL else page_numbers(context, parameter, value)


def day(context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """A day: ``2010-04-01``."""
    try:
        return date.fromisoformat(value) if value is not None else None
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no day; write it as in 2010-04-01") from error


def moment(context: click.Context, parameter: click.Parameter, value: str | None) -> float | None:
    """A day (``2010-04-01``), from its first second, or days back from now (``7d``); in seconds since 1970."""
    if value is None:
        return None
    if match := re.fullmatch(r"(\d{1,5})d", value.strip().lower()):
        return time.time() - int(match[1]) * 86_400
    try:
        return datetime.fromisoformat(value.strip()).timestamp()
    except (ValueError, OverflowError) as error:
        raise click.BadParameter(f"{value!r} is no day; write it as in 2010-04-01, or as in 7d") from error


PATH: click.Path = click.Path(path_type=Path)

database = click.option(
    "--database",
    "--db",
    default=DEFAULT_DATABASE,
    show_default=True,
    metavar="URL",
    help="A path, or postgresql+psycopg://USER@HOST/NAME.",
)
jobs = click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Processes to read with; default: one a core."
)
executor = click.option(
    "--executor",
    metavar="ADDRESS",
    help="Have a Dask cluster read, as in dask://host:8786; default: processes of this machine (docs/cluster.md).",
)
password_file = click.option(
    "--password-file",
    type=PATH,
    metavar="F",
    help="Passwords of locked files: lines of NAME<TAB>PASSWORD or NAME:PASSWORD; a line without a name holds for all.",
)


second_opinion = click.option(
    "--second-opinion",
    is_flag=True,
    help="Have camelot read the tables too, and report where it reads them otherwise (cjaplans[second-opinion]).",
)

layouts = click.option(
    "--layouts",
    type=PATH,
    envvar="CJAPLANS_LAYOUTS",
    metavar="DIR",
    help="The folder of your layouts (or set CJAPLANS_LAYOUTS); default: data/layouts, if it is there.",
)

corrections = click.option(
    "--corrections",
    type=PATH,
    envvar="CJAPLANS_CORRECTIONS",
    metavar="DIR",
    help="The folder of corrections (or set CJAPLANS_CORRECTIONS); default: corrections, if it is there.",
)

ocr = click.option(
    "--ocr/--no-ocr",
    default=True,
    help="Read pages that are pictures of text, where the extra 'ocr' is installed; the default.",
)
redact_people = click.option(
    "--redact-people",
    is_flag=True,
    envvar="CJAPLANS_REDACT_PEOPLE",
    help="Show [name withheld] for people's names (or set CJAPLANS_REDACT_PEOPLE=1).",
)


def patience(context: click.Context, parameter: click.Parameter, value: bool | None) -> float | None:
    """Seconds to wait for another writer; None for as long as it takes."""
    from cjaplans.ingest.lock import PATIENCE

    return PATIENCE if value is None else None if value else 0.0


wait = click.option(
    "--wait/--no-wait",
    default=None,
    callback=patience,
    help="Wait for another run on this database as long as it takes, or not at all; default: 30 seconds.",
)
log_format = click.option(
    "--log-format",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How messages on standard error are written: for people, or one JSON object a line.",
)


def memory(context: click.Context, parameter: click.Parameter, value: int) -> int:
    """Megabytes a worker can begin its work in, or 0."""
    if 0 < value < LEAST_MEGABYTES:
        raise click.BadParameter(f"{value} MB are too few to read any file; give {LEAST_MEGABYTES} or more, or 0")
    return value


def limits(command: Command) -> Command:
    """``--timeout`` and ``--memory``, which reach the command as its ``limits``."""

    @wraps(command)
    def limited(*arguments: Any, timeout: int, memory: int, **options: Any) -> Any:
        return command(*arguments, limits=Limits(timeout, memory), **options)

    for option in (
        click.option(
            "--memory",
            type=click.IntRange(min=0),
            callback=memory,
            default=MEGABYTES,
            show_default=True,
            metavar="MB",
            help="Memory of a process that reads; a file that needs more is rejected; 0: no limit. Linux only.",
        ),
        click.option(
            "--timeout",
            type=click.IntRange(min=0),
            default=SECONDS,
            show_default=True,
            metavar="SECONDS",
            help="How long to read one file before it is rejected, and 15 more a page that OCR reads; 0: no limit.",
        ),
    ):
        limited = option(limited)
    return cast(Command, limited)


limit = click.option("--limit", type=click.IntRange(1, 2**31), metavar="N", help="At most so many rows.")


def rows_as(command: Command) -> Command:
    """The options of every command that prints rows."""
    for option in (
        click.option("--csv", "form", flag_value="csv", help="Print CSV."),
        click.option("--json", "form", flag_value="json", help="Print JSON."),
        redact_people,
        database,
    ):
        command = option(command)
    return command
