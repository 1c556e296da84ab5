"""The common schema as SQLAlchemy models: the one source of tables, keys, checks and their meaning."""

from cjaplans.load.models.annex import (
    ActionCorrection,
    Correction,
    Finding,
    GlossaryTerm,
    Indicator,
    Requirement,
    Review,
)
from cjaplans.load.models.base import Base
from cjaplans.load.models.coded import (
    ActionDate,
    ActionFunding,
    ActionLineage,
    ActionOutcome,
    ActionParty,
    ActionReference,
    ActionSource,
)
from cjaplans.load.models.plan import Action, ActionStep
from cjaplans.load.models.reference import (
    Authority,
    Council,
    Organisation,
    Outcome,
    OutcomeMapping,
    OutcomeScheme,
    PriorityGroup,
    Theme,
)
from cjaplans.load.models.source import Cell, Document, DocumentPart, Duplicate, IngestRun, Page, SourceTable

__all__ = [
    "Action",
    "ActionCorrection",
    "ActionDate",
    "ActionFunding",
    "ActionLineage",
    "ActionOutcome",
    "ActionParty",
    "ActionReference",
    "ActionSource",
    "ActionStep",
    "Authority",
    "Base",
    "Cell",
    "Correction",
    "Council",
    "Document",
    "DocumentPart",
    "Duplicate",
    "Finding",
    "GlossaryTerm",
    "Indicator",
    "IngestRun",
    "Organisation",
    "Outcome",
    "OutcomeMapping",
    "OutcomeScheme",
    "Page",
    "PriorityGroup",
    "Requirement",
    "Review",
    "SourceTable",
    "Theme",
]
