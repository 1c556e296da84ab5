"""What a date in a text is, where it is not when the action is to be done (domain.md 5)."""

from __future__ import annotations

import re
from dataclasses import replace

from cjaplans.normalise.coded import DateKind, DateRole, Precision
from cjaplans.normalise.dates.lexer import Sign
from cjaplans.normalise.dates.statement import Statement
from cjaplans.normalise.dates.words import VOCABULARY, alternatives
from cjaplans.normalise.fields import Field

#: Fields that say what is done: a date there dates the action only where it is a deadline.
_PROSE = frozenset({Field.THEME, Field.OBJECTIVE, Field.ACTION, Field.DETAIL, Field.RESPONSIBLE, Field.RESOURCES, None})
_DEADLINE = frozenset({Sign.BY, Sign.UNTIL, Sign.END, Sign.LATEST, Sign.TOWARDS})
_YEARS = frozenset({Precision.YEAR, Precision.FISCAL_YEAR, Precision.MULTI_YEAR})
_WITHIN = re.compile(
    r"\b(?:within|inside|no (?:more|later|longer) than|under|maximum of)[ ](?:the[ ]|a[ ]|first[ ])*$", re.IGNORECASE
)
_BASELINE_BEFORE = re.compile(r"\bbaseline[^.\n]{0,20}$", re.IGNORECASE)
_VALUE_AFTER = re.compile(r"\)?[ ]?(?:=|:[ ]?(?=£?\d))[ ]?£?\d|[ ]?\(?baseline", re.IGNORECASE)
_SHARE_BEFORE = re.compile(r"\d[ ]?(?:%|per ?cent)[ ]?\(?$", re.IGNORECASE)
_TITLE = alternatives(VOCABULARY["titles"])
_TITLE_BEFORE = re.compile(rf"\b(?:{_TITLE})[ ]?[-–:(,]?[ ]?$", re.IGNORECASE)
_TITLE_AFTER = re.compile(rf"\)?[ ](?:[\w&]+[ ])?(?:{alternatives(VOCABULARY['plans'])})\b", re.IGNORECASE)
#: How much of the text before a date its role can depend on.
_REACH = 60


def in_role(text: str, statement: Statement, field: Field | None) -> Statement:
    """The statement with its role; None for the time of the action itself."""
    role = _role(text, statement, field)
    return replace(statement, mention=replace(statement.mention, role=role)) if role else statement


def _role(text: str, statement: Statement, field: Field | None) -> DateRole | None:
    before = text[max(0, statement.start - _REACH) : statement.start]
    if statement.mention.kind is DateKind.DURATION:
        prose = DateRole.MENTION if field in _PROSE else None
        return DateRole.SERVICE_STANDARD if _WITHIN.search(before) else prose
    if statement.atom is None or statement.mention.kind is DateKind.RECURRENCE:
        return None
    if statement.atom.precision in _YEARS and not statement.signs & _DEADLINE:
        role = _role_of_year(text, statement, before)
        if role:
            return role
    return DateRole.MENTION if field in _PROSE and not _sets_deadline(statement) else None


def _sets_deadline(statement: Statement) -> bool:
    """Whether the words ask for something by the date; "at the end of" only tells what happens then."""
    told = statement.mention.printed.casefold().startswith("at ")
    return not told and bool(statement.signs & (_DEADLINE | {Sign.SLIP}))


def _role_of_year(text: str, statement: Statement, before: str) -> DateRole | None:
    if _VALUE_AFTER.match(text, statement.end) or _BASELINE_BEFORE.search(before):
        return DateRole.BASELINE
    if _SHARE_BEFORE.search(before):
        return DateRole.METRIC_PERIOD
    fiscal = statement.atom is not None and statement.atom.precision is not Precision.YEAR
    titled = _TITLE_BEFORE.search(before) or _TITLE_AFTER.match(text, statement.end)
    return DateRole.DOCUMENT_PERIOD if fiscal and titled else None
