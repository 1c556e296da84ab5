"""Which pages are read from their images, and what is said when they cannot be. No recogniser is needed here."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from cjaplans.extract.document import extract
from cjaplans.extract.model import ExtractedDocument, TextSource
from cjaplans.extract.ocr import engine as engines
from cjaplans.extract.ocr import reader
from cjaplans.extract.ocr.engine import Letter, OcrMissing, PixelBox, Reading, TextEngine
from cjaplans.extract.ocr.image import Gray
from cjaplans.extract.shown import shown_on, shown_tables
from cjaplans.extract.switches import Switches
from tests.extract.pages import Paper, edges
from tests.generated.scans import Scanner, pictures, scanned

XS = edges(60, 150, 150)
CALL = "disable_telemetry_events"
ROWS = [["Action", "Lead"], ["Mend the pier", "Keepers"]]


class Parrot:
    """An engine that finds a line in each of four places and always reads the same."""

    def __init__(self, boxes: Sequence[PixelBox], *, upside_down: bool = False) -> None:
        self.boxes = list(boxes)
        self.turned = upside_down
        self.seen: list[tuple[int, ...]] = []

    def find(self, gray: Gray) -> list[PixelBox]:
        self.seen.append(gray.shape)
        return self.boxes

    def read(self, pieces: Sequence[Gray]) -> list[Reading]:
        return [[[Letter("g", 0.2, 0.8), Letter("o", 0.22, 0.6)]] for _ in pieces]

    def upside_down(self, pieces: Sequence[Gray]) -> bool:
        return self.turned and len(self.seen) == 1


def use(monkeypatch: pytest.MonkeyPatch, engine: TextEngine) -> None:
    monkeypatch.setattr(reader, "engine", lambda: engine)


def table_paper() -> Paper:
    paper = Paper()
    paper.table(100, XS, ROWS, height=40)
    return paper


def boxes_of_cells() -> list[PixelBox]:
    scale = 200 / 72
    return [
        PixelBox(*(round(v * scale) for v in (x + 2, y, x + 70, y + 16))) for y in (100, 140) for x in (XS[0], XS[1])
    ]


def codes(document: ExtractedDocument) -> list[tuple[int | None, str]]:
    return [(notice.page, notice.code) for notice in document.notices]


def test_a_picture_is_read_and_says_how_sure_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, Parrot(boxes_of_cells()))
    document = extract(scanned(table_paper().data(), Scanner()))
    (table,) = document.tables
    assert list(table.texts().values()) == ["go"] * 4
    assert {round(cell.confidence, 2) for cell in table.cells} == {0.7}
    assert document.pages[0].text_source is TextSource.OCR
    assert document.pages[0].confidence == pytest.approx(0.7)
    assert codes(document) == [(1, "page_read_by_ocr")]


def test_whoever_reads_is_told_before_each_page_that_takes_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Parrot(boxes_of_cells())
    use(monkeypatch, engine)
    told: list[int] = []
    extract(scanned(table_paper().data(), Scanner()), before_ocr=lambda: told.append(len(engine.seen)))
    assert told == [0]
    extract(table_paper().data(), before_ocr=lambda: told.append(1))
    assert told == [0]


def test_only_pages_without_text_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Parrot(boxes_of_cells())
    use(monkeypatch, engine)
    paper = table_paper()
    paper.turn()
    document = extract(paper.data())
    assert engine.seen == []
    assert [page.text_source for page in document.pages] == [TextSource.DIGITAL, TextSource.NONE]
    assert codes(document) == [(2, "page_without_text")]


def test_without_the_recogniser_the_pages_are_named_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        return None

    monkeypatch.setattr(engines, "find_spec", absent)
    engines.engine.cache_clear()
    document = extract(scanned(table_paper().data(), Scanner()))
    assert codes(document) == [(1, "page_without_text"), (None, "ocr_missing")]
    assert "pip install 'cjaplans[ocr]'" in document.notices[-1].message
    with pytest.raises(OcrMissing):
        engines.engine()


def test_the_runtime_is_told_to_report_nothing_before_it_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str | None] = []

    class Runtime(ModuleType):
        def __getattr__(self, name: str) -> object:
            return lambda: told.append(os.environ.get(engines.NO_TELEMETRY) if name == CALL else name)

    package = ModuleType("rapidocr")
    package.__file__ = str(tmp_path / "__init__.py")
    monkeypatch.setitem(sys.modules, "onnxruntime", Runtime("onnxruntime"))
    monkeypatch.setitem(sys.modules, "rapidocr", package)
    monkeypatch.delenv(engines.NO_TELEMETRY, raising=False)
    with pytest.raises(OcrMissing):  # the stand-in brings no models
        engines.RapidOcr()
    assert told == ["1"]


def test_ocr_can_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Parrot(boxes_of_cells())
    use(monkeypatch, engine)
    document = extract(scanned(table_paper().data(), Scanner()), Switches(ocr=False))
    assert engine.seen == []
    assert codes(document) == [(1, "page_without_text")]


def test_a_fault_of_the_recogniser_costs_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(Parrot):
        def find(self, gray: Gray) -> list[PixelBox]:
            if not self.seen:
                super().find(gray)
                raise RuntimeError("out of\nluck")
            return super().find(gray)

    use(monkeypatch, Broken(boxes_of_cells()))
    pages = [*pictures(table_paper().data(), Scanner())] * 2
    file = io.BytesIO()
    images = [Image.fromarray(page) for page in pages]
    images[0].save(file, "PDF", resolution=200, save_all=True, append_images=images[1:])
    document = extract(file.getvalue())
    assert [page.text_source for page in document.pages] == [TextSource.NONE, TextSource.OCR]
    assert codes(document) == [(1, "page_without_text"), (1, "ocr_failed"), (2, "page_read_by_ocr")]
    assert "RuntimeError: out of luck" in document.notices[1].message


def test_a_page_on_its_side_or_head_is_turned(monkeypatch: pytest.MonkeyPatch) -> None:
    standing = [PixelBox(150, 200, 600, 1500)]
    side = Parrot(standing)
    use(monkeypatch, side)
    scan = scanned(table_paper().data(), Scanner())
    (page,) = extract(scan).pages
    assert page.turned == 270
    assert page.width > page.height
    use(monkeypatch, Parrot([PixelBox(600, 1830, 1500, 2070)], upside_down=True))
    (page,) = extract(scan).pages
    assert page.turned == 180


def layered(picture: Gray, words: Sequence[tuple[float, float, str]]) -> bytes:
    """A scan over which somebody's OCR has laid unseen words (left, top, text)."""
    file = io.BytesIO()
    width, height = picture.shape[1] * 0.36, picture.shape[0] * 0.36
    canvas = Canvas(file, pagesize=(width, height))
    canvas.drawImage(ImageReader(Image.fromarray(picture)), 0, 0, width, height)
    for x, top, text in words:
        line = canvas.beginText(x, height - top - 8)
        line.setTextRenderMode(3)
        line.setFont("Helvetica", 9)
        line.textOut(text)
        canvas.drawText(line)
    canvas.save()
    return file.getvalue()


WORDS = [(64, 104, "Action"), (214, 104, "Lead"), (64, 144, "Mend the pier"), (214, 144, "Keepers")]


@pytest.mark.parametrize("lean", [0.0, 1.0])
def test_the_layer_of_an_earlier_ocr_is_used_with_the_rules_of_the_image(lean: float) -> None:
    (picture,) = pictures(table_paper().data(), Scanner(lean=lean))
    document = extract(layered(picture, WORDS))
    (table,) = document.tables
    assert list(table.texts().values()) == ["Action", "Lead", "Mend the pier", "Keepers"]
    assert document.pages[0].text_source is TextSource.OCR
    assert {cell.confidence for cell in table.cells} == {0.9}
    assert codes(document) == [(1, "page_read_by_ocr")]


def test_boxes_are_shown_where_a_leaning_page_has_them() -> None:
    (picture,) = pictures(table_paper().data(), Scanner(lean=1.0))
    document = extract(layered(picture, WORDS))
    page = document.pages[0]
    assert page.lean == pytest.approx(1.0, abs=0.15)
    level, shown = document.tables[0].regions[0].box, shown_tables(document)[0].regions[0].box
    dark = np.argwhere(picture < 128) * 0.36
    assert abs(shown.top - dark[:, 0].min()) < 3
    assert abs(shown.x0 - dark[:, 1].min()) < 3
    assert shown != level
    assert shown_on([])(1, level) == level


def test_printed_text_on_a_picture_is_digital() -> None:
    (picture,) = pictures(table_paper().data(), Scanner())
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    canvas.drawImage(ImageReader(Image.fromarray(picture)), 0, 0, 595, 842)
    canvas.drawString(100, 500, "Printed over a picture")
    canvas.save()
    document = extract(file.getvalue())
    assert document.pages[0].text_source is TextSource.DIGITAL
    assert codes(document) == []
