"""Spoils PDFs for some time and reads each: ``make fuzz``, or ``FUZZ_SECONDS=600 FUZZ_SEED=7 make fuzz``.

Files are read in a process of their own, since a fault in a native library ends it: then the file is kept, as is one
that takes too long or raises what it should not, in ``tests/fuzz/findings``, and another process goes on behind it.
The same seed spoils the same files. Ends with 1 where something was raised or took too long; that a process died is
said, but no fault of ours: an ingest survives it, and only PDFium can be mended.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any

from tests.fuzz.corpus import seeds
from tests.fuzz.mutate import mutated, unpacked
from tests.fuzz.survive import Survival

FINDINGS = Path(__file__).parent / "findings"
#: A file that takes longer (seconds), or a process larger than this (bytes), has something wrong with it.
PATIENCE = 60.0
MEMORY = 2 * 2**30

Check = Callable[[bytes], str]
MakeCheck = Callable[[Path], Check]


def fuzz(seconds: float, seed: int, findings: Path = FINDINGS, make: MakeCheck = Survival, most: int = 2**31) -> int:
    """Spoil files for so many seconds, ``most`` of them; how many of those kept in ``findings`` are faults of ours."""
    findings.mkdir(parents=True, exist_ok=True)
    files = _Files(seed)
    states: Counter[str] = Counter()
    number, ends = 0, time.monotonic() + seconds
    while time.monotonic() < ends and number < most:
        number = _in_a_process(files, number, ends, most, states, findings, make)
    said = ", ".join(f"{count} {state}" for state, count in states.most_common())
    print(f"seed {seed}: {number} files: {said}")
    return states["raised"] + states["hung"]


class _Files:
    """The spoilt files of a seed, by number."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        whole = seeds()
        self._plain = [*whole, *map(unpacked, whole)]

    def __call__(self, number: int) -> bytes:
        random = Random(f"{self._seed}/{number}")
        return mutated(random.choice(self._plain), random, self._plain)


def _in_a_process(
    files: _Files, number: int, ends: float, most: int, states: Counter[str], findings: Path, make: MakeCheck
) -> int:
    """Read files from ``number`` on until time is up or the process ends; the number to go on with."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_work, args=(theirs, files, number, make))
    process.start()
    theirs.close()
    try:
        while time.monotonic() < ends and number < most:
            if not ours.poll(PATIENCE):
                return _keep(findings, files(number), "hung", "", states, number)
            state, said = ours.recv()
            if state == "raised":
                _keep(findings, files(number), state, said, states, number)
            else:
                states[state] += 1
            number += 1
        return number
    except EOFError:
        process.join()
        return _keep(findings, files(number), "died", f"exit code {process.exitcode}", states, number)
    finally:
        process.kill()
        process.join()


def _keep(findings: Path, data: bytes, state: str, said: str, states: Counter[str], number: int) -> int:
    """Keep a file and what is known of it; the number of the next."""
    states[state] += 1
    path = findings / f"{state}-{hashlib.sha256(data).hexdigest()[:12]}.pdf"
    path.write_bytes(data)
    path.with_suffix(".txt").write_text(f"file {number}\n{said}\n", encoding="utf-8")
    print(f"{path}: {said.strip().splitlines()[-1] if said.strip() else state}", flush=True)
    return number + 1


def _work(results: Connection[Any, Any], files: Callable[[int], bytes], number: int, make: MakeCheck) -> None:
    """Read one file after another, and say of each what became of it."""
    _bounded()
    with tempfile.TemporaryDirectory() as folder:
        check = make(Path(folder))
        while True:
            try:
                results.send((check(files(number)), ""))
            except (EOFError, BrokenPipeError):
                return
            except Exception:
                results.send(("raised", traceback.format_exc()))
            number += 1


def _bounded() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such bound
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main(arguments: Sequence[str] = ()) -> int:
    """Run as the environment says."""
    seconds = float(os.environ.get("FUZZ_SECONDS", "60"))
    seed = int(os.environ.get("FUZZ_SEED", str(int(time.time()))))
    return 1 if fuzz(seconds, seed) else 0


if __name__ == "__main__":
    sys.exit(main())
