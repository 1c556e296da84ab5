"""What a row's own number, its yes-or-no column and its document are, in the words of the worked cases."""

from __future__ import annotations

import re
from typing import Any

from cjaplans.normalise.actions import yes_or_no
from cjaplans.normalise.authorities import authority_name, authority_of
from cjaplans.normalise.facts import kind_of_title
from cjaplans.normalise.fields import Field
from cjaplans.normalise.periods import Period, area_plan_at, fiscal_span
from cjaplans.normalise.refs import BARE, open_cell
from cjaplans.publish.code.cells import cells_of
from cjaplans.publish.code.setting import Setting

Record = dict[str, Any]


def ref_record(text: str, setting: Setting) -> Record:
    """The number in front of an action, what it is a part of, and the title and task behind it."""
    written = [cell for cell in cells_of(text) if cell]
    opening = open_cell(written[0]) if written else open_cell("")
    ref, title = opening.ref, opening.rest
    if ref is None and (bare := BARE.match(title)):
        ref, title = bare["ref"].replace(" ", ""), ""
    record: Record = {"ref": ref, "parent": _parent(ref), "part": _part(ref), "action_title": title or None}
    if opening.continued:
        record["is_continuation"] = True
    if title:
        record["action_title_starts"] = title
    elif setting.heading(Field.REF) and (heading := setting.heading(Field.ACTION)):
        record["action_title_column"] = heading
    if len(written) > 1:
        record["task"] = written[1]
        if setting.titled and not title:
            record["action_title_inherited_from"] = setting.titled
    return record | {"rule": _ref_rule(ref)}


def _parent(ref: str | None) -> str | None:
    """The number that a number is a part of: 2.6 of 2.6.1, 1 of 1a."""
    match = re.fullmatch(r"(?P<dotted>.+)\.\d+|(?P<number>.*\d)[a-z]", ref or "")
    return (match["dotted"] or match["number"]) if match else None


def _part(ref: str | None) -> str | None:
    """The guidance's part: the first figure of a dotted number (domain.md 1)."""
    return ref.split(".")[0] if ref and "." in ref else None


def _ref_rule(ref: str | None) -> str:
    if ref is None:
        return "no number"
    return "dotted number" if "." in ref else "plain number" if ref.isdigit() else "number with a letter"


def boolean_record(text: str) -> Record:
    """Whether a row is carried forward: its last cell; a blank one states nothing (domain.md 6)."""
    said = yes_or_no(cells_of(text)[-1].strip(" .\n"))
    return {"carry_forward": said, "rule": "a blank is not a no" if said is None else "the last cell says yes or no"}


def document_record(text: str, setting: Setting) -> Record:
    """What document a title is of: as its plan or short name says, else as the title itself does."""
    key = setting.values.authority or authority_of(text, text)
    period = setting.values.period or fiscal_span(text)
    area_plan = setting.values.area_plan or (area_plan_at(period[0]) if period else None)
    return {
        "cja": authority_name(key),
        "plan_period": _span(period),
        "area_plan": _span(area_plan),
        "layout": _layout(key, period),
        "scheme": setting.values.scheme,
        "document_kind": (setting.kind or kind_of_title(text)).value,
        "rule": "the document's own period" if setting.values.period else "the period in the title",
    }


def _span(period: Period | None) -> dict[str, str] | None:
    return {"start": period[0].isoformat(), "end": period[1].isoformat()} if period else None


def _layout(key: str | None, period: Period | None) -> str | None:
    """A layout's name: the initials of the area, or a single word's first two letters, and the first year."""
    if not key or not period:
        return None
    words = [word for word in key.split("-") if word != "and"]
    initials = "".join(word[0] for word in words) if len(words) > 1 else words[0][:2]
    return f"{initials}_{period[0].year}"
