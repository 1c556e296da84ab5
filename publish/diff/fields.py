"""What is compared of each row, and what is passed over on purpose; a test holds both to the models."""

from __future__ import annotations

from collections.abc import Mapping

from cjaplans.load.rows import PRINTED
from cjaplans.normalise.fields import Field

#: What an action says, as printed.
PRINTED_FIELDS = tuple(field.value for field in PRINTED)
CODED_FIELDS = (
    "carried_forward", "status_code", "status_basis", "start_date", "end_date", "date_precision", "ongoing",
    "revised_from", "amount_gbp", "funding_basis", "theme_key", "priority_group_key",
)  # fmt: skip
#: Lists of an action, each with the columns of its entries.
LISTS: Mapping[str, tuple[str, ...]] = {
    "outcomes": ("printed", "outcome_id", "basis"),
    "parties": ("printed", "name", "kind", "role", "organisation"),
    "dates": ("printed", "kind", "start_date", "end_date", "precision", "ongoing", "interval", "label"),
    "funding": ("printed", "amount_gbp", "funder", "purpose", "fund", "start_date", "end_date", "interval", "is_total"),
    "references": ("field", "printed", "ref", "resolution", "target"),
    "steps": (
        "ref", "action_text", "detail", "responsible", "timescale", "status", "progress", "target", "resources",
        "monitoring", "outcome_refs", "status_code", "start_date", "end_date", "date_precision", "ongoing",
        "revised_from",
    ),
}  # fmt: skip
#: Whose plan an action is in, and of which years: those of its own plan where a document holds several.
PLAN_FIELDS = ("authority_key", "period")
CONFIDENCE = "confidence"
#: All that can be compared of an action, in the order it is shown in.
ACTION_FIELDS = ("key", *PLAN_FIELDS, *PRINTED_FIELDS, *CODED_FIELDS, *LISTS, CONFIDENCE)
#: Columns of ``action`` that say where it stands and not what it says.
ACTION_PASSED_OVER = frozenset({"id", "document_id", "seq", "page_first", "page_last", "part"})

DOCUMENT_COLUMNS = (
    "file_name", "kind", "authority_key", "title", "period_start", "period_end", "scheme_key", "state", "reason",
    "page_count", "pages", "text_layer", "sha256",
)  # fmt: skip
#: Lists of a document, each with its table and the columns of its entries.
DOCUMENT_LISTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "plans": (
        "document_part",
        ("authority_key", "title", "period_start", "period_end", "scheme_key", "page_first", "page_last"),
    ),
    "indicators": ("indicator", ("indicator", "baseline", "target", "current", "direction")),
    "glossary": ("glossary_term", ("term", "meaning")),
    "requirements": ("requirement", ("section", "text")),
}
#: The columns of the entries of every list.
ENTRY_COLUMNS: Mapping[str, tuple[str, ...]] = {
    **LISTS,
    **{name: columns for name, (_, columns) in DOCUMENT_LISTS.items()},
}
DOCUMENT_FIELDS = (*DOCUMENT_COLUMNS, *DOCUMENT_LISTS)
#: Columns of ``document`` that say where it was found and how it was made, not what it says.
DOCUMENT_PASSED_OVER = frozenset(
    {"id", "source_uri", "source_version", "size_bytes", "run_id", "layouts_digest", "extractor", "normaliser",
     "corrections_digest", "superseded_by", "superseded_basis"}
)  # fmt: skip

#: Decisions of people, each with its table, what tells one from another, and what is compared.
DECISIONS: Mapping[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "correction": (
        "correction",
        ("action_key", "field"),
        ("was", "now", "author", "reason", "made_at", "applied", "problem", "source"),
    ),
    "review": ("review", ("finding_key",), ("accepted", "note", "author", "made_at")),
}
#: Fields in which initials can be people's.
LEADS = frozenset({Field.RESPONSIBLE.value, "parties"})
