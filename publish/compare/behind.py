"""The actions behind a cell of a comparison, or behind any selection: a page of them, and how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Engine

from cjaplans.load.search.fts5 import match_expression
from cjaplans.publish.compare.query import found
from cjaplans.publish.compare.selection import Selection

if TYPE_CHECKING:
    import pandas as pd

#: What no text holds, for words that are none.
_NOTHING = '""'


def actions_behind(
    engine: Engine,
    selection: Selection,
    words: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> pd.DataFrame:
    """The actions selected, in the order of their plans: one row an action, with its path and citation.

    ``words`` must all occur, those in double quotes together; a text that is not empty and has no word in it is found
    nowhere. Raises ``DatabaseError``.
    """
    expression = _expression(words)
    return found(engine, "actions", selection, "action_flat", words=expression, limit=limit, offset=offset)


def count_behind(engine: Engine, selection: Selection, words: str | None = None) -> int:
    """How many actions ``actions_behind`` finds without a limit. Raises ``DatabaseError``."""
    return int(found(engine, "count", selection, words=_expression(words))["actions"].iloc[0])


def _expression(words: str | None) -> str | None:
    return (match_expression(words) or _NOTHING) if words and words.strip() else None
