"""Current actions and findings by the names that people give them: keys, beginnings of keys, numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Engine, select

from cjaplans.load.address import name_of
from cjaplans.load.errors import explained
from cjaplans.load.models import Action, Document, Finding
from cjaplans.normalise.corrections.columns import parse

#: Likeness (0..100) from which another key is suggested.
LIKE = 60.0


@dataclass(frozen=True, slots=True)
class Found:
    """What a name stands for: a ``key``; else the ``several`` that begin so, or those that are ``like`` it."""

    key: str | None
    several: tuple[str, ...] = ()
    like: tuple[str, ...] = ()


def find_action(engine: Engine, name: str) -> Found:
    """The action whose key is this, or alone begins so."""
    query = select(Action.key).join(Document, Document.id == Action.document_id)
    with explained(name_of(engine)), engine.connect() as connection:
        return among(connection.execute(query.where(Document.superseded_by.is_(None))).scalars(), name)


def find_finding(engine: Engine, name: str) -> Found:
    """The finding with this id, or whose key is this, or alone begins so."""
    query = select(Finding.key).join(Document, Document.id == Finding.document_id)
    query = query.where(Document.superseded_by.is_(None), Finding.key.is_not(None))
    numbered = name.isascii() and name.isdecimal() and len(name) < 10
    with explained(name_of(engine)), engine.connect() as connection:
        if numbered:
            return Found(connection.execute(query.where(Finding.id == int(name))).scalar())
        return among((key for key in connection.execute(query).scalars() if key), name)


def values_of(engine: Engine, key: str, field: str) -> tuple[str | None, ...]:
    """The values of a column of the current actions with a key, as text; of a plan in two files there may be two."""
    query = select(Action.__table__.columns[field]).join(Document, Document.id == Action.document_id)
    query = query.where(Action.key == key, Document.superseded_by.is_(None)).order_by(Action.id)
    with explained(name_of(engine)), engine.connect() as connection:
        stored = connection.execute(query).scalars().all()
    return tuple(dict.fromkeys(parse(field, "" if value is None else str(value)) for value in stored))


def among(keys: Iterable[str], name: str) -> Found:
    """What a name stands for among keys."""
    from rapidfuzz import process

    known = sorted(set(keys))
    if name in known:
        return Found(name)
    begun = tuple(key for key in known if name and key.startswith(name))
    if begun:
        return Found(begun[0]) if len(begun) == 1 else Found(None, several=begun)
    return Found(None, like=tuple(key for key, *_ in process.extract(name, known, limit=3, score_cutoff=LIKE)))
