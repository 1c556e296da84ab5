"""Pages without a usable text layer, read by OCR where it is wanted, installed and of use."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2

from cjaplans.extract.collection import resumed
from cjaplans.extract.model import Notice
from cjaplans.extract.ocr.engine import OcrMissing, engine
from cjaplans.extract.ocr.image import ink_of, is_empty, render
from cjaplans.extract.ocr.layer import is_layered, read_layered
from cjaplans.extract.ocr.scan import is_blank, read_image
from cjaplans.extract.page import Page

#: The codes of what could not be read.
UNREAD = ("ocr_missing", "ocr_failed")
#: Page numbers shown in one message.
SHOWN = 8


class ScanReader:
    """Reads the scanned pages of one document, and keeps what there is to say of it.

    ``before_each`` is called before a page is given to the recogniser, which takes seconds.
    """

    def __init__(self, wanted: bool = True, before_each: Callable[[], None] = lambda: None) -> None:
        self._wanted = wanted
        self._before_each = before_each
        self._unread: list[int] = []
        self._missing = ""
        self._notices: list[Notice] = []

    def read(self, page: pypdfium2.PdfPage, found: Page) -> Page:
        """The page as ``found``, unless it is a scan: by its layer of unseen text, or by OCR where it has none.

        It stays as found where it is blank or cannot be read so. ``page`` is open, and stays so.
        """
        usable = bool(found.words)
        if found.overfull or (not usable and not self._wanted):
            return found
        try:
            if usable:
                return self._by_layer(page, found) if not found.turned and is_layered(page) else found
            return self._by_image(page, found)
        except OcrMissing as error:
            self._missing = str(error)
            self._unread.append(found.number)
        except MemoryError:
            raise
        except Exception as error:  # a fault in the recogniser must not cost the document
            said = " ".join(f"{type(error).__name__}: {error}".split())[:200]
            message = f"page {found.number} could not be read by OCR ({said}); look at it in a PDF viewer"
            self._notices.append(Notice(found.number, "ocr_failed", message))
        return found

    @resumed()
    def _by_layer(self, page: pypdfium2.PdfPage, found: Page) -> Page:
        message = f"page {found.number} is a scan; its text layer, made by an OCR that is not known, was taken"
        self._notices.append(Notice(found.number, "page_read_by_ocr", message))
        return read_layered(render(page), found)

    @resumed()
    def _by_image(self, page: pypdfium2.PdfPage, found: Page) -> Page:
        if is_empty(page):
            return found
        image = render(page)
        if is_blank(ink_of(image.gray)):
            return found
        self._before_each()
        read = read_image(image, found.number, engine())
        if not read.words:
            return found
        message = f"page {read.number} was read by OCR, with confidence {read.confidence:.2f}"
        self._notices.append(Notice(read.number, "page_read_by_ocr", message))
        return read

    def notices(self) -> list[Notice]:
        """What was read by OCR, and what was not and why."""
        if not self._unread:
            return self._notices
        pages = ", ".join(map(str, self._unread[:SHOWN])) + (", ..." if len(self._unread) > SHOWN else "")
        which = f"page {pages} is a picture" if len(self._unread) == 1 else f"pages {pages} are pictures"
        return [Notice(None, "ocr_missing", f"{which} and not read; {self._missing}"), *self._notices]
