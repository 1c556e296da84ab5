"""What an action's printed values mean, one row a value, and where they were read."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cjaplans.load.models.base import Base, child_of, flag, one_of, share
from cjaplans.load.models.plan import POUNDS
from cjaplans.load.vocabulary import LineageBasis
from cjaplans.normalise.coded import DateKind, OutcomeBasis, PartyKind, PartyRole, Resolution
from cjaplans.normalise.fields import Field


class ActionOutcome(Base):
    """One outcome code of an action."""

    __tablename__ = "action_outcome"
    __table_args__ = (
        one_of("basis", OutcomeBasis),
        {"comment": "Outcome codes of each action, in the plan's own scheme."},
    )

    action_id: Mapped[int] = mapped_column(child_of("action.id"), primary_key=True, comment="Action")
    seq: Mapped[int] = mapped_column(primary_key=True, comment="Order as printed, from 1")
    printed: Mapped[str] = mapped_column(comment="One code as printed")
    outcome_id: Mapped[str | None] = mapped_column(
        ForeignKey("outcome.id"), index=True, comment="Outcome; empty when the scheme has no such code"
    )
    basis: Mapped[str] = mapped_column(index=True, comment="How the action came by it")


class ActionParty(Base):
    """One party named in an action."""

    __tablename__ = "action_party"
    __table_args__ = (
        one_of("kind", PartyKind),
        one_of("role", PartyRole),
        {"comment": "Who each action names as responsible."},
    )

    action_id: Mapped[int] = mapped_column(child_of("action.id"), primary_key=True, comment="Action")
    seq: Mapped[int] = mapped_column(primary_key=True, comment="Order as printed, from 1")
    printed: Mapped[str] = mapped_column(comment="Name as printed")
    name: Mapped[str | None] = mapped_column(comment="Name in full, with misprints mended")
    kind: Mapped[str] = mapped_column(index=True, comment="What sort of party it is")
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id"),
        index=True,
        comment="Organisation it is or belongs to; empty when none is known",
    )
    role: Mapped[str] = mapped_column(index=True, comment="What the party does")


class ActionDate(Base):
    """One date or period printed in an action."""

    __tablename__ = "action_date"
    __table_args__ = (
        one_of("kind", DateKind),
        flag("ongoing"),
        {"comment": "Dates and periods of an action's timescale; recurrences and durations of all its texts."},
    )

    action_id: Mapped[int] = mapped_column(child_of("action.id"), primary_key=True, comment="Action")
    seq: Mapped[int] = mapped_column(primary_key=True, comment="Order as printed, from 1")
    printed: Mapped[str] = mapped_column(comment="Date as printed")
    kind: Mapped[str] = mapped_column(index=True, comment="What it is the date of")
    start_date: Mapped[date | None] = mapped_column(comment="First day")
    end_date: Mapped[date | None] = mapped_column(comment="Last day")
    precision: Mapped[str | None] = mapped_column(index=True, comment="How exact it is, e.g. day, month, year")
    ongoing: Mapped[int | None] = mapped_column(comment="1 if it has no end")
    interval: Mapped[str | None] = mapped_column(comment="Recurrence or duration, ISO 8601, e.g. P3M")
    label: Mapped[str | None] = mapped_column(comment="What falls on it: the milestone's words")


class ActionFunding(Base):
    """One sum of money printed in an action."""

    __tablename__ = "action_funding"
    __table_args__ = (flag("is_total"), {"comment": "Every sum of money an action prints."})

    action_id: Mapped[int] = mapped_column(child_of("action.id"), primary_key=True, comment="Action")
    seq: Mapped[int] = mapped_column(primary_key=True, comment="Order as printed, from 1")
    printed: Mapped[str] = mapped_column(comment="Sum as printed")
    amount_gbp: Mapped[float | None] = mapped_column(POUNDS, comment="Pounds")
    funder: Mapped[str | None] = mapped_column(comment="Who pays")
    purpose: Mapped[str | None] = mapped_column(comment="What for")
    fund: Mapped[str | None] = mapped_column(comment="Name of the fund it comes from")
    start_date: Mapped[date | None] = mapped_column(comment="First day it is for")
    end_date: Mapped[date | None] = mapped_column(comment="Last day it is for")
    interval: Mapped[str | None] = mapped_column(comment="How often it is paid, ISO 8601, e.g. P1Y")
    is_total: Mapped[int] = mapped_column(comment="1 if it is the sum of the others")


class ActionSource(Base):
    """One cell that one printed value came from."""

    __tablename__ = "action_source"
    __table_args__ = (one_of("field", Field), {"comment": "Which cells each printed value of an action came from."})

    action_id: Mapped[int] = mapped_column(child_of("action.id"), primary_key=True, comment="Action")
    field: Mapped[str] = mapped_column(primary_key=True, comment="Column of action that holds the value")
    cell_id: Mapped[int] = mapped_column(child_of("cell.id"), primary_key=True, index=True, comment="Cell it was in")


class ActionReference(Base):
    """One pointer of an action's text to another action."""

    __tablename__ = "action_reference"
    __table_args__ = (
        one_of("field", Field),
        one_of("resolution", Resolution),
        {"comment": "Pointers to other actions of the same plan, as in 'As 3.1 above'."},
    )

    action_id: Mapped[int] = mapped_column(child_of("action.id"), primary_key=True, comment="Action")
    seq: Mapped[int] = mapped_column(primary_key=True, comment="Order in the action, from 1")
    field: Mapped[str] = mapped_column(comment="Column of action whose text points")
    printed: Mapped[str] = mapped_column(comment="Pointer as printed")
    ref: Mapped[str | None] = mapped_column(comment="Reference it names; empty for 'as above'")
    resolution: Mapped[str] = mapped_column(comment="What it does with the other action")
    target_action_id: Mapped[int | None] = mapped_column(
        child_of("action.id"), index=True, comment="The other action; empty when there is none such"
    )


class ActionLineage(Base):
    """The same action in the plan before."""

    __tablename__ = "action_lineage"
    __table_args__ = (
        one_of("basis", LineageBasis),
        share("similarity"),
        {"comment": "Which action of the authority's last plan an action goes on from."},
    )

    action_id: Mapped[int] = mapped_column(child_of("action.id"), primary_key=True, comment="Action")
    previous_action_id: Mapped[int] = mapped_column(
        child_of("action.id"), primary_key=True, index=True, comment="The action before it"
    )
    basis: Mapped[str] = mapped_column(comment="Why they are held to be the same")
    similarity: Mapped[float | None] = mapped_column(comment="Likeness of their texts, 0 to 1")
