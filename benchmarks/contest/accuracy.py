"""What a contender's tables are worth: the records that our normaliser makes of them, beside those of the gold.

Run for one contender in a process of its own, ``python -m benchmarks.contest.accuracy KEY``: the files come as JSON on
standard input, the counts go as JSON to standard output. Records are aligned in order by likeness of their texts; a
field is right when it is the same after folding white space, bullets, quotes, dashes and case.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.contest.contenders import CONTENDERS, Key, quietly
from benchmarks.contest.rounds import ROOT, Failed


@dataclass(frozen=True, slots=True)
class Score:
    """Counts: records in the gold, read, and matched; fields that either side fills, and those that are the same."""

    expected: int = 0
    read: int = 0
    matched: int = 0
    fields: int = 0
    right: int = 0

    @property
    def recall(self) -> float:
        """The share of the gold's records that were read."""
        return self.matched / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        """The share of the records read that are in the gold."""
        return self.matched / self.read if self.read else 0.0

    @property
    def exact(self) -> float:
        """The share of fields that are the same."""
        return self.right / self.fields if self.fields else 1.0

    def __add__(self, other: Score) -> Score:
        return Score(*(a + b for a, b in zip(asdict(self).values(), asdict(other).values(), strict=True)))


def gold_of(path: Path) -> list[dict[str, str]] | None:
    """The records a file must yield, each with the fields that its gold has; None where no gold is known.

    It stands beside the file, or with the expected records of the samples. What is no plan has no records.
    """
    places = (path.parent, ROOT / "tests" / "samples" / "expected")
    found = next((each for place in places if (each := place / f"{path.stem}.gold.json").exists()), None)
    if found is None:
        return None
    gold = json.loads(found.read_text(encoding="utf-8"))
    if gold["document"].get("kind", "action_plan") != "action_plan":
        return []
    return [{name: _text(value) for name, value in record.items()} for record in gold["records"]]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def score_file(path: Path, key: Key, gold: Sequence[Mapping[str, str]]) -> Score:
    """What a contender's reading of a file is worth."""
    from benchmarks.contest.converted import with_tables
    from cjaplans.extract.document import extract
    from cjaplans.normalise.plan import normalise
    from tests.generated.layouts.compare import compare, records_of

    document = extract(path)
    tables = CONTENDERS[key].tables
    if tables is not None:
        document = with_tables(document, tables(path))
    read = records_of(normalise(document))
    known = {name for record in gold for name in record}
    found = compare(gold, [{name: text for name, text in record.items() if name in known} for record in read])
    return Score(found.expected, found.read, found.matched, found.fields, found.right)


def scored(key: Key, files: Sequence[Path]) -> Score | None:
    """What a contender's reading of files is worth, together; None where none of them has gold. Raises Failed."""
    command = [sys.executable, "-m", "benchmarks.contest.accuracy", key.value]
    names = json.dumps([str(path.resolve()) for path in files])
    ended = subprocess.run(command, input=names, stdout=subprocess.PIPE, text=True, cwd=ROOT, check=False)
    if ended.returncode:
        raise Failed(f"{key}: its accuracy could not be told (exit code {ended.returncode})")
    counts: dict[str, Any] | None = json.loads(ended.stdout)
    return None if counts is None else Score(**counts)


def main() -> None:
    key = Key(sys.argv[1])
    with os.fdopen(quietly(), "w", encoding="utf-8") as out:
        files = [Path(name) for name in json.load(sys.stdin)]
        golden = [(path, gold) for path in files if (gold := gold_of(path)) is not None]
        total = sum((score_file(path, key, gold) for path, gold in golden), Score())
        print(json.dumps(asdict(total) if golden else None), file=out)


if __name__ == "__main__":
    main()
