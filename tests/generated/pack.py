"""Packs of a meeting: a plan of some pages among agenda, minutes, reports, budget, registers and lists.

Every paper has tables, and several of them columns of actions, owners and dates that are no plan's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.extract.pages import LANDSCAPE, PORTRAIT, Paper, Size, edges

Rows = Sequence[Sequence[str]]

HEADER = ("Ref", "Action", "Lead", "Timescale", "Progress")
TASKS = (
    "Open a workshop for bicycles",
    "Agree a protocol for housing on release",
    "Train volunteers for the evening helpline",
    "Publish a leaflet for families",
    "Review unpaid work in rural areas",
    "Map services for women",
)
LEADS = ("Chief Officer", "Housing", "Sacro", "CJSW", "SPS", "NHS")
PAIRS = tuple(zip(TASKS, LEADS, strict=True))


def plan_rows(part: int, count: int = 6) -> list[list[str]]:
    """Rows of a plan's table, without its header; no two of one file are alike."""
    return [
        [f"{part}.{n + 1}", f"{TASKS[n % 6]}, stage {part}", LEADS[n % 6], "March 2012", "Under way"]
        for n in range(count)
    ]


class Binder:
    """A file of several papers, each beginning on a page of its own."""

    def __init__(self) -> None:
        self.paper = Paper()
        self.pages = 0
        self.y = 0.0

    def page(self, size: Size = PORTRAIT) -> None:
        """Go on to a new page."""
        if self.pages:
            self.paper.turn(size)
        self.pages += 1
        self.y = 50.0

    def heading(self, text: str, size: float = 14) -> None:
        self.paper.write(50, self.y, text, size=size, bold=True)
        self.y += 2 * size

    def prose(self, lines: int = 6) -> None:
        for number in range(lines):
            text = f"Members noted that the mill by the river opens again in spring, as agreed at item {number + 1}."
            self.paper.write(50, self.y, text)
            self.y += 12
        self.y += 12

    def table(self, header: Sequence[str], rows: Rows) -> None:
        width = (self.paper.size[0] - 100) / len(header)
        xs = edges(50, *[width] * len(header))
        self.y = self.paper.table(self.y, xs, [list(header), *map(list, rows)], bold_rows=1) + 20

    def data(self) -> bytes:
        return self.paper.data()


def plan(
    binder: Binder, authority: str, years: str, *, pages: int = 3, title: str = "Action Plan", part: int = 0
) -> list[str]:
    """A plan with its cover; gives back the texts of its actions."""
    binder.page()
    binder.heading(f"{authority} Community Justice Authority", 18)
    binder.heading(f"{title} {years}", 18)
    binder.prose(12)
    actions: list[str] = []
    for number in range(1, pages):
        binder.page(LANDSCAPE)
        binder.heading(f"Priority {number}: the work of stage {number}", 12)
        rows = plan_rows(10 * part + number)
        binder.table(HEADER, rows)
        actions += [row[1] for row in rows]
    return actions


def cover(binder: Binder) -> None:
    binder.page()
    binder.heading("Kelpie Council", 20)
    binder.heading("Social Work and Health Committee", 18)
    binder.heading("Tuesday 14 June 2011 at 10.00 am", 14)


def agenda(binder: Binder) -> None:
    binder.page()
    binder.heading("AGENDA", 16)
    rows = [[f"{n}.", f"Paper on {task.lower()}", "Attached", f"{3 * n}"] for n, task in enumerate(TASKS, 1)]
    binder.table(("No.", "Agenda item", "Report", "Page"), rows)


def minutes(binder: Binder) -> None:
    binder.page()
    binder.heading("Minutes of the meeting held on 3 May 2011", 16)
    binder.table(
        ("Name", "Organisation", "Role"), [["M Bain", "Kelpie Council", "Convener"], ["I Orr", "NHS", "Member"]]
    )
    binder.heading("3. Action Plan 2010-11", 11)
    binder.prose()
    rows = [[f"{n}", task, f"{task} by the next meeting", lead] for n, (task, lead) in enumerate(PAIRS, 1)]
    binder.table(("Item", "Discussion", "Action", "Owner"), rows)
    binder.page()
    binder.heading("Action log", 14)
    rows = [[f"A{n}", task, lead, "July 2011", "Open"] for n, (task, lead) in enumerate(PAIRS, 1)]
    binder.table(("No", "Agreed action", "Owner", "Due date", "Status"), rows)


def report(binder: Binder) -> None:
    binder.page()
    binder.heading("Report by the Director of Finance", 16)
    binder.heading("Revenue budget 2011-12", 14)
    binder.prose()
    rows = [[task, "£12,000", "£11,400", "-£600", lead] for task, lead in PAIRS]
    binder.table(("Budget head", "Budget", "Forecast", "Variance", "Responsible officer"), rows)


def risks(binder: Binder) -> None:
    binder.page()
    binder.heading("Appendix C: Risk Register", 14)
    rows = [
        [f"R{n}", f"Nobody comes to {task.lower()}", task, lead, "June 2011"] for n, (task, lead) in enumerate(PAIRS, 1)
    ]
    binder.table(("Ref", "Risk", "Mitigating action", "Owner", "Review date"), rows)


def indicators(binder: Binder) -> None:
    binder.page()
    binder.heading("Appendix D: Performance indicators", 14)
    rows = [[f"Orders that end well, area {n}", f"{60 + n}%", f"{70 + n}%", f"{65 + n}%"] for n in range(1, 6)]
    binder.table(("Indicator", "Baseline", "Target", "Current"), rows)


def consultation(binder: Binder) -> None:
    binder.page()
    binder.heading("Appendix E: Consultation responses", 14)
    rows = [[lead, f"More should be done to {task.lower()}", task, "Chief Officer"] for task, lead in PAIRS]
    binder.table(("Respondent", "Comment", "Action taken", "Lead"), rows)


def training(binder: Binder) -> None:
    binder.page()
    binder.heading("Training programme 2011", 14)
    rows = [[f"Course on {task.lower()}", lead, "May 2011"] for task, lead in PAIRS]
    binder.table(("Activity", "Lead", "Date"), rows)


def glossary(binder: Binder) -> None:
    binder.page()
    binder.heading("Glossary", 14)
    binder.table(
        ("Term", "Meaning"), [["SPS", "Scottish Prison Service"], ["DTTO", "Drug Treatment and Testing Order"]]
    )


Draw = Callable[[Binder], None]
PAPERS: tuple[Draw, ...] = (
    cover, agenda, minutes, report, risks, indicators, consultation, training, glossary
)  # fmt: skip


def pack(order: Sequence[Draw], at: int, heading: str = "", pages: int = 3) -> tuple[bytes, list[str], int]:
    """A pack with a plan before paper ``at``: the file, the plan's actions, and the plan's first page."""
    binder = Binder()
    actions: list[str] = []
    first = 0
    for number, draw in enumerate(order):
        if number == at:
            if heading:
                binder.page()
                binder.heading(heading, 16)
            first = binder.pages + 1
            actions = plan(binder, "Tayside", "2011-12", pages=pages)
        draw(binder)
    if at >= len(order):
        first = binder.pages + 1
        actions = plan(binder, "Tayside", "2011-12", pages=pages)
    return binder.data(), actions, first
