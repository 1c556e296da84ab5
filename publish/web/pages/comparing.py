"""A comparison as a page: a table whose cells lead to the actions they count, a chart, and the SQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlencode

from cjaplans.ingest.extras import Extra, missing
from cjaplans.publish.charts.cells import is_rest, is_sum
from cjaplans.publish.compare.compare import compare
from cjaplans.publish.compare.model import KINDS, By, Comparison, Name, Show
from cjaplans.publish.compare.records import records
from cjaplans.publish.compare.texts import heading, texts
from cjaplans.publish.render import Rows, as_csv, as_json
from cjaplans.publish.web.model import Answer, Asked, Data, Moved, NotThere, Page, Refusal, Site
from cjaplans.publish.web.pages.choices import choices, selection_of

if TYPE_CHECKING:
    from enum import StrEnum

    Word = TypeVar("Word", bound=StrEnum)

#: Steps of shading: enough to tell more from less, few enough to be told apart.
SHADES = 5
#: What writes rows that are taken away, and what that is.
_FORMS: Mapping[str, tuple[Callable[[Rows, Sequence[str]], str], str]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "json": (as_json, "application/json; charset=utf-8"),
}


@dataclass(frozen=True, slots=True)
class Shaded:
    """One cell: what it says, how dark it is (0 to ``SHADES``), and the address of the actions behind it."""

    text: str
    shade: int
    address: str


def page(site: Site, asked: Asked) -> Answer:
    """``/compare/<name>``, with the conditions of a ``Selection``, ``by`` and ``show``."""
    comparison = comparison_of(site, asked)
    context = {
        "kinds": KINDS,
        "comparison": comparison,
        "shows": KINDS[comparison.name].shows,
        "by": list(By),
        "choices": choices(site.engine, comparison.selection),
        "columns": headings(comparison),
        "rows": shaded(comparison),
        "chart": None if missing(Extra.CHARTS) else chart_address(comparison),
        "data": _data(comparison),
    }
    return Page("compare.html", context)


def first(site: Site, asked: Asked) -> Answer:
    """``/compare``, which people type: the first comparison, with the same conditions."""
    query = urlencode(asked.query)
    return Moved(f"/compare/{next(iter(KINDS))}" + (f"?{query}" if query else ""))


def chart(site: Site, asked: Asked) -> Answer:
    """``/compare/<name>.svg``: the chart of the same, for the page and to take away. Raises ``NotThere``."""
    if absent := missing(Extra.CHARTS):
        raise NotThere(f"no chart can be drawn without {' and '.join(absent)}", "install 'cjaplans[charts]'")
    from cjaplans.publish.charts.svg import svg

    comparison = comparison_of(site, asked)
    key = ("chart", comparison.name, comparison.by, comparison.show, comparison.selection)
    drawn = site.remembered.get(site.engine, key, lambda: svg(comparison))
    return Data(drawn.encode(), "image/svg+xml", {"Cache-Control": "no-cache"})


def rows_as(site: Site, asked: Asked) -> Answer:
    """``/compare/<name>.csv`` and ``.json``: all tidy rows of the same, as ``cjaplans compare`` prints them."""
    rows = comparison_of(site, asked).rows
    write, media = _FORMS[asked.parts["form"]]
    return Data(write(records(rows), list(rows.columns)).encode(), media, {"Cache-Control": "no-cache"})


def comparison_of(site: Site, asked: Asked) -> Comparison:
    """The comparison that an address names. Raises ``Refusal`` for one that there is not."""
    name = _one_of(Name, asked.parts["name"])
    if name is None or name not in KINDS:
        raise NotThere(f"there is no comparison {asked.parts['name']!r}", f"choose one of {', '.join(KINDS)}")
    by = _chosen(By, asked, "by") or By.AUTHORITY
    show = _chosen(Show, asked, "show")
    if show is not None and show not in KINDS[name].shows:
        raise Refusal(f"{name} has no {show}", f"choose one of {', '.join(KINDS[name].shows)}")
    selection = selection_of(site, asked)
    key = ("comparison", name, selection, by, show)
    return site.remembered.get(site.engine, key, lambda: compare(site.engine, name, selection, by, show))


def chart_address(comparison: Comparison) -> str:
    """Where the chart of a comparison is."""
    return f"/compare/{comparison.name}.svg?{urlencode(_asked_for(comparison))}"


def headings(comparison: Comparison) -> Sequence[tuple[str, str]]:
    """The columns of the table in words, each with what it means where it is a code."""
    return [(heading(column), comparison.legend.get(str(column), "")) for column in comparison.table]


def shaded(comparison: Comparison) -> Mapping[str, Sequence[Shaded]]:
    """The cells of each row of the table, by its heading; sums have no shade, as they would outshine the rest."""
    table = texts(comparison)
    rows = [
        [0.0 if is_rest(label) or is_sum(column) else _number(value) for column, value in row.items()]
        for label, row in zip(table.labels, records(comparison.table), strict=True)
    ]
    most = max((number for row in rows for number in row), default=0.0)
    found = zip(table.labels, table.cells, rows, records(comparison.links), strict=True)
    return {
        label: [
            Shaded(text, _shade(number, most), f"/actions?{link}" if link else "")
            for text, number, link in zip(cells, row, links.values(), strict=True)
        ]
        for label, cells, row, links in found
    }


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _shade(number: float, most: float) -> int:
    return max(1, round(SHADES * number / most)) if number > 0 else 0


def _data(comparison: Comparison) -> Mapping[str, str]:
    """Addresses of all tidy rows, and of what the SQL finds, as far as a page has room for it."""
    name, whole = comparison.name, urlencode(_asked_for(comparison))
    files = {form.upper(): f"/compare/{name}.{form}?{whole}" for form in _FORMS}
    return files | {"the rows of the SQL": f"/data/{name}?{urlencode(_conditions(comparison))}"}


def _asked_for(comparison: Comparison) -> Mapping[str, str]:
    return {"by": comparison.by.value, "show": comparison.show.value, **_conditions(comparison)}


def _conditions(comparison: Comparison) -> Mapping[str, str]:
    return {name: value for name, value in comparison.selection.parameters().items() if value}


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
