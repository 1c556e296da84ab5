"""The stores that fsspec reaches: which an address means, and what goes wrong with them, in one line.

Who we are to a store is told by the environment alone (``AWS_ACCESS_KEY_ID``, ...), as its own package reads it: an
address is recorded, listed and logged, so none with a secret in it is taken.
"""

from __future__ import annotations

import errno
import re
import socket
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from cjaplans.ingest.errors import UsageProblem
from cjaplans.ingest.extras import Extra, demand

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://", re.ASCII)
_SECRET = re.compile(r"sig|token|secret|passw|credential|key|auth", re.IGNORECASE)
_DOCS = "docs/remote.md says how to name files elsewhere"

#: What an error of a store's package means, by the name of its class, and the remedy.
_NETWORK = ("cannot be reached", "check the address (of s3:// AWS_ENDPOINT_URL too) and the network; then run again")
_RIGHTS = ("the store refuses to hand it out", "check the credentials in the environment and what they may read")
_MISSING = ("no such file, folder or bucket", "check the address")
_TIME = ("the store did not answer in time", "run again later")


def is_url(text: str) -> bool:
    """Whether what a user names is an address, and no path of this machine."""
    return _URL.match(text) is not None


def checked(url: str) -> str:
    """An address as it may be recorded.

    Raises:
        UsageProblem: it holds a secret, or is one address in another.
    """
    parts = urlsplit(url)
    shown = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
    if "@" in parts.netloc:
        remedy = "leave them out and set them in the environment, as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
        if parts.scheme.lower() in ("http", "https"):
            remedy = "leave them out; a file that only some may have is to be downloaded first"
        raise UsageProblem(shown, "the address holds a name or password", remedy)
    if any(_SECRET.search(name) for name, _ in parse_qsl(parts.query, keep_blank_values=True)):
        remedy = "name the file without it and set credentials in the environment, or download it"
        raise UsageProblem(shown, "the address holds a signature, key or token, and addresses are recorded", remedy)
    if parts.scheme.lower() == "s3" and not parts.netloc:
        raise UsageProblem(shown, "the address names no bucket", "write it as s3://bucket/folder")
    if "::" in url:
        raise UsageProblem(shown, "one address in another is not followed", _DOCS)
    return url


def opened(url: str) -> tuple[Any, str]:
    """The store that an address is of, and the path there.

    Raises:
        UsageProblem: the package that reaches such stores is not installed, or there is none.
    """
    demand(Extra.REMOTE, url)
    from fsspec.core import url_to_fs

    try:
        store, path = url_to_fs(url)
    except ImportError as error:
        what = f"addresses of {urlsplit(url).scheme}:// need a package that is not installed"
        remedy = "install with: pip install 'cjaplans[remote]'" if "s3" in url[:4] else " ".join(str(error).split())
        raise UsageProblem(url, what, remedy) from error
    except ValueError as error:
        raise UsageProblem(url, f"{urlsplit(url).scheme}:// is no kind of address that is known", _DOCS) from error
    return store, str(path)


def said_of(error: BaseException) -> tuple[str, str]:
    """What is wrong with a file or store, and the remedy, of whatever a store's package raised."""
    for each in reversed(_chain(error)):  # what came first is the cause of the others
        name = type(each).__name__
        if name in ("NoCredentialsError", "PartialCredentialsError", "TokenRetrievalError"):
            return "no credentials for the store", "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment"
        if isinstance(each, FileNotFoundError) or name == "NoSuchBucket":
            return _MISSING
        if isinstance(each, PermissionError) or getattr(each, "status", None) in (401, 403):
            return _RIGHTS
        if isinstance(each, TimeoutError) or name == "FSTimeoutError":
            return _TIME
        if isinstance(each, socket.gaierror | ConnectionError) or name in ("EndpointConnectionError", "ClientOSError"):
            return _NETWORK
        if isinstance(each, OSError) and each.errno in (errno.ECONNREFUSED, errno.EHOSTUNREACH, errno.ENETUNREACH):
            return _NETWORK
        if "ClientConnector" in name or "Endpoint" in name:
            return _NETWORK
    return f"cannot be fetched: {type(error).__name__}: {' '.join(str(error).split())[:200]}", "run again later"


def _chain(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found
