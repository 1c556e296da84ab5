"""What review mode writes: files that every ingest applies, and the database brought up to them at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cjaplans.ingest.errors import BusyDatabase
from cjaplans.ingest.lock import writing
from cjaplans.ingest.written.correcting import Desk, applying
from cjaplans.ingest.written.corrections import read_corrections
from cjaplans.ingest.written.layouts import check_layouts
from cjaplans.publish.web.review import mode
from cjaplans.publish.web.review.session import Sessions
from tests.browser.serving import run
from tests.cli.plans import FIELDS
from tests.publish.web.review.browsing import Browser, under

#: What would do harm in a page, a file of YAML, a terminal or a spreadsheet.
POISON = """"><script>alert(1)</script>{{ 7*7 }} =1+1 ': &x !!y # {%"""


def correct(browser: Browser, ref: str, field: str, **fields: str) -> tuple[str, object]:
    """The address of a form, and what came of sending it."""
    path = under("/review/correct", browser.key(ref))
    return path, browser.send(path, {"reason": "seen on the page", **fields}, f"?field={field}")


def value(browser: Browser, ref: str, field: str) -> object:
    return browser.rows(f"SELECT {field} FROM action WHERE ref = ?", ref)[0][0]


def entries(browser: Browser) -> list[tuple[str, str | None, str | None, str, str]]:
    found = read_corrections(browser.folder / "corrections").corrections
    return [(each.field, each.was, each.now, each.reason, each.author) for each in found]


def test_a_value_is_corrected_at_once_and_stays(reviewer: Browser) -> None:
    path, answer = correct(reviewer, "7.1", "end_date", value="2012-06-30")
    assert (answer.status, answer.headers["location"]) == (303, path.replace("/review/correct", "/action"))
    assert value(reviewer, "7.1", "end_date") == "2012-06-30"
    told = reviewer.get("/").plain
    assert "The end date is corrected to '2012-06-30', in tayside-2012-13.yaml" in told
    assert "corrected" not in reviewer.get("/").plain, "a notice is shown once"
    assert ("end_date", "2012-05-31", "2012-06-30", "seen on the page", "Eck") in entries(reviewer)
    done = run(reviewer.folder, "ingest", "plans", "--database", "plans.db", "--force")
    assert done.returncode in (0, 3), done.stderr
    assert value(reviewer, "7.1", "end_date") == "2012-06-30"


def test_the_form_shows_what_there_is_to_know(reviewer: Browser) -> None:
    page = reviewer.get(under("/review/correct", reviewer.key("7.2")) + "?field=status_code").text
    assert re.search(r"Printed status</dt><dd[^>]*>Complete<", page)
    assert '<option value="complete" selected>' in page
    everything = reviewer.get(under("/review/correct", reviewer.key("7.2"))).plain
    assert "action text Paint the barn Correct action text" in everything


def test_the_author_is_asked_for_once(reviewer: Browser) -> None:
    path, answer = correct(reviewer, "7.2", "progress", value="red, twice", author=" ")
    assert answer.status == 422
    assert 'name="author" value=" "' in answer.text and "Nothing was written" in answer.plain
    assert correct(reviewer, "7.2", "progress", value="red, twice", author="Mo Tester")[1].status == 303
    assert 'name="author" value="Mo Tester"' in reviewer.get(f"{path}?field=ref").text


@pytest.mark.parametrize(
    ("field", "fields", "said"),
    [
        ("end_date", {"value": "31/03/2013"}, "'31/03/2013' cannot be the end_date: it is no day"),
        ("amount_gbp", {"value": "lots"}, "'lots' cannot be the amount_gbp"),
        ("status_code", {"value": "finished"}, "is not one of not_started"),
        ("ref", {"value": "7.3"}, "its ref is '7.3' already"),
        ("end_date", {"value": "2013-03-31", "reason": "  "}, "Is empty"),
    ],
)
def test_a_slip_is_said_beside_the_form_with_what_was_typed(
    reviewer: Browser, field: str, fields: dict[str, str], said: str
) -> None:
    before = reviewer.written()
    _, answer = correct(reviewer, "7.3", field, **fields)
    assert answer.status == 422
    assert said in answer.plain and 'role="alert"' in answer.text
    if field != "status_code":
        assert fields["value"] in answer.text
    assert reviewer.written() == before


def test_a_value_that_has_changed_meanwhile_is_not_overwritten(reviewer: Browser) -> None:
    path = under("/review/correct", reviewer.key("7.3"))
    seen = reviewer.hidden(f"{path}?field=timescale")
    correct(reviewer, "7.3", "timescale", value="May 2013")
    before = reviewer.written()
    fields = seen | {"value": "June 2013", "reason": "minutes", "author": "Eck"}
    answer = reviewer.post(path, fields)
    assert answer.status == 409
    assert "was changed since it was shown: it is 'May 2013' now" in answer.plain
    assert "June 2013" in answer.text and reviewer.written() == before
    again = reviewer.post(path, fields | {"seen": re.findall(r'name="seen" value="(\w+)"', answer.text)[0]})
    assert again.status == 303 and value(reviewer, "7.3", "end_date") == "2013-06-30"


def test_while_another_run_writes_nothing_is_lost(reviewer: Browser) -> None:
    before = reviewer.written()
    with writing(str(reviewer.folder / "plans.db"), 0, "cjaplans ingest"):
        _, answer = correct(reviewer, "7.4", "monitoring", value="weekly")
    assert answer.status == mode.BUSY
    assert "being written by process" in answer.plain and "weekly" in answer.text
    assert reviewer.written() == before


def test_what_is_written_and_cannot_be_applied_is_told_as_that() -> None:
    def work() -> None:
        with applying("corrections/amended.yaml"):
            raise BusyDatabase("plans.db", "being written by process 7", "wait for it")

    trouble = mode.Review(Desk("plans.db"), Sessions("")).attempt(work)
    assert isinstance(trouble, mode.Trouble)
    assert trouble.written and "corrections/amended.yaml: is written" in trouble.what
    assert "do not write it again" in trouble.remedy


def test_a_finding_is_accepted_noted_and_opened_again(reviewer: Browser) -> None:
    key = str(reviewer.rows("SELECT key FROM finding WHERE key IS NOT NULL ORDER BY id LIMIT 1")[0][0])
    path = under("/review/finding", key)
    answer = reviewer.send(path, {"verdict": "accept", "note": POISON, "back": "/findings?severity=error"})
    assert (answer.status, answer.headers["location"]) == (303, "/findings?severity=error")
    assert reviewer.rows("SELECT accepted, note, author FROM review") == [(1, POISON, "Eck")]
    page = reviewer.get(path)
    assert "Accepted by Eck" in page.plain and "<script>" not in page.text and "{{ 7*7 }}" in page.text
    assert reviewer.send(path, {"verdict": "note", "note": "look again"}).status == 303
    assert reviewer.rows("SELECT accepted, note FROM review") == [(0, "look again")]
    assert reviewer.send(path, {"verdict": "withdraw"}).status == 303
    assert reviewer.rows("SELECT * FROM review") == []
    assert reviewer.send(path, {"verdict": "withdraw"}).status == 422
    assert reviewer.send(path, {"verdict": "burn"}).status == 400
    assert reviewer.get("/review/finding/no-such-finding").status == 404


def test_columns_are_set_and_the_table_is_read_by_them(reviewer: Browser) -> None:
    sha256, document = reviewer.rows("SELECT sha256, id FROM document WHERE file_name = 'scots.pdf'")[0]
    path = f"/review/table/{sha256[:16]}/1"
    assert reviewer.rows("SELECT count(*) FROM action WHERE document_id = ?", document) == [(0,)]
    page = reviewer.get(path)
    assert "Whit we ettle tae dae" in page.plain and "The brig at Kelpie" in page.plain
    columns = {f"column-{number}": name for number, name in FIELDS.items()}
    slip = reviewer.send(path, {"column-1": "ref"})
    assert slip.status == 422 and "no column of the table is action_text" in slip.plain
    assert reviewer.send(path, columns | {"column-1": "rubbish"}).status == 400
    answer = reviewer.send(path, columns | {"column-6": "ignore"})
    assert (answer.status, answer.headers["location"]) == (303, f"/plan/{sha256[:16]}")
    assert reviewer.rows("SELECT count(*) FROM action WHERE document_id = ?", document) == [(3,)]
    told = reviewer.get("/").plain
    assert "actions 0 → 3" in told and "delete data/layouts/scots.yaml" in told
    assert not any(file.mistakes for file in check_layouts((reviewer.folder / "data" / "layouts",), None))
    stale = reviewer.post(path, reviewer.hidden(path) | columns | {"seen": "0" * 16})
    assert stale.status == 409 and "read otherwise than when it was shown" in stale.plain
    assert reviewer.get(f"{path}?role=indicators").status == 200
    assert reviewer.get(f"{path}?role=rubbish").status == 400
    assert reviewer.get(f"/review/table/{sha256[:16]}/99").status == 400


def test_whatever_is_typed_is_only_text(reviewer: Browser) -> None:
    path, answer = correct(reviewer, "7.2", "action_text", value=POISON, reason=POISON, author=POISON)
    assert answer.status == 303
    assert value(reviewer, "7.2", "action_text") == POISON
    assert ("action_text", "Paint the barn", POISON, POISON, POISON) in entries(reviewer)
    for page in (reviewer.get("/"), reviewer.get(f"{path}?field=action_text"), reviewer.get(path)):
        assert "<script>alert" not in page.text and "49" not in page.plain.partition(POISON)[0][-20:]
        assert "&lt;script&gt;alert(1)" in page.text
    done = run(reviewer.folder, "corrections", "--database", "plans.db", "--csv")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("text", ["\x1b[2Jx", "a\x00b", "\u202ex", "x" * 150_000])
def test_what_no_file_can_hold_is_refused_or_kept_whole(reviewer: Browser, text: str) -> None:
    _, answer = correct(reviewer, "7.4", "detail", value=text)
    assert answer.status in (303, 422)
    assert read_corrections(Path(reviewer.folder / "corrections")).corrections
    assert "\x1b" not in reviewer.get(under("/review/correct", reviewer.key("7.4"))).text


def test_a_plan_that_was_written_to_harm_is_only_text(reviewer: Browser) -> None:
    keys = reviewer.rows(
        "SELECT key FROM action WHERE document_id IN (SELECT id FROM document WHERE file_name GLOB '=1*')"
    )
    assert keys
    for (key,) in keys:
        for query in ("", "?field=action_text", "?field=end_date"):
            page = reviewer.get(under("/review/correct", key) + query)
            assert page.status == 200
            assert not re.search(r"<script>alert|<img src=x|[\x1b\x9b\u202e]", page.text)
    for (key,) in reviewer.rows("SELECT key FROM finding WHERE key IS NOT NULL"):
        page = reviewer.get(under("/review/finding", key))
        assert page.status == 200 and not re.search(r"<script>alert|<img src=x|[\x1b\x9b\u202e]", page.text)
    sha256 = reviewer.rows("SELECT sha256 FROM document WHERE file_name GLOB '=1*'")[0][0]
    page = reviewer.get(f"/review/table/{sha256[:16]}/1")
    assert page.status == 200 and not re.search(r"<script>alert|<img src=x|[\x1b\x9b\u202e]", page.text)
