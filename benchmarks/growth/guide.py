"""The tables of ``docs/scaling.md``: what stands between its marks is what was measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from benchmarks.growth.measured import Measured
from benchmarks.growth.million import reckoned
from benchmarks.growth.page import curve, fits, ways

TABLES: Mapping[str, Callable[[Measured], str]] = {"curve": curve, "fits": fits, "ways": ways, "million": reckoned}


def with_tables(text: str, measured: Measured) -> str:
    """A text with its tables made anew. Raises ValueError where it lacks the marks of one."""
    for name, table in TABLES.items():
        begin, end = f"<!-- {name}, by make scale -->", f"<!-- end of {name} -->"
        if not -1 < text.find(begin) < text.find(end):
            raise ValueError(f"no place for the table '{name}'")
        before, after = text.split(begin, 1)[0], text.split(end, 1)[1]
        text = f"{before}{begin}\n{table(measured)}\n{end}{after}"
    return text
