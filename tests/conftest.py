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
