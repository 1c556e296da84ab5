"""Rounds: every contender reads the same files in turn, again and again, each in its own process."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any

from benchmarks.contest.contenders import Key
from benchmarks.contest.ratios import Measure, Round

ROOT = Path(__file__).resolve().parents[2]


class Failed(Exception):
    """A contender's process ended before its time."""


class Player:
    """A contender's process, which reads a set of files when it is told to."""

    def __init__(self, key: Key, files: Sequence[Path]) -> None:
        self._key = key
        command = [sys.executable, "-m", "benchmarks.contest.turn", key.value]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        self._tell(json.dumps([str(path.resolve()) for path in files]))
        self._answer()

    def play(self) -> Round:
        """One round."""
        self._tell("go")
        return Round(**self._answer())

    def end(self) -> int:
        """Ends the process; the most memory it held, in bytes."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        return int(self._answer()["peak"])

    def __enter__(self) -> Player:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process.wait()

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise Failed(f"{self._key}: its process ended with exit code {self._process.wait()}")
        answer: dict[str, Any] = json.loads(line)
        return answer


def measure(
    keys: Sequence[Key], files: Sequence[Path], pages: int, rounds: int, say: Callable[[str], None]
) -> Mapping[Key, Measure]:
    """Every contender over all files, one after another, round by round, after each has warmed up.

    Raises Failed.
    """
    with ExitStack() as stack:
        players: dict[Key, Player] = {}
        for key in keys:
            say(f"{key} warms up")
            players[key] = stack.enter_context(Player(key, files))
        played: dict[Key, list[Round]] = {key: [] for key in keys}
        for number in range(rounds):
            say(f"round {number + 1} of {rounds}")
            for key, player in players.items():
                played[key].append(player.play())
        return {key: Measure(pages, tuple(played[key]), player.end()) for key, player in players.items()}
