"""Keeps the ledger of runs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, func, insert, select, update

from cjaplans.load.address import name_of
from cjaplans.load.errors import explained
from cjaplans.load.ids import next_id
from cjaplans.load.models import Action, Document, Finding, IngestRun
from cjaplans.normalise.model import State


def start_run(engine: Engine, command: str, version: str) -> int:
    """Note that a run of ``command`` began; return its id."""
    with explained(name_of(engine)), engine.begin() as connection:
        number = next_id(connection, "ingest_run")
        values = {"id": number, "started_at": _now(), "command": command, "version": version}
        connection.execute(insert(IngestRun).values(values))
    return number


def finish_run(
    engine: Engine,
    run_id: int,
    *,
    skipped: int = 0,
    renewed: int = 0,
    duplicates: int = 0,
    inputs: str | None = None,
) -> None:
    """Note that a run ended, with what it stored and how many files it left as they were.

    ``renewed`` of the documents stored were normalised anew without reading their files.
    """
    with explained(name_of(engine)), engine.begin() as connection:
        met = {"skipped": skipped, "renewed": renewed, "duplicates": duplicates, "inputs_digest": inputs}
        values = _counts(connection, run_id) | met | {"finished_at": _now()}
        connection.execute(update(IngestRun).where(IngestRun.id == run_id).values(values))


def inputs_of_runs(engine: Engine) -> Iterator[str | None]:
    """The fingerprint of what each run worked on, the last first; None where none was taken or the run did not end."""
    query = select(IngestRun.finished_at, IngestRun.inputs_digest).order_by(IngestRun.id.desc())
    with explained(name_of(engine)), engine.connect() as connection:
        for finished, inputs in connection.execute(query):
            yield inputs if finished is not None else None


def _counts(connection: Connection, run_id: int) -> dict[str, int]:
    of_run = Document.run_id == run_id
    states = select(Document.state, func.count()).where(of_run).group_by(Document.state)
    counts = {state.value: 0 for state in State}
    counts.update((state, number) for state, number in connection.execute(states))
    for name, model in (("actions", Action), ("findings", Finding)):
        query = select(func.count()).select_from(model).join(Document, model.document_id == Document.id).where(of_run)
        counts[name] = connection.execute(query).scalar_one()
    return counts


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
