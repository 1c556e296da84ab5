"""What goes to a worker and what comes back. Nothing heavy is imported here: a batch may have nothing to read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cjaplans.extract.switches import PLAIN, Switches

if TYPE_CHECKING:
    from cjaplans.ingest.sources.source import Source
    from cjaplans.load.prepared import Prepared
    from cjaplans.normalise.corrections import Correction
    from cjaplans.normalise.user_layouts import UserLayout


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read: its bytes as they were when they were hashed, and its place in the batch.

    ``switches`` say how it is extracted; ``layouts`` are those of analysts that may be used on it, ``corrections``
    those in force, of other files too. ``extractor`` is the fingerprint of its extraction, which is to be handed back
    if it is to be ``kept``. Without ``data`` the document is normalised anew from ``extraction``, as it was kept. So
    whoever reads needs no file and no folder of this machine. ``file_name`` and ``place``, an address, are where the
    document belongs: not to ``source`` where that is a copy; ``version`` is what the store there calls its bytes, and
    ``size`` their number.
    """

    index: int
    source: Source
    sha256: str
    data: bytes | None = field(repr=False)
    password: str | None = field(default=None, repr=False)
    switches: Switches = PLAIN
    layouts: tuple[UserLayout, ...] = ()
    corrections: tuple[Correction, ...] = ()
    extractor: str | None = None
    kept: bool = False
    extraction: bytes | None = field(default=None, repr=False)
    file_name: str | None = None
    place: str | None = None
    version: str | None = None
    size: int = 0


@dataclass(frozen=True, slots=True)
class Read:
    """A file that could be read, as the rows to be written; ``seconds`` of wall time went into it.

    ``packed`` is its extraction as it is to be kept; None where it was ``renewed`` from what is kept already.
    """

    prepared: Prepared
    seconds: float
    renewed: bool = False
    packed: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not; with a ``trace`` when the fault is ours.

    ``misused`` is set where the file is not to blame but what was asked of it, such as pages it does not have.
    """

    reason: str
    seconds: float
    trace: str | None = None
    misused: bool = False
