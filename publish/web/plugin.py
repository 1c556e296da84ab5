"""Our part in Datasette, registered in this process: routes, metadata, what goes wrong, and headers."""

from __future__ import annotations

import sqlite3
import sys
from typing import Any

from datasette import hookimpl
from datasette.plugins import pm
from markupsafe import Markup

from cjaplans.publish.web.answering import refused, response_of, view_of
from cjaplans.publish.web.failures import refusal_of
from cjaplans.publish.web.guard import guarded, is_form_of_review
from cjaplans.publish.web.metadata import DATABASE
from cjaplans.publish.web.routes import routes_of

NAME = "cjaplans"
#: Of one value that a query makes, and of what LIKE compares with; bytes.
MOST_CHARACTERS = 5_000_000
MOST_OF_A_PATTERN = 1_000
#: Datasette's own, which print every traceback with all local variables on standard output.
_REPLACED = ("datasette.handle_exception", "datasette.forbidden")


def register() -> None:
    """Put our hooks into Datasette, once a process."""
    if pm.get_plugin(NAME) is None:
        for name in _REPLACED:
            pm.unregister(name=name)
        pm.register(sys.modules[__name__], NAME)


@hookimpl  # type: ignore[untyped-decorator]
def prepare_connection(conn: Any, database: str) -> None:
    """A query may neither write nor make a value of any size: a few words of SQL could fill the memory."""
    if database != DATABASE:
        return
    conn.execute("PRAGMA query_only = ON")
    conn.set_authorizer(_without_paths)
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_CHARACTERS)
    conn.setlimit(sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, MOST_OF_A_PATTERN)


def _without_paths(action: int, name: str | None, *_: str | None) -> int:
    """What a query may do: all but ask which folder of this machine the database lies in."""
    return sqlite3.SQLITE_IGNORE if (action, name) == (sqlite3.SQLITE_PRAGMA, "database_list") else sqlite3.SQLITE_OK


@hookimpl  # type: ignore[untyped-decorator]
def register_routes(datasette: Any) -> list[tuple[str, Any]]:
    """Our pages."""
    return [(f"{route.pattern}$", view_of(route)) for route in routes_of(datasette.site)]


@hookimpl  # type: ignore[untyped-decorator]
def asgi_wrapper(datasette: Any) -> Any:
    """What stands before everything: who may ask, and the headers of every answer."""
    return lambda app: guarded(app, datasette.site.hosts, datasette.site.review is not None)


@hookimpl  # type: ignore[untyped-decorator]
def skip_csrf(datasette: Any, scope: Any) -> bool:
    """Review mode has tokens of its own (``review/admitting.py``); Datasette would read the whole form for its own."""
    return is_form_of_review(scope)


@hookimpl  # type: ignore[untyped-decorator]
def extra_template_vars(datasette: Any, request: Any) -> dict[str, Any]:
    """What every page's frame needs."""
    tables = datasette.metadata("databases")[DATABASE]["tables"]
    site, here = datasette.site, request.path if request else ""
    review = site.review.shown_to(request.cookies, request.headers) if site.review and request else None
    return {"site": site, "here": here, "site_metadata": tables, "review": review}


@hookimpl  # type: ignore[untyped-decorator]
def render_cell(value: Any, column: str) -> Any:
    """The address of an action, wherever it comes up, is a link."""
    if column != "path" or not isinstance(value, str) or not value.startswith("/action/"):
        return None
    return Markup('<a href="{}">{}</a>').format(value, value)


@hookimpl  # type: ignore[untyped-decorator]
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Any:
    """One page for whatever goes wrong, or JSON where that was asked for."""

    async def answer() -> Any:
        return await response_of(datasette, request, refused(refusal_of(exception)))

    return answer


@hookimpl  # type: ignore[untyped-decorator]
def forbidden(datasette: Any, request: Any, message: str) -> Any:
    """The same for what Datasette forbids."""

    async def answer() -> Any:
        return await response_of(datasette, request, refused(refusal_of(PermissionError(message))))

    return answer
