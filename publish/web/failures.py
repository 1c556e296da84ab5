"""What went wrong, in words for whoever asked; what is a fault of ours goes to the log in full."""

from __future__ import annotations

import logging
import re

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400
from datasette.utils.asgi import Forbidden as DatasetteForbidden
from datasette.utils.asgi import NotFound as DatasetteNotFound
from datasette.views.base import DatasetteError

from cjaplans.load.errors import DatabaseError
from cjaplans.publish.web.model import Forbidden, NotThere, Refusal

_log = logging.getLogger("cjaplans.web")
_TAG = re.compile(r"<[^>]*>")

SEE_OVERVIEW = "begin at the overview, or search"


class Failure(Refusal):
    """A fault of ours, or a database that cannot be read."""

    status = 500
    title = "Something went wrong"


def refusal_of(error: Exception) -> Refusal:
    """An exception as a refusal; a fault of ours is logged with its traceback."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, DatasetteNotFound):
        return NotThere("there is no page under this address", SEE_OVERVIEW)
    if isinstance(error, DatasetteForbidden | PermissionError):
        return Forbidden("this is not open to everybody", SEE_OVERVIEW)
    if isinstance(error, QueryInterrupted):
        return Refusal("the query takes too long", "ask for less, or ask a copy of the database itself")
    if isinstance(error, DatasetteError):
        return _of_datasette(error)
    if isinstance(error, Base400):
        return Refusal(_plain(str(error)), "check the address or the form, and send it again")
    if isinstance(error, DatabaseError):
        _log.error("%s", error)
        return Failure("the database cannot be read", "see the log of the server, then ask for the page again")
    _log.error("a page failed", exc_info=error)
    return Failure("a fault of this program kept the page from being made", "see the log of the server")


def _of_datasette(error: DatasetteError) -> Refusal:
    if error.status == NotThere.status:
        return NotThere(_plain(error.message), SEE_OVERVIEW)
    return Refusal(_plain(error.message), "check the query, or ask for less")


def _plain(message: str) -> str:
    """Datasette's message without its mark-up: ours is escaped when it is shown."""
    return " ".join(_TAG.sub(" ", message).split()) or "this cannot be answered"
