"""The Content-Security-Policy and its companions: what a browser may do with an answer of ours."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

#: Where Datasette's own pages are, and ours are not.
DATASETTE_PATHS = ("/data", "/-/")

HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}

_ALWAYS = "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_INLINE = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)
_SET = {"{{ datasette_allow_facet }}": "true"}
"""What Datasette writes into its inline scripts, with the setting that we leave as it is."""


def own_policy() -> str:
    """For our pages: nothing inline, nothing from elsewhere."""
    return f"default-src 'none'; script-src 'self'; style-src 'self'; {_ALWAYS}"


@cache
def datasette_policy() -> str:
    """For Datasette's pages: its inline scripts and styles, too, as they stand in its templates, and no others."""
    script = " ".join(sorted({_hash(text) for kind, text in _inline() if kind == "script"}))
    style = " ".join(sorted({_hash(text) for kind, text in _inline() if kind == "style"}))
    return f"default-src 'none'; script-src 'self' {script}; style-src 'self' {style}; {_ALWAYS}"


def _inline() -> Iterator[tuple[str, str]]:
    for template in files("datasette").joinpath("templates").iterdir():
        if template.name.endswith(".html"):
            yield from _INLINE.findall(template.read_text(encoding="utf-8"))


def _hash(text: str) -> str:
    for written, value in _SET.items():
        text = text.replace(written, value)
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
