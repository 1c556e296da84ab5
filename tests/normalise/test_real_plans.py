"""The real plans against their gold records; their texts are nowhere in the repository."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from cjaplans.extract.document import extract
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import Action, Plan
from cjaplans.normalise.plan import normalise

NAMES = (
    "area-plan-guidance-2008-11",
    "lanarkshire-2010-11",
    "lothian-borders-2010-11",
    "lothian-borders-2015-16",
    "north-strathclyde-2007-08",
)
PLANS = NAMES[1:]
#: The gold records' names of fields that are called otherwise in the schema.
GOLD_NAMES = {Field.ACTION: "action", Field.OUTCOMES: "outcomes_raw"}

Record = dict[str, Any]


@pytest.fixture(scope="module")
def scoring(shared_plans: Path) -> Any:
    """The module that scores plans against gold: its fields and its folding decide here as well."""
    path = shared_plans.parent / "score.py"
    if not path.is_file():
        pytest.skip(f"needs {path}")
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def read(shared_plans: Path) -> Callable[[str], tuple[Plan, Record]]:
    """A plan and its gold, each read once."""

    @lru_cache
    def load(name: str) -> tuple[Plan, Record]:
        path = shared_plans / f"{name}.pdf"
        if not path.is_file():
            pytest.skip(f"needs {path}")
        gold: Record = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
        return normalise(extract(path)), gold

    return load


def named(printed: Mapping[Field, str]) -> Record:
    return {GOLD_NAMES.get(f, f.value): text for f, text in printed.items()}


def record(action: Action) -> Record:
    return {
        **named(action.printed),
        "carried_forward": bool(action.carried_forward),
        "steps": [named(s.printed) for s in action.steps],
    }


def differing(found: Record, gold: Record, fields: list[str], fold: Callable[[Any], str]) -> list[str]:
    """Names of the fields whose texts differ after folding; not the texts, which belong to others."""
    return [f for f in fields if f in gold and fold(gold[f]) != fold(found.get(f))]


@pytest.mark.parametrize("name", PLANS)
def test_every_action_is_found_with_every_field(
    name: str, read: Callable[[str], tuple[Plan, Record]], scoring: Any
) -> None:
    plan, gold = read(name)
    assert len(plan.actions) == len(gold["records"])
    wrong = {
        want["seq"]: fields
        for action, want in zip(plan.actions, gold["records"], strict=True)
        if (fields := differing(record(action), want, scoring.FIELDS, scoring.fold))
    }
    assert wrong == {}


@pytest.mark.parametrize("name", PLANS)
def test_every_step_is_found(name: str, read: Callable[[str], tuple[Plan, Record]], scoring: Any) -> None:
    plan, gold = read(name)
    compared = ["action", "responsible", "timescale", "status"]
    for action, want in zip(plan.actions, gold["records"], strict=True):
        steps = want.get("steps") or []
        assert len(action.steps) == len(steps), want["seq"]
        for found, step in zip(action.steps, steps, strict=True):
            assert differing(named(found.printed), step, compared, scoring.fold) == [], (want["seq"], step["seq"])


@pytest.mark.parametrize("name", PLANS)
def test_the_plan_says_whose_it_is_and_for_when(name: str, read: Callable[[str], tuple[Plan, Record]]) -> None:
    plan, gold = read(name)
    found = (plan.kind.value, plan.authority, str(plan.period_start), str(plan.period_end))
    want = gold["document"]
    assert found == (want["kind"], want["authority"], want["period_start"], want["period_end"])
    assert plan.reason is None


def test_guidance_holds_requirements_and_no_action(read: Callable[[str], tuple[Plan, Record]], scoring: Any) -> None:
    plan, gold = read(NAMES[0])
    assert (plan.kind.value, plan.actions) == ("guidance", ())
    wanted = {scoring.fold(r["action"]) for r in gold["records"]}
    assert {scoring.fold(r.text) for r in plan.requirements} == wanted


@pytest.mark.parametrize("name", PLANS)
def test_every_printed_value_names_cells_on_the_actions_pages(
    name: str, read: Callable[[str], tuple[Plan, Record]]
) -> None:
    plan, _ = read(name)
    for action in plan.actions:
        assert {s.field for s in action.sources} >= set(action.printed)
        assert action.page_first <= action.page_last
