"""Files of worked cases: read, coded, and compared with what they expect."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cjaplans.ingest.errors import UsageProblem, internal_error
from cjaplans.publish.code.compare import Difference, compare
from cjaplans.publish.code.kinds import kind_of
from cjaplans.publish.code.records import code
from cjaplans.publish.code.surroundings import Surroundings

Record = dict[str, Any]

#: What a case is when it does not say how sure its expectation is.
SURE = "high"
#: The finding of a case that could not be coded.
FAULT = "internal_error"


@dataclass(frozen=True, slots=True)
class Case:
    """A printed text and what it should be coded as; only id, kind and text are sure to be given."""

    id: str
    kind: str
    text: str
    document: str = ""
    context: str = ""
    expected: Mapping[str, Any] | None = None
    confidence: str = SURE


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a case. ``ok`` is None where we do not code its kind, or it expects nothing."""

    case: Case
    ok: bool | None
    got: Record | None = None
    differences: tuple[Difference, ...] = ()
    ignored: tuple[str, ...] = field(default=())

    @property
    def skipped(self) -> bool:
        """Whether nothing was coded."""
        return self.got is None

    @property
    def faults(self) -> tuple[str, ...]:
        """What went wrong in coding it by a fault of ours."""
        findings = self.got["findings"] if self.got else ()
        return tuple(finding["message"] for finding in findings if finding["code"] == FAULT)


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a JSON file: a list, or an object that holds one as ``cases``.

    Raises:
        UsageProblem: it cannot be read, or holds something else.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageProblem(str(path), error.strerror or "cannot be read", "check the path of --cases") from None
    except UnicodeDecodeError:
        raise UsageProblem(str(path), "the file of cases is not UTF-8 text", "save it as UTF-8") from None
    except (json.JSONDecodeError, RecursionError) as error:
        raise UsageProblem(str(path), f"the file of cases is not JSON ({error})", "give a list of cases") from None
    listed = content.get("cases") if isinstance(content, dict) else content
    if not isinstance(listed, list):
        raise UsageProblem(str(path), "the file holds no list of cases", "give a list of objects")
    return tuple(_case(path, number, item) for number, item in enumerate(listed, start=1))


def _case(path: Path, number: int, item: object) -> Case:
    if not isinstance(item, dict) or not all(isinstance(item.get(key), str) for key in ("kind", "text")):
        remedy = "give every case an id, a kind and a text"
        raise UsageProblem(f"{path}, case {number}", "it has no kind or no text", remedy)
    given = {key: item[key] for key in ("document", "context", "confidence") if isinstance(item.get(key), str)}
    expected = item.get("expected")
    return Case(
        id=str(item.get("id", number)),
        kind=item["kind"],
        text=item["text"],
        expected=expected if isinstance(expected, dict) else None,
        **given,
    )


def run_cases(cases: Sequence[Case], plans: Path | None, kind: str | None = None) -> tuple[Result, ...]:
    """Every case coded in its own surroundings; with ``kind`` only those of that kind.

    ``plans`` is a folder of PDFs named by the cases' documents.
    """
    surroundings = Surroundings(cases, plans)
    return tuple(_run(case, surroundings) for case in cases if kind is None or kind in (case.kind, kind_of(case.kind)))


def _run(case: Case, surroundings: Surroundings) -> Result:
    kind = kind_of(case.kind)
    if kind is None:
        return Result(case, None)
    try:
        got = code(kind, case.text, surroundings.of(case), case.context)
    except Exception as error:  # one case's bad luck must not be the file's
        got = {"findings": [{"code": FAULT, "message": internal_error(error)}]}
    if case.expected is None:
        return Result(case, None, got)
    found = compare(kind, case.expected, got)
    return Result(case, not found.differences, got, found.differences, found.ignored)
