"""Scans that somebody's OCR has been over: unseen text lies on the picture of the page.

Its words are taken; rules, and how far the page leans, come from the image.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium

from cjaplans.extract.model import Box, TextSource
from cjaplans.extract.ocr.image import PageImage
from cjaplans.extract.ocr.measure import settled
from cjaplans.extract.ocr.scan import straightened
from cjaplans.extract.page import Page

#: Images that cover this share of a page are the page.
COVERS = 0.6
#: What the words of an unknown recogniser are worth: no more is known of them.
CONFIDENCE = 0.9
#: Form XObjects nested deeper than this are not followed.
DEEPEST = 3


def is_layered(page: pypdfium2.PdfPage) -> bool:
    """Whether all text of a page is unseen and an image covers the page."""
    width, height = page.get_size()
    covered = texts = False
    for kind, handle in _objects(page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, 0):
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            if pdfium.FPDFTextObj_GetTextRenderMode(handle) != pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
                return False
            texts = True
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            covered = covered or _area(handle) >= COVERS * width * height
    return texts and covered


def _objects(
    holder: object, count: Callable[..., int], get: Callable[..., object], depth: int
) -> Iterator[tuple[int, object]]:
    for index in range(count(holder)):
        handle = get(holder, index)
        kind = pdfium.FPDFPageObj_GetType(handle)
        yield kind, handle
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            yield from _objects(handle, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, depth + 1)


def _area(handle: object) -> float:
    """The area (square points) that an image object covers: its unit square under its matrix."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, matrix):
        return 0.0
    return abs(float(matrix.a * matrix.d - matrix.b * matrix.c))


def read_layered(image: PageImage, found: Page) -> Page:
    """The page with the layer's words, levelled, and the rules of its image."""
    upright = straightened(image)
    sizes = settled([word.size for word in found.words], [len(word.text) for word in found.words])
    words = tuple(
        replace(word, box=_levelled(word.box, found, upright.lean), size=size, confidence=CONFIDENCE)
        for word, size in zip(found.words, sizes, strict=True)
    )
    return replace(
        found,
        words=words,
        rules=upright.rules(words),
        text_source=TextSource.OCR,
        confidence=CONFIDENCE,
        lean=upright.lean,
    )


def _levelled(box: Box, page: Page, lean: float) -> Box:
    """A word's box as high and wide as it was, its middle turned with the page."""
    sine, cosine = math.sin(math.radians(-lean)), math.cos(math.radians(-lean))
    x, y = (box.x0 + box.x1 - page.width) / 2, (box.top + box.bottom - page.height) / 2
    dx, dy = cosine * x - sine * y - x, sine * x + cosine * y - y
    return Box(box.x0 + dx, box.top + dy, box.x1 + dx, box.bottom + dy)
