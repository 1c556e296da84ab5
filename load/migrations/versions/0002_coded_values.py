"""Coded values: pointers between actions, and what parties, dates and sums need beside the first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_FIELDS = [
    "ref",
    "theme",
    "objective",
    "place",
    "action_text",
    "detail",
    "responsible",
    "timescale",
    "status",
    "progress",
    "target",
    "resources",
    "monitoring",
    "outcome_refs",
    "carried_forward",
]


def upgrade() -> None:
    """Add the columns and the table."""
    op.add_column("action_party", sa.Column("name", sa.Text(), nullable=True))
    op.add_column("action_date", sa.Column("label", sa.Text(), nullable=True))
    for name, kind in (
        ("fund", sa.Text()),
        ("start_date", sa.Date()),
        ("end_date", sa.Date()),
        ("interval", sa.Text()),
    ):
        op.add_column("action_funding", sa.Column(name, kind, nullable=True))
    op.add_column("action_step", sa.Column("revised_from", sa.Date(), nullable=True))
    _create_references()


def _create_references() -> None:
    fields = ", ".join(f"'{field}'" for field in _FIELDS)
    op.create_table(
        "action_reference",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("printed", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=True),
        sa.Column("resolution", sa.Text(), nullable=False),
        sa.Column("target_action_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(f'"field" IN ({fields})', name=op.f("ck_action_reference_field")),
        sa.CheckConstraint(
            "\"resolution\" IN ('copy', 'link', 'superseded_by', 'origin_narrative')",
            name=op.f("ck_action_reference_resolution"),
        ),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_action_reference_action_id_action"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["target_action_id"],
            ["action.id"],
            name=op.f("fk_action_reference_target_action_id_action"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("action_id", "seq", name=op.f("pk_action_reference")),
    )
    op.create_index(
        op.f("ix_action_reference_target_action_id"), "action_reference", ["target_action_id"], unique=False
    )
