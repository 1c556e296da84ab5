"""A page as a grey image, its ink, and the image turned by an angle. NumPy only."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pypdfium2
import pypdfium2.raw as pdfium

Gray = npt.NDArray[np.uint8]
Ink = npt.NDArray[np.bool_]

POINTS_PER_INCH = 72
#: What scans of letters are made with; finer ones say no more to a recogniser, coarser ones gain nothing.
RESOLUTION = 200
#: A page is rendered with no more pixels than these (a page of A2 at 200 dpi); larger ones more coarsely.
MOST_PIXELS = 16_000_000
#: Paper, and the tint of a cell, is where the levels of a square of so many pixels differ little, and none is dark.
FLAT = 5
EVEN = 24
DARK = 96
#: A pixel's paper is looked for so many pixels around it.
AROUND = 13
#: Ink is darker than its paper by this many of 255 levels, or by so many times the grain of the paper.
CONTRAST = 36
GRAIN = 3.5
#: Lines of an image turned at a time.
BAND = 256


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page's image, 0 black to 255 white; ``scale`` is points a pixel."""

    gray: Gray
    scale: float


def is_empty(page: pypdfium2.PdfPage) -> bool:
    """Whether nothing at all is drawn on a page."""
    return not pdfium.FPDFPage_CountObjects(page.raw) and not pdfium.FPDFPage_GetAnnotCount(page.raw)


def render(page: pypdfium2.PdfPage) -> PageImage:
    """The upright page as it is shown, in grey."""
    width, height = page.get_size()
    pixels = RESOLUTION / POINTS_PER_INCH
    scale = min(pixels, math.sqrt(MOST_PIXELS / max(width * height, 1.0)))
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        gray = np.array(bitmap.to_numpy(), dtype=np.uint8)
    finally:
        bitmap.close()
    return PageImage(gray.reshape(gray.shape[0], gray.shape[1]), 1 / scale)


def ink_of(gray: Gray) -> Ink:
    """The pixels that are clearly darker than the paper, or the tint, around them."""
    smooth = smoothed(gray)
    darker = _paper(smooth).astype(np.int16) - gray
    faint = np.abs(darker[(darker > -CONTRAST) & (darker < CONTRAST)][::17])
    grain = float(np.median(faint)) * 1.48 if faint.size else 0.0
    return np.asarray(darker > max(CONTRAST, GRAIN * grain))


def smoothed(gray: Gray) -> Gray:
    """Every pixel the mean of the three by three around it."""
    height, width = gray.shape
    padded = np.pad(gray, 1, mode="edge").astype(np.uint16)
    rows = padded[:-2] + padded[1:-1] + padded[2:]
    return np.asarray(((rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]) // 9).astype(np.uint8)).reshape(height, width)


def _paper(smooth: Gray) -> Gray:
    """The grey of the paper under every pixel: that of the lightest flat place near it, else of the page."""
    lightest, darkest = extreme(smooth, FLAT, np.maximum), extreme(smooth, FLAT, np.minimum)
    flat = (lightest - darkest <= EVEN) & (smooth >= DARK)
    usual = np.uint8(np.median(smooth[flat][::17])) if flat.any() else np.uint8(255)
    near = extreme(np.where(flat, smooth, np.uint8(0)), 2 * AROUND + 1, np.maximum)
    near = np.where(flat, smooth, near)
    return np.asarray(np.where(near == 0, usual, near))


def extreme(values: Gray, size: int, of: np.ufunc) -> Gray:
    """The greatest (``np.maximum``) or least value in the square of ``size`` pixels around every pixel."""
    for axis in (0, 1):
        values = _extreme_along(np.moveaxis(values, axis, 0), size, of)
        values = np.moveaxis(values, 0, axis)
    return values


def _extreme_along(values: Gray, size: int, of: np.ufunc) -> Gray:
    """Windows of 1, 2, 4, ... rows are made of two smaller ones that overlap."""
    length = len(values)
    result = np.pad(values, ((size // 2, size // 2), (0, 0)), mode="edge")
    reach = 1
    while reach < size:
        step = min(reach, size - reach)
        result = of(result[: len(result) - step], result[step:])
        reach += step
    return np.asarray(result[:length])


def turned(gray: Gray, degrees: float) -> Gray:
    """The image turned clockwise about its middle, in the same frame, white where it was not."""
    if not degrees:
        return gray
    height, width = gray.shape
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    middle_x, middle_y = (width - 1) / 2, (height - 1) / 2
    across = np.arange(width, dtype=np.float32) - middle_x
    result = np.empty_like(gray)
    for start in range(0, height, BAND):
        down = np.arange(start, min(start + BAND, height), dtype=np.float32)[:, None] - middle_y
        x = cosine * across + sine * down + middle_x
        y = -sine * across + cosine * down + middle_y
        result[start : start + BAND] = _sampled(gray, x, y)
    return result


def _sampled(gray: Gray, x: npt.NDArray[np.float32], y: npt.NDArray[np.float32]) -> Gray:
    """Bilinear samples; white outside."""
    height, width = gray.shape
    left, upper = np.floor(x).astype(np.int32), np.floor(y).astype(np.int32)
    outside = (left < 0) | (upper < 0) | (left >= width - 1) | (upper >= height - 1)
    left, upper = np.clip(left, 0, width - 2), np.clip(upper, 0, height - 2)
    dx, dy = x - left, y - upper
    above = gray[upper, left] * (1 - dx) + gray[upper, left + 1] * dx
    below = gray[upper + 1, left] * (1 - dx) + gray[upper + 1, left + 1] * dx
    values = above * (1 - dy) + below * dy
    values[outside] = 255
    return np.asarray(np.clip(np.rint(values), 0, 255).astype(np.uint8))
