"""The one entry of normalisation: an ``ExtractedDocument`` becomes a ``Plan``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby

from cjaplans.extract.model import BlockKind, ExtractedDocument, TextSource
from cjaplans.normalise.actions import build_actions
from cjaplans.normalise.annexes import glossary, indicators, requirements, unread_rows
from cjaplans.normalise.arrangement import Arrangement, arrange
from cjaplans.normalise.binding import read_bound
from cjaplans.normalise.coded import StatusCode, ValueContext
from cjaplans.normalise.confidence import findings_of
from cjaplans.normalise.context import Context
from cjaplans.normalise.corrections import Correction, prefix_of, relevant
from cjaplans.normalise.corrections import digest as corrections_digest
from cjaplans.normalise.facts import Facts, facts_of
from cjaplans.normalise.fields import Field
from cjaplans.normalise.grid import TableGrid
from cjaplans.normalise.labellines import LabelLines, label_lines
from cjaplans.normalise.layout import OF_COLUMNS, Layout, findings_of_columns, understand
from cjaplans.normalise.model import (
    OUTLINE,
    Action,
    DocumentKind,
    Finding,
    GlossaryTerm,
    Indicator,
    Plan,
    Requirement,
    Role,
    Severity,
    State,
)
from cjaplans.normalise.ocr_doubts import uncertain
from cjaplans.normalise.ocr_repair import repaired, scanned_pages
from cjaplans.normalise.outcomes import Legend, compare_legend, disputed_codes, read_legend, scheme_of
from cjaplans.normalise.periods import area_plan_of
from cjaplans.normalise.readings import table_reading
from cjaplans.normalise.rows import Draft, RowReader
from cjaplans.normalise.statuses import read_colour_key
from cjaplans.normalise.titled import with_titles
from cjaplans.normalise.user_layouts import UserLayout, digest

#: A table read less surely than this is worth comparing with its page.
SURE_TABLE = 0.95


@dataclass(slots=True)
class _Reading:
    """What has been read of a document's tables so far."""

    layouts: list[Layout] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    glossary: list[GlossaryTerm] = field(default_factory=list)
    requirements: list[Requirement] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    reader: RowReader | None = None


def normalise(
    document: ExtractedDocument, layouts: Sequence[UserLayout] = (), corrections: Sequence[Correction] = ()
) -> Plan:
    """What the document says in the common schema; doubts and leftovers are findings, never silence.

    ``layouts`` are the analysts' layouts for it; they outweigh what would be understood without them.
    ``corrections`` may be those of other documents too.
    """
    plan = read_bound(
        document, partial(arrange, taught=layouts), partial(_read_plan, taught=layouts, corrections=corrections)
    )
    own = relevant(corrections, {prefix_of(action.key) for action in plan.actions})
    return replace(plan, corrections_digest=corrections_digest(own))


def _read_plan(
    document: ExtractedDocument,
    arranged: Arrangement,
    apart: frozenset[int],
    authority: str | None,
    before: Sequence[str],
    taught: Sequence[UserLayout],
    corrections: Sequence[Correction],
) -> Plan:
    """A document, arranged so, as one plan; the tables ``apart`` are none of it, and ``authority`` is its file's.

    ``before`` are the keys of the actions of the file's plans before it.
    """
    reading = _Reading()
    scanned = scanned_pages(document)
    grids, layouts = arranged.grids, arranged.layouts
    for grid, context, layout in zip(grids, with_titles(grids, layouts, arranged.above), layouts, strict=True):
        if grid.index in apart:
            reading.layouts.append(replace(layout, role=Role.OTHER))
            continue
        reading.layouts.append(layout)
        mended, changes = repaired(grid, layout, scanned)
        reading.findings.extend(changes)
        _read(mended, layout, context, reading)
    roles = [layout.role for layout in reading.layouts]
    lines = LabelLines() if Role.ACTIONS in roles or apart else label_lines(document)
    for grid, context in lines.tables:
        layout = understand(grid, context.heading)
        _read(grid, layout, context, reading)
        roles.append(layout.role)
    timescales = [draft.texts.get(Field.TIMESCALE, "") for draft in reading.drafts]
    facts = facts_of(document, roles, authority, timescales)
    legend = _legend(document, grids, reading.layouts)
    scheme = scheme_of(
        [t for d in reading.drafts for t in (d.texts.get(Field.OUTCOMES), d.heading_codes)], legend.scheme
    )
    legend = legend.within(scheme)
    reading.findings.extend(findings_of(compare_legend(legend), None))
    key = _status_key(document, reading.layouts)
    values = replace(_value_context(facts, scheme, legend, reading), status_key=key)
    actions, doubts = build_actions(reading.drafts, facts, values, before, corrections)
    reading.findings.extend(doubts)
    reading.findings.extend(uncertain(document, actions, scanned))
    reading.findings.extend(_text_outside(document, reading.layouts, actions, lines.blocks))
    state, reason = _state(document, facts, actions, reading)
    period = facts.period
    return Plan(
        kind=facts.kind,
        state=state,
        reason=reason,
        authority=facts.authority,
        title=facts.title,
        period_start=period[0] if period else None,
        period_end=period[1] if period else None,
        scheme=scheme,
        tables=tuple(table_reading(layout) for layout in reading.layouts),
        actions=actions,
        indicators=tuple(reading.indicators),
        glossary=tuple(reading.glossary),
        requirements=tuple(reading.requirements),
        findings=(*facts.findings, *reading.findings),
        layouts_digest=digest(taught),
    )


def _legend(document: ExtractedDocument, grids: Sequence[TableGrid], layouts: Sequence[Layout]) -> Legend:
    """The outcomes the document itself lists: in tables of outcomes, and in lines of text."""
    tables = (grid.texts() for grid, layout in zip(grids, layouts, strict=True) if layout.role is Role.OUTCOMES)
    return read_legend((block.text for block in document.blocks), tables)


def _status_key(document: ExtractedDocument, layouts: Sequence[Layout]) -> tuple[tuple[str, StatusCode], ...]:
    """What the document says its colours mean: in lines of text, and in tables of no other role."""
    tables = (t for t, layout in zip(document.tables, layouts, strict=True) if layout.role is Role.OTHER)
    rows = (
        "\t".join(cell.text for cell in row)
        for table in tables
        for _, row in groupby(sorted(table.cells, key=lambda cell: (cell.row, cell.column)), lambda cell: cell.row)
    )
    return tuple(read_colour_key([*(block.text for block in document.blocks), *rows]).items())


def _value_context(facts: Facts, scheme: str | None, legend: Legend, reading: _Reading) -> ValueContext:
    glossary = tuple((entry.term, entry.meaning) for entry in reading.glossary)
    area_plan = area_plan_of(facts.period)
    disputed = disputed_codes(legend) if legend.scheme == scheme else frozenset[str]()
    return ValueContext(
        facts.authority, facts.period, area_plan, scheme, glossary=glossary, by_letters=False, disputed=disputed
    )


def _read(grid: TableGrid, layout: Layout, context: Context, reading: _Reading) -> None:
    """Takes from a table what its role promises."""
    page = grid.page(0)
    if layout.role is Role.ACTIONS:
        reader = RowReader(grid, layout, context)
        if reading.reader and _goes_on(reading.reader, reader):
            reader.go_on(reading.reader)
        reading.reader = reader
        reading.drafts.extend(reader.read())
        reading.findings.extend(reader.findings)
        said = {finding.message for finding in reading.findings if finding.code in OF_COLUMNS}
        reading.findings.extend(f for f in findings_of_columns(layout, page) if f.message not in said)
        reading.findings.extend(_table_findings(grid.confidence, page))
    elif layout.role is Role.INDICATORS:
        reading.indicators.extend(indicators(grid, layout))
        reading.findings.extend(_unread(grid, layout, ("indicator", "baseline", "target", "current"), any_of=True))
    elif layout.role is Role.GLOSSARY:
        reading.glossary.extend(glossary(grid, layout))
        reading.findings.extend(_unread(grid, layout, ("term", "meaning")))
    elif layout.role is Role.REQUIREMENTS:
        reading.requirements.extend(requirements(grid, layout, context))
    elif layout.role is Role.OTHER and layout.name is None:
        reading.findings.append(_not_read(layout, page))


def _goes_on(before: RowReader, reader: RowReader) -> bool:
    """Whether a table of actions is the next part of the last one: arranged alike, with no heading between."""
    return before.context == reader.context and before.layout.columns == reader.layout.columns


def _not_read(layout: Layout, page: int) -> Finding:
    shown = " | ".join(h for h in layout.header if h)[:80] or "no heading"
    if layout.kind:
        message = f"a table looks like {layout.kind}, not like a plan, and is kept as cells only ({shown})"
        return Finding(Severity.INFO, "table_not_a_plan", message, page)
    message = f"a table was not understood and is kept as cells only ({shown})"
    return Finding(Severity.INFO, "table_not_understood", message, page)


def _unread(grid: TableGrid, layout: Layout, needed: Sequence[str], any_of: bool = False) -> list[Finding]:
    """Findings for the rows of an annex that were passed over: above its header, or lacking a part."""
    name = layout.role.value
    above = [r for r in range(min(layout.header_rows, default=0)) if any(c.text for c in grid.row(r))]
    lacking = [(r, f"lacks its {' or its '.join(needed)}") for r in unread_rows(grid, layout, needed, any_of)]
    rows = [(r, "stands above the header") for r in above] + lacking
    return [
        Finding(Severity.INFO, f"{name}_row_unread", f"row {r + 1} of the {name} {why}; kept as cells", grid.page(r))
        for r, why in rows
    ]


def _table_findings(confidence: float, page: int) -> list[Finding]:
    if confidence >= SURE_TABLE:
        return []
    message = f"a table of actions was read with a confidence of {confidence:.2f}, which its actions share"
    return [Finding(Severity.WARNING, "table_unsure", message, page)]


def _text_outside(
    document: ExtractedDocument, layouts: Sequence[Layout], actions: Sequence[Action], lines: frozenset[int]
) -> list[Finding]:
    """Paragraphs that stand beside, between or below the tables of actions on their pages, or the ``lines`` of such."""
    pages = {
        region.page: region.box.top
        for table, layout in zip(document.tables, layouts, strict=True)
        if layout.role is Role.ACTIONS
        for region in reversed(table.regions)
    }
    for block in sorted((document.blocks[n] for n in lines), key=lambda block: block.place):
        pages.setdefault(block.page, block.paragraph.box.top)
    used = lines | {s.cell.cell for a in actions for s in a.sources if s.cell.table == OUTLINE}
    return [
        Finding(Severity.INFO, "text_outside_table", f"text outside every table: '{block.text[:80]}'", block.page)
        for index, block in enumerate(document.blocks)
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.FOOTNOTE)
        and index not in used
        and block.paragraph.box.top >= pages.get(block.page, float("inf"))
    ]


def _state(
    document: ExtractedDocument, facts: Facts, actions: Sequence[Action], reading: _Reading
) -> tuple[State, str | None]:
    """Whether a document can be used as it stands, and if not, why."""
    if facts.kind is DocumentKind.GUIDANCE and reading.requirements:
        return State.LOADED, None
    if all(page.text_source is TextSource.NONE or not page.characters for page in document.pages):
        return State.NEEDS_REVIEW, "no page has text: it looks like a scan and must be read by OCR first"
    if not actions:
        empty = any(layout.role is Role.ACTIONS for layout in reading.layouts)
        return State.NEEDS_REVIEW, "its tables of actions have no rows" if empty else "no table of actions was found"
    missing = [n for n, v in (("authority", facts.authority), ("period", facts.period)) if v is None]
    if missing:
        return State.NEEDS_REVIEW, f"the document does not state its {' or '.join(missing)}"
    return State.LOADED, None
