"""``datapackage.json``: what is in a package, by the Frictionless Data Package specification, version 1."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cjaplans import __version__
from cjaplans.load.migrations import HEAD
from cjaplans.publish.package.licences import OURS, UNKNOWN, Licence
from cjaplans.publish.package.model import Field, Form, Kind, Link, Resource, Written
from cjaplans.publish.package.schema import resource
from cjaplans.publish.safe import json_text

FILE = "datapackage.json"
NAME = "cja-action-plans"
TITLE = "Action plans of Scotland's Community Justice Authorities"
DESCRIPTION = (
    "Actions of the Community Justice Authorities of Scotland (2007 to 2017), read out of their plans: as printed, "
    "as they are meant, and where each value stands."
)
_MEDIA = {
    Form.CSV: "text/csv",
    Form.PARQUET: "application/vnd.apache.parquet",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.JSONL: "application/x-ndjson",
}
_WHOLE = {
    Form.XLSX: "The actions and what hangs on them as a workbook, with a data dictionary",
    Form.JSONL: "One action of a current plan a line, with its outcomes, parties, dates, funding, steps, findings and "
    "sources inside",
}
#: Flags are 0 and 1 in the database.
_FLAGS = ((re.compile(r"\b1 (?=if|for)"), "true "), (re.compile(r"\b0 (?=if|where)"), "false "))

Descriptor = dict[str, object]


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a package as a whole: ``remarks`` are sentences on how it was made."""

    created: str | None
    sources: Sequence[Mapping[str, object]]
    licence: Licence | None
    remarks: tuple[str, ...] = ()

    @property
    def licensing(self) -> str:
        """Under what the data may be used."""
        return (
            f"Licence of the data, as whoever made this package states it: {self.licence.title}."
            if self.licence
            else UNKNOWN
        )


def about(connection: sqlite3.Connection, licence: Licence | None, remarks: Iterable[str] = ()) -> About:
    """What a database says of itself; ``created`` is when its last run ended: the same data makes the same file."""
    (created,) = connection.execute("SELECT max(coalesce(finished_at, started_at)) FROM ingest_run").fetchone()
    query = "SELECT title, file_name, sha256 FROM document WHERE state <> 'rejected' ORDER BY id"
    sources = [
        {"title": title or file_name, "file": file_name, "sha256": sha256}
        for title, file_name, sha256 in connection.execute(query)
    ]
    return About(_moment(created), sources, licence, tuple(remarks))


def _moment(moment: str | None) -> str | None:
    return moment.replace("+00:00", "Z") if moment else None


def write_descriptor(folder: Path, about: About, files: Sequence[Written]) -> None:
    """Write ``datapackage.json``, the last file of a package."""
    (folder / FILE).write_text(json_text(descriptor(about, files), indent=2) + "\n", encoding="utf-8")


def descriptor(about: About, files: Sequence[Written]) -> Descriptor:
    """The description of files that were measured."""
    found: Descriptor = {
        "profile": "data-package",
        "name": NAME,
        "title": TITLE,
        "description": " ".join((DESCRIPTION, *about.remarks, about.licensing, OURS)),
    }
    if about.created:
        found["created"] = about.created
    if about.licence:
        licence = about.licence
        found["licenses"] = [{"name": licence.name, "title": licence.title, "path": licence.path}]
    if about.sources:
        found["sources"] = list(about.sources)
    described = {each.resource for each in files if each.form is Form.CSV}
    found |= {
        "keywords": ["community justice", "criminal justice", "Scotland", "action plans"],
        "cjaplans": {"version": __version__, "schema": HEAD},
        "resources": [_resource(each, described) for each in files],
    }
    return found


def _resource(file: Written, described: set[str | None]) -> Descriptor:
    """A file; tables of CSV have their schema, of which no part may refer to a table that is not there."""
    entry: Descriptor = {
        "name": file.resource or Path(file.path).stem,
        "path": file.path,
        "profile": "tabular-data-resource" if file.form is Form.CSV else "data-resource",
        "description": _WHOLE.get(file.form) or (resource(file.resource).meaning if file.resource else ""),
        "format": file.form.value,
        "mediatype": _MEDIA[file.form],
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
    }
    if file.form is not Form.CSV:
        return entry | {"name": f"{entry['name']}-{file.form}", "type": "file"}
    schema = table_schema(resource(str(file.resource)), described)
    return entry | {"encoding": "utf-8", "rows": file.rows, "schema": schema}


def table_schema(resource: Resource, described: set[str | None]) -> Descriptor:
    """The Table Schema of a resource."""
    schema: Descriptor = {"fields": [_field(field) for field in resource.fields], "missingValues": [""]}
    if resource.key:
        schema["primaryKey"] = list(resource.key)
    links = [_link(link) for link in resource.links if not link.resource or link.resource in described]
    if links:
        schema["foreignKeys"] = links
    return schema


def _link(link: Link) -> Descriptor:
    reference = {"resource": link.resource, "fields": list(link.targets)}
    return {"fields": list(link.fields), "reference": reference}


def _field(field: Field) -> Descriptor:
    title = field.name.replace("_", " ").capitalize()
    found: Descriptor = {"name": field.name, "title": title, "description": described(field), "type": field.kind.value}
    if field.kind is Kind.DATE:
        found["format"] = "%Y-%m-%d"
    constraints = dict(_constraints(field))
    return found | ({"constraints": constraints} if constraints else {})


def described(field: Field) -> str:
    """What a field holds; a flag is spoken of as it is written."""
    text = field.meaning
    if field.kind is Kind.BOOLEAN:
        for pattern, word in _FLAGS:
            text = pattern.sub(word, text)
    return text


def _constraints(field: Field) -> Iterator[tuple[str, object]]:
    if field.required:
        yield "required", True
    if field.unique:
        yield "unique", True
    if field.values:
        yield "enum", list(field.values)
    if field.least is not None:
        yield "minimum", field.least
    if field.largest is not None:
        yield "maximum", field.largest
