"""Authority, period or place by status: how many actions."""

from __future__ import annotations

from sqlalchemy import Engine

from cjaplans.normalise.coded import StatusCode
from cjaplans.publish.compare.model import By, Comparison, Name
from cjaplans.publish.compare.query import found, written_in
from cjaplans.publish.compare.selection import NONE, Selection

#: The column that the rows of a comparison are told apart by, and its label.
KEYS = {By.AUTHORITY: "authority_key", By.PERIOD: "period", By.PLACE: "place"}
LABELS = {By.AUTHORITY: "authority", By.PERIOD: "period", By.PLACE: "place"}


def status(engine: Engine, selection: Selection, by: By) -> Comparison:
    """How many actions have which status. Raises ``DatabaseError``."""
    rows = found(engine, Name.STATUS, selection)
    key, label = KEYS[by], LABELS[by]
    rows[[key, label]] = rows[[key, label]].astype("string").fillna(NONE)
    kept = list(dict.fromkeys((key, label, "status_code")))
    rows = rows.groupby(kept, observed=True, as_index=False)[["actions"]].sum()
    order = [code.value for code in StatusCode if code.value in set(rows["status_code"])]
    table = rows.pivot_table(index=label, columns="status_code", values="actions", aggfunc="sum", observed=True)
    table = table.reindex(columns=order).fillna(0).astype("Int64")
    links = table.astype("string")
    for row in rows.itertuples():
        place = selection.with_(**{by.value: getattr(row, key), "status": str(row.status_code)})
        links.loc[getattr(row, label), row.status_code] = place.query_string()
    links = links.where(table > 0, "")
    return Comparison(
        Name.STATUS,
        f"Status of actions by {by}",
        by,
        selection,
        rows,
        table,
        links,
        (),
        written_in(Name.STATUS, selection),
    )
