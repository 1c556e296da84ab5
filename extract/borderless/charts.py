"""What charts print that looks like a table: labels level with rules, numbers in even steps."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from cjaplans.extract.borderless.structure import Structure

#: Numbers in even steps, fewer of which may be chance, along a line and down a column.
FEWEST_ALONG = 4
FEWEST_DOWN = 3
#: No table has a number alone in one row of so many.
LONE = 3
#: A rule is level with a text when it is no further from its middle than this share of the font size.
LEVEL = 0.25

NUMBER = re.compile(r"^[-−–]?[$£€]?\d[\d,]*(?:\.\d+)?%?$")


def is_chart(structure: Structure) -> bool:
    """Whether lines are what is printed in a chart: rules run at the height of its labels, or these are a scale.

    Between rules only the lowest line tells: numbers in even steps may head the columns of a table."""
    if _through_labels(structure) or _lone_values(structure):
        return True
    if _even(structure.lines[-1].line.line.text.split(), FEWEST_ALONG):
        return True
    return len(structure.rules) < 2 and _is_scale(structure)


def _lone_values(structure: Structure) -> bool:
    """Whether many rows are nothing but a number: the marks of a scale beside what is drawn."""
    lone = [row for row in structure.body if len(row) == len(row[0].pieces) == 1 and row[0].pieces[0].is_data]
    return len(lone) >= FEWEST_DOWN and LONE * len(lone) >= len(structure.body)


def _through_labels(structure: Structure) -> bool:
    """Whether rules stand level with texts, as the lines of a scale do, and not between them."""
    middles = [(line.line.middle, LEVEL * line.line.size) for line in structure.lines]
    through = sum(any(abs(y - middle) < near for middle, near in middles) for y in structure.near)
    return through >= 2 and 2 * through >= len(structure.near)


def _is_scale(structure: Structure) -> bool:
    """Whether a line or a column of a structure is a scale.

    Years and running numbers go up in steps of one and make no scale; down a page a scale falls to its lowest.
    """
    along = any(_even(line.line.line.text.split(), FEWEST_ALONG) for line in structure.lines)
    return along or any(_falls(structure, column) for column in range(min(structure.columns.count, 3)))


def _falls(structure: Structure, column: int) -> bool:
    texts = [p.text.split()[0] for line in structure.lines for c, p in line.by_column.items() if c == column]
    values = _numbers([t for t in texts if NUMBER.match(t)])
    return len(values) >= FEWEST_DOWN and values[0] > values[-1] and _even(texts, FEWEST_DOWN)


def _even(texts: Sequence[str], fewest: int) -> bool:
    """Whether all numbers among texts, most of which are numbers, go in even steps other than one."""
    numbers = [t for t in texts if NUMBER.match(t)]
    if len(numbers) < fewest or len(numbers) < 0.8 * len(texts):
        return False
    values = _numbers(numbers)
    steps = {round(b - a, 6) for a, b in itertools.pairwise(values)}
    return len(steps) == 1 and not steps & {0.0, 1.0, -1.0}


def _numbers(texts: Sequence[str]) -> list[float]:
    return [float(re.sub(r"[^\d.-]", "", t.replace("−", "-").replace("–", "-"))) for t in texts]
