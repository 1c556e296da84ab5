"""Fixtures that every room's tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

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
