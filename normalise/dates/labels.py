"""The milestone that a date is the date of, from the words beside it."""

from __future__ import annotations

import re
from dataclasses import replace

from cjaplans.normalise.coded import DateKind, StatusCode
from cjaplans.normalise.dates.statement import Statement
from cjaplans.normalise.dates.words import VOCABULARY, alternatives, bounded, word_pattern

_EDGES = " \t,;:.()[]/*=&+–-\"'?"
_REMARK = re.compile(bounded(alternatives(VOCABULARY["remarks"])), re.IGNORECASE)
_LINKS = re.compile(r"^(?:and|then|or|&|–|-|by|,)[ ]+|[ ]+(?:and|in|by|for|on|the|of|from|to|at|is)$", re.IGNORECASE)
_WITH = re.compile(r"^.*\bwith[ ]", re.IGNORECASE)
_STOPS = re.compile(r"[;\n]|\.(?=\s|$)")
#: A longer run of words is prose about the date, not the name of a milestone.
_LONGEST = 160


def labelled(text: str, found: list[Statement]) -> list[Statement]:
    """The statements with labels: the words before each date, or after it where a date opens the line."""
    result = list(found)
    for group in _lines(text, found):
        dates_first = not _words(text, _segment_start(text, found[group[0]].start), found[group[0]].start)
        for place, index in enumerate(group):
            after = dates_first or found[index].mention.kind is DateKind.RECURRENCE
            label = _after(text, found, group, place) if after else _before(text, found, group, place)
            if label:
                mention = replace(found[index].mention, label=label, status=_status(label) if dates_first else None)
                result[index] = replace(found[index], mention=mention)
    return result


def _lines(text: str, found: list[Statement]) -> list[list[int]]:
    """The statements that stand in one sentence or line, by number."""
    groups: list[list[int]] = []
    for index, statement in enumerate(found):
        if groups and not _STOPS.search(text, found[index - 1].end, statement.start):
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _segment_start(text: str, position: int) -> int:
    last = 0
    for stop in _STOPS.finditer(text, 0, position):
        last = stop.end()
    return last


def _segment_end(text: str, position: int) -> int:
    stop = _STOPS.search(text, position)
    return stop.start() if stop else len(text)


def _after(text: str, found: list[Statement], group: list[int], place: int) -> str | None:
    end = found[group[place]].end
    last = found[group[place + 1]].start if place + 1 < len(group) else _segment_end(text, end)
    label = _words(text, end, last)
    return None if label and _REMARK.match(label) else label


def _before(text: str, found: list[Statement], group: list[int], place: int) -> str | None:
    start = found[group[place]].start
    first = found[group[place - 1]].end if place else _segment_start(text, start)
    label = _words(text, first, start)
    if label and text[start - 1 : start] == "(":
        label = _WITH.sub("", label)
    return label


def _words(text: str, first: int, last: int) -> str | None:
    label = text[first:last].strip(_EDGES)
    label = _LINKS.sub("", label).strip(_EDGES)
    if not re.search(r"[^\W\d_]{2}", label) or len(label) > _LONGEST:
        return None
    return None if word_pattern("empty_labels").fullmatch(label) else label


def _status(label: str) -> StatusCode | None:
    finished = [match.end() for match in word_pattern("finished").finditer(label)]
    done = bool(finished) and finished[-1] == len(label) and "to be" not in label.casefold()
    return StatusCode.COMPLETE if done else None
