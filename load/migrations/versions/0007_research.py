"""Research: views with a path and a citation for every action; the tables stay as they are."""

from __future__ import annotations

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Nothing to alter: views are made anew at every upgrade."""
