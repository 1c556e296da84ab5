"""Draws a page of a PDF as PNG, in a process apart: the file's bytes are known, and are not to be trusted all the same.

A file is drawn only if its SHA-256 is that of the document that was read.
"""

from __future__ import annotations

import hashlib
import io
import math
import os
from collections import OrderedDict
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from cjaplans.extract.errors import UnreadableFile
from cjaplans.extract.file import read_bytes
from cjaplans.extract.model import PageInfo
from cjaplans.extract.picture import POINTS_PER_INCH, picture_of

#: Dots an inch, as far as a page has no more than so many pixels then: an A1 poster is drawn more coarsely.
RESOLUTION, MOST_PIXELS = 150, 8_000_000
#: Files whose digests are remembered by their place, size and time.
REMEMBERED = 4096
#: zlib's; a page is drawn while somebody waits.
COMPRESSION = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where the bytes may be, and the password that opens them."""

    path: Path
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page to be drawn: upright as it was read, ``turned`` clockwise, of ``width`` times ``height`` points."""

    sha256: str
    number: int
    width: float
    height: float
    turned: int
    places: tuple[Place, ...]


class Trouble(StrEnum):
    """Why there is no picture."""

    MISSING = "missing"
    CHANGED = "changed"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Undrawn:
    """No picture: ``reason`` says of an unreadable file why, and where it is."""

    trouble: Trouble
    reason: str = ""


_Stamp = tuple[str, int, int, int]
#: Digests of files by their stamps, oldest first; and the bytes of the one drawn from last.
_digests: OrderedDict[_Stamp, str] = OrderedDict()
_last: dict[str, bytes] = {}


def draw(wanted: Drawing | None) -> bytes | Undrawn | None:
    """The page as PNG; None for nothing wanted, which only has the process begin."""
    if wanted is None:
        return None
    trouble = Undrawn(Trouble.MISSING)
    for place in wanted.places:
        try:
            data = _bytes_of(place.path, wanted.sha256)
            if data is not None:
                return _png(data, wanted, place.password)
            trouble = Undrawn(Trouble.CHANGED, place.path.name)
        except FileNotFoundError:
            continue
        except (UnreadableFile, OSError) as error:
            reason = error.reason if isinstance(error, UnreadableFile) else error.strerror
            trouble = Undrawn(Trouble.UNREADABLE, f"{place.path.name}: {reason}")
    return trouble


def _bytes_of(path: Path, sha256: str) -> bytes | None:
    """A file's bytes if they are those of the document; they are read once for many pages."""
    stat = path.stat(follow_symlinks=False)
    stamp = (os.fspath(path), stat.st_size, stat.st_mtime_ns, stat.st_ino)
    if _digests.get(stamp, sha256) != sha256:
        return None
    if stamp in _digests and sha256 in _last:
        return _last[sha256]
    data = read_bytes(path, follow=False)
    _digests[stamp] = hashlib.sha256(data).hexdigest()
    while len(_digests) > REMEMBERED:
        _digests.popitem(last=False)
    if _digests[stamp] != sha256:
        return None
    _last.clear()
    _last[sha256] = data
    return data


def _png(data: bytes, wanted: Drawing, password: str | None) -> bytes:
    # Cells lie where the page shows them, so a leaning scan is not levelled.
    page = PageInfo(wanted.number, wanted.width, wanted.height, 0, turned=wanted.turned)
    most = POINTS_PER_INCH * math.sqrt(MOST_PIXELS / max(wanted.width * wanted.height, 1.0))
    out = io.BytesIO()
    picture_of(data, page, min(RESOLUTION, most), password).save(out, format="PNG", compress_level=COMPRESSION)
    return out.getvalue()
