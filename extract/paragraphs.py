"""Words to lines, lines to paragraphs: soft wraps are joined, bullets and new paragraphs kept apart.

A new paragraph shows in four ways: a bullet, a wider gap than between wrapped lines, a line that ends
although the next word would have fitted, and, in files that print the space a wrap falls on, a line
that ends without one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from statistics import median

from cjaplans.extract.model import HYPHENATED, Box, Paragraph, Word, bounding, paragraph_at
from cjaplans.extract.quick import quick
from cjaplans.extract.turned import turned_texts

BULLETS = "•▪●○◦■□►➢✓❖‣⁃\uf0b7\uf0a7\uf0d8\uf0fc\uf02d"
#: Signs that are bullets only at the start of a paragraph.
DASH_BULLETS = ("-", "–", "—", "o", "·", "*")
#: Bullets that are a text where nothing else is written.
SIGNS = frozenset("✓✔●○■□")
#: What stands before a hyphen that is printed wherever the word stands.
PREFIXES = frozenset(
    {
        *("anti", "co", "cross", "ex", "inter", "long", "mid", "multi", "non"),
        *("post", "pre", "re", "self", "short", "sub", "under", "well"),
    }
)
#: Syllables that end words and are none: what a hyphen parts from them was one word.
ENDINGS = re.compile(
    r"(?:[bcdfglmnprstvz]?[aeiou])?(?:tion|sion)(?:s|al|ally)?|ments?|[dglnrtv]ators?|(?:[aeiou]?ti|[aeiou]?si)ves?|ness|"
    r"[tclnb]?(?:ances?|ences?|ency|ancy)|[bdlmnrstv]?it(?:y|ies)|[bl]ility|ings?|tial|cial|tially|cially|ably|ibly"
)
#: Words that look like such syllables.
WORDS = frozenset(
    {"action", "motion", "nation", "notion", "ration", "option", "potion", "lotion", "dance", "lance", "city"}
)
#: A paragraph's gap exceeds the distance of wrapped lines by this factor.
WIDER = 1.12
#: Width of a space over the font size; a wrap's space is left out where it has no room.
SPACE = 0.28
#: A line whose end is nearer to the column's than this share of the font size is filled.
FILLED = 0.66
#: What a broken word leaves on the next line, where nothing else tells, is no longer than this.
SHORT_REST = 3
#: What is kept of a document's words.
WORD = re.compile(r"[^\W\d]{3,}")
#: Figures that are one number or date, though a line end parts them.
ONE_NUMBER = re.compile(r"^\d{1,2}[/.]\d{1,2}[/.]\d{2,4}$|^\d{1,3}(?:,\d{3})+$")
#: Words that narrow columns break most, whether or not a document uses them elsewhere.
MONTHS = frozenset(
    {
        *("january", "february", "march", "april", "may", "june"),
        *("july", "august", "september", "october", "november", "december"),
    }
)
#: Share of line ends with a printed space above which a file is taken to print them always.
PRINTS_SPACES = 0.25
_left = attrgetter("box.x0")
_spaced = attrgetter("space_after")


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one line, left to right, and the box around them; what is asked often is kept."""

    words: tuple[Word, ...]
    box: Box
    text: str = field(repr=False, compare=False)
    size: float = field(repr=False, compare=False)

    @classmethod
    def of(cls, words: Sequence[Word]) -> Line:
        """Words as a line; they may be in any order."""
        if len(words) == 1:
            word = words[0]
            return _line_at((word,), word.box, word.text, word.size)
        return cls.in_order(sorted(words, key=_left))

    @classmethod
    def in_order(cls, words: Sequence[Word]) -> Line:
        """Words as a line, as they follow each other."""
        text, size = " ".join([w.text for w in words]), max([w.size for w in words])
        return _line_at(tuple(words), bounding([w.box for w in words]), text, size)

    @property
    def bold(self) -> bool:
        return not any(not w.bold and any(c.isalnum() for c in w.text) for w in self.words)

    @property
    def space_after(self) -> bool:
        """Whether a space is printed at its end."""
        return self.words[-1].space_after

    @property
    def hyphenated(self) -> bool:
        """Whether it ends as ``HYPHENATED`` texts do."""
        return self.text.endswith(("-", "/")) and HYPHENATED.search(self.words[-1].text) is not None

    @property
    def bulleted(self) -> bool:
        return self.words[0].text[0] in BULLETS

    @property
    def dashed(self) -> bool:
        """Whether the line begins with a dash that may be a bullet."""
        return len(self.words) > 1 and self.words[0].text in DASH_BULLETS


_line_at = quick(Line)


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document is set.

    ``leading`` is line distance over font size of wrapped lines; ``prints_spaces`` whether the space on
    which a line was wrapped is in the file; ``words`` are those no line end can have broken.
    """

    leading: float = 1.2
    prints_spaces: bool = False
    words: frozenset[str] = MONTHS


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Groups words whose middles lie on one height, top to bottom, each line left to right.

    A text that is turned on the page is a line of its own.
    """
    turned = [w for w in words if w.turn]
    if not turned:
        return _level_lines(words)
    lines = _level_lines([w for w in words if not w.turn])
    lines += [Line.of([text]) for text in turned_texts(turned)]
    lines.sort(key=lambda line: line.box.top + line.box.bottom)
    return lines


def _level_lines(words: Sequence[Word]) -> list[Line]:
    middles = [(box.top + box.bottom) / 2 for box in [word.box for word in words]]
    lines: list[list[Word]] = []
    first = tall = 0.0
    for place in sorted(range(len(words)), key=middles.__getitem__):
        word, middle = words[place], middles[place]
        height = word.box.bottom - word.box.top
        if lines and middle - first < 0.5 * (height if height < tall else tall):
            lines[-1].append(word)
        else:
            lines.append([word])
            first, tall = middle, height
    return [Line.of(line) for line in lines]


def setting_of(columns: Sequence[Sequence[Line]]) -> Setting:
    """Measures a document's setting over columns of lines (cells, and text between tables)."""
    ratios: list[float] = []
    ends = spaced = 0
    for lines in columns:
        for above, below in itertools.pairwise(lines):
            size = above.size
            if abs(size - below.size) < 0.5 and size > 0:
                distance = below.box.bottom - above.box.bottom
                if 0.8 * size < distance < 2 * size:
                    ratios.append(distance / size)
                ends += 1
                spaced += above.space_after
    texts = {text for lines in columns for text in _whole_words(lines)}
    words = MONTHS.union(map(str.casefold, set(WORD.findall(" ".join(texts)))))
    return Setting(median(ratios) if ratios else 1.2, bool(ends) and spaced / ends > PRINTS_SPACES, words)


def _whole_words(lines: Sequence[Line]) -> Iterator[str]:
    """The lines of a column, without the words at their ends that may have been broken there."""
    for number, line in enumerate(lines):
        first = 1 if number and not lines[number - 1].space_after else 0
        last = -1 if number + 1 < len(lines) and not line.space_after else None
        if not first and last is None:
            yield line.text
        else:
            yield " ".join([word.text for word in line.words[first:last]])


def paragraphs_of(
    lines: Sequence[Line], right: float, setting: Setting, continues: bool = False
) -> tuple[Paragraph, ...]:
    """Paragraphs of a column of text whose lines may run to ``right`` (points).

    A dash at the start is no bullet where the column ``continues`` a sentence of an earlier page.
    """
    groups: list[list[Line]] = [[line] for line in lines[:1]]
    for above, line in itertools.pairwise(lines):
        if _starts_paragraph(above, line, right, setting):
            groups.append([line])
        else:
            groups[-1].append(line)
    built = [_paragraph(group, right, setting, continues and n == 0) for n, group in enumerate(groups)]
    written = tuple(p for p in built if p.text)
    return written or tuple(
        replace(p, text=sign, bullet=False) for p, g in zip(built, groups, strict=True) if (sign := _sign(g))
    )


def _sign(lines: Sequence[Line]) -> str:
    """A tick, box or circle that stands alone says something, as a bullet does not."""
    text = "".join(line.text for line in lines)
    return text if text in SIGNS else ""


def _starts_paragraph(above: Line, below: Line, right: float, setting: Setting) -> bool:
    size = above.size
    if below.bulleted or abs(size - below.size) > 0.15 * max(size, below.size):
        return True
    if below.box.bottom - above.box.bottom > WIDER * setting.leading * size:
        return True
    if fits(above, below, right):
        return True
    if setting.prints_spaces and not above.space_after and right - above.box.x1 > SPACE * above.size:
        return not (above.text[-1] in "-/" or _broken(above, below, right, setting))
    return False


def fits(above: Line, below: Line, right: float) -> bool:
    """Whether the first word below would have fitted on the line above: then no wrap parted them."""
    word = below.words[0]
    return right - above.box.x1 > word.box.width + SPACE * word.size + 0.5


def _broken(above: Line, below: Line, right: float, setting: Setting) -> bool:
    """Whether a word too long for the column was broken between two letters: it stands alone and fills it.

    A space that had no room at a wrap is left out as well, so the words of the document decide.
    """
    if len(above.words) > 1 or above.space_after or right - above.box.x1 > FILLED * above.size:
        return False
    head, tail = above.text, below.words[0].text
    if head[-1].isdigit() and tail[0].isdigit():
        return bool(ONE_NUMBER.match((head + tail).strip("£.,;()"))) or _narrower(above, below, right)
    if not (head[-1].isalpha() and tail[0].isalpha()) or (head[-1].islower() and tail[0].isupper()):
        return False
    left, rest = re.split(r"[\W\d]+", head)[-1].casefold(), re.split(r"[\W\d]+", tail)[0].casefold()
    if any(word.startswith(left + rest) for word in setting.words):
        return True
    if left in setting.words or rest in setting.words:
        return False
    return len(rest) <= SHORT_REST or (setting.prints_spaces and right - above.box.x1 > SPACE * above.size)


def _narrower(above: Line, below: Line, right: float) -> bool:
    """Whether a column has no room for two figures beside each other, so that it broke a number between them."""
    figure = below.words[0].box.width / len(below.text)
    alone = above.text.isdigit() and below.text.isdigit()
    return alone and right - above.box.x1 < figure


def _paragraph(lines: Sequence[Line], right: float, setting: Setting, continues: bool) -> Paragraph:
    text = _joined(lines, right, setting)
    text, bullet = (text, False) if continues else _without_bullet(text)
    return paragraph_at(
        text,
        bounding([line.box for line in lines]),
        bullet,
        all(line.bold for line in lines),
        _bold_prefix(lines) if lines[0].words[0].bold else "",
        max([line.size for line in lines]),
        "*" if bullet and lines[0].text.startswith("*") else "",
    )


def _joined(lines: Sequence[Line], right: float, setting: Setting) -> str:
    text = _line_text(lines[0])
    for above, below in itertools.pairwise(lines):
        if _is_soft(above, below, setting):
            text = text[:-1]
        text += _glue(above, below, right, setting) + _line_text(below)
    return text.strip()


def _is_soft(above: Line, below: Line, setting: Setting) -> bool:
    """Whether the hyphen at a line's end is there for the line's end alone.

    The document has the word without it, or what follows is no word but the end of one.
    """
    if above.text[-1] != "-" or above.space_after or not below.text[0].islower():
        return False
    left, rest = (
        piece.casefold() for piece in (re.split(r"[\W\d]+", above.text[:-1])[-1], re.split(r"[\W\d]+", below.text)[0])
    )
    if {left, rest} & setting.words or left in PREFIXES or not left:
        return False
    if ENDINGS.fullmatch(rest) and rest not in WORDS:
        return True
    return any(word.startswith(left + rest) for word in setting.words)


def _line_text(line: Line) -> str:
    """Words that touch and are parted by no printed space were one word set in two fonts."""
    words = line.words
    if all(map(_spaced, words[:-1])):
        return line.text
    text = words[0].text
    for left, word in itertools.pairwise(words):
        touching = not left.space_after and word.box.x0 - left.box.x1 < 0.12 * word.size
        text += word.text if touching else " " + word.text
    return text


def _glue(above: Line, below: Line, right: float, setting: Setting) -> str:
    if above.space_after:
        return " "
    if above.hyphenated:
        return ""
    if _broken(above, below, right, setting):
        return ""
    return " "


def _without_bullet(text: str) -> tuple[str, bool]:
    if text and text[0] in BULLETS:
        return text.lstrip(BULLETS + " "), True
    first, _, rest = text.partition(" ")
    if first in DASH_BULLETS and rest:
        return rest.strip(), True
    return text, False


def _bold_prefix(lines: Sequence[Line]) -> str:
    words = (word for line in lines for word in line.words)
    return " ".join([word.text for word in itertools.takewhile(lambda word: word.bold, words)])
