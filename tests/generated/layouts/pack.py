"""A committee pack around a plan: tables that are no plan, of which none may become an action."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib import colors
from reportlab.platypus import Flowable, PageBreak, Spacer, Table

from tests.generated.layouts.sheets import inner_width
from tests.generated.layouts.style import Style
from tests.generated.layouts.text import cell, heading, prose

Rows = Sequence[Sequence[str]]
AGENDA: Rows = (
    ("No.", "Agenda item", "Report", "Annexes"),
    ("1", "Apologies and declarations of interest", "Oral", ""),
    ("2", "Minute of the meeting of 8 June 2012", "Attached", "A"),
    ("3", "Budget monitoring", "Attached", "B"),
    ("4", "Draft action plan", "Attached", "C"),
)
ATTENDANCE: Rows = (
    ("Name", "Organisation", "Present", "Apologies"),
    ("Councillor I Duff", "Angus Council", "Yes", ""),
    ("Councillor M Reid", "Dundee City Council", "", "Yes"),
    ("P Munro", "NHS Tayside", "Yes", ""),
)
MINUTE: Rows = (
    ("Item", "Discussion", "Decision"),
    ("4", "Members discussed the cost of electronic monitoring.", "The report was noted."),
    ("5", "The Chief Officer spoke about the national review.", "Members welcomed the review."),
    ("6", "Dates for the year were tabled.", "The dates were approved."),
)
DECISIONS: Rows = (
    ("Item", "Discussion and decision", "Action by"),
    ("7", "The accounts were approved. Copies are to be sent to each council.", "Treasurer"),
    ("8", "It was agreed that the next meeting be held in Perth.", "Clerk"),
    ("9", "There was no other business.", ""),
)
ACTION_LOG: Rows = (
    ("Minute", "Action agreed", "By whom", "By when", "Status"),
    ("3.1", "Circulate the slides of the seminar", "Clerk", "28 June 2012", "Done"),
    ("4.2", "Invite the new sheriff clerk to the next meeting", "Convener", "14 September 2012", "Open"),
)
BUDGET: Rows = (
    ("Budget heading", "Budget 2012-13", "Spend to date", "Variance"),
    ("Employee costs", "£182,000", "£90,500", "£500 under"),
    ("Property", "£14,000", "£7,200", "£200 over"),
    ("Supplies and services", "£21,500", "£8,000", "£2,750 under"),
    ("Total", "£217,500", "£105,700", "£3,050 under"),
)
INDICATORS: Rows = (
    ("Indicator", "Baseline", "Target", "Current"),
    ("Orders that begin within seven days", "61%", "75%", "70%"),
    ("Reconviction within a year", "32%", "29%", "31%"),
    ("Social enquiry reports on time", "95%", "97%", "96%"),
)
GLOSSARY: Rows = (
    ("Term", "Meaning"),
    ("CPO", "Community Payback Order"),
    ("DTTO", "Drug Treatment and Testing Order"),
    ("MAPPA", "Multi-Agency Public Protection Arrangements"),
)
RISKS: Rows = (
    ("Risk", "Likelihood", "Impact", "Score", "Mitigation"),
    ("Loss of key staff", "3", "4", "12", "Succession planning"),
    ("Reduced grant", "4", "4", "16", "Early talks with the Government"),
    ("Loss of data", "2", "5", "10", "Encrypted laptops"),
)
CONTACTS: Rows = (
    ("Name", "Post", "Telephone", "E-mail"),
    ("A Lamb", "Chief Officer", "01382 000000", "a.lamb@example.org"),
    ("B Stark", "Planning Officer", "01382 000001", "b.stark@example.org"),
)
VERSIONS: Rows = (
    ("Version", "Date", "Author", "Comments"),
    ("0.1", "1 March 2012", "Planning Officer", "First draft"),
    ("1.0", "20 April 2012", "Chief Officer", "Approved by the Board"),
)
CONTACT_FORM: Rows = (
    ("Name", "A Lamb"),
    ("Post", "Chief Officer"),
    ("Address", "1 Quay Street, Dundee"),
    ("Telephone", "01382 000000"),
    ("Date", "20 April 2012"),
)
COVER_FORM: Rows = (
    ("Report to", "Tayside Community Justice Authority Board"),
    ("Report by", "Chief Officer"),
    ("Date of meeting", "14 September 2012"),
    ("Subject", "Draft action plan"),
    ("Purpose", "To ask members to approve the plan"),
)
BEFORE = (
    ("Agenda", AGENDA),
    ("Those attending", ATTENDANCE),
    ("Minute", MINUTE),
    ("Minute of the special meeting", DECISIONS),
    ("Report", COVER_FORM),
    ("Budget monitoring", BUDGET),
    ("Document control", VERSIONS),
)
AFTER = (
    ("Performance indicators", INDICATORS),
    ("Risk register", RISKS),
    ("Glossary", GLOSSARY),
    ("Contacts", CONTACTS),
    ("Your contact", CONTACT_FORM),
)
REMARKS = (
    (
        "Members are asked to note the position. A fuller account will be given at the next meeting of the Authority, "
        "when the figures of the second quarter are known."
    ),
    (
        "The work described here falls within the approved budget, and no equality issues arise beyond those that the "
        "assessment of last year set out."
    ),
)


def in_a_pack(style: Style, plan: Sequence[Flowable]) -> list[Flowable]:
    """The plan between the other papers of a meeting, each on a page of its own."""
    story: list[Flowable] = []
    log = (("Minute: action log", ACTION_LOG),) if style.action_log else ()
    for title, rows in (*BEFORE, *log):
        story += [*paper(style, title, rows), PageBreak()]
    story += [*plan, PageBreak()]
    for title, rows in AFTER:
        story += [*paper(style, title, rows), PageBreak()]
    return story


def paper(style: Style, title: str, rows: Rows) -> list[Flowable]:
    """One of the other papers: its heading, remarks and table."""
    form = len(rows[0]) == 2 and rows[0][0] != "Term"
    drawn = [[cell(style, text, bold=not n and not form) for text in row] for n, row in enumerate(rows)]
    width = inner_width(style) / len(rows[0])
    grid = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    table = Table(drawn, colWidths=[width] * len(rows[0]), style=grid)
    return [*heading(style, title), *prose(style, *REMARKS), table, Spacer(1, 10), *prose(style, REMARKS[1])]
