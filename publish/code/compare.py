"""Whether a coded text is what a worked case expects, key by key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cjaplans.publish.code.kinds import REQUIRED, Kind


@dataclass(frozen=True, slots=True)
class Difference:
    """A key whose value is not the expected one; ``missing`` if there is no value at all."""

    key: str
    expected: Any
    got: Any
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs, and the expected keys that a coded text does not speak of."""

    differences: tuple[Difference, ...]
    ignored: tuple[str, ...]


def compare(kind: Kind, expected: Mapping[str, Any], got: Mapping[str, Any]) -> Comparison:
    """Every key that a kind must have counts, and every other key that both sides give."""
    missing = [key for key in expected if key not in got]
    differences = [Difference(key, expected[key], None, True) for key in missing if key in REQUIRED[kind]]
    differences += [
        Difference(key, value, got[key]) for key, value in expected.items() if key in got and not same(value, got[key])
    ]
    return Comparison(tuple(differences), tuple(key for key in missing if key not in REQUIRED[kind]))


def same(expected: Any, got: Any) -> bool:
    """Whether two JSON values are equal: numbers by value, lists in order, a truth value only to its like."""
    if isinstance(expected, bool) or isinstance(got, bool):
        return expected is got
    if isinstance(expected, Mapping) and isinstance(got, Mapping):
        return expected.keys() == got.keys() and all(same(value, got[key]) for key, value in expected.items())
    if isinstance(expected, list) and isinstance(got, list):
        return len(expected) == len(got) and all(map(same, expected, got))
    return bool(expected == got)
