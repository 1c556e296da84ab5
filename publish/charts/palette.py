"""Colours that people with any sight can tell apart and read on, for charts and for tables as heat maps."""

from __future__ import annotations

from collections.abc import Mapping

from cjaplans.normalise.coded import StatusCode

#: What became of actions, from done to dropped, in the order they are stacked. Paul Tol's bright scheme, which all
#: kinds of colour vision tell apart (https://personal.sron.nl/~pault/), with black for what was turned down.
STATUSES: Mapping[StatusCode, str] = {
    StatusCode.COMPLETE: "#4477aa",
    StatusCode.ON_TRACK: "#66ccee",
    StatusCode.IN_PROGRESS: "#ccbb44",
    StatusCode.NOT_STARTED: "#f2f2f2",
    StatusCode.DELAYED: "#ee6677",
    StatusCode.WITHDRAWN: "#aa3377",
    StatusCode.REJECTED: "#222222",
    StatusCode.UNKNOWN: "#bbbbbb",
}
#: For groups of no order: the same scheme.
GROUPS = ("#4477aa", "#ee6677", "#ccbb44", "#66ccee", "#aa3377", "#228833", "#bbbbbb", "#222222")
#: What an outcome that a plan's scheme cannot express is filled with.
UNREACHABLE = "#d9d9d9"
LINE = "#4d4d4d"
DARK, LIGHT = "#000000", "#ffffff"

_LOW, _HIGH = (0xFF, 0xFF, 0xFF), (0x08, 0x30, 0x6B)


def shade(value: float, most: float) -> str:
    """The blue of a number on a scale from none (white) to ``most`` (dark)."""
    share = min(max(value / most, 0.0), 1.0) if most > 0 else 0.0
    return "#" + "".join(f"{round(low + (high - low) * share):02x}" for low, high in zip(_LOW, _HIGH, strict=True))


def ink(fill: str) -> str:
    """Black or white, whichever is easier to read on a colour (at least 4.5 to 1, WCAG 2.2, 1.4.3)."""
    return max((DARK, LIGHT), key=lambda colour: contrast(colour, fill))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
