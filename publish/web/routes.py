"""Which page is under which address. The addresses are stable: people cite them."""

from __future__ import annotations

from cjaplans.publish.web.model import Route, Site
from cjaplans.publish.web.pages import action, actions, comparing, findings, overview, plan

ROUTES: tuple[Route, ...] = (
    Route(r"/", overview.page),
    Route(r"/compare", comparing.first),
    Route(r"/compare/(?P<name>[^/]+)\.svg", comparing.chart),
    Route(r"/compare/(?P<name>[^/]+)\.(?P<form>csv|json)", comparing.rows_as),
    Route(r"/compare/(?P<name>[^/]+)", comparing.page),
    Route(r"/actions", actions.page),
    Route(r"/action/(?P<key>.+?)(?P<json>\.json)?", action.page, draws=True),
    Route(r"/page/(?P<short>[0-9a-f]{16})/(?P<number>[0-9]{1,9})\.png", action.picture, draws=True),
    Route(r"/findings", findings.page),
    Route(r"/plan/(?P<sha>[0-9a-f]{16})(?:/(?P<part>[0-9]{1,6}))?", plan.page),
)  # fmt: skip
"""The first whose pattern fits is taken; whatever none fits is Datasette's, or not there."""


def routes_of(site: Site) -> tuple[Route, ...]:
    """All of a site's; review mode, and what it needs to write, is only loaded where it is on."""
    if site.review is None:
        return ROUTES
    from cjaplans.publish.web.review.routes import ROUTES as REVIEW

    return (*ROUTES, *REVIEW)
