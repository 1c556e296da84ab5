"""The overview: what the database holds."""

from __future__ import annotations

from sqlalchemy import text

from cjaplans.publish.web.model import Answer, Asked, Page, Site


def page(site: Site, asked: Asked) -> Answer:
    """``/``."""
    with site.engine.connect() as connection:
        actions = connection.execute(text("SELECT count(*) FROM action_flat")).scalar_one()
    return Page("overview.html", {"actions": actions})
