"""YAML that people write, read with care: every mistake has its line and a remedy."""

from __future__ import annotations

from cjaplans.normalise.written.checker import Checker, nearest, quoted, suggestion
from cjaplans.normalise.written.lines import Unwritable, complete_lines, last_line
from cjaplans.normalise.written.nodes import FileKind, Malformed, Mistake, line_of, root_of

__all__ = [
    "Checker",
    "FileKind",
    "Malformed",
    "Mistake",
    "Unwritable",
    "complete_lines",
    "last_line",
    "line_of",
    "nearest",
    "quoted",
    "root_of",
    "suggestion",
]
