"""One writer a database of PostgreSQL: advisory locks, which the server frees when their connection ends.

Two of them: one for a run, from its first look at the database to its last word in it, and one for each transaction,
so that writers outside of a run wait for each other, too. Who holds the run's is told by the last statement of its
connection, which ``pg_stat_activity`` shows.
"""

from __future__ import annotations

from sqlalchemy import Connection

_OURS = 0x636A6170  # "cjap"
_RUN, _TURN = 1, 2

#: Waits for the other writers, until the end of the transaction.
TURN = f"SELECT pg_advisory_xact_lock({_OURS}, {_TURN})"

#: How the statement begins that says who writes.
_SIGN = "cjaplans writer"
_HOLDERS = f"""
    SELECT a.query
    FROM pg_locks AS l
    JOIN pg_database AS d ON d.oid = l.database AND d.datname = current_database()
    LEFT JOIN pg_stat_activity AS a ON a.pid = l.pid
    WHERE l.locktype = 'advisory' AND l.classid = {_OURS} AND l.objid = {_RUN} AND l.granted
"""


def try_to_hold(connection: Connection) -> bool:
    """Take the run's lock for as long as the connection lives, unless somebody else has it."""
    return bool(connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({_OURS}, {_RUN})").scalar())


def let_go(connection: Connection) -> None:
    """Give the run's lock back."""
    connection.exec_driver_sql(f"SELECT pg_advisory_unlock({_OURS}, {_RUN})")


def leave_word(connection: Connection, word: str) -> None:
    """Let others see ``word`` beside the lock: plain ASCII, as JSON is."""
    quoted = word.replace("'", "''")
    statement = f"/* {_SIGN} */ SELECT '{quoted}'"
    connection.exec_driver_sql(statement, execution_options={"no_parameters": True})


def word_left(connection: Connection) -> str | None:
    """What the holder of the run's lock has left, empty where that is not to be seen; None where nobody holds it."""
    row = connection.exec_driver_sql(_HOLDERS).first()
    if row is None:
        return None
    _, sign, quoted = str(row[0] or "").partition(f"/* {_SIGN} */ SELECT ")
    return quoted[1:-1].replace("''", "'") if sign else ""
