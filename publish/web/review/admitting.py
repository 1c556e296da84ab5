"""Who is let in: a session for every page of review mode, and for what changes anything a form of ours beside it."""

from __future__ import annotations

from cjaplans.publish.web.model import Asked, Forbidden, Refusal, Site
from cjaplans.publish.web.review.mode import Review
from cjaplans.publish.web.review.session import Session

FORM = "application/x-www-form-urlencoded"
#: The input that holds the token of a form.
TOKEN = "form_token"
COME_IN = "open the address that 'cjaplans serve --review' has printed"
AGAIN = "open the page anew and send its form"


class NoForm(Refusal):
    """What was sent is no form."""

    status = 415
    title = "Not a form"


def review_of(site: Site) -> Review:
    """Review mode, without which these pages are not there."""
    assert site.review is not None
    return site.review


def admitted(site: Site, asked: Asked) -> tuple[Review, Session]:
    """Review mode, and the session of whoever asks.

    Raises:
        Forbidden: without the cookie; or a form that no page of ours can have sent.
        NoForm: what was sent is no form.
    """
    review = review_of(site)
    if asked.method == "POST":
        _refuse_foreign(asked)
    session = review.session(asked.cookies, asked.headers.get("host", ""))
    if session is None:
        raise Forbidden("only those who came by the printed address may review", COME_IN)
    if asked.method == "POST" and not review.sessions.is_form_token(session, asked.form.get(TOKEN, "")):
        raise Forbidden("the form was not made for this session", AGAIN)
    return review, session


def _refuse_foreign(asked: Asked) -> None:
    """Browsers say where a form comes from; one that does not, or names another place, is refused."""
    if asked.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise NoForm(f"only {FORM} is taken", AGAIN)
    own = f"http://{asked.headers.get('host', '')}"
    if asked.headers.get("origin") != own or asked.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise Forbidden("the form was not sent by a page of this server", AGAIN)
