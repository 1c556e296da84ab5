"""Our part in Datasette, registered in this process: routes, metadata, what goes wrong, and headers."""

from __future__ import annotations

import sys
from typing import Any

from datasette import hookimpl
from datasette.plugins import pm

from cjaplans.publish.web.answering import refused, response_of, view_of
from cjaplans.publish.web.failures import refusal_of
from cjaplans.publish.web.guard import guarded
from cjaplans.publish.web.routes import ROUTES

NAME = "cjaplans"
#: Datasette's own, which print every traceback with all local variables on standard output.
_REPLACED = ("datasette.handle_exception", "datasette.forbidden")


def register() -> None:
    """Put our hooks into Datasette, once a process."""
    if pm.get_plugin(NAME) is None:
        for name in _REPLACED:
            pm.unregister(name=name)
        pm.register(sys.modules[__name__], NAME)


@hookimpl  # type: ignore[untyped-decorator]
def register_routes() -> list[tuple[str, Any]]:
    """Our pages."""
    return [(f"{route.pattern}$", view_of(route)) for route in ROUTES]


@hookimpl  # type: ignore[untyped-decorator]
def asgi_wrapper(datasette: Any) -> Any:
    """What stands before everything: who may ask, and the headers of every answer."""
    return lambda app: guarded(app, datasette.site.hosts)


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
