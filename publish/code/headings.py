"""The columns that printed headings name, in the words of the worked cases."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from cjaplans.normalise.codebooks import read
from cjaplans.normalise.coded import Doubt
from cjaplans.normalise.fields import Field
from cjaplans.normalise.headers import EvidenceKind, fold_heading, match_heading, vocabulary
from cjaplans.normalise.layout import SURE
from cjaplans.normalise.model import DocumentKind
from cjaplans.publish.code.hints import column_in, table_in
from cjaplans.publish.code.setting import Setting

#: What the cases call a field where it is not by its own name.
NAMES = {
    Field.THEME: "priority",
    Field.ACTION: "action",
    Field.RESPONSIBLE: "lead",
    Field.MONITORING: "frequency_source",
    Field.OUTCOMES: "outcome_codes",
    Field.CARRIED_FORWARD: "carry_forward",
}
#: A target column that is of the year to come.
NEXT = re.compile(r"\b(?:new|next|revised)\b.*\boutcomes?\b", re.IGNORECASE)


def to_record(text: str, setting: Setting, context: str = "") -> dict[str, Any]:
    """The column, or columns, of one heading or of several that are parted by tabs or line ends."""
    headings = split_headings(text)
    if letters := _legend_letters(headings, setting.values.scheme):
        return {"column": "table_kind:codebook", "columns": letters, "rule": "headings of a list of outcomes"}
    if setting.kind is DocumentKind.GUIDANCE or table_in(context) == "template":
        return {"column": "table_kind:template", "rule": "guidance asks for actions and has none"}
    for role in ("indicators", "glossary"):
        if parts := _parts(text, role):
            return {"column": f"table_kind:{role}", "columns": parts, "rule": f"headings of a table of {role}"}
    if len(headings) == 1:
        column, rule = _single(headings[0], setting, context)
        return {"column": column, "rule": rule}
    if not headings:
        return {"column": None, "rule": "no heading"}
    columns = [_name(_field(heading, setting), heading) for heading in headings]
    return {"column": "|".join(name or "unknown" for name in columns), "columns": columns, "rule": "row of headings"}


def doubts(record: Mapping[str, Any]) -> tuple[Doubt, ...]:
    """Whether a heading, or one of several, was not understood."""
    columns = record.get("columns", [record["column"]])
    return (Doubt("column_unknown", "a heading names no field"),) if None in columns else ()


def split_headings(text: str) -> list[str]:
    """Single headings: cells, else lines where each line alone is a heading; blanks are left out."""
    cells = [" ".join(cell.split()) for cell in text.split("\t") if cell.strip()]
    if len(cells) > 1:
        return cells
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    whole = match_heading(" ".join(lines))
    each = [match_heading(line) for line in lines]
    if all(match and match.confidence >= SURE for match in each) and (whole is None or whole.confidence < 1.0):
        return lines
    return [" ".join(lines)] if lines else []


def _parts(text: str, role: str) -> list[str]:
    """The parts of a table that is not of actions, where each of its headings names one."""
    known = vocabulary("roles")[role]
    folded = [heading for cell in text.split("\t") if (heading := fold_heading(cell))]
    parts = [next((part for part, names in known.items() if heading in names), None) for heading in folded]
    told = [part for part in parts if part]
    return told if len(told) == len(parts) > 1 and {"baseline", "meaning"} & set(told) else []


def _single(heading: str, setting: Setting, context: str) -> tuple[str | None, str]:
    """A heading's column: as its plan uses it, as its description says, or as its words say."""
    if field := setting.column(heading):
        return _name(field, heading), "column of the plan's own tables"
    if field := column_in(context):
        return _name(field, heading), "what the column holds"
    if field := _field(heading, setting):
        return _name(field, heading), _rule(heading)
    parts = vocabulary("roles")["indicators"]
    part = next((part for part, names in parts.items() if fold_heading(heading) in names), None)
    return part, "heading of a table of indicators" if part else "no known heading"


def _rule(heading: str) -> str:
    """How a heading's words told its field."""
    match = match_heading(heading)
    if match is None or match.kind is EvidenceKind.VOCABULARY:
        return "words of the heading"
    if match.kind is EvidenceKind.QUESTION:
        return f"question of the heading ({match.confidence:.2f})"
    return f"{match.kind}: '{match.phrase}' ({match.confidence:.2f})"


def _field(heading: str, setting: Setting) -> Field | None:
    match = match_heading(heading)
    return setting.column(heading) or (match.field if match else None)


def _name(field: Field | None, heading: str) -> str | None:
    if field is None:
        return None
    if field is Field.TARGET and NEXT.search(heading):
        return "next_outcome"
    return NAMES.get(field, field.value)


def _legend_letters(headings: list[str], scheme: str | None) -> list[str]:
    """The letters of a scheme's groups, where every heading is of a list of outcomes."""
    marks = vocabulary("roles")["above"]["outcomes"]
    if not headings or not all(any(mark in heading.casefold() for mark in marks) for heading in headings):
        return []
    letters = {row["grouping"]: row["code"][0] for row in read("outcomes") if row["scheme"] == (scheme or "NSMO23")}
    found = [next((letters[group] for group in letters if group in heading.casefold()), None) for heading in headings]
    return [letter for letter in found if letter]
