"""Scottish Community Justice Authority action plans, from PDF to a database people can query."""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"
