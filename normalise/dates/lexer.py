"""A text as a row of tokens: dates, rhythms, signs and plain words, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from cjaplans.normalise.caseless import caseless, small
from cjaplans.normalise.dates.atoms import Atom, Setting
from cjaplans.normalise.dates.days import DAYS, MISSPELT_MONTHS
from cjaplans.normalise.dates.halves import HALVES
from cjaplans.normalise.dates.misprints import BESIDE_A_FIGURE
from cjaplans.normalise.dates.plan_years import PLAN_YEARS
from cjaplans.normalise.dates.quarters import QUARTERS
from cjaplans.normalise.dates.rhythm import DURATIONS, RECURRENCES
from cjaplans.normalise.dates.seasons import MISSPELT_SEASONS, SEASON_FORMS
from cjaplans.normalise.dates.words import VOCABULARY, Phrases, alternatives, bounded
from cjaplans.normalise.dates.years import YEARS


class Sign(StrEnum):
    """What a token that is no date does; the names of ``signs`` in ``codebooks/dates.yaml``."""

    ATOM = "atom"
    WORD = "word"
    STOP = "stop"
    COMMA = "comma"
    BRACKET = "bracket"
    BY = "by"
    UNTIL = "until"
    END = "end"
    LATEST = "latest"
    FROM = "from"
    AFTER = "after"
    COMMENCE = "commence"
    EARLY = "early"
    MID = "mid"
    LATE = "late"
    FIRST_HALF = "first_half"
    SECOND_HALF = "second_half"
    FIRST_QUARTER = "first_quarter"
    SECOND_QUARTER = "second_quarter"
    THIRD_QUARTER = "third_quarter"
    LAST_QUARTER = "last_quarter"
    ONWARDS = "onwards"
    ONGOING = "ongoing"
    TENTATIVE = "tentative"
    TOWARDS = "towards"
    SLIP = "slip"
    WAS = "was"
    ARROW = "arrow"
    BETWEEN = "between"
    WEEK = "week"
    IMMEDIATE = "immediate"
    TBC = "tbc"
    NOT_APPLICABLE = "not_applicable"
    WHEN_NEEDED = "when_needed"
    NEUTRAL = "neutral"
    RANGE = "range"
    SUM = "sum"


class Token(NamedTuple):
    """A piece of the text from ``start`` to before ``end``."""

    sign: Sign
    start: int
    end: int
    atom: Atom | None = None


_NUMBERED = bounded(alternatives(VOCABULARY["numbered"]))
_LEGISLATION = bounded(alternatives(VOCABULARY["legislation"]))
#: After the number of a thing: not the rest of a date.
_NOT_DATED = r"(?![\d/]|[ ]?(?:st|nd|rd|th)(?!\w)|\.\d{1,2}\.(?:0\d|(?:19|20)\d\d)(?![.\d]))"
#: Figures that are no dates: money, percentages, telephone numbers, numbered things, titles of acts, ages.
_NO_DATE = caseless(
    rf"""£[ ]?\d[\d,.]*\w*|\d+(?:[.,]\d+)*[ ]?%|(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+
    |\+?0\d{{2,4}}[ -]\d{{3,4}}(?:[ -]?\d{{2,4}})?
    |(?:{_LEGISLATION})(?:[ ]\(?\w{{1,12}}\)?)?[ ](?:\d{{1,3}}/)?(?:no\.?[ ])?(?:19|20)\d\d(?:[/-]\d+)*
    |(?:{_NUMBERED})\.?[ ]?(?:no\.?[ ]?)?\d{{1,2}}{_NOT_DATED}(?:\.\d{{1,2}})*\w?
        (?:[ ]?(?:[-&/]|and|to)[ ]?\d{{1,2}}(?:\.\d{{1,2}})*(?![\d/]))*
    |\d{{1,2}}(?:[ ]?(?:-|–|/|to|and|under)[ ]?\d{{1,2}})?[ -]?(?:years?|yrs?|y/?o)[ -]?(?:olds?|of[ ]age)(?!\w)
    |aged?[ ]\d{{1,2}}(?:[ ]?(?:-|–|/|to|and)[ ]?\d{{1,2}})?
    |\d+(?:,\d{{3}})+""",
    re.VERBOSE,
)
_SIGNS = Phrases(VOCABULARY["signs"])
_PIECE = re.compile(r"\n|[^\W_]+(?:'[^\W_]+)?|.", re.DOTALL)
_MISSPELT = (*MISSPELT_MONTHS, *MISSPELT_SEASONS)
_PROPER = (*DAYS, *SEASON_FORMS, *RECURRENCES, *QUARTERS, *HALVES, *YEARS, *PLAN_YEARS, *DURATIONS)
_FORMS = (*_PROPER, *_MISSPELT)


def _any(patterns: Iterable[str]) -> str:
    """One pattern that matches wherever any of them does: without their names, a repeated sign being any sign."""
    return "|".join(re.sub(r"\(\?P=\w+\)", ".", re.sub(r"\(\?P<\w+>", "(?:", pattern)) for pattern in patterns)


_BEGINNING = _any([BESIDE_A_FIGURE, *(form.pattern.pattern for form in _PROPER)])
#: Most words begin no date, and this says so in one step.
_ANY_FORM = caseless(_BEGINNING)
#: A token begins where a word does, or right behind a figure that is no date, which a letter may go on.
_AT_TOKEN = r"(?:(?<![^\W_])|(?<=\d)|(?<=\d\w))"
_ANYWHERE = caseless(rf"{_AT_TOKEN}(?:{_BEGINNING})")
_RHYTHM = caseless(rf"{_AT_TOKEN}(?:{_any(form.pattern.pattern for form in (*RECURRENCES, *DURATIONS))})")
_MARKS = {"\n": Sign.STOP, ";": Sign.STOP, "•": Sign.STOP, ",": Sign.COMMA, "=": Sign.COMMA}
_BRACKETS = ":()[]\"'*"


def may_be_dated(text: str) -> bool:
    """Whether a text may have a token that is a date; most have none."""
    return _ANYWHERE.search(small(text)) is not None


def may_recur(text: str) -> bool:
    """Whether a text may have a token that is a recurrence or a length of time."""
    return _RHYTHM.search(small(text)) is not None


def tokens(text: str, setting: Setting) -> list[Token]:
    """The tokens of a readable text, in order; blanks give none."""
    found: list[Token] = []
    plain = small(text)
    position = 0
    while position < len(text):
        if text[position] == " ":
            position += 1
            continue
        token = _token(text, plain, position, setting)
        found.append(token)
        position = token.end
    return found


def _token(text: str, plain: str, at: int, setting: Setting) -> Token:
    """The token at a place; ``plain`` is the text in small letters."""
    if skipped := _NO_DATE.match(plain, at):
        return Token(Sign.WORD, at, skipped.end())
    for form in _FORMS if (text[at].isalnum() or text[at] == "'") and _ANY_FORM.match(plain, at) else ():
        if (match := form.pattern.match(text, at)) and (atom := form.reader(match, setting)):
            return Token(Sign.ATOM, at, match.end(), atom)
    if sign := _SIGNS.match(text, at):
        return Token(Sign(sign[0]), at, sign[1])
    piece = _PIECE.match(text, at)
    end = piece.end() if piece else at + 1
    return Token(_mark(text, at, end), at, end)


def _mark(text: str, at: int, end: int) -> Sign:
    character = text[at:end]
    if character == "?":
        return Sign.TENTATIVE
    if character in (".", "!") and (end == len(text) or text[end].isspace()):
        return Sign.STOP
    if character == ".":
        return Sign.COMMA
    if character in _BRACKETS:
        return Sign.BRACKET
    return _MARKS.get(character, Sign.WORD)
