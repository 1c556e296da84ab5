"""Listings without personal names: filters and searches see the rows as they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Engine, create_engine, select, text

from cjaplans.load.address import name_of
from cjaplans.load.errors import explained
from cjaplans.load.models import Action, ActionCorrection, ActionParty, Document, Finding, Review
from cjaplans.load.models import Correction as StoredCorrection
from cjaplans.load.rows import PRINTED
from cjaplans.load.search import FIELDS, create_search
from cjaplans.load.search.fts5 import match_expression
from cjaplans.load.standing import Judged
from cjaplans.normalise.coded import Party, PartyKind, ValueContext
from cjaplans.normalise.corrections import Correction
from cjaplans.normalise.fields import Field
from cjaplans.publish import corrected, listing
from cjaplans.publish.found import Row
from cjaplans.publish.redact import WITHHELD, Redactor, redactor

#: The columns of listings that hold what files, people and plans say.
TEXTS = frozenset({*(field.value for field in PRINTED), "file_name", "title", "reason", "source_uri", "message",
                   "action_ref", "was", "now", "problem", "note", "duplicates", "citation"})  # fmt: skip
#: The columns in which initials can be people's.
LEADS = frozenset({"responsible", "message", "was", "now", "reason", "problem", "note"})
#: The columns that name an analyst.
AUTHORS = frozenset({"author", "reviewed_by"})


def documents(engine: Engine, *, superseded: bool = False) -> tuple[Row, ...]:
    """Documents (``listing.documents``)."""
    return _cleaned(listing.documents(engine, superseded=superseded), redactor_of(engine))


def actions(
    engine: Engine,
    authority: str | None = None,
    period: str | None = None,
    theme: str | None = None,
    search: str | None = None,
    limit: int | None = None,
    status: str | None = None,
) -> tuple[Row, ...]:
    """Actions of current documents (``listing.actions``); a name finds nothing that it does not show."""
    rows = _cleaned(listing.actions(engine, authority, period, status=status), redactor_of(engine))
    if theme is not None:
        rows = tuple(row for row in rows if _on_theme(row, theme.strip().casefold()))
    return (rows if search is None else _found(rows, search))[:limit]


def findings(
    engine: Engine,
    document: str | int | None = None,
    severity: str | None = None,
    limit: int | None = None,
    code: str | None = None,
    open_only: bool = False,
) -> tuple[Row, ...]:
    """Findings of current documents (``listing.findings``); who reviewed them is nobody's business either."""
    rows = listing.findings(engine, document, severity, limit, code, open_only)
    return without_authors(_cleaned(rows, redactor_of(engine)))


def without_authors(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Rows without the names of those who corrected or reviewed them."""
    return tuple({name: WITHHELD if name in AUTHORS and row[name] else row[name] for name in row} for row in rows)


def corrections(engine: Engine, judged: Sequence[Judged]) -> tuple[Row, ...]:
    """Corrections and how they stand (``corrected.corrections``)."""
    rows = corrected.corrections(judged)
    return without_authors(_cleaned(rows, redactor_of(engine, corrections=[each.correction for each in judged])))


def redactor_of(*engines: Engine, corrections: Iterable[Correction] = (), more: Iterable[str] = ()) -> Redactor:
    """Withholds everybody whom the plans of one or more databases name, and people's corrections of them.

    ``more`` are further texts that name people.
    """
    parties = select(ActionParty.printed).distinct()
    people = parties.where(ActionParty.kind == PartyKind.PERSON.value)
    leads = parties.where(ActionParty.kind == PartyKind.UNRESOLVED.value)
    columns = [getattr(Action, field.value) for field in PRINTED]
    others = (select(Finding.message), select(Document.title), select(Review.note), select(StoredCorrection.reason))
    changes = (
        select(ActionCorrection.field, ActionCorrection.was, ActionCorrection.now, ActionCorrection.found),
        select(StoredCorrection.field, StoredCorrection.was, StoredCorrection.now),
    )
    printed: list[str] = []
    unresolved: list[str] = []
    texts: list[str] = [*more]
    changed: list[tuple[str | None, ...]] = []
    for engine in engines:
        with explained(name_of(engine)), engine.connect() as connection:
            printed += connection.execute(people).scalars()
            unresolved += connection.execute(leads).scalars()
            texts += [value for row in connection.execute(select(*columns)) for value in row if value]
            texts += [value for query in others for value in connection.execute(query).scalars() if value]
            changed += [tuple(row) for query in changes for row in connection.execute(query)]
    for each in corrections:
        changed.append((each.field, each.was, each.now))
        texts.append(each.reason)
    texts += [value for _, *values in changed for value in values if value]
    named = [value for field, *values in changed if field == Field.RESPONSIBLE for value in values if value]
    for party in _parties(named):
        (printed if party.kind is PartyKind.PERSON else unresolved).append(party.printed)
    return redactor(printed, texts, unresolved=unresolved)


def _parties(leads: Iterable[str]) -> Iterator[Party]:
    """The people, and those who may be, in texts of leads that no action has any more."""
    from cjaplans.normalise.parties import read_parties  # slow to import

    for lead in dict.fromkeys(leads):
        for party in read_parties(lead, ValueContext()).parties:
            if party.kind in (PartyKind.PERSON, PartyKind.UNRESOLVED):
                yield party


def _cleaned(rows: Iterable[Row], people: Redactor) -> tuple[Row, ...]:
    return tuple({name: _clean(name, value, people) for name, value in row.items()} for row in rows)


def _clean(name: str, value: object, people: Redactor) -> object:
    if not isinstance(value, str) or name not in TEXTS:
        return value
    return people.clean(value, leads=name in LEADS)


def _on_theme(row: Row, wanted: str) -> bool:
    return wanted in (row["theme"] or "").casefold() or row["theme_key"] == wanted


def _found(rows: tuple[Row, ...], search: str) -> tuple[Row, ...]:
    """The rows that hold all words of a search, best match first, by an index of the rows as shown."""
    expression = match_expression(search)
    if expression is None:
        return ()
    columns = ", ".join(FIELDS)
    values = ", ".join(f":{name}" for name in FIELDS)
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE TABLE action (id INTEGER PRIMARY KEY, {columns})")
        create_search(connection)
        shown = [{name: row[name] for name in FIELDS} | {"id": number} for number, row in enumerate(rows)]
        if shown:
            connection.execute(text(f"INSERT INTO action (id, {columns}) VALUES (:id, {values})"), shown)
        hits = text("SELECT rowid FROM action_search WHERE action_search MATCH :expression ORDER BY rank, rowid")
        numbers = connection.execute(hits, {"expression": expression}).scalars().all()
    engine.dispose()
    return tuple(rows[number] for number in numbers)
