"""Scottish Community Justice Authority action plans, from PDF to a database people can query.

``import cjaplans; db = cjaplans.open()`` opens one for reading: docs/python.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cjaplans.publish.research.plans import Plans as Plans
    from cjaplans.publish.research.plans import open as open

__all__ = ["DEFAULT_DATABASE", "Plans", "__version__"]  # and open, which must not hide Python's own from import *

__version__ = "0.1.0"

DEFAULT_DATABASE = "data/processed/plans.db"
"""Where commands and ``open`` look for a database: from the folder they run in."""

if not TYPE_CHECKING:  # whom it would tell that there is every attribute

    def __getattr__(name: str) -> object:
        """``open`` and ``Plans``, imported when first asked for: commands that print help must not wait for pandas."""
        if name in ("Plans", "open"):
            from cjaplans.publish.research import plans

            return getattr(plans, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
