"""Column headings to fields, by vocabulary and then by likeness (``layouts/fields.yaml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml
from rapidfuzz import fuzz

from cjaplans.normalise.fields import Field

#: Headings longer than this are sentences of a body row.
LONGEST_HEADING = 90
#: A phrase inside a heading of more words than this says little of it.
LONGEST_WORDS = 8
#: Likeness (0..100) from which a heading counts as a misspelt phrase.
ALIKE = 86.0


@dataclass(frozen=True, slots=True)
class Match:
    """A heading's field, how sure (0..1), and the phrase that decided."""

    field: Field
    confidence: float
    phrase: str


@lru_cache
def vocabulary(name: str) -> Any:
    """A vocabulary of ``layouts/`` by its file's stem."""
    text = files("cjaplans.normalise.layouts").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


def fold_heading(text: str) -> str:
    """Lower case, words only; years and "year 2" say nothing about a column's meaning."""
    text = re.sub(r"(?<=[a-z])-\s*(?=[a-z])", " ", text.casefold())
    text = re.sub(r"\byear\s*\d*\b|\b(?:19|20)\d\d(?:\s*[-/–]\s*\d{2,4})?\b", " ", text)
    return re.sub(r"\s+", " ", re.sub(r"[^a-z0-9]+", " ", text.replace("'", ""))).strip()


@lru_cache(maxsize=4096)
def match_heading(text: str) -> Match | None:
    """The field a heading names; None when it names none or is no heading at all.

    Of alternatives ("Tasks / how we know") the first decides.
    """
    folded = fold_heading(text)
    if not folded or len(text) > LONGEST_HEADING:
        return None
    phrases = _phrases()
    if folded in phrases:
        return Match(phrases[folded], 1.0, folded)
    first = fold_heading(re.split(r"\s*/\s*|\s+(?:and|or)\s+", text)[0])
    if first in phrases and first != folded:
        return Match(phrases[first], 0.95, first)
    held = _held(folded, phrases) if len(folded.split()) <= LONGEST_WORDS else None
    if held:
        return Match(phrases[held], 0.9, held)
    best = max(phrases, key=lambda p: fuzz.ratio(folded, p))
    if len(best) > 3 and fuzz.ratio(folded, best) >= ALIKE:
        return Match(phrases[best], 0.8, best)
    return None


@lru_cache
def _phrases() -> dict[str, Field]:
    return {phrase: Field(name) for name, known in vocabulary("fields").items() for phrase in known}


def _held(folded: str, phrases: dict[str, Field]) -> str | None:
    """The longest phrase among a heading's words; of two as long, the one that comes first."""
    padded = f" {folded} "
    alone = set(vocabulary("alone"))
    found = [p for p in phrases if len(p) > 3 and p not in alone and f" {p} " in padded]
    return max(found, key=lambda p: (len(p), -padded.index(f" {p} ")), default=None)
