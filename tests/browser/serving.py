"""Servers of ours as real processes, and commands beside them."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ENDING = 60  # seconds


@dataclass(frozen=True)
class Site:
    """A server of ours: its address without a slash at the end, its database, and the folder it runs in."""

    url: str
    database: Path
    folder: Path
    printed: str


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """One ``cjaplans`` command in ``folder``."""
    command = [sys.executable, "-m", "cjaplans.cli", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Site]:
    """``cjaplans serve`` on the database in ``folder``; ends with it."""
    command = [sys.executable, "-m", "cjaplans.cli", "serve", "--database", "plans.db", "--port", "0", *options]
    messages = (folder / "serve.log").open("w")
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=messages, text=True)
    try:
        assert server.stdout is not None
        printed = server.stdout.readline().strip()
        assert "http://" in printed, (folder / "serve.log").read_text()
        address = next(word for word in printed.split() if word.startswith("http://"))
        origin = "/".join(address.split("/")[:3])
        yield Site(origin, folder / "plans.db", folder, printed)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(ENDING)
        messages.close()
