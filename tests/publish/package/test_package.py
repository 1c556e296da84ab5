"""A package holds what the database holds, in every form, and says what that is."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest
from frictionless import Package, system

from cjaplans.ingest.errors import UsageProblem
from cjaplans.ingest.extras import Extra
from cjaplans.load.backup import back_up
from cjaplans.load.models import Base
from cjaplans.load.views import VIEWS
from cjaplans.publish.package import export as exporting
from cjaplans.publish.package.export import export
from cjaplans.publish.package.model import Form, Kind
from cjaplans.publish.package.schema import resource, resources
from cjaplans.publish.package.tables import query
from tests.publish.package.conftest import HARD, quiet

DOCS = Path(__file__).parents[3] / "docs" / "export.md"
TABLES = (Form.CSV, Form.PARQUET)


def described(package: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    return read


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def rows_of(package: Path, name: str) -> list[dict[str, str]]:
    with (package / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def valid(package: Path) -> list[str]:
    """What Frictionless says against a package."""
    with system.use_context(trusted=True):
        report = Package(str(package / "datapackage.json")).validate()
    return [str(error) for error in report.flatten(["path", "type", "message"])]


@pytest.fixture
def duck() -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB that fetches nothing."""
    off = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    with duckdb.connect(config=off) as connection:
        yield connection


@pytest.fixture(scope="module")
def few(hard: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of one plan, given away under a licence."""
    folder = tmp_path_factory.mktemp("few") / "data"
    return export(str(hard), folder, forms=TABLES, authority="Tayside", period="2009", licence="OGL-UK-3.0", say=quiet)


def test_frictionless_finds_nothing_against_it(package: Path) -> None:
    assert valid(package) == []


def test_frictionless_finds_a_reference_that_leads_nowhere(package: Path, tmp_path: Path) -> None:
    read = described(package)
    kept = ("action", "action_party", "organisation", "document", "theme", "priority_group")
    read["resources"] = [each for each in read["resources"] if each["name"] in kept]
    for each in read["resources"]:
        del each["hash"], each["bytes"]
        for link in each["schema"].pop("foreignKeys", []):
            if each["name"] == "action_party":
                each["schema"].setdefault("foreignKeys", []).append(link)
    (tmp_path / "datapackage.json").write_text(json.dumps(read), encoding="utf-8")
    (tmp_path / "csv").mkdir()
    for name in kept:
        text = (package / "csv" / f"{name}.csv").read_text(encoding="utf-8")
        broken = text.replace("\n1,1,", "\n999999,1,", 1) if name == "action_party" else text
        (tmp_path / "csv" / f"{name}.csv").write_text(broken, encoding="utf-8", newline="")
    assert [error for error in valid(tmp_path) if "foreign-key" in error]


def test_every_table_and_view_is_there_and_explained(package: Path) -> None:
    found = {each["name"]: each for each in described(package)["resources"] if each["format"] == "csv"}
    assert set(found) == {*Base.metadata.tables, *VIEWS}
    for each in found.values():
        assert each["description"] and all(field["description"].strip(" .") for field in each["schema"]["fields"])
        assert each["rows"] == len(rows_of(package, each["name"]))


def test_what_the_models_say_is_what_the_schema_says(package: Path) -> None:
    found = {each["name"]: each["schema"] for each in described(package)["resources"] if each["format"] == "csv"}
    action = {field["name"]: field for field in found["action"]["fields"]}
    assert action["end_date"]["type"] == "date" and action["amount_gbp"]["type"] == "number"
    assert "complete" in action["status_code"]["constraints"]["enum"]
    assert action["confidence"]["constraints"] == {"required": True, "minimum": 0.0, "maximum": 1.0}
    assert action["ongoing"]["description"] == "true if the work has no end"
    assert found["action"]["primaryKey"] == ["id"]
    link = {"fields": ["document_id"], "reference": {"resource": "document", "fields": ["id"]}}
    assert link in found["action"]["foreignKeys"]


def test_it_says_where_the_data_is_from_and_when(package: Path, hard: Path) -> None:
    read = described(package)
    with closing(sqlite3.connect(hard)) as connection:
        (ended,) = connection.execute("SELECT max(finished_at) FROM ingest_run").fetchone()
        sums = {row[0] for row in connection.execute("SELECT sha256 FROM document")}
    assert read["created"] == ended.replace("+00:00", "Z")
    assert {source["sha256"] for source in read["sources"]} == sums
    assert all(source["title"] and source["file"].endswith(".pdf") for source in read["sources"])
    assert "licenses" not in read and "licence of the plans is not known" in read["description"]


def test_sizes_and_digests_are_those_of_the_files(package: Path) -> None:
    listed = described(package)["resources"]
    for each in listed:
        data = (package / each["path"]).read_bytes()
        assert (each["bytes"], each["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
    assert {each["path"] for each in listed} | {"README.md", "datapackage.json"} == set(digests(package))


@pytest.mark.parametrize("name", [each.name for each in resources()])
def test_csv_and_parquet_hold_what_the_database_holds(package: Path, hard: Path, name: str) -> None:
    with closing(sqlite3.connect(hard)) as connection:
        stored = connection.execute(query(resource(name))).fetchall()
    fields = resource(name).fields
    shown = [["" if value is None else str(value) for value in row] for row in stored]
    assert [list(row.values()) for row in rows_of(package, name)] == shown
    table = pq.read_table(package / "parquet" / f"{name}.parquet")
    assert table.column_names == [field.name for field in fields]
    read = [[_plain(value) for value in row.values()] for row in table.to_pylist()]
    assert read == [[_stored(value, field.kind) for value, field in zip(row, fields, strict=True)] for row in stored]


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _stored(value: Any, kind: Kind) -> Any:
    if kind is Kind.ARRAY and value is not None:
        return json.loads(value)
    return {"true": True, "false": False, None: None}[value] if kind is Kind.BOOLEAN else value


def test_values_of_csv_are_true_also_where_a_spreadsheet_would_calculate(package: Path) -> None:
    (row,) = (row for row in rows_of(package, "action") if row["id"] == "1")
    assert {name: row[name] for name in HARD} == HARD


def test_types_of_parquet_do_not_depend_on_the_rows(package: Path, few: Path) -> None:
    for each in resources():
        path = f"parquet/{each.name}.parquet"
        assert pq.read_schema(few / path).equals(pq.read_schema(package / path), check_metadata=True)


def test_json_lines_hold_an_action_each_with_all_that_hangs_on_it(package: Path, hard: Path) -> None:
    records = [json.loads(line) for line in (package / "actions.jsonl").read_text(encoding="utf-8").split("\n")[:-1]]
    with closing(sqlite3.connect(hard)) as connection:
        (actions,) = connection.execute("SELECT count(*) FROM action_flat").fetchone()
        counts = {
            name: connection.execute(f"SELECT count(*) FROM {table} WHERE action_id IS NOT NULL").fetchone()[0]
            for name, table in (("outcomes", "action_outcome"), ("parties", "action_party"), ("dates", "action_date"),
                                ("funding", "action_funding"), ("steps", "action_step"), ("findings", "finding"),
                                ("sources", "action_source"), ("common_outcomes", "action_common_outcome"))
        }  # fmt: skip
    assert len(records) == actions
    assert {name: sum(len(record[name]) for record in records) for name in counts} == counts
    assert all(counts.values())
    first = records[0]
    assert {name: first[name] for name in HARD} == HARD
    assert first["document"]["sha256"] and first["citation"] and first["ongoing"] in (None, True, False)


def test_no_line_of_json_steers_a_terminal(package: Path) -> None:
    text = (package / "actions.jsonl").read_text(encoding="utf-8")
    assert not {"\x07", "\u202e", "\x1b"}.intersection(text) and r"\u202e" in text


def test_duckdb_reads_every_form(package: Path, duck: duckdb.DuckDBPyConnection) -> None:
    counts = {
        duck.sql(f"SELECT count(*) FROM {source}").fetchall()[0][0]
        for source in (
            f"'{package}/parquet/action_flat.parquet'",
            f"read_csv('{package}/csv/action_flat.csv')",
            f"read_json('{package}/actions.jsonl')",
        )
    }
    assert len(counts) == 1
    led = duck.sql(
        f"SELECT count(*) FROM (SELECT unnest(parties, recursive := true) FROM read_json('{package}/actions.jsonl')) "
        "WHERE role = 'lead'"
    )
    assert led.fetchall()[0][0] > 0


def test_pandas_reads_csv_and_parquet_alike(package: Path) -> None:
    typed = pd.read_parquet(package / "parquet" / "action.parquet")
    read = pd.read_csv(package / "csv" / "action.csv", parse_dates=["end_date"])
    assert read["amount_gbp"].sum() == typed["amount_gbp"].sum()
    assert read["end_date"].max() == pd.Timestamp(typed["end_date"].dropna().max())
    assert len(read) == len(typed)


def test_the_same_database_makes_the_same_bytes(package: Path, hard: Path, tmp_path: Path) -> None:
    back_up(str(hard), tmp_path / "copy.db")
    again = export(str(tmp_path / "copy.db"), tmp_path / "again", say=quiet)
    assert digests(again) == digests(package)


def test_only_the_plans_asked_for(few: Path) -> None:
    assert {row["authority_key"] for row in rows_of(few, "action_flat")} == {"tayside"}
    assert [row["file_name"] for row in rows_of(few, "document")] == ["tayside-2009-10.pdf"]
    assert rows_of(few, "cell") and len(rows_of(few, "authority")) == 8
    assert valid(few) == []
    assert "Only current plans of the authority Tayside." in described(few)["description"]


def test_a_licence_is_stated_where_somebody_states_it(few: Path) -> None:
    assert [each["name"] for each in described(few)["licenses"]] == ["OGL-UK-3.0"]
    assert "Open Government Licence" in (few / "README.md").read_text(encoding="utf-8")


def test_an_authority_that_there_is_not_is_refused(hard: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="no authority 'tayport'"):
        export(str(hard), tmp_path / "few", authority="tayport", say=quiet)
    assert list(tmp_path.iterdir()) == []


def test_nobody_is_named_in_any_form(package: Path, hard: Path, tmp_path: Path) -> None:
    names = {row["printed"].encode() for row in rows_of(package, "action_party") if row["kind"] == "person"}
    assert names and {name for name in names if name in (package / "actions.jsonl").read_bytes()} == names
    folder = export(str(hard), tmp_path / "nobody", authority="fife-and-forth-valley", redact_people=True, say=quiet)
    with ZipFile(folder / "actions.xlsx") as workbook:
        texts = [workbook.read("xl/sharedStrings.xml")]
    texts += [path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix != ".xlsx"]
    assert not [name for name in names for text in texts if name in text]
    assert all(b"[name withheld]" in text for text in (texts[0], (folder / "actions.jsonl").read_bytes()))
    assert "Names of people" in described(folder)["description"]


def test_whoever_a_plan_that_is_left_out_names_is_named_in_no_other(hard: Path, tmp_path: Path) -> None:
    path = tmp_path / "named.db"
    back_up(str(hard), path)
    with closing(sqlite3.connect(path)) as connection, connection:
        person = "SELECT p.rowid FROM action_party AS p JOIN action AS x ON x.id = p.action_id JOIN document AS d ON "
        person += "d.id = x.document_id WHERE p.kind = 'person' AND d.authority_key = 'fife-and-forth-valley' LIMIT 1"
        changed = connection.execute(f"UPDATE action_party SET printed = 'Morag Quillfeather' WHERE rowid = ({person})")
        assert changed.rowcount == 1
        northern = "document_id IN (SELECT id FROM document WHERE authority_key = 'northern')"
        connection.execute(f"UPDATE action SET action_text = 'Ask Quillfeather for boats' WHERE {northern}")
    folder = export(
        str(path), tmp_path / "some", forms=[Form.JSONL], authority="northern", redact_people=True, say=quiet
    )
    text = (folder / "actions.jsonl").read_text(encoding="utf-8")
    assert "for boats" in text
    assert "Quillfeather" not in text


def test_without_the_extra_all_but_parquet_is_written(
    hard: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "missing", lambda extra: ("pyarrow",))
    said: list[str] = []
    folder = export(str(hard), tmp_path / "some", say=said.append)
    assert not (folder / "parquet").exists() and (folder / "actions.xlsx").exists()
    assert f"pip install 'cjaplans[{Extra.EXPORT}]'" in "".join(said)


def test_parquet_that_cannot_be_written_is_refused_where_it_is_asked_for(
    hard: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cjaplans.ingest.extras.MODULES", {Extra.EXPORT: ("no_such_module_here",)})
    with pytest.raises(UsageProblem, match="not installed"):
        export(str(hard), tmp_path / "some", forms=[Form.PARQUET], say=quiet)


@pytest.mark.parametrize("block", re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL))
def test_the_lines_that_the_documents_show_run(package: Path, monkeypatch: pytest.MonkeyPatch, block: str) -> None:
    monkeypatch.chdir(package.parent)
    found: dict[str, Any] = {}
    exec(block.replace("plans-data", package.name), found)
    assert all(len(found[name]) for name in ("actions", "rows") if name in found)


def test_a_package_without_plans_says_so(hard: Path, tmp_path: Path) -> None:
    said: list[str] = []
    export(str(hard), tmp_path / "none", forms=[Form.JSONL], period="2030", say=said.append)
    assert any("no plan meets the conditions" in line for line in said)
