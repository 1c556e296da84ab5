"""What became of each file, and of the batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cjaplans.ingest.sources.source import Source


class ExitCode(IntEnum):
    """The exit codes of every command; scripts rely on them."""

    DONE = 0
    INTERNAL = 1
    USAGE = 2
    ATTENTION = 3
    BUSY = 4
    INTERRUPTED = 130


class FileState(StrEnum):
    """What became of one file."""

    LOADED = "loaded"
    NEEDS_REVIEW = "needs_review"
    REJECTED = "rejected"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """One file's line in the summary. ``reason`` says why it is not ``loaded``.

    A ``renewed`` document was normalised anew from its stored extraction, without reading the file.
    """

    file: Source
    sha256: str | None
    authority: str | None
    period: str | None
    kind: str | None
    pages: int | None
    actions: int | None
    findings: int | None
    seconds: float
    state: FileState
    reason: str | None
    needs_attention: bool = False
    trace: str | None = field(default=None, repr=False)
    renewed: bool = False

    @property
    def internal(self) -> bool:
        """Whether the fault is ours."""
        return self.trace is not None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A path that was met in a search and not taken, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class BatchResult:
    """All outcomes, in the order the files were given, and what was refused when they were looked for.

    ``unfit`` has a line for each of people's corrections that does not fit any more; ``left_out`` counts the files that
    were found and not meant. ``inputs`` is the fingerprint of what there was to do, if it was taken and all of it is
    done.
    """

    files: tuple[FileOutcome, ...]
    seconds: float
    dry_run: bool = False
    refused: tuple[Refusal, ...] = ()
    unfit: tuple[str, ...] = ()
    inputs: str | None = None
    left_out: int = 0

    @property
    def renewed(self) -> int:
        """How many documents were normalised anew without reading their files."""
        return sum(outcome.renewed for outcome in self.files)

    @property
    def counts(self) -> Mapping[FileState, int]:
        """How many files ended in each state."""
        counted = Counter(outcome.state for outcome in self.files)
        return {state: counted[state] for state in FileState}

    @property
    def exit_code(self) -> ExitCode:
        """A fault of ours outweighs files and corrections that need attention, which outweigh success."""
        if any(outcome.internal for outcome in self.files):
            return ExitCode.INTERNAL
        if self.refused or self.unfit or any(outcome.needs_attention for outcome in self.files):
            return ExitCode.ATTENTION
        return ExitCode.DONE
