"""What a document is: kind, authority, title, period."""

from __future__ import annotations

from datetime import date

import pytest

from cjaplans.extract.model import BlockKind, Table, TextBlock
from cjaplans.normalise.facts import Facts, facts_of
from cjaplans.normalise.model import DocumentKind, Role
from tests.normalise.drawing import block, document, table

ROWS = [["Action", "Lead"], ["Open", "Morag"]]
TITLE = "Tayside Community Justice Authority"


def facts(*parts: Table | TextBlock, roles: tuple[Role, ...] = (Role.ACTIONS,), pages: int = 3) -> Facts:
    return facts_of(document(*parts, pages=pages), roles)


def cover(*lines: str) -> list[TextBlock]:
    return [block(text, 100 + 40 * n, size=20) for n, text in enumerate(lines)]


def codes(found: Facts) -> list[str]:
    return [f.code for f in found.findings]


def test_the_cover_says_all() -> None:
    found = facts(*cover(TITLE, "Action Plan 2010-11"), table(ROWS, page=2))
    assert found == Facts(
        DocumentKind.ACTION_PLAN,
        "tayside",
        f"{TITLE} Action Plan 2010-11",
        (date(2010, 4, 1), date(2011, 3, 31)),
        (),
    )


def test_the_cover_wins_over_a_stale_contents_page() -> None:
    stale = [block("Contents", 40, page=2), block("Action Plan 2007-08", 80, page=2)]
    found = facts(*cover(TITLE, "Action Plan 2010-11"), *stale, table(ROWS, page=3))
    assert found.period == (date(2010, 4, 1), date(2011, 3, 31))
    assert [(f.code, f.page) for f in found.findings] == [("stale_year", 2)]
    assert "2007-08" in found.findings[0].message


def test_the_plans_own_year_wins_over_others_on_the_cover() -> None:
    found = facts(*cover("Strategy 2008-2011", TITLE, "Action Plan 2010-11"), table(ROWS, page=2))
    assert found.period == (date(2010, 4, 1), date(2011, 3, 31))


def test_a_single_year_on_the_cover_will_do() -> None:
    found = facts(*cover(TITLE, "Action Plan 2009"), table(ROWS, page=2))
    assert found.period == (date(2009, 4, 1), date(2010, 3, 31))
    assert codes(found) == ["period_inferred"]


def test_a_year_in_the_text_is_the_last_resort() -> None:
    text = block("The work of 2011-12 goes on.", 80, page=2, kind=BlockKind.PARAGRAPH)
    found = facts(*cover(TITLE, "Action Plan"), text, table(ROWS, page=3))
    assert found.period == (date(2011, 4, 1), date(2012, 3, 31))
    assert [(f.code, f.page) for f in found.findings] == [("period_inferred", 2)]


def test_no_year_and_no_authority_are_findings() -> None:
    found = facts(*cover("Action Plan"), table(ROWS, page=2))
    assert (found.authority, found.period) == (None, None)
    assert sorted(codes(found)) == ["authority_unknown", "period_unknown"]


def test_the_dates_of_the_actions_tell_the_year_where_nothing_else_does() -> None:
    document_of = document(*cover("Tayside CJA", "Action Plan"), table(ROWS, page=2), pages=3)
    dates = ["June 2016", "By March 2017", "Dec 2016 or Jan 2017", "Sept. 2016"]
    found = facts_of(document_of, (Role.ACTIONS,), timescales=dates)
    assert found.period == (date(2016, 4, 1), date(2017, 3, 31))
    assert codes(found) == ["period_inferred"]
    assert facts_of(document_of, (Role.ACTIONS,), timescales=[*dates, "April 2017"]).period is None
    assert facts_of(document_of, (Role.ACTIONS,), timescales=dates[:2]).period is None


def test_an_appendix_that_names_the_authority_is_no_title() -> None:
    assert facts(*cover("Tayside CJA", "Action Plan 2010-11", "Appendix A: CJA-wide work")).title == (
        "Tayside CJA Action Plan 2010-11"
    )


def test_the_authority_of_the_cover_wins() -> None:
    text = block("Glasgow CJA, Glasgow CJA", 80, page=2, kind=BlockKind.PARAGRAPH)
    assert facts(*cover(TITLE, "Action Plan 2010-11"), text, table(ROWS, page=3)).authority == "tayside"


@pytest.mark.parametrize(
    ("title", "roles", "kind"),
    [
        ("Action Plan 2010-11", (Role.ACTIONS,), DocumentKind.ACTION_PLAN),
        ("Area Plan 2008-2011", (Role.ACTIONS, Role.OTHER), DocumentKind.ACTION_PLAN),
        ("Area Plan 2008-2011", (), DocumentKind.AREA_PLAN),
        ("Guidance on Area Plans 2008-2011", (Role.REQUIREMENTS,), DocumentKind.GUIDANCE),
        ("Minutes of May", (Role.OTHER,), DocumentKind.OTHER),
    ],
)
def test_kinds(title: str, roles: tuple[Role, ...], kind: DocumentKind) -> None:
    assert facts(*cover(title), roles=roles).kind is kind


def test_guidance_is_of_no_authority() -> None:
    found = facts(*cover("Guidance on Area Plans 2008-2011"), roles=(Role.REQUIREMENTS,))
    assert "authority_unknown" not in codes(found)


@pytest.mark.parametrize(
    ("who", "authority"),
    [
        ("Dundee Reducing Offending Partnership", "tayside"),
        ("East Ayrshire Council", "south-west-scotland"),
        ("City of Edinburgh Council", "lothian-and-borders"),
    ],
)
def test_a_local_plan_is_of_the_authority_of_its_council(who: str, authority: str) -> None:
    found = facts(*cover(who, "Action Plan 2010-11"), table(ROWS, page=2))
    assert (found.authority, codes(found)) == (authority, ["authority_by_council"])


def test_councils_of_two_authorities_name_none() -> None:
    found = facts(*cover("Falkirk and Dundee", "Action Plan 2010-11"), table(ROWS, page=2))
    assert (found.authority, codes(found)) == (None, ["authority_unknown"])


def test_the_subject_line_of_a_report_is_its_title() -> None:
    assert facts(*cover("Subject: Action Plan 2010-11"), table(ROWS, page=2)).title == "Action Plan 2010-11"


def test_the_authority_of_the_file_is_taken_where_the_plan_names_none() -> None:
    found = facts_of(document(*cover("Action Plan 2010-11"), table(ROWS, page=2), pages=3), (Role.ACTIONS,), "tayside")
    assert (found.authority, codes(found)) == ("tayside", ["authority_inferred"])
    named = facts_of(document(*cover(TITLE, "Action Plan 2010-11"), pages=3), (Role.ACTIONS,), "northern")
    assert (named.authority, codes(named)) == ("tayside", [])
