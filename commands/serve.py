"""``cjaplans serve``."""

from __future__ import annotations

from pathlib import Path

import click

from cjaplans.commands import option


@click.command(epilog="\b\nExample:\n  cjaplans serve --open")
@option.database
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8001,
    show_default=True,
    metavar="P",
    help="Port to listen on; 0: any that is free.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Address to listen on; any but this machine's own lets others in, and there is no password.",
)
@click.option("--open", "browse", is_flag=True, help="Open it in a browser.")
@click.option(
    "--files",
    type=option.PATH,
    multiple=True,
    metavar="DIR",
    help="A folder to look in for PDFs that are no longer where they were read from; may be given again.",
)
@option.redact_people
@click.option(
    "--review",
    is_flag=True,
    help="Accept findings, correct values and set columns in the pages; for whoever has the printed address.",
)
@click.option("--author", envvar="CJAPLANS_AUTHOR", metavar="A", help="Who reviews (or set CJAPLANS_AUTHOR).")
@option.corrections
@option.layouts
@option.password_file
def serve(
    database: str,
    host: str,
    port: int,
    browse: bool,
    files: tuple[Path, ...],
    redact_people: bool,
    review: bool,
    author: str | None,
    corrections: Path | None,
    layouts: Path | None,
    password_file: Path | None,
) -> None:
    """Show the database as web pages, to this machine alone, until Ctrl-C or SIGTERM.

    Prints the address once it answers. Nothing is written without --review; what another process ingests meanwhile is
    seen at once, but for --redact-people, which shows a copy made at the start, and no pictures of pages.
    """
    from cjaplans.publish.web.serving import serve

    def warn(message: str) -> None:
        click.echo(f"cjaplans: {message}", err=True)

    reviewing = None
    if review:
        from cjaplans.publish.web.review.mode import review_at

        reviewing = review_at(database, author or "", corrections, layouts)
    serve(
        database, host, port, say=click.echo, warn=warn, files=files, password_file=password_file, browse=browse,
        redact=redact_people, review=reviewing,
    )  # fmt: skip
