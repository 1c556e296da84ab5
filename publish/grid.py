"""Draws rows as a table, line after line: as wide as the reader's screen, and as soon as the first rows are there.

Columns are as wide as the first rows need; where that is too much, the widest give way. Texts are wrapped at blanks,
and a word that is wider than its column is broken. Widths are counted in columns of a terminal, of which Chinese
characters take two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice, zip_longest

from rich.cells import cell_len

Row = Sequence[str]

#: So many rows are looked at to lay columns out.
LOOKED_AT = 200
#: Texts longer than this take several lines, and want rules between the rows.
LONG_TEXT = 40
#: Lines above the headings, below them, between rows and at the end; and what stands between columns.
_TOP, _HEAD, _RULE, _END = (tuple(signs) for signs in ("┏━┳━┓", "┡━╇━┩", "├─┼─┤", "└─┴─┘"))
_BAR, _HEAVY = "│", "┃"
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def drawn(headings: Row, rows: Iterable[Row], width: int, *, bold: bool = False) -> Iterator[str]:
    """The lines of a table, each with its line feed; nothing in ``rows`` may move a cursor (``safe.printable``)."""
    rows = iter(rows)
    first = list(islice(rows, LOOKED_AT))
    widths = _widths(headings, first, width)
    ruled = any(len(text) > LONG_TEXT or "\n" in text for row in first for text in row)
    yield _line(_TOP, widths)
    yield from _lines(headings, widths, _HEAVY, bold=bold)
    yield _line(_HEAD, widths)
    for number, row in enumerate(chain(first, rows)):
        if ruled and number:
            yield _line(_RULE, widths)
        yield from _lines(row, widths, _BAR)
    yield _line(_END, widths)


def _widths(headings: Row, rows: Iterable[Row], width: int) -> list[int]:
    """Of each column: its widest line, or what all of those that are wider can have alike."""
    natural = [
        max(_wide(line) for text in column for line in text.expandtabs().split("\n"))
        for column in zip(headings, *rows, strict=True)
    ]
    room = width - 3 * len(natural) - 1
    widths = [0] * len(natural)
    by_width = sorted(range(len(natural)), key=natural.__getitem__)
    for place, column in enumerate(by_width):
        share = room // (len(natural) - place)
        widths[column] = max(1, min(natural[column], share))
        room -= widths[column]
    return widths


def _lines(row: Row, widths: Sequence[int], bar: str, *, bold: bool = False) -> Iterator[str]:
    cells = [wrapped(text, width) for text, width in zip(row, widths, strict=True)]
    for line in zip_longest(*cells, fillvalue=""):
        padded = (text + " " * (width - _wide(text)) for text, width in zip(line, widths, strict=True))
        shown = (f"{_BOLD}{text}{_PLAIN}" for text in padded) if bold else padded
        yield f"{bar} {f' {bar} '.join(shown)} {bar}\n"


def _line(signs: Sequence[str], widths: Iterable[int]) -> str:
    left, dash, cross, _, right = signs
    return f"{left}{cross.join(dash * (width + 2) for width in widths)}{right}\n"


@lru_cache(4096)
def wrapped(text: str, width: int) -> Sequence[str]:
    """A text in lines of at most ``width``; one at least."""
    return [piece for line in text.expandtabs().split("\n") for piece in _pieces(line, width)]


def _pieces(line: str, width: int) -> Iterator[str]:
    if _wide(line) <= width:
        yield line
        return
    piece, used = "", 0
    for word in line.split(" "):
        wide = _wide(word)
        if piece and used + 1 + wide > width:
            yield piece
            piece, used = "", 0
        elif piece:
            piece, used = f"{piece} ", used + 1
        if wide > width:
            *whole, word = _broken(word, width)
            yield from whole
            wide = _wide(word)
        piece, used = piece + word, used + wide
    yield piece


def _broken(word: str, width: int) -> Iterator[str]:
    """Pieces of a word that is wider than its column; a character that is wider still stands alone."""
    piece, used = "", 0
    for character in word:
        wide = _wide(character)
        if piece and used + wide > width:
            yield piece
            piece, used = "", 0
        piece, used = piece + character, used + wide
    yield piece


def _wide(text: str) -> int:
    return len(text) if text.isascii() else cell_len(text)
