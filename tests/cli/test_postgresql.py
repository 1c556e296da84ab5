"""The commands on a database of PostgreSQL, as people run them: what they print, exit with and never show."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from cjaplans import cli
from cjaplans.ingest.command import ingest_paths
from cjaplans.ingest.errors import BusyDatabase
from cjaplans.ingest.lock import holder, writing
from cjaplans.ingest.log import MutedLog
from cjaplans.ingest.request import Request
from cjaplans.load.copying import copy_into
from cjaplans.load.database import open_database, open_readonly
from cjaplans.load.errors import DatabaseError, explained
from cjaplans.publish.research import plans
from tests.dump import dump
from tests.postgresql import PASSWORD, WITH_PASSWORD, Server


class Done(NamedTuple):
    """What a command ended with."""

    code: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The one line that it failed with."""
        (line,) = self.err.splitlines()
        assert line.startswith("cjaplans: ")
        assert "Traceback" not in line
        return line


Run = Callable[..., Done]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in a folder of its own, with no password anywhere but in its words."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith(("PG", "CJAPLANS"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))

    def command(*words: str | Path) -> Done:
        capfd.readouterr()
        return Done(int(cli.run([str(word) for word in words])), *capfd.readouterr())

    return command


@pytest.fixture(scope="module")
def samples(postgresql: Server, sample_database: Path) -> str:
    """The address of a database of the sample plans, copied from a file; only read."""
    url = postgresql.database()
    source, target = open_readonly(str(sample_database)), open_database(url)
    copy_into(source, target)
    source.dispose()
    target.dispose()
    return url


@pytest.fixture
def held(postgresql: Server, samples: str) -> str:
    """The address of a database of the sample plans that a test may change."""
    return postgresql.database(template=name_in(samples))


def name_in(url: str) -> str:
    return url.rpartition("/")[2]


def contents(url: str, *without: str) -> dict[str, list[tuple[object, ...]]]:
    engine = open_readonly(url)
    try:
        return dict(dump(engine, frozenset(without)))
    finally:
        engine.dispose()


def test_a_second_ingest_changes_nothing(held: str, run: Run, sample_plans: Path) -> None:
    before = contents(held)
    done = run("ingest", sample_plans, "--database", held, "--no-ocr")
    assert done.code == 0, done.err
    assert "5 unchanged" in done.out + done.err
    after = contents(held)
    assert len(after.pop("ingest_run")) == len(before.pop("ingest_run")) + 1
    assert after == before


def test_files_read_again_keep_their_rows(held: str, run: Run, sample_plans: Path, tmp_path: Path) -> None:
    before = contents(held, "run_id")
    request = Request(held, jobs=0, ocr=False, force=True)
    ingest_paths([str(sample_plans)], request, MutedLog(lambda _: None))
    after = contents(held, "run_id")
    assert before.pop("ingest_run") != after.pop("ingest_run")
    assert after == before
    assert len(list((tmp_path / "data/processed/extracted").glob("*.json.gz"))) == 5


LISTS = (
    "actions --json",
    "actions --json --authority tayside --period 2010-11",
    "actions --json --redact-people",
    "documents --json",
    "findings --json",
    "catalogue --json",
    "compare status --json",
    "corrections --json",
)


def test_lists_are_those_of_a_file(held: str, run: Run, sample_database: Path) -> None:
    for words in LISTS:
        here, there = (run(*words.split(), "--database", url) for url in (held, sample_database))
        assert here.code == there.code == 0, here.err
        assert here.out == there.out, words


def test_a_report_an_export_and_a_difference(held: str, run: Run, sample_database: Path, tmp_path: Path) -> None:
    assert run("report", "--database", held, "--output", "report.html").code == 0
    assert "<html" in (tmp_path / "report.html").read_text(encoding="utf-8")
    done = run("export", "package", "--database", held)
    assert done.code == 0, done.err
    assert (tmp_path / "package" / "datapackage.json").exists()
    same = run("diff", sample_database, held)
    assert (same.code, "no differences" in same.out) == (0, True), same.err


@pytest.mark.parametrize(
    "words",
    [
        ("export", "package", "--only", "csv", "--database"),
        ("report", "--output", "report.html", "--database"),
        ("compare", "status", "--database"),
        ("diff",),
        ("diff", "--json"),
        ("diff", "--html"),
    ],
)
def test_what_reads_a_copy_shows_no_password(words: tuple[str, ...], held: str, run: Run, tmp_path: Path) -> None:
    url = held.replace("@", ":thistledown@")
    done = run(*words, *([url] * (2 if words[0] == "diff" else 1)))
    assert done.code == 0, done.err
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert "thistledown" not in done.out + done.err + written.decode("utf-8", "replace")


def test_a_frame_of_plans_shows_no_password(held: str) -> None:
    with plans.open(held.replace("@", ":thistledown@")) as opened:
        shown = repr(opened) + opened._repr_html_()
    assert "plans" in shown
    assert "thistledown" not in shown


@pytest.fixture
def stored(sample_database: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stored extractions of the samples are where the commands look for them."""
    monkeypatch.setenv("CJAPLANS_EXTRACTED", str(sample_database.parent / "extracted"))


@pytest.mark.usefixtures("stored")
def test_a_correction_is_written_and_applied(held: str, run: Run) -> None:
    key = json.loads(run("actions", "--database", held, "--limit", "1", "--json").out)[0]["action_key"]
    signed = ("--author", "Isla", "--corrections", "corrections", "--database", held)
    done = run("correct", key, "responsible", "Kelpie Works Trust", "--reason", "read from paper", *signed)
    assert done.code == 0, done.err
    found = json.loads(run("actions", "--database", held, "--search", '"kelpie works"', "--json").out)
    assert [(row["action_key"], row["responsible"]) for row in found] == [(key, "Kelpie Works Trust")]
    finding = json.loads(run("findings", "--database", held, "--json").out)[0]["key"]
    accepted = run("review", finding, "--accept", *signed)
    assert accepted.code == 0, accepted.err
    assert '"accepted"' in run("findings", "--database", held, "--json").out


def test_from_a_file_to_the_server_and_back(postgresql: Server, run: Run, sample_database: Path) -> None:
    url = postgresql.database("moved")
    there = run("database", "copy", str(sample_database), url)
    assert there.code == 0, there.err
    back = run("database", "copy", url, "back.db")
    assert back.code == 0, back.err
    assert "action: 75 rows" in back.err
    assert contents("back.db") == contents(str(sample_database)) == contents(url)
    for source, target in ((str(sample_database), url), (url, "back.db")):
        refused = run("database", "copy", source, target)
        assert refused.code == 2
        assert refused.line


@pytest.mark.usefixtures("stored")
def test_check_upgrade_and_backup(held: str, run: Run) -> None:
    checked = run("database", "check", "--database", held)
    assert (checked.code, checked.out) == (0, "nothing is wrong\n")
    upgraded = run("database", "upgrade", "--database", held)
    assert (upgraded.code, "up to date" in upgraded.out) == (0, True)
    copied = run("database", "backup", "copy.db", "--database", held)
    assert copied.code == 2
    assert "pg_dump" in copied.line


@pytest.mark.usefixtures("stored")
def test_what_is_missing_in_a_database_is_told_and_mended(postgresql: Server, held: str, run: Run) -> None:
    postgresql.run(
        "DROP VIEW status_summary", "ALTER TABLE action DISABLE TRIGGER USER", "UPDATE action SET theme = 'Otters'",
        "ALTER TABLE action ENABLE TRIGGER USER", database=name_in(held),
    )  # fmt: skip
    checked = run("database", "check", "--database", held, "--json")
    assert checked.code == 3
    assert [fault["check"] for fault in json.loads(checked.out)] == ["view", "search"]
    assert run("database", "upgrade", "--database", held).code == 0
    assert run("database", "check", "--database", held).code == 0
    assert len(json.loads(run("actions", "--search", "otter", "--database", held, "--json").out)) == 75


ADDRESSES = {
    "postgresql+psycopg://plans@127.0.0.1:1/plans": "no PostgreSQL server answers there",
    "postgresql+psycopg://plans@127.0.0.1:{port}/nowhere": "there is no such database",
    "postgresql+psycopg://stranger@127.0.0.1:{port}/postgres": "does not let this user in",
    f"postgresql://{WITH_PASSWORD}:secret%21@127.0.0.1:{{port}}/postgres": "does not know this user",
    f"postgresql+psycopg://{WITH_PASSWORD}@127.0.0.1:{{port}}/postgres": "PGPASSWORD",
    "postgresql+psycopg://plans@127.0.0.1:{port}/postgres?sslmode=perhaps": "option that cannot be",
    "postgresql+psycopg://plans:secret!@127.0.0.1:nine/postgres": "no database address",
    "mysql://root:secret%21@127.0.0.1/plans": "not supported",
}


@pytest.mark.parametrize(("address", "said"), ADDRESSES.items())
def test_an_address_that_cannot_be_used(
    postgresql: Server, run: Run, sample_plans: Path, address: str, said: str
) -> None:
    url = address.format(port=postgresql.port)
    for words in (("actions",), ("ingest", sample_plans), ("database", "check"), ("runs",)):
        done = run(*words, "--database", url)
        assert (done.code, said in done.line) == (2, True), done.line
        assert "secret" not in done.err + done.out


def test_a_password_comes_from_the_address_or_the_environment(
    postgresql: Server, held: str, run: Run, sample_plans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    postgresql.run(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {WITH_PASSWORD}", database=name_in(held))
    url = postgresql.address(name_in(held), WITH_PASSWORD)
    said = url.replace("@", f":{PASSWORD}@")
    assert run("documents", "--database", said).code == 0
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    assert run("documents", "--database", url).code == 0
    refused = run("ingest", sample_plans, "--database", said)
    assert refused.code == 2
    assert refused.line.startswith(f"cjaplans: {url.replace('@', ':***@')}: this user has no right to that")
    assert PASSWORD not in refused.err


def test_a_database_of_others_is_left_alone(postgresql: Server, run: Run, sample_plans: Path) -> None:
    url = postgresql.database("theirs")
    postgresql.run("CREATE TABLE otter (name text)", database="theirs")
    for command in (("ingest", str(sample_plans)), ("actions",), ("database", "upgrade")):
        refused = run(*command, "--database", url)
        assert refused.code == 2
        assert "not a cjaplans database" in refused.line
    assert postgresql.run("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", database="theirs") == [(1,)]


def test_a_database_that_cannot_hold_every_letter_is_refused(postgresql: Server, run: Run, sample_plans: Path) -> None:
    url = postgresql.database("narrow", options="ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'")
    refused = run("ingest", str(sample_plans), "--database", url)
    assert refused.code == 2
    assert "UTF8" in refused.line


def test_an_empty_database_has_nothing_to_list(postgresql: Server, run: Run) -> None:
    done = run("actions", "--database", postgresql.database("empty"))
    assert done.code == 2
    assert "run 'cjaplans ingest' first" in done.line


def test_two_writers_take_turns(held: str, run: Run, sample_plans: Path) -> None:
    with writing(held, 0.0, "cjaplans ingest 'Straße 100%'"):
        busy = run("ingest", str(sample_plans), "--database", held, "--no-wait")
        assert busy.code == 4
        assert f"process {os.getpid()} since" in busy.line
        assert run("documents", "--database", held).code == 0
    assert run("ingest", str(sample_plans), "--database", held, "--no-wait", "--no-ocr").code == 0


def test_a_writer_that_waits_says_so(held: str) -> None:
    heard: list[str] = []
    one, two = writing(held, 0.0, "cjaplans ingest one"), writing(held, 0.5, "two", heard.append)
    with one, pytest.raises(BusyDatabase, match="being written by process"), two:
        raise AssertionError("two at once")
    assert len(heard) == 1
    assert "waiting up to 0.5 s" in heard[0]
    assert holder(held) is None


def test_a_writer_is_known_by_its_command(held: str) -> None:
    command = "cjaplans ingest 'Straße 100%' " + "x" * 2000
    with writing(held, 0.0, command):
        found = holder(held)
    assert found is not None
    assert found.pid == os.getpid()
    assert found.command.startswith("cjaplans ingest 'Stra")


def test_nothing_of_a_transaction_stays_when_the_connection_is_lost(postgresql: Server, held: str) -> None:
    before = contents(held)
    engine = open_database(held)
    ending = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name_in(held)}'"
    lost = pytest.raises(DatabaseError, match="connection to the server was lost")
    with lost, explained(held), engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM finding")
        postgresql.run(ending)
        connection.exec_driver_sql("DELETE FROM action")
    engine.dispose()
    assert contents(held) == before
