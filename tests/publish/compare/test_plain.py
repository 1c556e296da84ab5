"""Queries for people to read."""

from __future__ import annotations

from cjaplans.publish.compare.plain import plain

QUERY = """
SELECT x
FROM t
WHERE (coalesce(:a, '') = '' OR x = :a)
    AND (
        coalesce(:b, '') || coalesce(:c, '') = ''
        OR x IN (SELECT y FROM u WHERE (coalesce(:b, '') = '' OR z = :b) AND w = (1))
    )
    AND x > (0)
GROUP BY x"""


def test_conditions_that_nobody_gave_are_left_out() -> None:
    assert plain(QUERY, ()).split() == ["SELECT", "x", "FROM", "t", "WHERE", "x", ">", "(0)", "GROUP", "BY", "x"]


def test_those_that_were_given_stay_with_what_is_in_them() -> None:
    assert plain(QUERY, {"a", "b", "c"}) == QUERY
    assert "WHERE (coalesce(:a, '') = '' OR x = :a)\n    AND x > (0)" in plain(QUERY, {"a"})
    left = plain(QUERY, {"c"})
    assert "coalesce(:b, '') || coalesce(:c, '') = ''\n        OR x IN (SELECT y FROM u WHERE w = (1))" in left
    assert ":a" not in left


def test_a_query_without_other_conditions_has_none() -> None:
    assert (
        plain("SELECT x FROM t WHERE (coalesce(:a, '') = '' OR x = :a) GROUP BY x", ()) == "SELECT x FROM t GROUP BY x"
    )
