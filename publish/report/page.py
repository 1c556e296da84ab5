"""The report as one page of HTML that needs nothing else: no network, and no style or script but its own two."""

from __future__ import annotations

import hashlib
from base64 import b64encode

from cjaplans.publish.charts.palette import ink, shade
from cjaplans.publish.html import environment
from cjaplans.publish.report.compared import STEPS
from cjaplans.publish.report.model import Report

TITLE = "Action plans of Scotland's Community Justice Authorities"


def as_html(report: Report) -> str:
    """The page."""
    templates = environment("cjaplans.publish.report")
    fills = [(f"shade{step}", shade(step, STEPS)) for step in range(STEPS + 1)]
    style = templates.get_template("report.css").render(shades=[(name, fill, ink(fill)) for name, fill in fills])
    script = templates.get_template("report.js").render()
    return templates.get_template("report.html").render(
        title=TITLE,
        report=report,
        style=style,
        script=script,
        hashes={"style": _hash(style), "script": _hash(script)},
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
