"""Turns the blocks of a source into pages."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from lettering import Face, depth, set_lines
from source import Block, Column, Plan, PlanRow, columns_of, paragraphs, rows_of
from typeset import PAD, RuledRow, RuledTable, Sheet, level_row, make_row

A4 = (595.28, 841.89)
FACES = {"sans": ("Helvetica", "Helvetica-Bold"), "serif": ("Times-Roman", "Times-Bold")}
HEADING_SIZES = {1: 16.0, 2: 13.0, 3: 11.0}


def typeset_plan(plan: Plan, path: Path) -> int:
    """Write a plan's PDF and give its number of pages."""
    regular, bold = FACES[plan.page["face"]]
    short, long = A4
    width, height = (long, short) if plan.page.get("landscape") else (short, long)
    face = Face(regular, bold, float(plan.page["size"]))
    sheet = Sheet(path, width, height, face, plan.document["title"], plan.page["footer"])
    for block in plan.blocks:
        draw_block(block, sheet)
    sheet.save()
    return sheet.page


def draw_block(block: Block, sheet: Sheet) -> None:
    """Draw one block of a source."""
    if "heading" in block:
        sheet.paragraphs([block["heading"]], size=HEADING_SIZES[block.get("level", 1)], bold=True)
    elif "text" in block:
        sheet.paragraphs(paragraphs(block["text"]), after=3)
    elif "section" in block:
        _draw_section(block, sheet)
    elif "place" in block:
        sheet.paragraphs([f"Place: {block['place']}", f"Outcome: {block['outcome']}"], bold=True)
    elif "glossary" in block:
        _draw_plain([130.0, 600.0], None, block["glossary"], sheet, bold_first=True)
    elif "indicators" in block:
        grid = block["indicators"]
        _draw_plain(grid["widths"], grid["header"], grid["rows"], sheet)
    elif "legend" in block:
        grid = block["legend"]
        _draw_plain(grid["widths"], grid["header"], grid["rows"], sheet)
    elif "actions" in block:
        _draw_actions(block["actions"], sheet)
    if block.get("turn"):
        sheet.turn()


def _draw_section(block: Block, sheet: Sheet) -> None:
    sheet.paragraphs([block["section"]], size=block.get("size", 13.0), bold=True)
    aims = paragraphs(block.get("objective"))
    if aims:
        sheet.paragraphs([f"Objective: {aims[0]}", *aims[1:]], bold=True)


def _draw_plain(
    widths: list[float], header: list[str] | None, rows: list[list[object]], sheet: Sheet, *, bold_first: bool = False
) -> None:
    """Draw a simple table whose cells stand for themselves."""
    marked = [[f"**{row[0]}**", *row[1:]] for row in rows] if bold_first else rows
    body = [make_row([paragraphs(cell) for cell in row], widths, sheet.face) for row in marked]
    top = make_row([paragraphs(cell) for cell in header], widths, sheet.face, bold=True) if header else None
    RuledTable(sheet, widths, top).draw(body)
    sheet.y -= 12


def _draw_actions(table: Block, sheet: Sheet) -> None:
    columns = columns_of(table)
    widths = [column.width for column in columns]
    header = make_row([[column.heading] for column in columns], widths, sheet.face, bold=True)
    header.shaded = True
    drawn = RuledTable(sheet, widths, header, repeat_header=table.get("repeat_header", True))
    drawn.draw(_ruled_rows(table, columns, sheet.face))
    sheet.y -= 12


def _ruled_rows(table: Block, columns: list[Column], face: Face) -> list[RuledRow]:
    """The rows of a table of actions; a spanning cell gets room enough by stretching the last row under it."""
    widths = [column.width for column in columns]
    ruled: list[RuledRow] = []
    opened: list[int] = []
    plan_rows = list(rows_of(table))
    for row in plan_rows:
        if row.opens_span:
            opened.append(len(ruled))
        ruled += _ruled_row(row, table, columns, face)
    for first, after in pairwise([*opened, len(ruled)]):
        _stretch(ruled[first:after], face, widths)
    return ruled


def _stretch(group: list[RuledRow], face: Face, widths: list[float]) -> None:
    needed = max((depth(cell or [], face) for cell in group[0].cells), default=0.0) + PAD
    group[-1].height = round(group[-1].height + max(0.0, needed - sum(row.height for row in group)), 2)


def _ruled_row(row: PlanRow, table: Block, columns: list[Column], face: Face) -> list[RuledRow]:
    widths = [column.width for column in columns]
    levels: list[list[list[str] | None]] = []
    for n, level in enumerate(row.levels):
        cells: list[list[str] | None] = []
        for column in columns:
            hidden = column.field in row.spanned and row.spans > 1
            cells.append(None if hidden else _cell(row, level, n, column, table))
        levels.append(cells)
    ruled = level_row(levels, widths, face)
    if row.opens_span and row.spans > 1:
        for n, column in enumerate(columns):
            if column.field in row.spanned:
                texts = _cell(row, row.levels[0], 0, column, table)
                ruled.cells[n] = set_lines(texts, widths[n] - 2 * PAD, face)
    ruled.may_cut, ruled.new_page = row.may_cut, row.new_page
    rows = [ruled]
    for level in row.continued:
        marked = {**level, table["ref_in"]: [f"**{row.ref} cont./**", *level.get(table["ref_in"], [])]}
        rest = make_row([marked.get(column.field, []) for column in columns], widths, face)
        rest.new_page = True
        rows.append(rest)
    return rows


def _cell(row: PlanRow, level: dict[str, list[str]], n: int, column: Column, table: Block) -> list[str]:
    """What is printed in one cell: the row's heading and number stand before the text of their column."""
    texts = list(level.get(column.field, []))
    if column.field == "theme":
        return [] if n else paragraphs(row.theme)
    if column.field == "carried_forward":
        return [f"**{text}**" for text in texts]
    if n or table.get("ref_in") != column.field or column.field == "ref":
        return texts
    number = table["ref_format"].format(ref=row.ref, dot=row.dot, codes=f" ({row.codes})" if row.codes else "")
    if not row.ref:
        number = ""
    if row.ref_line or not texts:
        texts = [number, *texts] if number else texts
    else:
        texts[0] = f"{number} {texts[0]}".strip()
    if row.heading:
        codes = f" ({row.heading_codes})" if row.heading_codes else ""
        texts.insert(0, f"**{row.heading}{codes}**")
    return texts
