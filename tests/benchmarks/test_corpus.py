"""The corpus to measure by: the same bytes from the same seed, plans that differ, and their gold beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("reportlab", reason="needs reportlab, which draws the plans")

from benchmarks.contest.accuracy import Score, gold_of, score_file
from benchmarks.contest.contenders import Key
from benchmarks.contest.corpora import page_count
from benchmarks.drawn.corpus import make


def test_a_seed_draws_one_corpus(tmp_path: Path) -> None:
    first, second = make(tmp_path / "first", pages=12), make(tmp_path / "second", pages=12)
    assert [path.name for path in first] == [path.name for path in second]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert len({path.read_bytes() for path in first}) == len(first)
    other = make(tmp_path / "other", pages=12, seed=7)
    assert [path.read_bytes() for path in first] != [path.read_bytes() for path in other]


def test_it_ends_with_the_plan_that_fills_its_pages(tmp_path: Path) -> None:
    files = make(tmp_path, pages=12)
    counts = list(map(page_count, files))
    assert sum(counts[:-1]) < 12 <= sum(counts)


def test_its_gold_is_what_is_read(tmp_path: Path) -> None:
    total = Score()
    for path in make(tmp_path, pages=12):
        gold = gold_of(path)
        assert gold
        total += score_file(path, Key.EXTRACT, gold)
    assert total.recall >= 0.98 and total.precision >= 0.98 and total.exact >= 0.95
