"""A chart as a page that needs no network: the picture itself, and the program that shows its numbers when pointed at.

The page may run its own two scripts and nothing else, by their hashes; the program evaluates no text (``ast``).
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from typing import TYPE_CHECKING

from cjaplans.publish.charts.svg import described, specification, svg
from cjaplans.publish.html import environment

if TYPE_CHECKING:
    from cjaplans.publish.compare.model import Comparison

_OPTIONS = '{"mode": "vega-lite", "ast": true, "renderer": "svg", "actions": false}'
#: What is said of the picture is said once, by the page: its parts have no words of their own.
_SILENCED = '() => document.querySelectorAll("#chart [role]").forEach((part) => part.removeAttribute("role"))'


def page(comparison: Comparison) -> str:
    """The chart of a comparison as one page of HTML. Raises ``UsageProblem`` without the extra ``charts``."""
    picture = svg(comparison)
    import vl_convert

    library: str = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    script = f'vegaEmbed("#chart", {specification(comparison)}, {_OPTIONS}).then({_SILENCED}).catch(console.error);'
    return (
        environment("cjaplans.publish.charts")
        .get_template("chart.html")
        .render(
            title=comparison.title,
            description=described(comparison),
            picture=picture,
            notes=comparison.notes,
            sql=comparison.sql,
            library=library,
            script=script,
            hashes=" ".join(_hash(text) for text in (library, script)),
        )
    )


def _hash(script: str) -> str:
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"'sha256-{digest}'"
