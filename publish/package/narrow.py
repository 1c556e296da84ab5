"""A copy of a database made smaller: only the plans that were chosen, and what belongs to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import URL, create_engine, text

from cjaplans.load.errors import explained
from cjaplans.load.models import Base
from cjaplans.load.search import drop_search
from cjaplans.publish.compare.selection import Selection

#: The plans of a selection by authority and period, on the same conditions as comparisons have.
_CHOSEN = text("""
CREATE TEMP TABLE chosen AS
SELECT d.document_id, coalesce(d.part, 0) AS part
FROM current_plan AS d
WHERE (:authority IS NULL OR coalesce(d.authority_key, 'none') = :authority)
    AND (
        :period IS NULL
        OR :period IN (coalesce(d.period, 'none'), substr(d.period, 1, 4), d.period || '-' || substr(d.period, 3, 2))
    )
""")
_PLANS = (
    "DELETE FROM document WHERE id NOT IN (SELECT document_id FROM chosen)",
    "DELETE FROM document_part WHERE (document_id, seq) NOT IN (SELECT document_id, part FROM chosen)",
    "DELETE FROM action WHERE (document_id, coalesce(part, 0)) NOT IN (SELECT document_id, part FROM chosen)",
)
#: What hangs on the rest by other names than ids.
_LOOSE = (
    "DELETE FROM correction WHERE action_key NOT IN (SELECT key FROM action)",
    "DELETE FROM review WHERE finding_key NOT IN (SELECT key FROM finding WHERE key IS NOT NULL)",
    "DELETE FROM ingest_run WHERE id NOT IN (SELECT run_id FROM document WHERE run_id IS NOT NULL)",
    "UPDATE duplicate SET run_id = NULL WHERE run_id NOT IN (SELECT id FROM ingest_run)",
)


def narrow(file: Path, selection: Selection) -> None:
    """Take out of a database all plans but those of an authority or period, and whatever points to them.

    What a plan was before it was superseded goes, too; a file of several plans keeps its pages and cells. There is no
    search index any more. Raises ``DatabaseError``.
    """
    engine = create_engine(URL.create("sqlite", database=str(file)))
    try:
        with explained(str(file)), engine.connect() as connection:
            for pragma in ("journal_mode = DELETE", "journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF"):
                connection.exec_driver_sql(f"PRAGMA {pragma}")
            drop_search(connection)
            connection.execute(_CHOSEN, {"authority": selection.authority, "period": selection.period})
            for statement in (*_PLANS, *_orphans(), *_LOOSE):
                connection.exec_driver_sql(statement)
            connection.commit()
    finally:
        engine.dispose()


def _orphans() -> Iterator[str]:
    """What takes away the rows whose parent has gone, parents first: quicker by the table than row by row."""
    for table in Base.metadata.sorted_tables:
        for key in sorted(table.foreign_keys, key=lambda key: str(key.parent.name)):
            if key.ondelete == "CASCADE":
                name, parent = f'"{key.parent.name}"', key.column
                known = f'SELECT "{parent.name}" FROM "{parent.table.name}"'
                yield f'DELETE FROM "{table.name}" WHERE {name} IS NOT NULL AND {name} NOT IN ({known})'
