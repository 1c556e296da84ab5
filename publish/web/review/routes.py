"""The addresses of review mode."""

from __future__ import annotations

from cjaplans.publish.web.model import Route
from cjaplans.publish.web.review import entering, findings, tables, values

_FORM = ("GET", "HEAD", "POST")

ROUTES = (
    Route(r"/review/enter", entering.enter),
    Route(r"/review/leave", entering.leave, ("POST",)),
    Route(r"/review/correct/(?P<key>.+)", values.value, _FORM),
    Route(r"/review/finding/(?P<key>.+)", findings.finding, _FORM),
    Route(r"/review/table/(?P<sha256>[0-9a-f]{16,64})/(?P<number>[1-9][0-9]{0,5})", tables.columns, _FORM),
)
