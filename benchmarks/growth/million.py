"""What a million documents would take, reckoned from the largest size that was measured."""

from __future__ import annotations

from benchmarks.growth.measured import Measured, Size

MILLION = 1_000_000
#: Plans as long as those of the real authorities, beside the short ones that are drawn.
REAL_PAGES = 15
#: Cores of a machine that people rent without thinking about it.
CORES = 16
#: Of fewer documents than this starting weighs too much to reckon from.
FEWEST = 1_000


def reckoned(measured: Measured) -> str:
    """The reckoning as a table, its arithmetic shown; a word where nothing large enough was measured."""
    if not measured.sizes or max(measured.sizes) < FEWEST:
        return "Not reckoned: no size of a thousand documents or more has been measured."
    size = measured.sizes[max(measured.sizes)]
    pages = size.pages / size.documents
    head = (
        f"| | a document of {pages:.2f} pages, measured over {size.documents:,} | a million of them | "
        f"a million of {REAL_PAGES} pages |\n|---|---:|---:|---:|"
    )
    longer = REAL_PAGES / pages
    rows = [
        _row("CPU, all processes", size.first.cpu / size.documents, "CPU s", 1 / 3600, "CPU hours", longer),
        _row("CPU of the one writer", size.first.own / size.documents, "CPU s", 1 / 3600, "hours", longer),
        _row("database (SQLite, with indexes)", size.database / size.documents / 1e3, "kB", 1e-6, "GB", longer),
        _row("kept extractions", size.extracted / size.documents / 1e3, "kB", 1e-6, "GB", longer),
        _row("rows of `cell`", size.cells / size.documents, "", 1e-6, "million", longer),
        _row("rows of `action`", size.actions / size.documents, "", 1e-6, "million", longer),
        _row("a run when all are known", size.again.cpu / size.documents, "CPU s", 1 / 3600, "CPU hours", 1.0),
    ]
    return "\n".join([head, *rows, "", _cores(size, longer)])


def _row(what: str, each: float, unit: str, factor: float, large: str, longer: float) -> str:
    million = each * MILLION * factor
    cells = [what, f"{each:,.4g} {unit}".strip(), f"{million:,.3g} {large}", f"{million * longer:,.3g} {large}"]
    return f"| {' | '.join(cells)} |"


def _cores(size: Size, longer: float) -> str:
    """How many cores the writer can keep busy, and how long a million take on all of these."""
    own, read = size.first.own, size.first.cpu - size.first.own
    hours = own / size.documents * MILLION / 3600
    few = max(1, min(CORES, int(read / own)))
    fewer = read / size.documents * MILLION / 3600 / few
    return (
        f"Of {size.first.cpu:,.0f} CPU seconds the writer took {own:,.0f}, so it keeps up with "
        f"({size.first.cpu:,.0f} - {own:,.0f}) / {own:,.0f} = {read / own:.0f} cores that read. With as many, a "
        f"million documents are in after {hours:.1f} hours ({hours * longer:.1f} of {REAL_PAGES} pages each), and more "
        f"do not make it sooner through one writer; with {few} cores that read, after {fewer:.1f} hours "
        f"({fewer * longer:.1f})."
    )
