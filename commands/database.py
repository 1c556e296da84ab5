"""``cjaplans database``: upgrade, check, backup and copy."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cjaplans.commands import option
from cjaplans.commands.console import console_on, rows_on, tell
from cjaplans.ingest.outcome import ExitCode


@click.group()
def database() -> None:
    """Look after the database: bring it up to date, check it, copy it."""


@database.command(epilog="\b\nExample:\n  cjaplans database upgrade --database plans-of-2024.db")
@option.database
@option.wait
def upgrade(database: str, wait: float | None) -> None:
    """Bring a database of an earlier version up to this one; a copy of it is kept beside it.

    The copy is NAME.REVISION.backup, as in plans.db.0005.backup; no earlier copy is overwritten. Views and the
    search index are made anew where they are not right. 'ingest' upgrades in the same way by itself.
    """
    from cjaplans.ingest.upkeep import upgrade_database

    click.echo(str(upgrade_database(database, wait, tell)))


@database.command(epilog=f"{option.EXIT_CODES}\n\n\b\nExample:\n  cjaplans database check --json")
@option.database
@click.option("--json", "json_", is_flag=True, help="Print JSON: check, where, what and remedy of every fault.")
def check(database: str, json_: bool) -> ExitCode:
    """Say what is wrong with a database and its files, one line each; change nothing.

    Looked at are damage, keys, schema, views, the search index, corrections that do not apply, runs that were cut
    short, documents whose file is gone or has changed, and stored extractions. The exit code is 3 when
    something is wrong.
    """
    from cjaplans.ingest.check import check_database
    from cjaplans.publish.faults import print_faults

    faults = check_database(database)
    print_faults(faults, console_on(sys.stdout), as_json=json_)
    return ExitCode.ATTENTION if faults else ExitCode.DONE


@database.command(epilog="\b\nExample:\n  cjaplans database backup /mnt/backup/plans-of-today.db")
@click.argument("file", type=option.PATH)
@option.database
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
def backup(file: Path, database: str, force: bool) -> None:
    """Copy the database to FILE, whole and consistent, also while an ingest runs; on a server, pg_dump does that."""
    from cjaplans.load.backup import back_up

    back_up(database, file, force=force)
    tell(f"{database} copied to {file}")


@database.command(
    epilog="\b\nExample:\n  cjaplans database copy data/processed/plans.db postgresql+psycopg://me@db.example/plans"
)
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@option.wait
def copy(source: str, target: str, wait: float | None) -> None:
    """Write all that the database FROM holds to TO: from a file to a server, or from there to a file.

    Both are paths or URLs. TO is a new file, or a database that was made for it and is empty. FROM stays as it is; of
    an earlier version, it is brought up to this one on the way.
    """
    from cjaplans.ingest.upkeep import copy_database
    from cjaplans.load.secrets import without_passwords

    with rows_on(sys.stderr) as told:
        copy_database(source, target, wait, tell, told)
    tell(without_passwords(f"{source} copied to {target}"))
