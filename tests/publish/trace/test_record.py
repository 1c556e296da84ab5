"""A record of an action holds all that the database knows of it, and where it stands on the page."""

from __future__ import annotations

from dataclasses import astuple
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import Engine, text

from cjaplans.publish.trace import ActionRecord, UnknownActionError, action_record

OLD_DOCUMENT = "file_name = 'tayside-2009-10.pdf'"


def every(engine: Engine) -> list[ActionRecord]:
    with engine.connect() as connection:
        keys = connection.execute(text("SELECT key FROM action ORDER BY id")).scalars().all()
    return [action_record(engine, key) for key in keys]


def change(engine: Engine, statement: str, **values: object) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement), values)


def key_of(engine: Engine, period: str, ref: str) -> str:
    query = "SELECT action_key FROM action_flat WHERE period = :period AND ref = :ref"
    with engine.connect() as connection:
        return str(connection.execute(text(query), {"period": period, "ref": ref}).scalar_one())


def field_of(record: ActionRecord, name: str) -> Any:
    return next(field for field in record.fields if field.field == name)


def texts(record: ActionRecord, name: str) -> list[str]:
    return [each.text for each in field_of(record, name).meanings]


def test_every_printed_value_has_its_cells_on_a_page_of_the_record(samples: Engine) -> None:
    records = every(samples)
    assert len(records) == 20
    for record in records:
        pages = {page.number: page for page in record.pages}
        for field in record.fields:
            assert field.cells or field.printed is None, (record.key, field.field)
            for cell in field.cells:
                page, box = pages[cell.page], cell.box
                assert 0 <= box.x0 < box.x1 <= page.width
                assert 0 <= box.top < box.bottom <= page.height


def test_a_cell_that_holds_two_fields_is_drawn_for_both(samples: Engine) -> None:
    record = action_record(samples, key_of(samples, "2010-11", "1g"))
    drawn = list(record.cells_on(1))
    assert {"ref", "action_text"} <= {field.field for field, cell in drawn if cell.id == record.fields[0].cells[0].id}
    assert not list(record.cells_on(2))


def test_codes_are_spelled_out(samples: Engine) -> None:
    record = action_record(samples, key_of(samples, "2010-11", "1g"))
    assert texts(record, "outcome_refs")[0] == "O2: Suitable housing found and kept"
    assert texts(record, "status") == ["not started"]
    assert [fact.text for fact in field_of(record, "status").meanings[0].facts] == ["in the status column"]
    assert texts(record, "timescale")[0] == "1 March 2011 to 31 March 2011"
    assert texts(record, "theme") == ["Setting priorities / offender groups", "Resettlement"]
    assert record.citation == "Tayside Community Justice Authority Action Plan 2010/11, p. 1, row 1g"


def test_outcomes_of_another_scheme_say_how_they_reach_the_common_one(copied: Engine) -> None:
    key = key_of(copied, "2010-11", "1g")
    change(copied, "UPDATE action_outcome SET outcome_id = 'LB14:A3', printed = 'A3' WHERE outcome_id = 'NSMO23:O2'")
    change(copied, "UPDATE action_outcome SET outcome_id = NULL, printed = 'Q9' WHERE outcome_id = 'NSMO23:O8'")
    first, second = field_of(action_record(copied, key), "outcome_refs").meanings[:2]
    mapped = [fact.text for fact in first.facts if fact.label == "common scheme"]
    assert [each.split()[0] for each in mapped] == ["NSMO23:C3", "NSMO23:C4"]
    assert all("(part: the printed outcome joins it with others; sure; " in each for each in mapped)
    assert second.text == "Q9: no such code in the scheme"


def test_the_same_measure_is_followed_over_the_years_both_ways(samples: Engine) -> None:
    with samples.connect() as connection:
        query = "SELECT x.key, y.key FROM action_lineage JOIN action x ON x.id = action_id "
        pairs = connection.execute(text(query + "JOIN action y ON y.id = previous_action_id")).all()
    assert pairs
    for later, earlier in pairs:
        forwards, backwards = action_record(samples, earlier).lineage, action_record(samples, later).lineage
        assert [(kin.action.key, kin.years) for kin in forwards] == [(later, 1)]
        assert [(kin.action.key, kin.years) for kin in backwards] == [(earlier, -1)]
        assert (backwards[0].action.period, forwards[0].action.period) == ("2009-10", "2010-11")


def test_a_chain_is_followed_to_its_ends_and_a_circle_is_left(copied: Engine) -> None:
    with copied.connect() as connection:
        ids = connection.execute(text("SELECT id FROM action ORDER BY id LIMIT 4")).scalars().all()
    change(copied, "DELETE FROM action_lineage")
    for later, earlier in [(ids[1], ids[0]), (ids[2], ids[1]), (ids[3], ids[2])]:
        change(copied, "INSERT INTO action_lineage VALUES (:a, :b, 'text', 0.9)", a=later, b=earlier)
    record = next(each for each in every(copied) if each.id == ids[1])
    assert [(kin.action.id, kin.years) for kin in record.lineage] == [(ids[0], -1), (ids[2], 1), (ids[3], 2)]
    change(copied, "INSERT INTO action_lineage VALUES (:a, :b, 'text', 0.9)", a=ids[0], b=ids[3])
    assert action_record(copied, record.key).lineage


def test_neighbours_are_those_of_the_plan(samples: Engine) -> None:
    plan = [record for record in every(samples) if record.document.period == "2010-11"]
    for before, after in pairwise(plan):
        assert before.after is not None
        assert before.after.key == after.key
        assert after.before is not None
        assert after.before.key == before.key
    assert plan[0].before is None
    assert plan[-1].after is None


def test_pointers_are_told_from_both_ends(copied: Engine) -> None:
    one, other = key_of(copied, "2010-11", "1g"), key_of(copied, "2010-11", "1f")
    change(
        copied,
        "INSERT INTO action_reference SELECT x.id, 1, 'timescale', 'as 1f', '1f', 'copy', y.id "
        "FROM action x, action y WHERE x.key = :one AND y.key = :other",
        one=one, other=other,
    )  # fmt: skip
    (made,), (met,) = action_record(copied, one).pointers, action_record(copied, other).pointers
    assert (made.here, met.here) == (True, False)
    assert made.action is not None
    assert met.action is not None
    assert (made.action.key, met.action.key) == (other, one)
    assert (made.field, made.meaning) == ("Timescale", "repeats it")


def test_findings_come_with_what_their_codes_mean_and_what_was_said(copied: Engine) -> None:
    record = next(each for each in every(copied) if each.findings)
    finding = record.findings[0]
    assert (finding.review, finding.meaning is not None) == ("open", True)
    change(copied, "INSERT INTO review VALUES (:key, 1, 'looked at', 'M. Tester', '2024-05-02')", key=finding.key)
    reviewed = action_record(copied, record.key).findings[0]
    assert (reviewed.review, reviewed.note, reviewed.author) == ("accepted", "looked at", "M. Tester")


def test_corrections_say_what_stood_there_who_and_why(copied: Engine) -> None:
    key = key_of(copied, "2010-11", "1g")
    change(copied, "INSERT INTO action_correction SELECT id, 1, 'end_date', NULL, '2011-01-31', NULL, 1 FROM action "
                   "WHERE key = :key", key=key)  # fmt: skip
    written = "INSERT INTO correction (action_key, field, was, now, author, reason, made_at, applied) VALUES (:key, "
    change(copied, written + "'end_date', NULL, '2011-01-31', 'M. Tester', 'minutes', '2024-05-02', 1)", key=key)
    change(copied, written + "'responsible', 'Eck', 'Morag', 'M. Tester', 'letter', '2024-05-03', 0)", key=key)
    record = action_record(copied, key)
    assert [(each.field, each.now, each.applied, each.reason) for each in record.corrections] == [
        ("end_date", "2011-01-31", True, "minutes"),
        ("responsible", "Morag", False, "letter"),
    ]
    assert [each.field for each in field_of(record, "timescale").corrections] == ["end_date"]


def test_a_superseded_action_says_which_file_is_current_and_what_differs(copied: Engine) -> None:
    key = key_of(copied, "2010-11", "1g")
    change(copied, "UPDATE action SET key = :key, status_code = 'complete' WHERE id = (SELECT x.id FROM action x JOIN "
                   f"document d ON d.id = document_id WHERE {OLD_DOCUMENT} AND ref = '1d')", key=key)  # fmt: skip
    change(copied, "UPDATE document SET superseded_by = (SELECT id FROM document WHERE superseded_by IS NULL AND NOT "
                   f"{OLD_DOCUMENT}) WHERE {OLD_DOCUMENT}")  # fmt: skip
    record = action_record(copied, key)
    assert (record.document.period, record.current) == ("2010-11", None)
    (older,) = record.history
    assert not older.document.current
    changes = {each.field: (each.old, each.new) for each in older.changes}
    assert changes["status_code"] == ("complete", "not_started")
    assert changes["ref"] == ("1d", "1g")
    assert "key" not in changes
    shown = action_record(copied, key, older.document.short)
    assert shown.document.short == older.document.short
    assert shown.current is not None
    assert shown.current.id == record.document.id
    assert [astuple(each)[0] for each in shown.history[0].changes] == [each.field for each in older.changes]


def test_a_key_that_only_a_superseded_file_has_is_found(copied: Engine) -> None:
    key = key_of(copied, "2009-10", "1d")
    change(copied, "UPDATE document SET superseded_by = (SELECT id FROM document WHERE superseded_by IS NULL AND NOT "
                   f"{OLD_DOCUMENT}) WHERE {OLD_DOCUMENT}")  # fmt: skip
    record = action_record(copied, key)
    assert record.current is not None
    assert record.current.period == "2010-11"


def test_a_key_that_is_not_there_is_refused_with_those_of_the_same_number(samples: Engine) -> None:
    key = key_of(samples, "2010-11", "1g")
    with pytest.raises(UnknownActionError) as refused:
        action_record(samples, f"{key[:-8]}00000000")
    assert refused.value.like == (key,)
    for other in ("", "tayside", "tayside/2010-11", "%", "'"):
        with pytest.raises(UnknownActionError):
            action_record(samples, other)
    with pytest.raises(UnknownActionError):
        action_record(samples, key, "0" * 16)
