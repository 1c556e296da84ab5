"""What documents say beside their actions, and what people should look at or have corrected."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from cjaplans.load.models.base import Base, child_of, flag, one_of
from cjaplans.load.vocabulary import Direction
from cjaplans.normalise.model import Severity


class Indicator(Base):
    """One row of an indicator table."""

    __tablename__ = "indicator"
    __table_args__ = (
        one_of("direction", Direction),
        {"comment": "Measures with their baseline, target and current value, as printed."},
    )

    document_id: Mapped[int] = mapped_column(child_of("document.id"), primary_key=True, comment="Document")
    seq: Mapped[int] = mapped_column(primary_key=True, comment="Order in the document, from 1")
    indicator: Mapped[str] = mapped_column(comment="What is measured")
    baseline: Mapped[str | None] = mapped_column(comment="Value at the start")
    target: Mapped[str | None] = mapped_column(comment="Value aimed at")
    current: Mapped[str | None] = mapped_column(comment="Value now")
    direction: Mapped[str | None] = mapped_column(comment="Which way it should move")


class GlossaryTerm(Base):
    """One term a document explains."""

    __tablename__ = "glossary_term"
    __table_args__ = ({"comment": "Abbreviations and terms that documents explain."},)

    document_id: Mapped[int] = mapped_column(child_of("document.id"), primary_key=True, comment="Document")
    seq: Mapped[int] = mapped_column(primary_key=True, comment="Order in the document, from 1")
    term: Mapped[str] = mapped_column(comment="Abbreviation or term")
    meaning: Mapped[str] = mapped_column(comment="What it stands for")


class Requirement(Base):
    """One thing the guidance asks."""

    __tablename__ = "requirement"
    __table_args__ = ({"comment": "What the guidance asks of every plan."},)

    document_id: Mapped[int] = mapped_column(child_of("document.id"), primary_key=True, comment="Document")
    seq: Mapped[int] = mapped_column(primary_key=True, comment="Order in the document, from 1")
    section: Mapped[str | None] = mapped_column(comment="Heading it stands under")
    text: Mapped[str] = mapped_column(comment="What is asked")


class Finding(Base):
    """One thing an analyst should look at."""

    __tablename__ = "finding"
    __table_args__ = (
        one_of("severity", Severity),
        Index(None, "severity", "code"),
        {"comment": "All that an analyst should look at."},
    )

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    document_id: Mapped[int] = mapped_column(child_of("document.id"), index=True, comment="Document")
    action_id: Mapped[int | None] = mapped_column(
        child_of("action.id"), index=True, comment="Action, where it concerns one"
    )
    page: Mapped[int | None] = mapped_column(comment="Page, from 1")
    severity: Mapped[str] = mapped_column(comment="How much it matters")
    code: Mapped[str] = mapped_column(index=True, comment="Stable name of the kind of finding")
    message: Mapped[str] = mapped_column(comment="What was found, in words")
    key: Mapped[str | None] = mapped_column(
        index=True, comment="Name of the finding that stays when the file is read again"
    )


class Review(Base):
    """What somebody said of a finding."""

    __tablename__ = "review"
    __table_args__ = (
        flag("accepted"),
        {"comment": "Findings that people have looked at; kept apart from the documents."},
    )

    finding_key: Mapped[str] = mapped_column(primary_key=True, comment="Key of the finding")
    accepted: Mapped[int] = mapped_column(comment="1 if nothing need be done about it; 0 if there is only a note")
    note: Mapped[str | None] = mapped_column(comment="What they said")
    author: Mapped[str] = mapped_column(comment="Who looked at it")
    made_at: Mapped[str] = mapped_column(comment="When, ISO 8601")


class ActionCorrection(Base):
    """What became of one correction at its action."""

    __tablename__ = "action_correction"
    __table_args__ = (
        flag("applied"),
        {"comment": "Each correction met when an action was read, and the value that stood there before."},
    )

    action_id: Mapped[int] = mapped_column(child_of("action.id"), primary_key=True, comment="Action")
    seq: Mapped[int] = mapped_column(primary_key=True, comment="Order of the corrections to the action, from 1")
    field: Mapped[str] = mapped_column(comment="Column of action")
    was: Mapped[str | None] = mapped_column(comment="Value the correction expected")
    now: Mapped[str | None] = mapped_column(comment="Right value")
    found: Mapped[str | None] = mapped_column(comment="Value that stood there")
    applied: Mapped[int] = mapped_column(comment="1 if the value expected stood there, and was replaced")


class Correction(Base):
    """One value somebody put right."""

    __tablename__ = "correction"
    __table_args__ = (
        flag("applied"),
        {"comment": "Corrections by people, applied at every load; kept apart from the documents."},
    )

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    action_key: Mapped[str] = mapped_column(index=True, comment="Key of the action")
    field: Mapped[str] = mapped_column(comment="Column of action")
    was: Mapped[str | None] = mapped_column(comment="Value read from the page")
    now: Mapped[str | None] = mapped_column(comment="Right value")
    author: Mapped[str] = mapped_column(comment="Who corrected it")
    reason: Mapped[str] = mapped_column(comment="Why")
    made_at: Mapped[str] = mapped_column(comment="When, ISO 8601")
    applied: Mapped[int] = mapped_column(
        comment="1 if it is applied; 0 if it no longer fits, or waits for its plan to be read"
    )
    source: Mapped[str | None] = mapped_column(comment="File of corrections that holds it")
    problem: Mapped[str | None] = mapped_column(
        comment="Why it does not apply any more; empty if it does, or waits for its plan to be read"
    )
