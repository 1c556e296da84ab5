"""One text read for its dates, from print to meaning."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from cjaplans.normalise.caseless import in_plain_letters
from cjaplans.normalise.coded import DateKind, DateMention, DateReading, DateRole, Doubt, ValueContext
from cjaplans.normalise.dates.anchors import Anchors
from cjaplans.normalise.dates.atoms import Setting
from cjaplans.normalise.dates.labels import labelled
from cjaplans.normalise.dates.lexer import may_be_dated, may_recur, tokens
from cjaplans.normalise.dates.overall import agreeing, overall
from cjaplans.normalise.dates.roles import in_role
from cjaplans.normalise.dates.statements import statements
from cjaplans.normalise.fields import Field
from cjaplans.normalise.text import readable

_TIMES = frozenset({Field.TIMESCALE, Field.MONITORING})


def read_dates(text: str, context: ValueContext, field: Field | None = Field.TIMESCALE) -> DateReading:
    """The timescale that a text states, or the dates that a text of another field mentions (domain.md 5).

    In a timescale every text must say something about time: ``date_unread`` where it does not.
    """
    return _read(text, Anchors.of(context), field)


def read_rhythms(text: str, context: ValueContext, field: Field) -> tuple[DateMention, ...]:
    """The recurrences and service standards that a text of any field mentions.

    How long a sentence or a phase lasts is none.
    """
    if not may_recur(readable(text)[0]):
        return ()
    mentions = read_dates(text, context, field).mentions
    return tuple(m for m in mentions if m.kind is DateKind.RECURRENCE or m.role is DateRole.SERVICE_STANDARD)


@lru_cache(maxsize=2048)
def _read(text: str, anchors: Anchors, field: Field | None) -> DateReading:
    """The reading; timescales come back with other actions, and the text that a due date was looked for in."""
    clean, doubts = readable(in_plain_letters(text))
    setting = Setting(anchors, timescale=field in _TIMES)
    if not clean or not (setting.timescale or may_be_dated(clean)):
        return DateReading(doubts=doubts)
    found = statements(clean, tokens(clean, setting), setting)
    gaps = [clean[one.end : other.start] for one, other in pairwise(found)]
    whole = agreeing(found, gaps)
    named = [in_role(clean, statement, field) for statement in labelled(clean, whole)]
    if not named and field is Field.TIMESCALE:
        doubts = (*doubts, Doubt("date_unread", "nothing in the timescale was understood as a time"))
    return overall(named, doubts)
