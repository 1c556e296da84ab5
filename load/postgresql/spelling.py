"""What the SQL of the views says otherwise on PostgreSQL: the functions and operators that have no common spelling."""

from __future__ import annotations

import re

#: SQLite's spelling, as the views' files have it, to PostgreSQL's.
_SPELLINGS = (
    (re.compile(r"\bgroup_concat\("), "string_agg("),
    (re.compile(r"\bjulianday\(([\w.]+)\)"), r"(\1 - DATE '2000-01-01')"),
    (re.compile(r"\binstr\("), "strpos("),
    (re.compile(r"\bchar\((\d+)\)"), r"chr(\1)"),
    (re.compile(r"\bhex\(CAST\(([\w.]+) AS BLOB\)\)"), r"upper(encode(convert_to(\1, 'UTF8'), 'hex'))"),
    (re.compile(r"\bNOT GLOB '\*(\[\^[^']*\])\*'"), r"!~ '\1'"),
)


def respelled(query: str) -> str:
    """The same query in PostgreSQL's words."""
    for there, here in _SPELLINGS:
        query = there.sub(here, query)
    return query
