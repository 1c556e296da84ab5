"""Ink against paper, tint and grain; images turned."""

from __future__ import annotations

import numpy as np
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjaplans.extract.ocr.deskew import SLIGHT, lean_of
from cjaplans.extract.ocr.image import MOST_PIXELS, Gray, ink_of, render, turned
from tests.extract.pages import Paper


def paper(level: int = 255) -> Gray:
    return np.full((300, 400), level, dtype=np.uint8)


def test_ink_is_what_is_darker_than_paper_or_tint() -> None:
    gray = paper(230)
    gray[100:200, 50:350] = 190
    gray[140:144, 60:340] = 60
    gray[40:44, 60:340] = 60
    ink = ink_of(gray)
    assert ink[40:44, 60:340].all()
    assert ink[140:144, 60:340].all()
    assert not ink[46:98].any()
    assert not ink[106:136, 70:330].any()


def test_grain_is_no_ink() -> None:
    gray = np.clip(np.random.default_rng(1).normal(220, 12, (300, 400)), 0, 255).astype(np.uint8)
    gray[100:106, 50:350] = 80
    ink = ink_of(gray)
    assert ink[100:106, 50:350].mean() > 0.95
    ink[95:111] = False
    assert ink.mean() < 0.002


def test_an_image_turned_there_and_back_is_the_same() -> None:
    gray = paper()
    gray[140:160, 100:300] = 0
    there = turned(gray, 3.0)
    assert there[:, 290].argmin() > there[:, 110].argmin()
    assert np.abs(turned(there, -3.0)[145:155, 120:280].astype(int)).max() < 10
    assert turned(gray, 0.0) is gray


@settings(max_examples=15, deadline=None)
@given(st.floats(-2.5, 2.5))
def test_the_lean_of_a_page_is_found(degrees: float) -> None:
    gray = paper()
    for y in range(40, 260, 20):
        gray[y : y + 3, 60:340] = 0
    lean = lean_of(ink_of(turned(gray, degrees)))
    assert abs(lean - degrees) <= 0.15 + SLIGHT


def test_a_blank_page_does_not_lean() -> None:
    assert lean_of(ink_of(paper())) == 0.0


def test_a_page_of_any_size_takes_a_bounded_image() -> None:
    sheet = Paper(size=(6000, 4000))
    sheet.write(100, 100, "Poster")
    with pypdfium2.PdfDocument(sheet.data()) as pdf:
        image = render(pdf[0])
    assert image.gray.size <= MOST_PIXELS * 1.01
    assert image.gray.shape[1] * image.scale == pytest.approx(6000, rel=0.001)
