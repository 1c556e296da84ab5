"""``cjaplans diff``: two databases compared, for people or programs."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console

from cjaplans.ingest.errors import UsageProblem
from cjaplans.load.older import opened
from cjaplans.publish.diff.as_html import as_html
from cjaplans.publish.diff.as_json import as_json
from cjaplans.publish.diff.as_text import print_diff
from cjaplans.publish.diff.compare import compare
from cjaplans.publish.diff.scope import Scope, scope_of
from cjaplans.publish.diff.snapshot import snapshot
from cjaplans.publish.diff.withheld import without_names
from cjaplans.publish.listing import UnknownFilterError, known_authority
from cjaplans.publish.withheld import redactor_of


def show_diff(
    old: str,
    new: str,
    form: str | None,
    console: Console,
    *,
    authority: str | None = None,
    period: str | None = None,
    fields: Iterable[str] = (),
    confidence: bool = False,
    findings: bool = False,
    redact_people: bool = False,
) -> bool:
    """Print what differs between two databases (``form``: None, ``json`` or ``html``); return whether anything does.

    Raises ``DatabaseError`` and ``UsageProblem``.
    """
    with opened(old) as before, opened(new) as after:
        try:
            key = None if authority is None else known_authority(after, authority)
            scope: Scope = scope_of(key, period, fields, confidence=confidence)
        except UnknownFilterError as error:
            raise UsageProblem("diff", str(error), "see 'cjaplans diff --help'") from error
        diff = compare(snapshot(before, old), snapshot(after, new), scope)
        if redact_people:
            diff = without_names(diff, redactor_of(before, after))
    if form is None:
        print_diff(diff, console, findings=findings)
    else:
        write = as_json if form == "json" else as_html
        console.file.write(f"{write(diff, findings=findings)}\n")
    return diff.differs
