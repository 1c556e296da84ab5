"""A comparison as one page of HTML that needs nothing else: no script, no style sheet, no network.

Every text is escaped. What went is struck out and what came underlined, and both are announced in words that
only a screen reader meets, so that nothing rests on colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from cjaplans.publish.diff.fields import ACTION_FIELDS, CONFIDENCE, DECISIONS, DOCUMENT_FIELDS
from cjaplans.publish.diff.model import (
    ActionChange,
    ActionRow,
    DecisionChange,
    Diff,
    DocumentChange,
    DocumentRow,
    Entry,
    FieldChange,
    FindingChange,
)
from cjaplans.publish.diff.reading import Pieces, action_title, known_values, pieces_of, plan_title, totals
from cjaplans.publish.diff.words import Mark
from cjaplans.publish.safe import printable

_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff; margin: 0 auto; max-width: 75rem;
  padding: 0 1rem 3rem }
h1, h2, h3 { line-height: 1.25; overflow-wrap: anywhere }
h2 { border-bottom: 2px solid #555; margin-top: 2.5rem }
h3 { font-size: 1rem; margin-bottom: .25rem }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin-bottom: 1rem }
th, td { border: 1px solid #767676; padding: .25rem .5rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; white-space: pre-line }
thead th { background: #eee }
thead th:first-child { width: 11rem }
tbody th { font-weight: 600 }
del { background: #fbe3e4; text-decoration: line-through }
ins { background: #ddf4e0; text-decoration: underline }
a { color: #0b4f8a }
a:focus-visible { outline: 3px solid #0b4f8a; outline-offset: 2px }
.key, .note { color: #555; font-weight: normal; font-size: .875rem }
.change { border: 1px solid #555; border-radius: .25rem; padding: 0 .375rem; font-size: .875rem }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
@media screen and (prefers-color-scheme: dark) { body { color: #eee; background: #1b1b1b }
  thead th { background: #333 } del { background: #5c2328 } ins { background: #1f4a2a } a { color: #8ec5f5 }
  a:focus-visible { outline-color: #8ec5f5 } .key, .note { color: #bbb } }
@media print { body { max-width: none; color: #000; background: #fff } tr, h2, h3 { break-inside: avoid }
  h2, h3 { break-after: avoid } nav { display: none } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_TAGS = {Mark.OLD: ("del", "removed"), Mark.NEW: ("ins", "added")}


def as_html(diff: Diff, *, findings: bool = False) -> str:
    """The comparison as a page; each finding only with ``findings``."""
    title = f"What changed from {diff.old} to {diff.new}"
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            '<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width">',
            f"<title>{_safe(title)}</title>\n<style>{_STYLE}</style>\n</head>",
            f"<body>\n<main>\n<h1>{_safe(title)}</h1>",
            *_body(diff, findings=findings),
            "</main>\n</body>\n</html>",
        ]
    )


def _body(diff: Diff, *, findings: bool) -> Iterator[str]:
    yield _table("How much changed", ("What", "How many"), ((name, _safe(line)) for name, line in totals(diff).items()))
    if not diff.differs:
        yield "<p>The two do not differ.</p>"
    sections = [(title, content) for title, content in _sections(diff, findings=findings) if content]
    if len(sections) > 1:
        items = "".join(f'<li><a href="#s{n}">{_safe(title)}</a></li>' for n, (title, _) in enumerate(sections, 1))
        yield f'<nav aria-label="Contents"><ul>{items}</ul></nav>'
    for number, (title, content) in enumerate(sections, 1):
        yield f'<section aria-labelledby="s{number}">\n<h2 id="s{number}">{_safe(title)}</h2>'
        yield from content
        yield "</section>"


def _sections(diff: Diff, *, findings: bool) -> Iterator[tuple[str, list[str]]]:
    """Each heading with what stands below it."""
    yield "Documents", [part for change in diff.documents for part in _document(change)]
    for title, changes in groupby(diff.actions, lambda change: plan_title(_row(change))):
        yield title, [part for change in changes for part in _action(change)]
    if findings and diff.findings:
        columns = ("Change", "Severity and code", "Finding", "Where")
        yield "Findings", [_table("Findings added and removed", columns, map(_finding, diff.findings))]
    yield "Corrections and reviews", [part for change in diff.decisions for part in _decision(change)]


def _row(change: ActionChange) -> ActionRow:
    row = change.new or change.old
    if row is None:
        raise ValueError("a change of no action")
    return row


def _document(change: DocumentChange) -> Iterator[str]:
    row = change.new or change.old
    if row is not None:
        yield f"<h3>{_label(change.change)} {_safe(plan_title(row))}</h3>"
        yield _changes(change.fields) if change.old and change.new else _whole(row, DOCUMENT_FIELDS)


def _action(change: ActionChange) -> Iterator[str]:
    row = _row(change)
    yield f'<h3>{_label(change.change)} {_safe(action_title(row))} <span class="key">{_safe(row.key)}</span></h3>'
    if change.likeness is not None:
        yield f'<p class="note">Known again by its {change.matched_by}, {change.likeness:.0%} alike.</p>'
    yield _changes(change.fields) if change.old and change.new else _whole(row, ACTION_FIELDS)


def _label(change: str) -> str:
    return f'<span class="change">{change}</span>'


def _changes(fields: Iterable[FieldChange]) -> str:
    """A row for each field, or for each entry of a list, with the value before and after."""
    rows = [
        (field.field, _marked(pieces, Mark.OLD), _marked(pieces, Mark.NEW))
        for field in fields
        for pieces in pieces_of(field)
    ]
    return _table("Fields that changed", ("Field", "Before", "After"), rows) if rows else ""


def _marked(pieces: Pieces, side: Mark) -> str:
    """The text of one side, with what the other side lacks marked."""
    tag, word = _TAGS[side]
    parts = []
    for mark, text in pieces:
        if mark is Mark.BOTH:
            parts.append(_safe(text))
        elif mark is side:
            unseen = [f'<span class="unseen">[{note}] </span>' for note in (word, f"end of {word}")]
            parts.append(f"<{tag}>{unseen[0]}{_safe(text)}{unseen[1]}</{tag}>")
    return "".join(parts) or '<span class="note">(empty)</span>'


def _whole(row: ActionRow | DocumentRow, names: Iterable[str]) -> str:
    values = known_values(names, row.values)
    shown = ((name, _safe(text)) for name, text in values if name not in ("key", CONFIDENCE))
    return _table("What it says", ("Field", "Value"), shown)


def _finding(change: FindingChange) -> tuple[str, ...]:
    finding, action = change.finding, change.action
    where = [plan_title(change.document), f"page {finding.page}" if finding.page else ""]
    where.append(action_title(action) if action else "")
    shown = (f"{finding.severity} {finding.code}", finding.message, "\n".join(filter(None, where)))
    return (change.change.value, *map(_safe, shown))


def _decision(change: DecisionChange) -> Iterator[str]:
    yield f"<h3>{_label(change.change)} {change.kind} of {_safe(' '.join(map(str, change.key)))}</h3>"
    sides = (("Before", change.old), ("After", change.new))
    rows = [(name, _safe(_described(change.kind, entry))) for name, entries in sides for entry in entries]
    yield _table(f"The {change.kind} before and after", ("Side", "What it says"), rows)


def _described(kind: str, entry: Entry) -> str:
    known = zip(DECISIONS[kind][2], entry, strict=True)
    return "\n".join(f"{name.replace('_', ' ')}: {value}" for name, value in known if value is not None)


def _table(caption: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table whose cells are HTML but for the first of each row, its heading."""
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    body = "\n".join(
        f'<tr><th scope="row">{_safe(name.replace("_", " "))}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'
        for name, *cells in rows
    )
    return (
        f'<table>\n<caption class="unseen">{_safe(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody>\n</table>"
    )


def _safe(text: object) -> str:
    return escape(printable(text))
