"""Where documents lie: files that moved, copies, and files that hold another document than before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Engine, delete, insert, update

from cjaplans.load.address import name_of
from cjaplans.load.errors import explained
from cjaplans.load.ids import is_among
from cjaplans.load.known import Known, known_documents, known_duplicates
from cjaplans.load.models import Document, Duplicate
from cjaplans.load.supersession import displace, settle
from cjaplans.normalise.model import State


@dataclass(frozen=True, slots=True)
class Sighting:
    """A file that was found: where, its name, the SHA-256 of its bytes, and what its store calls those."""

    source_uri: str
    file_name: str
    sha256: str
    source_version: str | None = None


@dataclass(frozen=True, slots=True)
class _Changes:
    """What of the database is to be otherwise."""

    moved: Mapping[int, Sighting]
    back: Collection[int]
    copies: Sequence[tuple[Sighting, int]]
    stale: Collection[str]
    displaced: Collection[tuple[int, str]]
    mended: Collection[tuple[int, str]]
    versions: Mapping[int, str | None]

    def __bool__(self) -> bool:
        all_of = (self.moved, self.back, self.copies, self.stale, self.displaced, self.mended, self.versions)
        return any(all_of)


def foresee(
    engine: Engine, known: Mapping[str, Known], seen: Sequence[Sighting], lost: Collection[str]
) -> Mapping[str, Known]:
    """What would be known of the files ``seen`` once ``arrange`` had recorded where they lie."""
    changes = _changes(known, known_duplicates(engine), seen, lost)
    return {
        sha256: replace(
            each,
            source_uri=changes.moved[each.id].source_uri if each.id in changes.moved else each.source_uri,
            displaced=each.displaced and each.id not in changes.back,
        )
        for sha256, each in known.items()
    }


def arrange(
    engine: Engine, known: Mapping[str, Known], seen: Sequence[Sighting], lost: Collection[str], run_id: int | None
) -> Mapping[str, Known]:
    """Record where the ``known`` documents lie that were ``seen``; return all that is known then, by SHA-256.

    A document whose own place is among the ``lost``, or holds other bytes, moves to the first place where its bytes
    were seen; further places are duplicates. One whose file held another document in the meantime is current again.
    Bytes that no document has are left to be read. Nothing is written where nothing changed.
    """
    changes = _changes(known, known_duplicates(engine), seen, lost)
    if not changes:
        return known
    with explained(name_of(engine)), engine.begin() as connection:
        _apply(connection, changes, run_id)
    return known_documents(engine)


def _changes(
    known: Mapping[str, Known],
    duplicates: Mapping[str, tuple[int, str | None]],
    seen: Sequence[Sighting],
    lost: Collection[str],
) -> _Changes:
    by_place = {each.source_uri: each for each in seen}
    moved = _moved(known, by_place, lost)
    own = {d.id: moved[d.id].source_uri if d.id in moved else d.source_uri for d in known.values()}
    found = {place: known[each.sha256] for place, each in by_place.items() if each.sha256 in known}
    versions = {place: each.source_version for place, each in by_place.items()}
    copies = {place: (each.id, versions[place]) for place, each in found.items() if own[each.id] != place}
    at_home = {place: document for place, document in found.items() if own[document.id] == place}
    return _Changes(
        moved,
        back={document.id for document in found.values() if document.displaced},
        copies=[(by_place[place], copy[0]) for place, copy in copies.items() if duplicates.get(place) != copy],
        stale={place for place, copy in duplicates.items() if place in by_place and copies.get(place) != copy},
        displaced={
            (at_home[place].id, place)
            for older in known.values()
            if (place := own[older.id]) in at_home and _yields(older, at_home[place])
        },
        mended={
            (found[place].id, place)
            for older in known.values()
            if (place := own[older.id]) in copies and _is_mended(older, found[place])
        },
        versions={
            each.id: versions[place]
            for place, each in at_home.items()
            if each.id not in moved and each.source_version != versions[place]
        },
    )


def _moved(
    known: Mapping[str, Known], by_place: Mapping[str, Sighting], lost: Collection[str]
) -> Mapping[int, Sighting]:
    """The documents that are no longer where they were, each with the first place where its bytes are."""
    moved: dict[int, Sighting] = {}
    for each in by_place.values():
        document = known.get(each.sha256)
        if document is not None and not _stays(document, by_place, lost):
            moved.setdefault(document.id, each)
    return moved


def _yields(older: Known, newer: Known) -> bool:
    """Whether a document of a place goes when another is found there, as ``displace`` has it."""
    if older.id == newer.id or older.displaced:
        return False
    if newer.state is State.REJECTED:
        return older.state is State.REJECTED
    return bool(newer.actions) or not older.actions


def _is_mended(older: Known, copied: Known) -> bool:
    """Whether in the place of a file that was rejected lies a copy of one that was not."""
    return older.state is State.REJECTED and not older.displaced and copied.state is not State.REJECTED


def _stays(document: Known, by_place: Mapping[str, Sighting], lost: Collection[str]) -> bool:
    """Whether a document's bytes are still where they were read."""
    place = document.source_uri
    if place is None:
        return False
    if place in by_place:
        return by_place[place].sha256 == document.sha256
    return place not in lost


def _apply(connection: Connection, changes: _Changes, run_id: int | None) -> None:
    for document_id, sighting in changes.moved.items():
        values = {"source_uri": sighting.source_uri, "file_name": sighting.file_name}
        values_there = values | {"source_version": sighting.source_version}
        connection.execute(update(Document).where(Document.id == document_id).values(values_there))
    for document_id, version in changes.versions.items():
        connection.execute(update(Document).where(Document.id == document_id).values(source_version=version))
    back = update(Document).where(is_among(Document.id, changes.back))
    connection.execute(back.values(superseded_by=None, superseded_basis=None))
    connection.execute(delete(Duplicate).where(is_among(Duplicate.source_uri, changes.stale)))
    for sighting, document_id in changes.copies:
        row: dict[str, object] = {
            "source_uri": sighting.source_uri,
            "source_version": sighting.source_version,
            "file_name": sighting.file_name,
            "document_id": document_id,
        }
        connection.execute(insert(Duplicate).values(row | {"run_id": run_id}))
    touched = {*changes.moved, *changes.back}
    for document_id, place in sorted(changes.displaced):
        touched |= {document_id, *displace(connection, document_id, place)}
    for document_id, place in sorted(changes.mended):
        touched |= {document_id, *displace(connection, document_id, place, only_rejected=True)}
    if touched:
        settle(connection, touched)
