"""So many plans, no two alike, for the curve of documents against time: ``python -m benchmarks.drawn.distinct DIR N``.

Each is of its own authority or council and years, with its own themes and actions, on two to five pages: a cover and a
ruled table over the rest. A plan's number alone decides what it says, so the first hundred of a thousand are the
hundred of a smaller corpus. There were never ten thousand plans: to give each its own years, these reach far beyond
those the authorities existed for, evenly in corpora of every size.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.drawn.simple_pdf import SimplePdf, wrapped
from cjaplans.normalise.codebooks import read
from tests.generated.layouts.records import Record, Theme, make_plan
from tests.generated.layouts.style import Column
from tests.generated.layouts.styles import BANDS, HEADERS

FIRST_YEAR, YEARS, LONGEST = 1980, 84, 3
#: Has no divisor in common with the number of plans there can be, so that years and places come mixed.
STRIDE = 4099
PORTRAIT, LANDSCAPE = (595.28, 841.89), (841.89, 595.28)
MARGIN, SIZE, LEADING, PAD = 42.0, 8.5, 10.5, 4.0
LAYOUTS: Sequence[Sequence[Column]] = (
    HEADERS["usual"].columns,
    HEADERS["synonyms"].columns,
    HEADERS["other_order"].columns,
    HEADERS["rag_letters"].columns,
    BANDS["notes_and_totals"].columns,
)
PROSE = (
    "This plan says what the partners will do in the years ahead, as agreed with staff and those they work for.",
    "Progress is reported to the Board each quarter. What cannot be done is said, with the reason for it.",
)


@dataclass(frozen=True, slots=True)
class Name:
    """Whose plan it is and for which years: ``council`` is empty where it is the whole authority's."""

    authority: str
    council: str
    first: int
    years: int

    @property
    def period(self) -> str:
        return f"{self.first}-{(self.first + self.years) % 100:02}"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A plan as drawn: the actions it holds, and its pages."""

    name: Name
    actions: int
    pages: int


def places() -> list[tuple[str, str]]:
    """Every authority, with no council and with each of its own."""
    names = {row["key"]: row["name"] for row in read("authorities")}
    councils = [(names[row["authority_key"]], row["name"]) for row in read("councils")]
    return [*((name, "") for name in names.values()), *councils]


def name_of(number: int) -> Name:
    """The name of the plan of a number (from 0), which no other number has."""
    held = places()
    most = len(held) * YEARS * LONGEST
    if not 0 <= number < most:
        raise ValueError(f"there are names for {most} plans only")
    at = number * STRIDE % most
    years, rest = divmod(at, len(held) * YEARS)
    year, place = divmod(rest, len(held))
    return Name(*held[place], FIRST_YEAR + year, years + 1)


def draw(path: Path, number: int) -> Drawn:
    """Writes the plan of a number."""
    random, name = Random(number), name_of(number)
    columns = LAYOUTS[random.randrange(len(LAYOUTS))]
    plan = make_plan(random, themes=random.randint(2, 6), most=random.randint(3, 6))
    pdf = SimplePdf()
    _cover(pdf, name)
    table = _Table(pdf, columns, f"{name.authority}: plan for {name.period}")
    for theme in plan:
        table.theme(theme)
        for record in theme.records:
            table.record(_in_years(record, name))
    table.close()
    pdf.save(path)
    return Drawn(name, sum(len(theme.records) for theme in plan), pdf.pages)


def _cover(pdf: SimplePdf, name: Name) -> None:
    pdf.turn(*PORTRAIT)
    y = 700.0
    council = f"{name.council} Council: " if name.council else ""
    for line in (name.authority, f"{council}Action Plan {name.period}"):
        for part in wrapped(line, PORTRAIT[0] - 2 * MARGIN, 18, bold=True):
            pdf.write(MARGIN, y, part, 18, bold=True)
            y -= 26
    for text in PROSE:
        y -= 10
        for part in wrapped(text, PORTRAIT[0] - 2 * MARGIN, 10.5):
            pdf.write(MARGIN, y, part, 10.5)
            y -= 13


def _in_years(record: Record, name: Name) -> Mapping[str, str]:
    """A record with its dates in the plan's own years."""
    when = record["timescale"].replace("2013", "{last}").replace("2012", "{first}")
    return {**record, "timescale": when.format(first=name.first, last=name.first + 1)}


class _Table:
    """A ruled table that goes on from page to page, its header printed on each."""

    def __init__(self, pdf: SimplePdf, columns: Sequence[Column], running: str) -> None:
        self._pdf, self._columns, self._running = pdf, columns, running
        share = (LANDSCAPE[0] - 2 * MARGIN) / sum(column.width for column in columns)
        self._widths = [column.width * share for column in columns]
        self._edges = [MARGIN + sum(self._widths[:n]) for n in range(len(columns) + 1)]
        self._y = 0.0

    def theme(self, theme: Theme) -> None:
        """A row over all columns."""
        self._fit(2 * PAD + LEADING)
        self._row([[theme.heading]], (MARGIN, self._edges[-1]), bold=True)

    def record(self, record: Mapping[str, str]) -> None:
        """A row of an action."""
        cells = [self._lines(record.get(c.field, ""), w) for c, w in zip(self._columns, self._widths, strict=True)]
        self._fit(2 * PAD + LEADING * max(map(len, cells)))
        self._row(cells, self._edges)

    def close(self) -> None:
        """The rule at the table's foot."""
        self._pdf.rule(self._edges[0], self._y, self._edges[-1], self._y)

    def _lines(self, text: str, width: float, *, bold: bool = False) -> list[str]:
        return [line for part in text.split("\n") for line in wrapped(part, width - 2 * PAD, SIZE, bold=bold)]

    def _fit(self, height: float) -> None:
        if self._y - height >= MARGIN:
            return
        if self._y:
            self.close()
        self._pdf.turn(*LANDSCAPE)
        self._pdf.write(MARGIN, LANDSCAPE[1] - 28, self._running, 8)
        self._pdf.write(LANDSCAPE[0] - MARGIN - 40, 24, f"Page {self._pdf.pages}", 8)
        self._y = LANDSCAPE[1] - MARGIN
        header = [self._lines(c.heading, w, bold=True) for c, w in zip(self._columns, self._widths, strict=True)]
        self._row(header, self._edges, bold=True)

    def _row(self, cells: Sequence[Sequence[str]], edges: Sequence[float], *, bold: bool = False) -> None:
        top, foot = self._y, self._y - 2 * PAD - LEADING * max(map(len, cells))
        self._pdf.rule(edges[0], top, edges[-1], top)
        for edge in edges:
            self._pdf.rule(edge, top, edge, foot)
        for left, lines in zip(edges, cells, strict=False):
            for number, line in enumerate(lines):
                self._pdf.write(left + PAD, top - PAD - SIZE - number * LEADING, line, SIZE, bold=bold)
        self._y = foot


def make(folder: Path, count: int) -> int:
    """Writes the plans of the first ``count`` numbers; returns their pages together."""
    folder.mkdir(parents=True, exist_ok=True)
    return sum(draw(folder / f"plan-{number:06}.pdf", number).pages for number in range(count))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    arguments = parser.parse_args()
    started = time.perf_counter()
    pages = make(arguments.folder, arguments.count)
    print(f"{arguments.count} plans, {pages} pages, in {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
