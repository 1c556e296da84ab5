"""The records that a reader should find in a plan, taken from what its source put into the cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from lettering import plain
from source import Block, Plan, PlanRow, columns_of, paragraphs, rows_of

FIELDS = ("action", "detail", "responsible", "timescale", "status", "progress", "target", "resources", "outcomes_raw")


@dataclass
class Context:
    """Where in the plan we are: the headings that stand over the next rows."""

    document: str
    theme: str | None = None
    theme_codes: str | None = None
    objective: str | None = None
    place: str | None = None
    records: list[dict[str, Any]] = field(default_factory=list)
    indicators: list[dict[str, str]] = field(default_factory=list)
    glossary: list[dict[str, str]] = field(default_factory=list)


def expected_of(plan: Plan) -> dict[str, Any]:
    """The whole expected file of one plan."""
    context = Context(plan.document["id"])
    for block in plan.blocks:
        _read_block(block, context)
    return {
        "document": plan.document,
        "records": context.records,
        "indicators": context.indicators,
        "glossary": context.glossary,
    }


def _read_block(block: Block, context: Context) -> None:
    if "section" in block:
        context.theme = re.sub(r"^\d+\.\s+", "", block["section"])
        context.theme_codes = None
        context.objective = "\n".join(paragraphs(block.get("objective"))) or None
    elif "place" in block:
        context.place, context.objective = block["place"], block["outcome"]
    elif "glossary" in block:
        context.glossary += [{"term": term, "meaning": meaning} for term, meaning in block["glossary"]]
    elif "indicators" in block:
        names = ("indicator", "baseline", "target", "current")
        context.indicators += [dict(zip(names, row, strict=True)) for row in block["indicators"]["rows"]]
    elif "actions" in block:
        for row in rows_of(block["actions"]):
            _read_row(row, block["actions"], context)


def _read_row(row: PlanRow, table: Block, context: Context) -> None:
    if row.heading:
        context.theme, context.theme_codes = row.heading, row.heading_codes
    record: dict[str, Any] = {
        "document": context.document,
        "seq": len(context.records) + 1,
        "ref": row.ref,
        "theme": row.theme or context.theme,
        "objective": context.objective,
        **{name: row.value(name) for name in FIELDS},
    }
    record["outcomes_raw"] = row.codes or record["outcomes_raw"]
    record["carried_forward"] = True if row.value("carried_forward") else None
    record["steps"] = _steps(row, table.get("steps", {})) if row.stepped else []
    names = {column.field for column in columns_of(table)}
    if "monitoring" in names:
        record["monitoring"] = row.value("monitoring")
    if "carried_forward" in names:
        record["theme_outcomes_raw"] = context.theme_codes
    if context.place:
        record["place"] = context.place
    context.records.append(record)


def _steps(row: PlanRow, mapping: dict[str, str]) -> list[dict[str, Any]]:
    """The sub-items of a row, under the names that the table gives them."""
    steps: list[dict[str, Any]] = []
    for level in row.levels:
        step: dict[str, Any] = {"seq": len(steps) + 1}
        for name, step_name in mapping.items():
            step[step_name] = "\n".join(plain(part) for part in level.get(name, [])) or None
        steps.append(step)
    return steps
