"""Scale: which version of a file a store held, and indexes for what lists and pages filter by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the columns; what was read before has no version, and is looked at when it is met."""
    for table in ("document", "duplicate"):
        op.add_column(table, sa.Column("source_version", sa.Text(), nullable=True))
