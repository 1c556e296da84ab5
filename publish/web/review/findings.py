"""Saying of a finding that somebody has looked at it: accepting it, with a note, or taking that back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import partial

from cjaplans.ingest.written import correcting
from cjaplans.publish.web.model import Answer, Asked, Moved, Page, Refusal, Site
from cjaplans.publish.web.review.admitting import AGAIN, admitted
from cjaplans.publish.web.review.mode import Review, Trouble, heard, signed
from cjaplans.publish.web.review.session import Session
from cjaplans.publish.web.review.subject import finding_of

OK = 200
QUEUE = "/findings"
#: Addresses of this site that somebody may come from, and is led back to.
_BACK = re.compile(r"/(?:findings|action/|plan/)[\w~!$&'()*+,;=:@%/?.-]*", re.ASCII)


class Verdict(StrEnum):
    """What is said of a finding."""

    ACCEPT = "accept"
    NOTE = "note"
    WITHDRAW = "withdraw"


DONE = {
    Verdict.ACCEPT: "The finding is accepted",
    Verdict.NOTE: "The note is kept",
    Verdict.WITHDRAW: "The review is withdrawn: the finding is open again",
}


def finding(site: Site, asked: Asked) -> Answer:
    """``/review/finding/<finding key>``: the form, and what it is sent to."""
    review, session = admitted(site, asked)
    key = asked.parts["key"]
    if asked.method != "POST":
        return _form(site, session, key, asked.query, None)
    done = review.attempt(partial(_say, review, session, key, asked.form))
    if isinstance(done, Trouble):
        return _form(site, session, key, asked.form, done)
    session.notice = (done,)
    return Moved(way_back(asked.form.get("back", "")))


def way_back(address: str) -> str:
    """An address of this site's lists and pages, or the queue."""
    return address if _BACK.fullmatch(address) else QUEUE


def _say(review: Review, session: Session, key: str, form: Mapping[str, str]) -> str:
    verdict = _verdict(form)
    if verdict is Verdict.WITHDRAW:
        _, file = correcting.withdraw(review.desk, key, heard)
        return f"{DONE[verdict]}; it was in {file.name}"
    by = signed(session, form.get("author", ""))
    note = form.get("note") or None
    _, file = correcting.review(review.desk, key, verdict is Verdict.ACCEPT, note, by, heard)
    return f"{DONE[verdict]}, in {file.name}"


def _verdict(form: Mapping[str, str]) -> Verdict:
    try:
        return Verdict(form.get("verdict", ""))
    except ValueError:
        raise Refusal("the form does not say what is to be done", AGAIN) from None


def _form(site: Site, session: Session, key: str, typed: Mapping[str, str], trouble: Trouble | None) -> Page:
    found = finding_of(site.engine, key)
    context = {
        "finding": found,
        "note": typed.get("note", found["note"] or ""),
        "author": typed.get("author", session.author),
        "back": way_back(typed.get("back", "")),
        "trouble": trouble,
    }
    return Page("review/finding.html", context, trouble.status if trouble else OK)
