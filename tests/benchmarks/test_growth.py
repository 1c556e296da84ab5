"""Growth: the fits, the reckoning, and that every page shows what was measured."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("psutil", reason="needs psutil, which looks at processes")

from benchmarks import scale
from benchmarks.growth.fit import exponent, line
from benchmarks.growth.guide import TABLES, with_tables
from benchmarks.growth.measured import Measured, Size, Way, load
from benchmarks.growth.million import reckoned
from benchmarks.growth.page import curve, fits, page, ways
from benchmarks.growth.sizes import measure_size
from benchmarks.growth.watched import CommandFailed, Watched, watch

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "benchmarks" / "results-scale.json"


def taken(seconds: float) -> Watched:
    return Watched(wall=seconds, cpu=2 * seconds, peak=300_000_000, own=seconds / 5)


def size(documents: int) -> Size:
    """A size at which all is proportional: 3 pages, 0.06 s and 20 kB a document."""
    return Size(documents, 3 * documents, 9_000 * documents, taken(0.06 * documents), taken(0.001 * documents),
                20_000 * documents, 5_000 * documents, 15 * documents, 100 * documents)  # fmt: skip


def measured() -> Measured:
    rounds = (taken(20.0), taken(22.0), taken(21.0))
    half = (taken(10.0), taken(11.0), taken(12.0))
    sizes = {count: size(count) for count in (10, 100, 1_000)}
    return Measured("a machine", "a day", 2, sizes, [Way("`--jobs 1`", rounds), Way("`--jobs 2`", half)], 50, 150)


@given(st.floats(-100, 100), st.floats(-100, 100), st.lists(st.integers(0, 1000), min_size=2, unique=True))
def test_a_line_is_found_again(slope: float, start: float, xs: list[int]) -> None:
    found = line(xs, [start + slope * x for x in xs])
    assert found.slope == pytest.approx(slope, abs=1e-6)
    assert found.start == pytest.approx(start, abs=1e-3)


def test_points_beside_a_line_are_explained_in_part() -> None:
    found = line([0, 1, 2, 3], [0, 2, 1, 3])
    assert (found.slope, found.start, found.r2) == (pytest.approx(0.8), pytest.approx(0.3), pytest.approx(0.64))


@pytest.mark.parametrize("power", [0.5, 1.0, 2.0])
def test_a_power_is_found_again(power: float) -> None:
    assert exponent([10, 100, 1000], [3 * x**power for x in (10, 100, 1000)]).slope == pytest.approx(power)


def test_one_point_makes_no_line() -> None:
    with pytest.raises(ValueError, match="two different"):
        line([1, 1], [1, 2])


def test_the_curve_has_a_row_a_size() -> None:
    assert curve(measured()).splitlines()[2:][1] == "| 100 | 300 | 6.0 | 50 | 40.0 | 300 | 2.0 | 0.5 | 0.10 | 2.00 |"


def test_linear_growth_is_told_as_that() -> None:
    said = fits(measured())
    assert (
        "CPU seconds of reading: 0.00 + 0.04 a page (R² 1.0000); grows as the number of pages to the power 1.00" in said
    )
    assert "1.00 from 100 to 1,000" in said


def test_ways_are_compared_round_by_round() -> None:
    table = ways(measured())
    assert "| `--jobs 2` | 11.0 | 22.0 | 300 | 2.00 (1.75 to 2.00) | 0.50 |" in table
    assert table.endswith("measured: 2.00, reached.")


def test_a_million_is_what_was_measured_times_a_million() -> None:
    said = reckoned(measured())
    assert "| CPU, all processes | 0.12 CPU s | 33.3 CPU hours | 167 CPU hours |" in said
    assert "(120 - 12) / 12 = 9 cores" in said
    assert "after 3.3 hours (16.7 of 15 pages each)" in said


def test_nothing_is_reckoned_from_little() -> None:
    assert reckoned(Measured()).startswith("Not reckoned")
    assert ways(Measured()) == "Not measured."


def test_what_is_kept_is_what_was_measured(tmp_path: Path) -> None:
    measured().save(tmp_path / "kept.json")
    assert load(tmp_path / "kept.json") == measured()
    assert load(tmp_path / "missing.json") == Measured()


def test_tables_stand_where_their_marks_are() -> None:
    marks = "\n".join(f"<!-- {name}, by make scale -->\nold\n<!-- end of {name} -->" for name in TABLES)
    text = with_tables(f"before\n{marks}\nafter", measured())
    assert text.startswith("before\n") and text.endswith("\nafter") and "old" not in text
    assert with_tables(text, measured()) == text
    with pytest.raises(ValueError, match="no place"):
        with_tables("nothing", measured())


def test_the_guide_shows_what_was_measured() -> None:
    guide = (ROOT / "docs" / "scaling.md").read_text(encoding="utf-8")
    assert with_tables(guide, load(KEPT)) == guide, "run: python -m benchmarks.scale --page"


def test_the_page_of_results_is_made_of_what_was_measured() -> None:
    assert page(load(KEPT)) == (ROOT / "benchmarks" / "results-scale.md").read_text(encoding="utf-8")


def test_a_command_is_watched_with_its_children() -> None:
    busy = "sum(i * i for i in range(3_000_000))"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{busy}'])"
    found = watch([sys.executable, "-c", f"{child}; held = bytearray(80_000_000); {busy}"])
    assert found.peak > 80_000_000
    assert 0 < found.own < found.cpu


def test_a_command_that_fails_is_told_with_its_last_words() -> None:
    with pytest.raises(CommandFailed, match="exit code 2: no plans"):
        watch([sys.executable, "-c", "import sys; print('no plans', file=sys.stderr); sys.exit(2)"])


def test_a_size_is_measured_and_cleared_up(tmp_path: Path) -> None:
    found = measure_size(tmp_path, 2, 1, print)
    assert (found.documents, found.pages) == (2, 6)
    assert found.actions > 2 and found.cells > found.actions and found.database > 0 and found.extracted > 0
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_was_broken_off_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[int] = []

    def one(folder: Path, count: int, jobs: int, say: object) -> Size:
        if count == 100 and 100 not in done:
            done.append(100)
            raise KeyboardInterrupt
        done.append(count)
        return size(count)

    monkeypatch.setattr(scale, "measure_size", one)
    kept = tmp_path / "kept.json"
    with pytest.raises(KeyboardInterrupt):
        scale.measure(tmp_path, kept, [10, 100, 1_000], jobs=2, ways=False)
    assert set(load(kept).sizes) == {10}
    scale.measure(tmp_path, kept, [10, 100, 1_000], jobs=2, ways=False)
    assert done == [10, 100, 100, 1_000]
    assert set(load(kept).sizes) == {10, 100, 1_000}
