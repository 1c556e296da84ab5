"""A page as it looks, for people."""

from __future__ import annotations

import math

import pypdfium2
from PIL import Image

from cjaplans.extract.errors import DamagedFile
from cjaplans.extract.model import PageInfo
from cjaplans.extract.reader import open_pdf

#: A picture has no more pixels than this; larger pages are drawn coarser.
MOST_PIXELS = 24_000_000
POINTS_PER_INCH = 72
PAPER = (255, 255, 255)


def picture_of(data: bytes, page: PageInfo, resolution: float, password: str | None = None) -> Image.Image:
    """A page of a PDF at ``resolution`` dots an inch, or as near to it as may be, turned and levelled as it was read.

    Its pixels are the points of the page that was read, times the width of the picture over that of the page.
    Raises a subclass of ``UnreadableFile``.
    """
    try:
        with open_pdf(data, password) as pdf:
            shown = pdf[page.number - 1]
            width, height = shown.get_size()
            scale = min(resolution / POINTS_PER_INCH, math.sqrt(MOST_PIXELS / max(width * height, 1.0)))
            image: Image.Image = shown.render(scale=scale).to_pil().convert("RGB")
            if page.turned:
                image = image.rotate(-page.turned, expand=True)
            return image.rotate(page.lean, Image.Resampling.BICUBIC, fillcolor=PAPER) if page.lean else image
    except pypdfium2.PdfiumError as error:
        raise DamagedFile(f"page {page.number} is damaged and cannot be drawn") from error
