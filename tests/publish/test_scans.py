"""No list and no page reads all actions or all cells to find some: SQLite's plans of all that is sent are looked at."""

from __future__ import annotations

import asyncio
import shlex
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, text

from benchmarks.large import make
from cjaplans.cli import cli
from cjaplans.load.database import open_readonly
from cjaplans.load.models import Base
from cjaplans.publish.compare.known import ALWAYS, CLOSED
from cjaplans.publish.compare.model import KINDS
from cjaplans.publish.compare.query import with_selected
from cjaplans.publish.compare.selection import NONE, Selection
from cjaplans.publish.web.metadata import DATABASE, metadata
from cjaplans.publish.web.model import Site
from cjaplans.publish.web.site import datasette_of
from tests.publish.scanning import Planner, Statement, forget_statistics, heard

ROOT = Path(__file__).resolve().parents[2]
#: Tables that grow with what is read.
WATCHED = {"action", "cell"}
#: What looks at all actions by its nature: words of the statement, and why.
ALLOWED = {
    "coalesce(action.part, ?) ORDER BY current_plan": "a list without any filter is of all actions",
    "lower(action.theme) LIKE": "the part of a theme that is looked for can stand anywhere in its text",
    "SELECT action.ref, action.theme, action.objective": "who is to be withheld can be named in the text of any action",
    "SELECT x.id, x.document_id, p.file_name, x.seq": "databases are compared whole: an action can be of another plan",
    "-- What the database holds of the plans selected": "a report counts all actions that have a due day",
}
ACTIONS = 1_000
SOME = {
    "authority": "tayside", "period": "2012-13", "place": "Moray", "theme": "workforce", "group": "women",
    "outcome": "C1", "status": "complete", "organisation": "Scottish Prison Service",
}  # fmt: skip
LISTS = (
    "actions", "actions --authority tayside --period 2012-13", "actions --status complete", "actions --status unknown",
    "actions --theme housing", "actions --search housing", "actions --redact-people --limit 1", "documents",
    "documents --superseded", "findings", "findings --severity warning", "findings --code lead_unresolved",
    "findings --document 7", "findings --document tayside-2009-10.pdf", "findings --open", "runs", "catalogue",
    "catalogue --authority tayside", "corrections", "database check",
    *(f"compare {name} --show {show}" for name, kind in KINDS.items() for show in kind.shows),
    *(f"compare status --{condition} {shlex.quote(value)}" for condition, value in SOME.items()),
)  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scans") / "plans.db"
    make(path, ACTIONS)
    return path


@pytest.fixture(scope="module")
def planners(made: Path) -> Iterator[Mapping[str, Planner]]:
    """SQLite with what ANALYZE tells it of the rows, and without, as most have it; it must choose well in both."""
    unknown = made.with_name("never-analysed.db")
    shutil.copy(made, unknown)
    forget_statistics(unknown)
    planners = {"analysed": Planner(made), "never analysed": Planner(unknown)}
    yield planners
    for planner in planners.values():
        planner.close()


def addresses(engine: Engine) -> Iterator[str]:
    """Every sort of page, and lists of actions and findings with each condition."""
    query = (
        "SELECT x.key, d.sha256 FROM action AS x JOIN document AS d ON d.id = x.document_id ORDER BY x.id DESC LIMIT 1"
    )
    with engine.connect() as connection:
        key, sha256 = connection.execute(text(query)).one()
    short = sha256[:16]
    yield from (
        "/",
        "/actions",
        "/actions?q=housing",
        "/actions?page=2",
        f"/action/{quote(key)}",
        f"/action/{key[:-1]}",
    )
    yield from (f"/plan/{short}", f"/page/{short}/1.png", "/findings", "/findings?page=2")
    yield from (f"/compare/{name}" for name in KINDS)
    for condition in Selection().parameters():
        values = [*CLOSED.get(condition, [SOME.get(condition, NONE)])[:2], *(() if condition in ALWAYS else [NONE])]
        yield from (f"/actions?{condition}={quote(value)}" for value in values)
    yield from (f"/findings?{each}" for each in ("severity=warning", "code=lead_unresolved", f"document={short}"))
    yield from (f"/findings?review={each}" for each in ("open", "noted", "accepted", "all"))


def commands(database: Path, key: str) -> Iterator[str]:
    """The commands that ask, and then those that write and ask what they must know for it."""
    file, corrections = shlex.quote(str(database)), shlex.quote(str(database.with_suffix(".corrections")))
    here = f"--database {file}"
    yield from (f"{each} {here}" for each in LISTS)
    yield f"diff {file} {file} --authority tayside"
    yield f"review 3 --accept --author M --corrections {corrections} {here}"
    yield f"correct {key} end_date 2011-03-30 --reason seen --author M --corrections {corrections} {here}"


def sent(database: Path) -> Iterator[tuple[str, Statement]]:
    """All that commands, pages and queries ask of the database, each with what asked."""
    engine = open_readonly(str(database))
    with engine.connect() as connection:
        key = str(connection.execute(text("SELECT key FROM action ORDER BY id")).scalar())
    client = datasette_of(Site(engine, str(database), database)).client
    for address in addresses(engine):
        with heard() as statements:
            answer = asyncio.run(client.get(address))
        assert answer.status_code in (200, 404), (address, answer.text)
        yield from ((address, each) for each in statements)
    for name, query in queries():
        given = {"words": None, "limit": None, "offset": 0}
        yield name, Statement(query, {**Selection().parameters(), **given})
    engine.dispose()
    for command in commands(database, key):
        with heard() as statements:
            done = CliRunner().invoke(cli, shlex.split(command), catch_exceptions=False)
        assert done.exit_code in (0, 3), (command, done.output)
        yield from ((f"cjaplans {command}", each) for each in statements)


def queries() -> Iterator[tuple[str, str]]:
    """The queries that reports are made of, as the commands that draw them take long."""
    for file in sorted((ROOT / "publish" / "compare" / "sql").glob("*.sql")):
        if file.stem != "selected":
            yield file.name, with_selected(file.read_text(encoding="utf-8"))


def test_no_command_and_no_page_reads_all_actions_or_cells_to_find_some(
    made: Path, planners: Mapping[str, Planner], tmp_path: Path
) -> None:
    asking: dict[str, tuple[Statement, list[str]]] = {}
    for by, statement in sent(Path(shutil.copy(made, tmp_path))):
        if statement.asks:
            asking.setdefault(statement.sql, (statement, []))[1].append(by)
    needed, strange = set(), []
    for statement, by in asking.values():
        for known, planner in planners.items():
            if planner.walked(statement) & WATCHED:
                allowed = {words for words in ALLOWED if words in statement.sql}
                needed |= allowed
                if not allowed:
                    strange.append("\n".join((f"{by[0]}, {known}:", statement.sql, "", *planner.plan(statement))))
    assert not strange, "\n\n".join(strange)
    assert needed == set(ALLOWED), "no longer needed"
    assert len(asking) > 60


def test_a_whole_walk_is_seen(planners: Mapping[str, Planner]) -> None:
    def walked(sql: str) -> set[str]:
        return planners["never analysed"].walked(Statement(sql, ()))

    assert walked("SELECT * FROM action AS d WHERE d.detail = 'x'") == {"action"}
    assert walked("SELECT count(*) FROM cell WHERE text = 'x'") == {"cell"}
    assert walked("SELECT detail FROM action ORDER BY key") == {"action"}
    assert walked("WITH x AS (SELECT page, text FROM cell) SELECT * FROM page AS p JOIN x ON x.page = p.number LIMIT 3")
    assert not walked("SELECT DISTINCT place FROM action")
    assert not walked("SELECT * FROM action WHERE key = 'x' AND detail = 'y'")


@pytest.mark.parametrize(
    ("table", "column"),
    [(table, column) for table, said in metadata()["databases"][DATABASE]["tables"].items()
     for column in said.get("facets", ()) if table in Base.metadata.tables],
)  # fmt: skip
def test_what_the_tables_pages_count_by_has_an_index(table: str, column: str, planners: Mapping[str, Planner]) -> None:
    counted = f'SELECT "{column}", count(*) FROM "{table}" WHERE "{column}" IS NOT NULL GROUP BY 1'
    assert not any(planner.walked(Statement(counted, ())) for planner in planners.values())
