"""Nobody but whoever has the printed address writes anything, and they by the forms of the pages alone."""

from __future__ import annotations

import http.client
import re
from contextlib import closing
from urllib.parse import urlencode, urlsplit

import pytest

from cjaplans.publish.web.guard import MOST_BYTES
from tests.publish.web.review.browsing import FORM, Browser, under

FIELDS = {"field": "status_code", "value": "complete", "reason": "because", "author": "Mallory"}


@pytest.fixture
def form(reviewer: Browser) -> tuple[str, dict[str, str]]:
    """The address of a form, and all that it would send."""
    path = under("/review/correct", reviewer.key("7.4"))
    return path, reviewer.hidden(f"{path}?field=status_code") | FIELDS


@pytest.fixture(autouse=True)
def nothing_is_written(stranger: Browser) -> object:
    """Holds of every test here."""
    before = stranger.written(), stranger.rows("SELECT * FROM action ORDER BY id")
    yield
    assert (stranger.written(), stranger.rows("SELECT * FROM action ORDER BY id")) == before


def test_the_token_is_exchanged_at_once_for_a_cookie_and_leaves_the_address(stranger: Browser, entrance: str) -> None:
    answer = stranger.get(entrance)
    cookie = answer.headers["set-cookie"]
    assert (answer.status, answer.headers["location"]) == (303, "/")
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and "Path=/" in cookie
    assert entrance.partition("token=")[2] not in cookie
    assert "no-store" in answer.headers["cache-control"]


@pytest.mark.parametrize("query", ["", "?token=", "?token=x", "?token=%ff%00", "?token=é".encode().decode("latin-1")])
def test_another_token_opens_nothing(stranger: Browser, query: str) -> None:
    answer = stranger.get("/review/enter" + query.encode("ascii", "replace").decode())
    assert answer.status == 403
    assert "set-cookie" not in answer.headers
    assert "open the address that 'cjaplans serve --review' has printed" in answer.plain


def test_pages_show_strangers_no_form_and_no_way_to_one(stranger: Browser) -> None:
    for path in ("/", "/actions"):
        text = stranger.get(path).text
        assert "/review/" not in text and "form_token" not in text


def test_without_the_cookie_forms_are_neither_shown_nor_taken(
    stranger: Browser, form: tuple[str, dict[str, str]]
) -> None:
    path, fields = form
    assert stranger.get(path).status == 403
    answer = stranger.post(path, fields)
    assert answer.status == 403
    assert "What to do: open the address that" in answer.plain


def test_a_cookie_that_was_changed_or_made_up_is_none(reviewer: Browser, form: tuple[str, dict[str, str]]) -> None:
    name, _, value = reviewer.cookie.partition("=")
    session, _, signature = value.partition(".")
    for forged in (f"{session}.{'0' * 64}", f"{session[:-1]}x.{signature}", session, ".", f".{signature}", "x.é"):
        reviewer.cookie = f"{name}={forged}"
        assert reviewer.get(form[0]).status == 403, forged
        assert reviewer.post(*form).status == 403, forged


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1", "http://127.0.0.1.evil.example"],
)
def test_a_form_of_another_site_is_refused_though_the_browser_sends_the_cookie(
    reviewer: Browser, form: tuple[str, dict[str, str]], origin: str
) -> None:
    assert reviewer.post(*form, Origin=origin).status == 403


def test_a_form_that_does_not_say_where_it_is_from_is_refused(
    reviewer: Browser, form: tuple[str, dict[str, str]]
) -> None:
    path, fields = form
    assert reviewer.ask("POST", path, urlencode(fields).encode(), Content_Type=FORM).status == 403
    assert reviewer.post(path, fields, Sec_Fetch_Site="same-site").status == 403


@pytest.mark.parametrize("token", [None, "", "0" * 64, "é"])
def test_a_form_without_its_token_is_refused(
    reviewer: Browser, form: tuple[str, dict[str, str]], token: str | None
) -> None:
    path, fields = form
    others = {name: value for name, value in fields.items() if name != "form_token"}
    answer = reviewer.post(path, others if token is None else others | {"form_token": token})
    assert answer.status == 403
    assert "open the page anew" in answer.plain


def test_the_token_of_another_session_is_worth_nothing(
    stranger: Browser, entrance: str, form: tuple[str, dict[str, str]]
) -> None:
    stranger.cookie = stranger.get(entrance).headers["set-cookie"].partition(";")[0]
    assert stranger.post(*form).status == 403


def test_a_session_that_was_left_is_closed(reviewer: Browser, form: tuple[str, dict[str, str]]) -> None:
    path, fields = form
    assert reviewer.post("/review/leave", {"form_token": fields["form_token"]}).status == 303
    assert reviewer.post(path, fields).status == 403


def test_asking_changes_nothing(reviewer: Browser, form: tuple[str, dict[str, str]]) -> None:
    path, fields = form
    assert reviewer.get(f"{path}?{urlencode(fields)}").status == 200
    assert reviewer.get("/review/leave").status == 405
    for method in ("PUT", "PATCH", "DELETE"):
        assert reviewer.ask(method, path, urlencode(fields).encode(), Origin=reviewer.address).status == 405


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=x", "application/json", ""])
def test_only_forms_are_taken(reviewer: Browser, form: tuple[str, dict[str, str]], kind: str) -> None:
    assert reviewer.post(*form, Content_Type=kind).status == 415


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:80", "[::2]", "", "127.0.0.1@evil"]
)
def test_another_name_for_this_machine_is_not_answered(
    reviewer: Browser, form: tuple[str, dict[str, str]], host: str
) -> None:
    assert reviewer.post(*form, Host=host, Origin=f"http://{host}").status in (400, 421)
    assert reviewer.get("/", Host=host).status in (400, 421)


@pytest.mark.parametrize(
    "path",
    [
        "/review/../data", "/review/correct/../../data/action", "/%72eview/correct/x", "/review%2Fcorrect/x",
        "//review/correct/x", "/review/correct/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/review/finding/..%2f..%2fplans.db",
        "/review/table/0123456789abcdef/0", "/review/table/../../1", "/review/correct/%00", "/review/correct/%ff",
        "/review/", "/REVIEW/correct/x",
    ],
)  # fmt: skip
def test_addresses_lead_nowhere_else(reviewer: Browser, form: tuple[str, dict[str, str]], path: str) -> None:
    assert reviewer.post(path, form[1]).status in (302, 400, 404, 405)
    assert reviewer.get(path).status in (302, 400, 404)


@pytest.mark.parametrize(
    "path", ["/", "/data", "/data/action/-/insert", "/-/create-token", "/data/-/create", "/actions"]
)
def test_forms_are_for_review_mode_alone(reviewer: Browser, form: tuple[str, dict[str, str]], path: str) -> None:
    assert reviewer.post(path, form[1]).status == 405


def test_a_form_that_is_too_long_is_not_read(reviewer: Browser, form: tuple[str, dict[str, str]]) -> None:
    path, fields = form
    assert reviewer.post(path, fields | {"value": "x" * MOST_BYTES}).status == 413
    address = urlsplit(reviewer.address).netloc
    for said in ("10000000000000", "-1", "x", None):
        with closing(http.client.HTTPConnection(address, timeout=60)) as connection:
            connection.putrequest("POST", path)
            for name, value in (("Cookie", reviewer.cookie), ("Origin", reviewer.address), ("Content-Type", FORM)):
                connection.putheader(name, value)
            connection.putheader(*(("Transfer-Encoding", "chunked") if said is None else ("Content-Length", said)))
            connection.endheaders()
            assert connection.getresponse().status in (400, 413), said


def test_a_form_of_many_fields_or_of_no_text_is_refused_or_without_harm(
    reviewer: Browser, form: tuple[str, dict[str, str]]
) -> None:
    path, fields = form
    assert reviewer.ask("POST", path, b"\xff\xfe=x", Content_Type=FORM, Origin=reviewer.address).status == 400
    many = urlencode(fields | {"form_token": "x"}).encode() + b"&a=b" * 40_000
    assert reviewer.ask("POST", path, many, Content_Type=FORM, Origin=reviewer.address).status == 403


def test_every_answer_forbids_what_a_page_of_ours_does_not_need(reviewer: Browser, entrance: str) -> None:
    for path in ("/", entrance, under("/review/correct", reviewer.key("7.1")), "/review/enter"):
        policy = reviewer.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy and "form-action 'self'" in policy and "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy


def test_no_two_pages_share_a_token_of_a_form_across_sessions(
    reviewer: Browser, stranger: Browser, entrance: str
) -> None:
    stranger.cookie = stranger.get(entrance).headers["set-cookie"].partition(";")[0]
    tokens = [re.findall(r'name="form_token" value="(\w+)"', each.get("/").text) for each in (reviewer, stranger)]
    assert tokens[0] and tokens[1] and set(tokens[0]).isdisjoint(tokens[1])
