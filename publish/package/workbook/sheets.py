"""Which sheets the workbook has, and what is in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from cjaplans.publish.package.connect import connected
from cjaplans.publish.package.model import Field, Form, Kind, Written
from cjaplans.publish.package.schema import resource
from cjaplans.publish.package.workbook.limits import MOST_CHARACTERS, MOST_ROWS
from cjaplans.publish.package.workbook.write import Sheet, write_workbook

FILE = "actions.xlsx"
#: Widths of columns in characters: of prose, of other texts, of days and figures.
_PROSE, _TEXT, _FIGURE = 48, 22, 12
_LONG = frozenset({"objective", "action_text", "detail", "responsible", "progress", "target", "resources", "monitoring",
                   "message", "citation", "text", "meaning", "label", "now", "was", "purpose"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Content:
    """A sheet of joined tables; ``columns`` are written ``f.action_key``, a letter for each of ``tables``."""

    name: str
    meaning: str
    tables: dict[str, str]
    source: str
    columns: str
    order: str

    def fields(self) -> tuple[Field, ...]:
        """Its columns, as the tables describe them; ``f.x>y`` shows column ``x`` as ``y``."""
        found = []
        for column in self.columns.split():
            place, _, shown = column.partition(">")
            letter, name = place.split(".")
            found.append(replace(resource(self.tables[letter]).field(name), name=shown or name))
        return tuple(found)

    def query(self) -> str:
        """Its rows."""
        places = (column.partition(">")[0].split(".") for column in self.columns.split())
        columns = ", ".join(f'{letter}."{name}"' for letter, name in places)
        return f"SELECT {columns} FROM {self.source} ORDER BY {self.order}"


_FLAT = "JOIN action_flat AS f ON f.action_id = {letter}.action_id"
_WHOSE = "f.action_key f.authority f.period"
_ORDER = "{letter}.action_id, {letter}.seq"


def _of_actions(name: str, meaning: str, table: str, columns: str, more: str = "", **tables: str) -> Content:
    """A sheet of one of the tables that hang on actions."""
    return Content(
        name,
        meaning,
        {"f": "action_flat", "t": table} | tables,
        f"{table} AS t {_FLAT.format(letter='t')} {more}",
        f"{_WHOSE} {columns}",
        _ORDER.format(letter="t"),
    )


CONTENTS = (
    Content(
        "actions",
        "One row an action of the current plans, all of it spelled out",
        {"f": "action_flat"},
        "action_flat AS f",
        " ".join(f"f.{field.name}" for field in resource("action_flat").fields),
        "f.action_id",
    ),
    _of_actions(
        "steps",
        "Sub-items that stand level with each other inside one action's row",
        "action_step",
        "t.seq t.ref>step_ref t.action_text t.detail t.responsible t.timescale t.status t.progress t.target "
        "t.resources t.monitoring t.outcome_refs t.status_code t.start_date t.end_date",
    ),
    _of_actions(
        "outcomes",
        "Outcome codes of each action, in the plan's own scheme",
        "action_outcome",
        "t.seq t.printed t.outcome_id o.scheme_key o.code o.label t.basis",
        "LEFT JOIN outcome AS o ON o.id = t.outcome_id",
        o="outcome",
    ),
    _of_actions(
        "parties",
        "Who each action names as responsible",
        "action_party",
        "t.seq t.printed t.name t.kind t.role o.name>organisation o.kind>organisation_kind",
        "LEFT JOIN organisation AS o ON o.id = t.organisation_id",
        o="organisation",
    ),
    _of_actions(
        "dates",
        "Dates and periods that actions print",
        "action_date",
        "t.seq t.printed t.kind t.start_date t.end_date t.precision t.ongoing t.interval t.label",
    ),
    _of_actions(
        "funding",
        "Every sum of money that actions print",
        "action_funding",
        "t.seq t.printed t.amount_gbp t.funder t.purpose t.fund t.start_date t.end_date t.interval t.is_total",
    ),
    Content(
        "lineage",
        "Which action of the authority's plan before an action goes on from",
        {"f": "action_flat", "t": "action_lineage", "p": "action_flat"},
        f"action_lineage AS t {_FLAT.format(letter='t')} JOIN action_flat AS p ON p.action_id = t.previous_action_id",
        f"{_WHOSE} f.action_text f.status_code p.action_key>previous_key p.period>previous_period "
        "p.action_text>previous_text p.status_code>previous_status t.basis t.similarity",
        "t.action_id, t.previous_action_id",
    ),
    Content(
        "findings",
        "All that somebody should look at in the current documents",
        {"t": "finding", "d": "current_document", "f": "action_flat"},
        "finding AS t JOIN current_document AS d ON d.id = t.document_id "
        "LEFT JOIN action_flat AS f ON f.action_id = t.action_id",
        "d.file_name t.page t.severity t.code t.message f.action_key f.ref t.key",
        "t.id",
    ),
    Content(
        "documents",
        "Each file read or refused",
        {"d": "document"},
        "document AS d",
        " ".join(f"d.{field.name}" for field in resource("document").fields),
        "d.id",
    ),
)  # fmt: skip

_TABLE = tuple(Field(name, Kind.STRING, meaning) for name, meaning in (("what", ""), ("text", "")))
_DICTIONARY = tuple(Field(name, Kind.STRING, "") for name in ("sheet", "column", "type", "meaning", "values"))


def write_sheets(
    database: Path, folder: Path, title: str, created: str | None, about: Sequence[tuple[str, str]]
) -> list[Written]:
    """Write ``actions.xlsx``; ``about`` are the lines of its first sheet."""
    with closing(connected(database)) as connection:
        contents = [_filled(connection, each) for each in CONTENTS]
        lines = [*about, *(("sheet", f"{each.name}: {each.meaning}") for each in CONTENTS), *_notes(contents)]
        sheets = [
            _listed("about", _TABLE, (18, 100), lines),
            *contents,
            _listed("data dictionary", _DICTIONARY, (14, 22, 12, 70, 60), [*_dictionary()], filtered=True),
        ]
        cut = write_workbook(folder / FILE, title, created, sheets)
    notes = [text for _, text in _notes(contents)]
    if cut:
        notes.append(f"{cut:,} texts longer than a cell can hold were cut, which they say at their end")
    return [Written(FILE, Form.XLSX, contents[0].count, notes=tuple(notes))]


def _filled(connection: sqlite3.Connection, content: Content) -> Sheet:
    fields = content.fields()
    (count,) = connection.execute(f"SELECT count(*) FROM ({content.query()})").fetchone()
    widths = tuple(_width(field) for field in fields)
    return Sheet(content.name, fields, widths, count, lambda: connection.execute(content.query()))


def _width(field: Field) -> int:
    if field.name.removeprefix("previous_") in _LONG:
        return _PROSE
    return _TEXT if field.kind is Kind.STRING else _FIGURE


def _listed(
    name: str,
    fields: tuple[Field, ...],
    widths: tuple[int, ...],
    rows: Sequence[Sequence[str]],
    *,
    filtered: bool = False,
) -> Sheet:
    return Sheet(name, fields, widths, len(rows), lambda: rows, filtered)


def _dictionary() -> Iterable[tuple[str, ...]]:
    for content in CONTENTS:
        for field in content.fields():
            yield content.name, field.name, field.kind.value, field.meaning, ", ".join(field.values)


def _notes(contents: Iterable[Sheet]) -> Iterator[tuple[str, str]]:
    """What is otherwise than people would expect."""
    for sheet in contents:
        if sheet.count > MOST_ROWS - 1:
            yield "note", f"{sheet.name}: {sheet.count:,} rows, more than a sheet can hold; further sheets go on"


#: What the first sheet says whatever the workbook holds.
STANDING = (
    ("note", "Texts stay texts: nothing in this workbook is a formula, whatever it begins with."),
    (
        "note",
        f"A text of more than {MOST_CHARACTERS:,} characters is cut, and says so; CSV has it whole.",
    ),
    ("note", "Control characters are left out."),
)
