"""The results of worked cases, for people and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cjaplans.publish.code.cases import SURE, Result
from cjaplans.publish.safe import json_text, one_line

#: Cases whose kind is not coded, and cases that expect nothing.
SKIPPED, UNCOMPARED = "skipped", "without expectation"


def record_json(record: dict[str, Any]) -> str:
    """One coded text."""
    return json_text(record, indent=2)


def results_json(results: Sequence[Result]) -> str:
    """All results: id, kind, whether it is as expected, and what was coded."""
    rows = [{"id": r.case.id, "kind": r.case.kind, "ok": r.ok, "got": r.got} for r in results]
    return json_text(rows, indent=1)


def lines(results: Sequence[Result]) -> Iterator[str]:
    """A line for each result, with a line for each key that differs; then the totals of each kind."""
    for result in results:
        yield _line(result)
        yield from (f"        {one_line(fault)}" for fault in result.faults)
        for difference in result.differences:
            got = "nothing" if difference.missing else _short(difference.got)
            yield f"        {one_line(difference.key)}: expected {_short(difference.expected)}, got {got}"
    yield ""
    yield from totals(results)


def _line(result: Result) -> str:
    state = "skipped" if result.skipped else "coded" if result.ok is None else "ok" if result.ok else "FAIL"
    ignored = f"  (not compared: {', '.join(map(one_line, result.ignored))})" if result.ignored else ""
    return f"{state:<8}{one_line(result.case.id)}  {one_line(result.case.kind)}{ignored}"


def _short(value: Any) -> str:
    return one_line(json_text(value))


def totals(results: Iterable[Result]) -> Iterator[str]:
    """How many cases of each kind are as expected: all, and those of high confidence."""
    counts: dict[str, Counter[str]] = {}
    for result in results:
        for kind in (result.case.kind, "all kinds"):
            counts.setdefault(kind, Counter()).update(_counted(result))
    for kind in sorted(counts, key=lambda kind: (kind == "all kinds", kind)):
        count = counts[kind]
        sure = f"high confidence {count['sure ok']}/{count['sure']}"
        others = "".join(f", {count[name]} {name}" for name in (SKIPPED, UNCOMPARED) if count[name])
        yield f"{one_line(kind)}: {count['ok']}/{count['compared']} as expected, {sure}{others}"


def _counted(result: Result) -> list[str]:
    if result.ok is None:
        return [SKIPPED if result.skipped else UNCOMPARED]
    sure = result.case.confidence == SURE
    return ["compared", *(["ok"] if result.ok else []), *(["sure"] if sure else []),
            *(["sure ok"] if sure and result.ok else [])]  # fmt: skip
