"""Who may write: those who came by the printed address, known by a cookie that this process alone can have made."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

#: Nobody opens more browsers than this; of those who do the oldest has to come by the printed address again.
MOST = 64


@dataclass(slots=True)
class Session:
    """One browser. ``author`` is who it says it is, ``notice`` what it is to be told next."""

    name: str
    author: str = ""
    notice: tuple[str, ...] = ()


def cookie_name(host: str) -> str:
    """The cookie's name: browsers keep one jar for all ports of a host, and there may be several servers."""
    port = host.rpartition(":")[2]
    return f"cjaplans_review_{port if port.isascii() and port.isdigit() else 80}"


class Sessions:
    """The sessions of one process: its secrets are made anew with it, and are kept nowhere."""

    def __init__(self, author: str = "") -> None:
        self.token = secrets.token_urlsafe(32)
        self._author = author
        self._secret = secrets.token_bytes(32)
        self._once: set[str] = set()
        self._open: dict[str, Session] = {}

    def token_for_once(self) -> str:
        """One more token, for a place that others can see: it is worth nothing when it has been used."""
        token = secrets.token_urlsafe(32)
        self._once.add(token)
        return token

    def enter(self, token: str) -> Session | None:
        """A new session for whoever knows the token."""
        spent = next((each for each in self._once if _same(each, token)), None)
        if spent is None and not _same(self.token, token):
            return None
        self._once.discard(spent or "")
        session = Session(secrets.token_urlsafe(32), self._author)
        for name in list(self._open)[: max(0, len(self._open) - MOST + 1)]:
            del self._open[name]
        self._open[session.name] = session
        return session

    def leave(self, session: Session) -> None:
        """End a session: its cookie is worth nothing any more."""
        self._open.pop(session.name, None)

    def cookie(self, session: Session) -> str:
        """What a session's browser keeps: its name, signed."""
        return f"{session.name}.{self._signed('cookie', session.name)}"

    def of(self, cookie: str) -> Session | None:
        """The open session that a cookie is of."""
        name, _, signature = cookie.rpartition(".")
        return self._open.get(name) if _same(self._signed("cookie", name), signature) else None

    def form_token(self, session: Session) -> str:
        """What stands in every form of a session, and in none that another site makes."""
        return self._signed("form", session.name)

    def is_form_token(self, session: Session, token: str) -> bool:
        """Whether a form is one of ours, made for this session."""
        return _same(self.form_token(session), token)

    def _signed(self, purpose: str, name: str) -> str:
        return hmac.new(self._secret, f"{purpose}:{name}".encode(), hashlib.sha256).hexdigest()


def _same(one: str, other: str) -> bool:
    """Whether two texts are the same, in a time that does not tell how far they are."""
    return hmac.compare_digest(one.encode(), other.encode("utf-8", "surrogatepass"))
