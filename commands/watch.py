"""``cjaplans watch``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from cjaplans.commands import option
from cjaplans.commands.console import log_on


def local_folder(context: click.Context, parameter: click.Parameter, value: str) -> Path:
    """A folder of this machine or its network."""
    from cjaplans.ingest.sources.stores import is_url

    if is_url(value):
        remedy = "have a schedule run 'cjaplans ingest ADDRESS --once-if-changed', which costs one listing"
        raise click.BadParameter(f"a store does not tell of changes; {remedy}")
    return Path(value)


@click.command(epilog="\b\nExample:\n  cjaplans watch data/raw --log-format json 2>> watch.log")
@click.argument("folder", callback=local_folder)
@click.option(
    "--settle",
    type=click.FloatRange(0, 3600),
    default=2.0,
    show_default=True,
    metavar="S",
    help="Seconds for which a file must not have changed before it is read.",
)
@click.option(
    "--poll", is_flag=True, help="Look at all files now and then: for network folders, which tell of nothing."
)
@option.database
@option.jobs
@option.executor
@option.password_file
@option.second_opinion
@option.layouts
@option.corrections
@option.ocr
@option.limits
@option.log_format
@click.option("--quiet", is_flag=True, help="Only say what needs attention.")
@click.pass_obj
def watch(
    debug: bool, /, folder: Path, settle: float, poll: bool, quiet: bool, log_format: str, **options: Any
) -> None:
    """Read what is in FOLDER, then every PDF that appears or changes there.

    Ctrl-C or SIGTERM lets the documents under way be finished and ends it with exit code 0; a second one
    ends it at once. A bad file, a full disk or a busy database never does: it is said, and tried again.
    """
    from cjaplans.ingest.request import Request
    from cjaplans.ingest.watching.watch import watch

    log = log_on(sys.stderr, log_format, quiet=quiet, debug=debug, steady=True)
    watch(folder, Request(**options, wait=0.0), log, settle=settle, poll=poll)
