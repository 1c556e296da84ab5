"""Which program reads: two that are the same read the same out of a file."""

from __future__ import annotations

import platform
from dataclasses import dataclass

from cjaplans import __version__
from cjaplans.extract.switches import Switches
from cjaplans.ingest import fingerprints


@dataclass(frozen=True, slots=True)
class Identity:
    """What of a program decides on what it reads, under the ``options`` that do."""

    options: Switches
    version: str
    python: str
    extraction: str
    normalisation: str

    def unlike(self, other: Identity) -> str:
        """In what ``other`` differs, in words."""
        if self.version != other.version:
            return f"cjaplans {other.version}, and here is {self.version}"
        if self.python != other.python:
            return f"Python {other.python}, and here is {self.python}"
        if self.extraction != other.extraction:
            return (
                f"cjaplans {other.version} with another extractor, or with other versions of the packages it reads by"
            )
        return f"cjaplans {other.version} with other rules, or with other versions of the packages it understands by"


def identity(options: Switches) -> Identity:
    """Who this process is."""
    python = ".".join(platform.python_version_tuple()[:2])
    return Identity(options, __version__, python, fingerprints.extraction(options), fingerprints.normalisation())
