"""The commands on good input."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from cjaplans.cli import cli
from cjaplans.cli import run as run_here
from tests.generated.scans import Scanner, pictures

Run = Callable[..., "subprocess.CompletedProcess[str]"]

COMMANDS = ("ingest", "tables", "documents", "actions", "findings", "catalogue", "compare", "diff", "export", "code")


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_help_ends_with_an_example(command: tuple[str, ...]) -> None:
    result = CliRunner().invoke(cli, [*command, "--help"], prog_name="cjaplans")
    assert result.exit_code == 0
    *_, head, example = result.output.splitlines()
    assert head.strip() == "Example:"
    assert example.strip().startswith(" ".join(("cjaplans", *command)))


def test_help_documents_the_exit_codes(run: Run) -> None:
    assert "3  some files were rejected, refused or need review" in run("ingest", "--help").stdout


def test_help_imports_nothing_heavy() -> None:
    heavy = ("sqlalchemy", "pypdfium2", "numpy", "pandas", "rich")
    code = f"import sys, cjaplans.cli; print([m for m in {heavy} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_tables_as_json(run: Run, table_pdf: Path) -> None:
    result = run("tables", table_pdf, "--json", "--per-page")
    assert result.returncode == 0, result.stderr
    first, second = json.loads(result.stdout)
    assert (first["page"], first["pages"]) == (1, [1])
    assert first["rows"] == [["alpha", "<b>beta</b>"], ["gamma", "delta"]]
    assert first["bbox"] == pytest.approx([72, 142, 472, 242], abs=1)
    cell = first["cells"][0]
    assert set(cell) == {"row", "column", "row_span", "column_span", "page", "bbox", "text"}
    assert cell["bbox"] == pytest.approx([72, 142, 272, 192], abs=1)
    assert second["page"] == 2


def test_tables_of_some_pages(run: Run, table_pdf: Path) -> None:
    tables = json.loads(run("tables", table_pdf, "--json", "--pages", "2").stdout)
    assert [table["page"] for table in tables] == [2]


def test_tables_as_html_are_escaped(run: Run, table_pdf: Path) -> None:
    html = run("tables", table_pdf, "--html").stdout
    assert "&lt;b&gt;beta&lt;/b&gt;" in html
    assert "<b>" not in html


def test_tables_as_csv_hold_no_formulas(run: Run, table_pdf: Path, tmp_path: Path) -> None:
    result = run("tables", table_pdf, "--per-page", "--csv", "out")
    assert (result.returncode, result.stderr) == (0, "2 tables written to out\n")
    with (tmp_path / "out" / "table-002-page-2.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [["'=1+1", "two"], ["three", "four"]]


def test_a_folder_that_cannot_be_made(run: Run, table_pdf: Path) -> None:
    result = run("tables", table_pdf, "--csv", table_pdf)
    assert result.returncode == 2
    assert result.stderr == f"cjaplans: {table_pdf}: File exists; give another folder\n"


def test_tables_on_a_terminal(run: Run, table_pdf: Path) -> None:
    assert "<b>beta</b>" in run("tables", table_pdf).stdout


def test_from_a_folder_to_listings(run: Run, sample_plans: Path) -> None:
    if not list(sample_plans.glob("*.pdf")):
        pytest.skip("needs the sample plans in data/raw")
    result = run("ingest", sample_plans, "--database", "plans.db", "--jobs", "2")
    assert result.returncode == 0, result.stderr
    assert len(result.stderr.splitlines()) == len(list(sample_plans.rglob("*.pdf")))
    again = run("ingest", sample_plans, "--database", "plans.db")
    assert again.returncode == 0
    assert all(line.endswith("unchanged") for line in again.stderr.splitlines())
    documents = json.loads(run("documents", "--database", "plans.db", "--json").stdout)
    assert documents
    actions = json.loads(run("actions", "--database", "plans.db", "--json", "--limit", "3").stdout)
    assert len(actions) == 3
    rows = list(csv.DictReader(run("actions", "--database", "plans.db", "--csv").stdout.splitlines()))
    assert rows
    assert run("findings", "--database", "plans.db").returncode == 0
    wrong = run("actions", "--database", "plans.db", "--authority", "atlantis")
    assert wrong.returncode == 2
    assert "no authority 'atlantis'" in wrong.stderr


def test_unexpected_errors_are_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(*arguments: object, **options: object) -> None:
        raise RuntimeError("odd\nthing")

    monkeypatch.setattr("cjaplans.ingest.command.ingest_paths", broken)
    monkeypatch.delenv("CJAPLANS_DEBUG", raising=False)
    assert run_here(["ingest", "."]) == 1
    expected = "cjaplans: internal error: RuntimeError: odd thing; please report it with the file\n"
    assert capsys.readouterr().err == expected
    assert run_here(["--debug", "ingest", "."]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_an_interrupt_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(*arguments: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cjaplans.ingest.command.ingest_paths", interrupted)
    assert run_here(["ingest", "."]) == 130
    assert capsys.readouterr().err.lstrip().startswith("cjaplans: interrupted; ")


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_a_reader_that_stops_early_is_no_error(table_pdf: Path) -> None:
    command = f"'{sys.executable}' -m cjaplans.cli tables '{table_pdf}' --json | true; echo ${{PIPESTATUS[0]}}"
    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert (result.stdout, result.stderr) == ("0\n", "")


def test_pictures_of_text_can_be_left_unread(run: Run, tmp_path: Path) -> None:
    drawn = Canvas(str(tmp_path / "drawn.pdf"), pagesize=(300, 200))
    drawn.drawString(72, 100, "A lantern for the pier")
    drawn.save()
    (picture,) = pictures((tmp_path / "drawn.pdf").read_bytes(), Scanner())
    scan = Canvas(str(tmp_path / "scan.pdf"), pagesize=(300, 200))
    scan.drawImage(ImageReader(Image.fromarray(picture)), 0, 0, 300, 200)
    scan.save()
    result = run("ingest", "--no-ocr", "--db", "plans.db", "scan.pdf")
    assert result.returncode == 3
    codes = [row["code"] for row in json.loads(run("findings", "--db", "plans.db", "--json").stdout)]
    assert "page_without_text" in codes
    assert not {"page_read_by_ocr", "ocr_missing"} & set(codes)
