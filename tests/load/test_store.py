"""Storing documents: everything arrives, replaces what it should, and stands or falls as a whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from cjaplans.extract.model import ExtractedDocument, Notice, PageInfo, TextSource
from cjaplans.load.known import known_documents
from cjaplans.load.runs import finish_run, start_run
from cjaplans.load.store import SourceFile, store_plan, store_rejection
from cjaplans.normalise.model import Plan, State

SOURCE = SourceFile("a" * 64, "plan.pdf", "file:///plans/plan.pdf", 1234)
CHANGED = replace(SOURCE, sha256="b" * 64)

CONTENTS = (
    "source_table",
    "cell",
    "action",
    "action_step",
    "action_source",
    "indicator",
    "glossary_term",
    "requirement",
    "finding",
)


def rows(engine: Engine, query: str) -> list[dict[str, Any]]:
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(text(query)).mappings()]


def value(engine: Engine, query: str) -> Any:
    (row,) = rows(engine, query)
    return next(iter(row.values()))


def count(engine: Engine, table: str) -> int:
    return int(value(engine, f"SELECT count(*) FROM {table}"))


def test_everything_of_a_plan_is_stored(engine: Engine, extracted: ExtractedDocument, plan: Plan) -> None:
    run = start_run(engine, "ingest plans", "1.0")
    document = store_plan(engine, SOURCE, extracted, plan, run)
    (row,) = rows(engine, "SELECT * FROM document")
    assert row["id"] == document
    assert (row["page_count"], row["text_layer"], row["state"]) == (2, "digital", "needs_review")
    assert (row["period_start"], row["period_end"]) == ("2010-04-01", "2011-03-31")
    assert {name: count(engine, name) for name in CONTENTS} == {
        "source_table": 2,
        "cell": 14,
        "action": 2,
        "action_step": 2,
        "action_source": 3,
        "indicator": 2,
        "glossary_term": 1,
        "requirement": 1,
        "finding": 3,
    }


def test_actions_are_stored_as_printed(engine: Engine, extracted: ExtractedDocument, plan: Plan) -> None:
    store_plan(engine, SOURCE, extracted, plan, None)
    mill, mentors = rows(engine, "SELECT * FROM action ORDER BY seq")
    assert mill["action_text"] == "Open a bicycle workshop\nin the old mill"
    assert mill["status"] is None
    assert (mill["carried_forward"], mentors["carried_forward"]) == (None, 1)
    assert mentors["key"] == "tayside/2010-11/2"
    steps = rows(engine, f"SELECT * FROM action_step WHERE action_id = {mill['id']} ORDER BY seq")
    assert [(step["action_text"], step["detail"]) for step in steps] == [
        ("Find tools", "ask the school"),
        ("Open", None),
    ]


def test_values_lead_back_to_their_cells(engine: Engine, extracted: ExtractedDocument, plan: Plan) -> None:
    store_plan(engine, replace(SOURCE, sha256="f" * 64, source_uri=None, file_name="first.pdf"), extracted, plan, None)
    document = store_plan(engine, SOURCE, extracted, plan, None)
    found = rows(
        engine,
        'SELECT a.ref, s.field, c.text, c."row", c."column" FROM action_source s JOIN action a ON a.id = s.action_id '
        "JOIN cell c ON c.id = s.cell_id JOIN source_table t ON t.id = c.source_table_id "
        f"WHERE a.document_id = {document} AND t.document_id = {document} ORDER BY a.seq, s.field",
    )
    mill = "1 Open a bicycle workshop\nin the old mill"
    assert [tuple(row.values()) for row in found] == [
        ("1", "action_text", mill, 1, 0),
        ("1", "ref", mill, 1, 0),
        ("2", "carried_forward", "Achieved", 2, 2),
    ]


def test_tables_keep_their_reading_and_repeated_headings(
    engine: Engine, extracted: ExtractedDocument, plan: Plan
) -> None:
    store_plan(engine, SOURCE, extracted, plan, None)
    table = rows(engine, "SELECT * FROM source_table ORDER BY seq")[1]
    assert (table["role"], table["layout"], table["engine"], table["confidence"]) == (
        "actions",
        "plain",
        "lattice",
        0.8,
    )
    assert table["header"] == '["Action", "Lead", "Status"]'
    assert (table["page_first"], table["page_last"]) == (1, 2)
    assert rows(engine, "SELECT page, text FROM cell WHERE repeated = 1") == [{"page": 2, "text": "Action"}]


def test_findings_join_what_both_rooms_noticed(engine: Engine, extracted: ExtractedDocument, plan: Plan) -> None:
    store_plan(engine, SOURCE, extracted, plan, None)
    found = rows(
        engine, "SELECT f.severity, f.code, f.page, a.ref FROM finding f LEFT JOIN action a ON a.id = f.action_id"
    )
    assert [tuple(row.values()) for row in found] == [
        ("warning", "tilted", 2, None),
        ("warning", "unknown_column", 1, "2"),
        ("info", "odd_title", None, None),
    ]


def test_the_same_bytes_replace_themselves(engine: Engine, extracted: ExtractedDocument, plan: Plan) -> None:
    first = store_plan(engine, SOURCE, extracted, plan, None)
    before = {name: rows(engine, f"SELECT * FROM {name}") for name in CONTENTS}
    second = store_plan(engine, SOURCE, extracted, plan, None)
    assert first == second
    assert {name: rows(engine, f"SELECT * FROM {name}") for name in CONTENTS} == before


def test_a_changed_file_supersedes_and_stays_so_when_read_again(
    engine: Engine, extracted: ExtractedDocument, plan: Plan
) -> None:
    old = store_plan(engine, SOURCE, extracted, plan, None)
    new = store_plan(engine, CHANGED, extracted, plan, None)
    assert store_plan(engine, CHANGED, extracted, plan, None) == new
    assert rows(engine, "SELECT id, superseded_by FROM document ORDER BY id") == [
        {"id": old, "superseded_by": new},
        {"id": new, "superseded_by": None},
    ]
    known = known_documents(engine)
    assert (known[SOURCE.sha256].displaced, known[CHANGED.sha256].displaced) == (True, False)


def test_a_file_that_comes_back_is_current_again(engine: Engine, extracted: ExtractedDocument, plan: Plan) -> None:
    store_plan(engine, SOURCE, extracted, plan, None)
    store_plan(engine, CHANGED, extracted, plan, None)
    again = store_plan(engine, SOURCE, extracted, plan, None)
    assert rows(engine, "SELECT id FROM document WHERE superseded_by IS NULL") == [{"id": again}]
    assert again == 1
    assert known_documents(engine)[CHANGED.sha256].superseded_by == 1


def test_equal_names_from_different_places_both_stay(engine: Engine, extracted: ExtractedDocument, plan: Plan) -> None:
    store_plan(engine, SOURCE, extracted, plan, None)
    elsewhere = replace(CHANGED, source_uri="file:///elsewhere/plan.pdf")
    store_plan(engine, elsewhere, extracted, replace(plan, authority="fife-and-forth-valley"), None)
    assert count(engine, "document WHERE superseded_by IS NULL") == 2


def test_names_count_where_no_place_is_known(engine: Engine, extracted: ExtractedDocument, plan: Plan) -> None:
    store_plan(engine, replace(SOURCE, source_uri=None), extracted, plan, None)
    store_plan(engine, replace(CHANGED, source_uri=None), extracted, plan, None)
    assert count(engine, "document WHERE superseded_by IS NULL") == 1


def test_a_document_that_breaks_a_rule_leaves_the_old_one_whole(
    engine: Engine, extracted: ExtractedDocument, plan: Plan
) -> None:
    store_plan(engine, SOURCE, extracted, plan, None)
    before = {name: rows(engine, f"SELECT * FROM {name}") for name in ("document", *CONTENTS)}
    twins = replace(plan, actions=(plan.actions[0], plan.actions[0]))
    with pytest.raises(IntegrityError):
        store_plan(engine, SOURCE, extracted, twins, None)
    with pytest.raises(IntegrityError):
        store_plan(engine, CHANGED, extracted, replace(plan, authority="atlantis"), None)
    assert {name: rows(engine, f"SELECT * FROM {name}") for name in ("document", *CONTENTS)} == before


def test_a_rejection_says_why(engine: Engine) -> None:
    store_rejection(engine, SOURCE, "wants a password; give it", None)
    (row,) = rows(engine, "SELECT * FROM document")
    assert (row["kind"], row["state"], row["reason"]) == ("other", "rejected", "wants a password; give it")
    assert known_documents(engine)[SOURCE.sha256].state is State.REJECTED


def test_a_bad_newer_file_does_not_hide_the_plan_that_was_read(
    engine: Engine, extracted: ExtractedDocument, plan: Plan
) -> None:
    store_plan(engine, SOURCE, extracted, plan, None)
    store_rejection(engine, CHANGED, "damaged", None)
    assert count(engine, "action_flat") == 2
    store_rejection(engine, replace(SOURCE, sha256="c" * 64), "damaged", None)
    assert count(engine, "document WHERE superseded_by IS NULL") == 2
    store_plan(engine, replace(SOURCE, sha256="d" * 64), extracted, plan, None)
    assert count(engine, "document WHERE superseded_by IS NULL") == 1


def test_a_refused_document_keeps_its_cells(engine: Engine, extracted: ExtractedDocument, plan: Plan) -> None:
    bare = replace(plan, state=State.REJECTED, tables=(), actions=(), findings=())
    store_plan(engine, SOURCE, extracted, bare, None)
    assert [row["role"] for row in rows(engine, "SELECT role FROM source_table")] == ["other", "other"]
    assert count(engine, "cell") == 14


def test_runs_are_counted(engine: Engine, extracted: ExtractedDocument, plan: Plan) -> None:
    run = start_run(engine, "ingest plans", "1.0")
    store_plan(engine, SOURCE, extracted, plan, run)
    store_rejection(engine, replace(CHANGED, source_uri=None), "damaged", run)
    finish_run(engine, run, skipped=4)
    (row,) = rows(engine, "SELECT * FROM ingest_run")
    assert row["started_at"] <= row["finished_at"]
    names = ("loaded", "needs_review", "rejected", "skipped", "actions", "findings")
    assert [row[name] for name in names] == [0, 1, 1, 4, 2, 3]


def test_each_page_says_how_it_was_read(engine: Engine, extracted: ExtractedDocument, plan: Plan) -> None:
    scan = replace(extracted.pages[1], text_source=TextSource.OCR, confidence=0.8, turned=90, lean=1.5)
    blank = PageInfo(3, 842, 595, 0, TextSource.NONE)
    read = replace(extracted, pages=(extracted.pages[0], scan, blank))
    store_plan(engine, SOURCE, read, plan, None)
    stored = rows(engine, "SELECT number, text_layer, confidence, turned, lean FROM page ORDER BY number")
    assert [tuple(row.values()) for row in stored] == [
        (1, "digital", 1.0, 0, 0.0),
        (2, "ocr", 0.8, 90, 1.5),
        (3, None, 1.0, 0, 0.0),
    ]
    assert value(engine, "SELECT text_layer FROM document") == "mixed"


def test_cells_of_a_leaning_scan_are_stored_where_the_page_shows_them(
    engine: Engine, extracted: ExtractedDocument, plan: Plan
) -> None:
    scan = replace(extracted.pages[0], text_source=TextSource.OCR, confidence=0.8, lean=2.0)
    table = replace(extracted.tables[0], cells=(replace(extracted.tables[0].cells[0], confidence=0.7),))
    read = replace(extracted, pages=(scan, extracted.pages[1]), tables=(table, *extracted.tables[1:]))
    store_plan(engine, SOURCE, read, plan, None)
    (first, *_) = rows(engine, "SELECT * FROM cell ORDER BY id")
    assert first["confidence"] == 0.7
    # The top left of a page that falls to the right stands higher and further right than when levelled.
    assert first["x0"] > 5
    assert first["top"] < -10


def test_a_notice_has_the_severity_its_code_is_listed_with(
    engine: Engine, extracted: ExtractedDocument, plan: Plan
) -> None:
    notices = (Notice(1, "page_read_by_ocr", "read"), Notice(None, "ocr_missing", "not read"))
    store_plan(engine, SOURCE, replace(extracted, notices=notices), plan, None)
    stored = rows(engine, "SELECT code, severity FROM finding WHERE code LIKE '%ocr%' ORDER BY id")
    assert [tuple(row.values()) for row in stored] == [("page_read_by_ocr", "info"), ("ocr_missing", "warning")]
