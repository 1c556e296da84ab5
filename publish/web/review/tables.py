"""Saying what the columns of a table hold: a form with a choice for each, and the layout that comes of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from cjaplans.ingest.errors import Problem
from cjaplans.ingest.written.teaching import Learnt, Lesson, Taught, table_of, teach
from cjaplans.normalise.model import Role
from cjaplans.normalise.user_layouts import IGNORE
from cjaplans.normalise.user_layouts.model import PARTS
from cjaplans.publish.layouts import Understood, example_of
from cjaplans.publish.safe import printable
from cjaplans.publish.web.model import Answer, Asked, Moved, Page, Refusal, Site
from cjaplans.publish.web.review.admitting import AGAIN, admitted
from cjaplans.publish.web.review.fields import Choices, label_of, meaning_of
from cjaplans.publish.web.review.mode import Review, Trouble, heard
from cjaplans.publish.web.review.session import Session

OK = 200
_COLUMN = re.compile(r"column-([1-9]\d{0,2})")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table as the form shows it; ``number`` counts from 1, ``chosen`` is its field."""

    number: int
    heading: str
    example: str
    why: str
    chosen: str


def columns(site: Site, asked: Asked) -> Answer:
    """``/review/table/<start of sha256>/<number>?role=``: the form, and what it is sent to."""
    review, session = admitted(site, asked)
    sha256, number = asked.parts["sha256"], int(asked.parts["number"])
    if asked.method == "POST":
        return _written(review, session, sha256, number, asked.form)
    return _form(review, sha256, number, asked.query, None)


def _written(review: Review, session: Session, sha256: str, number: int, form: Mapping[str, str]) -> Answer:
    role = _role(form, Role.OTHER)
    lesson = Lesson(sha256, number, role, _columns(form, role), form.get("seen", ""))
    done = review.attempt(partial(teach, review.desk, lesson, heard))
    if isinstance(done, Trouble):
        return _form(review, sha256, number, form, done)
    session.notice = _told(done, number)
    return Moved(f"/plan/{done.after.sha256[:16]}")


def _told(done: Learnt, number: int) -> tuple[str, ...]:
    """What has changed, and how it is undone."""
    before, after, file = done.before, done.after, done.path
    counts = f"actions {before.actions} → {after.actions}, findings {before.findings} → {after.findings}"
    said = [f"Table {number} is read by {file} now: {counts}"]
    undo = f"delete {file}" if done.new else f"change {file}"
    said.append(f"To undo it, set the columns back, or {undo} and run 'cjaplans refresh'")
    if any(set("*?") & set(pattern.replace("[*]", "").replace("[?]", "")) for pattern in done.files):
        said.append(f"The layout is for all files named {', '.join(done.files)}; 'cjaplans refresh' reads them by it")
    return tuple(printable(line) for line in (*said, *done.unfit))


def _form(review: Review, sha256: str, number: int, typed: Mapping[str, str], trouble: Trouble | None) -> Page:
    try:
        found = table_of(review.desk, sha256, number)
    except Problem as error:
        raise Refusal(f"{error.where}: {error.what}", error.remedy) from error
    role = _role(typed, found.reading.role)
    context = {
        "table": found,
        "file_name": printable(found.document.file_name),
        "layout": printable(found.reading.layout),
        "asked": number,
        "role": role,
        "roles": tuple(Role),
        "choices": choices_of(role),
        "columns": _shown(found, role, typed),
        "seen": found.seal(),
        "trouble": trouble,
    }
    return Page("review/table.html", context, trouble.status if trouble else OK)


def choices_of(role: Role) -> Choices:
    """The fields that a column of a table may hold."""
    named = ((name, f"{label_of(name)} – {_meaning(role, name)}".rstrip(" –")) for name in PARTS.get(role, ()))
    return (("", "– not said –"), *named, (IGNORE, "left out on purpose"))


def _meaning(role: Role, name: str) -> str:
    return meaning_of(name) if role is Role.ACTIONS else ""


def _shown(found: Taught, role: Role, typed: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns with the fields that were chosen, or that they have today."""
    if role not in PARTS:
        return ()
    understood = Understood(found.number, found.table, found.reading)
    today = found.columns if role is found.reading.role else {}
    readings = found.reading.columns
    return tuple(
        Column(
            number,
            printable(found.header[number - 1] if found.header else ""),
            printable(example_of(understood, number)),
            printable(readings[number - 1].why if number <= len(readings) else ""),
            typed.get(f"column-{number}", today.get(number - 1, "")),
        )
        for number in range(1, found.width + 1)
    )


def _role(typed: Mapping[str, str], today: Role) -> Role:
    """What the table is about, as somebody says, or else as it is read; one that was not understood has actions."""
    if "role" not in typed:
        return Role.ACTIONS if today is Role.OTHER else today
    try:
        return Role(typed["role"])
    except ValueError:
        raise Refusal("a table has no such role", AGAIN) from None


def _columns(form: Mapping[str, str], role: Role) -> dict[int, str]:
    """What was chosen for each column, from 0."""
    named = ((match, name) for key, name in form.items() if (match := _COLUMN.fullmatch(key)) and name)
    columns = {int(match[1]) - 1: name for match, name in named}
    if columns.keys() and not set(columns.values()) <= {*PARTS.get(role, ()), IGNORE}:
        raise Refusal(f"a column of {role.value} holds none of these fields", AGAIN)
    return columns if role in PARTS else {}
