"""Which files of a store an address means: one, all below a folder, or those that a pattern fits."""

from __future__ import annotations

import glob
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Any
from urllib.parse import urlsplit

from cjaplans.ingest.errors import Problem, UsageProblem
from cjaplans.ingest.sources.remote import RemoteFile, listed
from cjaplans.ingest.sources.stores import checked, opened, said_of

SUFFIX = ".pdf"
#: What a web server holds is not told by it: each file is named.
_WEB = ("http://", "https://")


def expand(url: str) -> Iterator[RemoteFile]:
    """The files that ``url`` means, by their addresses; of a folder or pattern the ``*.pdf`` that are not hidden.

    One call tells all of a folder, with the version of each file: none is opened.

    Raises:
        UsageProblem: it holds a secret, there is no such file or store, or it cannot be asked.
    """
    store, path = opened(checked(url))
    try:
        store.invalidate_cache()
        yield from _found(store, path, url)
    except (Problem, GeneratorExit):
        raise
    except Exception as error:
        raise UsageProblem(url, *said_of(error)) from error


def _found(store: Any, path: str, url: str) -> Iterator[RemoteFile]:
    web = url.lower().startswith(_WEB)
    if web and urlsplit(url).path[-1:] in ("", "/"):
        raise _unlisted(url)
    if glob.has_magic(path) and not web and not store.exists(path):
        found = store.glob(path, detail=True)
        if not found:
            store.info(_fixed_part(path))
        yield from _plans(store, found, path)
        return
    info = store.info(path)
    if info.get("type") != "directory":
        yield listed(str(store.unstrip_protocol(path)), info)
    elif web:
        raise _unlisted(url)
    else:
        yield from _plans(store, store.find(path, detail=True), path)


def _unlisted(url: str) -> UsageProblem:
    return UsageProblem(url, "a web server does not say what a folder holds", "name each file")


def _plans(store: Any, found: Mapping[str, Mapping[str, Any]], root: str) -> Iterator[RemoteFile]:
    for path in sorted(found):
        info = found[path]
        if info.get("type") == "file" and path.lower().endswith(SUFFIX) and not _is_hidden(path, root):
            yield listed(str(store.unstrip_protocol(path)), info)


def _fixed_part(pattern: str) -> str:
    """The folder a pattern starts in."""
    return "/".join(takewhile(lambda part: not glob.has_magic(part), pattern.split("/")))


def _is_hidden(path: str, root: str) -> bool:
    """Whether a part of the path that was not named begins with a dot."""
    named = set(root.split("/"))
    return any(part.startswith(".") and part not in named for part in path.split("/"))
