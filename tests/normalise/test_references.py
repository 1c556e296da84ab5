"""Pointers from one action to another (domain.md 8: cross_reference)."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjaplans.normalise.coded import Reference, Resolution
from cjaplans.normalise.fields import Field
from cjaplans.normalise.references import read_references, to_record
from tests.limits import HANG


def found(text: str, field: Field | None = Field.PROGRESS) -> list[tuple[tuple[str, ...], str]]:
    return [(reference.refs, reference.resolution.value) for reference in read_references(text, field, "2.5")]


@pytest.mark.parametrize(
    "text", ["As above", "as above.", "AS ABOVE", "Ditto", '"', "“", "Same as above", "As previous"]
)
def test_a_cell_that_only_points_above(text: str) -> None:
    assert found(text) == [((), "copy")]


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("As 7.2 above", ("7.2",)),
        ("As per 4c", ("4c",)),
        ("Same as action 12", ("12",)),
        ("as 3 above", ("3",)),
        ("As for 1.1 and 1.2", ("1.1", "1.2")),
    ],
)
def test_a_cell_that_only_points_to_an_action(text: str, refs: tuple[str, ...]) -> None:
    assert found(text) == [(refs, "copy")]


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("See 7.2.3 above", ("7.2.3",)),
        ("Group met twice, see action 12.", ("12",)),
        ("Please refer to 4.2", ("4.2",)),
        ("Leaflet printed (see also 3b)", ("3b",)),
        ("Links with actions 2.1.1 - 2.1.3", ("2.1.1", "2.1.2", "2.1.3")),
        ("As 7.2 above, but later", ("7.2",)),
        ("Done. See above", ()),
        ("As above; a new lead from May", ()),
        ("see 2.4.10", ("2.4.10",)),
    ],
)
def test_a_pointer_beside_other_words(text: str, refs: tuple[str, ...]) -> None:
    assert found(text) == [(refs, "link")]


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("Integrate with 5.1.2.", ("5.1.2",)),
        ("Now merged into action 6", ("6",)),
        ("superseded by 5.1 & 5.2", ("5.1", "5.2")),
        ("Subsumed within 1a", ("1a",)),
    ],
)
def test_an_action_folded_into_another(text: str, refs: tuple[str, ...]) -> None:
    assert found(text) == [(refs, "superseded_by")]


def test_where_an_action_came_from() -> None:
    assert found("This point becomes **5.1.2 & 5.1.3** in the new plan.") == [(("5.1.2", "5.1.3"), "origin_narrative")]


@pytest.mark.parametrize("text", ["Continue year 1's work", "Continue with last year's progress"])
def test_an_actions_own_progress(text: str) -> None:
    assert read_references(text, Field.TARGET, "5.3") == (Reference(text, Field.PROGRESS, ("5.3",), Resolution.LINK),)


@pytest.mark.parametrize(
    "text",
    [
        "see 1.4.08",
        "As at 31.3.2009",
        "Agreed, see note of 2.3.09",
        "see section 3.2",
        "section 3.2 of the Act",
        "see paragraph 2.1 of the guidance",
        "see 3.1 of the strategy",
        "See Appendix 2",
        "see page 7",
        "moved to June 2012",
        "replaced by 2.5 FTE",
        "becomes 2.5% lower",
        "refer to 10.30am briefing",
        "as 5",
        "the above group",
        "as agreed",
        "",
        "£££",
    ],
)
def test_dates_amounts_and_other_papers_are_no_pointers(text: str) -> None:
    assert found(text) == []


def test_in_a_column_of_dates_three_figures_are_a_date() -> None:
    assert found("moved to 2.4.10", Field.TIMESCALE) == []
    assert found("moved to 2.4.10", Field.PROGRESS) == [(("2.4.10",), "superseded_by")]


def test_records() -> None:
    def record(text: str, own: str | None = None, above: str | None = None) -> dict[str, object]:
        return to_record(read_references(text, Field.TARGET, own), own, above)

    assert record("See 7.2.3 above") == {"refers_to": "7.2.3", "resolve": "link", "fields": ["next_outcome"]}
    assert record("merged with 5.1") == {
        "refers_to": "5.1",
        "resolve": "superseded_by",
        "fields": ["status"],
        "status": "withdrawn",
    }
    assert record("becomes 6.1") == {"refers_to": ["6.1"], "resolve": "origin_narrative"}
    assert record("As above", "3.2")["refers_to"] == "3.1"
    assert record("As above", "3b")["refers_to"] == "3a"
    assert record("As above", "3.1", "2.9")["refers_to"] == "2.9"
    assert record("As above")["refers_to"] is None
    assert record("Nothing") == {"refers_to": None, "resolve": None, "fields": []}


@given(st.text(max_size=200), st.sampled_from([None, *Field]), st.none() | st.text(max_size=8))
def test_any_text_is_read(text: str, field: Field | None, own: str | None) -> None:
    to_record(read_references(text, field, own), own)


@pytest.mark.parametrize(
    "piece", ["see ", "as ", "1.", "1.1, ", "action ", "becomes 1.1 and ", "see 1 and ", "as per the ", "2-", "*"]
)
def test_long_texts_are_read_at_once(piece: str) -> None:
    began = perf_counter()
    read_references(piece * (10_000 // len(piece)), None)
    assert perf_counter() - began < HANG
