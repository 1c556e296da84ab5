"""Corrections and reviews that a command writes into the files of their folder."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from cjaplans.ingest.errors import UsageProblem
from cjaplans.ingest.written.corrections import DEFAULT_FOLDER, LARGEST, Records
from cjaplans.ingest.written.folder import replace_text, text_of
from cjaplans.load.lookup import Found, among, find_action, find_finding, values_of
from cjaplans.load.standing import Standing, judge
from cjaplans.normalise.corrections import Correction, Review, prefix_of
from cjaplans.normalise.corrections.checking import Written, read_written
from cjaplans.normalise.corrections.columns import FIELDS, PRINTED, UnfitValueError, alike, parse
from cjaplans.normalise.corrections.writing import with_correction, with_review, without_line
from cjaplans.normalise.written import Mistake, Unwritable, nearest, quoted, suggestion

#: Keys in one message.
FEW = 4
ELSEWHERE = "reviews"


@dataclass(frozen=True, slots=True)
class Signed:
    """Who writes an entry, and when."""

    author: str
    day: date


class ChangedValue(UsageProblem):
    """A value that is no longer the one that somebody looked at and wants to correct."""


def new_correction(
    engine: Engine,
    records: Records,
    key: str,
    field: str,
    value: str,
    reason: str,
    by: Signed,
    seen: str | None = None,
) -> Correction:
    """A correction of what the database holds; ``key`` may be a key's beginning.

    ``seen`` is the ``seal`` of the value that is to be replaced, where somebody has looked at it.

    Raises:
        UsageProblem: no such action, field or value; nothing to correct; or others have to be applied first.
        ChangedValue: another value stands there than was seen.
    """
    action = _one(find_action(engine, key.strip()), "KEY", key, "action", "actions")
    if field not in FIELDS:
        raise UsageProblem("FIELD", f"no field {quoted(field)}", suggestion(field, FIELDS))
    now = _value(field, value)
    was = _stored(engine, records, action, field)
    if seen is not None and seen != seal(field, was):
        what = f"its {field} was changed since it was shown: it is {_shown(was)} now"
        raise ChangedValue(action, what, "look at it again; nothing was written")
    if alike(field, was, now):
        raise UsageProblem(action, f"its {field} is {_shown(now)} already", "give another value")
    made = Correction(action, field, was, now, _line(reason, "--reason"), _line(by.author, "--author"), by.day, "")
    if any((c.key, c.field, c.was, c.now) == (action, field, was, now) for c in records.corrections):
        raise UsageProblem(action, "this correction is written already", "see 'cjaplans corrections'")
    return made


def seal(field: str, value: str | None) -> str:
    """A fingerprint of a value of a column: the same for all that are alike."""
    same = (value or "").split() if field in PRINTED else value
    return hashlib.sha256(json.dumps([field, same]).encode()).hexdigest()[:16]


def add_correction(records: Records, folder: Path, correction: Correction) -> Correction:
    """Write a correction behind the others of its field, or into the file of its plan; return it with its source.

    Raises:
        UsageProblem: the file cannot be added to or written.
    """
    same = [c.source for c in records.corrections if (c.key, c.field) == (correction.key, correction.field)]
    made = replace(correction, source=same[-1] if same else _file_of(prefix_of(correction.key)))

    def check(before: Written, after: Written) -> bool:
        kept = [c for _, c in before.corrections]
        return [c for _, c in after.corrections] == [*kept, made] and _reviews(after) == _reviews(before)

    _amend(folder / made.source, lambda text: with_correction(text, made), check)
    return made


def new_review(engine: Engine, finding: str, accepted: bool, note: str | None, by: Signed) -> Review:
    """A review of a finding in the database, named by its id, its key or the key's beginning.

    Raises:
        UsageProblem: no such finding.
    """
    key = _one(find_finding(engine, finding.strip()), "FINDING", finding, "finding", "findings")
    return Review(key, accepted, (note or "").strip() or None, _line(by.author, "--author"), by.day, "")


def reviewed(engine: Engine, records: Records, finding: str) -> str:
    """The key of a finding that was reviewed, though it may have gone since.

    Raises:
        UsageProblem: no such finding, or nobody has reviewed it.
    """
    keys = [each.finding_key for each in records.reviews]
    key = among(keys, finding.strip()).key
    key = key or _one(find_finding(engine, finding.strip()), "FINDING", finding, "finding", "findings")
    if key not in keys:
        raise UsageProblem(key, "nobody has reviewed it", "'cjaplans findings --json' shows what is reviewed")
    return key


def add_review(records: Records, folder: Path, review: Review) -> Review:
    """Write a review, in place of the one there is of its finding; return it with its source.

    Raises:
        UsageProblem: the file cannot be added to or written.
    """
    before = _review_of(records, review.finding_key)
    made = replace(review, source=before.source if before else _file_of(_plan_of(review.finding_key)))

    def change(text: str) -> str:
        return with_review(_without(text, made.source, before) if before else text, made)

    def check(was: Written, now: Written) -> bool:
        kept = [r for r in _reviews(was) if r != before]
        return _reviews(now) == [*kept, made] and _corrections(now) == _corrections(was)

    _amend(folder / made.source, change, check)
    return made


def withdraw_review(records: Records, folder: Path, key: str) -> Review:
    """Take out the review of a finding that has one; return it.

    Raises:
        UsageProblem: the file cannot be changed.
    """
    before = next(each for each in records.reviews if each.finding_key == key)

    def check(was: Written, now: Written) -> bool:
        kept = [r for r in _reviews(was) if r != before]
        return _reviews(now) == kept and _corrections(now) == _corrections(was)

    _amend(folder / before.source, lambda text: _without(text, before.source, before), check)
    return before


def folder_of(records: Records, named: Path | None) -> Path:
    """The folder that entries are written to."""
    return records.folder or named or DEFAULT_FOLDER


def _amend(path: Path, change: Callable[[str], str], check: Callable[[Written, Written], bool]) -> None:
    """Change the text of a file, if what it then says is what was meant."""
    text = text_of(path, LARGEST, "file") if path.exists() or path.is_symlink() else ""
    if isinstance(text, Mistake):
        raise UsageProblem(f"{path}:{text.line}", text.what, text.remedy)
    try:
        changed = change(text)
    except Unwritable:
        changed = None
    if changed is None or not _is_sound(changed, text, path.name, check):
        what = "is not laid out line by line as 'cjaplans correct' writes it, so it cannot be changed safely"
        raise UsageProblem(str(path), what, "change it by hand, or lay it out as docs/corrections.md shows")
    replace_text(path, changed)


def _is_sound(changed: str, text: str, source: str, check: Callable[[Written, Written], bool]) -> bool:
    after = read_written(changed, source)
    return not after.mistakes and check(read_written(text, source), after)


def _without(text: str, source: str, review: Review) -> str:
    line = next(line for line, each in read_written(text, source).reviews if each == review)
    return without_line(text, line)


def _review_of(records: Records, key: str) -> Review | None:
    return next((each for each in records.reviews if each.finding_key == key), None)


def _reviews(written: Written) -> list[Review]:
    return [review for _, review in written.reviews]


def _corrections(written: Written) -> list[Correction]:
    return [correction for _, correction in written.corrections]


def _one(found: Found, where: str, name: str, kind: str, command: str) -> str:
    """The key that was found, or what to give instead."""
    if found.key is not None:
        return found.key
    if found.several:
        first = ", ".join(found.several[:FEW])
        what = f"the keys of {len(found.several)} {command} begin with {quoted(name)}"
        raise UsageProblem(where, what, f"give more of one: {first}{', ...' * (len(found.several) > FEW)}")
    remedy = f"did you mean {found.like[0]}?" if found.like else f"'cjaplans {command} --json' shows their keys"
    raise UsageProblem(where, f"no {kind} {quoted(name)} in a current document", remedy)


def _stored(engine: Engine, records: Records, key: str, field: str) -> str | None:
    """The value that a new correction is to replace."""
    earlier = [each for each in records.corrections if (each.key, each.field) == (key, field)]
    with engine.connect() as connection:
        waiting = any(each.standing is Standing.WAITING for each in judge(connection, earlier))
    if waiting:
        raise UsageProblem(key, f"a correction of its {field} is not applied yet", "run 'cjaplans ingest' first")
    stored = values_of(engine, key, field)
    if len(stored) > 1:
        shown = " and ".join(_shown(each) for each in stored)
        what = f"stands in two files of one plan, with {shown} for its {field}"
        raise UsageProblem(key, what, "leave only one of the files current")
    return stored[0]


def _value(field: str, text: str) -> str | None:
    try:
        return parse(field, text)
    except UnfitValueError as error:
        near = nearest(text, error.known)
        what, _, remedy = str(error).partition("; ")
        remedy = f"did you mean {near}?" if near else remedy or "give '' for no value"
        raise UsageProblem("VALUE", f"{quoted(text)} cannot be the {field}: it {what}", remedy) from None


def _file_of(plan: str) -> str:
    return f"{plan.replace('/', '-')}.yaml"


def _plan_of(finding_key: str) -> str:
    """The plan that a finding's key names, as the name of a file."""
    parts = finding_key.partition(":")[0].split("/")
    period = next((part for part in parts[1:3] if re.fullmatch(r"\d{4}-\d{2}|undated", part)), None)
    return f"{parts[0]}/{period}" if period and parts[0] != "sha256" else ELSEWHERE


def _line(text: str, option: str) -> str:
    line = " ".join(text.split())
    if not line:
        raise UsageProblem(option, "is empty", "say it in a few words")
    return line


def _shown(value: str | None) -> str:
    return "empty" if value is None else quoted(value)
