"""What becomes of each column of text in a copy of the database without personal names.

Every column of text stands here by name, so that a new one is not forgotten (a test compares this with the models).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Treatment(StrEnum):
    """What is done with a column of text."""

    TEXT = "names in it are withheld"
    LEADS = "names in it are withheld, and initials known to be people's"
    LIST = "a JSON list of texts, of each of which names are withheld"
    AUTHOR = "withheld whole: it names an analyst"
    PLACE = "a path or command line: names, and whose home folder it is in, are withheld"
    KEY = "a key: the number in it is withheld where it is a name"
    BODY = "the name of an organisation: names in it are withheld, unless it stands in the codebook"
    KEPT = "names nobody: a code, digest, day, or a word of the program or its codebooks"


_PRINTED = ("ref", "theme", "objective", "action_text", "detail", "timescale", "status", "progress", "target",
            "resources", "monitoring", "outcome_refs")  # fmt: skip
_CODED = ("status_code", "date_precision")

_COLUMNS: Mapping[str, Mapping[Treatment, tuple[str, ...]]] = {
    "ingest_run": {
        Treatment.PLACE: ("command",),
        Treatment.KEPT: ("started_at", "finished_at", "version", "inputs_digest"),
    },
    "document": {
        Treatment.TEXT: ("file_name", "title", "reason"),
        Treatment.PLACE: ("source_uri",),
        Treatment.KEPT: (
            "sha256", "pages", "kind", "authority_key", "scheme_key", "text_layer", "state", "layouts_digest",
            "extractor", "normaliser", "corrections_digest", "superseded_basis", "source_version",
        ),
    },
    "duplicate": {
        Treatment.TEXT: ("file_name",),
        Treatment.PLACE: ("source_uri",),
        Treatment.KEPT: ("source_version",),
    },
    "document_part": {Treatment.TEXT: ("title",), Treatment.KEPT: ("authority_key", "scheme_key")},
    "page": {Treatment.KEPT: ("text_layer",)},
    "source_table": {Treatment.LIST: ("header",), Treatment.TEXT: ("layout",), Treatment.KEPT: ("role", "engine")},
    "cell": {Treatment.TEXT: ("text",)},
    "action": {
        Treatment.KEY: ("key",),
        Treatment.TEXT: (*_PRINTED, "place"),
        Treatment.LEADS: ("responsible",),
        Treatment.KEPT: (*_CODED, "status_basis", "funding_basis", "theme_key", "priority_group_key"),
    },
    "action_step": {Treatment.TEXT: tuple(each for each in _PRINTED if each not in ("theme", "objective")),
                    Treatment.LEADS: ("responsible",), Treatment.KEPT: _CODED},
    "action_outcome": {Treatment.TEXT: ("printed",), Treatment.KEPT: ("outcome_id", "basis")},
    "action_party": {Treatment.LEADS: ("printed", "name"), Treatment.KEPT: ("kind", "role")},
    "action_date": {Treatment.TEXT: ("printed", "label"), Treatment.KEPT: ("kind", "precision", "interval")},
    "action_funding": {Treatment.TEXT: ("printed", "funder", "purpose", "fund"), Treatment.KEPT: ("interval",)},
    "action_source": {Treatment.KEPT: ("field",)},
    "action_reference": {Treatment.TEXT: ("printed", "ref"), Treatment.KEPT: ("field", "resolution")},
    "action_lineage": {Treatment.KEPT: ("basis",)},
    "indicator": {Treatment.TEXT: ("indicator", "baseline", "target", "current"), Treatment.KEPT: ("direction",)},
    "glossary_term": {Treatment.TEXT: ("term", "meaning")},
    "requirement": {Treatment.TEXT: ("section", "text")},
    "finding": {Treatment.LEADS: ("message",), Treatment.KEY: ("key",), Treatment.KEPT: ("severity", "code")},
    "review": {
        Treatment.KEY: ("finding_key",),
        Treatment.LEADS: ("note",),
        Treatment.AUTHOR: ("author",),
        Treatment.KEPT: ("made_at",),
    },
    "action_correction": {Treatment.LEADS: ("was", "now", "found"), Treatment.KEPT: ("field",)},
    "correction": {
        Treatment.KEY: ("action_key",),
        Treatment.LEADS: ("was", "now", "reason", "problem"),
        Treatment.AUTHOR: ("author",),
        Treatment.PLACE: ("source",),
        Treatment.KEPT: ("field", "made_at"),
    },
    "authority": {Treatment.KEPT: ("key", "name", "abbreviation")},
    "council": {Treatment.KEPT: ("key", "name", "authority_key")},
    "outcome_scheme": {Treatment.KEPT: ("key", "title")},
    "outcome": {Treatment.KEPT: ("id", "scheme_key", "code", "label", "grouping")},
    "outcome_mapping": {Treatment.KEPT: ("source_id", "target_id", "match", "confidence", "note")},
    "organisation": {Treatment.BODY: ("name",), Treatment.KEPT: ("kind",)},
    "theme": {Treatment.KEPT: ("key", "label")},
    "priority_group": {Treatment.KEPT: ("key", "label")},
}  # fmt: skip

UNREAD = frozenset({("document", "file_name"), ("duplicate", "file_name"), ("source_table", "layout")})
"""Columns that are cleaned, but tell nothing of whom plans name: names in them may be written small."""

TREATMENTS: Mapping[tuple[str, str], Treatment] = {
    (table, column): treatment
    for table, treatments in _COLUMNS.items()
    for treatment, columns in treatments.items()
    for column in columns
}
"""What is done with each column of text: ``(table, column)`` to its treatment."""
