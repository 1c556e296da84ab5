"""A page as it looks, for people."""

from __future__ import annotations

import math

import pypdfium2
from PIL import Image

from cjaplans.extract.errors import DamagedFile
from cjaplans.extract.reader import open_pdf

#: A picture has no more pixels than this; larger pages are drawn coarser.
MOST_PIXELS = 24_000_000
POINTS_PER_INCH = 72


def picture_of(data: bytes, number: int, resolution: float, password: str | None = None) -> Image.Image:
    """Page ``number`` (from 1) of a PDF at ``resolution`` dots an inch, or as near to it as may be.

    Its pixels are the points of the upright page, times the width of the picture over that of the page.
    Raises a subclass of ``UnreadableFile``.
    """
    try:
        with open_pdf(data, password) as pdf:
            page = pdf[number - 1]
            width, height = page.get_size()
            scale = min(resolution / POINTS_PER_INCH, math.sqrt(MOST_PIXELS / max(width * height, 1.0)))
            image: Image.Image = page.render(scale=scale).to_pil()
            return image.convert("RGB")
    except pypdfium2.PdfiumError as error:
        raise DamagedFile(f"page {number} is damaged and cannot be drawn") from error
