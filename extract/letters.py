"""The characters of a page that words are made of, without white space and what is not printed or printed again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cjaplans.extract.glyphs import Glyphs, Places, text_of
from cjaplans.extract.overprint import overprint_of
from cjaplans.extract.signs import PRIVATE, WINGDINGS

Bools = npt.NDArray[np.bool_]

#: Characters that look like the plain ones, and only bind what stands beside them; PDFium's hyphens at a line's end.
PLAIN = {"\u00a0": " ", "\u202f": " ", "\u2010": "-", "\u2011": "-", "\x02": "-", "\ufffe": "-", "\u00ad": "-"}
WHITE = " \r\n\t"
SOFT_HYPHEN = "\u00ad"
#: What no reader sees: padding, zero-width marks.
UNPRINTED = "\x00\uffff\u200b\u200c\u200d\u2060\ufeff"
#: Characters beyond this are as they look.
LAST = 0x10000

_LOOKS = np.arange(LAST + 1, dtype=np.uint32)
_WHITE = np.zeros(LAST + 1, dtype=np.bool_)
_UNPRINTED = np.zeros(LAST + 1, dtype=np.bool_)
for _sign, _plain in PLAIN.items():
    _LOOKS[ord(_sign)] = ord(_plain)
for _code, _seen in WINGDINGS.items():
    _LOOKS[PRIVATE + _code] = ord(_seen)
for _sign in WHITE:
    _WHITE[ord(_sign)] = True
for _sign in UNPRINTED:
    _UNPRINTED[ord(_sign)] = True


@dataclass(frozen=True, slots=True)
class Letters:
    """Characters in order: what each looks like, and its place among the glyphs.

    ``parted`` tells that white space stands before it, ``spaced`` that a printed space is the next behind it,
    ``bold`` that it is printed twice to look so.
    """

    text: str
    places: Places
    parted: Bools
    spaced: Bools
    bold: Bools


def letters_of(glyphs: Glyphs) -> Letters:
    """The letters of a page. A gap that only leads back to what is printed again parts nothing."""
    codes = np.minimum(glyphs.codes, LAST)
    white, unseen = _WHITE[codes], _UNPRINTED[codes]
    unseen |= (codes == ord(SOFT_HYPHEN)) & ~np.append(white[1:], True)[: len(codes)]
    twice = overprint_of(glyphs)
    bold = _at(twice.bold, len(codes))
    if twice.repeated:
        repeated = _at(twice.repeated, len(codes))
        white &= ~repeated & ~(np.append(repeated[1:], False) & (glyphs.objects == 0))
        unseen |= repeated
        unseen |= ~white & _WHITE[codes]
    places = np.flatnonzero(~(white | unseen))
    gaps = np.flatnonzero(white)
    passed = np.cumsum(white)[places]
    next_gap = np.append(gaps, -1)[passed]
    spaced = (next_gap >= 0) & (glyphs.codes[next_gap] == ord(" ")) & (glyphs.objects[next_gap] != 0)
    looks = np.where(codes < LAST, _LOOKS[codes], glyphs.codes)[places]
    parted = np.ones(len(places), dtype=np.bool_)
    np.not_equal(passed[1:], passed[:-1], out=parted[1:])
    return Letters(text_of(looks), places, parted, spaced, bold[places])


def _at(places: frozenset[int], count: int) -> Bools:
    marked = np.zeros(count, dtype=np.bool_)
    marked[list(places)] = True
    return marked
