"""Keeps the ledger: which runs there were, and which files the database knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, exists, func, insert, select, update

from cjaplans.load.errors import explained
from cjaplans.load.models import Action, Document, Finding, IngestRun
from cjaplans.normalise.model import State


def start_run(engine: Engine, command: str, version: str) -> int:
    """Note that a run of ``command`` began; return its id."""
    with explained(str(engine.url.database)), engine.begin() as connection:
        values = {"started_at": _now(), "command": command, "version": version}
        return int(connection.execute(insert(IngestRun).values(values).returning(IngestRun.id)).scalar_one())


def finish_run(engine: Engine, run_id: int, skipped: int = 0, inputs: str | None = None) -> None:
    """Note that a run ended, with what it stored and how many files it left as they were."""
    with explained(str(engine.url.database)), engine.begin() as connection:
        values = _counts(connection, run_id) | {"skipped": skipped, "inputs_digest": inputs, "finished_at": _now()}
        connection.execute(update(IngestRun).where(IngestRun.id == run_id).values(values))


def known_files(engine: Engine) -> Mapping[str, State]:
    """The state of every current document, by the SHA-256 of its bytes.

    Files that a newer one superseded are left out: should they come back, they are to be read again. So are
    plans from before values were coded: every coded action has a ``status_basis``.
    """
    uncoded = exists().where(Action.document_id == Document.id, Action.status_basis.is_(None))
    query = select(Document.sha256, Document.state).where(Document.superseded_by.is_(None), ~uncoded)
    with explained(str(engine.url.database)), engine.connect() as connection:
        return {sha256: State(state) for sha256, state in connection.execute(query)}


def inputs_of_runs(engine: Engine) -> Iterator[str | None]:
    """The fingerprint of what each run worked on, the last first; None where none was taken or the run did not end."""
    query = select(IngestRun.finished_at, IngestRun.inputs_digest).order_by(IngestRun.id.desc())
    with explained(str(engine.url.database)), engine.connect() as connection:
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
