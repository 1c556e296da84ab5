"""Authority, period or place by status: how many actions."""

from __future__ import annotations

from sqlalchemy import Engine

from cjaplans.normalise.coded import StatusCode
from cjaplans.publish.compare.arrange import LABELS, linked, pivoted, rows_behind, shares, summed
from cjaplans.publish.compare.model import By, Comparison, Name, Show
from cjaplans.publish.compare.query import found, written_in
from cjaplans.publish.compare.selection import Selection


def status(engine: Engine, selection: Selection, by: By, show: Show) -> Comparison:
    """How many actions have which status, or which share of their row's. Raises ``DatabaseError``."""
    rows = summed(found(engine, Name.STATUS, selection), by, "status_code")
    rows["share"] = rows["actions"] / rows.groupby(LABELS[by])["actions"].transform("sum")
    codes = [code.value for code in StatusCode if code.value in set(rows["status_code"])]
    counts = pivoted(rows, by, "status_code", "actions", codes)
    return Comparison(
        Name.STATUS,
        f"Status of actions by {by}" if show is Show.ACTIONS else f"Status of actions by {by}, share of each row",
        by,
        selection,
        rows,
        counts if show is Show.ACTIONS else shares(counts, counts.sum(axis=1)),
        linked(counts, selection, rows_behind(rows, by), {code: {"status": code} for code in codes}),
        (),
        written_in(Name.STATUS, selection),
        show,
    )
