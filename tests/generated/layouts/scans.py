"""Scans of drawn plans: every page an image, straight or a little askew."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

POINTS = 72.0


def scan(source: Path, target: Path, *, dpi: int = 200, skew: float = 0.0) -> None:
    """Writes the pages of ``source`` as grey images of ``dpi``, turned by ``skew`` degrees anticlockwise."""
    document = pypdfium2.PdfDocument(source)
    canvas = Canvas(str(target), invariant=1)
    try:
        for page in document:
            image = page.render(scale=dpi / POINTS, grayscale=True).to_pil()
            if skew:
                image = image.rotate(skew, resample=3, fillcolor=255)
            canvas.setPageSize(page.get_size())
            canvas.drawImage(ImageReader(image), 0, 0, *page.get_size())
            canvas.showPage()
    finally:
        document.close()
    canvas.save()
