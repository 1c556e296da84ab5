"""Where nodes of YAML end, for those who change its text line by line and leave all else as people wrote it."""

from __future__ import annotations

import yaml

from cjaplans.normalise.written.nodes import line_of


class Unwritable(Exception):
    """A text that cannot be changed line by line: its YAML is not laid out in lines."""


def last_line(node: yaml.Node) -> int:
    """The line, from 1, that the last word of a node stands on: its own end is where the next node begins."""
    if isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        return last_line(last[1] if isinstance(last, tuple) else last)
    mark = node.end_mark
    return int(mark.line) + (1 if mark.column else 0) if mark else line_of(node)


def complete_lines(text: str) -> tuple[list[str], str]:
    """The lines of a text, the last one ended too, and how they end."""
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += ending
    return lines, ending
