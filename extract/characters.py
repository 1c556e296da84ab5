"""Words of a page, from PDFium's characters.

PDFium orders the characters, adds the spaces that only a gap shows, and marks what it added; a word
ends at white space, at a jump on the page or at a change of line. A no-break space ends none: what it
joins is wrapped as one word. What is printed twice is read once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from cjaplans.extract.glyphs import ASKEW, GlyphReader, Glyphs, Places
from cjaplans.extract.letters import Bools, letters_of
from cjaplans.extract.model import Word, box_at
from cjaplans.extract.quick import quick
from cjaplans.extract.runs import Runs, runs_of
from cjaplans.extract.signs import sign_of
from cjaplans.extract.spaced import without_letter_spacing
from cjaplans.extract.styles import Style
from cjaplans.extract.upright import Turn, Upright, turn_back, turn_of, turned_box
from cjaplans.extract.watermarks import without_watermarks

#: A raised character this much smaller than its word is a superscript.
SUPERSCRIPT_SIZE = 0.75
FOOTNOTE_SIGNS = "*†‡"

_word = quick(Word)


@dataclass(frozen=True, slots=True)
class PageWords:
    """A page's words in PDFium's reading order, and the texts of its watermarks, which are not among them."""

    words: tuple[Word, ...]
    watermarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """Words, those of faint text apart: they may be a watermark."""

    words: list[Word]
    faint: list[Word]


def read_words(reader: GlyphReader, upright: Upright, turn: int, width: float, height: float) -> PageWords:
    """The words of an upright page of the given size, which ``upright`` has turned by ``turn``."""
    glyphs = reader.read(upright)
    turns = reader.turns
    if all(each == turn for each in turns.values()):
        return _sifted(words_of(glyphs, reader, upright), ())
    parts = _by_turn(glyphs, turns, turn)
    plain = words_of(glyphs.of(parts.pop(0, NONE)), reader, upright)
    askew = words_of(glyphs.of(parts.pop(ASKEW, NONE)), reader, upright)
    for relative, places in parts.items():
        undo = turn_of(relative, width, height)
        there = words_of(glyphs.of(places, undo), reader, _then(upright, undo))
        back = turn_back(relative, width, height)
        plain.words.extend(_put_back(there.words, back, relative))
        plain.faint.extend(_put_back(there.faint, back, relative))
    return _sifted(plain, askew.words + askew.faint)


def _sifted(plain: _Found, askew: Sequence[Word]) -> PageWords:
    words, watermarks = without_watermarks(plain.words, plain.faint, askew)
    return PageWords(tuple(without_letter_spacing(words)), watermarks)


NONE: Places = np.empty(0, dtype=np.intp)


def _by_turn(glyphs: Glyphs, turns: Mapping[int, int], page: int) -> dict[int, Places]:
    """Places of the characters by where they run on the turned page; white space goes with what it follows."""
    parts: dict[int, list[int]] = {}
    relative = 0
    for place, handle in enumerate(glyphs.objects.tolist()):
        if handle:
            own = turns[handle]
            relative = own if own == ASKEW else (own - page) % 360
        parts.setdefault(relative, []).append(place)
    return {relative: np.array(places, dtype=np.intp) for relative, places in parts.items()}


def _then(upright: Upright, turn: Turn) -> Upright:
    return lambda x, y: turn(*upright(x, y))


def _put_back(words: Sequence[Word], back: Turn, turn: int) -> list[Word]:
    """Words that were read where they stand upright, in their places on the page."""
    return [replace(word, box=turned_box(word.box, back), turn=turn) for word in words]


def words_of(glyphs: Glyphs, reader: GlyphReader, upright: Upright) -> _Found:
    """The words of some characters in their order."""
    letters = letters_of(glyphs)
    if not letters.text:
        return _Found([], [])
    runs = runs_of(glyphs, letters, reader.styles, lambda at, sizes: reader.extents(glyphs, at, sizes, upright))
    first = np.flatnonzero(runs.begins)
    start = runs.start[first]
    parted = np.append(letters.parted[start[1:]], True)
    spaced = letters.spaced[np.append(start[1:], len(letters.text)) - 1] & parted
    doubled = np.add.reduceat(letters.bold, start, dtype=np.intp)
    return _joined(letters.text, _without_footnote_marks(letters.text, runs, first), spaced, doubled)


def _joined(letters: str, runs: Runs, spaced: Bools, doubled: Places) -> _Found:
    """Words of runs; of each word, whether a space is printed behind it, and how many letters are printed twice."""
    first = np.flatnonzero(runs.begins)
    lengths = runs.end - runs.start
    total = np.add.reduceat(lengths, first)
    bold = np.add.reduceat(lengths * np.array([s.bold for s in runs.styles]), first)
    ends = np.cumsum(total)
    text = _text(letters, runs)
    words = [
        _word(text[start:end].strip(), box_at(x0, top, x1, bottom), size, is_bold, space_after)
        for start, end, x0, top, x1, bottom, size, is_bold, space_after in zip(
            (ends - total).tolist(),
            ends.tolist(),
            np.minimum.reduceat(runs.x0, first).tolist(),
            np.minimum.reduceat(runs.top, first).tolist(),
            np.maximum.reduceat(runs.x1, first).tolist(),
            np.maximum.reduceat(runs.bottom, first).tolist(),
            np.maximum.reduceat(runs.sizes, first).tolist(),
            (2 * np.maximum(bold, doubled) > total).tolist(),
            spaced.tolist(),
            strict=True,
        )
    ]
    faint = [runs.styles[run].faint for run in first.tolist()]
    return _Found(
        [word for word, pale in zip(words, faint, strict=True) if word.text and not pale],
        [word for word, pale in zip(words, faint, strict=True) if word.text and pale],
    )


def _text(letters: str, runs: Runs) -> str:
    """The letters of runs one after the other, those of fonts of signs as the signs that are seen."""
    if runs.end[-1] == len(letters) == np.sum(runs.end - runs.start) and not any(s.signs for s in runs.styles):
        return letters
    pieces = zip(runs.styles, runs.start.tolist(), runs.end.tolist(), strict=True)
    return "".join(_seen(letters[start:end], style) for style, start, end in pieces)


def _seen(letters: str, style: Style) -> str:
    return "".join(sign_of(letter, True) for letter in letters) if style.signs else letters


def _without_footnote_marks(letters: str, runs: Runs, first: Places) -> Runs:
    """Drops raised small figures and asterisks (SCHEMA: footnote marks are dropped)."""
    small = np.minimum.reduceat(runs.sizes, first) < SUPERSCRIPT_SIZE * np.maximum.reduceat(runs.sizes, first)
    if not small.any():
        return runs
    kept = np.ones(len(runs.start), dtype=np.bool_)
    last = np.append(first[1:], len(kept))
    for start, end in zip(first[small].tolist(), last[small].tolist(), strict=True):
        main = start + int(np.argmax(runs.sizes[start:end]))
        line = runs.bottom[main] - 0.1 * (runs.bottom[main] - runs.top[main])
        raised = (runs.sizes[start:end] < SUPERSCRIPT_SIZE * runs.sizes[main]) & (runs.bottom[start:end] < line)
        for run in (start + np.flatnonzero(raised)).tolist():
            kept[run] = not _is_mark(_seen(letters[runs.start[run] : runs.end[run]], runs.styles[run]))
    return runs.of(kept)


def _is_mark(text: str) -> bool:
    """Whether a run could be a footnote mark: figures or signs only."""
    return all(c.isdigit() or c in FOOTNOTE_SIGNS for c in text)
