"""Text recognisers on scans of pages whose text is known: wrong letters, wrong words, seconds a page.

    python benchmarks/ocr.py FILE.pdf... [--pages 3-5] [--engine rapidocr|tesseract] [--resolution 200]

The PDFs must have a text layer: it is the truth. Each page is drawn, made a scan (as it is; grey and noisy; in black
and white as a fax), and read. Words are put into the cells that the page's own rules make, so that the order of
reading counts for nothing. ``tesseract`` needs ``pip install tesserocr`` and ``TESSDATA_PREFIX``.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pypdfium2
from rapidfuzz.distance import Levenshtein

from cjaplans.extract.lattice import find_grids
from cjaplans.extract.model import Box, Word
from cjaplans.extract.ocr.engine import engine
from cjaplans.extract.ocr.image import Gray, ink_of
from cjaplans.extract.ocr.pieces import wiped
from cjaplans.extract.ocr.ruling import image_rules
from cjaplans.extract.ocr.words import words_of
from cjaplans.extract.page import Page, read_page
from cjaplans.extract.paragraphs import lines_of
from cjaplans.ingest.pages import parse_pages

Recogniser = Callable[[Gray, float], list[Word]]
Floats = npt.NDArray[np.float64]


def rapidocr() -> Recogniser:
    """The engine of the extra ``ocr``."""
    reader = engine()

    def read(gray: Gray, scale: float) -> list[Word]:
        boxes = reader.find(gray)
        readings = reader.read([gray[b.top : b.bottom, b.x0 : b.x1] for b in boxes])
        ink = ink_of(gray)
        return words_of(boxes, readings, wiped(ink, image_rules(ink, scale), scale, False), scale)

    return read


def tesseract() -> Recogniser:
    """Tesseract's best mode for pages of tables: sparse text."""
    from PIL import Image
    from tesserocr import PSM, RIL, PyTessBaseAPI, iterate_level

    api = PyTessBaseAPI(path=os.environ["TESSDATA_PREFIX"], lang="eng", psm=PSM.SPARSE_TEXT)

    def read(gray: Gray, scale: float) -> list[Word]:
        api.SetImage(Image.fromarray(gray))
        api.SetSourceResolution(round(72 / scale))
        api.Recognize()
        words = []
        for item in iterate_level(api.GetIterator(), RIL.WORD):
            text = (item.GetUTF8Text(RIL.WORD) or "").strip()
            if text:
                words.append(Word(text, Box(*(v * scale for v in item.BoundingBox(RIL.WORD))), 10.0))
        return words

    return read


def scans(gray: Gray) -> dict[str, Gray]:
    """The page as it is, on grey noisy paper, and as a fax."""
    random = np.random.default_rng(0)
    values: Floats = gray.astype(np.float64)
    noisy = np.clip(values * 0.85 + 20 + random.normal(0, 14, values.shape), 0, 255).astype(np.uint8)
    fax = np.where(values + random.normal(0, 30, values.shape) < 140, 0, 255).astype(np.uint8)
    return {"clean": gray, "noise": noisy, "fax": fax}


def texts(words: Sequence[Word], page: Page) -> list[str]:
    """What stands in each ruled cell of a page, and outside all of them."""
    cells = [cell.box for grid in find_grids(page.rules) for cell in grid.cells]
    held: list[list[Word]] = [[] for _ in (*cells, None)]
    for word in words:
        x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
        inside = (n for n, b in enumerate(cells) if b.x0 <= x <= b.x1 and b.top <= y <= b.bottom)
        held[next(inside, -1)].append(word)
    return [" ".join(line.text for line in lines_of(own)) for own in held]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--pages", type=parse_pages)
    parser.add_argument("--engine", choices=["rapidocr", "tesseract"], default="rapidocr")
    parser.add_argument("--resolution", type=int, default=200)
    options = parser.parse_args()
    read = rapidocr() if options.engine == "rapidocr" else tesseract()
    totals: dict[str, Floats] = {}
    for path in options.files:
        with pypdfium2.PdfDocument(path) as pdf:
            for number in sorted(options.pages or range(1, len(pdf) + 1)):
                if number <= len(pdf):
                    _measure(pdf, number, options.resolution, read, totals)
    print("| scan | wrong letters | wrong words | seconds a page |\n|---|---:|---:|---:|")
    for kind, (letters, of_letters, words, of_words, seconds, pages) in totals.items():
        print(f"| {kind} | {letters / of_letters:.2%} | {words / of_words:.2%} | {seconds / pages:.1f} |")
    print(f"\nmemory at its fullest: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def _measure(
    pdf: pypdfium2.PdfDocument, number: int, resolution: int, read: Recogniser, totals: dict[str, Floats]
) -> None:
    page = read_page(pdf, number)
    gray = pdf[number - 1].render(scale=resolution / 72, grayscale=True).to_numpy()
    truth = texts(page.words, page)
    for kind, scan in scans(gray.reshape(gray.shape[:2])).items():
        started = time.process_time()
        words = read(scan, 72 / resolution)
        seconds = time.process_time() - started
        found = texts(words, page)
        pairs = list(zip(truth, found, strict=True))
        measured = [
            sum(Levenshtein.distance(a, b) for a, b in pairs),
            sum(map(len, truth)),
            sum(Levenshtein.distance(a.split(), b.split()) for a, b in pairs),
            sum(len(a.split()) for a in truth),
            seconds,
            1,
        ]
        totals[kind] = totals.get(kind, np.zeros(6)) + np.array(measured)


if __name__ == "__main__":
    main()
