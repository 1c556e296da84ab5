"""The numbers of the report are those that its SQL gives to anybody who pastes it: figure by figure."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cjaplans.load.database import open_readonly
from cjaplans.normalise.codebooks import read
from cjaplans.publish.compare.arrange import short
from cjaplans.publish.compare.selection import Selection
from cjaplans.publish.report.command import report
from cjaplans.publish.report.model import Report
from tests.publish.compare import measured

Place = tuple[str, str]
DATED = {"due": "due day", "ongoing": "ongoing", "started": "start only", "undated": "no date"}
ORIGINS = {
    "ref": "from plan before, by number", "text": "from plan before, by words", "new": "new",
    "no_plan_before": "no plan before",
}  # fmt: skip
THEMES = {row["key"]: row["label"] for row in read("themes")} | {"none": "none"}
#: For each figure the place in its table of a row that its SQL gives, and the number that counts there.
COUNTED: dict[str, tuple[Callable[[sqlite3.Row], Place], str]] = {
    "status": (lambda row: (short(row["authority"]), row["status_code"].replace("_", " ")), "actions"),
    "themes": (lambda row: (short(row["authority"]), THEMES[row["theme_key"]]), "actions"),
    "timeline": (lambda row: (short(row["authority"]), DATED[row["dated"]]), "actions"),
    "partners": (lambda row: (row["organisation"] or "", short(row["authority"])), "actions"),
    "money": (lambda row: (short(row["authority"]), row["funding"].replace("_", " ")), "amount_gbp"),
    "carried": (lambda row: (row["period"], ORIGINS[row["origin"]]), "actions"),
    "outcomes": (lambda row: (short(row["authority"]), row["code"]), "actions"),
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of plans with dates, money, partners and what was carried."""
    path = tmp_path_factory.mktemp("figures") / "plans.db"
    measured.store(path)
    return path


@pytest.fixture(scope="module")
def made(path: Path) -> Iterator[Report]:
    """The report on them."""
    reader = open_readonly(str(path))
    yield report(reader, Selection())
    reader.dispose()


@pytest.mark.parametrize("key", COUNTED)
def test_a_figure_has_the_numbers_of_its_sql(made: Report, path: Path, key: str) -> None:
    figure = next(each for each in made.figures if each.key == key)
    place, number = COUNTED[key]
    grid = figure.grids[0]
    labels = [row.label for row in grid.rows]
    counted: Counter[Place] = Counter()
    with sqlite3.connect(path) as connection:
        connection.row_factory = sqlite3.Row
        for row in connection.execute(figure.queries[0]):
            label, column = place(row)
            counted[label if label in labels or not label else labels[-1], column] += row[number] or 0
    shown = {
        (row.label, column): int(cell.text.replace(",", "") if cell.text != "–" else 0)
        for row in grid.rows
        for column, cell in zip(grid.columns, row.cells, strict=True)
    }
    found = {place: round(total) for place, total in counted.items() if total and place[0]}
    assert {place: shown[place] for place in found} == found
    assert any(shown.values()) or key == "outcomes"
    assert not {place for place, total in shown.items() if total and place not in found} - sums(shown)


def sums(shown: dict[Place, int]) -> set[Place]:
    """The cells that count again what others do, or another thing than what the first columns part."""
    again = ("all", "actions", "moved", "plan before", "carried on", "dropped", "no plan after", "marked")
    return {place for place in shown if any(word in place[1] for word in again) and place[1] not in ORIGINS.values()}
