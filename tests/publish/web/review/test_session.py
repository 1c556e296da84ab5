"""Sessions: only the printed token opens one, and only this process's signature names it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cjaplans.publish.web.review.session import MOST, Sessions, cookie_name


def test_the_token_is_long_and_of_this_process_alone() -> None:
    tokens = {Sessions().token for _ in range(100)}
    assert len(tokens) == 100 and min(map(len, tokens)) >= 43


def test_a_cookie_names_its_session_and_no_other_process_takes_it() -> None:
    sessions = Sessions("Eck")
    session = sessions.enter(sessions.token)
    assert session and session.author == "Eck"
    cookie = sessions.cookie(session)
    assert sessions.of(cookie) is session
    assert Sessions().of(cookie) is None
    sessions.leave(session)
    assert sessions.of(cookie) is None


def test_a_token_for_once_is_good_once() -> None:
    sessions = Sessions()
    token = sessions.token_for_once()
    assert sessions.enter(token) and not sessions.enter(token)
    assert sessions.enter(sessions.token) and sessions.enter(sessions.token)


def test_the_oldest_of_many_sessions_is_closed() -> None:
    sessions = Sessions()
    opened = [each for _ in range(MOST + 3) if (each := sessions.enter(sessions.token))]
    still = [sessions.of(sessions.cookie(each)) is each for each in opened]
    assert still == [False] * 3 + [True] * MOST


@given(st.text(max_size=80))
def test_nothing_made_up_is_taken(text: str) -> None:
    sessions = Sessions()
    session = sessions.enter(sessions.token)
    assert session
    assert sessions.enter(text) is None
    assert sessions.of(text) is None
    assert sessions.of(f"{session.name}.{text}") is None
    assert not sessions.is_form_token(session, text)
    assert sessions.is_form_token(session, sessions.form_token(session))


def test_servers_on_two_ports_have_two_cookies() -> None:
    assert cookie_name("127.0.0.1:8001") != cookie_name("127.0.0.1:8002")
    assert cookie_name("[::1]") == cookie_name("localhost") == cookie_name("x:é") == "cjaplans_review_80"
