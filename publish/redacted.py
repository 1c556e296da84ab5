"""A copy of a database in which nobody is named: what may be shown to everybody, table by table and column by column.

What becomes of which column stands in ``redacted_columns``. Every distinct text is cleaned once.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from sqlalchemy import URL, Connection, Engine, create_engine

from cjaplans.load.backup import in_file
from cjaplans.load.database import open_readonly
from cjaplans.load.errors import explained
from cjaplans.load.models import Base
from cjaplans.load.search import drop_search, rebuild_search
from cjaplans.normalise.coded import PartyKind
from cjaplans.normalise.fields import Field
from cjaplans.normalise.keys import distinct, fold_ref
from cjaplans.normalise.parties import organisations
from cjaplans.publish.redact import WITHHELD, Redactor
from cjaplans.publish.redacted_columns import TREATMENTS, UNREAD, Treatment
from cjaplans.publish.withheld import redactor_of

Cleaner = Callable[[str], str]

#: The last part of an action's key may begin with the row's number; findings' keys go on behind it.
_NUMBER = re.compile(r"(?<=/)(?P<ref>[^/:]+)(?=-[0-9a-f]{8}(?:~\d+)?(?::|$))")
_WITHHELD_NUMBER = "withheld"
_HOME = re.compile(r"(?i)(?<=[/\\]home[/\\])[^/\\]+|(?<=[/\\]users[/\\])[^/\\]+")
#: Nothing of what was withheld stays in the file, and a copy that is thrown away need not be safe from a power cut.
_PRAGMAS = ("journal_mode = DELETE", "journal_mode = OFF", "synchronous = OFF", "secure_delete = ON")


@contextmanager
def redacted(url: str) -> Iterator[Engine]:
    """The database at ``url`` as its last commit left it, in a copy that names nobody, for reading only.

    The file, ``load.database.engine_file``, is gone when the context ends. Raises ``DatabaseError``.
    """
    open_readonly(url).dispose()
    with TemporaryDirectory(prefix="cjaplans-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "redacted.db"
        in_file(url, copy)
        withhold(copy)
        engine = open_readonly(str(copy))
        try:
            yield engine
        finally:
            engine.dispose()


def withhold(file: Path, *, searchable: bool = True) -> None:
    """Take every name of a person, and telephone numbers, out of a database, for good.

    One that nobody searches needs no index any more. Raises ``DatabaseError``.
    """
    engine = create_engine(URL.create("sqlite", database=str(file)))
    try:
        with explained(str(file)), engine.connect() as connection:
            for pragma in _PRAGMAS:
                connection.exec_driver_sql(f"PRAGMA {pragma}")
            people = redactor_of(engine, more=_texts(connection))
            drop_search(connection)
            _withhold_parties(connection)
            _withhold_all(connection, people)
            if searchable:
                rebuild_search(connection)
            connection.commit()
    finally:
        engine.dispose()


def _texts(connection: Connection) -> Iterable[str]:
    """Whatever plans and people say."""
    read = (Treatment.TEXT, Treatment.LEADS)
    columns = (place for place, treatment in TREATMENTS.items() if treatment in read and place not in UNREAD)
    return dict.fromkeys(value for place in columns for value in _values(connection, *place))


def _withhold_parties(connection: Connection) -> None:
    """Leads known to be people are withheld whole, whatever their names are like."""
    for column in ("printed", "name"):
        statement = f"UPDATE action_party SET {column} = ? WHERE kind = ? AND {column} IS NOT NULL"
        connection.exec_driver_sql(statement, (WITHHELD, PartyKind.PERSON.value))


def _withhold_all(connection: Connection, people: Redactor) -> None:
    cleaners = _cleaners(people, _named_numbers(connection, people))
    leads = "id IN (SELECT cell_id FROM action_source WHERE field = ?)"
    _replace(connection, "cell", "text", cleaners[Treatment.LEADS], leads, (Field.RESPONSIBLE.value,))
    for (table, column), treatment in TREATMENTS.items():
        if treatment in cleaners:
            _replace(connection, table, column, cleaners[treatment])


def _cleaners(people: Redactor, numbers: frozenset[str]) -> Mapping[Treatment, Cleaner]:
    """What cleans a column of each treatment; of those without, nothing is to be withheld."""
    kept = {name for name, _ in organisations()}
    cleaners: dict[Treatment, Cleaner] = {
        Treatment.TEXT: people.clean,
        Treatment.LEADS: lambda text: people.clean(text, leads=True),
        Treatment.LIST: lambda text: json.dumps([people.clean(each) for each in json.loads(text)]),
        Treatment.AUTHOR: lambda text: WITHHELD if text else text,
        Treatment.PLACE: lambda text: people.clean(_HOME.sub(WITHHELD, text)),
        Treatment.BODY: lambda text: text if text in kept else people.clean(text),
    }
    if numbers:
        cleaners[Treatment.KEY] = lambda text: _NUMBER.sub(
            lambda match: _WITHHELD_NUMBER if match["ref"] in numbers else match["ref"], text
        )
    return cleaners


def _named_numbers(connection: Connection, people: Redactor) -> frozenset[str]:
    """The numbers of actions that name somebody, as their keys have them."""
    return frozenset(fold_ref(ref)[:-1] for ref in _values(connection, "action", "ref") if people.clean(ref) != ref)


def _replace(
    connection: Connection, table: str, column: str, clean: Cleaner, where: str = "1", parameters: tuple[str, ...] = ()
) -> None:
    """Clean a column, in the rows on which a condition holds; values that must differ still do."""
    values = _values(connection, table, column, where, parameters)
    changes = {value: cleaned for value in values if (cleaned := clean(value)) != value}
    if not changes:
        return
    if _is_unique(table, column):
        changes = dict(zip(changes, distinct(changes.values(), set(values) - changes.keys()), strict=True))
    driver = cast(sqlite3.Connection, connection.connection.driver_connection)
    driver.create_function("cleaned", 1, changes.get, deterministic=True)
    statement = (
        f'UPDATE "{table}" SET "{column}" = cleaned("{column}") WHERE cleaned("{column}") IS NOT NULL AND {where}'
    )
    connection.exec_driver_sql(statement, parameters)


def _values(
    connection: Connection, table: str, column: str, where: str = "1", parameters: tuple[str, ...] = ()
) -> list[str]:
    query = f'SELECT DISTINCT "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL AND {where}'
    return list(connection.exec_driver_sql(query, parameters).scalars())


def _is_unique(table: str, column: str) -> bool:
    model = Base.metadata.tables[table]
    return bool(model.c[column].unique) or model.primary_key.columns.keys() == [column]
