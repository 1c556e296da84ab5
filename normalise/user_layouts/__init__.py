"""Layouts that analysts write: which tables are meant, what they are about and which field each column holds."""

from __future__ import annotations

from cjaplans.normalise.user_layouts.checking import clashes, read_layout
from cjaplans.normalise.user_layouts.claims import claimed, layouts_for
from cjaplans.normalise.user_layouts.model import IGNORE, TableLayout, UserLayout, digest
from cjaplans.normalise.user_layouts.writing import layout_text

__all__ = [
    "IGNORE",
    "TableLayout",
    "UserLayout",
    "claimed",
    "clashes",
    "digest",
    "layout_text",
    "layouts_for",
    "read_layout",
]
