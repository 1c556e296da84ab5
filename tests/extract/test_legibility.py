"""Pages whose characters are not what is seen are known, and no others are taken for such."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjaplans.extract.document import extract
from cjaplans.extract.legibility import legible
from cjaplans.extract.model import TextSource
from cjaplans.extract.page import Page, read_page
from cjaplans.extract.reader import open_pdf
from cjaplans.extract.switches import Switches
from cjaplans.normalise.model import State
from cjaplans.normalise.plan import normalise
from tests.extract.pages import Paper, coded
from tests.extract.unmapped import without_map

PROSE = [
    "The mill by the river opens again in spring and bicycles are mended there",
    "for the whole town, while the ferry carries timber to the northern harbour.",
    "Volunteers from neighbouring islands will teach weaving every second Tuesday",
    "and report the number of visitors to the keeper before the summer festival.",
    "Nobody under twelve may climb the lighthouse without a grown companion.",
]
GAELIC = [
    "Bidh am muileann ri taobh na h-aibhne fosgailte a-rithist as t-earrach agus",
    "thèid rothairean a chàradh ann airson a' bhaile gu lèir, fhad 's a bhios an t-aiseag",
    "a' giùlan fiodh chun a' chala a tuath. Teagaisgidh saor-thoilich breabadaireachd",
    "gach dàrna Dimàirt agus innsidh iad àireamh luchd-tadhail don neach-glèidhidh",
]
NAMES = ["Morag Farquharson, Iain Abercrombie, Eilidh Colquhoun, Hamish Strathaird, Catriona Menzies"] * 6
CODES = ["CJSW MAPPA DTTO NSCJA LSCMG VISOR SHANARRI COPFS HMIPS SACRO LSIR KPIs CPOs RLOs"] * 6
NUMBERS = ["12,400 11,873 9.5% 2010-11 31/03/2011 £45,000 17 18 19 20 21 22"] * 8


def page(lines: list[str]) -> Page:
    paper = Paper()
    paper.write(40, 40, "\n".join(lines), size=8)
    return first(paper.data())


def first(data: bytes) -> Page:
    with open_pdf(data) as pdf:
        return read_page(pdf, 1)


def shifted(line: str, by: int) -> str:
    return "".join(chr(ord(c) + by) if c.isalpha() and c.isascii() else c for c in line)


@pytest.mark.parametrize("lines", [PROSE, GAELIC, NAMES, CODES, NUMBERS, PROSE[:1], ["7"]])
def test_texts_of_all_sorts_are_legible(lines: list[str]) -> None:
    assert legible(page(lines))


@pytest.mark.parametrize("by", [1, 3, -3])
def test_shifted_letters_are_not(by: int) -> None:
    assert not legible(page([shifted(line, by) for line in PROSE]))


def test_a_font_without_a_map_is_known_by_a_few_words() -> None:
    assert not legible(first(without_map(PROSE[:2])))


@pytest.mark.parametrize("letter", ["\ufffd", "\ue001", "\x01"])
def test_stand_ins_for_letters_are_not_legible(letter: str) -> None:
    assert not legible(first(coded(*[letter] * 20, " ", "a", "b")))


def test_a_page_without_words_is_not_legible() -> None:
    assert not legible(first(Paper().data()))


def test_an_unreadable_page_is_as_good_as_a_scan() -> None:
    document = extract(without_map(PROSE), Switches(ocr=False))
    assert [(n.page, n.code) for n in document.notices] == [(1, "text_unreadable")]
    assert (document.pages[0].text_source, document.blocks) == (TextSource.NONE, ())
    plan = normalise(document)
    assert plan.state is State.NEEDS_REVIEW
    assert plan.reason is not None
    assert "OCR" in plan.reason


def test_the_plans_at_hand_are_legible() -> None:
    folder = Path(__file__).resolve().parents[3] / "shared" / "plans"
    if not folder.is_dir():
        pytest.skip("the plans do not lie beside the repository")
    for path in sorted(folder.glob("*.pdf"), key=lambda p: p.stat().st_size)[:3]:
        with open_pdf(path.read_bytes()) as pdf:
            read = [read_page(pdf, n) for n in range(1, len(pdf) + 1)]
        assert all(legible(p) for p in read if p.words)
