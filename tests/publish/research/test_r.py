"""The lines of docs/r.md, run by R where it is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[3] / "docs" / "r.md"


def blocks(language: str) -> list[str]:
    """The pieces of the page that are in a language, in their order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def rscript() -> str:
    """R with RSQLite."""
    path = shutil.which("Rscript")
    if path is None:
        pytest.skip("no Rscript here (Debian: r-base-core)")
    if subprocess.run([path, "-e", "library(DBI); library(RSQLite)"], capture_output=True, check=False).returncode:
        pytest.skip("this R has no RSQLite (Debian: r-cran-rsqlite)")
    return path


@pytest.fixture
def folder(sample_database: Path, tmp_path: Path) -> Path:
    """A folder with the database where the page has it."""
    (tmp_path / "data" / "processed").mkdir(parents=True)
    shutil.copy(sample_database, tmp_path / "data" / "processed" / "plans.db")
    return tmp_path


@pytest.mark.skipif(os.name == "nt", reason="the line is for a POSIX shell")
def test_r_reads_the_database_and_a_comparison(rscript: str, folder: Path) -> None:
    (shell,) = blocks("sh")
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    subprocess.run(["bash", "-c", shell], cwd=folder, env=environment, check=True)
    (folder / "page.R").write_text("\n".join(blocks("r")), encoding="utf-8")
    done = subprocess.run([rscript, "--vanilla", "page.R"], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    printed = [line.split() for line in done.stdout.splitlines()]
    assert ["tayside", "1", "10", "0", "9", "0"] in printed  # authority by status, as far as a line goes
    assert ["[1]", "8"] in printed  # the actions of a plan
    assert ["in_progress", "4", "2"] in printed  # a year later
    assert ["2010-11", "5", "2", "1"] in printed  # the comparison
