"""What is wrong with a database, for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from rich.console import Console
from rich.text import Text

from cjaplans.load.check import Fault
from cjaplans.publish.render import Format, print_rows
from cjaplans.publish.safe import one_line

COLUMNS = ("check", "where", "what", "remedy")


def print_faults(faults: Sequence[Fault], console: Console, *, as_json: bool) -> None:
    """One line each, or a JSON array; people are also told when there is none."""
    if as_json:
        print_rows([asdict(fault) for fault in faults], console, Format.JSON, COLUMNS)
        return
    lines = [f"{fault.where}: {fault.what}; {fault.remedy}" for fault in faults] or ["nothing is wrong"]
    for line in lines:
        console.print(Text(one_line(line)), soft_wrap=True)
