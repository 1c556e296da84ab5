"""A whole document in the common schema: nothing is dropped in silence."""

from __future__ import annotations

from datetime import date

import pytest

from cjaplans.extract.model import BlockKind, Table, TextBlock
from cjaplans.normalise.coded import OutcomeBasis, PartyRole
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import (
    OUTLINE,
    CellRef,
    DocumentKind,
    Finding,
    GlossaryTerm,
    Indicator,
    Plan,
    Requirement,
    Role,
    Severity,
    Source,
    State,
)
from cjaplans.normalise.plan import normalise
from tests.normalise.drawing import Rows, block, document, table

HEADER = ["Action", "Lead", "Timescale"]
COVER = (block("Tayside Community Justice Authority", 100, size=20), block("Action Plan 2010-11", 140, size=20))


def plan(*parts: Table | TextBlock) -> Plan:
    return normalise(document(*COVER, *parts, pages=4))


def of_rows(rows: Rows) -> Plan:
    return plan(table(rows, page=2))


#: What the invented leads, months and deeds of these rows make doubtful; how the values read is tested elsewhere.
OF_VALUES = {"lead_unresolved", "date_year_inferred", "date_unread", "date_ambiguous", "theme_unknown"}


def structural(found: Plan) -> list[Finding]:
    return [f for f in found.findings if f.code not in OF_VALUES]


def codes(found: Plan) -> list[str]:
    return [f.code for f in structural(found)]


def test_a_plan_is_read_whole() -> None:
    found = plan(
        block("1. Housing", 60, page=2), table([HEADER, ["2.1 (C1, S2) Find homes", "SPS", "May 2010"]], page=2)
    )
    assert (found.kind, found.state, found.reason) == (DocumentKind.ACTION_PLAN, State.LOADED, None)
    assert (found.authority, found.scheme) == ("tayside", "NSMO23")
    assert (found.period_start, found.period_end) == (date(2010, 4, 1), date(2011, 3, 31))
    assert [t.role for t in found.tables] == [Role.ACTIONS]
    (action,) = found.actions
    assert action.printed == {
        Field.REF: "2.1",
        Field.THEME: "Housing",
        Field.ACTION: "Find homes",
        Field.RESPONSIBLE: "SPS",
        Field.TIMESCALE: "May 2010",
        Field.OUTCOMES: "C1, S2",
    }
    assert set(action.sources) >= {Source(Field.ACTION, CellRef(0, 3)), Source(Field.THEME, CellRef(OUTLINE, 2))}
    assert {s.field for s in action.sources} == set(action.printed)
    assert (action.seq, action.page_first, action.page_last, action.confidence) == (1, 2, 2, 1.0)
    assert action.key.startswith("tayside/2010-11/2.1-")
    assert found.findings == ()


def test_every_source_points_at_text_that_holds_the_value() -> None:
    doc = document(*COVER, block("Homes", 60, page=2), table([HEADER, ["2.1 Build", "Morag", "May"]], page=2), pages=2)
    for action in normalise(doc).actions:
        for source in action.sources:
            ref = source.cell
            shown = doc.blocks[ref.cell].text if ref.table == OUTLINE else doc.tables[ref.table].cells[ref.cell].text
            assert action.printed[source.field] in shown


@pytest.mark.parametrize(
    ("printed", "carried", "found"),
    [
        ("YES", True, []),
        ("yes.", True, []),
        ("No", False, []),
        ("", None, []),
        ("perhaps", None, ["carried_forward_unknown"]),
    ],
)
def test_carried_forward(printed: str, carried: bool | None, found: list[str]) -> None:
    read = of_rows([[*HEADER, "Area Plan Y/N"], ["Build", "Morag", "May", printed]])
    assert read.actions[0].carried_forward is carried
    assert Field.CARRIED_FORWARD not in read.actions[0].printed
    assert codes(read) == found


def test_same_actions_have_keys_of_their_own() -> None:
    first, second = of_rows([HEADER, ["Build", "Morag", "May"], ["Build", "Kelpie", "June"]]).actions
    assert second.key == f"{first.key}~2"


def test_steps_are_kept() -> None:
    (action,) = of_rows([["Action", "Tasks", "Lead"], ["Open", "Buy\n\nPaint", "Morag\n\nKelpie"]]).actions
    assert [s.printed[Field.ACTION] for s in action.steps] == ["Buy", "Paint"]


def test_an_unknown_column_is_a_finding() -> None:
    found = of_rows([["Action", "Weather", "Timescale"], ["Open", "Rain", "May"]])
    (finding,) = structural(found)
    assert (finding.code, finding.severity, finding.page) == ("column_unknown", Severity.WARNING, 2)
    assert "'Weather'" in finding.message
    assert found.actions[0].confidence < 1


def test_a_row_of_odd_width_is_a_finding() -> None:
    assert codes(of_rows([HEADER, ["Open", "Morag in May", "<"], ["Train", "K", "June"]])) == ["row_of_odd_width"]


@pytest.mark.parametrize("kind", [BlockKind.PARAGRAPH, BlockKind.FOOTNOTE])
def test_text_outside_the_tables_is_a_finding(kind: BlockKind) -> None:
    found = plan(table([HEADER, ["Open", "M", "May"]], page=2), block("And all the rest", 600, page=2, kind=kind))
    (finding,) = structural(found)
    assert (finding.code, finding.page) == ("text_outside_table", 2)
    assert "And all the rest" in finding.message


def test_text_on_pages_without_actions_is_none() -> None:
    text = block("The mill opens again", 600, page=3, kind=BlockKind.PARAGRAPH)
    running = block("Page 2", 800, page=2, kind=BlockKind.RUNNING)
    assert codes(plan(table([HEADER, ["Open", "M", "May"]], page=2), running, text)) == []


def test_codes_on_a_heading_are_inherited_by_actions_without_codes() -> None:
    rows = [["2.1 Homes (A4) 2.1.1 Build", "M", "May"], ["2.1.2 (B1) Train", "M", "May"], ["2.1.3 Open", "M", "May"]]
    found = of_rows([HEADER, *rows])
    assert found.scheme == "LB14"
    assert [[(x.outcome, x.basis) for x in a.coded.outcomes.links] for a in found.actions] == [
        [("LB14:A4", OutcomeBasis.INHERITED)],
        [("LB14:B1", OutcomeBasis.STATED)],
        [("LB14:A4", OutcomeBasis.INHERITED)],
    ]
    assert codes(found) == []


def test_a_row_without_action_is_a_finding() -> None:
    found = of_rows([HEADER, ["Open", "M", "May"], ["", "K", "June"]])
    assert [(f.code, f.action) for f in structural(found)] == [("action_without_text", 2)]


def test_a_table_nobody_understands_is_a_finding() -> None:
    found = plan(table([["Name", "Town"], ["Morag", "Perth"]], page=3), table([HEADER, ["Open", "M", "May"]], page=2))
    assert [(f.code, f.page) for f in structural(found)] == [("table_not_understood", 3)]


def test_a_table_without_header_takes_the_one_before() -> None:
    found = plan(table([HEADER, ["Open", "M", "May"]], page=2), table([["Train", "K", "June"]], page=3, header_rows=0))
    assert [a.printed[Field.RESPONSIBLE] for a in found.actions] == ["M", "K"]
    assert codes(found) == ["header_inherited"]


def test_a_document_without_actions_needs_review() -> None:
    found = plan(table([["Name", "Town"], ["Morag", "Perth"]], page=2))
    assert (found.state, found.actions) == (State.NEEDS_REVIEW, ())
    assert found.reason == "no table of actions was found"


def test_a_document_of_nothing_needs_review() -> None:
    found = normalise(document())
    assert (found.kind, found.state, found.title, found.tables) == (DocumentKind.OTHER, State.NEEDS_REVIEW, None, ())


def test_a_plan_that_does_not_say_whose_it_is_needs_review() -> None:
    found = normalise(document(table([HEADER, ["Open", "M", "May"]])))
    assert found.state is State.NEEDS_REVIEW
    assert found.reason == "the document does not state its authority or period"
    assert len(found.actions) == 1


def test_guidance_becomes_requirements() -> None:
    asked = table(
        [["", "Action", "Timescale"], ["1. Say how homes are found", "", ""], ["2. Say who leads", "", ""]], page=2
    )
    parts = (block("Guidance on Area Plans 2008-2011", 100, size=20), block("Homes", 60, page=2), asked)
    found = normalise(document(*parts, pages=2))
    assert (found.kind, found.state, found.actions) == (DocumentKind.GUIDANCE, State.LOADED, ())
    assert found.requirements == (
        Requirement("Homes", "Say how homes are found"),
        Requirement("Homes", "Say who leads"),
    )


def test_indicators_and_their_direction() -> None:
    header = ["Indicator", "Baseline", "Target", "Current"]
    rows = [["Mentors", "2", "9 ↑", "4"], ["Fires", "8", "", "5 ↓"], ["Mills", "", "1", ""], ["Boats", "7", "", ""]]
    assert plan(table([header, *rows], page=2)).indicators == (
        Indicator("Mentors", "2", "9 ↑", "4", "up"),
        Indicator("Fires", "8", None, "5 ↓", "down"),
        Indicator("Mills", None, "1", None, None),
        Indicator("Boats", "7", None, None, None),
    )


@pytest.mark.parametrize("row", [["Mills", "", "", ""], ["", "1", "2", "3"]])
def test_an_incomplete_indicator_is_a_finding(row: list[str]) -> None:
    found = plan(table([["Indicator", "Baseline", "Target", "Current"], ["Mentors", "2", "9", "4"], row], page=2))
    assert [i.indicator for i in found.indicators] == ["Mentors"]
    assert codes(found) == ["indicators_row_unread"]


def test_a_glossary_and_its_incomplete_rows() -> None:
    found = plan(table([["Term", "Meaning"], ["KWT", "Kelpie Works Trust"], ["TM", ""], ["", ""]], page=2))
    assert found.glossary == (GlossaryTerm("KWT", "Kelpie Works Trust"),)
    assert codes(found) == ["glossary_row_unread"]


def test_a_legend_that_differs_from_the_codebook_is_a_finding() -> None:
    legend = [
        block(
            "C1 – Safer communities through consistent management of offenders", 300, page=3, kind=BlockKind.PARAGRAPH
        ),
        block("O2 – Can find and keep suitable housing", 320, page=3, kind=BlockKind.PARAGRAPH),
        block("S5 – Roads are mended before winter", 340, page=3, kind=BlockKind.PARAGRAPH),
    ]
    found = plan(table([HEADER, ["2.1 (C1, S2) Find homes", "SPS", "May 2010"]], page=2), *legend)
    assert [(f.code, "S5" in f.message) for f in structural(found)] == [("legend_differs", True)]


def test_the_legend_settles_the_scheme_of_c_codes() -> None:
    rows = [HEADER, ["2.1 (C1, C2) Find homes", "SPS", "May 2010"]]
    lines = [
        "A1 – Safer communities through consistent management of offenders",
        "B1 – Can find and keep suitable housing",
    ]
    legend = [
        block(line, 300 + 20 * n, page=3, kind=BlockKind.PARAGRAPH)
        for n, line in enumerate(
            [*lines, "C1 – Effective community justice authorities and integrated case management"]
        )
    ]
    assert plan(table(rows, page=2)).scheme is None
    assert plan(table(rows, page=2), *legend).scheme == "LB14"


def test_a_code_to_which_the_plan_gives_another_meaning_stands_for_no_outcome() -> None:
    outcomes = [["C1", "Safer communities"], ["C2", "Public confidence"], ["C3", "The mill is mended"]]
    found = plan(
        table([["Code", "Outcome"], *outcomes], page=3),
        table([[*HEADER, "Outcomes"], ["Hire a boat", "SPS", "May 2010", "C1, C3"]], page=2),
    )
    assert ([t.role for t in found.tables], found.scheme) == ([Role.OUTCOMES, Role.ACTIONS], "NSMO23")
    assert [(x.printed, x.outcome) for x in found.actions[0].coded.outcomes.links] == [
        ("C1", "NSMO23:C1"),
        ("C3", None),
    ]
    assert codes(found).count("legend_differs") == 1


def test_an_unknown_scheme_is_one_finding_but_every_action_is_less_sure() -> None:
    rows = [["Hire a boat", "SPS", "May 2010", "C1"], ["Find homes", "SPS", "May 2010", "C2"], ["Open", "SPS", "", ""]]
    found = of_rows([[*HEADER, "Outcomes"], *rows])
    assert [(f.code, f.action) for f in structural(found)] == [("outcome_scheme_unknown", None)]
    assert [action.confidence for action in found.actions] == [0.8, 0.8, 1.0]


def test_as_above_in_a_plan_takes_the_lead_above() -> None:
    rows = [HEADER, ["1. Find homes", "SPS", "May 2010"], ["2. Keep homes", "As above", "June 2010"]]
    found = of_rows(rows)
    assert [p.name for p in found.actions[1].coded.parties.parties] == ["Scottish Prison Service"]
    assert ("cross_reference", 2) in [(f.code, f.action) for f in found.findings]


def test_a_glossary_extends_the_gazetteer_of_its_own_plan() -> None:
    terms = table([["Term", "Meaning"], ["KWT", "Kelpie Works Trust"], ["TAP", "Apex Scotland"]], page=1)
    rows = table([HEADER, ["Find homes", "KWT / TAP", "May 2010"]], page=2)
    with_it = plan(terms, rows).actions[0].coded.parties.parties
    without = plan(rows).actions[0].coded.parties.parties
    assert [p.organisation for p in with_it] == ["Kelpie Works Trust", "Apex Scotland"]
    assert "lead_unlisted" in [f.code for f in plan(terms, rows).findings]
    assert [p.organisation for p in without] == [None, None]


def names(found: Plan, action: int, role: PartyRole) -> list[str]:
    return [p.name for p in found.actions[action].coded.parties.parties if p.role is role]


def test_a_column_of_partners_names_partners() -> None:
    header = ["Action", "Lead", "Partner agencies", "Timescale"]
    rows = [["1. Find homes", "SPS", "Sacro, Apex", "May 2010"], ["2. Keep homes", "Sacro", "As above", "June 2010"]]
    found = of_rows([header, *rows])
    assert found.actions[0].printed[Field.RESPONSIBLE] == "SPS\nSacro, Apex"
    assert names(found, 0, PartyRole.LEAD) == ["Scottish Prison Service"]
    assert names(found, 0, PartyRole.PARTNER) == ["Sacro", "Apex Scotland"]
    assert names(found, 1, PartyRole.LEAD) == ["Sacro"]
    assert names(found, 1, PartyRole.PARTNER) == ["Apex Scotland"]
    assert "lead_unresolved" not in [f.code for f in found.findings]


def test_partners_alone_are_those_responsible() -> None:
    found = of_rows([["Action", "Partners", "Timescale"], ["1. Find homes", "SPS, Sacro", "May 2010"]])
    assert names(found, 0, PartyRole.LEAD) == ["Scottish Prison Service", "Sacro"]


def test_a_pointer_inside_a_lead_is_nobody() -> None:
    found = of_rows([HEADER, ["1. Find homes", "SPS", "May 2010"], ["2. Keep homes", "Sacro\nSee 1 above", "May 2010"]])
    assert names(found, 1, PartyRole.LEAD) == ["Sacro"]


def test_a_pointing_status_column_wins_over_progress() -> None:
    rows = [["1. Find homes", "ON TRACK", "x"], ["2. Keep homes", "As above", "Leaflet published"]]
    first, second = of_rows([["Action", "Status", "Progress"], *rows]).actions
    assert (second.coded.status.code, second.coded.status.basis) == (first.coded.status.code, "cross_reference")


def test_a_pointer_to_its_own_number_leads_nowhere() -> None:
    found = of_rows([HEADER, ["1. Find homes", "See 1 above", "May 2010"], ["2. Keep homes", "SPS", "May 2010"]])
    assert ("cross_reference_missing", 1) in [(f.code, f.action) for f in found.findings]


def links(found: Plan) -> list[list[tuple[str | None, str]]]:
    return [[(x.outcome, x.basis.value) for x in a.coded.outcomes.links] for a in found.actions]


def test_codes_above_a_table_fill_its_empty_codes_and_tell_the_scheme() -> None:
    header = ["No", "Action", "Lead", "Outcome link"]
    rows = [header, ["1", "Find homes", "SPS", "C1"], ["2", "Keep homes", "SPS", ""], ["3", "Mend", "SPS", "C2"]]
    found = plan(block("Housing (C3, O2)", 60, page=2), table(rows, page=2))
    assert found.scheme == "NSMO23"
    assert links(found) == [
        [("NSMO23:C1", "stated")],
        [("NSMO23:C3", "inherited"), ("NSMO23:O2", "inherited")],
        [("NSMO23:C2", "stated")],
    ]
    assert {a.printed[Field.THEME] for a in found.actions} == {"Housing"}
    assert codes(found) == []


def test_a_national_outcome_above_reaches_the_actions_under_other_headings() -> None:
    rows = [HEADER, ["Women", "<", "<"], ["Find homes", "SPS", "May 2010"]]
    above = (block("National Outcome 9: We live our lives safe from crime", 60, page=2), block("Housing", 80, page=2))
    found = plan(*above, table(rows, page=2))
    assert [a.printed[Field.THEME] for a in found.actions] == ["Women"]
    assert links(found) == [[("NPF2007:9", "inherited")]]


@pytest.mark.parametrize("in_table", [False, True])
def test_a_plans_own_key_of_colours_is_used(in_table: bool) -> None:
    rows = table([["Action", "Status", "Timescale"], ["1. Find homes", "Amber", "May 2010"]], page=2)
    lines = ["Green = complete", "Amber = behind schedule"]
    blocks = [block(line, 300 + 20 * n, page=3, kind=BlockKind.PARAGRAPH) for n, line in enumerate(lines)]
    key: list[Table | TextBlock] = [table([line.split(" = ") for line in lines], page=3)] if in_table else [*blocks]
    assert plan(rows).actions[0].coded.status.code == "in_progress"
    assert "status_colour_assumed" in codes(plan(rows))
    assert plan(rows, *key).actions[0].coded.status.code == "delayed"
    assert "status_colour_assumed" not in codes(plan(rows, *key))


def test_a_plan_of_no_known_scheme_is_not_coded_by_the_letters_of_its_rows() -> None:
    rows = [HEADER, ["2.1 (A1) Find homes", "SPS", "May 2010"], ["2.2 (O1) Keep homes", "SPS", "May 2010"]]
    found = of_rows(rows)
    assert found.scheme is None
    assert [link.outcome for action in found.actions for link in action.coded.outcomes.links] == [None, None]
    assert all(action.confidence < 1 for action in found.actions)


def test_a_code_no_scheme_has_stays_in_a_column_of_codes() -> None:
    header = ["Action", "National outcomes", "Timescale"]
    printed = ["C1, S2, O3, S4", "A1", "O99"]
    found = of_rows([header, *([f"{n}. Find homes", code, "May 2010"] for n, code in enumerate(printed, start=1))])
    links = [[(x.printed, x.outcome) for x in a.coded.outcomes.links] for a in found.actions]
    assert links[0][0] == ("C1", "NSMO23:C1")
    assert links[1:] == [[("A1", None)], [("O99", None)]]
    assert codes(found).count("outcome_code_invalid") == 2
