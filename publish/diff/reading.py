"""A change of a field as people read it: words marked as gone or come, lists entry by entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from cjaplans.publish.diff.fields import DECISIONS, ENTRY_COLUMNS, PRINTED_FIELDS
from cjaplans.publish.diff.model import ActionRow, Change, Diff, DocumentRow, Entry, FieldChange, Value
from cjaplans.publish.diff.words import Mark, Piece, aligned, marked

#: Shown where a name that is withheld is all that differs.
WITHHELD_DIFFERENCE = "(what differs is withheld)"
#: Of an action's text, as its title.
LONGEST_TITLE = 80
#: Fields with sentences in them; of others the whole value is replaced.
_SENTENCES = frozenset({*PRINTED_FIELDS, "title", "reason"})
#: What an entry is known by; it needs no label.
_HEADS = frozenset({"printed", "action_text", "indicator", "term", "text", "title"})

Pieces = tuple[Piece, ...]


def pieces_of(change: FieldChange) -> tuple[Pieces, ...]:
    """The marked texts of a change: one, or one for each entry of a list that is not what it was."""
    if isinstance(change.old, tuple) and isinstance(change.new, tuple):
        pairs = aligned(change.old, change.new)
        found = tuple(
            marked(entry_text(change.field, old) if old else "", entry_text(change.field, new) if new else "")
            for old, new in pairs
        )
    else:
        old, new = scalar_text(change.old), scalar_text(change.new)
        found = (marked(old, new) if change.field in _SENTENCES else _replaced(old, new),)
    plain = all(piece.mark is Mark.BOTH for pieces in found for piece in pieces)
    return (*found, (Piece(Mark.BOTH, WITHHELD_DIFFERENCE),)) if plain else found


def _replaced(old: str, new: str) -> Pieces:
    if old == new:
        return (Piece(Mark.BOTH, old),)
    return tuple(piece for piece in (Piece(Mark.OLD, old), Piece(Mark.NEW, new)) if piece.text)


def scalar_text(value: Value) -> str:
    """A value as text; nothing for an empty one."""
    return "" if value is None else str(value)


def entry_text(name: str, entry: Entry) -> str:
    """An entry of a list in one line: what it is known by, then its other values by name."""
    columns = zip(ENTRY_COLUMNS[name], entry, strict=True)
    known = [(column, value) for column, value in columns if value is not None]
    head = " ".join(str(value) for column, value in known if column in _HEADS)
    rest = ", ".join(f"{column.replace('_', ' ')} {value}" for column, value in known if column not in _HEADS)
    return f"{head} ({rest})" if head and rest else head or rest


def action_title(action: ActionRow) -> str:
    """An action in one line: its reference and the beginning of its text."""
    text = " ".join(action.text.split())
    if len(text) > LONGEST_TITLE:
        text = f"{text[:LONGEST_TITLE].rstrip()}…"
    return " ".join(filter(None, [action.ref, text])) or action.key


def plan_title(row: ActionRow | DocumentRow) -> str:
    """The plan that something is in: authority and period, and the file's name."""
    plan = " ".join(filter(None, [row.authority, row.period]))
    return f"{plan}: {row.file_name}" if plan else row.file_name


def totals(diff: Diff) -> dict[str, str]:
    """How many of each kind changed, in words, by kind; kinds of which nothing is to be said are left out."""
    findings: dict[str, Counter[str]] = {"added": Counter(), "removed": Counter()}
    for change in diff.findings:
        findings[change.change.value][change.finding.code] += 1
    decisions = Counter((change.kind, change.change) for change in diff.decisions)
    lines = {
        "documents": _counted((change.change for change in diff.documents), diff.same_documents),
        "actions": _counted((change.change for change in diff.actions), diff.same_actions),
        "findings": "; ".join(_by_code(word, codes) for word, codes in findings.items() if codes),
    }
    for kind in DECISIONS:
        counts = [(change, decisions[kind, change]) for change in Change if decisions[kind, change]]
        lines[f"{kind}s"] = ", ".join(f"{number} {change}" for change, number in counts)
    return {name: line for name, line in lines.items() if line}


def _counted(changes: Iterable[Change], same: int) -> str:
    counts = Counter(changes)
    return ", ".join([*(f"{counts[change]} {change}" for change in Change if counts[change]), f"{same} the same"])


def _by_code(word: str, codes: Counter[str]) -> str:
    named = ", ".join(
        f"{number} {code}" for code, number in sorted(codes.items(), key=lambda each: (-each[1], each[0]))
    )
    return f"{codes.total()} {word} ({named})"


def known_values(names: Iterable[str], values: Iterable[Value]) -> list[tuple[str, str]]:
    """The fields of a row that hold something, each as text; lists line by line."""
    found = []
    for name, value in zip(names, values, strict=True):
        if isinstance(value, tuple):
            found.append((name, "\n".join(entry_text(name, entry) for entry in value)))
        else:
            found.append((name, scalar_text(value)))
    return [(name, text) for name, text in found if text]
