"""The queue of findings: what somebody should look at, the gravest first."""

from __future__ import annotations

from urllib.parse import urlencode

from cjaplans.publish.trace.queue import REVIEWS, SEVERITIES, Wanted, queue
from cjaplans.publish.trace.words import code_meaning, meaning
from cjaplans.publish.web.model import Answer, Asked, Page, Refusal, Site
from cjaplans.publish.web.paging import number_of

#: Findings of a page.
SIZE = 50
#: The value that asks for all findings, whatever was said of them.
ALL = "all"


def page(site: Site, asked: Asked) -> Answer:
    """``/findings``, with ``severity``, ``code``, ``document``, ``review`` and the number of the page."""
    review = _one_of("review", asked.query.get("review", REVIEWS[0]), (*REVIEWS, ALL))
    wanted = Wanted(
        severity=_one_of("severity", asked.query.get("severity"), SEVERITIES),
        code=asked.query.get("code"),
        document=asked.query.get("document"),
        review=None if review == ALL else review,
    )
    number = number_of(asked)
    found = queue(site.engine, wanted, (number - 1) * SIZE, SIZE)
    pages = max(1, -(-found.total // SIZE))
    context = {
        "found": found,
        "wanted": wanted,
        "chosen": review,
        "reviews": {"open": "not accepted", "noted": "with a note alone", "accepted": "accepted", ALL: "all"},
        "severities": {each: meaning("severity", each) for each in SEVERITIES},
        "code_meaning": code_meaning(wanted.code) if wanted.code else None,
        "number": number,
        "here_again": _address(asked),
        "pages": pages,
        "before": _address(asked, page=str(number - 1)) if number > 1 else None,
        "after": _address(asked, page=str(number + 1)) if number < pages else None,
        "without_code": _address(asked, code="", page=""),
    }
    return Page("findings.html", context)


def _one_of(name: str, value: str | None, known: tuple[str, ...]) -> str | None:
    if value is not None and value not in known:
        raise Refusal(f"{name} cannot be {value!r}", f"choose one of {', '.join(known)}")
    return value


def _address(asked: Asked, **changed: str) -> str:
    wanted = {name: value for name, value in {**asked.query, **changed}.items() if value}
    return f"/findings?{urlencode(wanted)}"
