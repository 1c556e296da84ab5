"""Coded values become columns and rows, each where the schema has it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import Engine, text

from cjaplans.extract.model import ExtractedDocument
from cjaplans.load.store import SourceFile, store_plan
from cjaplans.normalise.coded import (
    Coded,
    DateKind,
    DateMention,
    DateReading,
    Funding,
    FundingBasis,
    FundingReading,
    OutcomeBasis,
    OutcomeLink,
    OutcomeReading,
    Party,
    PartyKind,
    PartyReading,
    PartyRole,
    Precision,
    Reference,
    Resolution,
    Span,
    StatusBasis,
    StatusCode,
    StatusReading,
    ThemeReading,
)
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import Plan

SOURCE = SourceFile("c" * 64, "plan.pdf", "file:///plans/plan.pdf", 1234)
MAY = Span(date(2010, 5, 1), date(2010, 5, 31))
JUNE = Span(date(2010, 6, 1), date(2010, 6, 30))
CODED = Coded(
    status=StatusReading(StatusCode.DELAYED, StatusBasis.COLUMN, (StatusCode.DELAYED,)),
    dates=DateReading(
        JUNE,
        Precision.MONTH,
        revised_from=MAY,
        mentions=(
            DateMention("May 2010", DateKind.PERIOD, MAY, Precision.MONTH),
            DateMention("now June 2010", DateKind.REVISED, JUNE, Precision.MONTH, label="launch"),
            DateMention("quarterly", DateKind.RECURRENCE, interval="P3M"),
        ),
    ),
    funding=FundingReading(
        (Funding("£2k", 2000.0, "Kelpie Works Trust", "tools", period=MAY), Funding("£2,000", 2000.0, is_total=True)),
        2000.0,
        FundingBasis.EXTERNAL,
    ),
    outcomes=OutcomeReading(
        "NSMO23", (OutcomeLink("C1", "NSMO23:C1"), OutcomeLink("C9", None, OutcomeBasis.INHERITED))
    ),
    parties=PartyReading(
        (
            Party("KWT", PartyKind.ORGANISATION, "Kelpie Works Trust", "Kelpie Works Trust"),
            Party("Morag Tester", PartyKind.PERSON, "Morag Tester", role=PartyRole.PARTNER),
        )
    ),
    theme=ThemeReading("workforce", "women"),
    references=(
        Reference("as 2 above", Field.PROGRESS, ("2", "9"), Resolution.COPY, (2, None)),
        Reference("as above", Field.RESPONSIBLE, (), Resolution.COPY, (1,)),
    ),
)


def stored(engine: Engine, extracted: ExtractedDocument, plan: Plan) -> None:
    first, second = plan.actions
    step = replace(first.steps[0], coded=CODED)
    coded = replace(plan, actions=(replace(first, coded=CODED, steps=(step,)), second))
    store_plan(engine, SOURCE, extracted, coded, None)


def rows(engine: Engine, query: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def test_columns_of_the_action(engine: Engine, extracted: ExtractedDocument, plan: Plan) -> None:
    stored(engine, extracted, plan)
    query = (
        "SELECT status_code, status_basis, start_date, end_date, date_precision, ongoing, revised_from, amount_gbp, "
        "funding_basis, theme_key, priority_group_key FROM action ORDER BY seq"
    )
    coded, uncoded = rows(engine, query)
    assert coded == ("delayed", "column", "2010-06-01", "2010-06-30", "month", 0, "2010-05-31", 2000, "external",
                     "workforce", "women")  # fmt: skip
    assert uncoded == ("unknown", "none", *[None] * 9)
    assert rows(engine, "SELECT status_code, end_date, revised_from FROM action_step") == [
        ("delayed", "2010-06-30", "2010-05-31")
    ]


def test_rows_beside_the_action(engine: Engine, extracted: ExtractedDocument, plan: Plan) -> None:
    stored(engine, extracted, plan)
    assert rows(engine, "SELECT seq, printed, outcome_id, basis FROM action_outcome") == [
        (1, "C1", "NSMO23:C1", "stated"),
        (2, "C9", None, "inherited"),
    ]
    assert rows(engine, "SELECT seq, printed, kind, start_date, interval, label FROM action_date") == [
        (1, "May 2010", "period", "2010-05-01", None, None),
        (2, "now June 2010", "revised", "2010-06-01", None, "launch"),
        (3, "quarterly", "recurrence", None, "P3M", None),
    ]
    assert rows(engine, "SELECT printed, amount_gbp, funder, purpose, end_date, is_total FROM action_funding") == [
        ("£2k", 2000, "Kelpie Works Trust", "tools", "2010-05-31", 0),
        ("£2,000", 2000, None, None, None, 1),
    ]
    assert rows(engine, "SELECT r.field, r.ref, r.resolution, a.seq FROM action_reference AS r "
                "LEFT JOIN action AS a ON a.id = r.target_action_id ORDER BY r.seq") == [
        ("progress", "2", "copy", 2),
        ("progress", "9", "copy", None),
        ("responsible", None, "copy", 1),
    ]  # fmt: skip


def test_an_organisation_of_the_glossary_gets_one_row(engine: Engine, extracted: ExtractedDocument, plan: Plan) -> None:
    before = rows(engine, "SELECT count(*) FROM organisation")
    stored(engine, extracted, plan)
    stored(engine, extracted, plan)
    found = rows(engine, "SELECT o.name, o.kind, p.printed FROM action_party AS p "
                 "LEFT JOIN organisation AS o ON o.id = p.organisation_id ORDER BY p.seq")  # fmt: skip
    assert found == [("Kelpie Works Trust", None, "KWT"), (None, None, "Morag Tester")]
    assert rows(engine, "SELECT count(*) FROM organisation")[0][0] == before[0][0] + 1
