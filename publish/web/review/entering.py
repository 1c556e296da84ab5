"""Coming in by the printed address, and going out."""

from __future__ import annotations

from cjaplans.publish.web.model import Answer, Asked, Forbidden, Moved, Site
from cjaplans.publish.web.review.admitting import COME_IN, admitted, review_of
from cjaplans.publish.web.review.session import cookie_name

HOME = "/"
KEPT = "Path=/; HttpOnly; SameSite=Strict"


def enter(site: Site, asked: Asked) -> Answer:
    """``/review/enter?token=``: a cookie for the token, and off to an address without it."""
    review = review_of(site)
    session = review.sessions.enter(asked.query.get("token", ""))
    if session is None:
        raise Forbidden("this is not the address that was printed", f"{COME_IN}, whole; each start makes a new one")
    session.notice = ("You can put right what was read: look for 'Correct', 'Review' and 'Set columns'",)
    cookie = f"{_cookie(asked)}={review.sessions.cookie(session)}; {KEPT}"
    return Moved(HOME, headers={"Set-Cookie": cookie, "Cache-Control": "no-store"})


def leave(site: Site, asked: Asked) -> Answer:
    """``/review/leave``: the session ends."""
    review, session = admitted(site, asked)
    review.sessions.leave(session)
    return Moved(HOME, headers={"Set-Cookie": f"{_cookie(asked)}=; Max-Age=0; {KEPT}"})


def _cookie(asked: Asked) -> str:
    return cookie_name(asked.headers.get("host", ""))
