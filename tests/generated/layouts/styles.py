"""The named styles: at least one for each thing that layouts nobody has met may do."""

from __future__ import annotations

from tests.generated.layouts.records import LETTERS, SIGNS
from tests.generated.layouts.style import USUAL, Bands, Column, Form, Pages, Rules, Style, columns

LABELS = columns(
    "ref=No.", "action=What we will do", "detail=How we will do it", "responsible=Who", "timescale=When",
    "target=How we will know",
)  # fmt: skip
FEW = columns("action=Action", "responsible=Lead", "timescale=By when")

#: What a header may look like.
HEADERS = {
    "usual": Style(),
    "synonyms": Style(
        columns=columns(
            "action=What are we going to do?",
            "detail=How will we do this?",
            "responsible=Who is responsible?",
            "timescale=When will it be done?",
            "target=How will we know?",
            "resources=Funding",
        )
    ),
    "other_order": Style(
        columns=columns(
            "timescale=Target date",
            "responsible=Lead officer",
            "action=Action",
            "progress=Progress to date",
            "outcomes_raw=National outcome",
            "status=Status",
        )
    ),
    "many_columns": Style(
        columns=columns(
            "ref=No",
            "action=Action",
            "detail=Milestones",
            "responsible=Lead",
            "timescale=Due",
            "resources=Resources",
            "monitoring=Monitoring",
            "outcomes_raw=Outcome codes",
            "target=Measure of success",
            "status=Status",
        ),
        size=7.0,
    ),
    "few_columns": Style(columns=FEW),
    "unknown_headings": Style(
        columns=columns(
            "ref=Ref",
            "action=Undertaking",
            "responsible=Point persons",
            "timescale=Finish line",
            "status=Where things stand",
            "resources=Pounds",
        )
    ),
    "unknown_headings_with_known": Style(
        columns=columns("action=Action", "responsible=In the chair", "timescale=Horizon", "progress=Heron index")
    ),
    "twin_headings": Style(
        columns=columns("action=Action", "responsible=Lead", "timescale=When", "progress=Update", "progress=Update")
    ),
    "two_row_header": Style(
        columns=(
            *columns("ref=Ref", "action=Action", "responsible=Lead", "timescale=Timescale"),
            Column("status", "RAG", over="Progress", width=0.8),
            Column("progress", "Commentary", over="Progress", width=2.0),
        )
    ),
    "capitals_once": Style(capitals=True, header_again=False, themes=4),
    "header_inside": Style(header_in_bands=True, header_again=False),
    "plain_header": Style(bold_header=False),
    "rag_letters": Style(
        columns=columns("action=Action", "responsible=Lead", "timescale=When", "status=RAG"), statuses=LETTERS
    ),
    "rag_signs": Style(
        columns=columns("action=Action", "responsible=Lead", "timescale=When", "status=Status"),
        statuses=SIGNS,
    ),
}
#: What a table may look like.
SHAPES = {
    "horizontal_rules": Style(rules=Rules.HORIZONTAL, splits=False),
    "horizontal_rules_themes_apart": Style(rules=Rules.HORIZONTAL, bands=Bands.HEADING, splits=False),
    "header_rules": Style(rules=Rules.HEADER_ONLY, bands=Bands.HEADING, splits=False, padding=7.0),
    "no_rules": Style(rules=Rules.NONE, bands=Bands.HEADING, splits=False, padding=7.0),
    "grey_hairlines": Style(rules=Rules.GREY),
    "dashed_rules": Style(rules=Rules.DASHED),
    "dotted_rules": Style(rules=Rules.DOTTED),
    "bars_for_rules": Style(rules=Rules.BARS),
    "filled_cells": Style(rules=Rules.FILLED),
    "nested": Style(columns=FEW, nested=True, themes=2, most=3),
    "side_by_side": Style(columns=FEW, bands=Bands.ABOVE_HEADER, beside=True, themes=2, most=3, size=8.0),
    "rows_not_split": Style(splits=False),
    "blank_rows": Style(blank_rows=True),
    "large_type": Style(size=12.0, columns=FEW, themes=4),
}
#: Where themes may be printed.
BANDS = {
    "headings": Style(bands=Bands.HEADING),
    "shaded_bands": Style(bands=Bands.SHADED),
    "bands_in_first_cell": Style(
        bands=Bands.FIRST_CELL, columns=columns("action=Action", "responsible=Lead", "timescale=When", "status=Status")
    ),
    "bands_of_two_levels": Style(bands=Bands.TWO_LEVELS),
    "bands_with_codes": Style(bands=Bands.CODED),
    "bands_continued": Style(bands=Bands.CONTINUED, most=6),
    "bands_above_header": Style(bands=Bands.ABOVE_HEADER),
    "bands_in_own_tables": Style(bands=Bands.OWN_TABLE),
    "bands_numbered": Style(bands=Bands.NUMBERED),
    "notes_and_totals": Style(
        totals=True, columns=columns("ref=Ref", "action=Action", "responsible=Lead", "timescale=When", "resources=Cost")
    ),
    "upended_priority": Style(bands=Bands.UPENDED, columns=(Column("theme", "Priority", width=0.5), *USUAL)),
    "spanning_priority": Style(bands=Bands.SPANNING, columns=(Column("theme", "Priority"), *USUAL)),
    "priority_in_each_row": Style(bands=Bands.COLUMN, columns=(Column("theme", "Priority"), *USUAL)),
}
#: Forms of labels and values.
FORMS = {
    "form_each": Style(form=Form.EACH, columns=LABELS, bands=Bands.HEADING),
    "form_each_portrait": Style(form=Form.EACH, columns=LABELS, bands=Bands.HEADING, pages=Pages.PORTRAIT, most=6),
    "form_titled": Style(form=Form.TITLED, columns=LABELS, bands=Bands.HEADING),
    "form_long": Style(form=Form.LONG, columns=LABELS, bands=Bands.HEADING),
    "form_four": Style(form=Form.FOUR, columns=LABELS, bands=Bands.HEADING),
    "form_card": Style(form=Form.CARD, columns=USUAL, bands=Bands.HEADING),
    "form_inline": Style(form=Form.INLINE, columns=LABELS, bands=Bands.NONE),
    "form_transposed": Style(form=Form.TRANSPOSED, columns=LABELS[1:], bands=Bands.HEADING),
    "form_under_bands": Style(form=Form.EACH, columns=LABELS, bands=Bands.OWN_TABLE),
    "form_headed": Style(form=Form.HEADED, columns=LABELS, bands=Bands.HEADING),
    "form_lines": Style(form=Form.LINES, columns=LABELS, bands=Bands.HEADING),
}
#: What pages may look like.
PAGES = {
    "portrait": Style(pages=Pages.PORTRAIT, size=8.0),
    "turned_90": Style(pages=Pages.TURNED_90),
    "turned_180": Style(pages=Pages.TURNED_180),
    "turned_270": Style(pages=Pages.TURNED_270),
    "mixed_turns": Style(pages=Pages.MIXED, themes=4),
    "cropped": Style(pages=Pages.CROPPED),
    "committee_pack": Style(packed=True),
    "committee_pack_of_forms": Style(packed=True, form=Form.EACH, columns=LABELS, bands=Bands.HEADING),
    "committee_pack_with_action_log": Style(packed=True, action_log=True),
    "two_plans": Style(twice=True),
    "footnotes": Style(footnotes=True),
    "overprinted": Style(overprinted=True),
    "ligatures": Style(font="Vera", ligatures=True, size=8.0),
    "serif": Style(font="Times-Roman"),
}
STYLES = HEADERS | SHAPES | BANDS | FORMS | PAGES
