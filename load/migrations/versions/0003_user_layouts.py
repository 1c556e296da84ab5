"""Analysts' layouts: which were in force when a document was read, so that a change has it read again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column."""
    op.add_column("document", sa.Column("layouts_digest", sa.Text(), nullable=True))
