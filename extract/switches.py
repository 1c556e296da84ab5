"""How a file is to be extracted, in one value that goes the whole way from the command line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Switches:
    """What a user may choose of extraction.

    ``pages`` are numbers from 1; all when None. With a ``second_opinion`` camelot reads the tables as well. Pages
    without usable text are read by ``ocr`` where it is installed.
    """

    pages: frozenset[int] | None = None
    second_opinion: bool = False
    ocr: bool = True


#: Every page, by our own engine, scans too.
PLAIN = Switches()
