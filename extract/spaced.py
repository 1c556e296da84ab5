"""Words whose letters are set apart for show: "A C T I O N   P L A N"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from cjaplans.extract.model import Word, bounding

#: Letters stand apart by no more than this share of their size within a word, and by more than that between words.
LETTER_GAP = 0.75
#: At least so many letters in a row are one word set apart; fewer may be marks beside each other.
FEWEST = 4
#: What stands between the figures of years set apart: "2 0 1 0 / 1 1".
YEAR_SIGNS = "/-–"
#: The gap between two words exceeds that between letters by this factor.
WORD_GAP = 1.6


def without_letter_spacing(words: Sequence[Word]) -> list[Word]:
    """The words in order; letters set apart that follow each other on a line become the words they spell."""
    if sum(len(word.text) == 1 for word in words) < FEWEST:
        return list(words)
    found: list[Word] = []
    row: list[Word] = []
    for word in words:
        if row and not _follows(row[-1], word):
            found.extend(_spelled(row))
            row = []
        if len(word.text) == 1 and (word.text.isalpha() or (row and _goes_with(word.text))) and not word.turn:
            row.append(word)
        else:
            found.append(word)
    return [*found, *_spelled(row)]


def _goes_with(sign: str) -> bool:
    """Whether a sign may stand among letters set apart: figures and what parts those of years."""
    return sign.isdigit() or sign in YEAR_SIGNS


def _follows(last: Word, word: Word) -> bool:
    """Whether a letter stands beside the last one, as far as a letter or a word set apart may."""
    gap = word.box.x0 - last.box.x1
    level = abs(word.box.bottom - last.box.bottom) < 0.2 * last.size and word.size == last.size
    return len(word.text) == 1 and level and 0 < gap < 2 * WORD_GAP * LETTER_GAP * last.size


def _spelled(row: Sequence[Word]) -> Iterator[Word]:
    gaps = [b.box.x0 - a.box.x1 for a, b in pairwise(row)]
    usual = sorted(gaps)[len(gaps) // 2] if gaps else 0.0
    if len(row) < FEWEST or usual > LETTER_GAP * row[0].size:
        yield from row
        return
    start = 0
    for place in range(1, len(row) + 1):
        if place == len(row) or gaps[place - 1] > WORD_GAP * usual:
            yield _word(row[start:place])
            start = place


def _word(letters: Sequence[Word]) -> Word:
    text = "".join(letter.text for letter in letters)
    box = bounding([letter.box for letter in letters])
    return replace(letters[-1], text=text, box=box, bold=all(letter.bold for letter in letters))
