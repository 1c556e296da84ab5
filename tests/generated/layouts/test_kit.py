"""The kit itself: the same seed draws the same file, what is expected stands on the pages, and comparing can fail."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

pytest.importorskip("reportlab", reason="needs reportlab, which draws the pages")

from tests.generated.layouts.compare import compare, fold
from tests.generated.layouts.scans import scan
from tests.generated.layouts.style import Style
from tests.generated.layouts.styles import STYLES
from tests.generated.layouts.write import draw


def printed(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return re.sub(r"\s+", "", "".join(fold(page.get_textpage().get_text_bounded()) for page in document))
    finally:
        document.close()


def test_a_seed_draws_one_file(tmp_path: Path) -> None:
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    assert draw(first, Style(), 5) == draw(second, Style(), 5)
    assert first.read_bytes() == second.read_bytes()
    assert draw(second, Style(), 6) != draw(first, Style(), 5)


@pytest.mark.parametrize("name", STYLES)
def test_what_is_expected_is_printed(name: str, tmp_path: Path) -> None:
    records = draw(tmp_path / "plan.pdf", STYLES[name], 2)
    text = printed(tmp_path / "plan.pdf")
    assert records
    for record in records:
        assert re.sub(r"\s+", "", fold(record["responsible"])) in text


def test_comparing_counts_what_is_lost_added_and_changed() -> None:
    want = [{"ref": "1", "action": "Open the first office"}, {"ref": "2", "action": "Train every member of staff"}]
    found = compare(want, [{"ref": "1", "action": "Open the first OFFICE ", "status": "Done"}])
    assert (found.recall, found.precision) == (0.5, 1.0)
    assert [name for _, name, _, _ in found.wrong] == ["status", "ref", "action"]
    again = compare(want, [*want, {"action": "Nothing like the others"}])
    assert (again.recall, again.precision, again.exact) == (1.0, 2 / 3, 1.0)


def test_a_scan_has_pages_but_no_text(tmp_path: Path) -> None:
    pytest.importorskip("PIL", reason="needs Pillow, which holds the images")
    draw(tmp_path / "plan.pdf", Style(themes=1), 0)
    scan(tmp_path / "plan.pdf", tmp_path / "scan.pdf", dpi=50, skew=0.5)
    assert printed(tmp_path / "scan.pdf") == ""
    assert len(pypdfium2.PdfDocument(tmp_path / "scan.pdf")) == len(pypdfium2.PdfDocument(tmp_path / "plan.pdf"))
