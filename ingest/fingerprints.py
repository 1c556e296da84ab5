"""Fingerprints of what a document was made by, so that a later run knows what must be made anew.

Extraction depends on the sources of ``extract/``, the engines below it and the user's switches; normalisation on the
sources and codebooks of ``normalise/`` and ``load/``. Which pages were wanted, layouts and corrections are compared
apart, as they belong to a file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

from cjaplans import __version__
from cjaplans.extract.switches import Switches

#: What of a room's folder decides on its results.
SOURCES = (".py", ".csv", ".yaml", ".sql")
#: The packages that find characters, rules and tables.
ENGINES = ("pypdfium2", "numpy", "pillow", "rapidfuzz")
OCR_ENGINES = ("rapidocr", "onnxruntime")
SECOND_ENGINES = ("camelot-py",)
#: The packages that decide how texts are understood and compared.
READERS = ("spacy", "rapidfuzz", "numpy", "pyyaml")


def extraction(switches: Switches) -> str:
    """The fingerprint of how files are extracted now, whatever pages are wanted."""
    engines = (
        *ENGINES,
        *(OCR_ENGINES if switches.ocr else ()),
        *(SECOND_ENGINES if switches.second_opinion else ()),
    )
    return _digest([_sources("extract"), [[name, _version(name)] for name in engines]])


def normalisation() -> str:
    """The fingerprint of how extracted documents become rows now."""
    rooms = [_sources("normalise"), _sources("load")]
    return _digest([__version__, rooms, [[name, _version(name)] for name in READERS]])


def _digest(content: object) -> str:
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


@lru_cache
def _sources(room: str) -> str:
    """The digest of every file of a room that decides on its results, by its path."""
    found = sorted(_files(files("cjaplans").joinpath(room), room))
    return _digest([[path, hashlib.sha256(content).hexdigest()] for path, content in found])


def _files(folder: Traversable, path: str) -> Iterable[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files(entry, f"{path}/{entry.name}")
        elif entry.name.endswith(SOURCES):
            yield f"{path}/{entry.name}", entry.read_bytes()


@lru_cache
def _version(package: str) -> str | None:
    """The version of a package; None where it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None
