"""Numbers of pages in addresses."""

from __future__ import annotations

from cjaplans.publish.web.model import Asked, Refusal

MOST = 1_000_000


def number_of(asked: Asked) -> int:
    """The page of a list that is asked for, from 1. Raises ``Refusal``."""
    written = asked.query.get("page", "1")
    if not written.isascii() or not written.isdigit() or not 0 < int(written[:9]) <= MOST:
        raise Refusal(f"page {written!r} is no page", "give a number from 1")
    return int(written)
