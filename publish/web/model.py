"""What a page is asked for with, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from cjaplans.publish.web.remembered import Remembered

if TYPE_CHECKING:
    from cjaplans.publish.trace.image import Pictures
    from cjaplans.publish.web.review.mode import Review


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """What every page is made from; the same for as long as the server runs.

    Attributes:
        engine: reads the database, and cannot write to it; may be used from several threads.
        url: the database as the user named it.
        database: its file, which Datasette opens.
        hosts: the names the site may be asked for under, without ports; empty for any.
        files: folders in which PDFs are looked for that are not where they were read from.
        redacted: whether people's names are withheld; there are no page images then.
        review: what may be written, and by whom; None where the site only shows.
        pictures: draws the pages of the PDFs; None where none are shown.
        remembered: what was made of the database as it is.
    """

    engine: Engine
    url: str
    database: Path
    hosts: frozenset[str] = frozenset()
    files: tuple[Path, ...] = ()
    redacted: bool = False
    review: Review | None = None
    pictures: Pictures | None = None
    remembered: Remembered = field(default_factory=Remembered)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request.

    Attributes:
        path: as it stands in the address, percent-encoded.
        parts: the named groups of the route's pattern, decoded; those without a value are left out.
        query: the query string, decoded; of a name given twice, the first. Empty values are left out.
        form: the fields of a posted form, likewise, empty values kept.
        method: ``GET``, ``HEAD`` or ``POST``.
        headers: by names in lower case.
        cookies: by their names.
    """

    path: str
    parts: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """An HTML page: a template and what it shows."""

    template: str
    context: Mapping[str, object]
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Data:
    """Anything but a page: an image, CSV, JSON."""

    body: bytes
    content_type: str
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class Moved:
    """Another address, on this site."""

    location: str
    status: int = 303
    headers: Mapping[str, str] = field(default_factory=dict)


Answer = Page | Data | Moved
#: Runs in a thread of its own, so that it may read the database and draw. Raises ``Refusal``.
Handler = Callable[[Site, Asked], Answer]


class Refusal(Exception):
    """A request that cannot be met: ``what`` is wrong, and the ``remedy``."""

    status = 400
    title = "Not understood"

    def __init__(self, what: str, remedy: str) -> None:
        self.what = what
        self.remedy = remedy
        super().__init__(f"{what}; {remedy}")


class NotThere(Refusal):
    """There is nothing under this address."""

    status = 404
    title = "Not found"


class Forbidden(Refusal):
    """Not for those who ask, or not this way."""

    status = 403
    title = "Not allowed"


@dataclass(frozen=True, slots=True)
class Route:
    """Addresses that one handler answers; the pattern is of the whole path, percent-encoded.

    ``draws`` is for one that waits for pictures of pages: it must not keep the other pages waiting.
    """

    pattern: str
    handler: Handler
    methods: tuple[str, ...] = ("GET", "HEAD")
    draws: bool = False
