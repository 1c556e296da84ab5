"""A comparison for a terminal: grouped by plan, what went as ``[-...-]`` and what came as ``{+...+}``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cjaplans.publish.diff.fields import DECISIONS, DOCUMENT_FIELDS
from cjaplans.publish.diff.model import ActionChange, DecisionChange, Diff, DocumentChange, FieldChange, FindingChange
from cjaplans.publish.diff.reading import Pieces, action_title, pieces_of, plan_title, totals
from cjaplans.publish.diff.words import Mark
from cjaplans.publish.safe import one_line, printable

_SIGNS = {Mark.BOTH: ("", "", ""), Mark.OLD: ("[-", "-]", "red"), Mark.NEW: ("{+", "+}", "green")}


def print_diff(diff: Diff, console: Console, *, findings: bool = False) -> None:
    """Write a comparison; each finding only with ``findings``, else how many there are of each code."""
    for part in _parts(diff, findings=findings):
        console.print(part)


def _parts(diff: Diff, *, findings: bool) -> Iterator[RenderableType]:
    yield from _grid([("old", Text(one_line(diff.old))), ("new", Text(one_line(diff.new)))], indent=0)
    yield from _grid([(name, Text(line)) for name, line in totals(diff).items()], indent=0)
    if not diff.differs:
        yield Text("no differences")
    if diff.documents:
        yield from _heading("Documents")
        for document in diff.documents:
            yield from _document(document)
    for title, changes in groupby(diff.actions, _plan):
        yield from _heading(title)
        for action in changes:
            yield from _action(action)
    if findings and diff.findings:
        yield from _heading("Findings")
        yield from map(_finding, diff.findings)
    if diff.decisions:
        yield from _heading("Corrections and reviews")
        for decision in diff.decisions:
            yield from _decision(decision)


def _heading(title: str) -> Iterator[Text]:
    yield Text("")
    yield Text(one_line(title), style="bold")


def _plan(change: ActionChange) -> str:
    row = change.new or change.old
    return plan_title(row) if row else ""


def _document(change: DocumentChange) -> Iterator[RenderableType]:
    row = change.new or change.old
    title = one_line(plan_title(row)) if row else ""
    if change.old and change.new and change.old.file_name != change.new.file_name:
        title += f" (before: {one_line(change.old.file_name)})"
    elif row and not (change.old and change.new):
        title += f" ({row.values[DOCUMENT_FIELDS.index('state')]})"
    yield Padding(Text(f"{change.change}  {title}"), (0, 0, 0, 2), expand=False)
    yield from _fields(change.fields)


def _action(change: ActionChange) -> Iterator[RenderableType]:
    row = change.new or change.old
    if row is None:
        return
    line = Text(f"{change.change}  {one_line(action_title(row))}")
    if change.matched_by and change.likeness is not None:
        line.append(f"  (known again by its {change.matched_by}, {change.likeness:.0%} alike)")
    line.append(f"  {one_line(row.key)}", style="dim")
    yield Padding(line, (0, 0, 0, 2), expand=False)
    yield from _fields(change.fields)


def _fields(changes: Iterable[FieldChange]) -> Iterator[RenderableType]:
    return _grid([(change.field, _marked(pieces)) for change in changes for pieces in pieces_of(change)])


def _marked(pieces: Pieces) -> Text:
    text = Text()
    for mark, piece in pieces:
        before, behind, style = _SIGNS[mark]
        text.append(f"{before}{printable(piece)}{behind}", style=style)
    return text


def _grid(rows: Iterable[tuple[str, Text]], indent: int = 4) -> Iterator[RenderableType]:
    """Names and texts side by side; a name that is that of the row before is not repeated."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    last = None
    for name, text in rows:
        grid.add_row(Text("" if name == last else name), text)
        last = name
    if last is not None:
        yield Padding(grid, (0, 0, 0, indent), expand=False)


def _finding(change: FindingChange) -> RenderableType:
    finding = change.finding
    where = ", ".join(
        filter(
            None,
            [
                one_line(plan_title(change.document)),
                f"page {finding.page}" if finding.page else "",
                one_line(action_title(change.action)) if change.action else "",
            ],
        )
    )
    line = Text(f"{change.change}  {finding.severity} {finding.code}: {one_line(finding.message)} ({where})")
    return Padding(line, (0, 0, 0, 2), expand=False)


def _decision(change: DecisionChange) -> Iterator[RenderableType]:
    key = " ".join(str(part) for part in change.key)
    yield Padding(Text(f"{change.change}  {change.kind} of {one_line(key)}"), (0, 0, 0, 2), expand=False)
    columns = DECISIONS[change.kind][2]
    for sign, style, entries in (("-", "red", change.old), ("+", "green", change.new)):
        for entry in entries:
            known = zip(columns, entry, strict=True)
            text = ", ".join(f"{name} {one_line(value)}" for name, value in known if value is not None)
            yield Padding(Text(f"{sign} {text}", style=style), (0, 0, 0, 4), expand=False)
