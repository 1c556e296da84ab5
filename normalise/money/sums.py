"""Which words belong to which sum (domain.md 6)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from cjaplans.normalise.coded import Funding, FundingBasis, ValueContext
from cjaplans.normalise.money.amounts import Amount
from cjaplans.normalise.money.bases import SUM, are_shares, signals
from cjaplans.normalise.money.closings import TOTAL, Closing
from cjaplans.normalise.money.divided import opened_at
from cjaplans.normalise.money.labels import Finder, Label, read_label, stripped

_PARTS_FOLLOW = re.compile(
    r"\A[^\n£;]{0,40}?(?::|\(|\b(?:made up of|comprising|consisting of|split|broken down)\b)", re.I
)
_JOINED_BEFORE = re.compile(r"(?:\b(?:and|plus)|[+&])\s*\Z", re.I)
_JOINED_AFTER = re.compile(r"\A\s*(?:\b(?:and|plus)\b|[+&])", re.I)
#: A bracket closes its sum, unless words like these go on with it.
_GOES_ON = re.compile(r"\A\s*(?:from|for|by|via|through|towards|per|p\.a|provided|funded|paid|x|over)\b", re.I)
_LINES = re.compile(r"[\n;]")
#: The end of a bracket that the sum before it stands in, and a bracket that begins right before a sum.
_LEFT_BRACKET = re.compile(r"\A([^()]*)\)")
_WRAPPED = re.compile(r"[(\[]\s?\Z")
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_COUNT = r"(\d{1,2}|two|three|four|five)\s(?:years|yrs)\b"
_YEARS = re.compile(
    rf"\A\W*(?:(?:p\.?a\b\.?|per annum|per year|a year|each year|annually)\W*(?:x|for|over)|x)\s{_COUNT}", re.I
)


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum with its label and the bases named beside it; ``is_shared``: several payers each pay a share of it.

    ``after_label``: its label stands before it; ``is_worded``: a word or "=" makes it a total; ``is_divided``: its
    parts are marked as such; ``inside``: it is a part of such a total.
    """

    amount: Amount
    label: Label
    is_total: bool
    signals: tuple[FundingBasis, ...]
    after_label: bool = False
    years: int = 1
    is_worded: bool = False
    is_divided: bool = False
    inside: bool = False
    is_shared: bool = False

    @property
    def pounds(self) -> float:
        """What the sum comes to with its printed multipliers ("2 x £5k", "£5k p.a. for 3 years"); 0 if unread."""
        return (self.amount.pounds or 0.0) * self.amount.times * self.years

    def funding(self) -> Funding:
        """The sum as it is handed on, with its printed multiplier ("2 x £5k" is £10k); a yearly sum stays that."""
        amount, label = self.amount, self.label
        years = 1 if label.interval else self.years
        pounds = None if amount.pounds is None else amount.pounds * amount.times * years
        named = (label.funder, label.purpose, label.fund, label.period, label.interval)
        return Funding(amount.printed, pounds, *named, is_total=self.is_total)


@dataclass(frozen=True, slots=True)
class _Beside:
    """The words around a sum: of the same line before and after it, and in its own bracket; ``called`` a total."""

    before: str
    after: str
    bracket: str
    new_line: bool
    is_first: bool
    called: bool


def attributed(
    text: str, found: list[Amount], closed: list[Closing], context: ValueContext, find: Finder | None
) -> list[Sum]:
    """Every sum with the words that belong to it, called a total where a word or "=" says so."""
    beside = [_beside(text, found, closed, number) for number in range(len(found))]
    styles = _labels_stand_before(beside)
    equated = any("=" in each.before for each in beside)
    return [
        _attributed(amount, words, style, equated, context, find)
        for amount, words, style in zip(found, beside, styles, strict=True)
    ]


def number_of(printed: str) -> int:
    """The number that a digit or word prints."""
    return _NUMBERS.get(printed.lower()) or int(printed)


def joined_in_kind(text: str, each: Sum) -> bool:
    """Whether "and" or "plus" joins a sum to something that is no sum ("£10k and 3 staff")."""
    start, end = each.amount.start, each.amount.end
    return bool(_JOINED_AFTER.match(text[end : end + 20]) or _JOINED_BEFORE.search(text[max(0, start - 20) : start]))


def _attributed(
    amount: Amount, beside: _Beside, stands_before: bool, equated: bool, context: ValueContext, find: Finder | None
) -> Sum:
    is_total = beside.before.rstrip().endswith("=") or (
        not equated and (beside.called or bool(TOTAL.search(beside.before)))
    )
    years = _YEARS.match(f"{beside.bracket} {beside.after[:60]}")
    return Sum(
        amount,
        _label(beside, _words(beside, stands_before, is_total), stands_before, context, find),
        is_total,
        signals(f"{beside.before} {SUM} {beside.bracket} {beside.after}"),
        stands_before,
        number_of(years[1]) if years else 1,
        is_worded=is_total,
        is_shared=are_shares(f"{beside.bracket} {beside.after}") or are_shares(beside.before),
    )


def _words(beside: _Beside, stands_before: bool, is_total: bool) -> str:
    """The words on the sum's side; those after a total are mostly of its first part."""
    if is_total:
        return f"{beside.before} {beside.after.partition(':')[0] if _GOES_ON.match(beside.after) else ''}"
    if stands_before:
        return beside.before.rstrip(" ,").split(",")[-1] if beside.is_first else beside.before
    return "" if _JOINED_AFTER.match(beside.after) else beside.after


def _label(beside: _Beside, words: str, stands_before: bool, context: ValueContext, find: Finder | None) -> Label:
    """The label of the words on the sum's side, and what its bracket adds to it."""
    label = _read(words, context, find)
    if stands_before and label.interval is None:
        label = replace(label, interval=_read(beside.after, context, None).interval)
    return _with_bracket(label, _read(beside.bracket, context, find))


def _read(words: str, context: ValueContext, find: Finder | None) -> Label:
    return read_label(TOTAL.sub(" ", words.replace("£", " ")), context, find) if re.search(r"\w", words) else Label()


def _with_bracket(label: Label, own: Label) -> Label:
    purposes = [purpose for purpose in (label.purpose, own.purpose) if purpose]
    return Label(
        label.funder or own.funder,
        f"{purposes[0]} ({purposes[1]})" if len(purposes) > 1 else next(iter(purposes), None),
        label.fund or own.fund,
        label.period or own.period,
        label.interval or own.interval,
    )


def _beside(text: str, found: list[Amount], closed: list[Closing], number: int) -> _Beside:
    """The words of the same line before and after a sum, as far as its neighbours; a bracket closes a sum."""
    before = _between(text, found, closed, number - 1)
    after = _between(text, found, closed, number)
    pieces = _LINES.split(before)
    new_line = len(pieces) > 1 or not number or _is_closed(closed[number - 1], before)
    if number + 1 < len(found) and _is_closed(closed[number], after):
        after = ""
    inner, bracket = _LINES.split(after)[0], closed[number].bracket
    if _WRAPPED.search(before) and not bracket:
        inner, bracket = "", inner
    return _Beside(pieces[-1], inner, bracket, new_line, not number, closed[number].is_total)


def _between(text: str, found: list[Amount], closed: list[Closing], number: int) -> str:
    """The text after a sum (-1: before the first) to the next; brackets that open or close between them part lines."""
    start = closed[number].end if number >= 0 else 0
    end = found[number + 1].start if number + 1 < len(found) else len(text)
    opened = opened_at(text, start, end) if 0 <= number < len(found) - 1 else None
    if opened is not None:
        return f"{text[start : opened - 1]}\n{text[opened:end]}"
    return _LEFT_BRACKET.sub(r"\1\n", text[start:end]) if number >= 0 else text[:end]


def _is_closed(closing: Closing, after: str) -> bool:
    return bool(closing.bracket) and not _GOES_ON.match(after)


def _labels_stand_before(beside: list[_Beside]) -> list[bool]:
    """For every sum, whether its label stands before it, as the first sum of its line, totals aside, shows."""
    styles: list[bool | None] = []
    for each in beside:
        known = None if each.new_line else styles[-1]
        styles.append(_style(each) if known is None else known)
    return [bool(style) for style in styles]


def _style(beside: _Beside) -> bool | None:
    """True: the label is before; False: it is after; None for a total, which shows nothing."""
    if TOTAL.search(beside.before):
        return None
    worded = bool(re.search(r"\w", stripped(beside.before[-200:]))) and not _JOINED_BEFORE.search(beside.before)
    return None if not worded and _PARTS_FOLLOW.match(beside.after) else worded
