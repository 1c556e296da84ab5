"""A plan whose headings no vocabulary has, and whose columns' texts tell nothing: in Scots, and invented."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

HEADER = ("Nummer", "Whit we ettle tae dae", "Wha", "Whan", "Hoo faur on", "Jottins o the clerk")
ROWS = (
    ("x1", "The brig at Kelpie", "Morag an Tam", "efter the hairst", "hauf the stanes", "aye"),
    ("x2", "The mill", "the miller", "afore the snaw", "nocht", "naw"),
    ("x3", "Boats for the bairns", "Eck", "syne", "twa boats", "aye"),
)
#: Fields for the columns of ``HEADER`` but the last.
FIELDS = {1: "ref", 2: "action_text", 3: "responsible", 4: "timescale", 5: "progress"}

LEFT, TOP, WIDTH, HEIGHT = 60.0, 480.0, 115.0, 40.0


def write_plan(
    path: Path, header: Sequence[str] = HEADER, rows: Sequence[Sequence[str]] = ROWS, pages: int = 1
) -> Path:
    """A landscape page with a title and one ruled table; more ``pages`` are the same again."""
    canvas = Canvas(str(path), pagesize=landscape(A4), invariant=True)
    for _ in range(pages):
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(LEFT, TOP + 60, "Tayside Community Justice Authority Action Plan 2012-13")
        canvas.setFont("Helvetica", 8)
        lines = [TOP - HEIGHT * n for n in range(len(rows) + 2)]
        canvas.grid([LEFT + WIDTH * n for n in range(len(header) + 1)], lines)
        for r, row in enumerate((header, *rows)):
            for c, text in enumerate(row):
                canvas.drawString(LEFT + WIDTH * c + 4, TOP - HEIGHT * r - 14, text)
        canvas.showPage()
    canvas.save()
    return path


def layout_yaml(name: str = "scots", **changes: str) -> str:
    """A layout that teaches the plan; ``changes`` are other fields, by column (``c5='status'``)."""
    fields = {f"c{c}": field for c, field in FIELDS.items()} | {"c6": "ignore"} | changes
    columns = "".join(f"      {c[1:]}: {field}\n" for c, field in fields.items())
    header = "".join(f'      - "{text}"\n' for text in HEADER)
    return f"name: {name}\ntables:\n  - header:\n{header}    columns:\n{columns}"
