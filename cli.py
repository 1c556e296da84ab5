"""The command line: its commands, and what a failure looks like.

Heavy modules are imported inside the commands, so that ``--help`` answers at once.
"""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
from collections.abc import Sequence
from functools import partial
from itertools import pairwise, takewhile

import click

from cjaplans import __version__
from cjaplans.commands import option
from cjaplans.commands.catalogue import catalogue
from cjaplans.commands.code import code
from cjaplans.commands.compare import compare
from cjaplans.commands.corrections import correct, corrections, review
from cjaplans.commands.database import database
from cjaplans.commands.diff import diff
from cjaplans.commands.export import export
from cjaplans.commands.ingest import ingest
from cjaplans.commands.inspect import inspect
from cjaplans.commands.layout import layout
from cjaplans.commands.refresh import refresh
from cjaplans.commands.report import report
from cjaplans.commands.rows import actions, documents, findings
from cjaplans.commands.runs import runs
from cjaplans.commands.serve import serve
from cjaplans.commands.tables import tables
from cjaplans.commands.watch import watch
from cjaplans.ingest.errors import Problem, internal_error, trace_of
from cjaplans.ingest.json_log import json_line
from cjaplans.ingest.log import Event, Level
from cjaplans.ingest.outcome import ExitCode
from cjaplans.load.secrets import without_passwords
from cjaplans.publish.safe import one_line, printable


class _Commands(click.Group):
    """The commands; Ctrl-C is an abort before click prints an empty line for it, which is no JSON."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except KeyboardInterrupt as error:
            raise click.Abort from error


@click.group(
    cls=_Commands, epilog=f"{option.EXIT_CODES}\n\n\b\nExample:\n  cjaplans ingest data/raw && cjaplans documents"
)
@click.version_option(__version__, prog_name="cjaplans")
@click.option("--debug", is_flag=True, envvar="CJAPLANS_DEBUG", help="Show tracebacks (or set CJAPLANS_DEBUG=1).")
@click.pass_context
def cli(context: click.Context, debug: bool) -> None:
    """Scottish Community Justice Authority action plans: from PDF to a database people can query."""
    context.obj = debug


for command in (
    ingest, watch, refresh, runs, database, documents, actions, findings, catalogue, compare, report, diff, export,
    serve, correct, corrections, review, layout, inspect, tables, code,
):  # fmt: skip
    cli.add_command(command)


def main() -> None:
    """Run the command line; this is the console script."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; whatever goes wrong is one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # file names and plans hold what a console's code page may not
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    signal.signal(signal.SIGTERM, _interrupt)
    fail = partial(_fail, as_json=_logs_json(arguments))
    try:
        code = cli.main(list(arguments), prog_name="cjaplans", standalone_mode=False)
        sys.stdout.flush()
        return int(code or ExitCode.DONE)
    except (BrokenPipeError, SystemExit):
        # The reader has had enough, as in "cjaplans actions | head"; click and rich turn that into SystemExit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    except (KeyboardInterrupt, click.Abort):
        return fail("interrupted; what was read so far is kept, run it again to go on", ExitCode.INTERRUPTED)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return ExitCode.USAGE
    except click.ClickException as error:
        return fail(_usage(error), ExitCode.USAGE)
    except Problem as error:
        return fail(str(error), error.exit_code)
    except UnicodeEncodeError:
        return fail("an option holds bytes that are no text; write it in UTF-8", ExitCode.USAGE)
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            return fail("the output cannot be written: no space left; free some or write elsewhere", ExitCode.USAGE)
        refused = _database_error(error)
        if refused is not None:
            return fail(str(error), refused)
        trace = trace_of(error) if _debugging(arguments) else None
        return fail(internal_error(error), ExitCode.INTERNAL, trace=trace)


def _interrupt(*_: object) -> None:
    """A polite request to end is Ctrl-C from a program."""
    raise KeyboardInterrupt


def _usage(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = context.command_path if context else "cjaplans"
    return f"{error.format_message().rstrip('.')}; see '{command} --help'"


def _database_error(error: Exception) -> ExitCode | None:
    from cjaplans.load.errors import DatabaseError, LockedDatabaseError  # brings SQLAlchemy with it

    if isinstance(error, LockedDatabaseError):
        return ExitCode.BUSY
    return ExitCode.USAGE if isinstance(error, DatabaseError) else None


def _debugging(arguments: Sequence[str]) -> bool:
    return "--debug" in arguments or os.environ.get("CJAPLANS_DEBUG", "") not in ("", "0")


def _logs_json(arguments: Sequence[str]) -> bool:
    """Whether messages are to be JSON; asked of the words themselves, as they may be what is wrong."""
    words = list(takewhile(lambda word: word != "--", arguments))
    return "--log-format=json" in words or ("--log-format", "json") in pairwise(words)


def _fail(message: str, code: ExitCode, *, trace: str | None = None, as_json: bool) -> int:
    line = one_line(without_passwords(" ".join(message.split())))
    trace = None if trace is None else without_passwords(trace)
    if as_json:
        interrupted = code is ExitCode.INTERRUPTED
        event, level = (Event.INTERRUPTED, Level.WARNING) if interrupted else (Event.ERROR, Level.ERROR)
        click.echo(json_line(event, level, {"message": line, "exit_code": int(code), "trace": trace}), err=True)
        return code
    if trace is not None:
        click.echo(printable(trace), err=True)
    click.echo(f"cjaplans: {line}", err=True)
    return code


if __name__ == "__main__":
    main()
