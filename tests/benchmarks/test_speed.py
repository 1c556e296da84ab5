"""The benchmark runs, over one page; and says in one line what is missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.contest.accuracy import Score, gold_of, score_file
from benchmarks.contest.contenders import CONTENDERS, Key, missing_packages
from benchmarks.contest.corpora import sets_of
from benchmarks.contest.forgetting import forget_files
from benchmarks.contest.rounds import Failed, measure
from benchmarks.drawn.distinct import draw
from cjaplans.normalise.caseless import small
from cjaplans.normalise.heading_words import stem, vocabulary
from tests.extract.pages import LANDSCAPE, Paper, edges

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "data" / "raw"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "benchmarks.speed", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture
def one_page(tmp_path: Path) -> Path:
    """A folder with one page and a table on it."""
    pytest.importorskip("reportlab", reason="needs reportlab, which draws the page")
    paper = Paper(LANDSCAPE)
    paper.table(60, edges(40, 300, 200), [["Action", "Lead"], ["Open the mill", "Sacro"]], bold_rows=1)
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "page.pdf").write_bytes(paper.data())
    return folder


def test_it_measures_one_page(one_page: Path, tmp_path: Path) -> None:
    out = tmp_path / "results.md"
    keys = [Key.FLOOR, Key.EXTRACT, Key.COMMIT]
    ended = run(str(one_page), "--no-drawn", "--rounds", "2", "--only", *keys, "--output", str(out))
    assert ended.returncode == 0, ended.stderr
    page = out.read_text(encoding="utf-8")
    assert "1 files, 1 pages" in page
    assert all(f"| {CONTENDERS[key].name} |" in page for key in keys)


def test_texts_are_forgotten_and_vocabularies_are_not() -> None:
    small("OPEN THE MILL"), stem("millers")
    assert small.cache_info().currsize and stem.cache_info().currsize
    forget_files()
    assert (small.cache_info().currsize, stem.cache_info().currsize) == (0, 0)
    assert vocabulary.cache_info().currsize


def test_a_peer_that_is_missing_is_named_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.contest.contenders.find_spec", lambda name: None)
    assert missing_packages(list(Key), drawn=True) == [
        "camelot", "pdfplumber", "pymupdf", "pypdfium2", "reportlab", "tablers",
    ]  # fmt: skip
    assert missing_packages([Key.EXTRACT], drawn=False) == []


@pytest.mark.skipif(not missing_packages(list(Key), drawn=False), reason="all peers are installed")
def test_without_peers_it_says_how_to_get_them() -> None:
    ended = run("--no-drawn")
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "requirements-bench.lock" in ended.stderr


def test_nothing_to_measure_is_told(tmp_path: Path) -> None:
    ended = run(str(tmp_path), "--no-drawn", "--only", "floor")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "no PDFs" in ended.stderr


def test_a_contender_that_fails_is_named(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="extract: "):
        measure([Key.EXTRACT], [tmp_path / "missing.pdf"], 1, 1, print)


def test_a_file_that_is_no_pdf_is_named(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(b"not a plan")
    ended = run(str(tmp_path), "--no-drawn", "--only", "floor")
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1 and "plan.pdf" in ended.stderr


def test_samples_are_read_as_their_gold_says() -> None:
    path = SAMPLES / "tayside-2009-10.pdf"
    gold = gold_of(path)
    assert gold
    found = score_file(path, Key.EXTRACT, gold)
    assert (found.recall, found.precision, found.exact) == (1.0, 1.0, 1.0)
    assert score_file(path, Key.EXTRACT, gold[1:]).precision < 1


def test_a_file_without_gold_has_none(tmp_path: Path) -> None:
    assert gold_of(tmp_path / "plan.pdf") is None


def test_counts_add_up() -> None:
    assert Score(4, 3, 2, 10, 5) + Score(1, 1, 1, 2, 2) == Score(5, 4, 3, 12, 7)


def test_where_pages_are_many_slow_contenders_read_a_sample(tmp_path: Path) -> None:
    for number in range(80):
        draw(tmp_path / f"{number:03}.pdf", number)
    keys = (Key.EXTRACT, Key.PDFPLUMBER, Key.CAMELOT)
    whole, sample = sets_of(tmp_path, "plans", keys)
    assert whole.keys == (Key.EXTRACT, Key.PDFPLUMBER) and len(whole.paths) == 80
    assert sample.keys == keys and len(sample.paths) == 8
    assert [each.keys for each in sets_of(tmp_path, "plans", keys[:2])] == [keys[:2]]
