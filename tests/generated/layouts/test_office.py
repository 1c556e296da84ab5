"""Plans that another program laid out, where it is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("reportlab", reason="the styles of drawn plans need reportlab")

from cjaplans.extract.document import extract
from cjaplans.normalise.plan import normalise
from tests.generated.layouts.compare import compare, records_of
from tests.generated.layouts.office import draw_with_office, office
from tests.generated.layouts.style import Bands, Style

STYLES = {"bands": Style(), "headings_once": Style(bands=Bands.HEADING, header_again=False, most=6)}


@pytest.mark.skipif(office() is None, reason="needs LibreOffice, which lays the pages out")
@pytest.mark.parametrize("tagged", [False, True])
@pytest.mark.parametrize("name", STYLES)
def test_a_plan_written_with_a_word_processor(name: str, tagged: bool, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    want = draw_with_office(path, STYLES[name], 3, tagged=tagged)
    found = compare(want, records_of(normalise(extract(path))))
    assert (found.recall, found.precision, found.wrong) == (1.0, 1.0, ())
