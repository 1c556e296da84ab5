"""What an action costs and who pays for it (domain.md 6)."""

from __future__ import annotations

from cjaplans.normalise.money.reading import read_money
from cjaplans.normalise.money.record import to_record

__all__ = ["read_money", "to_record"]
