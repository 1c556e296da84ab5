"""Headings that the cells below them refute: the column has another field, or none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cjaplans.normalise.fields import Field
from cjaplans.normalise.headers import says_little
from cjaplans.normalise.layout.contents import Content

if TYPE_CHECKING:
    from cjaplans.normalise.layout.columns import Columns

#: A column is what this share of its texts is.
MOSTLY = 0.8
#: A heading is wrong where hardly any text of its column is what it says.
HARDLY = 0.15
#: Fewer texts than this contradict no heading.
TELLING_TEXTS = 3
#: A heading matched whole, or nearly so.
SURE = 0.95
#: How much something matters.
RATING = re.compile(r"^\W*(?:very )?(?:high|medium|low|h|m|l|essential|desirable)\b\W*(?:priority)?\W*$", re.IGNORECASE)
#: Fields that a yes, a no or a tick may say something of.
ANSWERED = frozenset({Field.STATUS, Field.PROGRESS, Field.CARRIED_FORWARD, Field.TIMESCALE, Field.OUTCOMES})
#: Words for the area of a plan, and for an area of work.
AREAS = frozenset({"area", "areas"})


def drop_ratings(columns: Columns) -> None:
    """A priority that is high, medium or low is no theme, and no other field."""
    for column in columns.holds(Field.THEME):
        texts = columns.cells(column).texts
        if texts and all(RATING.match(text) for text in texts):
            columns.drop(column)


def drop_ticks(columns: Columns) -> None:
    """What is only answered by yes, no or a tick says nothing of a field that its heading merely touches on."""
    for column, name in list(columns.fields.items()):
        touched = columns.evidence[column].confidence < SURE and name not in ANSWERED
        if touched and columns.cells(column).share(Content.YES_OR_NO) >= MOSTLY:
            columns.drop(column)


def settle_places(columns: Columns) -> None:
    """What a general word for places heads is none where no cell names an area: "Area" is then a theme."""
    for column in columns.holds(Field.PLACE):
        match, cells = columns.matches.get(column), columns.cells(column)
        if match is None or (match.confidence >= SURE and not says_little(match.phrase)):
            continue
        if len(cells.texts) < TELLING_TEXTS or cells.share(Content.PLACES) > HARDLY:
            continue
        if match.phrase in AREAS and not columns.holds(Field.THEME):
            columns.reread(column, Field.THEME, "its cells name no place")
        else:
            columns.drop(column)


def drop_second_numbers(columns: Columns) -> None:
    """Beside a column plainly headed as the reference, one like it numbers something else."""
    numbers = columns.holds(Field.REF)
    plain = [c for c in numbers if columns.evidence[c].confidence >= SURE]
    for column in numbers if plain else ():
        if column not in plain:
            columns.drop(column)
