"""Words printed over a page and not on it: "DRAFT", large and aslant or pale behind the text."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from cjaplans.extract.model import Box, Word

#: A watermark is larger than the page's text by this factor.
LARGER = 2.0
#: Letters of a page with little text are compared with this size (points).
USUAL_SIZE = 12.0
#: A pale text is a watermark where it lies over this many words.
COVERED = 2


def without_watermarks(
    words: Sequence[Word], faint: Sequence[Word], askew: Sequence[Word]
) -> tuple[list[Word], tuple[str, ...]]:
    """A page's words with those of its pale and its slanting text that are no watermarks, and the texts that are."""
    if not faint and not askew:
        return list(words), ()
    usual = median([w.size for w in words] or [USUAL_SIZE])
    marks = [w for w in askew if w.size > LARGER * usual]
    marks += [w for w in faint if w.size > LARGER * usual and _covers(w.box, words)]
    kept = [w for w in (*faint, *askew) if w not in marks]
    return [*words, *kept], ((" ".join(w.text for w in marks),) if marks else ())


def _covers(box: Box, words: Sequence[Word]) -> bool:
    middles = (((w.box.x0 + w.box.x1) / 2, (w.box.top + w.box.bottom) / 2) for w in words)
    return sum(box.x0 < x < box.x1 and box.top < y < box.bottom for x, y in middles) >= COVERED
