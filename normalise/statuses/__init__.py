"""What an action's printed status means, and where it was found (domain.md 4)."""

from __future__ import annotations

from cjaplans.normalise.statuses.colours import read_colour_key
from cjaplans.normalise.statuses.reading import read_status
from cjaplans.normalise.statuses.record import to_record

__all__ = ["read_colour_key", "read_status", "to_record"]
