"""How the copy of a database is opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path


def connected(file: Path) -> sqlite3.Connection:
    """A connection to a copy that nobody needs after us: quick, and not safe from a power cut."""
    connection = sqlite3.connect(file, isolation_level=None)
    for pragma in ("synchronous = OFF", "temp_store = MEMORY", "cache_size = -65536"):
        connection.execute(f"PRAGMA {pragma}")
    return connection
