"""One contender in a process of its own: ``python -m benchmarks.contest.turn KEY``, for ``rounds.py`` to talk to.

The first line of standard input is the files, as JSON; each line "go" is a round, whose seconds are printed as JSON;
at its end the peak of the process's memory is printed.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.contest.contenders import CONTENDERS, Contender, Key, quietly
from benchmarks.contest.forgetting import forget_files

#: Before the first round so many seconds are read, or all files once.
WARM = 5.0


def peak_memory() -> int:
    """The most memory that was resident (bytes): not the parent's, which ``getrusage`` may count on Linux."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def cpu_seconds() -> float:
    """Of this process, all its threads, and of child processes that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def warm(contender: Contender, files: Sequence[Path]) -> None:
    """Imports what the contender needs, and fills its caches."""
    started = time.perf_counter()
    with contender.ready() as read:
        for path in files:
            read([path])
            if time.perf_counter() - started > WARM:
                return


def timed_round(contender: Contender, files: Sequence[Path]) -> dict[str, float]:
    """Seconds of CPU and of the clock that a round takes; ours forgets the round before."""
    forget_files()
    with contender.ready() as read:
        cpu, wall = cpu_seconds(), time.perf_counter()
        read(files)
        return {"cpu": cpu_seconds() - cpu, "wall": time.perf_counter() - wall}


def main() -> None:
    contender = CONTENDERS[Key(sys.argv[1])]
    with os.fdopen(quietly(), "w", encoding="utf-8") as out:
        files = [Path(name) for name in json.loads(sys.stdin.readline())]
        warm(contender, files)
        print(json.dumps({"ready": True}), file=out, flush=True)
        for _ in sys.stdin:
            print(json.dumps(timed_round(contender, files)), file=out, flush=True)
        print(json.dumps({"peak": peak_memory()}), file=out, flush=True)


if __name__ == "__main__":
    main()
