"""What the words right before a date do to it, where they are no signs of their own (domain.md 5)."""

from __future__ import annotations

from dataclasses import replace

from cjaplans.normalise.coded import Doubt, Precision
from cjaplans.normalise.dates.atoms import Atom, Setting, ambiguous
from cjaplans.normalise.dates.expressions import TRANSPARENT, Expression, is_date
from cjaplans.normalise.dates.lexer import Sign, Token
from cjaplans.normalise.dates.words import word_pattern

#: After one of these a "to" opens a statement, and is no link of a range.
_OPENS = frozenset({Sign.STOP, Sign.COMMA, Sign.BRACKET, Sign.ONGOING, Sign.SUM})
_DEADLINES = frozenset({Sign.BY, Sign.UNTIL})
#: A sign and the date it leads on to.
_LEAD = 2
#: So many words may stand between "by" and the year that they name a part of.
_MOST_WORDS = 3


def closes(row: list[Token], at: int) -> bool:
    """Whether a statement ends here, so that the word before belongs to the date before it."""
    return at >= len(row) or row[at].sign in (Sign.STOP, Sign.COMMA, Sign.BRACKET, Sign.RANGE)


def announces(row: list[Token], at: int) -> bool:
    """Whether a colon, a dash or an opening bracket leads on to a date: the word before it is that date's."""
    following = row[at : at + 3]
    if len(following) < _LEAD or following[0].sign not in (Sign.BRACKET, Sign.RANGE):
        return False
    return is_date(following[1]) or (following[1].sign in TRANSPARENT and is_date(following[-1]))


def signs_around(text: str, row: list[Token], read: Expression, setting: Setting) -> frozenset[Sign]:
    """The signs that a date has by its place: after a leading "to" it is an end, after an arrow a new date."""
    signs = frozenset({Sign.SLIP}) if Sign.ARROW in read.signs else frozenset()
    before = read.first - 1
    if before < 0 or text[row[before].start : row[before].end].casefold() != "to":
        return signs
    leads = before == 0 or row[before - 1].sign in _OPENS
    lasts = setting.timescale and row[before - 1].sign is Sign.WORD and closes(row, read.after)
    return signs | {Sign.UNTIL} if leads or lasts else signs


def with_words_beside(text: str, row: list[Token], read: Expression, at: int, setting: Setting) -> Expression:
    """The date with doubts about an arrow, or about a word beside a year that may name a part of the year.

    A "by" before such words governs the year all the same.
    """
    if Sign.ARROW in read.signs:
        moved = ambiguous("an arrow between dates", "a date that moved")
        return replace(read, atom=_doubted(read.atom, moved))
    word = _word_before(text, row, at) if setting.timescale and read.atom.precision is Precision.YEAR else None
    if word is None or read.first != at:
        return read
    doubt = Doubt(
        "date_word_unread", f"{word!r} beside {text[row[at].start : row[at].end]} was not understood as a time"
    )
    return _governed(row, replace(read, atom=_doubted(read.atom, doubt)), at)


def _governed(row: list[Token], read: Expression, at: int) -> Expression:
    """The year with the "by" before the words beside it."""
    first = at - 1
    while first and at - first <= _MOST_WORDS and row[first].sign in (Sign.WORD, Sign.NEUTRAL):
        first -= 1
    sign = row[first].sign
    return replace(read, first=first, signs=read.signs | {sign}) if sign in _DEADLINES else read


def _doubted(atom: Atom, doubt: Doubt) -> Atom:
    return replace(atom, doubts=(*atom.doubts, doubt))


def _word_before(text: str, row: list[Token], at: int) -> str | None:
    """The word right before a token, if it is one that could name a time."""
    if not at or row[at - 1].sign is not Sign.WORD:
        return None
    word = text[row[at - 1].start : row[at - 1].end]
    known = any(word_pattern(name).fullmatch(word) for name in ("empty_labels", "past", "finished"))
    return None if known or len(word) < 3 or not word[0].isalpha() else word
