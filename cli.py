"""The command line: read the options, call one function, print.

Heavy modules are imported inside the commands, so that ``--help`` answers at once.
"""

from __future__ import annotations

import errno
import io
import os
import re
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cjaplans import __version__
from cjaplans.ingest.errors import Problem, internal_error, trace_of
from cjaplans.ingest.outcome import ExitCode
from cjaplans.ingest.pages import ALL, parse_pages
from cjaplans.normalise.coded import StatusCode
from cjaplans.publish.code.kinds import PLAIN_KINDS

if TYPE_CHECKING:
    from rich.console import Console

LAYOUT_NAME = re.compile(r"\w[\w.-]{0,79}")
DEFAULT_DATABASE = "data/processed/plans.db"
PLAIN_WIDTH = 160  # of what is drawn off a terminal, where nothing says how wide the reader is

Command = TypeVar("Command", bound=Callable[..., Any])

_EXIT_CODES = """\b
Exit codes:
  0  all done; every file is loaded
  1  internal error: a fault of ours
  2  usage: a wrong option, a missing file, an unusable database
  3  some files were rejected, refused or need review; the others are loaded"""


def _pages(context: click.Context, parameter: click.Parameter, value: str | None) -> frozenset[int] | None:
    """Page numbers and ranges: ``3-9,12``."""
    if value is None:
        return None
    try:
        return parse_pages(value)
    except ValueError as error:
        raise click.BadParameter(f"{error}; write them as in 3-9,12") from error


def _pages_or_all(context: click.Context, parameter: click.Parameter, value: str | None) -> frozenset[int] | str | None:
    """Page numbers and ranges, or ``all``."""
    return ALL if value is not None and value.strip().casefold() == ALL else _pages(context, parameter, value)


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """A day: ``2010-04-01``."""
    try:
        return date.fromisoformat(value) if value is not None else None
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no day; write it as in 2010-04-01") from error


def _layout_name(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """A name that is also that of a file."""
    if not LAYOUT_NAME.fullmatch(value):
        raise click.BadParameter(f"{value!r} cannot be used; give up to 80 letters, digits and . - _, as in fife-2010")
    return value


_PATH: click.Path = click.Path(path_type=Path)

_database = click.option(
    "--database",
    "--db",
    default=DEFAULT_DATABASE,
    show_default=True,
    metavar="URL",
    help="A path or an SQLAlchemy URL.",
)
_password_file = click.option(
    "--password-file",
    type=_PATH,
    metavar="F",
    help="Passwords of locked files: lines of NAME<TAB>PASSWORD or NAME:PASSWORD; a line without a name holds for all.",
)


_second_opinion = click.option(
    "--second-opinion",
    is_flag=True,
    help="Have camelot read the tables too, and report where it reads them otherwise (cjaplans[second-opinion]).",
)

_layouts = click.option(
    "--layouts",
    type=_PATH,
    envvar="CJAPLANS_LAYOUTS",
    metavar="DIR",
    help="The folder of your layouts (or set CJAPLANS_LAYOUTS); default: data/layouts, if it is there.",
)

_ocr = click.option(
    "--ocr/--no-ocr",
    default=True,
    help="Read pages that are pictures of text, where the extra 'ocr' is installed; the default.",
)
_redact = click.option(
    "--redact-people",
    is_flag=True,
    envvar="CJAPLANS_REDACT_PEOPLE",
    help="Show [name withheld] for people's names (or set CJAPLANS_REDACT_PEOPLE=1).",
)

_limit = click.option("--limit", type=click.IntRange(1, 2**31), metavar="N", help="At most so many rows.")


def _rows_as(command: Command) -> Command:
    """The options of every command that prints rows."""
    for option in (
        click.option("--csv", "form", flag_value="csv", help="Print CSV."),
        click.option("--json", "form", flag_value="json", help="Print JSON."),
        _redact,
        _database,
    ):
        command = option(command)
    return command


@click.group(epilog=f"{_EXIT_CODES}\n\n\b\nExample:\n  cjaplans ingest data/raw && cjaplans documents")
@click.version_option(__version__, prog_name="cjaplans")
@click.option("--debug", is_flag=True, envvar="CJAPLANS_DEBUG", help="Show tracebacks (or set CJAPLANS_DEBUG=1).")
@click.pass_context
def cli(context: click.Context, debug: bool) -> None:
    """Scottish Community Justice Authority action plans: from PDF to a database people can query."""
    context.obj = debug


@cli.command(epilog=f"{_EXIT_CODES}\n\n\b\nExample:\n  cjaplans ingest data/raw 'more/**/*plan*.pdf' --jobs 4")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@_database
@click.option("--dry-run", is_flag=True, help="Read and report, but write nothing.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes to read with; default: one a core.")
@click.option("--force", is_flag=True, help="Read files again that are already in the database.")
@click.option(
    "--pages",
    callback=_pages_or_all,
    metavar="P",
    help="Only these pages of one file, as in 27-34; kept for that file until it is read with --pages all.",
)
@_password_file
@_second_opinion
@_layouts
@_ocr
@click.option("--quiet", is_flag=True, help="Only say what needs attention.")
@click.option("--json", "json_", is_flag=True, help="Print the summary as JSON.")
@click.pass_obj
def ingest(debug: bool, /, paths: tuple[str, ...], json_: bool, quiet: bool, **options: Any) -> ExitCode:
    """Read plans into the database.

    PATH is a PDF, a folder (searched to any depth for *.pdf) or a quoted pattern, in which ** is any
    depth. Files whose bytes are known are skipped, unless they were rejected or your layouts for them changed.
    """
    from cjaplans.ingest.command import ingest_paths
    from cjaplans.ingest.progress import as_json, print_summary

    result = ingest_paths(paths, console=_console(sys.stderr), quiet=quiet, debug=debug, **options)
    if json_:
        click.echo(as_json(result))
    elif not quiet:
        print_summary(result, _console(sys.stdout))
    return result.exit_code


@cli.command(epilog="\b\nExample:\n  cjaplans tables plan.pdf --pages 3-9,12 --json")
@click.argument("file", type=_PATH)
@click.option("--pages", callback=_pages, metavar="P", help="Only these pages, as in 3-9,12.")
@click.option("--per-page", is_flag=True, help="A table for each page; join nothing over page breaks.")
@click.option("--json", "json_", is_flag=True, help="Print JSON: page, bbox, rows and cells of every table.")
@click.option("--csv", "csv_", type=_PATH, metavar="DIR", help="Write one CSV file a table to DIR.")
@click.option("--html", is_flag=True, help="Print one HTML page.")
@_redact
@_password_file
@_second_opinion
@_ocr
def tables(file: Path, json_: bool, csv_: Path | None, html: bool, redact_people: bool, **options: Any) -> None:
    """Print the tables of one PDF, whatever it is about."""
    from cjaplans.extract.ocr.reader import UNREAD
    from cjaplans.extract.second_opinion import NOTICES
    from cjaplans.extract.shown import shown_tables
    from cjaplans.ingest.single import read_document
    from cjaplans.publish import tables as publish
    from cjaplans.publish.redact_tables import without_names

    if json_ + html + (csv_ is not None) > 1:
        raise click.UsageError("--json, --csv and --html exclude each other; give one")
    document = read_document(file, **options)
    for notice in document.notices:
        if notice.code in {*NOTICES, *UNREAD}:
            click.echo(notice.message, err=True)
    found, title = shown_tables(document), file.name
    if redact_people:
        found, title = without_names(found, title)
    if json_:
        click.echo(publish.as_json(found))
    elif html:
        click.echo(publish.as_html(found, title))
    elif csv_:
        click.echo(f"{len(publish.write_csv(found, csv_))} tables written to {csv_}", err=True)
    else:
        publish.print_tables(found, _console(sys.stdout))


@cli.group()
def layout() -> None:
    """See how tables are understood, and teach it better."""


@layout.command(epilog="\b\nExample:\n  cjaplans layout show plan.pdf --pages 3-9")
@click.argument("file", type=_PATH)
@click.option("--pages", callback=_pages, metavar="P", help="Only these pages, as in 3-9,12.")
@click.option("--json", "json_", is_flag=True, help="Print JSON.")
@_layouts
@_redact
@_password_file
def show(file: Path, json_: bool, **options: Any) -> None:
    """Print what was understood of FILE: its tables, and for each column its field and why."""
    from cjaplans.publish.layouts import as_json, print_understood, understood

    tables = understood(file, **options)
    if json_:
        click.echo(as_json(tables))
    else:
        print_understood(tables, _console(sys.stdout))


@layout.command(epilog="\b\nExample:\n  cjaplans layout save plan.pdf --name fife && cjaplans layout check")
@click.argument("file", type=_PATH)
@click.option("--name", required=True, callback=_layout_name, metavar="N", help="The layout's name, and its file's.")
@click.option("--pages", callback=_pages, metavar="P", help="Only tables on these pages, as in 3-9,12.")
@click.option("--force", is_flag=True, help="Replace a layout of this name.")
@_layouts
@_password_file
def save(file: Path, **options: Any) -> None:
    """Write what was understood of FILE as a layout, a YAML file to edit. The next ingest uses it."""
    from cjaplans.publish.layouts import save

    click.echo(f"{save(file, **options)} written; edit it, then run 'cjaplans layout check'", err=True)


@layout.command(epilog="\b\nExample:\n  cjaplans layout check data/layouts/fife.yaml")
@click.argument("paths", nargs=-1, type=_PATH, metavar="[PATH]...")
@_layouts
def check(paths: tuple[Path, ...], layouts: Path | None) -> ExitCode:
    """Check layouts, files or folders of them; without PATH those in your folder.

    Every mistake is one line, FILE:LINE: what is wrong; the remedy. The exit code is 3 when there is one.
    """
    from cjaplans.ingest.layouts import check_layouts
    from cjaplans.publish.layouts import print_checked

    sound = print_checked(check_layouts(paths, layouts), _console(sys.stdout))
    return ExitCode.DONE if sound else ExitCode.ATTENTION


@cli.command(epilog="\b\nExample:\n  cjaplans inspect plan.pdf --page 3-5 -o page.png")
@click.argument("file", type=_PATH)
@click.option(
    "--page",
    "pages",
    callback=_pages,
    metavar="P",
    help="A page, or several as in 3-5,9; default: the first with actions.",
)
@click.option(
    "--output", "-o", type=_PATH, metavar="PNG", help="The picture to write; default: FILE's name with .png, here."
)
@click.option(
    "--resolution", type=click.IntRange(30, 600), default=110, show_default=True, metavar="DPI", help="Dots an inch."
)
@_layouts
@_redact
@_password_file
def inspect(file: Path, output: Path | None, **options: Any) -> None:
    """Draw a page of FILE with the tables, cells and fields found on it, and the doubtful spots.

    Several pages are written as page-3.png, page-4.png, ... Names cannot be withheld in a picture, so
    with --redact-people none is drawn.
    """
    from cjaplans.publish.inspect.command import inspect

    for line in inspect(file, output, **options):
        click.echo(line, err=True)


@cli.command(epilog="\b\nExample:\n  cjaplans documents --json")
@_rows_as
def documents(database: str, form: str | None, redact_people: bool) -> None:
    """List the documents read, with their state."""
    from cjaplans.publish.show import show_documents

    show_documents(database, form, _console(sys.stdout), redact_people=redact_people)


@cli.command(epilog="\b\nExample:\n  cjaplans actions --authority lanarkshire --search 'housing' --limit 10")
@click.option("--authority", metavar="KEY", help="Only this authority's, as in lothian-and-borders.")
@click.option("--period", metavar="YEARS", help="Only plans of this period, as in 2010-11.")
@click.option("--theme", metavar="TEXT", help="Only actions with this text in their theme.")
@click.option(
    "--status", type=click.Choice([code.value for code in StatusCode]), help="Only actions whose coded status is this."
)
@click.option("--search", metavar="TEXT", help="Only actions with all these words, best match first.")
@_limit
@_rows_as
def actions(database: str, form: str | None, **filters: Any) -> None:
    """List actions; --json and --csv have more columns than the table.

    With --redact-people, --search and --theme look at what is shown: a name that is withheld finds nothing.
    """
    from cjaplans.publish.show import show_actions

    show_actions(database, form, _console(sys.stdout), **filters)


@cli.command(epilog="\b\nExample:\n  cjaplans findings --severity warning --csv > findings.csv")
@click.option("--document", metavar="NAME", help="Only this document's: its file name or id.")
@click.option("--severity", type=click.Choice(["info", "warning", "error"]), help="Only findings of this severity.")
@click.option("--code", metavar="CODE", help="Only findings with this code, as in lead_unresolved.")
@_limit
@_rows_as
def findings(database: str, form: str | None, **filters: Any) -> None:
    """List what an analyst should look at."""
    from cjaplans.publish.show import show_findings

    show_findings(database, form, _console(sys.stdout), **filters)


@cli.command(epilog="\b\nExample:\n  cjaplans code date 'May 2012 – now March 2013'")
@click.argument("kind", required=False, type=click.Choice([kind.value for kind in PLAIN_KINDS]), metavar="KIND")
@click.argument("text", required=False, metavar="TEXT")
@click.option("--scheme", metavar="KEY", help="The scheme that codes of one letter are of, as in LB14.")
@click.option("--plan-start", callback=_day, metavar="DATE", help="The plan's first day, as in 2010-04-01.")
@click.option("--area-plan-start", callback=_day, metavar="DATE", help="The area plan's, from which 'year 2' counts.")
@click.option("--authority", metavar="KEY", help="The plan's authority, as in lothian-and-borders.")
@click.option("--place", metavar="NAME", help="The council that a local plan is for.")
@click.option("--cases", type=_PATH, metavar="FILE", help="Code a JSON file of worked cases, and compare.")
@click.option(
    "--plans",
    type=_PATH,
    metavar="DIR",
    help="With --cases: the plans' PDFs; default: 'plans' beside it, else ../shared/plans.",
)
@click.option("--kind", "only", metavar="K", help="With --cases: only cases of this kind.")
@click.option("--json", "json_", is_flag=True, help="With --cases: print JSON alone. A single text is always JSON.")
def code(
    kind: str | None,
    text: str | None,
    cases: Path | None,
    plans: Path | None,
    only: str | None,
    json_: bool,
    **options: Any,
) -> None:
    """Show how a TEXT would be coded, as JSON, with the rule that decided and the doubts.

    KIND is outcomes, status, date, money, lead, header, theme or ref. TEXT may be - for standard input;
    write -- before a TEXT that begins with a hyphen.

    With --cases every case of a file is coded and compared with what it expects. The exit code is 0
    whatever the comparison says: a case that fails is an answer, not an error.
    """
    from cjaplans.publish.code.command import code_cases, code_text

    if cases is not None:
        _only_cases(kind, options)
        click.echo(code_cases(cases, plans=plans, kind=only, as_json=json_))
        return
    if plans is not None or only is not None:
        raise click.UsageError("--plans and --kind go with --cases")
    if kind is None or text is None:
        raise click.UsageError("give a KIND and a TEXT, or --cases FILE")
    click.echo(code_text(kind, text, **options))


def _only_cases(kind: str | None, options: dict[str, Any]) -> None:
    """A file of cases brings its own texts and plans."""
    if kind is not None or any(value is not None for value in options.values()):
        raise click.UsageError("--cases takes no KIND, TEXT or options of one plan; give one or the other")


def _console(stream: Any) -> Console:
    from rich.console import Console

    width = None if stream.isatty() or os.environ.get("COLUMNS") else PLAIN_WIDTH
    return Console(file=stream, width=width, highlight=False, emoji=False)


def main() -> None:
    """Run the command line; this is the console script."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; whatever goes wrong is one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # file names and plans hold what a console's code page may not
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        code = cli.main(list(arguments), prog_name="cjaplans", standalone_mode=False)
        sys.stdout.flush()
        return int(code or ExitCode.DONE)
    except (BrokenPipeError, SystemExit):
        # The reader has had enough, as in "cjaplans actions | head"; click and rich turn that into SystemExit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    except (KeyboardInterrupt, click.Abort):
        return _fail("interrupted; what was read so far is kept, run it again to go on", ExitCode.INTERRUPTED)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return ExitCode.USAGE
    except click.ClickException as error:
        return _fail(_usage(error), ExitCode.USAGE)
    except Problem as error:
        return _fail(str(error), error.exit_code)
    except UnicodeEncodeError:
        return _fail("an option holds bytes that are no text; write it in UTF-8", ExitCode.USAGE)
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            return _fail("the output cannot be written: no space left; free some or write elsewhere", ExitCode.USAGE)
        if _database_error(error):
            return _fail(str(error), ExitCode.USAGE)
        if _debugging(arguments):
            click.echo(trace_of(error), err=True)
        return _fail(internal_error(error), ExitCode.INTERNAL)


def _interrupt(*_: object) -> None:
    """A polite request to end is Ctrl-C from a program."""
    raise KeyboardInterrupt


def _usage(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = context.command_path if context else "cjaplans"
    return f"{error.format_message().rstrip('.')}; see '{command} --help'"


def _database_error(error: Exception) -> bool:
    from cjaplans.load.errors import DatabaseError  # brings SQLAlchemy with it

    return isinstance(error, DatabaseError)


def _debugging(arguments: Sequence[str]) -> bool:
    return "--debug" in arguments or os.environ.get("CJAPLANS_DEBUG", "") not in ("", "0")


def _fail(message: str, code: ExitCode) -> int:
    click.echo(f"cjaplans: {' '.join(message.split())}", err=True)
    return code


if __name__ == "__main__":
    main()
