"""The actions behind a cell of a comparison, or behind any selection: a page of them, and how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Engine

from cjaplans.load.search import match_expression
from cjaplans.publish.compare.query import found
from cjaplans.publish.compare.selection import Selection

if TYPE_CHECKING:
    import pandas as pd


def actions_behind(
    engine: Engine,
    selection: Selection,
    words: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> pd.DataFrame:
    """The actions selected, in the order of their plans: one row an action, with its path and citation.

    ``words`` must all occur, those in double quotes together; text without a word in it is no condition.
    Raises ``DatabaseError``.
    """
    return found(engine, "actions", selection, words=_searched(words), limit=limit, offset=offset)


def count_behind(engine: Engine, selection: Selection, words: str | None = None) -> int:
    """How many actions ``actions_behind`` finds without a limit. Raises ``DatabaseError``."""
    return int(found(engine, "count", selection, words=_searched(words))["actions"].iloc[0])


def _searched(words: str | None) -> str | None:
    return match_expression(words) if words else None
