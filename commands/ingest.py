"""``cjaplans ingest``."""

from __future__ import annotations

import sys
from typing import Any

import click

from cjaplans.commands import option
from cjaplans.commands.console import console_on, log_on
from cjaplans.ingest.outcome import ExitCode


@click.command(epilog=f"{option.EXIT_CODES}\n\n\b\nExample:\n  cjaplans ingest data/raw 'more/**/*plan*.pdf' --jobs 4")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@option.database
@click.option("--dry-run", is_flag=True, help="Read and report, but write nothing.")
@option.jobs
@option.executor
@click.option("--force", is_flag=True, help="Read all files again, whatever is known of them.")
@click.option("--only-failed", is_flag=True, help="Only try files again that were rejected; leave out all others.")
@click.option(
    "--since",
    callback=option.moment,
    metavar="DATE|Nd",
    help="Only files changed since a day, as in 2026-04-01, or in the last N days, as in 7d.",
)
@click.option(
    "--pages",
    callback=option.pages_or_all,
    metavar="P",
    help="Only these pages of one file, as in 27-34; kept for that file until it is read with --pages all.",
)
@option.password_file
@option.second_opinion
@option.layouts
@option.corrections
@option.ocr
@option.limits
@option.wait
@click.option(
    "--once-if-changed",
    is_flag=True,
    help="Do and say nothing if files, rules and options are those of the last finished run: for cron.",
)
@option.log_format
@click.option("--quiet", is_flag=True, help="Only say what needs attention.")
@click.option("--json", "json_", is_flag=True, help="Print the summary as JSON.")
@click.pass_obj
def ingest(
    debug: bool,
    /,
    paths: tuple[str, ...],
    once_if_changed: bool,
    json_: bool,
    quiet: bool,
    log_format: str,
    **options: Any,
) -> ExitCode:
    """Read plans into the database.

    PATH is a PDF, a folder (searched to any depth for *.pdf) or a quoted pattern, in which ** is any
    depth; or the address of such in a store, as in s3://bucket/plans (docs/remote.md). Files whose bytes are known are
    left as they are, unless a new version, your layouts or your corrections would make something else of them
    (docs/reingestion.md).
    """
    from cjaplans.ingest.command import ingest_if_changed, ingest_paths
    from cjaplans.ingest.progress import as_json, print_summary
    from cjaplans.ingest.request import Request

    if once_if_changed and any(options[name] for name in ("dry_run", "force", "only_failed", "since")):
        raise click.UsageError("--once-if-changed excludes --dry-run, --force, --only-failed and --since")
    read = ingest_if_changed if once_if_changed else ingest_paths
    result = read(paths, Request(**options), log_on(sys.stderr, log_format, quiet=quiet, debug=debug))
    if result is None:
        return ExitCode.DONE
    if json_:
        click.echo(as_json(result))
    elif not quiet:
        print_summary(result, console_on(sys.stdout))
    return result.exit_code
