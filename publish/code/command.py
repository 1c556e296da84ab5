"""``cjaplans code``: one text, or a file of worked cases."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from cjaplans.ingest.errors import UsageProblem
from cjaplans.publish.code.cases import read_cases, run_cases
from cjaplans.publish.code.kinds import Kind, kind_of
from cjaplans.publish.code.records import code
from cjaplans.publish.code.render import lines, record_json, results_json
from cjaplans.publish.code.setting import given_setting

#: A text that stands for what is on standard input, and the folder of plans beside a file of cases.
STDIN = "-"
PLANS = "plans"
#: Where the real plans stand when the repository is worked on (CONTRIBUTING.md).
SHARED = Path("../shared/plans")


def code_text(
    kind: str,
    text: str,
    *,
    scheme: str | None = None,
    plan_start: date | None = None,
    area_plan_start: date | None = None,
    authority: str | None = None,
    place: str | None = None,
) -> str:
    """A text as it would be coded, as JSON; ``-`` reads it from standard input. Raises ``UsageProblem``."""
    setting = given_setting(scheme, plan_start, area_plan_start, authority, place)
    return record_json(code(Kind(kind), _standard_input() if text == STDIN else text, setting))


def code_cases(path: Path, *, plans: Path | None = None, kind: str | None = None, as_json: bool = False) -> str:
    """The cases of a file, coded and compared. Raises ``UsageProblem``."""
    if plans is not None and not plans.is_dir():
        raise UsageProblem(str(plans), "no such folder", "give --plans the folder of the cases' PDFs")
    cases = read_cases(path)
    _check_kind(kind, {case.kind for case in cases})
    results = run_cases(cases, plans or plans_of(path), kind)
    return results_json(results) if as_json else "\n".join(lines(results))


def plans_of(path: Path) -> Path | None:
    """The folder of plans beside a file of cases, else the one that stands beside the repository, if any."""
    return next((folder for folder in (path.parent / PLANS, SHARED) if folder.is_dir()), None)


def _check_kind(kind: str | None, used: Iterable[str]) -> None:
    known = sorted({*used, *(ours.value for name in used if (ours := kind_of(name)))})
    if kind is not None and kind not in known:
        raise UsageProblem(
            "code", f"no cases of kind {kind!r}; one of {', '.join(known)}", "see 'cjaplans code --help'"
        )


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8").removesuffix("\n")
    except UnicodeDecodeError:
        raise UsageProblem("code", "standard input is not UTF-8 text", "write it in UTF-8") from None
