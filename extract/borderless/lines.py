"""Lines of a page cut into segments: runs of words with no more than a word space between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from cjaplans.extract.model import Word
from cjaplans.extract.paragraphs import BULLETS, Line, lines_of

#: A gap wider than this share of the font size may part two columns; where many lines agree, the finer one.
COARSE = 0.8
FINE = 0.45
#: Signs set apart from the number they belong to.
BEFORE_NUMBER = frozenset({"$", "£", "€", "¥", "US$"})
AFTER_NUMBER = frozenset({"%", ")", "*", "**", "***", "†", "‡"})
#: A sign belongs to a number that begins no further away than this many font sizes.
SIGN_REACH = 10.0
AFTER_REACH = 1.5

#: A word of this many letters is wider than high, unless it is turned.
TURNED_LETTERS = 3
TURNED = 1.3
#: A rule typed with dashes or underscores.
TYPED_RULE = re.compile(r"^[-–—_=]{4,}$")
LEADER = re.compile(r"[.·․‥…_]{3,}$")
LEADER_RUN = re.compile(r"[.·․‥…_]{3}")
LEADER_SIGNS = frozenset(".·․‥…_")
#: A value that fills a cell by itself: a number, share, amount, range of numbers, or a mark for none.
DATA = re.compile(
    r"^[\s(<>≤≥~±+$£€−–—-]*(?:US\$)?\s*\d[\d\s.,:/%()−–—-]*[%*†‡)]*(?:\s?(?:million|billion|bn|m|k|p|pp))?[a-z]?[*†‡)]*$"
    r"|^[.\-−–—*…x✓]+$|^\(?(?:n\.?/?a\.?|nil|none|x)\)?$",
    re.IGNORECASE,
)
NUMBER = re.compile(r"^[(+$£€−–-]*\d")
ENUMERATOR = re.compile(r"^[(\[]?(?:\d{1,3}|[a-z]|[ivxl]{1,4})[.)\]]+$|^\d{1,2}(?:\.\d{1,2})+[.)]?$", re.IGNORECASE)


@dataclass(frozen=True)
class Segment:
    """Words that stand together, and where their ink begins and ends (dot leaders left out)."""

    words: tuple[Word, ...]

    @cached_property
    def x0(self) -> float:
        return self.words[0].box.x0

    @cached_property
    def x1(self) -> float:
        return max(map(ink_end, self.words))

    @cached_property
    def text(self) -> str:
        return " ".join(w.text for w in self.words)

    @property
    def is_data(self) -> bool:
        return is_data(self.text)


@dataclass(frozen=True)
class TextLine:
    """One printed line: its words from left to right, parted into ``coarse`` and ``fine`` segments."""

    line: Line
    coarse: tuple[Segment, ...]
    fine: tuple[Segment, ...]

    @property
    def top(self) -> float:
        return self.line.box.top

    @property
    def bottom(self) -> float:
        return self.line.box.bottom

    @cached_property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @cached_property
    def size(self) -> float:
        return max(self.line.size, 1.0)

    @property
    def x0(self) -> float:
        return self.line.box.x0

    @property
    def x1(self) -> float:
        return self.coarse[-1].x1

    @cached_property
    def is_tabular(self) -> bool:
        """Whether it has several texts; the sign of a list and its item are one."""
        return len(self.coarse) > 2 or (len(self.coarse) == 2 and not is_enumerator(self.coarse[0].text))

    @cached_property
    def has_leader(self) -> bool:
        return any(leader_of(w.text) for w in self.line.words)


def is_data(text: str) -> bool:
    """Whether a text is a value by itself; a dot leader on its way to one does not count."""
    return bool(DATA.match(LEADER.sub("", text).strip() or "-"))


def is_enumerator(text: str) -> bool:
    """Whether a text is what a list has at the start of an item: a bullet, a number or a letter."""
    return bool(ENUMERATOR.match(text)) or (len(text) == 1 and (text in BULLETS or text in "-–—o·*"))


def leader_of(text: str) -> re.Match[str] | None:
    """The dot leader at the end of a text."""
    return LEADER.search(text) if text[-1:] in LEADER_SIGNS else None


def ink_end(word: Word) -> float:
    """Where a word ends for the eye: before the dot leader glued to it."""
    leader = leader_of(word.text)
    if not leader:
        return word.box.x1
    share = leader.start() / len(word.text)
    return word.box.x0 + share * word.box.width


def text_lines(words: Sequence[Word]) -> list[TextLine]:
    """The lines of words, top to bottom."""
    return [text_line(line) for line in lines_of(words)]


def is_turned(word: Word) -> bool:
    """Whether a word runs up or down the page, as along the scale of a chart."""
    return len(word.text) >= TURNED_LETTERS and word.box.height > TURNED * word.box.width


def typed_rules(words: Sequence[Word]) -> tuple[list[Word], list[tuple[float, float, float]]]:
    """Words without those that are rules typed with dashes, and these as ``y, x0, x1``."""
    drawn = [w for w in words if w.text[:1] in "-–—_=" and TYPED_RULE.match(w.text)]
    if not drawn:
        return list(words), []
    rules = [((w.box.top + w.box.bottom) / 2, w.box.x0, w.box.x1) for w in drawn]
    return [w for w in words if not TYPED_RULE.match(w.text)], rules


def text_line(line: Line) -> TextLine:
    if is_whole(line, FINE):
        whole = (Segment(line.words),)
        return TextLine(line, whole, whole)
    coarse = (Segment(line.words),) if is_whole(line, COARSE) else segments(line, COARSE)
    return TextLine(line, coarse, segments(line, FINE))


def is_whole(line: Line, widest: float = COARSE) -> bool:
    """Whether no gap of a line is wider than so many font sizes, and none of its words a leader: most lines are one.

    What is not whole may be one segment all the same.
    """
    left = line.words[0]
    end = left.box.x1
    for word in line.words[1:]:
        box = word.box
        gap = box.x0 - end
        if gap > widest and gap > widest * max(left.size, word.size, 1.0):
            return False
        left = word
        if box.x1 > end:
            end = box.x1
    return LEADER_RUN.search(line.text) is None


def begins_with_data(line: Line) -> bool:
    """Whether the first coarse segment of a line is a value."""
    return is_data(line.text) if is_whole(line) else segments(line, COARSE)[0].is_data


def segments(line: Line, widest: float) -> tuple[Segment, ...]:
    runs: list[list[Word]] = []
    end = 0.0
    for word in line.words:
        if runs and _together(runs[-1][-1], word, word.box.x0 - end, widest):
            runs[-1].append(word)
        elif runs and LEADER.fullmatch(word.text):
            runs[-1].append(word)
            continue
        else:
            runs.append([word])
        end = max(end, ink_end(word)) if runs[-1][0] is not word else ink_end(word)
    return tuple(Segment(tuple(run)) for run in runs)


def _together(left: Word, right: Word, gap: float, widest: float) -> bool:
    """Whether a gap is a word space, or parts a number from its sign."""
    size = max(left.size, right.size, 1.0)
    if leader_of(left.text):
        return False
    if gap <= widest * size:
        return True
    if left.text in BEFORE_NUMBER and NUMBER.match(right.text):
        return gap <= SIGN_REACH * size
    return right.text in AFTER_NUMBER and left.text[-1].isdigit() and gap <= AFTER_REACH * size
