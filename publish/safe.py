"""Text made safe for where it is going: a terminal, a spreadsheet, or a program that reads JSON."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping

#: A spreadsheet takes a text that begins so for a formula (OWASP, "CSV injection"); in East Asia in full width too.
_FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
#: What a spreadsheet may pass over in front of it: white space, and marks that cannot be seen.
_PASSED_OVER = re.compile(r"[\s\u00ad\u034f\u180e\u200b-\u200f\u2060-\u2064\ufeff]*")

#: What moves a cursor or turns the writing round, and what is half a character.
_STEERING = "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
_CONTROLS = re.compile(f"[\x00-\x08\x0b-\x1f{_STEERING}]")
_UNSEEN = re.compile(f"[{_STEERING}]")


def neutral(text: str) -> str:
    """``text`` so that no spreadsheet takes it for a formula and no terminal for a command."""
    text = printable(text)
    begins = text[_PASSED_OVER.match(text).end() :]  # type: ignore[union-attr]
    return f"'{text}" if text.startswith("\t") or begins.startswith(_FORMULA_STARTS) else text


def one_line(value: object) -> str:
    """A name or message that stays on its line: line feeds and tabs are shown as ``\\n`` and ``\\t``."""
    return printable(str(value).replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t"))


def printable(value: object) -> str:
    """One value for a terminal: no control characters but line feeds and tabs, no reversed writing."""
    return "" if value is None else _CONTROLS.sub("", str(value))


def json_text(value: object, indent: int | None = None) -> str:
    """``value`` as JSON that any reader takes and no terminal obeys; a number that is none is null."""
    try:
        text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    except ValueError:
        text = json.dumps(_finite(value), ensure_ascii=False, indent=indent)
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _finite(value: object) -> object:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: _finite(held) for key, held in value.items()}
    return [_finite(held) for held in value] if isinstance(value, list | tuple) else value
