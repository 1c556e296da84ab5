"""Review mode as a whole: what it writes to, who may, and one writing at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from cjaplans.ingest.errors import BusyDatabase, NotAppliedYet, Problem
from cjaplans.ingest.written.amending import ChangedValue, Signed
from cjaplans.ingest.written.correcting import Desk, records_of
from cjaplans.ingest.written.folder import made
from cjaplans.ingest.written.teaching import ChangedReading, files_of
from cjaplans.load.errors import DatabaseError, LockedDatabaseError
from cjaplans.publish.safe import one_line
from cjaplans.publish.web.review.session import Session, Sessions, cookie_name

#: Seconds that a form waits for another writer; a browser is not kept as long as a terminal.
PATIENCE = 3.0
#: What a browser says that it wants to show as a page.
DOCUMENT = "document"
UNFIT, CHANGED, BUSY, FAILED = 422, 409, 503, 500
TRY_AGAIN = "send the form again when it is done; what you wrote is kept here"
#: What commands call the things that are fields of a form here.
INPUTS = {"--author": "author", "--reason": "reason", "VALUE": "value"}

Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why something was not written, or ``written`` and not applied; ``at`` is the input it is about, if one."""

    status: int
    what: str
    remedy: str
    at: str = ""
    written: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A session as pages see it: the ``token`` stands in their forms, the ``notice`` is shown once."""

    author: str
    token: str
    notice: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Review:
    """Where is written, and by whom."""

    desk: Desk
    sessions: Sessions
    _alone: threading.Lock = field(default_factory=threading.Lock)

    def entrance(self, url: str) -> str:
        """The address to come in by, below that of the site."""
        return f"{url}review/enter?token={self.sessions.token}"

    def entrance_for_once(self, url: str) -> str:
        """One that is good for one browser: programs that open it are seen by others on this machine."""
        return f"{url}review/enter?token={self.sessions.token_for_once()}"

    def session(self, cookies: Mapping[str, str], host: str) -> Session | None:
        """The session of whoever asks, if there is one."""
        return self.sessions.of(cookies.get(cookie_name(host), ""))

    def shown_to(self, cookies: Mapping[str, str], headers: Mapping[str, str]) -> Shown | None:
        """What a page shows of the session of whoever asks; its notice is taken from it by a page that is looked at."""
        session = self.session(cookies, headers.get("host", ""))
        if session is None:
            return None
        notice: tuple[str, ...] = ()
        if headers.get("sec-fetch-dest", DOCUMENT) == DOCUMENT:  # else it is what stands for a picture that failed
            notice, session.notice = session.notice, ()
        return Shown(session.author, self.sessions.form_token(session), notice)

    def attempt(self, work: Callable[[], Done]) -> Done | Trouble:
        """Write something, alone; what hinders it is told beside the form."""
        if not self._alone.acquire(timeout=PATIENCE):
            return Trouble(BUSY, "something else is being written from another page", TRY_AGAIN)
        try:
            return work()
        except (Problem, DatabaseError) as error:
            return _trouble(error)
        finally:
            self._alone.release()


def review_at(database: str, author: str, corrections: Path | None, layouts: Path | None) -> Review:
    """Review mode of a database. A folder of layouts that is named is made if need be: a correction is applied by them.

    Raises:
        UsageProblem: corrections or layouts that cannot be used, or none where the database mirrors some.
        DatabaseError: the database cannot be used.
    """
    desk = Desk(database, corrections, PATIENCE, layouts)
    records_of(desk)
    files_of(desk)
    if layouts is not None:
        made(layouts, "--layouts")
    return Review(desk, Sessions(" ".join(author.split())))


def _trouble(error: Problem | DatabaseError) -> Trouble:
    if isinstance(error, LockedDatabaseError):
        return Trouble(BUSY, one_line(error), TRY_AGAIN)
    if isinstance(error, DatabaseError):
        return Trouble(FAILED, one_line(error), "then send the form again")
    if isinstance(error, NotAppliedYet):
        return Trouble(FAILED, one_line(f"{error.where}: {error.what}"), one_line(error.remedy), written=True)
    at = INPUTS.get(error.where, "")
    what = one_line(error.what if at else f"{error.where}: {error.what}")
    if isinstance(error, BusyDatabase):
        return Trouble(BUSY, what, TRY_AGAIN)
    return Trouble(
        CHANGED if isinstance(error, ChangedValue | ChangedReading) else UNFIT, what, one_line(error.remedy), at
    )


def signed(session: Session, author: str) -> Signed:
    """Who writes today; the name is kept for the next form."""
    if name := " ".join(author.split()):
        session.author = name
    return Signed(name, date.today())


def heard(message: str) -> None:
    """Takes no notice of a run that is waited for: the answer says what came of it."""
