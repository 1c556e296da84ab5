"""Which words belong to which sum, and which sum is a total (domain.md 6: a total is not added to its parts)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from cjaplans.normalise.coded import Funding, FundingBasis, ValueContext
from cjaplans.normalise.money.amounts import Amount
from cjaplans.normalise.money.bases import SUM, signals
from cjaplans.normalise.money.labels import Finder, Label, read_label, stripped

_TOTAL = re.compile(r"\b(?:grand |sub-?|overall )?total(?:ling|s)?\b|\bin all\b|\boverall (?:cost|budget)\b", re.I)
_PARTS_FOLLOW = re.compile(
    r"\A[^\n£;]{0,40}?(?::|\(|\b(?:made up of|comprising|consisting of|split|broken down)\b)", re.I
)
_OF_WHICH = re.compile(r"\bof which\b|\bincluding\b|\bincludes\b|\binc\b", re.I)
_JOINED_BEFORE = re.compile(r"(?:\b(?:and|plus)|[+&])\s*\Z", re.I)
_JOINED_AFTER = re.compile(r"\A\s*(?:\b(?:and|plus)\b|[+&])", re.I)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_COUNT = r"(\d{1,2}|two|three|four|five)\s(?:years|yrs)\b"
_YEARS = re.compile(
    rf"\A\W*(?:(?P<yearly>p\.?a\b\.?|per annum|per year|a year|each year|annually)\W*(?:x|for|over)|x)\s{_COUNT}", re.I
)


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum with its label and the bases named beside it; ``after_label`` tells that its label stands before it."""

    amount: Amount
    label: Label
    is_total: bool
    signals: tuple[FundingBasis, ...]
    after_label: bool = False
    years: int = 1

    @property
    def pounds(self) -> float:
        """What the sum comes to with its printed multipliers ("2 x £5k", "£5k p.a. for 3 years"); 0 if unread."""
        return (self.amount.pounds or 0.0) * self.amount.times * self.years

    def funding(self) -> Funding:
        """The sum as it is handed on."""
        amount, label = self.amount, self.label
        named = (label.funder, label.purpose, label.fund, label.period, label.interval)
        return Funding(amount.printed, amount.pounds, *named, is_total=self.is_total)


def attributed(text: str, found: list[Amount], context: ValueContext, find: Finder | None) -> list[Sum]:
    """Every sum with the words that belong to it."""
    before_each = _labels_stand_before(text, found)
    sums = [
        _attributed(text, found, number, stands_before, context, find)
        for number, stands_before in enumerate(before_each)
    ]
    return _with_leading_total(text, sums)


def is_divided_in_part(text: str) -> bool:
    """Whether a text names only some of a total's parts ("of which £10k")."""
    return bool(_OF_WHICH.search(text))


def number_of(printed: str) -> int:
    """The number that a digit or word prints."""
    return _NUMBERS.get(printed.lower()) or int(printed)


def _attributed(
    text: str, found: list[Amount], number: int, stands_before: bool, context: ValueContext, find: Finder | None
) -> Sum:
    amount = found[number]
    before, after = _beside(text, found, number)
    is_total = _is_total(text, before, after)
    if stands_before:
        words = before.rstrip(" ,").split(",")[-1] if number == 0 else before
    else:
        words = "" if _JOINED_AFTER.match(after) else after
    label = Label() if is_total else read_label(_TOTAL.sub(" ", words), context, find)
    if stands_before and label.interval is None:
        label = replace(label, interval=read_label(after, context, None).interval)
    years = _YEARS.match(after[:60])
    return Sum(
        amount,
        label,
        is_total,
        signals(f"{before} {SUM} {after}"),
        stands_before,
        number_of(years[2]) if years else 1,
    )


def _is_total(text: str, before: str, after: str) -> bool:
    if before.rstrip().endswith("="):
        return True
    return bool(_TOTAL.search(before) or _TOTAL.match(after.strip(" (").removeprefix("in "))) and "=" not in text


def _beside(text: str, found: list[Amount], number: int) -> tuple[str, str]:
    """The words of the same line before and after a sum, as far as its neighbours."""
    amount = found[number]
    start = found[number - 1].end if number else 0
    end = found[number + 1].start if number + 1 < len(found) else len(text)
    before, after = text[start : amount.start], text[amount.end : end]
    return re.split(r"[\n;]", before)[-1], re.split(r"[\n;]", after)[0]


def _labels_stand_before(text: str, found: list[Amount]) -> list[bool]:
    """For every sum, whether its label stands before it, as the first sum of its line, totals aside, shows."""
    styles: list[bool | None] = []
    for number, amount in enumerate(found):
        goes_on = number > 0 and not re.search(r"[\n;]", text[found[number - 1].end : amount.start])
        known = styles[number - 1] if goes_on else None
        styles.append(_style(*_beside(text, found, number)) if known is None else known)
    return [bool(style) for style in styles]


def _style(before: str, after: str) -> bool | None:
    """True: the label is before; False: it is after; None for a total, which shows nothing."""
    if _TOTAL.search(before):
        return None
    worded = bool(re.search(r"\w", stripped(before[-200:]))) and not _JOINED_BEFORE.search(before)
    return None if not worded and _PARTS_FOLLOW.match(after) else worded


def _with_leading_total(text: str, sums: list[Sum]) -> list[Sum]:
    """A first sum that the others divide is a total, though the word is missing."""
    if len(sums) < 2 or any(each.is_total for each in sums):
        return sums
    first, rest = sums[0], sums[1:]
    between = text[first.amount.end : rest[0].amount.start]
    divided = len(rest) > 1 and (_PARTS_FOLLOW.match(between) or first.pounds == sum(each.pounds for each in rest))
    return [replace(first, is_total=True, label=Label()), *rest] if divided or _OF_WHICH.search(between) else sums


def joined_in_kind(text: str, each: Sum) -> bool:
    """Whether "and" or "plus" joins a sum to something that is no sum ("£10k and 3 staff")."""
    return bool(_JOINED_AFTER.match(text[each.amount.end :]) or _JOINED_BEFORE.search(text[: each.amount.start]))
