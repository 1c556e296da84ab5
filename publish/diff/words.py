"""Two texts word by word: what stayed, what went and what came."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby, zip_longest
from typing import NamedTuple

from rapidfuzz.distance import Indel

from cjaplans.publish.diff.model import Entry

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
#: Texts with a smaller share of words in common are shown one after the other, not woven into each other.
_WOVEN = 0.4


class Mark(StrEnum):
    """Which of two texts has a piece."""

    BOTH = "both"
    OLD = "old"
    NEW = "new"


class Piece(NamedTuple):
    """Some words that stand in both texts, or in one."""

    mark: Mark
    text: str


def marked(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of both texts: those of ``OLD`` and ``BOTH`` are the old text, of ``NEW`` and ``BOTH`` the new.

    What went stands before what came in its place; blanks between two changes are part of both.
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    if not old or not new or Indel.normalized_similarity(before, after) < _WOVEN:
        return _pieces([(Mark.OLD, old), (Mark.NEW, new)])
    return _pieces(_joined(list(_runs(before, after))))


def _runs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[Mark, str]]:
    for step in Indel.opcodes(before, after):
        if step.tag == "equal":
            yield Mark.BOTH, "".join(before[step.src_start : step.src_end])
        else:
            yield Mark.OLD, "".join(before[step.src_start : step.src_end])
            yield Mark.NEW, "".join(after[step.dest_start : step.dest_end])


def _joined(runs: Sequence[tuple[Mark, str]]) -> Iterator[tuple[Mark, str]]:
    """Changes with only blanks between them as one change."""
    for index, (mark, text) in enumerate(runs):
        if mark is Mark.BOTH and text.isspace() and 0 < index < len(runs) - 1:
            yield Mark.OLD, text
            yield Mark.NEW, text
        else:
            yield mark, text


def _pieces(runs: Iterable[tuple[Mark, str]]) -> tuple[Piece, ...]:
    """Runs of one mark as one piece; of a change, all that went and then all that came."""
    pieces: list[Piece] = []
    for _, change in groupby(runs, lambda run: run[0] is Mark.BOTH):
        run = list(change)
        pieces += (Piece(mark, "".join(text for own, text in run if own is mark)) for mark in Mark)
    return tuple(piece for piece in pieces if piece.text)


def aligned(old: Sequence[Entry], new: Sequence[Entry]) -> Iterator[tuple[Entry | None, Entry | None]]:
    """What differs between two lists: each entry that went beside the one that came in its place, if any."""
    numbers: dict[Entry, int] = {}
    numbered = [[numbers.setdefault(entry, len(numbers)) for entry in entries] for entries in (old, new)]
    for equal, steps in groupby(Indel.opcodes(*numbered), lambda step: step.tag == "equal"):
        if not equal:
            run = list(steps)
            went = [entry for step in run for entry in old[step.src_start : step.src_end]]
            came = [entry for step in run for entry in new[step.dest_start : step.dest_end]]
            yield from zip_longest(went, came)
