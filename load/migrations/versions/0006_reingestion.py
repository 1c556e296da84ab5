"""Re-ingestion: what each document was made by, its copies, findings that keep their name, and their reviews."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the columns and tables; what was read before has no fingerprints, and is made anew when it is met."""
    for table, *columns in (
        ("document", "extractor", "normaliser", "corrections_digest", "superseded_basis"),
        ("finding", "key"),
        ("correction", "source", "problem"),
        ("ingest_run", "inputs_digest"),
    ):
        for column in columns:
            op.add_column(table, sa.Column(column, sa.Text(), nullable=True))
    op.execute("UPDATE document SET superseded_basis = 'file' WHERE superseded_by IS NOT NULL")
    for column in ("renewed", "duplicates"):
        op.add_column("ingest_run", sa.Column(column, sa.Integer(), nullable=True))
    op.create_index(op.f("ix_finding_key"), "finding", ["key"])
    op.create_table(
        "duplicate",
        sa.Column("source_uri", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_duplicate_document_id_document"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["ingest_run.id"], name=op.f("fk_duplicate_run_id_ingest_run"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("source_uri", name=op.f("pk_duplicate")),
    )
    op.create_index(op.f("ix_duplicate_document_id"), "duplicate", ["document_id"])
    op.create_index(op.f("ix_duplicate_run_id"), "duplicate", ["run_id"])
    op.create_table(
        "review",
        sa.Column("finding_key", sa.Text(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.CheckConstraint('"accepted" IN (0, 1)', name=op.f("ck_review_accepted")),
        sa.PrimaryKeyConstraint("finding_key", name=op.f("pk_review")),
    )
    op.create_table(
        "action_correction",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("was", sa.Text(), nullable=True),
        sa.Column("now", sa.Text(), nullable=True),
        sa.Column("found", sa.Text(), nullable=True),
        sa.Column("applied", sa.Integer(), nullable=False),
        sa.CheckConstraint('"applied" IN (0, 1)', name=op.f("ck_action_correction_applied")),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_action_correction_action_id_action"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("action_id", "seq", name=op.f("pk_action_correction")),
    )
