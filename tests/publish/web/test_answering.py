"""Pages that wait for pictures keep no other page waiting."""

from __future__ import annotations

import asyncio
from threading import Event
from types import SimpleNamespace
from typing import Any

from cjaplans.publish.web.answering import view_of
from cjaplans.publish.web.model import Answer, Asked, Data, Route, Site

REQUEST: Any = SimpleNamespace(method="GET", path="/", url_vars={}, args={}, headers={}, cookies={})
DATASETTE: Any = SimpleNamespace(site=None)


def test_a_page_is_answered_while_many_wait_for_their_pictures() -> None:
    drawn = Event()

    def waits(site: Site, asked: Asked) -> Answer:
        drawn.wait(60)
        return Data(b"drawn", "text/plain")

    def answers(site: Site, asked: Asked) -> Answer:
        return Data(b"here", "text/plain")

    async def visited() -> list[str]:
        many = [asyncio.create_task(view_of(Route("/", waits, draws=True))(DATASETTE, REQUEST)) for _ in range(64)]
        response = await asyncio.wait_for(view_of(Route("/", answers))(DATASETTE, REQUEST), 30)
        drawn.set()
        return [response.body.decode(), *{each.body.decode() for each in await asyncio.gather(*many)}]

    assert asyncio.run(visited()) == ["here", "drawn"]
