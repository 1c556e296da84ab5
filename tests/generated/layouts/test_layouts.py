"""Plans drawn in layouts nobody has met are read record by record; papers around them yield none."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

pytest.importorskip("reportlab", reason="needs reportlab, which draws the pages")

from cjaplans.extract.document import extract
from cjaplans.normalise.plan import normalise
from tests.generated.layouts.compare import Score, compare, records_of
from tests.generated.layouts.style import Style
from tests.generated.layouts.styles import STYLES
from tests.generated.layouts.write import draw

SEEDS = (0, 1, 2)
RECALL, PRECISION, EXACT = 0.98, 0.98, 0.95
#: Styles not read well enough yet, and what they wait for.
AWAITED = {
    "upended_priority": "turned texts that a page break cuts",
}


@lru_cache
def score(style: Style) -> Score:
    """What is read of a style's drawings, all seeds together."""
    total = Score()
    with TemporaryDirectory() as folder:
        for seed in SEEDS:
            path = Path(folder) / f"{seed}.pdf"
            want = draw(path, style, seed)
            total += compare(want, records_of(normalise(extract(path))))
    return total


def good(found: Score) -> bool:
    return found.recall >= RECALL and found.precision >= PRECISION and found.exact >= EXACT


@pytest.mark.parametrize(
    "name",
    [pytest.param(n, marks=pytest.mark.xfail(reason=AWAITED[n])) if n in AWAITED else n for n in STYLES],
)
def test_style(name: str) -> None:
    found = score(STYLES[name])
    assert good(found), (found.recall, found.precision, found.exact, found.wrong[:5])


def test_all_styles_together() -> None:
    total = sum((score(style) for name, style in STYLES.items() if name not in AWAITED), Score())
    assert good(total), (total.recall, total.precision, total.exact)


@pytest.mark.parametrize("name", [name for name, style in STYLES.items() if style.packed])
def test_no_action_comes_from_other_papers(name: str, tmp_path: Path) -> None:
    """The pack without its plan, whose page is the only one with actions."""
    path = tmp_path / "pack.pdf"
    draw(path, replace(STYLES[name], themes=0))
    assert normalise(extract(path)).actions == ()
