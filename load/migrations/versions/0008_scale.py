"""Scale: which version of a file a store held, and indexes for what lists and pages filter by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

#: What lists, pages and facets choose and count by.
FILTERS = {
    "action": ("place",),
    "action_date": ("kind", "precision"),
    "action_outcome": ("basis",),
    "action_party": ("kind", "role"),
    "document": ("kind", "sha256"),
    "finding": ("code",),
    "organisation": ("kind",),
    "outcome_mapping": ("match",),
    "page": ("text_layer",),
    "source_table": ("engine",),
}
#: What comparisons choose and count actions by, together.
COMPARED = (
    "document_id", "part", "place", "theme_key", "priority_group_key", "status_code", "revised_from", "funding_basis",
    "carried_forward", "seq",
)  # fmt: skip


def upgrade() -> None:
    """Add columns and indexes; what was read before has no version, and is looked at when it is met."""
    for table in ("document", "duplicate"):
        op.add_column(table, sa.Column("source_version", sa.Text(), nullable=True))
    for table, columns in FILTERS.items():
        for column in columns:
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    op.drop_index(op.f("ix_action_key"), "action")
    op.create_index(op.f("ix_action_key_action_document_id"), "action", ["key", "document_id"])
    op.create_index(op.f("ix_action_compared"), "action", list(COMPARED))
