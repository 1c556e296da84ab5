"""What a correction and a review say."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Correction:
    """One value put right: the ``field`` (a column of ``action``) of the action with this ``key``.

    ``was`` is the value it is to replace, ``now`` the right one; both as they stand in the database, as text, and
    None where it is empty. ``source`` is the name of the file that holds it. Key, field and both values together
    are unique among the corrections in force.
    """

    key: str
    field: str
    was: str | None
    now: str | None
    reason: str
    author: str
    date: datetime.date
    source: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """What became of a correction at an action: ``found`` is the value that stood there when its turn came."""

    field: str
    was: str | None
    now: str | None
    found: str | None
    applied: bool


@dataclass(frozen=True, slots=True)
class Review:
    """What somebody said of a finding; ``accepted`` where nothing need be done about it."""

    finding_key: str
    accepted: bool
    note: str | None
    author: str
    date: datetime.date
    source: str


def prefix_of(key: str) -> str:
    """The plan an action's key names: ``authority/period``."""
    return "/".join(key.split("/", 2)[:2])


def relevant(corrections: Iterable[Correction], prefixes: Iterable[str]) -> tuple[Correction, ...]:
    """The corrections to actions of these plans (``authority/period``), in their order."""
    wanted = frozenset(prefixes)
    return tuple(each for each in corrections if prefix_of(each.key) in wanted)


def digest(corrections: Sequence[Correction]) -> str | None:
    """A fingerprint of what corrections do, whoever made them when and why; None of no corrections."""
    if not corrections:
        return None
    content = [[each.key, each.field, each.was, each.now] for each in corrections]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()
