"""Files that bind several plans, or a plan with the papers of a meeting."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjaplans.extract.document import extract
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import OUTLINE, DocumentKind, Plan, State
from cjaplans.normalise.plan import normalise
from tests.extract.pages import LANDSCAPE
from tests.generated import pack
from tests.generated.pack import HEADER, PAPERS, Binder, plan, plan_rows

SHARED = Path(__file__).resolve().parents[3] / "shared" / "plans"


def read(data: bytes) -> Plan:
    return normalise(extract(data))


def actions(found: Plan) -> list[str | None]:
    return [action.printed.get(Field.ACTION) for action in found.actions]


def parts(found: Plan) -> list[tuple[str | None, str, int, int]]:
    return [(p.authority, str(p.period_start), p.page_first, p.page_last) for p in found.parts]


def codes(found: Plan) -> set[str]:
    return {finding.code for finding in found.findings}


@settings(max_examples=6, deadline=None)
@given(st.permutations(PAPERS[2:]), st.integers(2, len(PAPERS)), st.sampled_from(["", "Appendix B", "Agenda item 7"]))
def test_a_plan_is_found_wherever_it_lies_in_a_pack(order: list[pack.Draw], at: int, heading: str) -> None:
    data, expected, first = pack.pack([*PAPERS[:2], *order], at, heading)
    found = read(data)
    assert actions(found) == expected
    assert (found.kind, found.state) == (DocumentKind.ACTION_PLAN, State.LOADED)
    assert (found.authority, str(found.period_start)) == ("tayside", "2011-04-01")
    assert found.title == "Tayside Community Justice Authority Action Plan 2011-12"
    assert {a.page_first for a in found.actions} == {first + 1, first + 2}
    assert {"plan_among_papers", "table_outside_plan"} <= codes(found)


def test_values_lead_back_to_the_cells_of_the_whole_file() -> None:
    data, _, _ = pack.pack(PAPERS, 5)
    document = extract(data)
    for action in normalise(document).actions:
        for source in action.sources:
            cell = source.cell
            holder = document.blocks if cell.table == OUTLINE else document.tables[cell.table].cells
            text = holder[cell.cell].text
            assert (action.printed[source.field] in text) or (text in action.printed[source.field])


def test_a_pack_without_a_plan_has_no_actions() -> None:
    binder = Binder()
    for draw in PAPERS:
        draw(binder)
    found = read(binder.data())
    assert (found.actions, found.state) == ((), State.NEEDS_REVIEW)


def test_a_plan_among_papers_need_not_be_called_one() -> None:
    binder = Binder()
    pack.agenda(binder)
    pack.minutes(binder)
    binder.page()
    binder.heading("Tayside Community Justice Authority", 18)
    binder.heading("Priorities for 2011-12", 14)
    binder.table(HEADER, plan_rows(1))
    found = read(binder.data())
    assert actions(found) == [row[1] for row in plan_rows(1)]
    assert (found.authority, str(found.period_start)) == ("tayside", "2011-04-01")


def test_a_plan_that_names_no_authority_takes_that_of_its_pack() -> None:
    binder = Binder()
    pack.agenda(binder)
    binder.heading("Northern Community Justice Authority", 12)
    binder.page(LANDSCAPE)
    binder.heading("Action Plan 2011-12", 18)
    binder.table(HEADER, plan_rows(1))
    found = read(binder.data())
    assert (found.authority, "authority_inferred" in codes(found)) == ("northern", True)


@pytest.mark.parametrize(
    ("second", "years", "expected"),
    [("Northern", "2011-12", ("northern", "2011-04-01")), ("Tayside", "2012-13", ("tayside", "2012-04-01"))],
)
def test_two_plans_in_a_file_are_parts_of_it(second: str, years: str, expected: tuple[str, str]) -> None:
    binder = Binder()
    texts = [*plan(binder, "Tayside", "2011-12", part=1), *plan(binder, second, years, part=2)]
    found = read(binder.data())
    assert actions(found) == texts
    assert parts(found) == [("tayside", "2011-04-01", 1, 3), (*expected, 4, 6)]
    assert {a.part for a in found.actions[:12]} == {1}
    assert {a.part for a in found.actions[12:]} == {2}
    assert all(a.key.startswith(f"{expected[0]}/{expected[1][:4]}-") for a in found.actions[12:])
    assert (found.authority, str(found.period_start)) == ("tayside", "2011-04-01")
    assert "several_plans" in codes(found)
    assert [a.seq for a in found.actions] == list(range(1, len(texts) + 1))


@pytest.mark.parametrize(("second", "years"), [("Northern", "2011-12"), ("Tayside", "2012-13")])
def test_keys_of_a_part_are_those_it_has_alone(second: str, years: str) -> None:
    alone, both = Binder(), Binder()
    plan(alone, second, years, part=2)
    plan(both, "Tayside", "2011-12", part=1)
    plan(both, second, years, part=2)
    keys = [action.key for action in read(both.data()).actions]
    assert len(set(keys)) == len(keys)
    assert keys[12:] == [action.key for action in read(alone.data()).actions]


def test_a_plan_bound_twice_has_distinct_keys() -> None:
    binder = Binder()
    for authority in ("Tayside", "Northern", "Tayside"):
        plan(binder, authority, "2011-12", pages=1)
    keys = [action.key for action in read(binder.data()).actions]
    third = len(keys) // 3
    assert keys[2 * third :] == [f"{key}~2" for key in keys[:third]]
    assert len(set(keys)) == len(keys)


def test_years_of_the_plan_are_those_of_its_part() -> None:
    binder = Binder()
    for years, part in (("2011-12", 1), ("2012-13", 2)):
        plan(binder, "Tayside", years, part=part, pages=1)
        binder.page(LANDSCAPE)
        binder.table(HEADER, [[f"{part}.1", f"Open mill {part}", "Mill", "By end of September", "Under way"]])
    ends = [str(a.coded.dates.span.end) for a in read(binder.data()).actions]
    assert ends == ["2011-09-30", "2012-09-30"]


@pytest.mark.parametrize(
    "heading",
    ["Area Plan 2011-14", "Progress on the Action Plan 2010-11", "Annex A: Northern CJA and Tayside CJA",
     "What we did in 2009-10", "Local Action Plan: Angus"],
)  # fmt: skip
def test_other_years_and_authorities_in_headings_split_no_plan(heading: str) -> None:
    binder = Binder()
    texts = plan(binder, "Tayside", "2011-12", part=1)
    binder.page(LANDSCAPE)
    binder.heading(heading, 16)
    binder.table(HEADER, plan_rows(4))
    found = read(binder.data())
    assert actions(found) == [*texts, *(row[1] for row in plan_rows(4))]
    assert found.parts == ()


def test_a_register_in_a_plan_is_no_table_of_its_actions() -> None:
    binder = Binder()
    texts = plan(binder, "Tayside", "2011-12")
    pack.risks(binder)
    found = read(binder.data())
    assert actions(found) == texts


@pytest.mark.skipif(not SHARED.is_dir(), reason="the plans do not lie beside the repository")
def test_the_plans_at_hand_are_the_same_bound_together_and_in_a_pack() -> None:
    plans = (p for p in SHARED.glob("*.pdf") if "guidance" not in p.name)
    files = sorted(plans, key=lambda p: p.stat().st_size)[:2]
    alone = {path: read(path.read_bytes()) for path in files}
    front, back = Binder(), Binder()
    for draw in (pack.cover, pack.agenda, pack.minutes, pack.report):
        draw(front)
    for draw in (pack.risks, pack.indicators, pack.consultation, pack.training, pack.glossary):
        draw(back)
    for path in files:
        found = read(bound(front.data(), path.read_bytes(), back.data()))
        assert [dict(a.printed) for a in found.actions] == [dict(a.printed) for a in alone[path].actions]
        assert (found.authority, found.period_start) == (alone[path].authority, alone[path].period_start)
    one, other = files[0], files[-1]
    both = read(bound(one.read_bytes(), other.read_bytes()))
    assert [dict(a.printed) for a in both.actions] == [
        dict(a.printed) for path in (one, other) for a in alone[path].actions
    ]
    assert [p.authority for p in both.parts] == [alone[one].authority, alone[other].authority]


def bound(*files: bytes) -> bytes:
    """One file of the pages of several."""
    whole = pypdfium2.PdfDocument.new()
    for data in files:
        part = pypdfium2.PdfDocument(data)
        whole.import_pages(part)
        part.close()
    written = io.BytesIO()
    whole.save(written)
    whole.close()
    return written.getvalue()
