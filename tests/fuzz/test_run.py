"""The fuzzer itself: a few files of every seed survive, and what would not is kept and does not stop it."""

from __future__ import annotations

import os
import time
from pathlib import Path
from random import Random

import pytest

from tests.fuzz import run
from tests.fuzz.corpus import seeds
from tests.fuzz.mutate import MUTATIONS, malformed, mutated, unpacked
from tests.fuzz.run import fuzz


class Faulty:
    """Reads no file: raises at one of them, dies at another."""

    def __init__(self, folder: Path) -> None:
        self._read = 0
        self._marks = Path(os.environ["MARKS"])

    def __call__(self, data: bytes) -> str:
        (self._marks / str(time.monotonic_ns())).touch()
        match len(list(self._marks.iterdir())):
            case 2:
                raise KeyError("a fault")
            case 4:
                os._exit(7)
        return "read"


def test_a_few_spoilt_files_survive(tmp_path: Path) -> None:
    assert fuzz(120, seed=1, findings=tmp_path, most=40) == 0


def test_what_goes_wrong_is_kept_and_the_next_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    marks, findings = tmp_path / "marks", tmp_path / "findings"
    marks.mkdir()
    monkeypatch.setenv("MARKS", str(marks))
    assert fuzz(60, seed=1, findings=findings, make=Faulty, most=6) == 1
    assert "6 files: 4 read, 1 raised, 1 died" in capsys.readouterr().out
    kept = {path.name.partition("-")[0]: path for path in findings.glob("*.txt")}
    assert "KeyError: 'a fault'" in kept["raised"].read_text(encoding="utf-8")
    assert "exit code 7" in kept["died"].read_text(encoding="utf-8")
    assert kept["died"].with_suffix(".pdf").read_bytes() == run._Files(1)(3)


def test_the_same_seed_spoils_the_same_files() -> None:
    some = seeds()[:3]
    assert list(malformed(some, 20, seed=4)) == list(malformed(some, 20, seed=4))
    assert list(malformed(some, 20, seed=4)) != list(malformed(some, 20, seed=5))


def test_every_mutation_changes_some_file() -> None:

    plain = [unpacked(data) for data in seeds()[:6]]
    for mutation in MUTATIONS:
        assert any(mutation(data, Random(n), plain) != data for n in range(5) for data in plain)
    assert mutated(b"", Random(1)) is not None


def test_unpacked_files_show_their_operators() -> None:
    plan = seeds()[0]
    assert b" Tj" not in plan
    assert b" Tj" in unpacked(plan)
