"""Frames as plain values: what JSON, CSV and tables are written from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as Python's own values: None where it is empty, days as ISO text."""
    columns = [[_plain(value) for value in rows[name].tolist()] for name in rows.columns]
    return [dict(zip(rows.columns, row, strict=True)) for row in zip(*columns, strict=True)]


def _plain(value: Any) -> Any:
    import pandas as pd

    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else value
