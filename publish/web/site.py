"""Builds the web site: Datasette over one database, read-only, with our pages in it."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.database import Database

from cjaplans.publish.web import plugin
from cjaplans.publish.web.metadata import DATABASE, metadata
from cjaplans.publish.web.model import Site

_SETTINGS = {
    "allow_download": False,  # a file that is being written to is no copy; 'cjaplans database backup' makes one
    "default_cache_ttl": 0,  # an ingest is seen at once
    "default_page_size": 50,
    "facet_time_limit_ms": 300,
    "max_returned_rows": 2000,
    "num_sql_threads": 4,
    "sql_time_limit_ms": 3000,
    "suggest_facets": False,  # it tries every column, for longer than a page may take
    "template_debug": False,
    "trace_debug": False,
}


#: How long the rows of a table or view may be counted for the heading of its page, in milliseconds. To count a view
#: takes as long as to make it, and a page has time for that once.
_COUNTING = 200


class PlansDatabase(Database):  # type: ignore[misc]
    """A database whose tables' pages do without the number of rows where that takes long."""

    async def execute(self, sql: str, *arguments: Any, **options: Any) -> Any:
        """As Datasette has it; ``QueryInterrupted``, which it raises, is met by the page of a table."""
        if sql.startswith("select count(*) from ") and sql.endswith(" "):  # as only those pages ask
            options["custom_time_limit"] = _COUNTING
        return await super().execute(sql, *arguments, **options)


class PlansDatasette(Datasette):  # type: ignore[misc]
    """Datasette, and what our pages are made from."""

    def __init__(self, site: Site) -> None:
        self.site = site
        web = files("cjaplans.publish.web")
        super().__init__(
            files=[],
            settings=_SETTINGS,
            metadata=metadata(),
            template_dir=str(web / "templates"),
            static_mounts=[("static", str(web / "static"))],
        )
        self.remove_database("_memory")
        self.add_database(_opened(self, site.database), name=DATABASE)


def datasette_of(site: Site) -> Any:
    """An ASGI server's application and more: ``app()`` is served, ``client`` asks it in this process."""
    plugin.register()
    return PlansDatasette(site)


def _opened(datasette: Any, file: Path) -> Any:
    """The database for reading; without lock files where none can be made, as ``open_readonly`` has it."""
    still = not os.access(file.parent, os.W_OK) and not Path(f"{file}-wal").exists()
    return PlansDatabase(datasette, str(file), is_mutable=not still)
