"""What stands before every page: who may ask, and the headers that keep a browser from doing harm with an answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from cjaplans.publish.web.policy import HEADERS

#: Of Datasette's own pages about itself those that tell nothing of this machine and are asked for by its others.
_OPEN = ("/-/static/", "/-/metadata")
_PORT = re.compile(r":\d*\Z")


def guarded(app: Any, hosts: frozenset[str]) -> Any:
    """``app`` behind the guard.

    Only requests for one of ``hosts`` are answered, where there are any: a page of the web that has its name point
    to this machine (DNS rebinding) cannot read the database through its reader's browser.
    """

    async def guard(scope: Mapping[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
        elif hosts and _host(scope) not in hosts:
            await _plainly(send, 421, "This server answers to its own name only; use the address it printed.\n")
        elif scope["path"].startswith("/-/") and not scope["path"].startswith(_OPEN):
            await _plainly(send, 404, "There is nothing here.\n")
        else:
            await app(scope, receive, _with_headers(send))

    return guard


def _host(scope: Mapping[str, Any]) -> str:
    """The name a request is for, without its port."""
    named = b"".join(value for name, value in scope["headers"] if name.lower() == b"host")
    return _PORT.sub("", named.decode("latin-1").lower())


def _with_headers(send: Any) -> Any:
    async def sending(message: Mapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            kept = [(name, value) for name, value in message.get("headers", ()) if name.decode().lower() not in HEADERS]
            message = {**message, "headers": [*kept, *_encoded(HEADERS)]}
        await send(message)

    return sending


def _encoded(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in headers.items()]


async def _plainly(send: Any, status: int, text: str) -> None:
    headers = _encoded({**HEADERS, "content-type": "text/plain; charset=utf-8"})
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text.encode()})
