"""Files of several plans, and files of which only some pages are read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the table, the link to it and the column."""
    op.add_column("document", sa.Column("pages", sa.Text(), nullable=True))
    op.create_table(
        "document_part",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("page_first", sa.Integer(), nullable=False),
        sa.Column("page_last", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("authority_key", sa.Text(), nullable=True),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("period_end", sa.Date(), nullable=True),
        sa.Column("scheme_key", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_key"], ["authority.key"], name=op.f("fk_document_part_authority_key_authority")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_part_document_id_document"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["scheme_key"], ["outcome_scheme.key"], name=op.f("fk_document_part_scheme_key_outcome_scheme")
        ),
        sa.PrimaryKeyConstraint("document_id", "seq", name=op.f("pk_document_part")),
    )
    op.create_index(
        op.f("ix_document_part_authority_key_document_part_period_start"),
        "document_part",
        ["authority_key", "period_start"],
    )
    op.create_index(op.f("ix_document_part_scheme_key"), "document_part", ["scheme_key"])
    op.add_column("action", sa.Column("part", sa.Integer(), nullable=True))
