"""What a user asks for that cannot be done: what is wrong, where, and the remedy, in one line."""

from __future__ import annotations

import traceback

from cjaplans.ingest.outcome import ExitCode
from cjaplans.load.secrets import without_passwords


class Problem(Exception):
    """``what`` is wrong at ``where``, and the ``remedy``; the command ends with ``exit_code``."""

    exit_code = ExitCode.INTERNAL

    def __init__(self, where: str, what: str, remedy: str) -> None:
        self.where = without_passwords(where)
        self.what = what
        self.remedy = remedy
        super().__init__(without_passwords(f"{where}: {what}; {remedy}"))


class UsageProblem(Problem):
    """A request that cannot be followed."""

    exit_code = ExitCode.USAGE


class NotAppliedYet(Problem):
    """Something that people wrote is in its file, and the database could not be brought up to it."""

    exit_code = ExitCode.ATTENTION


class BusyDatabase(Problem):
    """A database that another process is writing to."""

    exit_code = ExitCode.BUSY


class RejectedFile(Problem):
    """A file that cannot be read."""

    exit_code = ExitCode.ATTENTION


def internal_error(error: BaseException) -> str:
    """An unexpected exception in one line."""
    return f"internal error: {type(error).__name__}: {' '.join(str(error).split())}; please report it with the file"


def trace_of(error: BaseException) -> str:
    """An unexpected exception's traceback, with that of the worker it happened in."""
    return "".join(traceback.format_exception(error))
