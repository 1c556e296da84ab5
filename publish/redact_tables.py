"""The tables of one file without personal names: leads are read where a column is headed so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from cjaplans.extract.model import Cell, Table
from cjaplans.normalise.coded import Party, PartyKind, ValueContext
from cjaplans.normalise.fields import Field
from cjaplans.normalise.headers import match_heading
from cjaplans.normalise.layout import SEARCHED_ROWS
from cjaplans.publish.redact import Redactor, redactor
from cjaplans.publish.tables import as_rows


def without_names(tables: Sequence[Table], title: str) -> tuple[tuple[Table, ...], str]:
    """The tables, and the title they are shown under, with every name withheld."""
    texts = [text for table in tables for row in as_rows(table) for text in row if text]
    leads = [*_leads(tables)]
    people = redactor(_of_kind(leads, PartyKind.PERSON), texts, unresolved=_of_kind(leads, PartyKind.UNRESOLVED))
    return tuple(_cleaned(table, people) for table in tables), people.clean(title)


def _of_kind(leads: Iterable[Party], kind: PartyKind) -> tuple[str, ...]:
    return tuple(party.printed for party in leads if party.kind is kind)


def _leads(tables: Iterable[Table]) -> Iterator[Party]:
    """Whoever is named as a lead."""
    from cjaplans.normalise.parties import read_parties

    for table in tables:
        rows = as_rows(table)
        for column in _lead_columns(rows):
            for row in rows:
                yield from read_parties(row[column], ValueContext()).parties


def _lead_columns(rows: Sequence[Sequence[str]]) -> set[int]:
    """The columns with a heading of leads near the top."""
    return {
        column
        for row in rows[:SEARCHED_ROWS]
        for column, text in enumerate(row)
        if (match := match_heading(" ".join(text.split()))) and match.field is Field.RESPONSIBLE
    }


def _cleaned(table: Table, people: Redactor) -> Table:
    leads = _lead_columns(as_rows(table))
    return replace(
        table,
        cells=tuple(_cell(cell, people, leads) for cell in table.cells),
        repeated_headers=tuple(_cell(cell, people, leads) for cell in table.repeated_headers),
    )


def _cell(cell: Cell, people: Redactor, leads: set[int]) -> Cell:
    """A cell whose text is one paragraph where a name was withheld: a name may run over several."""
    text = people.clean(cell.text, leads=cell.column in leads)
    if text == cell.text:
        return cell
    return replace(cell, paragraphs=(replace(cell.paragraphs[0], text=text),))
