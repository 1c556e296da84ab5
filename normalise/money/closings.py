"""What directly follows a sum and is its own: its bracket, and a word that makes it a total (domain.md 6)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cjaplans.normalise.money.amounts import Amount

_WORDED = r"(?:(?:grand |overall |sub-?)?total(?:ling|s)?|all told|altogether|in all(?=\s*(?:[,.;:()£=–-]|\Z)))"
#: A word in front of a sum that makes it a total ("total cost of £5k", "in all £5k").
TOTAL = re.compile(
    rf"\b{_WORDED}(?!\w)|\b(?:overall|combined)(?: (?:costs?|budget|funding|sum))?(?=\W*(?:of |is )?\W*\Z)", re.I
)
_OWN_BRACKET = re.compile(r"\s?[(\[]([^()\[\]£\n]{0,200})[)\]]")
_TOTAL_AFTER = re.compile(
    r"[\s,–-]{0,3}(?:(?:in|as|being) )?(?:a |the )?"
    rf"(?:{_WORDED}|overall|combined)(?: (?:cost|budget|funding|sum))?(?![\w-])",
    re.I,
)
_TOTAL_IN_BRACKET = re.compile(rf"\W*(?:(?:in|as|being) )?(?:a |the )?(?:{_WORDED}|overall|combined)(?!\w)", re.I)
#: Between a total's word and the sum it stands in front of.
_NEXT_SUM = re.compile(r"[\s:=–-]*(?:(?:cost|of|is|was|funding|budget)\b[\s:=–-]*)*\Z", re.I)


@dataclass(frozen=True, slots=True)
class Closing:
    """Where a sum ends with all that is its own; ``bracket`` holds the words of its bracket."""

    end: int
    bracket: str = ""
    is_total: bool = False


def closings(text: str, found: list[Amount]) -> list[Closing]:
    """The closing of every sum."""
    ends = [*(amount.start for amount in found[1:]), len(text)]
    return [_closing(text, number, amount, ends[number]) for number, amount in enumerate(found)]


def _closing(text: str, number: int, amount: Amount, end: int) -> Closing:
    place, bracket = _bracket(text, amount.end, end)
    is_total = bool(_TOTAL_IN_BRACKET.match(bracket))
    after = _TOTAL_AFTER.match(text, place, end)
    if after and not is_total and _is_of_this(text[place:end], after.end() - place, number, end == len(text)):
        place, is_total = after.end(), True
    if is_total and not bracket:
        place, bracket = _bracket(text, place, end)
    return Closing(place, bracket, is_total)


def _bracket(text: str, start: int, end: int) -> tuple[int, str]:
    match = _OWN_BRACKET.match(text, start, end)
    return (match.end(), match[1]) if match else (start, "")


def _is_of_this(after: str, place: int, number: int, is_last: bool) -> bool:
    """Whether a total's word belongs to the sum before it: before a further sum only the first sum may claim it."""
    if is_last or not _NEXT_SUM.match(after[place:]):
        return True
    return number == 0 and not after.lstrip(" ").startswith((",", "–", "-"))
