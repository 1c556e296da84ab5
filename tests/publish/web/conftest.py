"""A site over a small database, asked in this process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from cjaplans.publish.web.model import Site
from cjaplans.publish.web.site import datasette_of

Ask = Callable[..., Any]


@pytest.fixture
def site(engine: Engine, path: Path) -> Site:
    """What the pages are made from."""
    return Site(engine, str(path), path)


@pytest.fixture
def ask(site: Site) -> Ask:
    """Asks for an address, and waits for the answer: ``ask("/")``, ``ask("/", method="head")``."""
    return asking(site)


def asking(site: Site) -> Ask:
    """What asks a site, with the settings of the moment."""
    client = datasette_of(site).client

    def ask(address: str, method: str = "get", **options: Any) -> Any:
        return asyncio.run(getattr(client, method)(address, **options))

    return ask
