"""What stands before every page: who may ask, and the headers that keep a browser from doing harm with an answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from cjaplans.publish.web.policy import HEADERS

#: Of Datasette's own pages about itself those that tell nothing of this machine and are asked for by its others.
_OPEN = ("/-/static/", "/-/metadata")
#: The only cookies of ours: those of review mode.
_COOKIE = re.compile(rb"(?<![^ ;])cjaplans_review_\d+=[\w.-]+(?![^ ;])")
_PORT = re.compile(r":\d*\Z")
_READING = ("GET", "HEAD")
#: The only addresses that forms may be sent to.
REVIEW = "/review/"
#: A form is a few fields; whoever sends more means harm.
MOST_BYTES = 200_000


def guarded(app: Any, hosts: frozenset[str], reviewed: bool = False) -> Any:
    """``app`` behind the guard.

    Only requests for one of ``hosts`` are answered, where there are any: a page of the web that has its name point
    to this machine (DNS rebinding) cannot read the database through its reader's browser. Forms are let through where
    the plans are ``reviewed``, to the addresses of review mode alone and up to ``MOST_BYTES``, before a byte is read.
    """

    async def guard(scope: Mapping[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
        elif hosts and _host(scope) not in hosts:
            await _plainly(send, 421, "This server answers to its own name only; use the address it printed.\n")
        elif scope["method"] not in _READING and not (reviewed and is_form_of_review(scope)):
            await _plainly(send, 405, "Nothing can be sent here.\n", {"allow": ", ".join(_READING)})
        elif scope["method"] not in _READING and _length(scope) > MOST_BYTES:
            await _plainly(send, 413, "The form is too long, or does not say how long it is.\n")
        elif scope["path"].startswith("/-/") and not scope["path"].startswith(_OPEN):
            await _plainly(send, 404, "There is nothing here.\n")
        else:
            await app(_with_own_cookies(scope), receive, _with_headers(send))

    return guard


def is_form_of_review(scope: Mapping[str, Any]) -> bool:
    """Whether a form is sent to review mode, by the address that routes go by."""
    path: bytes = scope.get("raw_path") or scope["path"].encode()
    return bool(scope["method"] == "POST" and path.startswith(REVIEW.encode()))


def _with_own_cookies(scope: Mapping[str, Any]) -> Mapping[str, Any]:
    """A request without other servers' cookies: a browser has one jar for all ports, and some cannot be parsed."""
    own = [each for name, value in scope["headers"] if name.lower() == b"cookie" for each in _COOKIE.findall(value)]
    others = [(name, value) for name, value in scope["headers"] if name.lower() != b"cookie"]
    return {**scope, "headers": [*others, (b"cookie", b"; ".join(own))] if own else others}


def _length(scope: Mapping[str, Any]) -> float:
    """The bytes of what is sent; the server sees to it that they are no more. Endless where it is not said."""
    headers = {name.lower(): value for name, value in scope["headers"]}
    said = headers.get(b"content-length", b"")
    in_pieces = b"transfer-encoding" in headers
    return int(said) if said.isdigit() and len(said) < 10 and not in_pieces else float("inf")


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


async def _plainly(send: Any, status: int, text: str, more: Mapping[str, str] = MappingProxyType({})) -> None:
    headers = _encoded({**HEADERS, "content-type": "text/plain; charset=utf-8", **more})
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text.encode()})
