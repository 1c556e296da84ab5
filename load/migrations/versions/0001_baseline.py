"""Baseline: every table of the common schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables and their indexes."""
    op.create_table(
        "authority",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("abbreviation", sa.Text(), nullable=False),
        sa.Column("established", sa.Date(), nullable=False),
        sa.Column("abolished", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_authority")),
        sa.UniqueConstraint("name", name=op.f("uq_authority_name")),
    )
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_key", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("was", sa.Text(), nullable=True),
        sa.Column("now", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("applied", sa.Integer(), nullable=False),
        sa.CheckConstraint('"applied" IN (0, 1)', name=op.f("ck_correction_applied")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    op.create_index(op.f("ix_correction_action_key"), "correction", ["action_key"], unique=False)
    op.create_table(
        "ingest_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.Text(), nullable=False),
        sa.Column("finished_at", sa.Text(), nullable=True),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("loaded", sa.Integer(), nullable=True),
        sa.Column("needs_review", sa.Integer(), nullable=True),
        sa.Column("rejected", sa.Integer(), nullable=True),
        sa.Column("skipped", sa.Integer(), nullable=True),
        sa.Column("actions", sa.Integer(), nullable=True),
        sa.Column("findings", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ingest_run")),
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("name", name=op.f("uq_organisation_name")),
    )
    op.create_table(
        "outcome_scheme",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_outcome_scheme")),
    )
    op.create_table(
        "priority_group",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_priority_group")),
    )
    op.create_table(
        "theme",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_theme")),
    )
    op.create_table(
        "council",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("authority_key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["authority_key"], ["authority.key"], name=op.f("fk_council_authority_key_authority")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_council")),
    )
    op.create_index(op.f("ix_council_authority_key"), "council", ["authority_key"], unique=False)
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("source_uri", sa.Text(), nullable=True),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("authority_key", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("period_end", sa.Date(), nullable=True),
        sa.Column("scheme_key", sa.Text(), nullable=True),
        sa.Column("text_layer", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "\"kind\" IN ('action_plan', 'area_plan', 'guidance', 'other')", name=op.f("ck_document_kind")
        ),
        sa.CheckConstraint("\"state\" IN ('loaded', 'needs_review', 'rejected')", name=op.f("ck_document_state")),
        sa.CheckConstraint("\"text_layer\" IN ('digital', 'ocr', 'mixed')", name=op.f("ck_document_text_layer")),
        sa.ForeignKeyConstraint(["authority_key"], ["authority.key"], name=op.f("fk_document_authority_key_authority")),
        sa.ForeignKeyConstraint(
            ["run_id"], ["ingest_run.id"], name=op.f("fk_document_run_id_ingest_run"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["scheme_key"], ["outcome_scheme.key"], name=op.f("fk_document_scheme_key_outcome_scheme")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"],
            ["document.id"],
            name=op.f("fk_document_superseded_by_document"),
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_index(
        op.f("ix_document_authority_key_document_period_start"),
        "document",
        ["authority_key", "period_start"],
        unique=False,
    )
    op.create_index(op.f("ix_document_file_name"), "document", ["file_name"], unique=False)
    op.create_index(op.f("ix_document_run_id"), "document", ["run_id"], unique=False)
    op.create_index(op.f("ix_document_scheme_key"), "document", ["scheme_key"], unique=False)
    op.create_index(op.f("ix_document_source_uri"), "document", ["source_uri"], unique=False)
    op.create_index(op.f("ix_document_state"), "document", ["state"], unique=False)
    op.create_index(op.f("ix_document_superseded_by"), "document", ["superseded_by"], unique=False)
    op.create_index(
        "uq_document_sha256_current",
        "document",
        ["sha256"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "outcome",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("scheme_key", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("grouping", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["scheme_key"], ["outcome_scheme.key"], name=op.f("fk_outcome_scheme_key_outcome_scheme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome")),
        sa.UniqueConstraint("scheme_key", "code", name=op.f("uq_outcome_scheme_key_code")),
    )
    op.create_table(
        "action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=True),
        sa.Column("theme", sa.Text(), nullable=True),
        sa.Column("objective", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("action_text", sa.Text(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("responsible", sa.Text(), nullable=True),
        sa.Column("timescale", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("progress", sa.Text(), nullable=True),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("resources", sa.Text(), nullable=True),
        sa.Column("monitoring", sa.Text(), nullable=True),
        sa.Column("outcome_refs", sa.Text(), nullable=True),
        sa.Column("carried_forward", sa.Integer(), nullable=True),
        sa.Column("status_code", sa.Text(), nullable=True),
        sa.Column("status_basis", sa.Text(), nullable=True),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("date_precision", sa.Text(), nullable=True),
        sa.Column("ongoing", sa.Integer(), nullable=True),
        sa.Column("revised_from", sa.Date(), nullable=True),
        sa.Column("amount_gbp", sa.Numeric(precision=14, scale=2, asdecimal=False), nullable=True),
        sa.Column("funding_basis", sa.Text(), nullable=True),
        sa.Column("theme_key", sa.Text(), nullable=True),
        sa.Column("priority_group_key", sa.Text(), nullable=True),
        sa.Column("page_first", sa.Integer(), nullable=False),
        sa.Column("page_last", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.CheckConstraint('"carried_forward" = 1', name=op.f("ck_action_carried_forward")),
        sa.CheckConstraint('"confidence" BETWEEN 0 AND 1', name=op.f("ck_action_confidence")),
        sa.CheckConstraint(
            "\"funding_basis\" IN ('existing', 'existing_plus_new_needed', 'new_needed', 'external', "
            "'mixed', 'amount_only', 'provisional', 'none_additional', 'to_be_determined', 'in_kind', "
            "'not_applicable')",
            name=op.f("ck_action_funding_basis"),
        ),
        sa.CheckConstraint('"ongoing" IN (0, 1)', name=op.f("ck_action_ongoing")),
        sa.CheckConstraint(
            "\"status_basis\" IN ('column', 'embedded', 'inferred', 'cross_reference', 'none')",
            name=op.f("ck_action_status_basis"),
        ),
        sa.CheckConstraint(
            "\"status_code\" IN ('not_started', 'in_progress', 'on_track', 'complete', 'delayed', "
            "'withdrawn', 'rejected', 'unknown')",
            name=op.f("ck_action_status_code"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_action_document_id_document"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["priority_group_key"], ["priority_group.key"], name=op.f("fk_action_priority_group_key_priority_group")
        ),
        sa.ForeignKeyConstraint(["theme_key"], ["theme.key"], name=op.f("fk_action_theme_key_theme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
        sa.UniqueConstraint("document_id", "seq", name=op.f("uq_action_document_id_seq")),
    )
    op.create_index(op.f("ix_action_end_date"), "action", ["end_date"], unique=False)
    op.create_index(op.f("ix_action_key"), "action", ["key"], unique=False)
    op.create_index(op.f("ix_action_priority_group_key"), "action", ["priority_group_key"], unique=False)
    op.create_index(op.f("ix_action_status_code"), "action", ["status_code"], unique=False)
    op.create_index(op.f("ix_action_theme_key"), "action", ["theme_key"], unique=False)
    op.create_table(
        "glossary_term",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("meaning", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_glossary_term_document_id_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", "seq", name=op.f("pk_glossary_term")),
    )
    op.create_table(
        "indicator",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("baseline", sa.Text(), nullable=True),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("current", sa.Text(), nullable=True),
        sa.Column("direction", sa.Text(), nullable=True),
        sa.CheckConstraint("\"direction\" IN ('up', 'down', 'level')", name=op.f("ck_indicator_direction")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_indicator_document_id_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", "seq", name=op.f("pk_indicator")),
    )
    op.create_table(
        "outcome_mapping",
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("target_id", sa.Text(), nullable=False),
        sa.Column("match", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint("\"confidence\" IN ('high', 'medium', 'low')", name=op.f("ck_outcome_mapping_confidence")),
        sa.CheckConstraint("\"match\" IN ('exact', 'part', 'broad', 'related')", name=op.f("ck_outcome_mapping_match")),
        sa.ForeignKeyConstraint(["source_id"], ["outcome.id"], name=op.f("fk_outcome_mapping_source_id_outcome")),
        sa.ForeignKeyConstraint(["target_id"], ["outcome.id"], name=op.f("fk_outcome_mapping_target_id_outcome")),
        sa.PrimaryKeyConstraint("source_id", "target_id", name=op.f("pk_outcome_mapping")),
    )
    op.create_index(op.f("ix_outcome_mapping_target_id"), "outcome_mapping", ["target_id"], unique=False)
    op.create_table(
        "requirement",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_requirement_document_id_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", "seq", name=op.f("pk_requirement")),
    )
    op.create_table(
        "source_table",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("page_first", sa.Integer(), nullable=False),
        sa.Column("page_last", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("layout", sa.Text(), nullable=True),
        sa.Column("header", sa.JSON(), nullable=False),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.CheckConstraint('"confidence" BETWEEN 0 AND 1', name=op.f("ck_source_table_confidence")),
        sa.CheckConstraint(
            "\"role\" IN ('actions', 'indicators', 'glossary', 'outcomes', 'requirements', 'other')",
            name=op.f("ck_source_table_role"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_source_table_document_id_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_table")),
        sa.UniqueConstraint("document_id", "seq", name=op.f("uq_source_table_document_id_seq")),
    )
    op.create_index(op.f("ix_source_table_role"), "source_table", ["role"], unique=False)
    op.create_table(
        "action_date",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("printed", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("precision", sa.Text(), nullable=True),
        sa.Column("ongoing", sa.Integer(), nullable=True),
        sa.Column("interval", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "\"kind\" IN ('period', 'due', 'revised', 'start', 'recurrence', 'duration')",
            name=op.f("ck_action_date_kind"),
        ),
        sa.CheckConstraint('"ongoing" IN (0, 1)', name=op.f("ck_action_date_ongoing")),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_action_date_action_id_action"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("action_id", "seq", name=op.f("pk_action_date")),
    )
    op.create_table(
        "action_funding",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("printed", sa.Text(), nullable=False),
        sa.Column("amount_gbp", sa.Numeric(precision=14, scale=2, asdecimal=False), nullable=True),
        sa.Column("funder", sa.Text(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("is_total", sa.Integer(), nullable=False),
        sa.CheckConstraint('"is_total" IN (0, 1)', name=op.f("ck_action_funding_is_total")),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_action_funding_action_id_action"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("action_id", "seq", name=op.f("pk_action_funding")),
    )
    op.create_table(
        "action_lineage",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("previous_action_id", sa.Integer(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("similarity", sa.Double(), nullable=True),
        sa.CheckConstraint("\"basis\" IN ('ref', 'text')", name=op.f("ck_action_lineage_basis")),
        sa.CheckConstraint('"similarity" BETWEEN 0 AND 1', name=op.f("ck_action_lineage_similarity")),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_action_lineage_action_id_action"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["previous_action_id"],
            ["action.id"],
            name=op.f("fk_action_lineage_previous_action_id_action"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("action_id", "previous_action_id", name=op.f("pk_action_lineage")),
    )
    op.create_index(
        op.f("ix_action_lineage_previous_action_id"), "action_lineage", ["previous_action_id"], unique=False
    )
    op.create_table(
        "action_outcome",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("printed", sa.Text(), nullable=False),
        sa.Column("outcome_id", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.CheckConstraint("\"basis\" IN ('stated', 'inherited', 'inferred')", name=op.f("ck_action_outcome_basis")),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_action_outcome_action_id_action"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["outcome_id"], ["outcome.id"], name=op.f("fk_action_outcome_outcome_id_outcome")),
        sa.PrimaryKeyConstraint("action_id", "seq", name=op.f("pk_action_outcome")),
    )
    op.create_index(op.f("ix_action_outcome_outcome_id"), "action_outcome", ["outcome_id"], unique=False)
    op.create_table(
        "action_party",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("printed", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "\"kind\" IN ('organisation', 'group', 'role', 'person', 'unresolved')", name=op.f("ck_action_party_kind")
        ),
        sa.CheckConstraint("\"role\" IN ('lead', 'partner', 'named')", name=op.f("ck_action_party_role")),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_action_party_action_id_action"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_action_party_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("action_id", "seq", name=op.f("pk_action_party")),
    )
    op.create_index(op.f("ix_action_party_organisation_id"), "action_party", ["organisation_id"], unique=False)
    op.create_table(
        "action_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=True),
        sa.Column("action_text", sa.Text(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("responsible", sa.Text(), nullable=True),
        sa.Column("timescale", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("progress", sa.Text(), nullable=True),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("resources", sa.Text(), nullable=True),
        sa.Column("monitoring", sa.Text(), nullable=True),
        sa.Column("outcome_refs", sa.Text(), nullable=True),
        sa.Column("status_code", sa.Text(), nullable=True),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("date_precision", sa.Text(), nullable=True),
        sa.Column("ongoing", sa.Integer(), nullable=True),
        sa.CheckConstraint('"ongoing" IN (0, 1)', name=op.f("ck_action_step_ongoing")),
        sa.CheckConstraint(
            "\"status_code\" IN ('not_started', 'in_progress', 'on_track', 'complete', 'delayed', "
            "'withdrawn', 'rejected', 'unknown')",
            name=op.f("ck_action_step_status_code"),
        ),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_action_step_action_id_action"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_step")),
        sa.UniqueConstraint("action_id", "seq", name=op.f("uq_action_step_action_id_seq")),
    )
    op.create_table(
        "cell",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_table_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("column", sa.Integer(), nullable=False),
        sa.Column("row_span", sa.Integer(), nullable=False),
        sa.Column("column_span", sa.Integer(), nullable=False),
        sa.Column("x0", sa.Double(), nullable=False),
        sa.Column("top", sa.Double(), nullable=False),
        sa.Column("x1", sa.Double(), nullable=False),
        sa.Column("bottom", sa.Double(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("repeated", sa.Integer(), nullable=False),
        sa.CheckConstraint('"repeated" IN (0, 1)', name=op.f("ck_cell_repeated")),
        sa.ForeignKeyConstraint(
            ["source_table_id"],
            ["source_table.id"],
            name=op.f("fk_cell_source_table_id_source_table"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cell")),
    )
    op.create_index(op.f("ix_cell_source_table_id"), "cell", ["source_table_id"], unique=False)
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.CheckConstraint("\"severity\" IN ('info', 'warning', 'error')", name=op.f("ck_finding_severity")),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_finding_action_id_action"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_finding_document_id_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
    )
    op.create_index(op.f("ix_finding_action_id"), "finding", ["action_id"], unique=False)
    op.create_index(op.f("ix_finding_document_id"), "finding", ["document_id"], unique=False)
    op.create_index(op.f("ix_finding_severity_finding_code"), "finding", ["severity", "code"], unique=False)
    op.create_table(
        "action_source",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("cell_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "\"field\" IN ('ref', 'theme', 'objective', 'place', 'action_text', 'detail', "
            "'responsible', 'timescale', 'status', 'progress', 'target', 'resources', 'monitoring', "
            "'outcome_refs', 'carried_forward')",
            name=op.f("ck_action_source_field"),
        ),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_action_source_action_id_action"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["cell_id"], ["cell.id"], name=op.f("fk_action_source_cell_id_cell"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("action_id", "field", "cell_id", name=op.f("pk_action_source")),
    )
    op.create_index(op.f("ix_action_source_cell_id"), "action_source", ["cell_id"], unique=False)
