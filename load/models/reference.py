"""Reference data: what every database holds before a plan is read (source: the codebooks)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cjaplans.load.models.base import Base, one_of
from cjaplans.load.vocabulary import MappingConfidence, Match


class Authority(Base):
    """One Community Justice Authority."""

    __tablename__ = "authority"
    __table_args__ = ({"comment": "The eight Community Justice Authorities of Scotland, 2006 to 2017."},)

    key: Mapped[str] = mapped_column(primary_key=True, comment="Slug, as people type it")
    name: Mapped[str] = mapped_column(unique=True, comment="Official name")
    abbreviation: Mapped[str] = mapped_column(comment="Usual abbreviation")
    established: Mapped[date] = mapped_column(comment="Day the authority was set up")
    abolished: Mapped[date | None] = mapped_column(comment="Last day of the authority")


class Council(Base):
    """One council and the authority it belonged to."""

    __tablename__ = "council"
    __table_args__ = ({"comment": "The 32 councils, each in one authority."},)

    key: Mapped[str] = mapped_column(primary_key=True, comment="GSS code now in force")
    name: Mapped[str] = mapped_column(comment="Name of the council area")
    authority_key: Mapped[str] = mapped_column(
        ForeignKey("authority.key"), index=True, comment="Authority the council belonged to"
    )


class OutcomeScheme(Base):
    """One framework of numbered outcomes."""

    __tablename__ = "outcome_scheme"
    __table_args__ = ({"comment": "Frameworks of outcomes that plans refer to by code."},)

    key: Mapped[str] = mapped_column(primary_key=True, comment="Short name, e.g. NSMO23")
    title: Mapped[str] = mapped_column(comment="What the framework is called")
    year: Mapped[int] = mapped_column(comment="Year it was published or first used")


class Outcome(Base):
    """One outcome of one scheme."""

    __tablename__ = "outcome"
    __table_args__ = (
        UniqueConstraint("scheme_key", "code"),
        {"comment": "The outcomes of each framework, with short labels."},
    )

    id: Mapped[str] = mapped_column(primary_key=True, comment="Scheme and code, e.g. NSMO23:C1")
    scheme_key: Mapped[str] = mapped_column(ForeignKey("outcome_scheme.key"), comment="Framework")
    code: Mapped[str] = mapped_column(comment="Code within the framework, e.g. C1")
    label: Mapped[str] = mapped_column(comment="Short label, not the official wording")
    grouping: Mapped[str | None] = mapped_column(comment="Part of the framework, e.g. communities")


class OutcomeMapping(Base):
    """One row of a crosswalk between schemes."""

    __tablename__ = "outcome_mapping"
    __table_args__ = (
        one_of("match", Match),
        one_of("confidence", MappingConfidence),
        {"comment": "Crosswalks between frameworks; 'related' rows are never used in comparisons."},
    )

    source_id: Mapped[str] = mapped_column(ForeignKey("outcome.id"), primary_key=True, comment="Outcome as printed")
    target_id: Mapped[str] = mapped_column(
        ForeignKey("outcome.id"), primary_key=True, index=True, comment="Outcome it is read as"
    )
    match: Mapped[str] = mapped_column(index=True, comment="How closely the two mean the same")
    confidence: Mapped[str] = mapped_column(comment="How sure the mapping is")
    note: Mapped[str | None] = mapped_column(comment="Why, where it is not plain")


class Organisation(Base):
    """One organisation under its canonical name."""

    __tablename__ = "organisation"
    __table_args__ = ({"comment": "Organisations that actions name, each under one canonical name."},)

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    name: Mapped[str] = mapped_column(unique=True, comment="Canonical name")
    kind: Mapped[str | None] = mapped_column(index=True, comment="Sort of organisation, e.g. council, police")


class Theme(Base):
    """One theme of the area-plan guidance."""

    __tablename__ = "theme"
    __table_args__ = ({"comment": "The five themes of the guidance: the common key across layouts."},)

    key: Mapped[str] = mapped_column(primary_key=True, comment="Slug")
    label: Mapped[str] = mapped_column(comment="What the theme is called")


class PriorityGroup(Base):
    """One group or subject that plans set priorities for."""

    __tablename__ = "priority_group"
    __table_args__ = ({"comment": "Groups and subjects that plans set priorities for."},)

    key: Mapped[str] = mapped_column(primary_key=True, comment="Slug")
    label: Mapped[str] = mapped_column(comment="What the group is called")
