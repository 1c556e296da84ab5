"""Bad input: exit codes are API, and every message is one line that says what, where and the remedy."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def one_line(result: subprocess.CompletedProcess[str]) -> str:
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 1, result.stderr
    assert "Traceback" not in lines[0]
    return lines[0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ingest"], "Missing argument 'PATH...'; see 'cjaplans ingest --help'"),
        (["ingest", "missing.pdf"], "missing.pdf: no such file or folder; check the path"),
        (["ingest", "."], ".: no PDF files found; name a PDF, or a folder or pattern that holds some"),
        (["ingest", "*.pdf"], "*.pdf: no PDF files found; name a PDF, or a folder or pattern that holds some"),
        (["ingest", ".", "--jobs", "0"], "Invalid value for '--jobs': 0 is not in the range x>=1; see"),
        (["ingest", ".", "--memory", "100"], "100 MB are too few to read any file; give 256 or more, or 0; see"),
        (["tables", "missing.pdf"], "missing.pdf: no such file; name one PDF file"),
        (["tables", "."], ".: not a regular file; name one PDF file"),
        (["tables", "x.pdf", "--pages", "9-3"], "'9-3' is not a range of pages: they count from 1, the smaller first;"),
        (["tables", "x.pdf", "--json", "--html"], "--json, --csv and --html exclude each other; give one; see"),
        (["documents"], "no database at data/processed/plans.db; run 'cjaplans ingest' first"),
        (["actions", "--limit", "x"], "see 'cjaplans actions --help'"),
        (["polish"], "No such command 'polish'; see 'cjaplans --help'"),
    ],
)
def test_usage(run: Run, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert message in one_line(result)
    assert result.returncode == 2


def test_unreadable_files_are_rejected_and_the_batch_goes_on(run: Run, bad_files: Path) -> None:
    result = run("ingest", bad_files, "--database", "plans.db", "--quiet", "--json")
    assert result.returncode == 3, result.stderr
    summary = json.loads(result.stdout)
    assert summary["counts"]["rejected"] == 4
    reasons = {Path(file["file"]).stem: file["reason"] for file in summary["files"]}
    assert "fetch it again" in reasons["empty"]
    assert "convert it to PDF" in reasons["text"]
    assert "qpdf" in reasons["cut"]
    assert "--password-file" in reasons["locked"]
    assert len(result.stderr.splitlines()) == 4
    with sqlite3.connect(bad_files.parent / "plans.db") as database:
        rows = dict(database.execute("SELECT file_name, reason FROM document WHERE state = 'rejected'"))
    assert rows == {f"{name}.pdf": reason for name, reason in reasons.items()}


def test_rejected_files_are_tried_again_with_the_same_exit_code(run: Run, bad_files: Path) -> None:
    first, second = (run("ingest", bad_files / "empty.pdf", "--database", "plans.db") for _ in range(2))
    assert (first.returncode, second.returncode) == (3, 3)


@pytest.mark.parametrize(("name", "remedy"), [("empty", "fetch it again"), ("text", "convert it"), ("cut", "qpdf")])
def test_tables_of_an_unreadable_file(run: Run, bad_files: Path, name: str, remedy: str) -> None:
    result = run("tables", bad_files / f"{name}.pdf", "--json")
    line = one_line(result)
    assert f"{name}.pdf: " in line
    assert remedy in line
    assert result.returncode == 3


def test_pages_the_file_does_not_have(run: Run, table_pdf: Path) -> None:
    result = run("tables", table_pdf, "--pages", "7")
    assert "table.pdf: " in one_line(result)
    assert result.returncode == 2


def test_the_password_file(run: Run, bad_files: Path) -> None:
    locked = bad_files / "locked.pdf"
    passwords = bad_files / "passwords"
    assert run("tables", locked).returncode == 3
    passwords.write_text("guess", encoding="utf-8")
    refused = run("tables", locked, "--password-file", passwords)
    assert refused.returncode == 3
    assert "guess" not in refused.stderr
    passwords.write_text("locked.pdf\tse:cret\n", encoding="utf-8")
    assert run("tables", locked, "--password-file", passwords, "--json").returncode == 0
    result = run("ingest", locked, "--password-file", passwords, "--database", "plans.db")
    assert "locked; give" not in result.stderr
    assert "se:cret" not in result.stderr + result.stdout


def test_a_file_that_is_no_database(run: Run, table_pdf: Path) -> None:
    result = run("ingest", table_pdf, "--database", table_pdf)
    assert "table.pdf" in one_line(result)
    assert result.returncode == 2


def test_a_dry_run_leaves_no_trace(run: Run, bad_files: Path) -> None:
    before = sorted(bad_files.parent.rglob("*"))
    result = run("ingest", bad_files, "--dry-run")
    assert result.returncode == 3
    assert "dry run, nothing written" in result.stdout
    assert sorted(bad_files.parent.rglob("*")) == before


@pytest.mark.skipif(os.name == "nt", reason="file names on Windows are Unicode")
def test_a_name_that_is_not_unicode(run: Run, bad_files: Path) -> None:
    (bad_files / "empty.pdf").rename(bad_files / os.fsdecode(b"\xff\x1b[31m.pdf"))
    result = run("ingest", bad_files, "--database", "plans.db", "--json")
    assert result.returncode == 3, result.stderr
    assert len(json.loads(result.stdout)["files"]) == 4
    assert "\x1b" not in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="names with line feeds and links")
def test_a_refused_link_is_named_counted_and_needs_attention(run: Run, table_pdf: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "plan.pdf").write_bytes(table_pdf.read_bytes())
    (folder / "out.pdf").symlink_to(table_pdf)
    result = run("ingest", folder, "--json")
    assert result.returncode == 3
    assert [Path(r["path"]).name for r in json.loads(result.stdout)["refused"]] == ["out.pdf"]
    assert "name the file itself to read it" in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="names with line feeds")
def test_a_name_cannot_forge_a_line(run: Run, tmp_path: Path) -> None:
    name = tmp_path / "a\n[2 of 2] b.pdf: loaded.pdf"
    name.write_bytes(b"")
    result = run("ingest", name)
    assert result.returncode == 3
    assert len(result.stderr.splitlines()) == 1
    assert r"a\n[2 of 2] b.pdf" in result.stderr


@pytest.mark.parametrize("limit", ["0", "99999999999999999999"])
def test_a_limit_no_database_can_take_is_a_usage_error(run: Run, limit: str) -> None:
    result = run("actions", "--limit", limit)
    assert result.returncode == 2
    assert "'--limit'" in one_line(result)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
def test_a_full_disk_under_the_output_is_one_line(tmp_path: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        command = [sys.executable, "-m", "cjaplans.cli", "--help"]
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=tmp_path, check=False)
    assert result.returncode == 2
    assert "no space left" in result.stderr
    assert "Traceback" not in result.stderr
