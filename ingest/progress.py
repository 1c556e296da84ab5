"""What a person sees of a batch: a bar on a terminal, plain lines off one, a table at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any, Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from cjaplans.ingest.outcome import BatchResult, FileOutcome, FileState
from cjaplans.publish.safe import json_text, one_line, printable

#: Of more files than this, those that are as they were are counted and not shown one by one.
FEW = 25


class Reporter(Protocol):
    """Is told of each outcome as it comes."""

    def __call__(self, outcome: FileOutcome, /) -> None: ...


@contextmanager
def progress(console: Console, files: int, *, quiet: bool, debug: bool = False, bar: bool = True) -> Iterator[Reporter]:
    """Show how far a batch of ``files`` is, on ``console`` (standard error).

    Files that need attention get their one line whatever the terminal, and with ``quiet`` only they.
    ``debug`` adds the traceback of a fault of ours; without ``bar`` a terminal gets lines too.
    """

    def say(outcome: FileOutcome) -> None:
        if outcome.needs_attention:
            print_line(console, f"{one_line(outcome.file)}: {_what(outcome)}")
        if debug and outcome.trace:
            print_line(console, outcome.trace)

    if quiet:
        yield say
    elif bar and console.is_terminal:
        with _bar(console) as shown:
            task = shown.add_task("reading", total=files, file="")

            def advance(outcome: FileOutcome) -> None:
                say(outcome)
                shown.update(task, advance=1, file=one_line(outcome.file.name))

            yield advance
    else:
        yield _lines(console, files, debug=debug)


def _lines(console: Console, files: int, *, debug: bool) -> Reporter:
    done = 0

    def line(outcome: FileOutcome) -> None:
        nonlocal done
        done += 1
        if files > FEW and _is_as_before(outcome) and not outcome.needs_attention:
            return
        print_line(console, f"[{done}/{files}] {one_line(outcome.file)}: {_what(outcome)}")
        if debug and outcome.trace:
            print_line(console, outcome.trace)

    return line


def _is_as_before(outcome: FileOutcome) -> bool:
    """Whether there is nothing new to say of a file."""
    return outcome.state in (FileState.UNCHANGED, FileState.DUPLICATE)


def _what(outcome: FileOutcome) -> str:
    state = outcome.state.value.replace("_", " ")
    if outcome.renewed:
        state = f"{state} (renewed)"
    if outcome.reason:
        return f"{state}: {outcome.reason}"
    if outcome.state is FileState.LOADED:
        return f"{state}, {outcome.actions} actions, {outcome.findings} findings ({outcome.seconds:.2f} s)"
    return state


def print_line(console: Console, line: str) -> None:
    """One message, whatever it holds: no markup, no cursor moved, wrapped by the terminal alone."""
    console.print(Text(printable(line)), soft_wrap=True)


def _bar(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[file]}", markup=False),
        console=console,
        transient=True,
    )


def print_summary(result: BatchResult, console: Console) -> None:
    """The table at the end: a row a file, as far as there is something new to say of it, and a line of counts."""
    shown = [each for each in result.files if len(result.files) <= FEW or not _is_as_before(each)]
    if shown:
        console.print(_table(shown))
    print_line(console, counted(result))


def _table(outcomes: Iterable[FileOutcome]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in ("file", "authority"):
        table.add_column(name, overflow="fold")
    for name in ("period", "kind"):
        table.add_column(name, no_wrap=True)
    for name in ("pages", "actions", "findings", "seconds"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("state", no_wrap=True)
    for outcome in outcomes:
        table.add_row(*(Text(one_line(text)) for text in _row(outcome)))
    return table


def counted(result: BatchResult) -> str:
    """A batch in one line: how many files, how long, and what became of them."""
    counts = ", ".join(f"{number} {state.value.replace('_', ' ')}" for state, number in result.counts.items() if number)
    note = "; dry run, nothing written" if result.dry_run else ""
    others = {
        "renewed without reading": result.renewed,
        "still to be looked at": sum(each.needs_attention and _is_as_before(each) for each in result.files),
        "refused": len(result.refused),
        "left out": result.left_out,
        "corrections not applied": len(result.unfit),
    }
    counts = ", ".join([counts or "nothing to do", *(f"{number} {what}" for what, number in others.items() if number)])
    return f"{len(result.files)} files in {result.seconds:.1f} s: {counts}{note}"


def _row(outcome: FileOutcome) -> list[str]:
    values = (outcome.authority, outcome.period, outcome.kind, outcome.pages, outcome.actions, outcome.findings)
    return [
        outcome.file.name,
        *("-" if value is None else str(value) for value in values),
        f"{outcome.seconds:.2f}",
        outcome.state.value.replace("_", " ") + (" (renewed)" if outcome.renewed else ""),
    ]


def as_json(result: BatchResult) -> str:
    """The summary for machines; ``exit_code`` is the one the command ends with."""
    summary: dict[str, Any] = {
        "exit_code": int(result.exit_code),
        "dry_run": result.dry_run,
        "seconds": round(result.seconds, 3),
        "counts": {state.value: number for state, number in result.counts.items()},
        "renewed": result.renewed,
        "left_out": result.left_out,
        "files": [_record(outcome) for outcome in result.files],
        "refused": [{"path": str(refusal.path), "reason": refusal.reason} for refusal in result.refused],
        "corrections_not_applied": list(result.unfit),
    }
    return json_text(summary, indent=1)


def _record(outcome: FileOutcome) -> dict[str, Any]:
    record = asdict(outcome)
    del record["trace"]
    return record | {"file": str(outcome.file), "seconds": round(outcome.seconds, 3)}
