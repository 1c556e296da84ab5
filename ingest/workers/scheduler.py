"""The scheduler of a Dask cluster: its address, and how one comes to speak with it."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cjaplans.ingest.errors import UsageProblem

if TYPE_CHECKING:
    from distributed import Client

PORT = 8786  # where a scheduler of Dask listens unless it is told otherwise
Say = Callable[[str], None]
"""Is told, in one line, what is waited for."""

SCHEMES = {"dask": "tcp", "tcp": "tcp", "tls": "tls"}


def silent(message: str) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait for a scheduler, and for workers of one that has none."""

    scheduler: float = 10.0
    workers: float = 60.0


PATIENCE = Patience()


class ClusterProblem(UsageProblem):
    """A cluster that cannot be used, or cannot any more; what was recorded is kept."""


def scheduler_address(text: str) -> str:
    """The address of a scheduler as Dask writes it, of ``dask://host[:port]``, ``tcp://...`` or ``tls://...``.

    Raises:
        UsageProblem: it is none.
    """
    remedy = f"write it as dask://host:{PORT}, or tls://host:{PORT}"
    try:
        parts = urlsplit(text)
        port = parts.port or PORT
    except ValueError:
        raise UsageProblem("--executor", "the address of the scheduler is none", remedy) from None
    if parts.username or parts.password:
        raise UsageProblem("--executor", "a scheduler knows no users", remedy)
    if parts.scheme not in SCHEMES or not parts.hostname or parts.path.strip("/") or parts.query:
        raise UsageProblem("--executor", f"{text} is no address of a scheduler", remedy)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{SCHEMES[parts.scheme]}://{host}:{port}"


def client_of(where: str, patience: Patience) -> Client:
    """A client of the scheduler at ``where``. Raises ``ClusterProblem`` where none answers."""
    import dask.config

    quiet = dict.fromkeys(("distributed", "distributed.client", "distributed.core", "distributed.comm"), "critical")
    dask.config.set({"logging": quiet, "distributed.admin.large-graph-warning-threshold": "1TB"})
    from distributed import Client

    for name in quiet:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    _check_address(where, patience)
    try:
        return Client(where, timeout=patience.scheduler, set_as_default=False, name="cjaplans")
    except Exception as error:
        raise _silent(where, error) from error


def _check_address(where: str, patience: Patience) -> None:
    """Raise ``ClusterProblem`` where nobody listens: Dask itself would try again and again, and tell no reason."""
    from distributed.security import Security

    parts = urlsplit(where)
    if parts.scheme == "tls" and Security().get_connection_args("client").get("ssl_context") is None:
        remedy = "set DASK_DISTRIBUTED__COMM__TLS__CA_FILE and its like in the environment (docs/cluster.md)"
        raise ClusterProblem(where, "no certificates are set for tls://", remedy)
    try:
        with socket.create_connection((parts.hostname or "", parts.port or PORT), patience.scheduler) as talk:
            if parts.scheme == "tcp" and not talk.recv(1):  # a scheduler of Dask speaks first
                raise ConnectionError("it hung up")
    except OSError as error:
        raise _silent(where, error) from error


def _silent(where: str, error: Exception) -> ClusterProblem:
    reason = getattr(error, "strerror", None) or " ".join(str(error).split()) or type(error).__name__
    remedy = "start one with 'dask scheduler', and check host, port and whether it wants tls://"
    return ClusterProblem(where, f"no scheduler answers ({reason})", remedy)


def close(client: Client) -> None:
    """Leave the cluster, whether or not it is there still."""
    with suppress(Exception):
        client.close(timeout=2)
