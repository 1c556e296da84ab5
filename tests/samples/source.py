"""Reads a plan's source: its blocks, and the rows of its tables in one shape whatever the layout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from lettering import plain

Block = dict[str, Any]
ROW_KEYS = {
    "ref",
    "heading",
    "heading_codes",
    "codes",
    "theme",
    "levels",
    "ref_line",
    "dot",
    "new_page",
    "keep",
    "continued",
}


@dataclass(frozen=True)
class Column:
    heading: str
    field: str
    width: float


@dataclass
class PlanRow:
    """One action as the source gives it; `levels` are its sub-items, one at least."""

    ref: str | None
    heading: str | None
    heading_codes: str | None
    codes: str | None
    theme: str | None
    levels: list[dict[str, list[str]]]
    stepped: bool = False
    ref_line: bool = False
    dot: str = ""
    spanned: tuple[str, ...] = ()
    spans: int = 1
    opens_span: bool = True
    new_page: bool = False
    may_cut: bool = True
    continued: list[dict[str, list[str]]] = field(default_factory=list)

    def value(self, name: str) -> str | None:
        """All paragraphs of a field, those continued over the page included."""
        parts = [part for level in self.levels + self.continued for part in level.get(name, [])]
        return "\n".join(plain(part) for part in parts) or None


@dataclass(frozen=True)
class Plan:
    """A source file: what the document is, how its pages look, and its blocks in order."""

    document: dict[str, str]
    page: dict[str, Any]
    blocks: list[Block]


def paragraphs(value: object) -> list[str]:
    """A cell's paragraphs: a list as it is, anything else as one."""
    if value is None:
        return []
    if isinstance(value, list):
        return [str(part) for part in value]
    return [str(value)]


def read_plan(path: Path) -> Plan:
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Plan(raw["document"], raw["page"], raw["blocks"])


def columns_of(table: Block) -> list[Column]:
    return [Column(*spec) for spec in table["columns"]]


def _check_keys(raw: Block, names: set[str]) -> None:
    """A comma in an unquoted text would split it into keys that nothing reads."""
    unknown = set(raw) - names - ROW_KEYS
    if unknown:
        raise ValueError(f"a row has unknown keys: {sorted(unknown)}")


def _fields(raw: Block, names: set[str]) -> dict[str, list[str]]:
    return {name: paragraphs(raw[name]) for name in names if raw.get(name) is not None}


def _row(raw: Block, names: set[str]) -> PlanRow:
    _check_keys(raw, names)
    levels = [_fields(raw, names)]
    for n, level in enumerate(raw.get("levels", [])):
        _check_keys(level, names)
        if n == 0:
            levels[0].update(_fields(level, names))
        else:
            levels.append(_fields(level, names))
    return PlanRow(
        ref=raw.get("ref"),
        heading=raw.get("heading"),
        heading_codes=raw.get("heading_codes"),
        codes=raw.get("codes"),
        theme=raw.get("theme"),
        levels=levels,
        stepped="levels" in raw,
        ref_line=bool(raw.get("ref_line")),
        dot=raw.get("dot", ""),
        new_page=bool(raw.get("new_page")),
        may_cut=not raw.get("keep"),
        continued=[_fields(raw["continued"], names)] if "continued" in raw else [],
    )


def rows_of(table: Block) -> Iterator[PlanRow]:
    """The rows of a table; those of a group get what the group's spanning cells hold."""
    names = {column.field for column in columns_of(table)}
    for raw in table["rows"]:
        if "rows" not in raw:
            yield _row(raw, names)
            continue
        shared = {key: value for key, value in raw.items() if key not in ("rows", "span", "new_page")}
        for n, sub in enumerate(raw["rows"]):
            row = _row({**shared, **sub}, names)
            row.spanned, row.spans, row.opens_span = tuple(raw["span"]), len(raw["rows"]), n == 0
            row.new_page = row.new_page or (n == 0 and bool(raw.get("new_page")))
            yield row
