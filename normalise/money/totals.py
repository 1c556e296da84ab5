"""Which sums are totals, and what all comes to (domain.md 6: a total is not added to its parts).

Arithmetic may confirm a total that the words make, or deny it; it never makes one.
"""

from __future__ import annotations

from dataclasses import replace

from cjaplans.normalise.money.labels import Label
from cjaplans.normalise.money.sums import Sum


def with_totals(sums: list[Sum], divided: dict[int, range]) -> list[Sum]:
    """The sums with totals and their parts marked; a part without funder, fund or period has its total's."""
    for number, parts in divided.items():
        sums = _divided(sums, number, parts)
    top = [each for each in sums if not each.inside]
    kept = [each if not _is_a_part(each, top) else replace(each, is_total=False) for each in sums]
    return [replace(each, label=Label()) if each.is_total and len(kept) > 1 else each for each in kept]


def whole(sums: list[Sum]) -> float:
    """What all comes to: the stated total, else all sums that are no parts of another."""
    top = [each for each in sums if not each.inside]
    stated = [each.pounds for each in top if each.is_total and each.is_worded]
    plain = _added([each for each in top if not (each.is_total and each.is_worded)])
    if not stated:
        return plain
    last, others = stated[-1], round(sum(stated[:-1]), 2)
    return last if len(stated) == 1 or last in {plain, others} else round(others + last, 2)


def parts_of(sums: list[Sum]) -> list[Sum]:
    """The sums that are no totals."""
    return [each for each in sums if not each.is_total]


def added_parts(sums: list[Sum]) -> float:
    """What the sums that are no totals come to."""
    return _added(parts_of(sums))


def _divided(sums: list[Sum], number: int, parts: range) -> list[Sum]:
    """A sum and its parts marked; a yearly sum is itself the part of the one in its bracket."""
    total, only = sums[number], sums[parts.start] if len(parts) == 1 else None
    marked = list(sums)
    if only and (only.is_worded or (total.label.interval and not only.label.interval)):
        marked[number] = replace(total, inside=True)
        marked[parts.start] = replace(only, is_total=True)
        return marked
    marked[number] = replace(total, is_total=True, is_divided=True)
    for place in parts:
        label = _handed_down(total.label, sums[place].label)
        marked[place] = replace(sums[place], inside=True, is_total=sums[place].is_divided, label=label)
    return marked


def _handed_down(whole_label: Label, part: Label) -> Label:
    return replace(
        part,
        funder=part.funder or whole_label.funder,
        fund=part.fund or whole_label.fund,
        period=part.period or whole_label.period,
    )


def _is_a_part(each: Sum, top: list[Sum]) -> bool:
    """Whether a sum that is called a total is one of several sums all the same: it has a label of its own."""
    others = [other for other in top if other is not each]
    if not each.is_total or each.is_divided or each.inside or not others or not _labelled_like(each, others):
        return False
    if each.pounds == _added([other for other in others if not other.is_total]):
        return False
    return each is not top[-1] or each.pounds < max(other.pounds for other in others) or _all_called_totals(top)


def _labelled_like(each: Sum, others: list[Sum]) -> bool:
    """Whether a sum has its own funder or period, or its own purpose as all the others have."""
    purposes = all(other.label.purpose for other in (each, *others))
    return bool(each.label.funder or each.label.period or purposes)


def _all_called_totals(top: list[Sum]) -> bool:
    return all(each.is_total for each in top)


def _added(sums: list[Sum]) -> float:
    return round(sum((each.pounds for each in sums), 0.0), 2)
