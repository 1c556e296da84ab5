"""Opens a PDF file and says in one line why it cannot be read, if so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from cjaplans.extract.errors import DamagedFile, EmptyFile, LockedFile, NotAPdf, UnreadableFile

#: A PDF header may stand behind up to 1,024 bytes of other matter (ISO 32000-1, annex H.3).
HEADER_WINDOW = 1024


def read_bytes(source: Path | bytes) -> bytes:
    """The file's bytes; raises ``UnreadableFile`` when the system refuses them."""
    if isinstance(source, bytes):
        return source
    try:
        return source.read_bytes()
    except OSError as error:
        raise UnreadableFile(error.strerror or str(error), "check that the file exists and may be read") from error


@contextmanager
def open_pdf(data: bytes, password: str | None = None) -> Iterator[pypdfium2.PdfDocument]:
    """The open document. Raises ``EmptyFile``, ``NotAPdf``, ``LockedFile`` or ``DamagedFile``."""
    if not data:
        raise EmptyFile("the file is empty")
    if b"%PDF-" not in data[:HEADER_WINDOW]:
        raise NotAPdf("the file is not a PDF")
    try:
        document = pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        raise _refusal(error, password) from error
    try:
        if len(document) == 0:
            raise DamagedFile("the PDF has no page")
        yield document
    finally:
        document.close()


def _refusal(error: pypdfium2.PdfiumError, password: str | None) -> UnreadableFile:
    if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
        return LockedFile("the password is wrong" if password else "the PDF is locked by a password")
    if getattr(error, "err_code", None) == pdfium.FPDF_ERR_SECURITY:
        return LockedFile("the PDF is locked by a scheme that cannot be opened", "save an unlocked copy of it")
    if b"truncated" in str(error).encode():
        return DamagedFile("the PDF is cut short")
    return DamagedFile("the PDF is damaged or cut short")
