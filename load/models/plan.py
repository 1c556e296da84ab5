"""What a plan says: its actions, printed and coded, and their sub-items."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cjaplans.load.models.base import Base, child_of, flag, one_of, share
from cjaplans.normalise.coded import FundingBasis, StatusBasis, StatusCode

POUNDS = Numeric(14, 2, asdecimal=False)


class Action(Base):
    """One ruled row of an action table."""

    __tablename__ = "action"
    __table_args__ = (
        UniqueConstraint("document_id", "seq"),
        CheckConstraint('"carried_forward" = 1', name="carried_forward"),
        one_of("status_code", StatusCode),
        one_of("status_basis", StatusBasis),
        one_of("funding_basis", FundingBasis),
        flag("ongoing"),
        share("confidence"),
        Index(None, "key", "document_id"),
        # What comparisons and lists choose and count by, together: it spares them the rows, which are long.
        Index(
            "ix_action_compared",
            "document_id",
            "part",
            "place",
            "theme_key",
            "priority_group_key",
            "status_code",
            "revised_from",
            "funding_basis",
            "carried_forward",
            "seq",
        ),
        {"comment": "One row an action: first as printed (empty where the page is), then what it means."},
    )

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    document_id: Mapped[int] = mapped_column(child_of("document.id"), comment="Document it stands in")
    seq: Mapped[int] = mapped_column(comment="Order in the document, from 1")
    key: Mapped[str] = mapped_column(comment="Name of the action that stays when the file is read again")
    ref: Mapped[str | None] = mapped_column(comment="The row's own number, e.g. 2.2.3")
    theme: Mapped[str | None] = mapped_column(comment="Nearest heading, band or spanning priority, as printed")
    objective: Mapped[str | None] = mapped_column(comment="Stated aim, outcome line or reason")
    place: Mapped[str | None] = mapped_column(index=True, comment="Council that a local plan is for")
    action_text: Mapped[str | None] = mapped_column(comment="What will be done")
    detail: Mapped[str | None] = mapped_column(comment="Tasks, milestones, how")
    responsible: Mapped[str | None] = mapped_column(comment="Who leads or takes part")
    timescale: Mapped[str | None] = mapped_column(comment="When")
    status: Mapped[str | None] = mapped_column(comment="Text of a status column")
    progress: Mapped[str | None] = mapped_column(comment="Update or comments")
    target: Mapped[str | None] = mapped_column(comment="Measure of success or expected outcome")
    resources: Mapped[str | None] = mapped_column(comment="Money, staff, budget")
    monitoring: Mapped[str | None] = mapped_column(comment="How often and by whom it is watched")
    outcome_refs: Mapped[str | None] = mapped_column(comment="Outcome codes as printed")
    carried_forward: Mapped[int | None] = mapped_column(comment="1 if it goes on in the next area plan, else empty")
    status_code: Mapped[str | None] = mapped_column(index=True, comment="What the status means")
    status_basis: Mapped[str | None] = mapped_column(comment="Where the status was found")
    start_date: Mapped[date | None] = mapped_column(comment="First day of the work")
    end_date: Mapped[date | None] = mapped_column(index=True, comment="Day it is due")
    date_precision: Mapped[str | None] = mapped_column(comment="How exact the dates are, e.g. day, month, year")
    ongoing: Mapped[int | None] = mapped_column(comment="1 if the work has no end")
    revised_from: Mapped[date | None] = mapped_column(comment="Earlier due day, where the plan shows it was moved")
    amount_gbp: Mapped[float | None] = mapped_column(POUNDS, comment="Money, in pounds")
    funding_basis: Mapped[str | None] = mapped_column(comment="How it is paid for")
    theme_key: Mapped[str | None] = mapped_column(ForeignKey("theme.key"), index=True, comment="Theme of the guidance")
    priority_group_key: Mapped[str | None] = mapped_column(
        ForeignKey("priority_group.key"), index=True, comment="Group or subject it is for"
    )
    page_first: Mapped[int] = mapped_column(comment="First page it stands on, from 1")
    page_last: Mapped[int] = mapped_column(comment="Last page it stands on")
    confidence: Mapped[float] = mapped_column(comment="How sure the reading is, 0 to 1")
    # No foreign key: SQLite cannot add one to a table without making it, and all that hangs on it, anew.
    part: Mapped[int | None] = mapped_column(
        comment="Plan it is of, where the document holds several: seq in document_part"
    )


class ActionStep(Base):
    """One of several sub-items level with each other in one ruled row."""

    __tablename__ = "action_step"
    __table_args__ = (
        UniqueConstraint("action_id", "seq"),
        one_of("status_code", StatusCode),
        flag("ongoing"),
        {"comment": "Sub-items that stand level with each other inside one action's row."},
    )

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    action_id: Mapped[int] = mapped_column(child_of("action.id"), comment="Action it is part of")
    seq: Mapped[int] = mapped_column(comment="Order in the action, from 1")
    ref: Mapped[str | None] = mapped_column(comment="The sub-item's own number")
    action_text: Mapped[str | None] = mapped_column(comment="What will be done")
    detail: Mapped[str | None] = mapped_column(comment="Tasks, milestones, how")
    responsible: Mapped[str | None] = mapped_column(comment="Who leads or takes part")
    timescale: Mapped[str | None] = mapped_column(comment="When")
    status: Mapped[str | None] = mapped_column(comment="Status as printed")
    progress: Mapped[str | None] = mapped_column(comment="Update or comments")
    target: Mapped[str | None] = mapped_column(comment="Measure of success or expected outcome")
    resources: Mapped[str | None] = mapped_column(comment="Money, staff, budget")
    monitoring: Mapped[str | None] = mapped_column(comment="How often and by whom it is watched")
    outcome_refs: Mapped[str | None] = mapped_column(comment="Outcome codes as printed")
    status_code: Mapped[str | None] = mapped_column(comment="What the status means")
    start_date: Mapped[date | None] = mapped_column(comment="First day of the work")
    end_date: Mapped[date | None] = mapped_column(comment="Day it is due")
    date_precision: Mapped[str | None] = mapped_column(comment="How exact the dates are")
    ongoing: Mapped[int | None] = mapped_column(comment="1 if the work has no end")
    revised_from: Mapped[date | None] = mapped_column(comment="Earlier due day, where the plan shows it was moved")
