"""Draws a ruled table over many pages whose rows, and the pages they stand on, are known.

python long_table.py out.pdf [--rows 120] [--cut-rows 15] [--no-repeat] [--no-spans] [--open-cut] [--no-refs]
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TypedDict

from reportlab.pdfgen.canvas import Canvas

if __package__:
    from .pen import HEIGHT, LEADING, PAD, WIDTH, Pen, Style, broken, height_of, reach
    from .prose import THEMES, WHEN, WHO, pair, paragraph
else:
    from pen import HEIGHT, LEADING, PAD, WIDTH, Pen, Style, broken, height_of, reach
    from prose import THEMES, WHEN, WHO, pair, paragraph

HEADINGS = ("Priority", "Action", "Tasks", "Responsible", "Timescale", "Progress")
COLUMN_WIDTHS = (100.0, 170.0, 180.0, 90.0, 75.0, 145.0)
FREE_TEXT = (1, 2, 5)
ROOM_FOR_A_ROW = 62.0
LONGEST_TAIL = 95.0


class ExpectedRow(TypedDict):
    """What a reader should find of one row."""

    ref: str | None
    columns: list[str]
    pages: list[int]
    cut: bool
    group: int


@dataclass
class Group:
    """A first-column cell and the rows under it."""

    text: str
    rows: int


def make_long_table(
    path: Path,
    *,
    rows: int = 120,
    cut_rows: int = 15,
    repeat_header: bool = True,
    spanning: bool = True,
    seed: int = 0,
    open_cut: bool = False,
    refs: bool = True,
) -> list[ExpectedRow]:
    """Draw the table and give what a reader should find.

    `cut_rows` rows are cut by a page break and go on at the top of the next page, in two columns or more; every other
    page ends with a whole row. `spanning` puts in a first column whose cells cover several rows, printed once.
    `open_cut` leaves out the rule where a row is cut; otherwise the table is closed at the foot of each page.
    """
    random = Random(seed)
    first = 0 if spanning else 1
    style = Style(repeat_header, spanning, open_cut, COLUMN_WIDTHS[first:], HEADINGS[first:])
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=0)
    canvas.setTitle("Long table")
    pen = Pen(canvas, style)
    pages = planned_pages(random, rows, cut_rows)
    expected = [_blank(random, group, ref, style) for group, ref in numbered(random, rows, refs)]
    groups_seen: set[int] = set()
    pen.start_page()
    done = 0
    for count, is_cut in pages:
        for index in range(done, done + count):
            last = index == done + count - 1
            _draw_row(pen, random, expected[index], groups_seen, done + count - index, cut_here=last and is_cut)
        done += count
        if not is_cut and done < rows:
            pen.end_page()
            pen.start_page()
    pen.end_page()
    canvas.save()
    return expected


def planned_pages(random: Random, rows: int, cut_rows: int) -> list[tuple[int, bool]]:
    """How many rows begin on each page, and whether the last of them is cut."""
    counts: list[int] = []
    while sum(counts) < rows:
        counts.append(min(random.choice((4, 5, 5, 5)), rows - sum(counts)))
    if cut_rows > len(counts) - 1:
        raise ValueError(f"{rows} rows fill too few pages for {cut_rows} cut rows")
    cut_pages = set(random.sample(range(len(counts) - 1), cut_rows))
    return [(count, n in cut_pages) for n, count in enumerate(counts)]


def numbered(random: Random, rows: int, refs: bool) -> list[tuple[Group, str | None]]:
    """The group and the number of each row: groups of three to nine rows."""
    out: list[tuple[Group, str | None]] = []
    number = 0
    while len(out) < rows:
        number += 1
        size = min(random.randint(3, 9), rows - len(out))
        group = Group(f"{number}. {THEMES[(number - 1) % len(THEMES)]}", size)
        out += [(group, f"{number}.{n + 1}" if refs else None) for n in range(size)]
    return out


def _blank(random: Random, group: Group, ref: str | None, style: Style) -> ExpectedRow:
    """A row before its texts are fitted to its page."""
    columns = [group.text] if style.spanning else []
    columns += ["", "", pair(random, WHO), random.choice(WHEN), ""]
    return ExpectedRow(ref=ref, columns=columns, pages=[], cut=False, group=int(group.text.split(".")[0]))


def _fill(random: Random, row: ExpectedRow, style: Style, lines: float, *, both: bool) -> list[list[str] | None]:
    """Write text into the wide columns until the longest (or the two longest) has the wanted number of lines."""
    first = len(style.headings) - 6
    wide = [n + first for n in FREE_TEXT]
    longest = random.sample(wide, 2 if both else 1)
    for n in wide:
        row["columns"][n] = paragraph(random, 1)
        while n in longest and reach(broken(row["columns"][n], style.widths[n])) < lines * LEADING:
            joint = random.choice((" ", " ", "\n"))
            row["columns"][n] += joint + paragraph(random, 1)
    if not both and random.random() < 0.2:
        row["columns"][wide[-1]] = ""
    cells: list[list[str] | None] = []
    for n, text in enumerate(row["columns"]):
        shown = f"{row['ref']} {text}" if row["ref"] and n == wide[0] else text
        cells.append(broken(shown, style.widths[n]))
    return cells


def _draw_row(pen: Pen, random: Random, row: ExpectedRow, seen: set[int], left: int, *, cut_here: bool) -> None:
    """Draw the next of the `left` rows that the page still has to hold."""
    style = pen.style
    cells = _fitted(pen, random, row, left, cut_here=cut_here)
    opens = row["group"] not in seen
    seen.add(row["group"])
    if style.spanning and not opens:
        cells[0] = None
    pen.rule(pen.y, 1 if style.spanning and not opens and not pen.fresh else 0)
    row["pages"] = [pen.page]
    if cut_here:
        _draw_cut(pen, row, cells)
    else:
        pen.box(cells, height_of(cells))
        pen.fresh = False


def _fitted(pen: Pen, random: Random, row: ExpectedRow, left: int, *, cut_here: bool) -> list[list[str] | None]:
    """Texts that leave room for the rows to come, or that run over the foot of the page if the row is to be cut."""
    for attempt in range(100):
        if cut_here:
            lines = pen.room / LEADING + random.randint(0, 3)
            cells = _fill(random, row, pen.style, lines, both=True)
            if height_of(cells) < pen.room + LONGEST_TAIL:
                return cells
        else:
            lines = pen.room / LEADING / left - 3 - attempt / 10
            cells = _fill(random, row, pen.style, lines, both=False)
            if height_of(cells) <= pen.room - (left - 1) * ROOM_FOR_A_ROW:
                return cells
    raise ValueError("no text fits the rest of the page")


def _draw_cut(pen: Pen, row: ExpectedRow, cells: list[list[str] | None]) -> None:
    """Draw a row's head to the foot of the page and its tail at the top of the next."""
    room = pen.room
    head: list[list[str] | None] = []
    tail: list[list[str] | None] = []
    for cell in cells:
        stays, goes = _split(cell or [], room - 2 * PAD)
        head.append(None if cell is None else stays)
        tail.append(None if cell is None else goes)
    row["cut"] = True
    row["pages"] = [pen.page, pen.page + 1]
    pen.box(head, room)
    pen.end_page(open_bottom=pen.style.open_cut)
    pen.start_page()
    if pen.style.repeat_header or not pen.style.open_cut:
        pen.rule(pen.y)
    pen.box(tail, height_of(tail))
    pen.fresh = False


def _split(lines: list[str], room: float) -> tuple[list[str], list[str]]:
    """As many lines as the room holds, and the rest, which does not begin with the gap between paragraphs."""
    count = 0
    while count < len(lines) and reach(lines[: count + 1]) <= room:
        count += 1
    stays, goes = lines[:count], lines[count:]
    if goes and goes[0] == "":
        goes = goes[1:]
    return stays, goes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--rows", type=int, default=120)
    parser.add_argument("--cut-rows", type=int, default=15)
    parser.add_argument("--seed", type=int, default=0)
    for name in ("no-repeat", "no-spans", "open-cut", "no-refs"):
        parser.add_argument(f"--{name}", action="store_true")
    options = parser.parse_args()
    expected = make_long_table(
        options.path,
        rows=options.rows,
        cut_rows=options.cut_rows,
        repeat_header=not options.no_repeat,
        spanning=not options.no_spans,
        seed=options.seed,
        open_cut=options.open_cut,
        refs=not options.no_refs,
    )
    cut = sum(row["cut"] for row in expected)
    print(f"{options.path.name}: {len(expected)} rows, {cut} of them cut, {expected[-1]['pages'][-1]} pages")


if __name__ == "__main__":
    main()
