"""Correcting a value of an action: a page with its columns, and a form for one of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from cjaplans.ingest.written.amending import seal
from cjaplans.ingest.written.correcting import correct
from cjaplans.load.lookup import values_of
from cjaplans.load.standing import Judged
from cjaplans.publish.safe import printable
from cjaplans.publish.web.model import Answer, Asked, Moved, NotThere, Page, Site
from cjaplans.publish.web.review.admitting import admitted
from cjaplans.publish.web.review.fields import Input, inputs
from cjaplans.publish.web.review.mode import Review, Trouble, heard, signed
from cjaplans.publish.web.review.session import Session
from cjaplans.publish.web.review.subject import Subject, action_of

OK = 200


def value(site: Site, asked: Asked) -> Answer:
    """``/review/correct/<action key>?field=``: the form, or without a field all that can be corrected."""
    review, session = admitted(site, asked)
    subject = action_of(site.engine, asked.parts["key"])
    if asked.method == "POST":
        return _written(site, review, session, subject, asked.form)
    if "field" not in asked.query:
        return Page("review/columns.html", {"subject": subject, "rows": _rows(subject)})
    return _form(site, session, subject, _input(asked.query["field"]), {}, None)


def _written(site: Site, review: Review, session: Session, subject: Subject, form: Mapping[str, str]) -> Answer:
    field = _input(form.get("field", ""))
    by = signed(session, form.get("author", ""))
    value, reason, seen = (form.get(name, "") for name in ("value", "reason", "seen"))
    work = partial(correct, review.desk, subject.key, field.field, value, reason, by, heard, seen)
    done = review.attempt(work)
    if isinstance(done, Trouble):
        return _form(site, session, subject, field, form, done)
    session.notice = _told(done, field)
    return Moved(subject.path)


def _told(done: Judged, field: Input) -> tuple[str, ...]:
    """What became of a correction."""
    made = done.correction
    now = printable(field.given(made.now)) or "nothing"
    state = done.problem or "It stays at every ingest; to undo it, take it out of the file or correct it back"
    return (f"The {field.label} is corrected to '{now}', in {made.source}", state)


def _form(
    site: Site, session: Session, subject: Subject, field: Input, typed: Mapping[str, str], trouble: Trouble | None
) -> Page:
    """The form with what was typed, and with the value that stands there now."""
    stored = values_of(site.engine, subject.key, field.field)
    now = stored[0] if stored else None
    context = {
        "subject": subject,
        "field": field,
        "behind": [(name, subject.columns[name]) for name in field.behind],
        "now": printable(field.given(now)),
        "seen": seal(field.field, now),
        "value": printable(typed.get("value", field.given(now))),
        "reason": typed.get("reason", ""),
        "author": typed.get("author", session.author),
        "trouble": trouble,
    }
    return Page("review/value.html", context, trouble.status if trouble else OK)


def _rows(subject: Subject) -> list[tuple[Input, str]]:
    """Every column that can be corrected, with its value."""
    return [(each, _shown(each, subject.columns[name])) for name, each in inputs().items()]


def _shown(field: Input, value: object) -> str:
    return printable(field.given(None if value is None else str(value)))


def _input(field: str) -> Input:
    found = inputs().get(field)
    if found is None:
        raise NotThere(f"an action has no field '{field}' to correct", "choose one on the page of the action")
    return found
