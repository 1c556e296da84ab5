"""Tables that look like plans and are none: minutes, agendas, risk registers, budgets, contacts, training dates."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cjaplans.normalise.fields import Field
from cjaplans.normalise.grid import TableGrid
from cjaplans.normalise.headers import about, vocabulary
from cjaplans.normalise.layout.contents import Content, column_of
from cjaplans.normalise.periods import fiscal_span

#: What a table is called, by what its headings or the heading above it are about.
CALLED = {
    "minutes": "minutes of a meeting",
    "meetings": "minutes or an agenda",
    "agenda": "an agenda",
    "assessment": "a register of risks or an assessment",
    "risks": "a register of risks",
    "people": "a list of people",
    "events": "a list of events",
    "documents": "a list of documents",
    "figures": "a table of figures",
}
#: "Agenda item 4: Action Plan" is a plan's heading.
PLAN = re.compile(r"\bplan\b")
#: The heading of a plan's own review begins with the plan, and says of which years it is.
PLAN_FIRST = re.compile(
    r"^\W*(?:(?:appendix|annex)\s+\w{1,3}\b|\d+(?:\.\d+)*)?[\s.:)–—-]*"
    r"(?:(?!item\b|agenda\b|minutes?\b|report\b|matters\b)\w[\w&']*[ ,–-]+){0,6}(?:action|area) plan\b"
)
#: What a review says beside what will be done.
OF_MEETINGS = frozenset({"minutes", "meetings", "agenda"})
ASSIGNED = frozenset({Field.ACTION, Field.RESPONSIBLE, Field.TIMESCALE})
#: A table with more of the fields of an action than this is a plan, whatever stands above it.
FEW_FIELDS = 4
#: A table is of figures where this share of its columns, but the first, holds nothing else.
OF_FIGURES = 0.6
MOSTLY = 0.8
#: What may stand in front of a heading's words.
NUMBERING = re.compile(r"^\W*(?:(?:appendix|annex|section|item)\s+\w{1,3}\b|\d+(?:\.\d+)*)?[\s.:)–—-]*", re.IGNORECASE)


def refused(
    grid: TableGrid, body: int, header: tuple[str, ...], columns: Mapping[int, Field], above: str
) -> str | None:
    """What a table with some headings of actions is instead, else None.

    A heading of another kind to the left of the action says what the table is about ("Item", "Discussion", "Action");
    to its right it is one more column of a plan, unless there is little else. Where a plan is kept by the minutes of
    its reviews, they are the plan.
    """
    few = len(set(columns.values())) <= FEW_FIELDS
    if few and (kind := announced(above)):
        return kind
    if few and of_figures(grid, body):
        return CALLED["figures"]
    action = next((c for c, name in sorted(columns.items()) if name is Field.ACTION), grid.columns)
    others = {c: kind for c, text in enumerate(header) if c not in columns and (kind := about(text))}
    before = [kind for c, kind in others.items() if c < action]
    reviewed = OF_MEETINGS.issuperset(before) and set(columns.values()) >= ASSIGNED and reviews_plan(above)
    if not reviewed and (len(before) > 1 or (before and few)):
        return CALLED[before[0]]
    after = [kind for c, kind in others.items() if c > action and kind != "assessment"]
    if after and len(set(columns.values())) <= FEW_FIELDS - 1:
        return CALLED[after[0]]
    return None


def kind_of(grid: TableGrid, header: tuple[str, ...], above: str) -> str | None:
    """What a table that nothing else is known of looks like, by its headings and the one above it."""
    kinds = [kind for text in dict.fromkeys(header) if (kind := about(text))]
    written = sum(1 for text in dict.fromkeys(header) if text)
    if kinds and len(kinds) * 2 >= written:
        return CALLED[kinds[0]]
    if kind := announced(above):
        return kind
    return CALLED["figures"] if of_figures(grid, 1) else None


def announced(above: str) -> str | None:
    """What the heading above a table says that it is, by the heading's first words; one that names a plan, nothing."""
    words = NUMBERING.sub("", above, count=1).casefold()
    if PLAN.search(words):
        return None
    phrases = vocabulary("roles")["above"]
    kinds = (kind for kind in CALLED if any(re.match(rf"{re.escape(p)}\b", words) for p in phrases.get(kind, ())))
    return next((CALLED[kind] for kind in kinds), None)


def reviews_plan(above: str) -> bool:
    """Whether a heading is that of a plan of certain years, whatever paper about it is named after it."""
    return bool(PLAN_FIRST.match(above.casefold())) and fiscal_span(above) is not None


def of_figures(grid: TableGrid, body: int) -> bool:
    """Whether nearly all columns but the first hold nothing but figures."""
    columns = [column_of(grid, body, c) for c in range(1, grid.columns)]
    written = [column for column in columns if column.texts]
    figures = [column for column in written if column.share(Content.FIGURES) >= MOSTLY]
    return len(figures) > 0 and len(figures) >= OF_FIGURES * len(written)
