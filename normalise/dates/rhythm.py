"""How often, and how long: recurrences and durations as ISO 8601 intervals (domain.md 5)."""

from __future__ import annotations

import re

from cjaplans.normalise.dates.atoms import Atom, Form, Nature, Setting, ambiguous, form
from cjaplans.normalise.dates.words import (
    FEASTS,
    MONTH,
    MONTHS,
    NUMBER,
    SEASON,
    VOCABULARY,
    Phrases,
    alternatives,
    bounded,
    flat,
    number,
)

_UNITS = flat(VOCABULARY["units"])
_UNIT = alternatives(_UNITS)
_RECURRING = Phrases(VOCABULARY["recurrences"])
_AMBIGUOUS = Phrases(VOCABULARY["ambiguous_recurrences"])
_ADVERBS = {"daily": "D", "weekly": "W", "monthly": "M", "yearly": "Y", "annually": "Y", "annual": "Y"}
_MONTHS_IN = {"year": 12, "annum": 12, "quarter": 3}
#: More years than this are somebody's age.
_LONGEST_IN_YEARS = 10


def _recurring(match: re.Match[str], setting: Setting) -> Atom | None:
    found = _RECURRING.match(match.string, match.start())
    titled = match[0].casefold() == "annual" and _TITLE.match(match.string, match.end())
    if found is None or (titled and not setting.timescale):
        return None
    return Atom(Nature.RECURRENCE, "recurrence", interval=found[0])


#: The name of a document or post, not a rhythm.
_TITLE = re.compile(r"[ ](?:report(?!ing)|reports|plan|accounts|return|conference|leave|review)\b", re.IGNORECASE)


def _each(match: re.Match[str], _: Setting) -> Atom:
    """ "Every March" comes round once a year, "every May and November" twice."""
    named = _MONTHS_NAMED.match(match.string, match.end())
    found = sorted(MONTHS[name.rstrip(".").casefold()] for name in _MONTH.findall(named[0])) if named else []
    gaps = {(other - one) % 12 for one, other in zip(found, [*found[1:], *found[:1]], strict=True)}
    interval = f"P{gaps.pop()}M" if len(found) > 1 and len(gaps) == 1 else "P1Y"
    return Atom(Nature.RECURRENCE, "recurrence", interval=interval)


def _two_readings(match: re.Match[str], _: Setting) -> Atom | None:
    found = _AMBIGUOUS.match(match.string, match.start())
    if found is None:
        return None
    doubt = ambiguous(match[0], f"every {found[0]}")
    return Atom(Nature.RECURRENCE, "recurrence with two readings", interval=found[0], doubts=(doubt,))


def _every_so_many(match: re.Match[str], _: Setting) -> Atom | None:
    count, unit = number(match["n"]), match["unit"].casefold()
    letter = _ADVERBS.get(unit) or _UNITS.get(re.sub("[ -]+", " ", unit))
    return Atom(Nature.RECURRENCE, "recurrence", interval=f"P{count}{letter}") if letter and count else None


def _times_a_year(match: re.Match[str], _: Setting) -> Atom | None:
    times = {"once": 1, "twice": 2, "thrice": 3}.get(match["n"].casefold()) or number(match["n"])
    whole = _MONTHS_IN[match["whole"].casefold()]
    if not times:
        return None
    if whole % times:
        doubt = ambiguous(match[0], "a rhythm that is no whole number of months")
        return Atom(Nature.RECURRENCE, "so many times", doubts=(doubt,))
    months = whole // times
    return Atom(Nature.RECURRENCE, "so many times", interval="P1Y" if months == 12 else f"P{months}M")


def _twice_yearly(match: re.Match[str], _: Setting) -> Atom:
    return Atom(Nature.RECURRENCE, "so many times", interval="P6M" if match["n"].casefold() == "twice" else "P4M")


def _duration(match: re.Match[str], _: Setting) -> Atom | None:
    count = number(match["last"] or match["n"])
    unit = _UNITS[re.sub("[ -]+", " ", match["unit"].casefold())]
    doubts = (ambiguous(match[0], "its longer part"),) if match["last"] else ()
    if not count or (unit == "Y" and count > _LONGEST_IN_YEARS):
        return None
    return Atom(Nature.DURATION, "duration", interval=_length(count, unit), doubts=doubts)


def _length(count: int, unit: str) -> str:
    """Weeks are given in days, so that standards compare (domain.md 5: "within 2 weeks")."""
    if unit == "H":
        return f"PT{count}H"
    return f"P{count * 7}D" if unit == "W" else f"P{count}{unit}"


_NUM = rf"(?P<n>{NUMBER})"
_MONTH = re.compile(MONTH, re.IGNORECASE)
_MONTHS_NAMED = re.compile(rf"[ ]{MONTH}(?:[ ]?(?:,[ ]?and|,|and|&|/)[ ]?{MONTH}){{0,11}}", re.IGNORECASE)
_DAY_OF = r"(?:\d{1,2}[ ]?(?:st|nd|rd|th)?[ ](?:of[ ])?|end[ ](?:of[ ])?)"
_FEAST = bounded(alternatives(FEASTS))
RECURRENCES: tuple[Form, ...] = (
    form(rf"(?P<n>once|twice|thrice|{NUMBER}(?=[ ](?:times|meetings|x[ ]|sessions|reports|updates|issues|reviews)))"
         rf"(?:[ ](?:times|meetings|x|sessions|reports|updates|issues|reviews))?[ ](?:a|per|each|every)[ ]"
         rf"(?P<whole>year|annum|quarter)", _times_a_year),
    form(r"(?P<n>twice|thrice)[ -](?:yearly|annually)", _twice_yearly),
    form(rf"(?:every|each)(?=[ ]{_DAY_OF}?(?:{MONTH}|{SEASON}|{_FEAST}))", _each),
    form(rf"(?:every|each)[ ]{_NUM}[ -](?P<unit>{_UNIT})", _every_so_many),
    form(rf"{_NUM}[ -]?(?P<unit>{alternatives(_ADVERBS)})", _every_so_many),
    form(alternatives(flat(VOCABULARY["ambiguous_recurrences"])), _two_readings),
    form(alternatives(flat(VOCABULARY["recurrences"])), _recurring),
)  # fmt: skip
DURATIONS: tuple[Form, ...] = (
    form(rf"(?P<n>{NUMBER})(?:[ ]?(?:-|–|to|or)[ ]?(?P<last>{NUMBER}))?[ -]?(?P<unit>{_UNIT})(?:'s?)?"
         r"(?![ -]?(?:olds?|of age)\b)", _duration),
)  # fmt: skip
