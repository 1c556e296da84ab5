"""The server as a process: what it prints, how it ends, and what it refuses."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from sqlalchemy import Engine

from cjaplans.cli import run
from cjaplans.publish.web.serving import address, is_loopback, listening

COMMAND = (sys.executable, "-m", "cjaplans.cli", "serve")


def test_it_prints_where_it_is_answers_and_ends_when_asked(engine: Engine, path: Path) -> None:
    command = [*COMMAND, "--database", str(path), "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert server.stdout is not None
    printed = server.stdout.readline()
    assert re.fullmatch(r"cjaplans serve: http://127\.0\.0\.1:\d+/\n", printed)
    with urllib.request.urlopen(printed.split()[-1]) as answer:
        assert b"3 actions" in answer.read()
    server.send_signal(signal.SIGTERM)
    assert server.communicate(timeout=60) == ("", "")
    assert server.returncode == 0


def test_a_port_in_use_is_one_line_with_a_remedy(
    engine: Engine, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with listening("127.0.0.1", 0) as bound:
        port = str(bound.getsockname()[1])
        assert run(["serve", "--database", str(path), "--port", port]) == 2
    message = capsys.readouterr().err
    assert (
        message
        == f"cjaplans: 127.0.0.1:{port}: the port is in use; give another one, or --port 0 for any that is free\n"
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--host", "192.0.2.1"), "not an address of this machine"),
        (("--host", "no such host"), "no such host"),
        (("--database", "no-such.db"), "run 'cjaplans ingest' first"),
        (("--review", "--author", "A", "--redact-people"), "leave one of them out"),
        (("--review", "--author", "A", "--host", "0.0.0.0"), "lets others in"),
    ],
)
def test_what_cannot_be_served_is_one_line(
    engine: Engine, path: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], said: str
) -> None:
    assert run(["serve", "--database", str(path), "--port", "0", *options]) == 2
    printed = capsys.readouterr()
    assert said in printed.err
    assert printed.err.count("\n") == 1
    assert printed.out == ""


def test_only_this_machines_own_addresses_keep_others_out() -> None:
    assert all(map(is_loopback, ("127.0.0.1", "127.9.9.9", "::1", "localhost", "LocalHost")))
    assert not any(map(is_loopback, ("0.0.0.0", "::", "192.0.2.1", "example.org", "")))


def test_an_address_of_version_six_is_in_brackets() -> None:
    if not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    try:
        with listening("::1", 0) as bound:
            assert re.fullmatch(r"http://\[::1\]:\d+/", address("::1", bound))
    except Exception as error:
        pytest.skip(f"this machine has no IPv6: {error}")
