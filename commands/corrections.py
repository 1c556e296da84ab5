"""Commands of those who put right what was read: ``correct``, ``corrections`` and ``review``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from cjaplans.commands import option
from cjaplans.commands.console import console_on, tell
from cjaplans.ingest.outcome import ExitCode

author = click.option(
    "--author",
    envvar="CJAPLANS_AUTHOR",
    required=True,
    metavar="A",
    help="Who says so (or set CJAPLANS_AUTHOR).",
)
made_on = click.option(
    "--date", "day", callback=option.day, metavar="D", help="The day, as in 2024-05-01; default: today."
)


@click.command(
    epilog="\b\nExample:\n"
    "  cjaplans correct tayside/2010-11/1a end_date 2011-03-31 --reason 'minutes, page 4' --author 'M. Tester'"
)
@click.argument("key")
@click.argument("field")
@click.argument("value")
@click.option("--reason", required=True, metavar="R", help="Why, in a few words.")
@author
@made_on
@option.corrections
@option.layouts
@option.wait
@option.database
def correct(
    key: str,
    field: str,
    value: str,
    *,
    reason: str,
    author: str,
    day: date | None,
    corrections: Path | None,
    layouts: Path | None,
    wait: float | None,
    database: str,
) -> ExitCode:
    """Correct a FIELD of an action: write it into a file of corrections, and apply it.

    KEY is the action's key or enough of its beginning; 'cjaplans actions --json' shows keys. FIELD is a column of the
    action, and '' as VALUE empties it. What stands there now is what the correction will expect at every later ingest.
    """
    from cjaplans.ingest.written.amending import Signed
    from cjaplans.ingest.written.correcting import Desk, correct

    by = Signed(author, day or date.today())
    desk = Desk(database, corrections, wait, layouts)
    judged = correct(desk, key, field, value, reason, by, tell)
    state = judged.problem or "it is applied now and at every ingest"
    tell(f"{field} of {judged.correction.key} is corrected in {judged.correction.source}; {state}")
    return ExitCode.DONE if judged.sound else ExitCode.ATTENTION


@click.command(epilog="\b\nExample:\n  cjaplans corrections --csv > corrections.csv")
@option.corrections
@option.rows_as
def corrections(database: str, form: str | None, corrections: Path | None, redact_people: bool) -> ExitCode:
    """List all corrections and check them against the database.

    \b
    applied    the value is as corrected
    stale      the page no longer says what the correction expects
    unmatched  its plan is there, but no action with its key
    waiting    its plan has not been read, or not since it was written

    The exit code is 3 when one is stale or unmatched.
    """
    from cjaplans.publish.show import show_corrections

    sound = show_corrections(database, form, console_on(sys.stdout), folder=corrections, redact_people=redact_people)
    return ExitCode.DONE if sound else ExitCode.ATTENTION


@click.command(epilog="\b\nExample:\n  cjaplans review 17 --accept --note 'it has no other name' --author 'M. Tester'")
@click.argument("finding")
@click.option("--accept", is_flag=True, help="Nothing need be done about it.")
@click.option("--note", metavar="TEXT", help="What there is to say of it.")
@click.option("--withdraw", is_flag=True, help="Take the review of it out again.")
@click.option("--author", envvar="CJAPLANS_AUTHOR", metavar="A", help="Who says so (or set CJAPLANS_AUTHOR).")
@made_on
@option.corrections
@option.wait
@option.database
def review(
    finding: str,
    *,
    accept: bool,
    note: str | None,
    withdraw: bool,
    author: str | None,
    day: date | None,
    corrections: Path | None,
    wait: float | None,
    database: str,
) -> None:
    """Say of a FINDING that it has been looked at; it stays so however often its file is read.

    FINDING is its id or key, as 'cjaplans findings' shows them. A later review of it takes the place of this one.
    """
    from cjaplans.ingest.written import correcting
    from cjaplans.ingest.written.amending import Signed

    desk, say = correcting.Desk(database, corrections, wait), tell
    if withdraw and (accept or note):
        raise click.UsageError("--withdraw excludes --accept and --note; give one or the other")
    if withdraw:
        key, file = correcting.withdraw(desk, finding, say)
        tell(f"the review of {key} is taken out of {file}")
        return
    if not accept and not (note or "").strip():
        raise click.UsageError("nothing to say; give --accept, --note or both")
    if author is None:
        raise click.UsageError("Missing option '--author'")
    key, file = correcting.review(desk, finding, accept, note, Signed(author, day or date.today()), say)
    tell(f"{key} is {'accepted' if accept else 'noted'} in {file}")
