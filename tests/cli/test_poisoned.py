"""Whatever stands in a plan or its file's name, no command harms the terminal, spreadsheet or page it is read on.

Every command of the program is run, in every form it prints: one that is new and cannot be run as it is says so here.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import click
import pytest

from cjaplans.cli import cli, run
from cjaplans.load.database import open_database, upgrade
from tests.cli.poison import NAME, PINK, poisoned

FORMS = ("--json", "--csv", "--html")
#: What each command needs to be run: ``FILE`` is the poisoned plan, ``DIR`` a folder of its own, ``DB`` the database.
NEEDS: dict[str, tuple[str, ...]] = {
    "ingest": ("FILE",),
    "code": ("lead", "\x1b[2J=1+1 \u202e<script>"),
    "compare": ("status",),
    "correct": ("no such key \x1b[2J", "progress", "=1+1", "--reason", "<script>", "--author", "\u202ex"),
    "database backup": ("DIR/copy.db",),
    "database copy": ("DB", "DIR/copied.db"),
    "diff": ("DIR/empty.db", "DB"),
    "export": ("DIR/package",),
    "inspect": ("FILE", "-o", "DIR/page.png"),
    "layout save": ("FILE", "--name", "poison", "--layouts", "DIR"),
    "layout show": ("FILE",),
    "review": ("no such finding \x1b[2J", "--note", "=1+1", "--author", "\u202ex"),
    "tables": ("FILE",),
}
#: Commands that never end, and how they are tried instead.
ENDLESS = {
    "watch": "runs the ingest that is tried here",
    "serve": "prints an address; its pages are tried in tests/publish/web",
}
#: The sequences with which rich colours text and draws its bar.
OWN = re.compile(r"\x1b\[[\d;]*m|\x1b\[(?:2K|1A|\?25[lh])|\r")
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
FORMULA = re.compile("[\\s\u200b\ufeff]*[=+@\uff1d\uff0b\uff20-]")
NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")


@dataclass(frozen=True)
class Poisoned:
    """A database of the poisoned plan, and its file."""

    database: Path
    file: Path
    folder: Path

    def arguments(self, command: str) -> list[str]:
        places = {"FILE": str(self.file), "DB": str(self.database)}
        needs = (word.replace("DIR", str(self.folder)) for word in NEEDS.get(command, ()))
        return [*command.split(), *(places.get(word, word) for word in needs)]


class Stream(io.TextIOWrapper):
    """Standard output or error, on a terminal or off it."""

    def __init__(self, terminal: bool) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="")
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    def text(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined,no-any-return]


def leaves(group: click.Group = cli, above: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by its full name."""
    for name, command in group.commands.items():
        full = f"{above} {name}".strip()
        if isinstance(command, click.Group):
            yield from leaves(command, full)
        else:
            yield full, command


COMMANDS = dict(leaves())


def flags(command: str) -> set[str]:
    return {option for parameter in COMMANDS[command].params for option in parameter.opts}


def forms() -> Iterator[tuple[str, str]]:
    """Every command with every form it prints; ``""`` is for people."""
    for command in COMMANDS.keys() - ENDLESS.keys():
        for form in ("", *(form for form in FORMS if form in flags(command))):
            yield command, form


def filters() -> Iterator[tuple[str, str]]:
    """Every option of a command on the database that takes a text of any sort."""
    for name in COMMANDS.keys() - ENDLESS.keys():
        for parameter in COMMANDS[name].params:
            texts = isinstance(parameter, click.Option) and parameter.type is click.STRING and not parameter.is_flag
            reads = "--database" in flags(name) or "DB" in NEEDS.get(name, ())
            if texts and reads and parameter.name != "database":
                yield name, parameter.opts[0]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Poisoned:
    folder = tmp_path_factory.mktemp("poisoned")
    found = Poisoned(folder / "plans.db", poisoned(folder), folder)
    upgrade(open_database(str(folder / "empty.db")))
    with pytest.MonkeyPatch.context() as patch:
        code, out, err = ran(patch, found, [*found.arguments("ingest"), "--jobs", "1"], terminal=True)
    assert code in (0, 3), err
    assert_inert(out)
    assert_inert(err)
    return found


def ran(patch: pytest.MonkeyPatch, plan: Poisoned, arguments: list[str], terminal: bool) -> tuple[int, str, str]:
    """Exit code and what was printed."""
    out, err = Stream(terminal), Stream(terminal)
    patch.chdir(plan.folder)
    patch.setattr(sys, "stdout", out)
    patch.setattr(sys, "stderr", err)
    name = next(name for name in COMMANDS if arguments[: len(name.split())] == name.split())
    at = ["--database", str(plan.database)] if "--database" in flags(name) else []
    return run([*arguments, *at]), out.text(), err.text()


def assert_inert(text: str) -> None:
    """Nothing in it moves a cursor, rings, colours, links or turns the writing round."""
    assert not STEERING.search(OWN.sub("", text)), STEERING.findall(OWN.sub("", text))
    assert PINK not in text


def assert_csv(text: str) -> None:
    for row in csv.reader(io.StringIO(text, newline="")):
        for value in row:
            assert NUMBER.fullmatch(value) or not FORMULA.match(value), value


class Tags(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        inside = {("href", value) for _, value in attrs if (value or "").startswith("#")}
        self.found |= {tag, *(name for name, value in attrs if (name, value) not in inside)}


def assert_html(text: str) -> None:
    page = Tags()
    page.feed(text)
    assert not page.found & {"script", "img", "iframe", "object", "i", "b"}
    assert not {name for name in page.found if name.startswith("on") or name in ("href", "src")}


def test_every_command_is_tried() -> None:
    assert ENDLESS.keys() <= COMMANDS.keys()
    assert NEEDS.keys() <= COMMANDS.keys()
    unnamed = {
        name
        for name, command in COMMANDS.items()
        if any(parameter.required for parameter in command.params) and name not in {**NEEDS, **ENDLESS}
    }
    assert not unnamed, f"say in NEEDS how to run {unnamed}"


def test_the_poison_is_in_the_database(plan: Poisoned) -> None:
    with sqlite3.connect(plan.database) as connection:
        texts = {text for (text,) in connection.execute("SELECT text FROM cell")}
        ((name,),) = connection.execute("SELECT file_name FROM document")
    for poison in ("<script>alert(1)", "=HYPERLINK", "DROP TABLE", "\x1b]8;;", "\uff1dSUM"):
        assert any(poison in text for text in texts), poison
    assert name == NAME


@pytest.mark.parametrize(("command", "form"), sorted(forms()))
def test_what_is_printed_is_inert(plan: Poisoned, command: str, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = plan.arguments(command) + ([form] if form else [])
    if (command, form) == ("tables", "--csv"):
        arguments.append(str(plan.folder / "csv"))
    code, out, err = ran(monkeypatch, plan, arguments, terminal=not form)
    assert code in (0, 2, 3), err
    assert_inert(out)
    assert_inert(err)
    if form == "--json" and code != 2:
        json.loads(out, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    elif form == "--html":
        assert_html(out)
    elif form == "--csv":
        assert_csv(out)
    for file in (plan.folder / "csv").glob("*.csv"):
        assert_csv(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("command", "option"), sorted(filters()))
def test_no_filter_is_sql(plan: Poisoned, command: str, option: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for value in (NAME, "x' OR 1=1; DROP TABLE document; --", '"', "%", "\x00".join("ab")):
        code, out, err = ran(monkeypatch, plan, [*plan.arguments(command), option, value], terminal=False)
        assert code in (0, 2, 3), err
        assert_inert(out + err)
        assert "'1" not in out
    with sqlite3.connect(plan.database) as connection:
        assert connection.execute("SELECT count(*) FROM document").fetchone() == (1,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_document_is_found_by_its_name_whatever_stands_in_it(plan: Poisoned, monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, _ = ran(monkeypatch, plan, ["findings", "--document", NAME, "--json"], terminal=False)
    assert code == 0
    assert {row["file_name"] for row in json.loads(out)} == {NAME}
