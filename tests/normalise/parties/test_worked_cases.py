"""The worked cases beside the repository."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cjaplans.extract.document import extract
from cjaplans.normalise.coded import ValueContext
from cjaplans.normalise.parties import read_parties, to_record
from cjaplans.normalise.plan import normalise

#: What a case says of its surroundings rather than of its text.
SURROUNDINGS = {"place"}


@pytest.fixture(scope="session")
def contexts(shared_plans: Path) -> dict[str, ValueContext]:
    plans = {path.stem: normalise(extract(path)) for path in sorted(shared_plans.glob("*.pdf"))}
    return {
        stem: ValueContext(
            authority=plan.authority, glossary=tuple((term.term, term.meaning) for term in plan.glossary)
        )
        for stem, plan in plans.items()
    }


def test_leads(shared_plans: Path, contexts: dict[str, ValueContext]) -> None:
    cases: list[dict[str, Any]] = json.loads((shared_plans.parent / "cases.json").read_text(encoding="utf-8"))
    wrong = [case["id"] for case in cases if case["kind"] == "lead" and not _is_right(case, contexts)]
    assert wrong == []


def _is_right(case: dict[str, Any], contexts: dict[str, ValueContext]) -> bool:
    expected = case["expected"]
    context = contexts[case["document"]]
    if expected.get("org_from_place"):
        context = ValueContext(authority=context.authority, place="Scottish Borders")
    record = to_record(read_parties(case["text"], context))
    return all(not value or record.get(key) == value for key, value in expected.items() if key not in SURROUNDINGS)
