"""Text made safe for where it is going: a terminal, or a spreadsheet."""

from __future__ import annotations

import re

# OWASP, "CSV injection": a spreadsheet takes a text that begins so for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t")

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def neutral(text: str) -> str:
    """``text`` so that no spreadsheet takes it for a formula and no terminal for a command."""
    text = printable(text)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def one_line(value: object) -> str:
    """A name or message that stays on its line: line feeds and tabs are shown as ``\\n`` and ``\\t``."""
    return printable(str(value).replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t"))


def printable(value: object) -> str:
    """One value for a terminal: no control characters but line feeds and tabs, no reversed writing."""
    return "" if value is None else _CONTROLS.sub("", str(value))
