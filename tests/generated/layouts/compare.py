"""Records read against records expected: aligned in order by likeness, then field by field after folding."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from cjaplans.normalise.model import Plan
from tests.generated.layouts.records import FIELDS, Record

#: Records less alike than this (0..1) are different ones.
ALIKE = 0.5
NAMES = {"action_text": "action", "outcome_refs": "outcomes_raw"}
SIGNED = ("ref", "action", "detail", "responsible", "timescale", "progress")


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of records and of fields that are filled on either side; ``wrong`` lists (record, field, want, got)."""

    expected: int = 0
    read: int = 0
    matched: int = 0
    fields: int = 0
    right: int = 0
    wrong: tuple[tuple[int, str, str, str], ...] = ()

    def __add__(self, other: Score) -> Score:
        return Score(
            self.expected + other.expected,
            self.read + other.read,
            self.matched + other.matched,
            self.fields + other.fields,
            self.right + other.right,
            self.wrong + other.wrong,
        )

    @property
    def recall(self) -> float:
        return self.matched / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        return self.matched / self.read if self.read else float(not self.expected)

    @property
    def exact(self) -> float:
        return self.right / self.fields if self.fields else 1.0


def records_of(plan: Plan) -> list[dict[str, str]]:
    """A plan's actions as records."""
    return [{NAMES.get(f.value, f.value): text for f, text in a.printed.items()} for a in plan.actions]


def compare(want: Sequence[Record], got: Sequence[Record]) -> Score:
    """How well the records read match those expected."""
    fields = right = matched = 0
    wrong: list[tuple[int, str, str, str]] = []
    for i, j in _aligned(want, got):
        matched += j is not None
        for name in FIELDS:
            expected, read = fold(want[i].get(name, "")), fold(got[j].get(name, "")) if j is not None else ""
            if expected or read:
                fields += 1
                right += expected == read and j is not None
                if expected != read:
                    wrong.append((i, name, expected, read))
    return Score(len(want), len(got), matched, fields, right, tuple(wrong))


def fold(text: str) -> str:
    """Without case, bullets and superscript marks; white space, quotes and dashes evened out."""
    text = unicodedata.normalize("NFKC", re.sub("[⁰¹²³⁴-⁹\u00ad]", "", text))
    text = re.sub(r"[‘’´`]", "'", text)
    text = re.sub(r"[“”]", '"', text)
    text = re.sub(r"[–—‑−]", "-", text)
    text = re.sub(r"^\s*(?:[•▪●○·◦\uf0b7]|[-o](?=\s))\s*", " ", text, flags=re.MULTILINE)
    return re.sub(r"\s+", " ", text).strip().casefold()


def _aligned(want: Sequence[Record], got: Sequence[Record]) -> list[tuple[int, int | None]]:
    """Each record expected with the one read, in order, so that the sum of likenesses is largest."""
    wanted, read = [_signature(r) for r in want], [_signature(r) for r in got]
    alike = [[fuzz.ratio(a, b) / 100 for b in read] for a in wanted]
    n, m = len(wanted), len(read)
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in reversed(range(n)):
        for j in reversed(range(m)):
            both = best[i + 1][j + 1] + alike[i][j] if alike[i][j] >= ALIKE else -1.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], both)
    pairs: list[tuple[int, int | None]] = []
    j = 0
    for i in range(n):
        while j < m and best[i][j] == best[i][j + 1] and best[i][j] > best[i + 1][j]:
            j += 1
        taken = j < m and best[i][j] > best[i + 1][j]
        pairs.append((i, j if taken else None))
        j += taken
    return pairs


def _signature(record: Record) -> str:
    return fold(" ".join(record.get(name, "") for name in SIGNED))[:600]
