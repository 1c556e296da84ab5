"""What a database holds, in a line and in a small table of HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sqlalchemy import Engine, text

from cjaplans.load.address import name_of
from cjaplans.load.errors import explained

if TYPE_CHECKING:
    import pandas as pd

_COUNTS = """
SELECT (SELECT count(*) FROM current_plan),
    (SELECT count(*) FROM action AS x JOIN current_document AS d ON d.id = x.document_id),
    (SELECT count(*) FROM finding AS f JOIN current_document AS d ON d.id = f.document_id)
"""
_WITHHELD = "; names of persons are withheld"


def in_words(engine: Engine, *, redacted: bool) -> str:
    """``5 plans, 75 actions, 20 findings``. Raises ``DatabaseError``."""
    with explained(name_of(engine)), engine.connect() as connection:
        counts = connection.execute(text(_COUNTS)).one()
    names = ("plan", "action", "finding")
    words = ", ".join(f"{count:,} {name}{'s' * (count != 1)}" for count, name in zip(counts, names, strict=True))
    return words + _WITHHELD * redacted


def as_html(engine: Engine, plans: pd.DataFrame, name: str, *, redacted: bool) -> str:
    """The same over a table of how many actions each authority's plans have, by period. Raises ``DatabaseError``."""
    said = f"<p><strong>{escape(name)}</strong>: {in_words(engine, redacted=redacted)}</p>"
    plans = plans[plans["actions"] > 0]
    if plans.empty:
        return said
    held = plans.assign(authority=plans["authority"].astype("string").fillna("authority not known"))
    held["period"] = held["period"].astype("string").fillna("period not known")
    table = held.pivot_table(index="authority", columns="period", values="actions", aggfunc="sum").astype("Int64")
    table.columns.name = table.index.name = None
    return said + str(table.astype("string").fillna("").to_html(escape=True, border=0))
