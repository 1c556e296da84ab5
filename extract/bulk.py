"""What PDFium says of each of many characters, asked in loops that run in C.

PDFium answers for one character a call. Here the calls are made by ``map``, with arguments that are ready beforehand
and no conversion of types, which costs a third of a plain call. PDFium is used from one thread at a time.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Sequence
from functools import cache
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

Floats = npt.NDArray[np.float64]
Handles = npt.NDArray[np.uint64]

#: Answers are collected so many at a time.
CHUNK = 4096


def bound(function: Callable[..., Any], result: Any) -> Callable[..., Any]:
    """A function of PDFium that takes integers and what ``pointer`` makes as they are, and gives a ``result``.

    Handles come as integers, 0 for none, where ``result`` is ``c_size_t``.
    """
    address = ctypes.cast(function, ctypes.c_void_p).value  # type: ignore[arg-type]
    made: Callable[..., Any] = ctypes.PYFUNCTYPE(result)(address or 0)
    return made


#: Makes an address or a handle an argument of a ``bound`` function.
pointer: Callable[[int], Any] = ctypes.c_void_p.from_param


_loose_box = bound(pdfium.FPDFText_GetLooseCharBox, None)
_origin = bound(pdfium.FPDFText_GetCharOrigin, None)
_angle = bound(pdfium.FPDFText_GetCharAngle, ctypes.c_float)
_text_object = bound(pdfium.FPDFText_GetTextObject, ctypes.c_size_t)


class _Store:
    """Room for the answers of a chunk, a row each, and arguments that point at the fields ``at`` of each row."""

    def __init__(self, dtype: type[np.floating[Any]], fields: int, at: Sequence[int]) -> None:
        self.rows = np.zeros((CHUNK, fields), dtype=dtype)
        start, step = self.rows.ctypes.data, self.rows.strides[0]
        self.arguments = [
            [pointer(start + step * row + self.rows.itemsize * field) for row in range(CHUNK)] for field in at
        ]

    def asked(self, function: Callable[..., Any], page: int, indexes: Sequence[int]) -> Floats:
        """A row of answers for each of the characters."""
        answers = np.empty((len(indexes), self.rows.shape[1]))
        for start in range(0, len(indexes), CHUNK):
            some = indexes[start : start + CHUNK]
            self.rows[: len(some)] = 0
            deque(map(function, repeat(pointer(page)), some, *self.arguments), maxlen=0)
            answers[start : start + len(some)] = self.rows[: len(some)]
        return answers


@cache
def _boxes() -> _Store:
    return _Store(np.float32, 4, [0])


@cache
def _points() -> _Store:
    return _Store(np.float64, 2, [0, 1])


def loose_boxes(page: int, count: int) -> Floats:
    """Left, top, right and bottom of each of a text page's first ``count`` characters, in user space."""
    return _boxes().asked(_loose_box, page, range(count))


def origins(page: int, indexes: Sequence[int]) -> Floats:
    """Where some of a text page's characters stand on their baselines: x and y in user space."""
    return _points().asked(_origin, page, indexes)


def angles(page: int, indexes: Sequence[int]) -> Floats:
    """Where some characters run, in radians anticlockwise."""
    return np.fromiter(map(_angle, repeat(pointer(page)), indexes), dtype=np.float64, count=len(indexes))


def text_objects(page: int, count: int) -> Handles:
    """The handle of the object that prints each character; 0 for those that PDFium adds."""
    return np.fromiter(map(_text_object, repeat(pointer(page)), range(count)), dtype=np.uint64, count=count)
