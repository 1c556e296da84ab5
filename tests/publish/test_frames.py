"""Frames have the types that the models say, whatever rows they hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from cjaplans.load.database import open_readonly
from cjaplans.load.models import Base
from cjaplans.load.views import VIEWS
from cjaplans.normalise.coded import StatusCode
from cjaplans.publish.frames import column_types, frame, typed, vocabulary


@pytest.fixture(scope="module")
def engine(sample_database: Path) -> Iterator[Engine]:
    """The sample plans, open for reading."""
    reader = open_readonly(str(sample_database))
    yield reader
    reader.dispose()


TABLES = (*sorted(Base.metadata.tables), *VIEWS)


@pytest.mark.parametrize("name", TABLES)
def test_a_frame_without_rows_has_the_types_of_one_with_them(engine: Engine, name: str) -> None:
    empty = frame(engine, f"SELECT * FROM {name} WHERE 0", of=name)
    held = frame(engine, f"SELECT * FROM {name}", of=name)
    for column in held.columns:
        kinds = {str(rows[column].dtype) for rows in (empty, held)}
        assert len(kinds) == 1, f"{column}: {kinds}"


@pytest.mark.parametrize("name", TABLES)
def test_no_column_is_left_untyped(engine: Engine, name: str) -> None:
    held = frame(engine, f"SELECT * FROM {name}", of=name)
    known = {"Int64", "Float64", "boolean", "string", "category", "datetime64[s]"}
    assert {str(held[column].dtype) for column in held.columns} <= known


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("end_date", "datetime64[s]"), ("ongoing", "boolean"), ("carried_forward", "boolean"), ("page_first", "Int64"),
        ("amount_gbp", "Float64"), ("confidence", "Float64"), ("status_code", "category"), ("period", "category"),
        ("authority", "category"), ("authority_key", "category"), ("theme_label", "category"), ("theme", "string"),
        ("document_kind", "category"), ("action_key", "string"), ("place", "string"), ("outcomes", "string"),
    ],
)  # fmt: skip
def test_an_action_as_people_want_it(engine: Engine, column: str, kind: str) -> None:
    assert str(frame(engine, "SELECT * FROM action_flat", of="action_flat")[column].dtype) == kind


def test_a_status_has_all_its_values_in_their_order(engine: Engine) -> None:
    status = frame(engine, "SELECT status_code FROM action_flat")["status_code"]
    assert status.cat.ordered
    assert tuple(status.cat.categories) == tuple(StatusCode)


def test_an_authority_without_plans_is_a_category_all_the_same(engine: Engine) -> None:
    counts = frame(engine, "SELECT authority_key FROM current_plan").value_counts("authority_key")
    assert (len(counts), counts["glasgow"], counts["tayside"]) == (8, 0, 2)


def test_periods_are_in_the_order_of_their_years(engine: Engine) -> None:
    period = frame(engine, "SELECT period FROM action_flat")["period"]
    assert list(period.cat.categories) == ["2009-10", "2010-11", "2011-12", "2015-16"]
    assert (period.min(), period.max()) == ("2009-10", "2015-16")


def test_a_name_that_two_tables_use_otherwise_has_the_type_of_the_one_named() -> None:
    assert "kind" not in column_types()
    assert column_types("organisation")["kind"] == "string"
    assert column_types("action_party")["kind"] == "category"
    assert set(vocabulary("kind", "action_party")).isdisjoint(vocabulary("kind", "action_date"))
    assert column_types("cell")["confidence"] == column_types("action_flat")["confidence"] == "Float64"
    assert column_types("outcome_mapping")["confidence"] == "category"


def test_what_a_query_calls_as_it_likes_is_typed_by_its_values(engine: Engine) -> None:
    rows = frame(engine, "SELECT 1 AS one, 1.5 AS half, 'a' AS letter, NULL AS none, 1 AS one -- a :colon")
    assert [str(dtype) for dtype in rows.dtypes[:3]] == ["Int64", "Float64", "string"]
    assert list(rows.columns).count("one") == 2


@given(st.lists(st.none() | st.sampled_from([*StatusCode, "of another version"])))
def test_no_status_is_lost(values: list[str | None]) -> None:
    import pandas as pd

    column = typed(pd.DataFrame({"status_code": pd.Series(values, dtype=object)}))["status_code"]
    assert [None if pd.isna(value) else value for value in column] == values
