"""Layouts that analysts write: which tables are meant, what they are about and which field each column holds.

Only what they say is named here; what reads, checks, applies and writes them is imported from its module, as a run
that finds nothing new needs none of it.
"""

from __future__ import annotations

from cjaplans.normalise.user_layouts.model import IGNORE, TableLayout, UserLayout, digest, layouts_for

__all__ = ["IGNORE", "TableLayout", "UserLayout", "digest", "layouts_for"]
