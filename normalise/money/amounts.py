"""Sums of money as printed: £25k, £1.2m, £10-15k, 25,000 pounds (domain.md 6)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cjaplans.normalise.coded import Doubt

_NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,3}(?: \d{3}){1,3}(?!\d)|\d{1,12})(?:\.\d{1,2}(?!\d))?"
_SCALE = r"(?:\s?(?:k|m|bn|thousand|million|mill|billion)(?![A-Za-z]))"
_SIGN = r"(?:£|GBP\s?)\s?"
_TO = r"\s?(?:-|–|to|and)\s?"
_AMOUNT = re.compile(
    rf"(?:(?P<times>\d{{1,2}})\s?[x×@]\s?)?"
    rf"(?:{_SIGN}(?P<low>{_NUMBER})(?P<lowscale>{_SCALE})?"
    rf"(?:{_TO}(?:{_SIGN})?(?P<high>{_NUMBER})(?P<highscale>{_SCALE})?)?"
    rf"|(?<![\w.,£])(?P<bare>{_NUMBER})(?P<barescale>{_SCALE})?\s?(?P<word>pounds?(?: sterling)?|sterling|GBP)(?!\w)"
    r"|(?<![\w.,£])(?P<kilo>\d{1,4}(?:\.\d)?)k(?!\w))",
    re.I,
)
_SIGN_ALONE = re.compile(r"£+(?!\s?\d)[^\s,;:.)]{0,12}")
#: Digits that run on after a sum, so that it was not read whole ("£25,00", "£1.200").
_SPOILT = re.compile(r"[.,]?\d[\d.,]{0,20}")
_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mill": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
#: A range's second number is a sum only where it is no year, date or share.
_NO_SUM = re.compile(r"\s?(?:%|years?\b|months?\b|weeks?\b|/)", re.I)


@dataclass(frozen=True, slots=True)
class Amount:
    """One sum and its place; ``pounds`` is the upper end of a range, ``times`` a printed multiplier."""

    start: int
    end: int
    printed: str
    pounds: float | None
    times: int = 1
    is_range: bool = False


def amounts(text: str) -> tuple[list[Amount], list[Doubt]]:
    """Every sum in printed order, and a ``money_unread`` doubt for each pound sign without one."""
    found, doubts = [], []
    place = 0
    while match := _AMOUNT.search(text, place):
        amount = _amount(match, text)
        place = amount.end
        found.append(amount)
        if amount.pounds is None:
            doubts.append(Doubt("money_unread", f'"{amount.printed[:40]}" is no sum that can be read'))
        if amount.is_range:
            doubts.append(Doubt("money_range", f'"{amount.printed}": the upper end is used'))
    doubts.extend(Doubt("money_unread", f'"{match[0]}" names no sum') for match in _SIGN_ALONE.finditer(text))
    return found, doubts


def _amount(match: re.Match[str], text: str) -> Amount:
    times = int(match["times"] or 1)
    low, high, end = match["low"], match["high"], match.end()
    if high is not None and not _is_range(match, text):
        high, end = None, match.end("lowscale") if match["lowscale"] else match.end("low")
    printed = text[match.start() : end]
    if spoilt := _SPOILT.match(text, end):
        return Amount(match.start(), spoilt.end(), printed + spoilt[0], None, times)
    if high is not None:
        return Amount(match.start(), end, printed, _pounds(high, match["highscale"] or match["lowscale"]), times, True)
    number, scale = (low, match["lowscale"]) if low else (match["bare"], match["barescale"])
    if number is None:
        number, scale = match["kilo"], "k"
    return Amount(match.start(), end, printed, _pounds(number, scale), times)


def _is_range(match: re.Match[str], text: str) -> bool:
    """Whether the second number is a sum too: "£10-15k" is, "£10,000 - 2010" and "£5k and 3 staff" are not."""
    between = text[match.end("lowscale") if match["lowscale"] else match.end("low") : match.start("high")]
    signed = "£" in between or "GBP" in between.upper()
    if "and" in between.lower():
        return signed and bool(re.search(r"\bbetween\s*\Z", text[max(0, match.start() - 10) : match.start()], re.I))
    if _NO_SUM.match(text, match.end()):
        return False
    high = _pounds(match["high"], match["highscale"] or match["lowscale"])
    return high > _pounds(match["low"], match["lowscale"] or match["highscale"]) and (
        signed
        or bool(match["highscale"])
        or not re.fullmatch(r"(?:19|20)?\d\d", match["high"])
        or len(match["low"]) < 4
    )


def _pounds(number: str, scale: str | None) -> float:
    factor = _SCALES[scale.strip().lower()] if scale else 1.0
    return round(float(number.replace(",", "").replace(" ", "")) * factor, 2)
