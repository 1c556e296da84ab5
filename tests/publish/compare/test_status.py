"""How many actions have which status."""

from __future__ import annotations

from sqlalchemy import Engine

from cjaplans.publish.compare.compare import compare
from cjaplans.publish.compare.model import By, Name


def test_every_action_counts_once_and_links_to_those_behind_it(engine: Engine) -> None:
    found = compare(engine, Name.STATUS, by=By.AUTHORITY)
    assert found.rows["actions"].sum() == 3
    assert found.table.loc["Tayside", "unknown"] == 2
    assert found.links.loc["Tayside", "unknown"] == "authority=tayside&status=unknown"
