"""Ways to run the command line, and files to run it on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run ``cjaplans`` in a process of its own, in an empty folder."""

    def call(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "cjaplans.cli", *map(str, arguments)]
        return subprocess.run(
            command,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            timeout=120,
        )

    return call


@pytest.fixture
def table_pdf(tmp_path: Path) -> Path:
    """Two pages, each with a ruled table of two rows and two columns; the second begins with a formula."""
    path = tmp_path / "table.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    for texts in (("alpha", "<b>beta</b>", "gamma", "delta"), ("=1+1", "two", "three", "four")):
        canvas.grid([72, 272, 472], [600, 650, 700])
        for text, (x, y) in zip(texts, ((80, 670), (280, 670), (80, 620), (280, 620)), strict=True):
            canvas.drawString(x, y, text)
        canvas.drawString(72, 760, "A table")
        canvas.showPage()
    canvas.save()
    return path


@pytest.fixture
def bad_files(tmp_path: Path, table_pdf: Path) -> Path:
    """A folder of files that cannot be read, each for its own reason."""
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "text.pdf").write_text("a plan, but not a PDF\n" * 9, encoding="utf-8")
    (folder / "cut.pdf").write_bytes(table_pdf.read_bytes()[:700])
    locked = Canvas(str(folder / "locked.pdf"), encrypt="se:cret")
    locked.drawString(72, 700, "locked")
    locked.save()
    return folder
