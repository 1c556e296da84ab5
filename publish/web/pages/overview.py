"""The overview: what the database holds, what it lacks, what it shows, and what somebody should look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, text

from cjaplans.ingest.extras import Extra, missing
from cjaplans.load.address import name_of
from cjaplans.load.errors import explained
from cjaplans.publish.catalogue.entries import Area, Entry, Holding, entries
from cjaplans.publish.catalogue.holdings import holdings
from cjaplans.publish.catalogue.years import PLANNED, label
from cjaplans.publish.compare.model import KINDS
from cjaplans.publish.trace.words import day
from cjaplans.publish.web.model import Answer, Asked, Page, Site
from cjaplans.publish.web.pages.plan import SHORT

_NUMBERS = """
SELECT
    (SELECT count(*) FROM action AS x JOIN document AS d ON d.id = x.document_id WHERE d.superseded_by IS NULL)
        AS actions,
    (SELECT count(*) FROM document WHERE superseded_by IS NULL) AS documents,
    (SELECT count(*) FROM document WHERE superseded_by IS NULL AND state = 'rejected') AS rejected,
    (SELECT count(*) FROM document WHERE superseded_by IS NULL AND state = 'needs_review') AS needs_review,
    (SELECT count(*) FROM correction WHERE applied = 1) AS corrections,
    (SELECT count(*) FROM correction WHERE problem IS NOT NULL) AS unfit,
    (SELECT date(max(finished_at)) FROM ingest_run) AS read_at
"""
_DEBT = """
SELECT f.severity, count(*) AS findings, count(r.finding_key) AS accepted
FROM finding AS f
JOIN document AS d ON d.id = f.document_id AND d.superseded_by IS NULL
LEFT JOIN review AS r ON r.finding_key = f.key AND r.accepted = 1
GROUP BY f.severity
ORDER BY CASE f.severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END
"""
_ADDRESSES = "SELECT id, sha256 FROM document WHERE superseded_by IS NULL"
_NAMES = "SELECT key, name FROM authority"
_WORDS = {
    Holding.HELD: "plan", Holding.NEEDS_REVIEW: "to be reviewed", Holding.UNREADABLE: "cannot be read",
    Holding.MISSING: "none",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """One plan in a year: what is held of it, its address, and its actions; none where it is missing."""

    words: str
    state: str
    address: str | None
    actions: int | None
    several_years: bool
    title: str


def page(site: Site, asked: Asked) -> Answer:
    """``/``."""
    return Page("overview.html", site.remembered.get(site.engine, "overview", lambda: _context(site.engine)))


def _context(engine: Engine) -> Mapping[str, object]:
    plans, areas = holdings(engine)
    found = entries(plans, areas)
    with explained(name_of(engine)), engine.connect() as connection:
        numbers = dict(connection.execute(text(_NUMBERS)).mappings().one())
        debt = [dict(row) for row in connection.execute(text(_DEBT)).mappings()]
        addresses = {row.id: f"/plan/{row.sha256[:SHORT]}" for row in connection.execute(text(_ADDRESSES))}
        names = {row.key: row.name for row in connection.execute(text(_NAMES))}
    years = sorted({*PLANNED, *(entry.year for entry in found if entry.placed and entry.year is not None)})
    return {
        "numbers": numbers,
        "day": day,
        "debt": debt,
        "years": [label(year) for year in years],
        "coverage": _coverage(found, areas, years, addresses, names),
        "elsewhere": _elsewhere(found, addresses),
        "kinds": KINDS,
        "charts": not missing(Extra.CHARTS),
    }


def _coverage(
    found: Sequence[Entry],
    areas: Sequence[Area],
    years: Sequence[int],
    addresses: Mapping[int, str],
    names: Mapping[str, str],
) -> Mapping[str, Sequence[Sequence[Held]]]:
    """For each authority, by name, what is held of each year."""
    cells: dict[tuple[Any, Any], list[Held]] = {}
    for entry in found:
        if entry.placed:
            cells.setdefault((entry.authority, entry.year), []).append(_held(entry, addresses))
    return {names[area.key]: [cells.get((area.key, year), []) for year in years] for area in areas}


def _elsewhere(found: Sequence[Entry], addresses: Mapping[int, str]) -> Sequence[Held]:
    """Documents without a place among authorities and years, each once."""
    return list(dict.fromkeys(_held(entry, addresses) for entry in found if not entry.placed and entry.plan))


def _held(entry: Entry, addresses: Mapping[int, str]) -> Held:
    plan = entry.plan
    if plan is None:
        return Held(_WORDS[entry.state], entry.state.value, None, None, False, "")
    address = addresses[plan.document_id] + (f"/{plan.part}" if plan.part is not None else "")
    words = _WORDS.get(entry.state, plan.kind.value.replace("_", " "))
    title = plan.title or plan.file_name
    return Held(words, entry.state.value, address, plan.actions, entry.several_years, title)
