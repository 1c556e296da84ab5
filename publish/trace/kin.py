"""Other actions that one has to do with: the same measure in other years, pointers, and the same key elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, RowMapping, text

from cjaplans.publish.diff.documents import changed_fields
from cjaplans.publish.diff.fields import CODED_FIELDS, LISTS, PRINTED_FIELDS
from cjaplans.publish.diff.model import Value
from cjaplans.publish.diff.snapshot import entries_query
from cjaplans.publish.trace.model import Kin, Pointer, Version
from cjaplans.publish.trace.places import document_of, links_by_id, rows
from cjaplans.publish.trace.words import meaning

#: Plans of one authority one after the other; the authorities lived ten years.
LONGEST = 30
COMPARED = (*PRINTED_FIELDS, *CODED_FIELDS, *LISTS)

_CHAIN = """
    WITH RECURSIVE
    earlier (id, years, basis, similarity) AS (
        SELECT previous_action_id, -1, basis, similarity FROM action_lineage WHERE action_id = :id
        UNION
        SELECT l.previous_action_id, e.years - 1, l.basis, l.similarity
        FROM earlier AS e JOIN action_lineage AS l ON l.action_id = e.id WHERE e.years > -:longest
    ),
    later (id, years, basis, similarity) AS (
        SELECT action_id, 1, basis, similarity FROM action_lineage WHERE previous_action_id = :id
        UNION
        SELECT l.action_id, e.years + 1, l.basis, l.similarity
        FROM later AS e JOIN action_lineage AS l ON l.previous_action_id = e.id WHERE e.years < :longest
    )
    SELECT k.*, x.status_code, x.end_date
    FROM (SELECT * FROM earlier UNION ALL SELECT * FROM later) AS k JOIN action AS x ON x.id = k.id
    ORDER BY k.years, x.seq
"""
_POINTERS = """
    SELECT action_id, target_action_id, printed, field, ref, resolution FROM action_reference
    WHERE action_id = :id OR target_action_id = :id ORDER BY action_id <> :id, action_id, seq
"""


def lineage_of(connection: Connection, action_id: int) -> tuple[Kin, ...]:
    """The whole chain of plans before and after, in the order of the years."""
    found = rows(connection, _CHAIN, id=action_id, longest=LONGEST)
    known = links_by_id(connection, (row["id"] for row in found))
    return tuple(
        Kin(
            known[row["id"]], row["years"], meaning("lineage_basis", row["basis"]), row["similarity"],
            meaning("status_code", row["status_code"]) or None, row["end_date"],
        )
        for row in found
    )  # fmt: skip


def pointers_of(connection: Connection, action_id: int) -> tuple[Pointer, ...]:
    """The pointers of an action to others, then those of others to it."""
    found = rows(connection, _POINTERS, id=action_id)
    ends = {row[name] for row in found for name in ("action_id", "target_action_id")} - {None}
    known = links_by_id(connection, ends)
    return tuple(
        Pointer(
            row["printed"], meaning("field", row["field"]), meaning("resolution", row["resolution"]),
            row["action_id"] == action_id, row["ref"],
            known.get(row["target_action_id"] if row["action_id"] == action_id else row["action_id"]),
        )
        for row in found
    )  # fmt: skip


def history_of(connection: Connection, shown: RowMapping, every: Sequence[RowMapping]) -> tuple[Version, ...]:
    """The actions of the same key in other files; a change's ``old`` is the value there, ``new`` the one shown."""
    here = tuple(_values(connection, shown))
    return tuple(
        Version(
            document_of(connection, other["document_id"], other["part"]),
            other["path"],
            other["page_first"],
            changed_fields(COMPARED, tuple(_values(connection, other)), here),
        )
        for other in every
        if other["id"] != shown["id"]
    )


def _values(connection: Connection, action: RowMapping) -> Iterator[Value]:
    yield from (action[name] for name in (*PRINTED_FIELDS, *CODED_FIELDS))
    for name in LISTS:
        entries = connection.execute(text(entries_query(name, "e.action_id = :id")), {"id": action["id"]})
        yield tuple(tuple(row[1:]) for row in entries)
