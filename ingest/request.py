"""What a user asks of a run: the options of a command line, and what they come to when the run begins."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from cjaplans.extract.switches import Switches
from cjaplans.ingest.batch import Options
from cjaplans.ingest.engines import require_second_opinion
from cjaplans.ingest.lock import PATIENCE
from cjaplans.ingest.pages import ALL
from cjaplans.ingest.passwords import read_passwords
from cjaplans.ingest.workers.executor import engaged
from cjaplans.ingest.workers.limits import Limits
from cjaplans.ingest.written.corrections import read_corrections, refuse_to_forget
from cjaplans.ingest.written.layouts import read_layouts


@dataclass(frozen=True, slots=True)
class Request:
    """The options of a command that reads files into ``database``, as they were given.

    ``executor`` is the address of a cluster's scheduler; without one ``jobs`` processes here read. ``pages`` narrows
    the reading of one file, and is kept for it until it is ``all``. ``wait`` is how many seconds to wait for another
    run on the database, None for as long as it takes. ``since`` is in seconds since 1970.
    """

    database: str
    jobs: int | None = None
    force: bool = False
    only_failed: bool = False
    since: float | None = None
    dry_run: bool = False
    password_file: Path | None = None
    second_opinion: bool = False
    layouts: Path | None = None
    corrections: Path | None = None
    ocr: bool = True
    limits: Limits = field(default_factory=Limits)
    pages: frozenset[int] | str | None = None
    wait: float | None = PATIENCE
    executor: str | None = None

    @property
    def chosen(self) -> frozenset[int] | None:
        """The only pages to read; None where none were named."""
        return self.pages if isinstance(self.pages, frozenset) else None

    def options(self, stop: Callable[[], bool] = lambda: False) -> Options:
        """How to run a batch, with passwords, layouts and corrections as their files are now.

        Raises:
            UsageProblem: a password file, layouts or corrections that cannot be used, no folder of corrections
                where the database mirrors one, or no engine for a second opinion.
            DatabaseError: the database cannot be used.
        """
        if self.second_opinion:
            require_second_opinion()
        options = Options(
            jobs=self.jobs if self.jobs is not None else os.cpu_count() or 1,
            force=self.force,
            only_failed=self.only_failed,
            since=self.since,
            dry_run=self.dry_run,
            passwords=read_passwords(self.password_file),
            switches=Switches(self.chosen, self.second_opinion, self.ocr),
            whole=self.pages == ALL,
            stop=stop,
            limits=self.limits,
        )
        return self.by_todays_rules(options)

    @contextmanager
    def engaged(self, options: Options, say: Callable[[str], None]) -> Iterator[Options]:
        """Options with whoever is to read the files; ``say`` is told where they are waited for.

        Raises:
            UsageProblem: a cluster that cannot be used.
        """
        with engaged(self.executor, self.jobs, self.limits, options.switches, say) as executor:
            yield replace(options, executor=executor)

    def by_todays_rules(self, options: Options) -> Options:
        """Options with layouts, corrections and reviews as their files are now.

        A run asks for them once it is alone with the database: what others wrote while it waited counts.

        Raises:
            UsageProblem, DatabaseError: as ``options`` does.
        """
        records = read_corrections(self.corrections)
        refuse_to_forget(self.database, records)
        return replace(
            options,
            layouts=read_layouts(self.layouts),
            corrections=records.corrections,
            reviews=records.reviews,
        )
