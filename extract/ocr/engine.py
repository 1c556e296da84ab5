"""The recogniser of text in images, behind an interface of three questions.

RapidOCR was chosen by measurement (docs/ocr.md). Its models lie inside its package, so that it works
without a network; it is only imported when a page needs it.
"""

from __future__ import annotations

import multiprocessing
import os
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from cjaplans.extract.ocr.image import Gray

REMEDY = "pip install 'cjaplans[ocr]'"
#: The packages that do the work, as they are imported.
PACKAGES = ("rapidocr", "onnxruntime", "cv2")
#: ONNX Runtime reports its use to Microsoft unless this says not to (from version 1.29), or on Windows a call.
NO_TELEMETRY = "ORT_DISABLE_TELEMETRY"
#: Lines recognised at a time: more of them take longer, being padded to the longest.
BATCH = 3
#: What the models' file names begin and end with, by the parameter that takes them.
MODELS = {"Det.model_path": "*_det_*.onnx", "Rec.model_path": "*_rec_*.onnx", "Cls.model_path": "*_cls_*.onnx"}


class OcrMissing(Exception):
    """The recogniser is not installed, or not whole; the message says what to do."""


@dataclass(frozen=True, slots=True)
class PixelBox:
    """``x0, top, x1, bottom`` in whole pixels; the last two are outside."""

    x0: int
    top: int
    x1: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Letter:
    """A character, where its middle stands in the image (0 left, 1 right), and how sure it is (0..1)."""

    text: str
    place: float
    confidence: float


#: The words of one line of text, each of one letter or more.
Reading = list[list[Letter]]


class TextEngine(Protocol):
    """What reads images; lines are upright and run from left to right."""

    def find(self, gray: Gray) -> list[PixelBox]:
        """The boxes of lines of text, or of parts of them."""
        ...

    def read(self, pieces: Sequence[Gray]) -> list[Reading]:
        """The words of each image of one line."""
        ...

    def upside_down(self, pieces: Sequence[Gray]) -> bool:
        """Whether most of the lines stand on their heads."""
        ...


def missing() -> str | None:
    """What is not installed and how to get it; None when pages can be read."""
    lacking = [name for name in PACKAGES if find_spec(name) is None]
    return f"OCR needs {', '.join(lacking)}: {REMEDY}" if lacking else None


@lru_cache(maxsize=1)
def engine() -> TextEngine:
    """The recogniser, loaded once a process. Raises ``OcrMissing``."""
    lacking = missing()
    if lacking:
        raise OcrMissing(lacking)
    return RapidOcr()


def _threads() -> int:
    """All cores for a program that reads alone; one for each of several processes that read side by side."""
    return 1 if multiprocessing.parent_process() else os.cpu_count() or 1


class RapidOcr:
    """PP-OCR's models run by ONNX Runtime through the package ``rapidocr``."""

    def __init__(self) -> None:
        os.environ[NO_TELEMETRY] = "1"  # heard only before the runtime is first loaded
        import onnxruntime
        import rapidocr

        onnxruntime.disable_telemetry_events()

        folder = Path(rapidocr.__file__).parent / "models"
        found = {parameter: sorted(folder.glob(pattern)) for parameter, pattern in MODELS.items()}
        if not all(found.values()):
            raise OcrMissing(f"the rapidocr installed brings no models: {REMEDY} --force-reinstall")
        threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": _threads() for kind in ("intra", "inter")}
        self._ocr: Any = rapidocr.RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.return_word_box": True,
                "Rec.rec_batch_num": BATCH,
                **{parameter: str(paths[0]) for parameter, paths in found.items()},
                **threads,
            }
        )

    def find(self, gray: Gray) -> list[PixelBox]:
        """The boxes around the four corners the detector gives."""
        result = self._ocr(_coloured(gray), use_det=True, use_cls=False, use_rec=False)
        if result.boxes is None:
            return []
        return [_around(corners, gray.shape) for corners in np.asarray(result.boxes)]

    def read(self, pieces: Sequence[Gray]) -> list[Reading]:
        """Lines are read in batches of similar length; the recogniser sorts them so."""
        if not pieces:
            return []
        result = self._ocr.recognize_txt([_coloured(piece) for piece in pieces])
        return [_reading(text, info) for text, info in zip(result.txts, result.word_results, strict=True)]

    def upside_down(self, pieces: Sequence[Gray]) -> bool:
        """By the classifier of single lines."""
        if not pieces:
            return False
        _, result = self._ocr.cls_and_rotate([_coloured(piece) for piece in pieces])
        return bool(2 * sum(label == "180" for label, _ in result.cls_res) > len(pieces))


def _coloured(gray: Gray) -> Gray:
    return np.ascontiguousarray(np.repeat(gray[:, :, None], 3, axis=2))


def _around(corners: npt.NDArray[np.float64], shape: tuple[int, ...]) -> PixelBox:
    height, width = shape[:2]
    (x0, top), (x1, bottom) = np.floor(corners.min(axis=0)), np.ceil(corners.max(axis=0))
    return PixelBox(max(int(x0), 0), max(int(top), 0), min(int(x1), width), min(int(bottom), height))


def _reading(text: str, info: Any) -> Reading:
    """Letters with their places; spaces part words and have no place of their own."""
    places = iter([column for columns in info.word_cols for column in columns])
    words: Reading = [[]]
    for char, confidence in zip(text, info.confs, strict=False):
        if char.isspace():
            words.append([])
        else:
            place = (next(places, 0) + 0.5) / max(info.line_txt_len, 1)
            words[-1].append(Letter(unicodedata.normalize("NFKC", char), min(place, 1.0), float(confidence)))
    return [word for word in words if word]
