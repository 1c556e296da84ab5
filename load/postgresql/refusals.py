"""What PostgreSQL refuses, in one line with the remedy; by SQLSTATE, and before there is a session by its words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from cjaplans.load.errors import DatabaseError, LockedDatabaseError


@dataclass(frozen=True, slots=True)
class _Refusal:
    what: str
    remedy: str
    kind: Callable[[str], DatabaseError] = DatabaseError


_LOST = _Refusal("the connection to the server was lost", "what was committed is kept, run the command again")
_FULL = _Refusal("the server's disk is full", "make room there and run the command again")
_RIGHTS = "ask the owner of the database, or let this user own one"
_PASSWORD = "give it in PGPASSWORD or ~/.pgpass"

#: By SQLSTATE (PostgreSQL documentation, appendix A), or its class.
_BY_STATE = {
    "25006": _Refusal("the server only lets it be read", "name the server that can be written to"),
    "28": _Refusal("the server does not know this user by this password", _PASSWORD),
    "3D": _Refusal("there is no such database", "create it with: createdb NAME"),
    "3F": _Refusal("there is no schema to write to", f"{_RIGHTS}, or mend the search_path"),
    "42501": _Refusal("this user has no right to that", _RIGHTS),
    "53100": _FULL,
    "53300": _Refusal("the server has no connection left", "try again later, or raise its max_connections"),
    "55P03": _Refusal("is in use by another program", "try again when it is done", LockedDatabaseError),
    "40": _Refusal("is in use by another program", "try again when it is done", LockedDatabaseError),
    "57014": _Refusal("the server cut a query short", "raise its statement_timeout"),
    "57": _LOST,
    "08": _LOST,
}
#: By what libpq says where there is no session yet; some of it is the server's, in English where it speaks that.
_BY_WORDS = (
    (r"password authentication failed|no password supplied", "28"),
    (r'database "[^"]*" does not exist', "3D"),
    (r'role "[^"]*" does not exist|(Peer|Ident) authentication failed|pg_hba\.conf', _Refusal(
        "the server does not let this user in", "name another in the address, or have one made with: createuser NAME")),
    (r"could not translate host name|failed to resolve host", _Refusal("there is no such host", "check the address")),
    (r"Connection refused|No such file or directory|timeout expired|[Tt]imed out|unreachable|No route", _Refusal(
        "no PostgreSQL server answers there", "start it, or check host and port of the address")),
    (r"too many (clients|connections)|remaining connection slots", "53300"),
    (r"starting up|shutting down", _Refusal("the server is not ready", "try again in a moment")),
    (r"closed the connection|connection (is lost|already closed)|consuming input failed|the connection is closed",
     "08"),
    (r"invalid (connection option|URI|integer|port|sslmode)|invalid \w+ value", _Refusal(
        "the address has an option that cannot be", "check it")),
)  # fmt: skip


def translated(name: str, state: str | None, message: str) -> DatabaseError:
    """What an error of the driver means for people; ``name`` is the database, ``state`` the SQLSTATE."""
    refusal = _by_state(state) or next((_of(each) for words, each in _BY_WORDS if re.search(words, message)), None)
    if refusal is None:
        said = message.strip().splitlines() or ["refused"]
        return DatabaseError(f"{name}: {said[-1].strip()}; check the server and the address")
    joint = " " if refusal.what.startswith("is ") else ": "
    return refusal.kind(f"{name}{joint}{refusal.what}; {refusal.remedy}")


def _by_state(state: str | None) -> _Refusal | None:
    return None if state is None else _BY_STATE.get(state) or _BY_STATE.get(state[:2])


def _of(refusal: _Refusal | str) -> _Refusal:
    return _BY_STATE[refusal] if isinstance(refusal, str) else refusal
