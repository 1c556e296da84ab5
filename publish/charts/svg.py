"""A chart as SVG that stands alone: no font, script or address but its own, and words for those who do not see it."""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING, Any

from cjaplans.ingest.extras import Extra, demand
from cjaplans.publish.charts.cells import cells_of
from cjaplans.publish.charts.chart import NOTHING, chart, unit
from cjaplans.publish.charts.labels import drawable, number_of

if TYPE_CHECKING:
    from cjaplans.publish.compare.model import Comparison

#: The roles that the library gives to groups of marks, and no words with them.
_ROLES = re.compile(r'(<g class="[^"<>]*") role="graphics-\w+" aria-roledescription="[^"<>]*"')


def svg(comparison: Comparison) -> str:
    """The chart of a comparison, to stand in a page or a file: the same rows, the same text.

    Raises ``UsageProblem`` without the extra ``charts``.
    """
    demand(Extra.CHARTS, "charts")
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(specification(comparison), allowed_base_urls=[])
    return _told(drawn, comparison)


def specification(comparison: Comparison) -> str:
    """The chart as Vega-Lite, safe to stand in a script."""
    text = json.dumps(_drawable(chart(comparison).to_dict()), ensure_ascii=True, sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def described(comparison: Comparison) -> str:
    """What is to be seen, in words."""
    cells = cells_of(comparison.table, comparison.show)
    known = [record for record in cells.records if record["value"] is not None]
    if not known:
        return NOTHING
    most = max(known, key=lambda record: (record["shaded"], record["value"]))
    where = f"{most['row']}, {most['column']}, {number_of(most['value'], cells.show)}"
    return f"{len(cells.rows)} rows by {len(cells.columns)} columns; the most {unit(comparison)}: {where}."


def _told(text: str, comparison: Comparison) -> str:
    """With a title and a description that screen readers say in place of the picture."""
    prefix = f"{comparison.name}-{comparison.by}"
    names = f'role="img" aria-labelledby="{prefix}-title {prefix}-desc"'
    title = f'<title id="{prefix}-title">{escape(drawable(comparison.title))}</title>'
    desc = f'<desc id="{prefix}-desc">{escape(drawable(described(comparison)))}</desc>'
    start, rest = _ROLES.sub(r"\1", text).split(">", 1)
    return f"{start.replace('<svg', f'<svg {names}', 1)}>{title}{desc}{rest}"


def _drawable(value: Any) -> Any:
    """The specification with every text in it such as can be drawn."""
    if isinstance(value, dict):
        return {drawable(name): _drawable(held) for name, held in value.items()}
    if isinstance(value, list):
        return [_drawable(held) for held in value]
    return drawable(value) if isinstance(value, str) else value
