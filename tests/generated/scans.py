"""Scans of drawn PDFs: each page becomes a picture, leaning, noisy, grey or black and white, as scanners leave it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pypdfium2
from PIL import Image

Gray = npt.NDArray[np.uint8]
WHITE = 255


@dataclass(frozen=True)
class Scanner:
    """What a scanner does to a page: degrees it leans, grain, how grey the paper is, quality, quarter turns."""

    lean: float = 0.0
    grain: float = 0.0
    paper: int = WHITE
    quality: int = 90
    fax: bool = False
    quarters: int = 0
    resolution: int = 200

    def of(self, gray: Gray) -> Gray:
        """The picture of a page."""
        random = np.random.default_rng(len(gray))
        image = Image.fromarray(gray).rotate(-self.lean, Image.Resampling.BICUBIC, fillcolor=WHITE)
        values = np.asarray(image, dtype=np.float64) * (self.paper - 20) / WHITE + 20
        values += random.normal(0, self.grain, values.shape) if self.grain else 0
        if self.fax:
            values = np.where(values < 150, 0, WHITE)
        return np.rot90(np.clip(values, 0, WHITE).astype(np.uint8), self.quarters)


def pictures(pdf: bytes, scanner: Scanner) -> list[Gray]:
    """The pages of a PDF as a scanner sees them."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [scanner.of(drawn(page, scanner.resolution)) for page in document]


def drawn(page: pypdfium2.PdfPage, resolution: int) -> Gray:
    """A page in grey."""
    values: Gray = page.render(scale=resolution / 72, grayscale=True).to_numpy().copy()
    return values.reshape(values.shape[:2])


def scanned(pdf: bytes, scanner: Scanner) -> bytes:
    """The PDF of nothing but pictures that a scanner makes of a printed one."""
    return bound(pictures(pdf, scanner), scanner)


def bound(pages: Sequence[Gray], scanner: Scanner) -> bytes:
    """Pictures as the pages of a PDF."""
    images = [Image.fromarray(np.ascontiguousarray(page)).convert("1" if scanner.fax else "L") for page in pages]
    file = io.BytesIO()
    quality = {} if scanner.fax else {"quality": scanner.quality}
    images[0].save(file, "PDF", resolution=scanner.resolution, save_all=True, append_images=images[1:], **quality)
    return file.getvalue()
