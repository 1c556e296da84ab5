"""The schema's history, applied by Alembic.

Revisions are numbered ``0001``, ``0002``, ... so that older and newer can be told by comparing them
without reading the scripts. A change to the models needs a new file in ``versions`` and a new ``HEAD``.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

HEAD = "0008"
"""The newest revision; a test holds it to the scripts."""


def migrate(connection: Connection) -> None:
    """Bring the tables to ``HEAD`` inside the connection's transaction."""
    from alembic import command  # slow to import, and seldom needed
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent))
    command.upgrade(config, "head")
