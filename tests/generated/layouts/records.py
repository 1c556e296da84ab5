"""Invented plans: themes and their actions, the same for the same seed; a line that begins with "•" is a bullet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from tests.generated.layouts.words import (
    AIMS,
    CODES,
    LEADS,
    MEASURES,
    OBJECTS,
    PROGRESS,
    SUMS,
    TAILS,
    TASKS,
    THEMES,
    VERBS,
    WHEN,
)

#: A record's texts by the names of the common schema's printed fields; "" where nothing is printed.
Record = Mapping[str, str]
FIELDS = (
    "ref", "theme", "objective", "action", "detail", "responsible", "timescale", "status", "progress",
    "target", "resources", "monitoring", "outcomes_raw", "place",
)  # fmt: skip
STATUSES = ("Complete", "Ongoing", "On track", "Not started", "Delayed")
LETTERS = ("R", "A", "G")
SIGNS = ("✓", "✗", "▲")


@dataclass(frozen=True, slots=True)
class Theme:
    """A part of a plan: its heading without number or label, what it aims at, and its actions."""

    number: int
    title: str
    objective: str
    codes: str
    records: tuple[Record, ...]

    @property
    def heading(self) -> str:
        return f"Priority {self.number}: {self.title}"


def make_plan(random: Random, *, themes: int = 3, most: int = 4, statuses: tuple[str, ...] = STATUSES) -> list[Theme]:
    """Themes of two to ``most`` actions each."""
    titles = random.sample(THEMES, themes)
    plan = []
    for number, title in enumerate(titles, start=1):
        count = random.randint(2, most)
        records = tuple(_record(random, f"{number}.{n + 1}", statuses) for n in range(count))
        plan.append(Theme(number, title, random.choice(AIMS), random.choice(CODES), records))
    return plan


def _record(random: Random, ref: str, statuses: tuple[str, ...]) -> Record:
    return {
        "ref": ref,
        "action": " ".join(_action(random) for _ in range(random.choice((1, 1, 2)))),
        "detail": _listed(random, TASKS),
        "responsible": _leads(random),
        "timescale": random.choice(WHEN),
        "status": random.choice(statuses),
        "progress": _progress(random),
        "target": random.choice(MEASURES),
        "resources": random.choice(SUMS),
        "monitoring": random.choice(("Quarterly to the Board", "Monthly", "Every six months", "Yearly")),
        "outcomes_raw": random.choice(CODES),
    }


def _action(random: Random) -> str:
    return f"{random.choice(VERBS)} {random.choice(OBJECTS)} {random.choice(TAILS)}."


def _listed(random: Random, sentences: tuple[str, ...]) -> str:
    """One to four sentences: a list, paragraphs, or one paragraph."""
    chosen = random.sample(sentences, random.randint(1, 4))
    shape = random.choice(("list", "list", "paragraphs", "one"))
    if shape == "list":
        return "\n".join(f"• {sentence}" for sentence in chosen)
    return ("\n" if shape == "paragraphs" else " ").join(chosen)


def _progress(random: Random) -> str:
    return " ".join(random.sample(PROGRESS, random.choice((0, 1, 2, 3))))


def _leads(random: Random) -> str:
    return ", ".join(random.sample(LEADS, random.choice((1, 1, 2, 3))))
