"""A comparison as a page: a table whose cells lead to the actions they count, a chart, and the SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlencode

from markupsafe import Markup

from cjaplans.publish.compare.compare import compare
from cjaplans.publish.compare.model import KINDS, By, Comparison, Name, Show
from cjaplans.publish.compare.selection import Selection
from cjaplans.publish.extras import Extra, missing
from cjaplans.publish.web.model import Answer, Asked, NotThere, Page, Refusal, Site
from cjaplans.publish.web.pages.choices import choices, selection_of

if TYPE_CHECKING:
    from enum import StrEnum

    Word = TypeVar("Word", bound=StrEnum)

#: Steps of shading: enough to tell more from less, few enough to be told apart.
SHADES = 5


@dataclass(frozen=True, slots=True)
class Shaded:
    """One cell: what it says, how dark it is (0 to ``SHADES``), and the address of the actions behind it."""

    text: str
    shade: int
    address: str


def page(site: Site, asked: Asked) -> Answer:
    """``/compare/<name>``, with the conditions of a ``Selection``, ``by`` and ``show``."""
    name = _one_of(Name, asked.parts["name"])
    if name is None or name not in KINDS:
        raise NotThere(f"there is no comparison {asked.parts['name']!r}", f"choose one of {', '.join(KINDS)}")
    by = _chosen(By, asked, "by") or By.AUTHORITY
    show = _chosen(Show, asked, "show")
    if show is not None and show not in KINDS[name].shows:
        raise Refusal(f"{name} has no {show}", f"choose one of {', '.join(KINDS[name].shows)}")
    selection = selection_of(site, asked)
    comparison = compare(site.engine, name, selection, by, show)
    context = {
        "kinds": KINDS,
        "comparison": comparison,
        "shows": KINDS[name].shows,
        "by": list(By),
        "choices": choices(site.engine, selection),
        "columns": headings(comparison),
        "rows": shaded(comparison),
        "chart": drawn(comparison),
        "data": _data(name, selection),
    }
    return Page("compare.html", context)


def headings(comparison: Comparison) -> Sequence[tuple[str, str]]:
    """The columns of the table in words, each with what it means where it is a code."""
    return [(str(column).replace("_", " "), comparison.legend.get(str(column), "")) for column in comparison.table]


def shaded(comparison: Comparison) -> Mapping[str, Sequence[Shaded]]:
    """The cells of each row of the table, by its heading."""
    numbers = comparison.table.astype("Float64")
    most = float(numbers.max(axis=None)) if numbers.notna().any(axis=None) else 0.0
    found: dict[str, Sequence[Shaded]] = {}
    for row in comparison.table.index:
        cells = zip(comparison.table.loc[row], numbers.loc[row], comparison.links.loc[row], strict=True)
        found[str(row)] = [_cell(value, number, most, link, comparison.show) for value, number, link in cells]
    return found


def drawn(comparison: Comparison) -> Markup | None:
    """The chart, where charts can be made here."""
    if missing(Extra.CHARTS):
        return None
    from cjaplans.publish.charts.svg import svg

    return Markup(svg(comparison))


def _cell(value: object, number: object, most: float, link: object, show: Show) -> Shaded:
    import pandas as pd

    address = f"/actions?{link}" if link and link is not pd.NA else ""
    if number is pd.NA or not isinstance(number, float):
        return Shaded("–", 0, address)
    shade = 0 if number <= 0 or most <= 0 else max(1, round(SHADES * number / most))
    return Shaded(f"{number:.0%}" if show is Show.SHARE else f"{number:,.0f}", shade, address)


def _data(name: Name, selection: Selection) -> Mapping[str, str]:
    """Addresses of the tidy rows."""
    conditions = {key: value for key, value in selection.parameters().items() if value}
    return {
        "CSV": f"/data/{name}.csv?{urlencode(conditions)}",
        "JSON": f"/data/{name}.json?{urlencode({**conditions, '_shape': 'array'})}",
        "a table": f"/data/{name}?{urlencode(conditions)}",
    }


def _chosen(words: type[Word], asked: Asked, name: str) -> Word | None:
    value = asked.query.get(name)
    if value is None:
        return None
    word = _one_of(words, value)
    if word is None:
        raise Refusal(f"{name} cannot be {value!r}", f"choose one of {', '.join(words)}")
    return word


def _one_of(words: type[Word], value: str) -> Word | None:
    return next((word for word in words if word == value), None)
