"""``docs/scheduling.md`` and the units beside it: what they name exists, and the crontab line does what is said."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from cjaplans.cli import cli
from cjaplans.ingest.log import Event
from cjaplans.ingest.outcome import ExitCode

DOCS = Path(__file__).resolve().parents[2] / "docs"
GUIDE = (DOCS / "scheduling.md").read_text(encoding="utf-8")
UNITS = sorted((DOCS / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
PROGRAM, PLANS, STATE = "/opt/cjaplans/bin/cjaplans", "/srv/cjaplans/plans", "/var/lib/cjaplans"

needs_sh = pytest.mark.skipif(not Path("/bin/sh").exists(), reason="needs a POSIX shell, as cron does")


def started_by(unit: Path) -> list[str]:
    (line,) = re.findall(r"^ExecStart=(.*)$", unit.read_text(encoding="utf-8"), re.MULTILINE)
    return shlex.split(line)


def crontab_command() -> str:
    """The command of the guide's crontab line."""
    (table,) = re.findall(r"```crontab\n(.*?)```", GUIDE, re.DOTALL)
    (line,) = (line for line in table.splitlines() if "=" not in line.split()[0])
    return str(line.split(maxsplit=5)[5])


def parsed(words: list[str]) -> click.Context:
    """Have click read a command line; it raises for whatever the command does not have."""
    program, name, *arguments = words
    assert program == PROGRAM
    command = cli.commands[name]
    return command.make_context(name, arguments, parent=click.Context(cli))


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_the_units_use_options_that_there_are(unit: Path) -> None:
    assert parsed(started_by(unit)).params["log_format"] == "json"


def test_the_crontab_line_uses_options_that_there_are() -> None:
    folder, command = crontab_command().split(" && ")
    assert folder == f"cd {STATE}"
    assert parsed(shlex.split(command)).params["once_if_changed"] is True


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_finds_nothing_wrong_with_the_units(unit: Path, tmp_path: Path) -> None:
    for each in UNITS:  # the timer names its service
        text = each.read_text(encoding="utf-8").replace(PROGRAM, sys.executable)
        (tmp_path / each.name).write_text(text, encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", str(tmp_path / unit.name)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_the_guide_names_every_unit_event_and_exit_code() -> None:
    for name in (*(f"systemd/{unit.name}" for unit in UNITS), *(f"`{event}`" for event in Event)):
        assert name in GUIDE
    for code in ExitCode:
        assert f"| {int(code)} |" in GUIDE


@pytest.fixture
def cron(tmp_path: Path) -> Callable[[], subprocess.CompletedProcess[str]]:
    """Run the crontab line as cron does, on folders of our own."""
    program = tmp_path / "program"
    path = os.environ.get("PYTHONPATH", "")
    program.write_text(f'#!/bin/sh\nPYTHONPATH={shlex.quote(path)} exec {sys.executable} -m cjaplans.cli "$@"\n')
    program.chmod(0o755)
    command = crontab_command()
    for there, here in ((PROGRAM, program), (PLANS, tmp_path / "plans"), (STATE, tmp_path / "state")):
        (tmp_path / here.name).mkdir() if here is not program else None
        command = command.replace(there, shlex.quote(str(here)))

    def run() -> subprocess.CompletedProcess[str]:
        environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "SHELL": "/bin/sh"}
        return subprocess.run(
            ["/bin/sh", "-c", command], env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=120
        )

    return run


@needs_sh
def test_the_crontab_line_does_nothing_unless_something_changed(
    cron: Callable[[], subprocess.CompletedProcess[str]], tmp_path: Path, sample_plans: Path
) -> None:
    def runs() -> int:
        with sqlite3.connect(tmp_path / "state" / "plans.db") as database:
            return int(database.execute("SELECT count(*) FROM ingest_run").fetchone()[0])

    def seen() -> list[tuple[str, int]]:
        return sorted((str(path), path.stat().st_mtime_ns) for path in (tmp_path / "state").rglob("*"))

    def outcome() -> tuple[int, str, str]:
        result = cron()
        return result.returncode, result.stdout, result.stderr

    shutil.copy(sample_plans / "tayside-2009-10.pdf", tmp_path / "plans")
    assert outcome() == (0, "", "")
    before = seen()
    assert outcome() == (0, "", "")
    assert (seen(), runs()) == (before, 1)
    (tmp_path / "plans" / "bad.pdf").write_text("no plan", encoding="utf-8")
    code, _, said = outcome()
    assert (code, len(said.splitlines()), runs()) == (3, 1, 2)
    assert outcome() == (0, "", "")
