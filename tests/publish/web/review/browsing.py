"""A browser as bare as an attacker's: real connections, and nothing sent that a test does not say."""

from __future__ import annotations

import html
import http.client
import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

FORM = "application/x-www-form-urlencoded"
_HIDDEN = re.compile(r'name="(form_token|seen|role|field)" value="([^"]*)"')


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def plain(self) -> str:
        """The words of a page."""
        return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", self.text)).split())


@dataclass
class Browser:
    """Asks the server at ``address``; ``cookie`` is sent with every request."""

    address: str
    folder: Path
    cookie: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Reply:
        sent = {"Cookie": self.cookie} if self.cookie else {}
        sent |= self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        with closing(http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=60)) as connection:
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Reply(answer.status, found, answer.read().decode())

    def get(self, path: str, **headers: str) -> Reply:
        return self.ask("GET", path, **headers)

    def post(self, path: str, fields: Mapping[str, str], **headers: str) -> Reply:
        sent = {"Content_Type": FORM, "Origin": self.address} | headers
        return self.ask("POST", path, urlencode(fields).encode(), **sent)

    def send(self, path: str, fields: Mapping[str, str], query: str = "") -> Reply:
        """Open a form's page and send the form, with these fields filled in."""
        return self.post(path, self.hidden(path + query) | {"author": "Eck", **fields})

    def hidden(self, path: str) -> dict[str, str]:
        """What the form at an address carries along."""
        return {name: html.unescape(value) for name, value in _HIDDEN.findall(self.get(path).text)}

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """What the database says."""
        with closing(sqlite3.connect(self.folder / "plans.db")) as connection:
            return connection.execute(sql, values).fetchall()

    def key(self, ref: str) -> str:
        return str(self.rows("SELECT key FROM action WHERE ref = ?", ref)[0][0])

    def written(self) -> bytes:
        """All that people have written so far."""
        folders = (self.folder / "corrections", self.folder / "data" / "layouts")
        return b"".join(file.read_bytes() for folder in folders for file in sorted(folder.glob("*")))


def under(prefix: str, key: str) -> str:
    """The address of a key."""
    return f"{prefix}/{quote(key)}"
