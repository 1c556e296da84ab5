"""Makes a large database out of the samples: ``python -m benchmarks.large FILE [--actions 100000] [--cells 5000000]``.

The samples in ``data/raw`` are ingested as ever. Their rows are then copied, with everything that hangs on them, into
plans of every authority, year and council, each with the rows of several samples. Statuses and due dates are dealt
out anew, by the rows' numbers alone, so that two runs make the same rows; most actions go on from the year before.
Where more cells are asked for than the actions have, every plan is given further tables without actions.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, insert, literal, select

from cjaplans.load.database import open_database
from cjaplans.load.models import (
    Action,
    ActionDate,
    ActionFunding,
    ActionOutcome,
    ActionParty,
    ActionSource,
    ActionStep,
    Base,
    Cell,
    Council,
    Document,
    Finding,
    Page,
    SourceTable,
)
from cjaplans.load.search import drop_search, rebuild_search
from cjaplans.normalise.coded import StatusCode

ROOT = Path(__file__).resolve().parents[1]
YEARS = range(2007, 2017)
STATUSES = [code.value for code in StatusCode]
#: Tables whose rows hang on an action, and are copied with it.
OF_ACTIONS: Sequence[type[Base]] = (ActionStep, ActionOutcome, ActionParty, ActionDate, ActionFunding, ActionSource)
#: Of ten actions so many go on from the plan of the year before.
CARRIED = 7

Row = dict[str, Any]


@dataclass(frozen=True)
class Sample:
    """One document of the samples with all its rows, by table."""

    document: Row
    rows: Mapping[str, Sequence[Row]]


class Numbers:
    """The next free id of each table with numbered rows."""

    def __init__(self, connection: Connection) -> None:
        self._next: dict[str, int] = {}
        for model in (Document, SourceTable, Cell, Action, ActionStep, Finding):
            table = model.__table__
            self._next[table.name] = (connection.execute(select(func.max(table.c.id))).scalar() or 0) + 1

    def take(self, table: str) -> int:
        self._next[table] += 1
        return self._next[table] - 1


def make(path: Path, actions: int, cells: int = 0) -> int:
    """Write the database; the number of actions in it, which is ``actions`` or a few more; and ``cells`` or more."""
    command = (sys.executable, "-m", "cjaplans.cli", "ingest", str(ROOT / "data" / "raw"), "--database", str(path))
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    engine = open_database(str(path))
    with engine.begin() as connection:
        drop_search(connection)
        samples = [_sample(connection, row) for row in _rows(connection, Document.__table__)]
        councils = _rows(connection, Council.__table__)
        made = sum(len(each.rows["action"]) for each in samples)
        each_plan = -(-(actions - made) // (len(councils) * len(YEARS)))
        numbers = Numbers(connection)
        for council in councils:
            earlier: dict[int, int] = {}
            for year in YEARS:
                rows, earlier = _plan(samples, council, year, each_plan, numbers, earlier)
                made += len(rows["action"])
                for table in Base.metadata.sorted_tables:
                    if rows[table.name]:
                        connection.execute(insert(table), rows[table.name])
        _fill_up(connection, samples, cells, numbers)
        rebuild_search(connection)
    with engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()
    return made


def _fill_up(connection: Connection, samples: Sequence[Sample], cells: int, numbers: Numbers) -> None:
    """Give the documents that were made copies of the samples' tables, in turn, until there are so many cells."""
    copied = {sample.document["id"] for sample in samples}
    held = connection.execute(
        select(Document.id, func.max(SourceTable.seq))
        .join(SourceTable, SourceTable.document_id == Document.id)
        .where(Document.id.not_in(copied))
        .group_by(Document.id)
    ).all()
    behind = {row[0]: row[1] for row in held}
    missing = cells - connection.execute(select(func.count()).select_from(Cell)).scalar_one()
    for document_id, sample in zip(cycle(behind), cycle(samples)):
        if missing <= 0:
            return
        tables = {row["id"]: numbers.take("source_table") for row in sample.rows["source_table"]}
        for row in sample.rows["source_table"]:
            behind[document_id] += 1
            change = {"id": tables[row["id"]], "document_id": document_id, "seq": behind[document_id], "role": "other"}
            connection.execute(insert(SourceTable), row | change)
        missing -= sum(_copy_cells(connection, old, new) for old, new in tables.items())


def _copy_cells(connection: Connection, old: int, new: int) -> int:
    """Copy the cells of a table into another, under the next free numbers; how many they are."""
    columns = [column for column in Cell.__table__.c if column.name not in ("id", "source_table_id")]
    cells = select(literal(new), *columns).where(Cell.source_table_id == old).order_by(Cell.id)
    return connection.execute(insert(Cell).from_select(["source_table_id", *columns], cells)).rowcount


def _rows(connection: Connection, table: Any, **where: int) -> list[Row]:
    query = select(table).filter_by(**where) if where else select(table)
    return [dict(row) for row in connection.execute(query).mappings()]


def _sample(connection: Connection, document: Row) -> Sample:
    number = document["id"]
    rows: dict[str, list[Row]] = {
        model.__tablename__: _rows(connection, model.__table__, document_id=number)
        for model in (Page, SourceTable, Action, Finding)
    }
    for parents, children, key in (("source_table", (Cell,), "source_table_id"), ("action", OF_ACTIONS, "action_id")):
        for model in children:
            found = [
                row for parent in rows[parents] for row in _rows(connection, model.__table__, **{key: parent["id"]})
            ]
            rows[model.__tablename__] = found
    return Sample(document, rows)


def _plan(
    samples: Sequence[Sample], council: Row, year: int, size: int, numbers: Numbers, earlier: Mapping[int, int]
) -> tuple[Mapping[str, list[Row]], dict[int, int]]:
    """The rows of a council's plan for a year, by table; and its actions by their place in the plan."""
    out: dict[str, list[Row]] = defaultdict(list)
    document_id = numbers.take("document")
    name = f"{council['name']} {year}".lower().replace(" ", "-")
    out["document"].append(
        samples[0].document
        | {
            "id": document_id,
            "sha256": hashlib.sha256(name.encode()).hexdigest(),
            "file_name": f"{name}.pdf",
            "source_uri": f"file:///plans/{name}.pdf",
            "title": f"{council['name']} Community Justice Plan",
            "authority_key": council["authority_key"],
            "period_start": date(year, 4, 1),
            "period_end": date(year + 1, 3, 31),
            "scheme_key": "LB14" if year < 2010 else "NSMO23",
            "superseded_by": None,
        }
    )
    place: dict[int, int] = {}
    for copy in _copies(samples, size):
        _copy(copy, council, year, document_id, numbers, out, place)
    for at, action_id in place.items():
        if at in earlier and _dealt(year, at, 10) < CARRIED:
            link = {"action_id": action_id, "previous_action_id": earlier[at], "basis": "ref", "similarity": 1.0}
            out["action_lineage"].append(link)
    return out, place


def _copies(samples: Sequence[Sample], size: int) -> Iterator[Sample]:
    """Samples in turn, the last one cut, until there are so many actions."""
    while size > 0:
        for sample in samples:
            if size <= 0:
                return
            kept = sample.rows["action"][:size]
            numbers = {row["id"] for row in kept}
            hanging = {
                model.__tablename__: [r for r in sample.rows[model.__tablename__] if r["action_id"] in numbers]
                for model in (*OF_ACTIONS, Finding)
            }
            yield Sample(sample.document, {**sample.rows, "action": kept, **hanging})
            size -= len(kept)


def _copy(
    sample: Sample,
    council: Row,
    year: int,
    document_id: int,
    numbers: Numbers,
    out: dict[str, list[Row]],
    place: dict[int, int],
) -> None:
    """Add a sample's rows to a plan, under new numbers."""
    new: dict[str, dict[int, int]] = defaultdict(dict)

    def numbered(table: str, row: Row, **change: object) -> None:
        new[table][row["id"]] = numbers.take(table)
        out[table].append(row | {"id": new[table][row["id"]]} | change)

    if not out["page"]:
        out["page"] += [row | {"document_id": document_id} for row in sample.rows["page"]]
    for row in sample.rows["source_table"]:
        numbered("source_table", row, document_id=document_id, seq=len(out["source_table"]) + 1)
    for row in sample.rows["cell"]:
        numbered("cell", row, source_table_id=new["source_table"][row["source_table_id"]])
    for row in sample.rows["action"]:
        at = len(place) + 1
        place[at] = numbers.take("action")
        new["action"][row["id"]] = place[at]
        out["action"].append(row | _made_new(row, council, year, at) | {"id": place[at], "document_id": document_id})
    for model in OF_ACTIONS:
        for row in sample.rows[model.__tablename__]:
            change: Row = {"action_id": new["action"][row["action_id"]]}
            if "cell_id" in row:
                change["cell_id"] = new["cell"][row["cell_id"]]
            if "id" in row:
                change["id"] = numbers.take(model.__tablename__)
            out[model.__tablename__].append(row | change)
    for row in sample.rows["finding"]:
        if row["action_id"] is not None:
            key = f"{council['key']}:{year}:{len(out['finding'])}"
            action_id = new["action"][row["action_id"]]
            numbered("finding", row, document_id=document_id, action_id=action_id, key=key)


def _made_new(row: Row, council: Row, year: int, at: int) -> Row:
    """What differs between an action and its copy."""
    key = f"{council['authority_key']}/{year}-{(year + 1) % 100:02}/{row['ref'] or ''}-{council['key'].lower()}{at:04}"
    ends = [year + 1, 1 + _dealt(year, at, 12), 1 + _dealt(at, year, 28)]
    late = row["end_date"] is not None and _dealt(at, year, 6) == 0
    return {
        "seq": at,
        "key": key,
        "place": council["name"],
        "part": None,
        "action_text": f"{row['action_text'] or 'Work'} in {council['name']}, strand {at}",
        "status_code": STATUSES[_dealt(year, at, len(STATUSES))],
        "end_date": row["end_date"] and date(*ends),
        "revised_from": date(year, *ends[1:]) if late else None,
    }


def _dealt(first: int, second: int, among: int) -> int:
    """A number below ``among`` that two others decide, and that looks like chance."""
    return hashlib.sha256(f"{first},{second}".encode()).digest()[0] % among


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--actions", type=int, default=100_000)
    parser.add_argument("--cells", type=int, default=0, help="at least so many; the actions have about ten each")
    options = parser.parse_args()
    if options.file.exists():
        parser.error(f"{options.file} is there already")
    print(f"{make(options.file, options.actions, options.cells)} actions in {options.file}")


if __name__ == "__main__":
    main()
