"""Pages: how each was read, by its text layer or by OCR, and how sure the text of every cell is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the table and the column; what was read before had a text layer, and its cells are sure."""
    op.add_column("cell", sa.Column("confidence", sa.Double(), nullable=False, server_default="1"))
    op.create_table(
        "page",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("width", sa.Double(), nullable=False),
        sa.Column("height", sa.Double(), nullable=False),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.Column("text_layer", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("turned", sa.Integer(), nullable=False),
        sa.Column("lean", sa.Double(), nullable=False),
        sa.CheckConstraint('"confidence" BETWEEN 0 AND 1', name=op.f("ck_page_confidence")),
        sa.CheckConstraint("\"text_layer\" IN ('digital', 'ocr', 'mixed')", name=op.f("ck_page_text_layer")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_page_document_id_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", "number", name=op.f("pk_page")),
    )
