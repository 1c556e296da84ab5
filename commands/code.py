"""``cjaplans code``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cjaplans.commands import option
from cjaplans.publish.code.kinds import PLAIN_KINDS


@click.command(epilog="\b\nExample:\n  cjaplans code date 'May 2012 – now March 2013'")
@click.argument("kind", required=False, type=click.Choice([kind.value for kind in PLAIN_KINDS]), metavar="KIND")
@click.argument("text", required=False, metavar="TEXT")
@click.option("--scheme", metavar="KEY", help="The scheme that codes of one letter are of, as in LB14.")
@click.option("--plan-start", callback=option.day, metavar="DATE", help="The plan's first day, as in 2010-04-01.")
@click.option(
    "--area-plan-start", callback=option.day, metavar="DATE", help="The area plan's, from which 'year 2' counts."
)
@click.option("--authority", metavar="KEY", help="The plan's authority, as in lothian-and-borders.")
@click.option("--place", metavar="NAME", help="The council that a local plan is for.")
@click.option("--cases", type=option.PATH, metavar="FILE", help="Code a JSON file of worked cases, and compare.")
@click.option(
    "--plans",
    type=option.PATH,
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
