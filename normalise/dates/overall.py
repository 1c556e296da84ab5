"""The timescale as a whole: earliest start to latest end (domain.md 5; SCHEMA.md: coded dates)."""

from __future__ import annotations

from dataclasses import replace

from cjaplans.normalise.coded import DateKind, DateReading, DateRole, Doubt, Precision, Span
from cjaplans.normalise.dates.atoms import Nature
from cjaplans.normalise.dates.lexer import Sign
from cjaplans.normalise.dates.spans import coarsest, fiscal_precision, joined
from cjaplans.normalise.dates.statement import Statement

_BARE = frozenset({Sign.TBC, Sign.NOT_APPLICABLE, Sign.WHEN_NEEDED})


def overall(found: list[Statement], doubts: tuple[Doubt, ...]) -> DateReading:
    """The reading of a text's statements."""
    if not found:
        return DateReading(doubts=doubts)
    counting = _counting(found)
    spans = [statement.mention.span for statement in counting]
    is_open = any(statement.mention.ongoing for statement in counting)
    whole = joined(spans)
    span = Span(whole.start, None if is_open else whole.end)
    atoms = [s.atom for s in counting if s.atom and s.atom.nature is Nature.DATE]
    years = {atom.plan_years for atom in atoms}
    ranges = [pair for pair in years if pair and pair[0] != pair[1]]
    return DateReading(
        span=span,
        precision=_precision(counting, whole) if span != Span(None, None) else Precision.NONE,
        ongoing=is_open,
        revised_from=_revised_from(found),
        mentions=tuple(statement.mention for statement in found if not statement.signs & _BARE or statement.atom),
        immediate=any(Sign.IMMEDIATE in statement.signs for statement in counting),
        tbc=any(Sign.TBC in statement.signs for statement in found),
        tentative=any(_tentative(statement) for statement in counting),
        start_is_deadline=_start_is_deadline(counting, span),
        year_inferred=any(statement.inferred for statement in counting),
        past_event=any(statement.past for statement in counting if statement.atom),
        plan_years=ranges[0] if len(ranges) == 1 and len(years) == 1 else None,
        repaired=tuple(pair for atom in atoms for pair in atom.repaired),
        role=_role(counting),
        rule=_rule(counting, found),
        doubts=_distinct((*doubts, *(doubt for statement in found for doubt in statement.doubts))),
    )


def _counting(found: list[Statement]) -> list[Statement]:
    """The statements that date the action: none that slipped, none in another role where others have none."""
    current = [statement for statement in found if not statement.superseded]
    own = [statement for statement in current if statement.mention.role is None]
    return own if any(_is_dated(statement) for statement in own) else current


def _is_dated(statement: Statement) -> bool:
    return statement.mention.span != Span(None, None) or statement.mention.ongoing


def _precision(counting: list[Statement], whole: Span) -> Precision:
    """The coarsest part's; an absolute date wins over the year of the plan that it equals."""
    parts = [s.mention for s in counting if s.mention.precision is not Precision.NONE]
    if len(parts) > 1 and all(part.span == parts[0].span for part in parts):
        absolute = [part.precision for part in parts if part.precision is not Precision.PLAN_YEAR]
        return absolute[0] if absolute else parts[0].precision
    precision = coarsest([part.precision for part in parts])
    several = precision is Precision.FISCAL_YEAR and all(part.precision is precision for part in parts)
    return fiscal_precision(whole) if several else precision


def _revised_from(found: list[Statement]) -> Span | None:
    return next((statement.mention.span for statement in found if statement.superseded), None)


def _tentative(statement: Statement) -> bool:
    dated = statement.atom is not None and statement.atom.nature is Nature.DATE
    return dated and not statement.signs.isdisjoint({Sign.TENTATIVE, Sign.TOWARDS, Sign.TBC})


def _start_is_deadline(counting: list[Statement], span: Span) -> bool:
    deadlines = [
        statement.mention.span.start
        for statement in counting
        if Sign.COMMENCE in statement.signs and statement.signs & {Sign.BY, Sign.UNTIL, Sign.END}
    ]
    return span.start is not None and span.start in deadlines


def _role(counting: list[Statement]) -> DateRole | None:
    dated = [s for s in counting if _is_dated(s)] or [s for s in counting if s.mention.kind is DateKind.DURATION]
    roles = {statement.mention.role for statement in dated}
    return roles.pop() if len(roles) == 1 else None


def _rule(counting: list[Statement], found: list[Statement]) -> str:
    if any(statement.superseded for statement in found):
        return "slipped date: the new date counts"
    rules = [_own_rule(statement) for statement in counting]
    distinct = list(dict.fromkeys(rules))
    if len(distinct) == 1:
        return distinct[0]
    dated = sum(1 for statement in counting if _is_dated(statement))
    return "several dates: earliest start to latest end" if dated > 1 else " with ".join(distinct[:2])


def _own_rule(statement: Statement) -> str:
    if statement.atom is not None:
        return statement.atom.rule
    return next((sign.value.replace("_", " ") for sign in statement.signs), "no date")


def _distinct(doubts: tuple[Doubt, ...]) -> tuple[Doubt, ...]:
    return tuple(dict.fromkeys(doubts))


def agreeing(found: list[Statement], gaps: list[str]) -> list[Statement]:
    """Neighbours that say one time twice, as a year of the plan and as a date, made one (domain.md 5: Year N).

    ``gaps[i]`` is the text between statements ``i`` and ``i + 1``. Where they disagree the printed date counts.
    """
    result: list[Statement] = []
    paired = False
    for index, statement in enumerate(found):
        paired = bool(result) and not paired and _said_twice(result[-1], statement, gaps[index - 1])
        if paired:
            result[-1] = _one(result[-1], statement)
        else:
            result.append(statement)
    return result


def _said_twice(one: Statement, other: Statement, gap: str) -> bool:
    if one.atom is None or other.atom is None or any(character.isalnum() for character in gap) or "\n" in gap:
        return False
    if Nature.DATE is not one.atom.nature or Nature.DATE is not other.atom.nature:
        return False
    return (one.atom.plan_years is None) != (other.atom.plan_years is None)


def _one(one: Statement, other: Statement) -> Statement:
    absolute, relative = (other, one) if one.atom and one.atom.plan_years else (one, other)
    doubts = absolute.doubts
    if absolute.atom and relative.atom and absolute.atom.span != relative.atom.span and relative.atom.span.end:
        message = f"{relative.mention.printed!r} and {absolute.mention.printed!r} are different times"
        doubts = (*doubts, Doubt("date_conflict", message))
    printed = f"{one.mention.printed} {other.mention.printed}"
    mention = replace(absolute.mention, printed=printed)
    return replace(absolute, start=one.start, end=other.end, mention=mention, doubts=doubts)
