"""What SQLAlchemy's types leave to PostgreSQL: how text is sorted and compared, and what columns mean."""

from __future__ import annotations

from sqlalchemy import Connection, Text
from sqlalchemy.schema import SetColumnComment, SetTableComment

from cjaplans.load.models import Base


def settle_columns(connection: Connection) -> None:
    """Have every text compared character by character, as SQLite does, and every column say what it holds.

    A server's own order may pass over punctuation, and then neither keys nor listings come in one order everywhere.
    """
    for table in Base.metadata.sorted_tables:
        columns = [column.name for column in table.columns if isinstance(column.type, Text)]
        changes = ", ".join(f'ALTER COLUMN "{name}" TYPE text COLLATE "C"' for name in columns)
        if changes:
            connection.exec_driver_sql(f'ALTER TABLE "{table.name}" {changes}')
        if table.comment:
            connection.execute(SetTableComment(table))
        for column in table.columns:
            if column.comment:
                connection.execute(SetColumnComment(column))
