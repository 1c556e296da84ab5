"""Queries for people to read: conditions that nobody gave are left out."""

from __future__ import annotations

import re
from collections.abc import Collection

_GIVEN = r"coalesce\(:(\w+), ''\)"
#: What holds whatever the row is, where none of its parameters is given: ``AND (coalesce(:x, '') = '' OR ...)``.
_CONDITION = re.compile(rf"\s*\b(?P<word>WHERE|AND) \(\s*{_GIVEN}(?: \|\| {_GIVEN})* = ''\s+OR\b")
_PARAMETER = re.compile(r":(\w+)")
_NEXT = re.compile(r"\s+AND ")


def plain(query: str, given: Collection[str]) -> str:
    """The same query for people who gave only the parameters ``given``."""
    place = 0
    while found := _CONDITION.search(query, place):
        opened = query.index("(", found.start("word"))
        end = _closed(query, opened)
        first = query[opened : query.index("= ''", opened)]
        if set(_PARAMETER.findall(first)) & set(given):
            place = found.end()
        elif found["word"] == "WHERE" and (following := _NEXT.match(query, end)):
            query, place = query[:opened] + query[following.end() :], found.start()
        else:
            query, place = query[: found.start()] + query[end:], found.start()
    return query


def _closed(query: str, opened: int) -> int:
    """The place after the bracket that closes the one at ``opened``."""
    depth = 0
    for place in range(opened, len(query)):
        depth += {"(": 1, ")": -1}.get(query[place], 0)
        if depth == 0:
            return place + 1
    raise ValueError("a bracket is not closed")
