"""The lines of R in docs/, run by R where it is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[3] / "docs"


def blocks(page: str, language: str) -> list[str]:
    """The pieces of a page that are in a language, in their order."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def rscript(*packages: str) -> str:
    """R, if it has these packages; the test is skipped where it is not, or has them not."""
    path = shutil.which("Rscript")
    if path is None:
        pytest.skip("no Rscript here (Debian: r-base-core)")
    for name in packages:
        asked = [path, "--vanilla", "-e", f"quit(status = !requireNamespace('{name}', quietly = TRUE))"]
        if subprocess.run(asked, capture_output=True, check=False).returncode:
            pytest.skip(f"this R has no {name}")
    return path


def run(program: str, folder: Path, script: str) -> str:
    """What a script prints."""
    (folder / "page.R").write_text(script, encoding="utf-8")
    done = subprocess.run([program, "--vanilla", "page.R"], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def folder(sample_database: Path, tmp_path: Path) -> Path:
    """A folder with the database where the page has it."""
    (tmp_path / "data" / "processed").mkdir(parents=True)
    shutil.copy(sample_database, tmp_path / "data" / "processed" / "plans.db")
    return tmp_path


@pytest.mark.skipif(os.name == "nt", reason="the line is for a POSIX shell")
def test_r_reads_the_database_and_a_comparison(folder: Path) -> None:
    program = rscript("DBI", "RSQLite")
    (shell,) = blocks("r.md", "sh")
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    subprocess.run(["bash", "-c", shell], cwd=folder, env=environment, check=True)
    printed = [line.split() for line in run(program, folder, "\n".join(blocks("r.md", "r"))).splitlines()]
    assert ["tayside", "1", "10", "0", "9", "0"] in printed  # authority by status, as far as a line goes
    assert ["[1]", "8"] in printed  # the actions of a plan
    assert ["in_progress", "4", "2"] in printed  # a year later
    assert ["2010-11", "5", "2", "1"] in printed  # the comparison


@pytest.mark.parametrize("line", "".join(blocks("export.md", "r")).splitlines())
def test_r_reads_an_export(folder: Path, line: str) -> None:
    program = rscript(*dict.fromkeys(re.findall(r"(\w+)::", line)))
    pytest.importorskip("pyarrow", reason="needs the extra 'export', which writes Parquet")
    command = [sys.executable, "-m", "cjaplans.cli", "export", "plans-data", "--only", "csv,parquet"]
    exported = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert exported.returncode == 0, exported.stderr
    name = line.split(" <- ")[0]
    assert int(run(program, folder, f"{line}\ncat(nrow({name}))\n")) >= 75
