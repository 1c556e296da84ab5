"""Findings as rows, each under a name that stays when its file is read again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache

from cjaplans.extract.model import ExtractedDocument
from cjaplans.load.coded_rows import Places
from cjaplans.load.prepared import Link, Rows
from cjaplans.normalise.codebooks import read
from cjaplans.normalise.fields import Field
from cjaplans.normalise.keys import distinct, fold, plan_name
from cjaplans.normalise.model import Finding, Plan, Severity


def findings(extracted: ExtractedDocument, plan: Plan, sha256: str, of_action: Places) -> Rows:
    """The ``finding`` rows: what extraction noticed, then what normalisation found; the document has this SHA-256."""
    noticed = [
        Finding(Severity(_severities().get(notice.code, Severity.WARNING)), notice.code, notice.message, notice.page)
        for notice in extracted.notices
    ]
    every = [*noticed, *plan.findings]
    subjects = {action.seq: action.key for action in plan.actions}
    whole = subject_of(plan, sha256)
    keys = distinct(finding_key(subjects.get(f.action or 0, whole), f.code, f.message) for f in every)
    values = [(f.page, f.severity.value, f.code, f.message, key) for f, key in zip(every, keys, strict=True)]
    actions = [None if f.action is None else of_action.get(f.action) for f in every]
    links = (
        Link("id", "finding", range(len(every))),
        Link("document_id", "document", (0,) * len(every)),
        Link("action_id", "action", actions),
    )
    return Rows("finding", ("page", "severity", "code", "message", "key"), values, links)


def finding_key(subject: str, code: str, message: str) -> str:
    """The name of a finding: what it is about, its code, and a digest of its words whatever their setting."""
    return f"{subject}:{code}:{hashlib.sha256(fold(message).encode()).hexdigest()[:8]}"


def subject_of(plan: Plan, sha256: str) -> str:
    """What findings on a whole document are about: ``authority/kind/period``, and the place where it has one.

    Where the plan says too little to be known by, the bytes of its file.
    """
    if plan.authority is None or plan.period_start is None:
        return f"sha256/{sha256[:16]}"
    authority, period = plan_name(plan.authority, plan.period_start).split("/")
    places = {fold(action.printed.get(Field.PLACE, "")) for action in plan.actions}
    place = f"/{places.pop()}" if len(places) == 1 and places != {""} else ""
    return f"{authority}/{plan.kind.value}/{period}{place}"


@lru_cache
def _severities() -> Mapping[str, str]:
    """How much each notice matters; extraction itself does not judge."""
    return {row["code"]: row["severity"] for row in read("finding_codes")}
