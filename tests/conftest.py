"""Fixtures that every room's tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests import store
from tests.postgresql import Server, running, why_not

# How long an example takes depends on what else runs: tests that bound a time do it by tests.limits.
settings.register_profile("beside others", deadline=None)
settings.load_profile("beside others")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared_plans() -> Path:
    """The folder of real plans beside the repository; tests that want it are skipped where it is missing."""
    folder = ROOT.parent / "shared" / "plans"
    if not folder.is_dir():
        pytest.skip(f"needs the real plans in {folder}")
    return folder


@pytest.fixture(scope="session")
def sample_plans() -> Path:
    """The sample plans that the repository carries."""
    return ROOT / "data" / "raw"


@pytest.fixture(scope="session")
def sample_database(sample_plans: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the sample plans; copy it to change it."""
    from cjaplans.ingest.command import ingest_paths
    from cjaplans.ingest.log import MutedLog
    from cjaplans.ingest.request import Request

    path = tmp_path_factory.mktemp("samples") / "plans.db"
    ingest_paths([str(sample_plans)], Request(str(path), jobs=0, ocr=False), MutedLog(lambda _: None))
    return path


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server of the tests' own on loopback; those that want it are skipped where there is none."""
    if reason := why_not():
        pytest.skip(reason)
    with running() as server:
        yield server


@pytest.fixture
def postgresql_database(postgresql: Server) -> str:
    """The address of an empty database of the test's own."""
    return postgresql.database()


@pytest.fixture(scope="session")
def postgresql_schema(postgresql: Server) -> str:
    """The name of a database with the schema of this program, to be a template for others; never written to."""
    from cjaplans.load.database import open_database, upgrade

    url = postgresql.database("schema_template")
    engine = open_database(url)
    upgrade(engine)
    engine.dispose()
    return "schema_template"


@pytest.fixture
def postgresql_plans(postgresql: Server, postgresql_schema: str) -> str:
    """The address of a database of the test's own with the schema of this program."""
    return postgresql.database(template=postgresql_schema)


@pytest.fixture(scope="session")
def s3_server() -> Iterator[store.S3]:
    """An S3-compatible store of the tests' own on loopback."""
    with store.running() as served:
        yield served


@pytest.fixture
def s3(s3_server: store.S3, monkeypatch: pytest.MonkeyPatch) -> store.S3:
    """The same, with an environment that leads to it."""
    for name, value in s3_server.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    s3_server.fetches()
    return s3_server
