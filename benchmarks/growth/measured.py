"""What has been measured, kept as JSON as soon as it is: a run that is broken off goes on from there."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.growth.watched import Watched


@dataclass(frozen=True, slots=True)
class Size:
    """So many documents, read once and then met again; sizes in bytes, seconds as in ``Watched``."""

    documents: int
    pages: int
    files: int
    first: Watched
    again: Watched
    database: int
    extracted: int
    actions: int
    cells: int


@dataclass(frozen=True, slots=True)
class Way:
    """One way of reading the same documents: its rounds, in their order."""

    name: str
    rounds: tuple[Watched, ...]


@dataclass(slots=True)
class Measured:
    """All that was measured; ``where`` and ``when`` are those of the last part."""

    where: str = ""
    when: str = ""
    jobs: int = 0
    sizes: dict[int, Size] = field(default_factory=dict)
    ways: list[Way] = field(default_factory=list)
    ways_documents: int = 0
    ways_pages: int = 0

    def save(self, path: Path) -> None:
        """Writes the file whole or not at all."""
        new = path.with_suffix(".part")
        new.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")
        new.replace(path)


def load(path: Path) -> Measured:
    """What a file keeps; nothing where there is none."""
    if not path.exists():
        return Measured()
    held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    sizes = {int(count): _size(each) for count, each in held.pop("sizes").items()}
    ways = [Way(each["name"], tuple(Watched(**one) for one in each["rounds"])) for each in held.pop("ways")]
    return Measured(**held, sizes=sizes, ways=ways)


def _size(held: dict[str, Any]) -> Size:
    return Size(**{**held, "first": Watched(**held["first"]), "again": Watched(**held["again"])})
