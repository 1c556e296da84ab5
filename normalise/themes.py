"""The guidance's theme and the priority group of an action (domain.md 1: guidance parts, offender groups)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from cjaplans.normalise.caseless import caseless, small
from cjaplans.normalise.codebooks import read_words
from cjaplans.normalise.coded import Doubt, ThemeReading, ValueContext
from cjaplans.normalise.text import readable

#: The part of the guidance in front of an action's dotted number.
_PART = re.compile(r"^\(?(\d)\.\d")
#: Themes whose headings say what their actions are about, whatever groups the actions mention.
_OF_THE_AUTHORITY = frozenset({"workforce", "communication", "performance"})


@dataclass(frozen=True, slots=True)
class _Sort:
    """A theme or group, and the pattern of the words that tell it."""

    key: str
    pattern: re.Pattern[str]
    implies: str | None = None


def read_theme(
    theme: str | None,
    objective: str | None,
    action: str | None,
    context: ValueContext,
    ref: str | None = None,
) -> ThemeReading:
    """The theme and priority group of an action: from its heading, its objective and its own words.

    The leading figure of a ref is a theme for an authority that numbers its actions by the guidance's parts.
    A group gives the theme where nothing else does, and a theme its usual group.
    """
    heading, aim, own = (readable(text or "")[0] for text in (theme, objective, action))
    part = _by_part(ref, context)
    key = part or _first([heading], "headings")
    rule = "numbered by the guidance's parts" if part else "words of the heading"
    if key is None:
        group_above = _first([heading], "offenders")
        key, rule = _implied(group_above), "the heading's priority group"
    if key is None:
        key, rule = _first([aim], "headings"), "words of the objective"
    if key is None:
        key, rule = _first(own.split("\n"), "actions"), "words of the action"
    group = _group(heading, aim, own, key)
    if key is None:
        key, rule = _implied(group), "the action's priority group"
    if key is None:
        doubt = Doubt("theme_unknown", "neither the headings nor the action tell a theme of the guidance")
        return ThemeReading(None, group, "no theme", (doubt,))
    return ThemeReading(key, group, rule)


def _group(heading: str, aim: str, own: str, theme: str | None) -> str | None:
    """The group of the heading, then of the action, then of the objective, which several actions share.

    Under a heading about the authority itself (workforce, communication, performance) that is the group.
    """
    usual = read_words("priority_words")["usual"].get(theme)
    first, _, later = own.partition("\n")
    return (
        _first([heading], "offenders")
        or (usual if theme in _OF_THE_AUTHORITY else None)
        or _first([first], "offenders")
        or _first([heading, first], "needs")
        or _first(later.split("\n"), "offenders")
        or _first([first], "general")
        or _first(later.split("\n"), "needs")
        or _first([aim], "offenders")
        or _first([heading], "general")
        or usual
        or _first([aim], "needs")
        or _first([*later.split("\n"), aim], "general")
    )


def _by_part(ref: str | None, context: ValueContext) -> str | None:
    match = _PART.match(ref.strip()) if ref else None
    if match is None or context.period is None:
        return None
    for row in read_words("priority_words")["parts"]:
        if row["authority"] == context.authority and row["start"] <= context.period[0] <= row["end"]:
            themes: dict[int, str] = row["themes"]
            return themes.get(int(match[1]))
    return None


def _first(texts: Sequence[str], words: str) -> str | None:
    """The first sort, in the codebook's order, whose words are in the first text that has any."""
    return next((key for text in texts if text and (key := _told_by(text, words))), None)


@lru_cache(maxsize=2048)
def _told_by(text: str, words: str) -> str | None:
    """The first sort whose words are in a text; headings and objectives come back with every action below them."""
    plain = small(text)
    return next((sort.key for sort in _sorts(words) if sort.pattern.search(plain)), None)


def _implied(group: str | None) -> str | None:
    names = ("offenders", "needs", "general")
    return next((sort.implies for name in names for sort in _sorts(name) if sort.key == group), None)


@lru_cache
def _sorts(words: str) -> tuple[_Sort, ...]:
    """Themes by the words of headings or of actions, or groups by one of the codebook's lists."""
    if words in ("headings", "actions"):
        lists = ("headings", "actions") if words == "headings" else ("actions",)
        return tuple(
            _Sort(row["theme"], _pattern([word for name in lists for word in row[name]]))
            for row in read_words("theme_words")
        )
    return tuple(_Sort(r["group"], _pattern(r["words"]), r["implies"]) for r in read_words("priority_words")[words])


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Any of the words, as words, in small letters; ``*`` is any ending, ``?`` a letter, a blank blanks or a dash."""
    if not words:
        return re.compile(r"(?!)")
    spelled = (
        re.escape(w).replace(r"\*", r"\w{0,20}").replace(r"\?", r"\w").replace(r"\ ", r"[\s/-]{1,3}") for w in words
    )
    return caseless(rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)")


def to_record(reading: ThemeReading) -> dict[str, object]:
    """The reading in the keys of a worked case of kind ``priority``."""
    return {"priority_group": reading.priority_group, "theme": reading.theme}
