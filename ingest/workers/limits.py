"""How long a document may take, and how much memory the process that reads it.

Both are bounds against files that never end or swell without end, far above what a plan needs.
"""

from __future__ import annotations

from dataclasses import dataclass

SECONDS = 120
MEGABYTES = 2048
LEAST_MEGABYTES = 256  # below it no file can be read

MEGABYTE = 2**20

SECONDS_A_SCAN = 15  # a page takes OCR 3 to 5 s on a plain machine (docs/ocr.md)

_LONGER = 5  # times the limit; a remedy that is still too little would be none


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` of wall time a document and ``megabytes`` of memory a process; 0 is none.

    Every page read by OCR brings ``SECONDS_A_SCAN`` more: a scan is long, and not for being hostile.
    """

    seconds: int = SECONDS
    megabytes: int = MEGABYTES

    def __str__(self) -> str:
        """What is recorded of a rejection, so that other limits have the file tried again: ``120s 2048MB``."""
        return f"{self.seconds}s {self.megabytes}MB"

    def too_slow(self) -> str:
        """Why a document is rejected that takes longer, and the remedy."""
        return f"took longer than {self.seconds} s; try it alone with --timeout {self.seconds * _LONGER}"

    def too_large(self) -> str:
        """Why a document is rejected that takes more memory, and the remedy."""
        return f"needed more than {self.megabytes} MB of memory; try it alone with --memory {self.megabytes * 2}"
