"""A chart in a file of its own: SVG, PNG, or a page of HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from cjaplans.ingest.extras import Extra, demand
from cjaplans.publish.charts.page import page
from cjaplans.publish.charts.svg import specification, svg
from cjaplans.publish.output import checked, write

if TYPE_CHECKING:
    from cjaplans.publish.compare.model import Comparison

#: Dots of a picture for each of the chart's own, so that it is sharp in print.
_SCALE = 2


def write_chart(comparison: Comparison, path: Path) -> None:
    """Draw a comparison into ``path``, by its suffix.

    Raises ``UsageProblem`` for another suffix, a place that cannot be written, and without the extra ``charts``.
    """
    draw = _DRAWN[chart_file(path).suffix.lower()]
    write(path, draw(comparison))


def chart_file(path: Path) -> Path:
    """The file a chart is to be in, before the comparison is made. Raises ``UsageProblem``."""
    demand(Extra.CHARTS, "charts")
    return checked(path, tuple(_DRAWN))


def _svg(comparison: Comparison) -> bytes:
    return svg(comparison).encode()


def _png(comparison: Comparison) -> bytes:
    import vl_convert

    return bytes(vl_convert.vegalite_to_png(specification(comparison), scale=_SCALE, allowed_base_urls=[]))


def _html(comparison: Comparison) -> bytes:
    return page(comparison).encode()


_DRAWN: Mapping[str, Callable[[Comparison], bytes]] = {".svg": _svg, ".png": _png, ".html": _html}
