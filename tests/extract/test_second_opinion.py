"""Another engine's reading of the same pages: what it bears out is sure, what it reads otherwise is reported."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from rich.console import Console

from cjaplans.extract.document import extract
from cjaplans.extract.errors import MissingEngine
from cjaplans.extract.model import Notice
from cjaplans.extract.page import read_page
from cjaplans.extract.pagetable import PageTable
from cjaplans.extract.reader import open_pdf
from cjaplans.extract.second_opinion import UNSEEN, Reader, Texts, require, with_second_opinion
from cjaplans.extract.switches import Switches
from cjaplans.extract.tables import page_tables
from cjaplans.ingest.command import ingest_paths
from cjaplans.ingest.errors import UsageProblem
from cjaplans.ingest.log import TextLog
from cjaplans.ingest.request import Request
from cjaplans.ingest.single import read_document
from tests.extract.marks import Sheet, tagged
from tests.extract.marks import table as marked_table
from tests.extract.pages import Paper, edges

XS = edges(50, 100, 80, 120)
PLAN = [["Action", "Lead", "When"], ["Open a mill", "Morag", "May"], ["Train carters", "Isla", "June"]]
RISKS = [["Risk", "Score", "Owner"], ["Fire", "3", "Ailsa"]]


def _paper() -> Paper:
    paper = Paper()
    bottom = paper.table(100, XS, PLAN)
    paper.table(bottom + 40, XS, RISKS)
    paper.turn()
    paper.write(60, 100, "A page without tables")
    return paper


def _says(*tables: Texts) -> Reader:
    return lambda path, password, page, flavour: list(tables)


def _opinion(reader: Reader, data: bytes | None = None) -> tuple[list[PageTable], list[Notice]]:
    data = data or _paper().data()
    with open_pdf(data, None) as pdf:
        found = {n: page_tables(read_page(pdf, n))[0] for n in range(1, len(pdf) + 1)}
    tables, notices = with_second_opinion(data, None, found, reader)
    assert tables.keys() == found.keys()
    return tables[1], notices


def test_tables_both_engines_read_alike_stay_sure_in_whatever_order_they_come() -> None:
    tables, notices = _opinion(_says(RISKS, PLAN))
    assert [t.confidence for t in tables] == [1.0, 1.0]
    assert notices == []


def test_a_cell_read_otherwise_is_reported_and_lowers_its_table_and_no_other() -> None:
    other = [PLAN[0], ["Open a mill", "Morag May", ""], PLAN[2]]
    (plan, risks), [notice] = _opinion(_says(other, RISKS))
    assert (notice.code, notice.page) == ("engines_disagree", 1)
    assert plan.confidence < 1.0 == risks.confidence
    sure = {cell.text: cell.confidence for cell in plan.cells}
    assert sure["Morag"] < sure["Action"] == 1.0


def test_a_table_the_other_engine_does_not_see_is_less_sure() -> None:
    (plan, risks), [notice] = _opinion(_says(PLAN))
    assert (plan.confidence, risks.confidence) == (1.0, UNSEEN)
    assert notice.code == "engines_disagree"
    assert "table 2" in notice.message


def test_an_engine_that_fails_gives_no_opinion_and_a_notice() -> None:
    def fails(path: Path, password: str | None, page: int, flavour: str) -> list[Texts]:
        raise ValueError("no luck\ntoday")

    tables, notices = _opinion(fails)
    assert [t.confidence for t in tables] == [1.0, 1.0]
    assert [(n.code, n.page) for n in notices] == [("second_opinion_failed", 1)]
    assert "\n" not in notices[0].message


def test_only_pages_with_tables_are_read_again_and_those_without_rules_in_another_way() -> None:
    asked = []

    def records(path: Path, password: str | None, page: int, flavour: str) -> list[Texts]:
        asked.append((page, flavour, path.read_bytes()[:4]))
        return [PLAN]

    _opinion(records)
    places = {t: (60 + 90 * c, 100 + 20 * r) for r, row in enumerate(PLAN) for c, t in enumerate(row)}
    _opinion(records, tagged([Sheet(places)], marked_table(PLAN)))
    assert asked == [(1, "lattice", b"%PDF"), (1, "hybrid", b"%PDF")]


def test_an_engine_that_is_not_installed_is_said_so_before_anything_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(MissingEngine, match=r"pip install 'cjaplans\[second-opinion\]'"):
        require()
    path = tmp_path / "plan.pdf"
    path.write_bytes(_paper().data())
    with pytest.raises(UsageProblem, match=r"^--second-opinion: .*pip install"):
        read_document(path, second_opinion=True)
    with pytest.raises(UsageProblem, match=r"^--second-opinion: .*pip install"):
        ingest_paths([str(path)], Request(str(tmp_path / "plans.db"), second_opinion=True), TextLog(Console()))
    assert not (tmp_path / "plans.db").exists()


def test_camelot_itself_reads_these_tables_alike() -> None:
    pytest.importorskip("camelot")
    document = extract(_paper().data(), Switches(second_opinion=True))
    assert [t.confidence for t in document.tables] == [1.0, 1.0]
    assert [n.code for n in document.notices] == []
