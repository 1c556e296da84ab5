"""The page of results of growth, and the tables that ``docs/scaling.md`` shows of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from benchmarks.contest.ratios import Ratio, ratio_of
from benchmarks.growth.fit import exponent, line
from benchmarks.growth.measured import Measured, Size, Way
from benchmarks.growth.watched import Watched

MEGABYTE = 1e6
#: Below so many pages starting takes longer than reading, and tells nothing of growth.
FEW_PAGES = 200
ASKED_OF_TWO = 1.7

HOW = """\
The plans are drawn for it (`benchmarks/drawn/distinct.py`), no two alike: each is of its own authority or council and
years, on two to five pages. Each size is read with all cores into a new database by one `cjaplans ingest`, and then
again, when every file is known. Seconds are those of the whole command, from its start to its end; CPU seconds are
those of all its processes; peak memory is the most that all of them held together at one time, pages that they share
counted once.
"""


def page(measured: Measured) -> str:
    """The whole page."""
    parts = [
        "# Growth",
        f"Made by `make scale` on {measured.when}.\n\n{measured.where}",
        HOW.rstrip(),
        "## Documents against time, memory and size",
        curve(measured),
        fits(measured),
        "## The same documents, read in several ways",
        ways(measured),
    ]
    return "\n\n".join(parts) + "\n"


def curve(measured: Measured) -> str:
    """The curve as a table: a row a size."""
    head = (
        "| documents | pages | seconds | pages a second | CPU ms a page | peak memory, MB | database, MB | "
        "kept extractions, MB | seconds, all known | CPU ms a known file |\n" + "|---:" * 10 + "|"
    )
    return "\n".join([head, *map(_size_row, _sizes(measured))])


def _sizes(measured: Measured) -> list[Size]:
    return [measured.sizes[count] for count in sorted(measured.sizes)]


def _size_row(size: Size) -> str:
    cells = [
        f"{size.documents:,}",
        f"{size.pages:,}",
        f"{size.first.wall:,.1f}",
        f"{size.pages / size.first.wall:.0f}",
        f"{1000 * size.first.cpu / size.pages:.1f}",
        f"{size.first.peak / MEGABYTE:.0f}",
        f"{size.database / MEGABYTE:,.1f}",
        f"{size.extracted / MEGABYTE:,.1f}",
        f"{size.again.wall:.2f}",
        f"{1000 * size.again.cpu / size.documents:.2f}",
    ]
    return f"| {' | '.join(cells)} |"


def fits(measured: Measured) -> str:
    """Whether growth is linear, in words and figures."""
    sizes = _sizes(measured)
    if len(sizes) < 2:
        return "Of one size nothing can be said about growth."
    return "\n".join(
        [
            _fit("CPU seconds of reading", "page", sizes, lambda size: size.first.cpu),
            _fit("Seconds of reading", "page", sizes, lambda size: size.first.wall),
            _fit("CPU seconds when all are known", "document", sizes, lambda size: size.again.cpu),
            _fit("Megabytes of the database", "page", sizes, lambda size: size.database / MEGABYTE),
        ]
    )


def _fit(what: str, unit: str, sizes: Sequence[Size], y: Callable[[Size], float]) -> str:
    """The straight line, and the exponent over the sizes that are large enough to tell."""

    def x(size: Size) -> float:
        return size.pages if unit == "page" else size.documents

    straight = line([x(s) for s in sizes], [y(s) for s in sizes])
    said = f"- {what}: {straight.start:.2f} + {straight.slope:.4g} a {unit} (R² {straight.r2:.4f})"
    large = [size for size in sizes if size.pages >= FEW_PAGES]
    if len(large) < 2:
        return said + "."
    steps = ", ".join(
        f"{exponent([x(a), x(b)], [y(a), y(b)]).slope:.2f} from {a.documents:,} to {b.documents:,}"
        for a, b in pairwise(large)
    )
    whole = exponent([x(s) for s in large], [y(s) for s in large]).slope
    return f"{said}; grows as the number of {unit}s to the power {whole:.2f} ({steps})."


def ways(measured: Measured) -> str:
    """The ways of reading as a table, beside the first."""
    if not measured.ways:
        return "Not measured."
    first = measured.ways[0]
    head = (
        "| | seconds | CPU seconds | peak memory, MB | times as fast as the first | CPU beside the first |\n"
        "|---|---:|---:|---:|---:|---:|"
    )
    rows = [_way_row(way, first) for way in measured.ways]
    note = (
        f"{measured.ways_documents:,} documents of {measured.ways_pages:,} pages, {len(first.rounds)} rounds in turn, "
        "after one with few documents to warm up; the median round. The processes of `--jobs` start anew in each "
        "round, which is part of it; a cluster's workers and the server were there before, and their memory and CPU "
        "seconds count. PostgreSQL and SQLite both write every commit to the disk."
    )
    return "\n".join([note, "", head, *rows, "", _asked(measured.ways)])


def _way_row(way: Way, first: Way) -> str:
    wall, cpu = gained(way, first), ratio_of([r.cpu for r in first.rounds], [r.cpu for r in way.rounds])
    cells = [
        way.name,
        f"{middle(way, lambda r: r.wall):.1f}",
        f"{middle(way, lambda r: r.cpu):.1f}",
        f"{max(r.peak for r in way.rounds) / MEGABYTE:.0f}",
        f"{wall.median:.2f} ({wall.lowest:.2f} to {wall.highest:.2f})",
        f"{cpu.median:.2f}",
    ]
    return f"| {' | '.join(cells)} |"


def gained(way: Way, first: Way) -> Ratio:
    """How many times as fast a way is by the clock."""
    return ratio_of([each.wall for each in way.rounds], [each.wall for each in first.rounds])


def middle(way: Way, of: Callable[[Watched], float]) -> float:
    """The median of a way's rounds."""
    held = sorted(map(of, way.rounds))
    return held[len(held) // 2]


def _asked(ways: Sequence[Way]) -> str:
    two = next((way for way in ways if way.name.endswith("`--jobs 2`")), None)
    if two is None:
        return ""
    gain = gained(two, ways[0])
    reached = "reached" if gain.median >= ASKED_OF_TWO else "not reached"
    return f"Asked of two processes on two cores: {ASKED_OF_TWO} times one; measured: {gain.median:.2f}, {reached}."
