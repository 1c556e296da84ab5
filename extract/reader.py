"""Opens a PDF file and says in one line why it cannot be read, if so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
import pypdfium2.raw as pdfium

from cjaplans.extract.errors import DamagedFile, EmptyFile, LockedFile, NotAPdf, UnreadableFile

#: A PDF header may stand behind up to 1,024 bytes of other matter (ISO 32000-1, annex H.3).
HEADER_WINDOW = 1024
#: A whole file ends with this mark, give or take some other matter.
END = b"%%EOF"
END_WINDOW = 2048
NO_PAGE = "the PDF has no page"


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
        raise _refusal(data, password) from error
    try:
        if len(document) == 0:
            raise DamagedFile(NO_PAGE)
        yield document
    finally:
        document.close()


def _refusal(data: bytes, password: str | None) -> UnreadableFile:
    """Why PDFium refuses a file, asked of PDFium anew: for a file without a page its last error is an older file's."""
    handle = pdfium.FPDF_LoadMemDocument64(data, len(data), password.encode() if password else None)
    if handle:
        pdfium.FPDF_CloseDocument(handle)
        return DamagedFile(NO_PAGE)
    code = pdfium.FPDF_GetLastError()
    if code == pdfium.FPDF_ERR_PASSWORD:
        return LockedFile("the password is wrong" if password else "the PDF is locked by a password")
    if code == pdfium.FPDF_ERR_SECURITY:
        return LockedFile("the PDF is locked by a scheme that cannot be opened", "save an unlocked copy of it")
    return DamagedFile("the PDF is damaged" if END in data[-END_WINDOW:] else "the PDF is cut short")
