"""Text made safe for where it is going: a terminal, or a spreadsheet."""

from __future__ import annotations

import re

# OWASP, "CSV injection": a spreadsheet takes a text that begins so for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def neutral(text: str) -> str:
    """``text`` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def printable(value: object) -> str:
    """One value for a terminal: no control characters but line feeds and tabs, no reversed writing."""
    return "" if value is None else _CONTROLS.sub("", str(value))
