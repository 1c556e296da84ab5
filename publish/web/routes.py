"""Which page is under which address. The addresses are stable: people cite them."""

from __future__ import annotations

from cjaplans.publish.web.model import Route
from cjaplans.publish.web.pages import actions, comparing, overview

ROUTES: tuple[Route, ...] = (
    Route(r"/", overview.page),
    Route(r"/compare/(?P<name>[^/]+)", comparing.page),
    Route(r"/actions", actions.page),
)  # fmt: skip
"""The first whose pattern fits is taken; whatever none fits is Datasette's, or not there."""
