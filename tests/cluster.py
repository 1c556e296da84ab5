"""A Dask cluster that the tests start: a scheduler and workers as processes of their own, on loopback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
#: What the processes import: this repository's tests, and cjaplans from where we have it.
PATHS = os.pathsep.join((str(ROOT), *(path for path in sys.path if path)))
#: Deaths of workers that a piece may see before the scheduler gives it up; Dask's own 3 take longer.
ALLOWED_FAILURES = 1

#: A module that is not there for whoever runs this first.
HIDDEN = "import sys; sys.modules['cjaplans'] = None; "
_MAIN = "from distributed.cli.dask_{0} import main; main()"


@dataclass
class Dask:
    """A scheduler at ``address``, and the workers that were begun for it."""

    address: str
    folder: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def worker(self, threads: int = 1, *, first: str = "") -> subprocess.Popen[bytes]:
        """Begin a worker; ``first`` is what its process does before, which then is no nanny's child."""
        options = (self.address, "--nthreads", str(threads), "--no-dashboard", "--host", "127.0.0.1")
        options += ("--local-directory", str(self.folder), *(("--no-nanny",) if first else ()))
        self.processes.append(_begun("worker", self.folder, *options, first=first))
        return self.processes[-1]

    def log(self) -> str:
        """What all of them have said so far."""
        return "".join(path.read_text(encoding="utf-8") for path in sorted(self.folder.glob("*.log")))


@contextmanager
def running(*threads: int, first: str = "") -> Iterator[Dask]:
    """A scheduler and a worker for each number of threads; all are ended with the context."""
    with tempfile.TemporaryDirectory(prefix="cjaplans-dask-", ignore_cleanup_errors=True) as name:
        folder, port = Path(name), free_port()
        dask = Dask(f"tcp://127.0.0.1:{port}", folder)
        options = ("--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
        dask.processes.append(_begun("scheduler", folder, *options, first=first))
        try:
            _wait(dask, port)
            for number in threads:
                dask.worker(number)
            yield dask
        finally:
            for process in dask.processes:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)  # with all that it began
            for process in dask.processes:
                process.wait()


def free_port() -> int:
    """A port of loopback that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _begun(kind: str, folder: Path, *options: str, first: str) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "PYTHONPATH": PATHS,
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(ALLOWED_FAILURES),
    }
    command = [sys.executable, "-c", first + _MAIN.format(kind), *options]
    with tempfile.NamedTemporaryFile(dir=folder, prefix=f"{kind}-", suffix=".log", delete=False) as log:
        return subprocess.Popen(command, stdout=log, stderr=log, env=environment, cwd=folder, start_new_session=True)


def _wait(dask: Dask, port: int) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            if dask.processes[0].poll() is not None or time.monotonic() > until:
                raise AssertionError(f"the scheduler did not start: {dask.log()[-2000:]}") from None
            time.sleep(0.05)
