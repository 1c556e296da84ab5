"""Rows as they are made where a file is read."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import replace

from cjaplans.extract.model import ExtractedDocument
from cjaplans.load.models import Base
from cjaplans.load.rows import PRINTED, STEP_PRINTED, prepare
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import Plan

SHA = "a" * 64


def test_what_is_prepared_travels(extracted: ExtractedDocument, plan: Plan) -> None:
    prepared = prepare(extracted, plan, SHA)
    assert pickle.loads(pickle.dumps(prepared)) == prepared


def test_every_column_and_link_is_of_the_schema(extracted: ExtractedDocument, plan: Plan) -> None:
    prepared = prepare(extracted, plan, SHA)
    for name, rows in prepared.tables.items():
        columns = [*rows.columns, *(link.column for link in rows.links)]
        assert sorted(columns) == sorted(column.name for column in Base.metadata.tables[name].columns), name
        assert all(len(values) == len(rows.columns) for values in rows.values), name
        assert all(len(link.places) == len(rows) for link in rows.links), name
        assert all(link.table in Base.metadata.tables for link in rows.links), name


def test_the_fields_that_are_printed_are_columns() -> None:
    for name, fields in (("action", PRINTED), ("action_step", STEP_PRINTED)):
        assert {field.value for field in fields} == {field.value for field in Field} & {
            column.name for column in Base.metadata.tables[name].columns
        } - {Field.CARRIED_FORWARD.value}


def test_findings_are_told_by_their_code(extracted: ExtractedDocument, plan: Plan) -> None:
    prepared = prepare(extracted, plan, SHA)
    assert prepared.messages("tilted") == ["the page is tilted"]
    assert prepared.count("finding") == 3
    assert prepare(replace(extracted, notices=()), plan, SHA).messages("tilted") == []


def test_who_reads_does_not_load_the_database() -> None:
    program = "import sys, cjaplans.load.rows, cjaplans.ingest.reading; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
