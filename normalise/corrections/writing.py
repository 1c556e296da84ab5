"""Entries put into and taken out of the text of a file of corrections; all else stays as people wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import yaml

from cjaplans.normalise.corrections.checking import CORRECTIONS, KIND, REVIEWS
from cjaplans.normalise.corrections.model import Correction, Review
from cjaplans.normalise.written import Malformed, Unwritable, complete_lines, last_line, line_of, root_of

INDENT = 2
#: What needs no quotes, as every value is read as text: keys, dates, figures and single words.
_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_./~:-]*[A-Za-z0-9_])?")
Entry = Mapping[str, str | None]


def with_correction(text: str, correction: Correction) -> str:
    """The text with a correction at the end of its list. Raises ``Unwritable``."""
    entry = {
        "key": correction.key,
        "field": correction.field,
        "expected": correction.was,
        "value": correction.now,
        "reason": correction.reason,
        "author": correction.author,
        "date": correction.date.isoformat(),
    }
    return _with(text, CORRECTIONS, entry)


def with_review(text: str, review: Review) -> str:
    """The text with a review at the end of its list. Raises ``Unwritable``."""
    entry = {
        "finding": review.finding_key,
        "accepted": "yes" if review.accepted else "no",
        "note": review.note,
        "author": review.author,
        "date": review.date.isoformat(),
    }
    return _with(text, REVIEWS, {name: value for name, value in entry.items() if value is not None})


def without_line(text: str, line: int) -> str:
    """The text without the entry that begins on this line, from 1. Raises ``Unwritable``."""
    lists = _lists(text)
    entries = (item for name in (CORRECTIONS, REVIEWS) for item in _entries(lists.get(name)))
    entry = next((item for item in entries if line_of(item) == line), None)
    if entry is None:
        raise Unwritable
    lines = text.splitlines(keepends=True)
    return "".join(lines[: line - 1] + lines[last_line(entry) :])


def _with(text: str, name: str, entry: Entry) -> str:
    """The text with an entry at the end of the list of this name, which is begun where there is none."""
    lines, ending = complete_lines(text)
    node = _lists(text).get(name)
    if node is None:
        at, new = len(lines), [f"{name}:", *_lines(entry, INDENT)]
    elif entries := _entries(node):
        at, new = last_line(entries[-1]), list(_lines(entry, node.start_mark.column))
    elif isinstance(node, yaml.ScalarNode):
        at, new = line_of(node), list(_lines(entry, INDENT))
    else:
        raise Unwritable
    return "".join([*lines[:at], *(line + ending for line in new), *lines[at:]])


def _lists(text: str) -> dict[str, yaml.Node]:
    """The lists of a file by their names."""
    try:
        root = root_of(text, KIND)
    except Malformed as error:
        raise Unwritable from error
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise Unwritable
    return {key.value: value for key, value in root.value}


def _entries(node: yaml.Node | None) -> list[yaml.Node]:
    """The entries of a list that has a line for each."""
    laid_out = isinstance(node, yaml.SequenceNode) and not node.flow_style
    return list(node.value) if node is not None and laid_out else []


def _lines(entry: Entry, indent: int) -> Iterator[str]:
    for number, (name, value) in enumerate(entry.items()):
        start = " " * indent + ("  " if number else "- ")
        yield f"{start}{name}:{_scalar(value)}"


def _scalar(value: str | None) -> str:
    """A value behind its colon, in quotes where it would be taken for something else than its text."""
    if value is None:
        return ""
    if _PLAIN.fullmatch(value) and value.casefold() != "null":
        return f" {value}"
    plain = yaml.safe_dump(value, allow_unicode=True, width=float("inf")).splitlines()
    if len(plain) > 1 and plain[1] != "...":
        quoted = yaml.safe_dump(value, allow_unicode=True, width=float("inf"), default_style='"')
        return f" {quoted.strip()}"
    return f" {plain[0]}"
