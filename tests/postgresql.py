"""A PostgreSQL server that the tests start: in a temporary folder, on loopback, without passwords but for one user."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path

#: Who the server is made for; it trusts all but the one who must say the password.
OWNER = "plans"
WITH_PASSWORD, PASSWORD = "careful", "wool-and-thistle"
#: Accounts that the server can run as where the tests run as root, which it refuses.
ACCOUNTS = ("postgres", "nobody")
_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "max_connections": "60",
    "listen_addresses": "127.0.0.1",
    "logging_collector": "off",
    "lc_messages": "C",
}


@cache
def programs() -> Path | None:
    """The folder of the newest server's programs: of ``PATH``, of ``pg_config``, or where Debian puts them."""
    folders = [str(Path(found).parent)] if (found := shutil.which("postgres")) else []
    if config := shutil.which("pg_config"):
        folders.append(subprocess.run([config, "--bindir"], capture_output=True, text=True).stdout.strip())
    packaged = Path("/usr/lib/postgresql").glob("*/bin")
    folders += map(str, sorted(packaged, key=lambda path: float(path.parent.name), reverse=True))
    return next(
        (Path(each) for each in folders if Path(each, "initdb").exists() and Path(each, "postgres").exists()), None
    )


def why_not() -> str | None:
    """Why no server can be started here, if so."""
    if programs() is None:
        return "needs PostgreSQL's server (Debian, Ubuntu: apt-get install postgresql)"
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        return f"needs psycopg: {error}"
    if os.geteuid() == 0 and _account() is None:
        return f"runs as root, which PostgreSQL refuses, and there is no {' or '.join(ACCOUNTS)} to run it as"
    return None


@dataclass(frozen=True, slots=True)
class Server:
    """A server that is running, and its ``port`` on 127.0.0.1."""

    port: int
    folder: Path
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def process_id(self) -> int:
        return int((self.folder / "data" / "postmaster.pid").read_text().splitlines()[0])

    def address(self, database: str, user: str = OWNER) -> str:
        """The SQLAlchemy URL of a database."""
        return f"postgresql+psycopg://{user}@127.0.0.1:{self.port}/{database}"

    def database(self, name: str | None = None, template: str = "template0", options: str = "") -> str:
        """Make a database, a copy of ``template``; its address."""
        name = name or f"plans_{next(self._numbers)}"
        self.run(f'CREATE DATABASE "{name}" TEMPLATE "{template}" {options}')
        return self.address(name)

    def run(self, *statements: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """Run statements outside of transactions; the rows of the last."""
        import psycopg

        with psycopg.connect(host="127.0.0.1", port=self.port, user=OWNER, dbname=database, autocommit=True) as session:
            for statement in statements:
                cursor = session.execute(statement)  # type: ignore[call-overload]
            return cursor.fetchall() if cursor.description else []


@contextmanager
def running(**changed: str) -> Iterator[Server]:
    """A server, gone with all that it holds when the context ends; ``changed`` are settings that differ."""
    with tempfile.TemporaryDirectory(prefix="cjaplans-postgresql-", ignore_cleanup_errors=True) as name:
        folder, data = Path(name), Path(name, "data")
        if account := _account():
            os.chown(folder, account.pw_uid, account.pw_gid)
        _run("initdb", f"--pgdata={data}", "--auth=trust", f"--username={OWNER}", "--encoding=UTF8", *_locale(),
             "--no-sync", "--no-instructions")  # fmt: skip
        trusted = data / "pg_hba.conf"
        trusted.write_text(f"host all {WITH_PASSWORD} 127.0.0.1/32 scram-sha-256\n{trusted.read_text()}")
        with (folder / "log").open("wb") as log, _process(data, port := _free_port(), log.fileno(), changed) as process:
            server = Server(port, folder)
            _wait(server, process, folder / "log")
            server.run(f"CREATE ROLE {WITH_PASSWORD} LOGIN PASSWORD '{PASSWORD}'")
            yield server


def _locale() -> tuple[str, ...]:
    """An order of words that is not that of their characters, where the server has one: nothing may hang on it."""
    help_text = _run("initdb", "--help")
    return ("--locale=C.UTF-8", *(("--locale-provider=icu", "--icu-locale=en") if "--icu-locale" in help_text else ()))


@contextmanager
def _process(data: Path, port: int, log: int, changed: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    settings = [f"--{name}={value}" for name, value in {**_SETTINGS, **changed}.items()]
    command = [str(_program("postgres")), "-D", str(data), f"--port={port}", "-k", str(data), *settings]
    with subprocess.Popen(command, stdout=log, stderr=log, **_as_account()) as process:
        try:
            yield process
        finally:
            process.send_signal(3)  # SIGQUIT: at once, as nothing of it is to stay


def _wait(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    import psycopg

    until = time.monotonic() + 60
    while True:
        try:
            server.run("SELECT 1")
            return
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                raise AssertionError(f"the server did not start: {log.read_text()[-2000:]}") from None
            time.sleep(0.05)


def _run(name: str, *options: str) -> str:
    done = subprocess.run([_program(name), *options], capture_output=True, text=True, **_as_account())
    assert done.returncode == 0, f"{name}: {done.stderr or done.stdout}"
    return done.stdout


def _program(name: str) -> Path:
    folder = programs()
    assert folder is not None
    return folder / name


def _account() -> pwd.struct_passwd | None:
    """Who the server runs as, where that is not us."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return next((known[name] for name in ACCOUNTS if name in known), None)


def _as_account() -> dict[str, object]:
    account = _account()
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": [], "cwd": "/"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
