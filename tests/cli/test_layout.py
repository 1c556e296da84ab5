"""``cjaplans layout``: an analyst teaches a plan that nobody has met, and what can go wrong."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cjaplans.cli import cli, run
from cjaplans.ingest.errors import UsageProblem
from cjaplans.ingest.written.layouts import LARGEST, check_layouts, read_layouts, write_layout
from tests.cli.plans import HEADER, layout_yaml, write_plan


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan in an empty working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("cjaplans.cli.signal.signal", lambda *_: None)  # the handler is for a process of its own
    monkeypatch.delenv("CJAPLANS_LAYOUTS", raising=False)
    monkeypatch.delenv("CJAPLANS_REDACT_PEOPLE", raising=False)
    return write_plan(tmp_path / "scots.pdf")


def put(folder: Path, text: str, name: str = "scots.yaml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def cjaplans(*arguments: str | Path, code: int = 0) -> str:
    result = CliRunner().invoke(cli, [str(a) for a in arguments], standalone_mode=False)
    assert result.exception is None, result.exception
    assert (result.return_value or 0) == code, result.output
    return result.output


def actions() -> list[dict[str, Any]]:
    return json.loads(cjaplans("actions", "--json"))  # type: ignore[no-any-return]


def keys() -> list[str]:
    with closing(sqlite3.connect("data/processed/plans.db")) as database:
        return [key for (key,) in database.execute("SELECT key FROM action ORDER BY seq")]


def ingest(*options: str | Path, code: int = 0) -> dict[str, Any]:
    printed = cjaplans("ingest", "scots.pdf", "--quiet", "--json", "--jobs", "1", *options, code=code)
    (file,) = json.loads(printed[printed.index("{") :])["files"]
    return file  # type: ignore[no-any-return]


def test_what_was_understood_is_shown_as_json(plan: Path) -> None:
    put(Path("data/layouts"), layout_yaml())
    (shown,) = json.loads(cjaplans("layout", "show", plan, "--json"))
    assert (shown["table"], shown["pages"], shown["role"], shown["layout"]) == (1, [1], "actions", "scots")
    assert (shown["header_rows"], shown["confidence"], shown["inherited"]) == ([1], 1.0, False)
    assert shown["columns"][1] == {
        "column": 2,
        "heading": HEADER[1],
        "field": "action_text",
        "ignored": False,
        "evidence": "user layout",
        "why": "layout 'scots' names column 2",
        "confidence": 1.0,
        "example": "The brig at Kelpie",
    }
    assert (shown["columns"][5]["field"], shown["columns"][5]["ignored"]) == (None, True)


def test_what_was_understood_is_shown_on_a_terminal(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    known = write_plan(Path("known.pdf"), ("Action", "Who", "By when", "Bimble"), [("Mend", "Morag", "May 2012", "x")])
    shown = cjaplans("layout", "show", known)
    assert "table 1, page 1: actions, confidence 0." in shown
    assert "found by lattice, header in row 1" in shown
    for cell in ("action_text", "timescale", "By when", "May 2012", "?", "no field was found for it"):
        assert f" {cell} " in shown
    assert "other, confidence 0.50, found by lattice, headings as in row 1" in cjaplans("layout", "show", plan)


def test_pages_and_files_without_tables(plan: Path) -> None:
    two = write_plan(Path("two.pdf"), pages=2)
    assert json.loads(cjaplans("layout", "show", two, "--pages", "2", "--json"))[0]["pages"] == [2]
    with pytest.raises(UsageProblem, match="the file has 2 pages, not page 3"):
        CliRunner().invoke(cli, ["layout", "show", str(two), "--pages", "3"], catch_exceptions=False)


def test_names_can_be_withheld(plan: Path) -> None:
    known = write_plan(Path("known.pdf"), ("Action", "Lead", "By when"), [("Mend", "Morag Tosh", "May 2012")])
    assert "Morag Tosh" in cjaplans("layout", "show", known, "--json")
    shown = cjaplans("layout", "show", known, "--json", "--redact-people")
    assert "Morag Tosh" not in shown
    assert "[name withheld]" in shown


def test_a_plan_is_taught_and_read_on_the_next_ingest(plan: Path) -> None:
    assert ingest(code=3)["state"] == "needs_review"
    cjaplans("layout", "save", plan, "--name", "scots")
    saved = Path("data/layouts/scots.yaml")
    text = saved.read_text(encoding="utf-8").replace("  # - role", "  - role").replace("\n  #   ", "\n    ")
    for number, name in enumerate(("ref", "action_text", "responsible", "timescale", "progress", "ignore"), start=1):
        text = text.replace(f"{number}: ?", f"{number}: {name}")
    saved.write_text(text, encoding="utf-8")
    assert cjaplans("layout", "check").strip() == f"{saved}: ok, 1 table"
    outcome = ingest()
    assert (outcome["state"], outcome["actions"]) == ("loaded", 3)
    first, before = actions(), keys()
    assert [action["timescale"] for action in first] == ["efter the hairst", "afore the snaw", "syne"]
    assert ingest()["state"] == "unchanged"
    saved.write_text(text.replace("5: progress", "5: status") + "# more\n", encoding="utf-8")
    assert ingest()["state"] == "loaded"
    again = actions()
    assert [action["status"] for action in again] == [action["progress"] for action in first]
    assert keys() == before
    saved.unlink()
    assert ingest(code=3)["state"] == "needs_review"


def test_only_files_that_a_layout_is_for_are_read_again(plan: Path) -> None:
    put(Path("data/layouts"), layout_yaml())
    assert ingest()["state"] == "loaded"
    put(Path("data/layouts"), layout_yaml("fife").replace("name: fife", "name: fife\nfiles: fife-*.pdf"), "fife.yaml")
    assert ingest()["state"] == "unchanged"


def test_the_folder_of_layouts_is_an_option_or_in_the_environment(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(Path("mine"), layout_yaml())
    assert ingest("--layouts", "mine")["actions"] == 3
    monkeypatch.setenv("CJAPLANS_LAYOUTS", "mine")
    assert ingest()["state"] == "unchanged"
    assert json.loads(cjaplans("layout", "show", plan, "--json"))[0]["layout"] == "scots"
    cjaplans("layout", "save", plan, "--name", "other")
    assert Path("mine/other.yaml").exists()


def test_a_saved_layout_says_what_the_one_it_was_read_by_says(plan: Path) -> None:
    put(Path("data/layouts"), layout_yaml())
    (before,) = read_layouts(None)
    assert ingest()["state"] == "loaded"
    cjaplans("layout", "save", plan, "--name", "scots", "--force")
    assert read_layouts(None) == (before,)
    assert ingest()["state"] == "unchanged"


def test_a_layout_is_replaced_only_by_force(plan: Path) -> None:
    cjaplans("layout", "save", plan, "--name", "scots")
    text = Path("data/layouts/scots.yaml").read_text(encoding="utf-8")
    with pytest.raises(UsageProblem, match=r"scots\.yaml: is there already; give another --name, or --force"):
        write_layout(None, "scots", "x", force=False)
    assert Path("data/layouts/scots.yaml").read_text(encoding="utf-8") == text
    Path("data/layouts/link.yaml").symlink_to(plan)
    with pytest.raises(UsageProblem, match=r"link\.yaml: is a link"):
        write_layout(None, "link", "x", force=True)
    Path("file").write_text("x", encoding="utf-8")
    with pytest.raises(UsageProblem, match=r"file.scots\.yaml: "):
        write_layout(Path("file"), "scots", "x", force=False)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["layout", "check"], "data/layouts: no such file or folder; check the path, or make one with 'cjaplans"),
        (["layout", "check", "x.yaml"], "x.yaml: no such file or folder; check the path"),
        (["layout", "check", "."], ".: no layouts (*.yaml) there; make one with 'cjaplans layout save"),
        (["layout", "show", "x.pdf"], "x.pdf: no such file; name one PDF file"),
        (["layout", "show", "x.pdf", "--layouts", "no"], "no: No such file or directory; check the folder given"),
        (["layout", "save", "x.pdf"], "Missing option '--name'; see 'cjaplans layout save --help'"),
        (["layout", "save", "x.pdf", "--name", "../x"], "'../x' cannot be used; give up to 80 letters, digits"),
        (["ingest", "scots.pdf", "--layouts", "no"], "no: No such file or directory; check the folder given"),
    ],
)
def test_usage(plan: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    assert run(arguments) == 2
    shown = capsys.readouterr()
    assert message in shown.err.replace(os.sep, "/")
    assert (shown.out, len(shown.err.splitlines())) == ("", 1)


def test_mistakes_are_told_with_file_and_line(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = put(Path("data/layouts"), layout_yaml(c2="actoin", c9="ref"))
    assert run(["layout", "check"]) == 3
    assert capsys.readouterr().out.splitlines() == [
        f"{shown}:12: unknown field 'actoin'; did you mean action_text?",
        f"{shown}:17: column 9 is beyond the header, which has 6; count the columns from 1 at the left",
    ]
    assert run(["ingest", "scots.pdf"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(
        f"cjaplans: {shown}:12: unknown field 'actoin'; did you mean action_text? (2 mistakes in all;"
    )
    assert not Path("data/processed").exists()


def test_layouts_that_contradict_each_other(tmp_path: Path) -> None:
    put(tmp_path, layout_yaml("a"), "a.yaml")
    put(tmp_path, layout_yaml("b", c1="theme"), "b.yml")
    a, b = check_layouts([tmp_path], None)
    assert a.lines() == []
    (line,) = b.lines()
    assert line.startswith(f"{b.path}:4: {a.path}:4 claims the same header with other fields; keep one of them, or")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "1: the file is empty; make one with 'cjaplans layout save FILE --name NAME' and edit it"),
        (b"name: a\ntables:\n- \xff", "3: byte 0xFF is not UTF-8 text; save the file as UTF-8"),
        (b"#" * (LARGEST + 1), "1: the file is larger than 100,000 bytes; divide it into several layout files"),
    ],
)
def test_files_that_are_no_layouts(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "a.yaml").write_bytes(content)
    (checked,) = check_layouts([tmp_path / "a.yaml"], None)
    assert checked.lines() == [f"{tmp_path / 'a.yaml'}:{message}"]


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbf" + layout_yaml().replace("\n", "\r\n").encode())
    assert read_layouts(tmp_path)[0].name == "scots"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_links_pipes_and_folders_are_not_opened(tmp_path: Path) -> None:
    folder = tmp_path / "layouts"
    put(folder, layout_yaml(), "good.yaml")
    outside = put(tmp_path, layout_yaml("outside"), "outside.yaml")
    (folder / "a.yaml").symlink_to(outside)
    (folder / "b.yaml").symlink_to(folder / "nowhere")
    (folder / "c.yaml").mkdir()
    os.mkfifo(folder / "d.yaml")
    (folder / ".hidden.yaml").write_text("x", encoding="utf-8")
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    lines = [line.rpartition("layouts/")[2] for file in check_layouts([], folder) for line in file.lines()]
    assert lines == [
        "a.yaml:1: the file is a link that leads out of its folder; copy the file itself there",
        "b.yaml:1: not a regular file; put a layout file in its place, or remove it",
        "c.yaml:1: not a regular file; put a layout file in its place, or remove it",
        "d.yaml:1: not a regular file; put a layout file in its place, or remove it",
    ]
    with pytest.raises(UsageProblem, match=r"a\.yaml:1: .*4 mistakes in all"):
        read_layouts(folder)


def test_without_a_folder_there_are_no_layouts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_layouts(None) == ()


@pytest.mark.parametrize("command", [["layout"], ["layout", "show"], ["layout", "save"], ["layout", "check"]])
def test_help(command: list[str]) -> None:
    shown = CliRunner().invoke(cli, [*command, "--help"]).output
    assert "Usage: " in shown
    assert len(command) == 1 or shown.splitlines()[-2].strip() == "Example:"
