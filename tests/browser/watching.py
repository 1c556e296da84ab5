"""What goes wrong on a page without anybody seeing it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Watch:
    """What went wrong on a page."""

    origins: tuple[str, ...]
    faults: list[str] = field(default_factory=list)

    def on(self, page: Any) -> None:
        """Listen to a page."""
        page.on("console", lambda message: self._note(message.type in ("error", "warning"), message.text))
        page.on("pageerror", lambda error: self._note(True, f"script: {error}"))
        page.on("request", lambda request: self._note(self._leaves(request.url), f"off the machine: {request.url}"))

    def _note(self, wrong: bool, what: str) -> None:
        if wrong:
            self.faults.append(what)

    def _leaves(self, url: str) -> bool:
        return not url.startswith((*self.origins, "data:", "blob:", "about:", "file:"))
