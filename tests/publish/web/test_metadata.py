"""What Datasette is told of the tables: all of it from the models."""

from __future__ import annotations

from sqlalchemy import Engine, inspect

from cjaplans.load.models import Base
from cjaplans.publish.compare.model import KINDS
from cjaplans.publish.web.metadata import metadata


def test_every_column_of_every_table_and_view_has_a_meaning(engine: Engine) -> None:
    tables = metadata()["databases"]["data"]["tables"]
    for name in (*inspect(engine).get_table_names(), *inspect(engine).get_view_names()):
        if tables[name].get("hidden"):
            continue
        columns = [column["name"] for column in inspect(engine).get_columns(name)]
        assert set(tables[name]["columns"]) == set(columns)
        assert all(tables[name]["columns"].values())
        assert tables[name]["description"]


def test_what_is_counted_sorted_by_or_labels_a_row_is_a_column(engine: Engine) -> None:
    tables = metadata()["databases"]["data"]["tables"]
    for name, told in tables.items():
        columns = told.get("columns", {})
        used = {
            *told.get("facets", ()),
            *filter(None, (told.get("sort"), told.get("label_column"), told.get("fts_pk"))),
        }
        assert used <= set(columns), name
        assert told.get("label_column") is None or name in Base.metadata.tables


def test_every_comparison_is_a_query() -> None:
    assert set(metadata()["databases"]["data"]["queries"]) >= {name.value for name in KINDS}
