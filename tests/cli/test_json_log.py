"""``--log-format json``: whatever is said on standard error is one JSON object a line."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def records(result: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stderr.splitlines()]


def test_a_run_with_bad_files(run: Run, bad_files: Path) -> None:
    result = run("ingest", bad_files, "--db", "plans.db", "--log-format", "json", "--json", "--jobs", "1")
    told = records(result)
    assert [record["event"] for record in told] == ["run_started", *["document"] * 4, "run_finished"]
    assert {record["run"] for record in told} == {1}
    assert told[-1]["exit_code"] == result.returncode == 3
    assert json.loads(result.stdout)["counts"]["rejected"] == 4


@pytest.mark.parametrize(
    "arguments",
    [
        ["ingest", "missing.pdf", "--log-format", "json"],
        ["ingest", "--log-format=json", "--jobs", "many", "x.pdf"],
        ["ingest", ".", "--log-format", "json", "--no-such-option"],
        ["ingest", ".", "--log-format", "json", "--once-if-changed", "--only-failed"],
        ["refresh", "--log-format", "json"],
        ["watch", "missing", "--log-format", "json"],
    ],
)
def test_errors_that_end_the_command_too(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    (record,) = records(result)
    assert (record["event"], record["level"], record["exit_code"]) == ("error", "error", result.returncode)
    assert record["message"]


def test_words_after_two_dashes_are_paths(run: Run) -> None:
    assert run("ingest", "--", "--log-format", "json").stderr.startswith("cjaplans: --log-format: no such file")
