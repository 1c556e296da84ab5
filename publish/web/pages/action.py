"""The page of an action: the page it was read from, with the cells outlined, beside what they say and mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cjaplans.publish.diff.reading import pieces_of
from cjaplans.publish.diff.words import Mark
from cjaplans.publish.trace import ActionRecord, UnknownActionError, action_record
from cjaplans.publish.trace.as_json import as_json
from cjaplans.publish.trace.image import NoPicture, UnknownPageError
from cjaplans.publish.trace.model import PageRecord
from cjaplans.publish.trace.outlines import LETTERS, TAG, Outline, ink_of, outlines_on
from cjaplans.publish.trace.record import FIELD_OF
from cjaplans.publish.trace.words import day, meaning
from cjaplans.publish.web.model import Answer, Asked, Data, Forbidden, NotThere, Page, Site

WITHHELD = NoPicture("a picture of the page would show every name on it", "start without --redact-people to see it")
UNDRAWN = NoPicture("this site shows no pictures", "open the PDF at this page")
#: Seconds for which a browser need not ask for a picture again: what it is made from does not change.
KEPT = 86_400


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the plan with its outlines; ``missing`` says why there is no picture of it."""

    page: PageRecord
    outlines: Sequence[Outline]
    missing: NoPicture | None


def page(site: Site, asked: Asked) -> Answer:
    """``/action/<key>``, ``/action/<key>.json``; ``?document=`` chooses among files that hold the key."""
    record = _found(site, asked)
    if asked.parts.get("json"):
        return Data(as_json(record).encode(), "application/json; charset=utf-8")
    sheets = [_sheet(site, record, each) for each in record.pages]
    context = {
        "record": record,
        "sheets": sheets,
        "tables": sorted({cell.table for field in record.fields for cell in field.cells if cell.table}),
        "coded": {field: [name for name in FIELD_OF if FIELD_OF[name] == field] for field in FIELD_OF.values()},
        "inks": {field.field: ink_of(field.field) for field in record.fields},
        "letters": LETTERS,
        "tag": TAG,
        "day": day,
        "meaning": meaning,
        "pieces": pieces_of,
        "Mark": Mark,
    }
    return Page("action.html", context)


def picture(site: Site, asked: Asked) -> Answer:
    """``/page/<sha16>/<number>.png``."""
    if site.redacted:
        raise Forbidden(WITHHELD.what, WITHHELD.remedy)
    if site.pictures is None:
        raise NotThere(UNDRAWN.what, UNDRAWN.remedy)
    try:
        found = site.pictures.picture(site.engine, asked.parts["short"], int(asked.parts["number"]))
    except UnknownPageError as error:
        raise NotThere("the database holds no such page", "follow a link to it from an action") from error
    if isinstance(found, NoPicture):
        raise NotThere(found.what, found.remedy)
    headers = {"ETag": found.etag, "Cache-Control": f"private, max-age={KEPT}"}
    if found.etag in asked.headers.get("if-none-match", ""):
        return Data(b"", "image/png", headers, 304)
    return Data(found.png, "image/png", headers)


def _found(site: Site, asked: Asked) -> ActionRecord:
    try:
        return action_record(site.engine, asked.parts["key"], asked.query.get("document"))
    except UnknownActionError as error:
        remedy = f"the action with this number is now {error.like[0]}" if error.like else "search the actions"
        raise NotThere(str(error), remedy) from error


def _sheet(site: Site, record: ActionRecord, each: PageRecord) -> Sheet:
    return Sheet(each, tuple(outlines_on(record, each.number)), _missing(site, record, each))


def _missing(site: Site, record: ActionRecord, each: PageRecord) -> NoPicture | None:
    """Why there will be no picture; it is drawn now, and kept for when the browser asks for it."""
    if site.redacted:
        return WITHHELD
    if site.pictures is None:
        return UNDRAWN
    found = site.pictures.picture(site.engine, record.document.short, each.number)
    return found if isinstance(found, NoPicture) else None
