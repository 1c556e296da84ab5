"""Lists and their filters."""

from __future__ import annotations

import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console
from sqlalchemy import Engine, insert, text

from cjaplans.load.database import open_database
from cjaplans.load.models import Document, Duplicate
from cjaplans.publish.listing import (
    ACTION_COLUMNS,
    ACTION_SUMMARY,
    DOCUMENT_COLUMNS,
    DOCUMENT_SUMMARY,
    FINDING_COLUMNS,
    FINDING_SUMMARY,
    UnknownFilterError,
    actions,
    documents,
    findings,
)
from cjaplans.publish.show import show_documents


def texts(rows: tuple[dict[str, object], ...]) -> list[object]:
    return [str(row["action_text"]).split(" ")[0] for row in rows]


def test_documents_are_listed_with_their_counts(engine: Engine) -> None:
    rows = documents(engine)
    assert [tuple(row) for row in rows] == [DOCUMENT_COLUMNS] * 3
    names = ("file_name", "authority_key", "period", "actions", "findings", "state", "reason")
    assert [tuple(row[name] for name in names) for row in rows] == [
        ("northern.pdf", "northern", "2011-12", 1, 1, "loaded", None),
        ("tayside.pdf", "tayside", "2010-11", 2, 2, "loaded", None),
        ("broken.pdf", None, None, 0, 0, "rejected", "damaged"),
    ]


def test_older_versions_are_listed_when_asked_for_and_copies_always(engine: Engine, path: Path) -> None:
    writer = open_database(str(path))
    old = {"size_bytes": 1, "kind": "action_plan", "state": "loaded", "sha256": "old", "authority_key": "tayside"}
    copies = [{"source_uri": f"file:///c/{n}", "file_name": f"copy{n}.pdf", "document_id": 1} for n in (1, 2)]
    with writer.begin() as connection:
        connection.execute(insert(Document).values(old | {"id": 9, "file_name": "old.pdf", "superseded_by": 1}))
        connection.execute(insert(Duplicate), copies)
    writer.dispose()
    assert [row["id"] for row in documents(engine)] == [2, 1, 3]
    rows = {row["id"]: row for row in documents(engine, superseded=True)}
    assert {number: row["superseded_by"] for number, row in rows.items()} == {1: None, 2: None, 3: None, 9: 1}
    assert rows[1]["duplicates"] == "copy1.pdf; copy2.pdf"
    assert rows[2]["duplicates"] is None


def test_rare_columns_are_shown_where_they_hold_something(engine: Engine, path: Path) -> None:
    def shown() -> str:
        console = Console(file=io.StringIO(), width=200)
        show_documents(str(path), None, console)
        return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]

    assert "duplicates" not in shown()
    writer = open_database(str(path))
    with writer.begin() as connection:
        connection.execute(insert(Duplicate).values(source_uri="file:///c", file_name="copy.pdf", document_id=1))
    writer.dispose()
    assert "copy.pdf" in shown()
    assert "superseded" not in shown()


def test_actions_are_listed_in_the_order_of_their_plans(engine: Engine) -> None:
    rows = actions(engine)
    assert texts(rows) == ["Repair", "Open", "Train"]
    assert tuple(rows[0]) == ACTION_COLUMNS


def test_dates_are_iso_text(engine: Engine, path: Path) -> None:
    writer = open_database(str(path))
    with writer.begin() as connection:
        connection.execute(text("UPDATE action SET end_date = '2011-01-31'"))
    writer.dispose()
    assert {row["end_date"] for row in actions(engine)} == {"2011-01-31"}


def test_authorities_are_chosen_by_key(engine: Engine) -> None:
    assert texts(actions(engine, authority="tayside")) == ["Open", "Train"]
    assert texts(actions(engine, authority=" Tayside ")) == ["Open", "Train"]
    assert actions(engine, authority="glasgow") == ()


@pytest.mark.parametrize("period", ["2010-11", "2010", "2010/11", "2010-2011", "2010 - 11", "2010–11"])
def test_periods_may_be_written_in_many_ways(engine: Engine, period: str) -> None:
    assert texts(actions(engine, period=period)) == ["Open", "Train"]


def test_another_span_of_years_is_another_period(engine: Engine) -> None:
    assert actions(engine, period="2010-13") == ()


@pytest.mark.parametrize("theme", ["women", "WOM", " Women "])
def test_themes_match_in_part(engine: Engine, theme: str) -> None:
    assert texts(actions(engine, theme=theme)) == ["Train"]


def test_theme_wildcards_are_plain_text(engine: Engine) -> None:
    assert texts(actions(engine, theme="100%")) == ["Open"]
    assert texts(actions(engine, theme="_")) == ["Open"]
    assert actions(engine, theme="%omen") == ()


def test_themes_match_by_key(engine: Engine, path: Path) -> None:
    writer = open_database(str(path))
    with writer.begin() as connection:
        connection.execute(text("UPDATE action SET theme_key = 'workforce' WHERE theme IS NULL"))
    writer.dispose()
    assert texts(actions(engine, theme="Workforce")) == ["Repair"]


def test_searches_give_the_best_match_first_and_join_other_filters(engine: Engine) -> None:
    assert texts(actions(engine, search="workshops"))[0] == "Repair"
    both = actions(engine, search="workshop", authority="tayside", period="2010")
    assert sorted(map(str, texts(both))) == ["Open", "Train"]
    assert texts(actions(engine, search="workshop", limit=1)) == ["Repair"]
    assert actions(engine, search="...") == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=st.text(max_size=30))
def test_no_text_breaks_a_filter(engine: Engine, words: str) -> None:
    assert isinstance(actions(engine, search=words, theme=words), tuple)
    with suppress(UnknownFilterError):
        assert isinstance(findings(engine, document=words), tuple)


def test_findings_are_listed_and_filtered(engine: Engine) -> None:
    rows = findings(engine, document="tayside.pdf")
    assert [tuple(row) for row in rows] == [FINDING_COLUMNS] * 2
    assert [(row["code"], row["action_ref"]) for row in rows] == [("tilted", None), ("no_lead", "2")]
    assert findings(engine, document=rows[0]["document_id"]) == rows
    assert [row["code"] for row in findings(engine, severity="error")] == ["no_lead"]
    assert len(findings(engine, limit=1)) == 1
    assert [row["action_seq"] for row in findings(engine, code="no_lead")] == [2]
    assert findings(engine, code="date_unread") == ()
    with pytest.raises(UnknownFilterError, match="no finding has the code"):
        findings(engine, code="novel")
    for unknown in ("9" * 40, "nope.pdf"):
        with pytest.raises(UnknownFilterError, match="no document"):
            findings(engine, document=unknown)


def test_actions_by_coded_status(engine: Engine) -> None:
    assert len(actions(engine, status="unknown")) == len(actions(engine))
    assert actions(engine, status="complete") == ()


def test_filters_that_cannot_be_are_explained(engine: Engine) -> None:
    with pytest.raises(UnknownFilterError, match="one of fife-and-forth-valley, glasgow"):
        actions(engine, authority="atlantis")
    for period in ("20", "2010-1", "last year", "1310"):
        with pytest.raises(UnknownFilterError, match="2010-11"):
            actions(engine, period=period)
    with pytest.raises(UnknownFilterError, match="info, warning, error"):
        findings(engine, severity="fatal")


def test_summaries_are_columns_that_exist() -> None:
    assert set(DOCUMENT_SUMMARY) <= set(DOCUMENT_COLUMNS)
    assert set(ACTION_SUMMARY) <= set(ACTION_COLUMNS)
    assert set(FINDING_SUMMARY) <= set(FINDING_COLUMNS)
