"""``cjaplans code``: one text, files of cases, and what is wrong with options, in one line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cjaplans.cli import cli
from cjaplans.publish.code.command import plans_of

Run = Callable[..., "subprocess.CompletedProcess[str]"]

CASES: list[dict[str, Any]] = [
    {"id": "A", "kind": "ref", "text": "7.4. Repair boats", "expected": {"ref": "7.4", "parent": "7"}},
    {"id": "B", "kind": "ref", "text": "7b) Repair", "expected": {"ref": "7b", "parent": "8", "colour": "red"}},
    {"id": "C", "kind": "row_structure", "text": "cont./", "expected": {"new_action": False}},
    {"id": "D", "kind": "header", "text": "By when"},
    {"id": "E", "kind": "header", "text": "Who", "expected": {"column": "lead"}, "confidence": "low"},
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "cases.json"
    path.write_text(json.dumps(CASES), encoding="utf-8")
    return path


def code(*arguments: str, **options: Any) -> str:
    result = CliRunner().invoke(cli, ["code", *arguments], **options)
    assert result.exit_code == 0, result.output
    return result.output


def test_one_text_is_json_with_its_rule_and_doubts() -> None:
    assert json.loads(code("ref", "7.4. Repair boats")) == {
        "ref": "7.4",
        "parent": "7",
        "part": "7",
        "action_title": "Repair boats",
        "action_title_starts": "Repair boats",
        "rule": "dotted number",
        "findings": [],
    }


def test_doubts_are_no_failure() -> None:
    assert [finding["code"] for finding in json.loads(code("header", "Bimble"))["findings"]] == ["column_unknown"]


def test_a_text_from_standard_input() -> None:
    assert json.loads(code("header", "-", input="Lead\n"))["column"] == "lead"


def test_a_text_that_begins_with_a_hyphen() -> None:
    assert json.loads(code("ref", "--", "- 7.4"))["ref"] is None


def test_options_of_a_plan_give_periods() -> None:
    record = json.loads(code("date", "Year 2", "--plan-start", "2012-04-01"))
    assert (record["start"], record["end"]) == ("2012-04-01", "2013-03-31")
    record = json.loads(code("date", "Year 2", "--plan-start", "2012-04-01", "--area-plan-start", "2008-04-01"))
    assert record["start"] == "2009-04-01"


def test_the_scheme_decides_what_a_letter_means() -> None:
    for scheme, common in (("LB14", ["S1"]), ("nsmo23", ["C1"])):
        assert json.loads(code("outcomes", "C1", "--scheme", scheme))["nsmo"] == common


def test_the_authority_tells_the_scheme_of_its_years() -> None:
    record = json.loads(code("outcomes", "C1", "--authority", "tayside", "--plan-start", "2009-04-01"))
    assert record["scheme"] == "NSMO23"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["code"], "give a KIND and a TEXT, or --cases FILE; see 'cjaplans code --help'"),
        (["code", "ref"], "give a KIND and a TEXT, or --cases FILE"),
        (["code", "poem", "x"], "'poem' is not one of 'outcomes', 'status', 'date',"),
        (["code", "date", "x", "--plan-start", "2010-02-30"], "'2010-02-30' is no day; write it as in 2010-04-01;"),
        (["code", "lead", "x", "--authority", "atlantis"], "no authority 'atlantis'; one of fife-and-forth-valley, "),
        (["code", "outcomes", "x", "--scheme", "XX1"], "no scheme 'XX1'; one of NSMO23, LB14, OPIF7,"),
        (["code", "ref", "1", "--plans", "."], "--plans and --kind go with --cases;"),
        (["code", "--cases", "missing.json"], "missing.json: No such file or directory; check the path of --cases"),
        (["code", "--cases", "."], ".: Is a directory; check the path of --cases"),
        (["code", "ref", "1", "--cases", "missing.json"], "--cases takes no KIND, TEXT or options of one plan;"),
        (["code", "--cases", "missing.json", "--plans", "nowhere"], "nowhere: no such folder; give --plans the folder"),
    ],
)
def test_usage(run: Run, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"[{]", "the file of cases is not JSON"),
        (b"\xff\xfe", "the file of cases is not UTF-8 text"),
        (b"[" * 100_000, "the file of cases is not JSON"),
        (b'{"id": 1}', "the file holds no list of cases"),
        (b"[1]", "case 1: it has no kind or no text"),
        (b'[{"id": "A", "kind": "ref", "text": null}]', "case 1: it has no kind or no text"),
    ],
)
def test_files_that_hold_no_cases(run: Run, tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "cases.json").write_bytes(content)
    result = run("code", "--cases", "cases.json")
    assert (result.returncode, result.stdout) == (2, "")
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_cases_for_people(file: Path) -> None:
    assert code("--cases", str(file)).splitlines() == [
        "ok      A  ref",
        "FAIL    B  ref  (not compared: colour)",
        '        parent: expected "8", got "7"',
        "skipped C  row_structure",
        "coded   D  header",
        "ok      E  header",
        "",
        "header: 1/1 as expected, high confidence 0/0, 1 without expectation",
        "ref: 1/2 as expected, high confidence 1/2",
        "row_structure: 0/0 as expected, high confidence 0/0, 1 skipped",
        "all kinds: 2/3 as expected, high confidence 1/2, 1 skipped, 1 without expectation",
    ]


def test_cases_for_programs(file: Path) -> None:
    rows = json.loads(code("--cases", str(file), "--json"))
    assert [(row["id"], row["ok"]) for row in rows] == [
        ("A", True),
        ("B", False),
        ("C", None),
        ("D", None),
        ("E", True),
    ]
    assert rows[2]["got"] is None
    assert rows[3]["got"]["column"] == "timescale"


def test_cases_of_one_kind(file: Path, run: Run) -> None:
    assert [row["id"] for row in json.loads(code("--cases", str(file), "--json", "--kind", "header"))] == ["D", "E"]
    wrong = run("code", "--cases", file, "--kind", "poem")
    assert wrong.returncode == 2
    assert "no cases of kind 'poem'; one of header, ref, row_structure" in wrong.stderr


def test_help_ends_with_an_example() -> None:
    *_, head, example = code("--help").splitlines()
    assert (head.strip(), example.split()[:2]) == ("Example:", ["cjaplans", "code"])


def test_standard_input_that_is_no_text() -> None:
    result = CliRunner().invoke(cli, ["code", "header", "-"], input=b"\xff")
    assert "standard input is not UTF-8 text" in str(result.exception)


def test_help_says_what_a_failed_case_is() -> None:
    assert "a case that fails is an answer" in " ".join(code("--help").split())


def test_help_imports_nothing_heavy() -> None:
    heavy = ("spacy", "pandas", "camelot", "sqlalchemy", "pypdfium2", "numpy", "yaml", "rapidfuzz", "rich")
    script = f"import sys, cjaplans.cli; print([name for name in {heavy!r} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_plans_are_looked_for_beside_the_cases_then_beside_the_repository(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "repository"
    here.mkdir()
    monkeypatch.chdir(here)
    assert plans_of(file) is None
    (tmp_path / "shared" / "plans").mkdir(parents=True)
    assert plans_of(file) == Path("../shared/plans")
    (file.parent / "plans").mkdir()
    assert plans_of(file) == file.parent / "plans"
