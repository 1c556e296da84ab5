"""The sample plans and their expected records are what their sources say."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.samples.coded_values import of_sample

HERE = Path(__file__).resolve().parent
RAW = HERE.parents[1] / "data" / "raw"
PLANS = sorted(path.stem for path in (HERE / "sources").glob("*.yaml"))


def expected(plan: str) -> dict[str, object]:
    loaded: dict[str, object] = json.loads((HERE / "expected" / f"{plan}.gold.json").read_text(encoding="utf-8"))
    return loaded


def test_remaking_gives_the_same_bytes() -> None:
    if importlib.util.find_spec("reportlab") is None:
        pytest.skip("needs reportlab, which draws the samples")
    script = str(HERE / "make_samples.py")
    made = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr


def test_there_is_a_plan_for_each_layout_and_one_of_the_year_after() -> None:
    assert len(PLANS) == 5
    assert {"tayside-2009-10", "tayside-2010-11"} <= set(PLANS)


@pytest.mark.parametrize("plan", PLANS)
def test_every_plan_has_its_pdf_and_its_records(plan: str) -> None:
    assert (RAW / f"{plan}.pdf").read_bytes().startswith(b"%PDF-")
    found = expected(plan)
    document, records = found["document"], found["records"]
    assert isinstance(document, dict) and isinstance(records, list)
    assert document["id"] == plan
    assert [record["seq"] for record in records] == list(range(1, len(records) + 1))


@pytest.mark.parametrize("plan", PLANS)
def test_no_mark_of_the_source_is_left_in_a_record(plan: str) -> None:
    text = json.dumps(expected(plan), ensure_ascii=False)
    assert "**" not in text
    assert "\\n- " not in text


@pytest.mark.parametrize("plan", PLANS)
def test_the_values_of_a_sample_are_coded_as_a_person_read_them(plan: str) -> None:
    assert of_sample(plan) == json.loads((HERE / "coded" / f"{plan}.json").read_text(encoding="utf-8"))
