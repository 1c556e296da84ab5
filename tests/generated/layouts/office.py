"""Draws a plan with LibreOffice Writer: another program's rules, fonts, page breaks and tags."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from tests.generated.layouts.expect import expected
from tests.generated.layouts.records import Record, Theme, make_plan
from tests.generated.layouts.style import Bands, Style
from tests.generated.layouts.write import INTRODUCTION

NAMES = ("office", "style", "text", "table", "fo")
SPACES = " ".join(
    f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{"xsl-fo-compatible" if n == "fo" else n}:1.0"' for n in NAMES
)
STYLES = """<office:automatic-styles>
<style:page-layout style:name="Wide"><style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm"
 fo:margin="1.5cm"/></style:page-layout>
<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:padding="0.1cm"
 fo:border="{border}"/></style:style>
<style:style style:name="Bold" style:family="paragraph"><style:text-properties fo:font-weight="bold"
 fo:font-size="10pt"/></style:style>
<style:style style:name="Text" style:family="paragraph"><style:text-properties fo:font-size="10pt"/></style:style>
<style:style style:name="Title" style:family="paragraph"><style:text-properties fo:font-weight="bold"
 fo:font-size="18pt"/></style:style></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Wide"/></office:master-styles>"""


def office() -> str | None:
    """The program's path, where it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def draw_with_office(path: Path, style: Style, seed: int = 0, *, tagged: bool = False) -> list[Record]:
    """Draws a plan to a file; gives the records that must be read from it, in order."""
    plan = make_plan(Random(seed), themes=style.themes, most=style.most, statuses=style.statuses)
    with TemporaryDirectory() as folder:
        source = Path(folder) / "plan.fodt"
        source.write_text(_document(style, plan), encoding="utf-8")
        options = json.dumps({"UseTaggedPDF": {"type": "boolean", "value": str(tagged).lower()}})
        command = [office() or "soffice", f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", f"pdf:writer_pdf_Export:{options}", "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        shutil.copy(source.with_suffix(".pdf"), path)
    return expected(style, plan)


def _document(style: Style, plan: Sequence[Theme]) -> str:
    border = "0.5pt solid #000000"
    body = "".join(
        _paragraph(text, kind) for text, kind in ((style.title, "Title"), *((t, "Text") for t in INTRODUCTION))
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES} office:version="1.2" '
        f'office:mimetype="application/vnd.oasis.opendocument.text">{STYLES.format(border=border)}'
        f"<office:body><office:text>{body}{_tables(style, plan)}</office:text></office:body></office:document>"
    )


def _tables(style: Style, plan: Sequence[Theme]) -> str:
    if style.bands is Bands.HEADING:
        return "".join(_paragraph(t.heading, "Bold") + _table(style, [t]) for t in plan)
    return _table(style, plan)


def _table(style: Style, plan: Sequence[Theme]) -> str:
    header = _row([_cell(c.heading, "Bold") for c in style.columns])
    rows = []
    for theme in plan:
        if style.bands is Bands.ACROSS:
            covered = "<table:covered-table-cell/>" * (len(style.columns) - 1)
            rows.append(_row([_cell(theme.heading, "Bold", len(style.columns)) + covered]))
        rows += [_row([_cell(r.get(c.field, ""), "Text") for c in style.columns]) for r in theme.records]
    columns = f'<table:table-column table:number-columns-repeated="{len(style.columns)}"/>'
    heads = f"<table:table-header-rows>{header}</table:table-header-rows>" if style.header_again else header
    return f"<table:table>{columns}{heads}{''.join(rows)}</table:table>"


def _row(cells: Sequence[str]) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _cell(text: str, kind: str, span: int = 1) -> str:
    spans = f' table:number-columns-spanned="{span}"' if span > 1 else ""
    paragraphs = "".join(_paragraph(line, kind) for line in text.split("\n"))
    return f'<table:table-cell table:style-name="Cell"{spans}>{paragraphs}</table:table-cell>'


def _paragraph(text: str, kind: str) -> str:
    return f'<text:p text:style-name="{kind}">{escape(text)}</text:p>'
