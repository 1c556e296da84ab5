"""The generators draw what they say they draw: counted with the PDF library alone, not with our reader."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pypdfium2
import pytest

pytest.importorskip("reportlab", reason="needs reportlab, which draws the pages")
HERE = Path(__file__).resolve().parent


def load(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A module that lies beside this file."""
    monkeypatch.syspath_prepend(str(HERE))
    spec = importlib.util.spec_from_file_location(name, HERE / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, name, module)
    spec.loader.exec_module(module)
    return module


def page_words(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [re.sub(r"\s+", " ", page.get_textpage().get_text_bounded()) for page in document]
    finally:
        document.close()


@pytest.mark.parametrize("repeat", [True, False])
@pytest.mark.parametrize("spanning", [True, False])
@pytest.mark.parametrize("seed", [0, 7])
def test_long_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, spanning: bool, repeat: bool) -> None:
    long_table = load("long_table", monkeypatch)
    path = tmp_path / "long.pdf"
    rows = long_table.make_long_table(path, repeat_header=repeat, spanning=spanning, seed=seed)
    pages = page_words(path)
    cut = [row for row in rows if row["cut"]]
    assert len(rows) == 120
    assert len(cut) == 15
    assert 24 <= len(pages) <= 27
    assert all(row["pages"][1] == row["pages"][0] + 1 for row in cut)
    assert all(len(row["pages"]) == 1 for row in rows if not row["cut"])
    assert sum("Timescale" in page for page in pages) == (len(pages) if repeat else 1)
    for row in rows:
        assert f"{row['ref']} " in pages[row["pages"][0] - 1]


def test_each_variant_is_the_same_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long_table = load("long_table", monkeypatch)
    for name in ("one.pdf", "two.pdf"):
        long_table.make_long_table(tmp_path / name, open_cut=True, refs=False, seed=3)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_too_many_cut_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long_table = load("long_table", monkeypatch)
    with pytest.raises(ValueError, match="too few pages"):
        long_table.make_long_table(tmp_path / "x.pdf", rows=10, cut_rows=9)


def test_the_script_draws_a_table(tmp_path: Path) -> None:
    command = [sys.executable, str(HERE / "long_table.py"), str(tmp_path / "long.pdf"), "--no-repeat", "--open-cut"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "120 rows, 15 of them cut" in done.stdout


def test_hazards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hazards = load("hazards", monkeypatch)
    for name, draw in hazards.HAZARDS.items():
        draw(tmp_path / f"{name}.pdf")
    assert "Subject to the budget" in page_words(tmp_path / "text_beside_table.pdf")[0]
    assert page_words(tmp_path / "empty_page.pdf")[0].strip() == ""
    with pytest.raises(pypdfium2.PdfiumError):
        page_words(tmp_path / "encrypted.pdf")
    opened = pypdfium2.PdfDocument(tmp_path / "encrypted.pdf", password=hazards.PASSWORD)
    assert len(opened) == 1
    opened.close()
    with pytest.raises(pypdfium2.PdfiumError):
        page_words(tmp_path / "truncated.pdf")
