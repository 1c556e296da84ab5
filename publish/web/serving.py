"""``cjaplans serve``: a socket, a line that says where, and a server until told to stop."""

from __future__ import annotations

import errno
import ipaddress
import socket
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from cjaplans.ingest.errors import UsageProblem
from cjaplans.ingest.extras import Extra, demand, missing
from cjaplans.ingest.passwords import Passwords, read_passwords
from cjaplans.load.address import on_postgresql
from cjaplans.load.database import engine_file
from cjaplans.publish.opened import opened
from cjaplans.publish.trace.image import Pictures
from cjaplans.publish.web.model import Site

if TYPE_CHECKING:
    from cjaplans.publish.web.review.mode import Review

#: The names under which a browser asks for what is on its own machine.
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})

Say = Callable[[str], None]


def serve(
    database: str,
    host: str,
    port: int,
    *,
    say: Say,
    warn: Say,
    files: tuple[Path, ...] = (),
    password_file: Path | None = None,
    browse: bool = False,
    redact: bool = False,
    review: Review | None = None,
) -> None:
    """Serve ``database`` until SIGTERM or Ctrl-C; ``say`` gets the address when it can be asked for.

    With ``redact`` it is a copy that names nobody, of the database as it is now, and no page is shown as a picture;
    a database on a server is served from a copy, too. Raises ``UsageProblem`` for a port in use, an address that is not
    of this machine, review mode for other machines, without names or on a server, or a missing extra, and
    ``DatabaseError``.
    """
    if review is not None and not is_loopback(host):
        raise UsageProblem("--review", f"is for this machine alone, and {host} lets others in", "leave --host out")
    if review is not None and redact:
        raise UsageProblem("--review", "needs the names that --redact-people withholds", "leave one of them out")
    if review is not None and on_postgresql(database):
        remedy = "use 'cjaplans review' and 'cjaplans correct', or leave --review out"
        raise UsageProblem("--review", "writes to a database in a file, and this one is on a server", remedy)
    demand(Extra.SERVE, "serve")
    passwords = read_passwords(password_file)
    with opened(database, redact_people=redact) as engine:
        file = engine_file(engine)
        if file is None:
            raise UsageProblem(database, "a database in memory cannot be served", "give the path of a file")
        hosts = LOOPBACK_NAMES | {_bracketed(host).lower()} if is_loopback(host) else frozenset[str]()
        with listening(host, port) as bound, _pictures(files, passwords, redact) as pictures:
            site = Site(engine, database, file, hosts, files, redact, review, pictures)
            _serve(site, bound, address(host, bound), say, warn, browse)


@contextmanager
def _pictures(files: tuple[Path, ...], passwords: Passwords, redact: bool) -> Iterator[Pictures | None]:
    """What draws pages; nothing where names are withheld, as pages show them."""
    if redact:
        yield None
        return
    pictures = Pictures(files, passwords)
    pictures.begin()
    try:
        yield pictures
    finally:
        pictures.close()


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach ``host``."""
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host.lower() == "localhost"


def listening(host: str, port: int) -> socket.socket:
    """A socket that takes connections. Raises ``UsageProblem``."""
    where = f"{host}:{port}"
    try:
        family, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(place[:2], family=family, backlog=128)
    except socket.gaierror as error:
        raise UsageProblem(where, "no such host", "give an address of this machine") from error
    except OSError as error:
        raise _explained(where, error) from error


def address(host: str, bound: socket.socket) -> str:
    """What to type into a browser."""
    return f"http://{_bracketed(host)}:{bound.getsockname()[1]}/"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _serve(site: Site, bound: socket.socket, url: str, say: Say, warn: Say, browse: bool) -> None:
    import uvicorn

    from cjaplans.publish.web.site import datasette_of

    config = uvicorn.Config(
        datasette_of(site).app(), log_level="warning", access_log=False, server_header=False, lifespan="on",
        timeout_graceful_shutdown=5,
    )  # fmt: skip
    if not site.hosts:
        warn(f"{url} can be reached from other machines; there is no password: see docs/serving.md")
    review = site.review
    say(f"cjaplans serve --review: {review.entrance(url)}" if review else f"cjaplans serve: {url}")
    Thread(target=_warm).start()
    if browse:
        webbrowser.open(review.entrance_for_once(url) if review else url)
    with suppress(KeyboardInterrupt):  # uvicorn has finished what was under way, and passes the signal on
        uvicorn.Server(config).run(sockets=[bound])


def _warm() -> None:
    """Load what the first comparison would wait for."""
    for name in ("pandas", *(() if missing(Extra.CHARTS) else ("altair", "vl_convert"))):
        import_module(name)


def _explained(where: str, error: OSError) -> UsageProblem:
    if error.errno == errno.EADDRINUSE:
        return UsageProblem(where, "the port is in use", "give another one, or --port 0 for any that is free")
    if error.errno == errno.EADDRNOTAVAIL:
        return UsageProblem(where, "not an address of this machine", "give one that is, or leave --host out")
    if error.errno in (errno.EACCES, errno.EPERM):
        return UsageProblem(where, "the port may not be used", "give one above 1023, or --port 0 for any that is free")
    return UsageProblem(where, str(error.strerror or error), "give another --host or --port")
