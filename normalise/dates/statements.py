"""Every statement about time in a text, with what its neighbours do to it (domain.md 5)."""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import replace

from cjaplans.normalise.coded import DateKind, DateMention, Doubt, Span
from cjaplans.normalise.dates.anchors import missing
from cjaplans.normalise.dates.atoms import Nature, Setting
from cjaplans.normalise.dates.beside import announces, closes, signs_around, with_words_beside
from cjaplans.normalise.dates.dating import dated
from cjaplans.normalise.dates.expressions import OPEN, Expression, expression, is_date, with_half_after
from cjaplans.normalise.dates.lasting import lasting
from cjaplans.normalise.dates.lexer import Sign, Token
from cjaplans.normalise.dates.slips import slipped
from cjaplans.normalise.dates.statement import Statement
from cjaplans.normalise.dates.words import word_pattern

_LOOSE = frozenset({Sign.SUM, Sign.RANGE, Sign.BRACKET, Sign.COMMA, Sign.NEUTRAL})
#: Signs that belong to the date that they follow.
_AFTER = OPEN | {Sign.TBC, Sign.TENTATIVE, Sign.LATEST}
_FLAGS = frozenset({Sign.ONGOING, Sign.IMMEDIATE, Sign.TBC, Sign.NOT_APPLICABLE, Sign.WHEN_NEEDED})
_NO_TIME = frozenset({Sign.NOT_APPLICABLE, Sign.WHEN_NEEDED})
_DUE = frozenset({Sign.BY, Sign.UNTIL, Sign.END, Sign.LATEST, Sign.TOWARDS})
#: A thing still to come has not passed, whatever verb stands beside it.
_TO_COME = re.compile(r"\b(?:to be|will|due|planned|by)\b", re.IGNORECASE)
#: What a statement's printed text does not begin or end with.
_EDGES = " ,:([)]\"'*-–→⇒➔=>"
#: How far from a date the words beside it can colour it.
_REACH = 100


def statements(text: str, row: list[Token], setting: Setting) -> list[Statement]:
    """The statements of a tokenised text in printed order."""
    found: list[Statement] = []
    at = 0
    while at < len(row):
        statement, at = _next(text, row, at, setting)
        if statement is not None:
            found.append(statement)
    return slipped(text, lasting(text, dated(_undated_alone(text, found), setting)))


def _undated_alone(text: str, found: list[Statement]) -> list[Statement]:
    """Without the words that say only that there is no date, where their line has one."""
    breaks = [match.start() for match in re.finditer("\n", text)]
    timed = {bisect(breaks, statement.start) for statement in found if statement.atom}
    return [s for s in found if not s.signs & _NO_TIME or s.atom or bisect(breaks, s.start) not in timed]


def _next(text: str, row: list[Token], at: int, setting: Setting) -> tuple[Statement | None, int]:
    token = row[at]
    if is_date(token):
        read = with_words_beside(text, row, with_half_after(row, expression(row, at)), at, setting)
        after, signs = _suffix(row, read)
        return _date(text, row, read, after, signs | signs_around(text, row, read, setting)), max(after, at + 1)
    if token.atom is not None:
        kind = DateKind.RECURRENCE if token.atom.nature is Nature.RECURRENCE else DateKind.DURATION
        mention = DateMention(text[token.start : token.end], kind, interval=token.atom.interval)
        return Statement(token.start, token.end, frozenset(), mention, token.atom, doubts=token.atom.doubts), at + 1
    if token.sign in _FLAGS:
        return _flag(text, row, at, setting), at + 1
    return None, at + 1


def _flag(text: str, row: list[Token], at: int, setting: Setting) -> Statement | None:
    """A word that stands for a date: only a timescale can be meant by it."""
    token = row[at]
    printed = text[token.start : token.end]
    if not setting.timescale or (token.sign is Sign.TBC and " " in printed and not _of_a_date(text, row, at)):
        return None
    doubts: tuple[Doubt, ...] = ()
    mention = DateMention(printed, DateKind.PERIOD)
    if token.sign is Sign.ONGOING:
        mention = replace(mention, ongoing=not _ends(row, at, text))
    elif token.sign is Sign.IMMEDIATE:
        period = setting.anchors.period
        mention = replace(mention, kind=DateKind.START, span=Span(period[0] if period else None, None))
        doubts = () if period else (missing("Immediate counts from the start of the plan"),)
    return Statement(token.start, token.end, frozenset({token.sign}), mention, doubts=doubts)


def _of_a_date(text: str, row: list[Token], at: int) -> bool:
    """Whether it is the date that is still to be agreed, and not the thing named before."""
    if not at or row[at - 1].sign is not Sign.WORD:
        return True
    return bool(word_pattern("dates").fullmatch(text, row[at - 1].start, row[at - 1].end))


def _ends(row: list[Token], at: int, text: str) -> bool:
    """Whether what is ongoing is said to end: "ongoing until ..."."""
    rest = row[at + 1 : at + 5]
    if not rest or not (rest[0].sign is Sign.UNTIL or text[rest[0].start : rest[0].end].casefold() == "to"):
        return False
    dates = [index for index, token in enumerate(rest) if is_date(token)]
    return bool(dates) and all(token.sign is not Sign.WORD for token in rest[: dates[0]])


def _suffix(row: list[Token], read: Expression) -> tuple[int, frozenset[Sign]]:
    """What follows a date and belongs to it: onwards, and ongoing, start, (provisional), at the latest."""
    after, signs, at = read.after, set(read.signs), read.after
    while at < len(row) and at - after < 4:
        sign = row[at].sign
        closing = sign in (Sign.COMMENCE, Sign.SLIP) and closes(row, at + 1)
        if sign in _AFTER or (closing and not (sign is Sign.SLIP and announces(row, at + 1))):
            signs.add(sign)
            after = at + 1
        elif sign not in _LOOSE:
            break
        at += 1
    return after, frozenset(signs)


def _date(text: str, row: list[Token], read: Expression, after: int, signs: frozenset[Sign]) -> Statement:
    start, end = row[read.first].start, row[after - 1].end
    if Sign.FROM in signs and Sign.COMMENCE not in signs and _commenced(row, read.first):
        signs |= {Sign.COMMENCE}
    line = _line(text, start, end)
    if word_pattern("conditions").search(line):
        signs |= {Sign.TENTATIVE}
    past = bool(word_pattern("past").search(line)) and not _TO_COME.search(line)
    mention = DateMention(_printed(text, start, end), _kind(signs), precision=read.atom.precision)
    atom = replace(read.atom, rule=_rule(read, signs))
    return Statement(start, end, signs, mention, atom, past=past, doubts=read.atom.doubts)


def _printed(text: str, start: int, end: int) -> str:
    """What is printed from ``start``, with the bracket that closes one in it."""
    printed = text[start:end].strip(_EDGES)
    return f"{printed})" if printed.count("(") > printed.count(")") and text[end : end + 1] == ")" else printed


def _line(text: str, start: int, end: int) -> str:
    """The words around a date in its line."""
    return text[max(0, start - _REACH) : start].rpartition("\n")[2] + text[start : end + _REACH].partition("\n")[0]


def _commenced(row: list[Token], first: int) -> bool:
    """Whether a word of beginning stands in the same clause before the date."""
    for token in reversed(row[max(0, first - 6) : first]):
        if token.sign is Sign.COMMENCE:
            return True
        if token.sign in (Sign.STOP, Sign.COMMA, Sign.SUM, Sign.ATOM):
            return False
    return False


def _kind(signs: frozenset[Sign]) -> DateKind:
    if signs & {Sign.COMMENCE, Sign.FROM, Sign.AFTER} or signs & OPEN:
        return DateKind.START
    if signs & {Sign.SLIP}:
        return DateKind.REVISED
    return DateKind.DUE if signs & _DUE else DateKind.PERIOD


_RULES = {
    Sign.COMMENCE: "start of the work",
    Sign.ONWARDS: "from a date onwards",
    Sign.ONGOING: "from a date and ongoing",
    Sign.FROM: "from a date onwards",
    Sign.AFTER: "after a date",
    Sign.WEEK: "week that begins on a day",
    Sign.TOWARDS: "soft deadline",
    Sign.BY: "by a date",
    Sign.UNTIL: "until a date",
    Sign.END: "end of a time",
    Sign.LATEST: "by a date",
}


def _rule(read: Expression, signs: frozenset[Sign]) -> str:
    if read.atom.ranged:
        return read.atom.rule
    return next((rule for sign, rule in _RULES.items() if sign in signs), read.atom.rule)
