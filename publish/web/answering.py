"""Between Datasette and the pages: its requests become ours, and our answers its responses."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import unquote

from datasette import Response

from cjaplans.publish.safe import one_line
from cjaplans.publish.web.model import Answer, Asked, Data, Moved, Page, Refusal, Route

#: The threads of pages that wait for pictures; the others have asyncio's own.
_DRAWING = ThreadPoolExecutor(max_workers=4, thread_name_prefix="drawing")


def view_of(route: Route) -> Callable[..., Awaitable[Any]]:
    """A Datasette view that answers by ``route``'s handler."""

    async def view(datasette: Any, request: Any) -> Any:
        if request.method not in route.methods:
            allowed = ", ".join(route.methods)
            return Response.text(f"Only {allowed} here\n", status=405, headers={"Allow": allowed})
        asked = await _asked(request)
        threads = _DRAWING if route.draws else None
        answer = await asyncio.get_running_loop().run_in_executor(threads, route.handler, datasette.site, asked)
        return await response_of(datasette, request, answer)

    return view


async def response_of(datasette: Any, request: Any, answer: Answer) -> Any:
    """An answer as Datasette sends it."""
    if isinstance(answer, Moved):
        return Response.redirect(answer.location, status=answer.status, headers=dict(answer.headers))
    if isinstance(answer, Data):
        return Response(answer.body, answer.status, dict(answer.headers), answer.content_type)
    body = await datasette.render_template(answer.template, dict(answer.context), request=request)
    return Response.html(body, status=answer.status, headers={"Cache-Control": "no-cache", **answer.headers})


def refused(refusal: Refusal) -> Page:
    """The page that says why there is none."""
    context = {"title": refusal.title, "what": one_line(refusal.what), "remedy": one_line(refusal.remedy)}
    return Page("refused.html", context, refusal.status)


async def _asked(request: Any) -> Asked:
    return Asked(
        path=request.path,
        parts={name: unquote(value) for name, value in request.url_vars.items() if value is not None},
        query={name: request.args[name] for name in request.args if request.args[name]},
        form=await _form(request) if request.method == "POST" else {},
        method=request.method,
        headers=request.headers,
        cookies=request.cookies,
    )


async def _form(request: Any) -> Mapping[str, str]:
    try:
        fields: Mapping[str, str] = await request.post_vars()
    except UnicodeDecodeError as error:
        raise Refusal("the form is no UTF-8 text", "send it as the page does") from error
    return fields
