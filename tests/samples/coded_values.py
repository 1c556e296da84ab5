"""The coded values of a plan in a form people can review: one short record an action.

``python -m tests.samples.coded_values PLAN`` prints those of a sample; what stands in ``coded/`` was read
against the page by a person before it was kept.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from cjaplans.extract.document import extract
from cjaplans.normalise.coded import Coded, DateReading
from cjaplans.normalise.model import Plan
from cjaplans.normalise.plan import normalise

HERE = Path(__file__).resolve().parent
RAW = HERE.parents[1] / "data" / "raw"


def coded_values(plan: Plan) -> list[dict[str, Any]]:
    """One record an action, without what is not stated."""
    return [
        {"seq": action.seq}
        | _values(action.coded)
        | ({"steps": [_values(step.coded) for step in action.steps]} if action.steps else {})
        for action in plan.actions
    ]


def _values(coded: Coded) -> dict[str, Any]:
    dates, funding, theme = coded.dates, coded.funding, coded.theme
    found = {
        "status": f"{coded.status.code} ({coded.status.basis})",
        "dates": _dates(dates),
        "ongoing": dates.ongoing,
        "revised_from": str(dates.revised_from.end) if dates.revised_from else None,
        "rhythms": [m.interval for m in dates.mentions if m.interval],
        "amounts": [[f.pounds, f.funder, f.purpose, f.is_total] for f in funding.amounts],
        "total": funding.total,
        "funding": funding.basis.value if funding.basis else None,
        "outcomes": [f"{link.outcome or '? ' + link.printed} {link.basis}" for link in coded.outcomes.links],
        "parties": [f"{p.kind} {p.role}: {p.name}" for p in coded.parties.parties],
        "theme": theme.theme,
        "group": theme.priority_group,
        "references": [[r.printed, *r.targets] for r in coded.references],
    }
    return {name: value for name, value in found.items() if value not in (None, [], False, "")}


def _dates(dates: DateReading) -> str:
    start, end = dates.span.start, dates.span.end
    return f"{start or ''}..{end or ''} {dates.precision}" if start or end else ""


def of_sample(name: str) -> list[dict[str, Any]]:
    """The coded values of the sample plan ``name``."""
    return coded_values(normalise(extract(RAW / f"{name}.pdf")))


if __name__ == "__main__":
    rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in of_sample(sys.argv[1]))
    sys.stdout.write(f"[\n{rows}\n]\n")
