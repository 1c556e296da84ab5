"""The text of a file of corrections becomes corrections and reviews, or mistakes that name line and remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import yaml

from cjaplans.normalise.codebooks import read
from cjaplans.normalise.corrections.columns import FIELDS, NO, YES, UnfitValueError, alike, parse
from cjaplans.normalise.corrections.model import Correction, Review
from cjaplans.normalise.written import (
    Checker,
    FileKind,
    Malformed,
    Mistake,
    line_of,
    nearest,
    quoted,
    root_of,
    suggestion,
)

KIND = FileKind("corrections", "write one with 'cjaplans correct KEY FIELD VALUE --reason R --author A'")
CORRECTIONS, REVIEWS = "corrections", "reviews"
CORRECTION_KEYS = ("key", "field", "expected", "value", "reason", "author", "date")
REVIEW_KEYS = ("finding", "accepted", "note", "author", "date")
#: ``authority/period/ref-digest~2`` (``keys.action_key``).
ACTION_KEY = re.compile(r"(?P<authority>[^/\s]+)/(?P<period>\d{4}-\d{2}|undated)/(?:\S+-)?[0-9a-f]{8}(?:~[1-9]\d*)?")
#: ``subject:code:digest~2`` (``load.finding_rows``).
FINDING_KEY = re.compile(r"\S+:[a-z_]+:[0-9a-f]{8}(?:~[1-9]\d*)?")

Parts = dict[str, yaml.Node]


@dataclass(frozen=True, slots=True)
class Written:
    """What one file holds, each with its line."""

    source: str
    corrections: tuple[tuple[int, Correction], ...] = ()
    reviews: tuple[tuple[int, Review], ...] = ()
    mistakes: tuple[Mistake, ...] = field(default=())


def read_written(text: str, source: str) -> Written:
    """What a text says; with mistakes, in the order of their lines, what can be understood of it."""
    checker = _Checker(source)
    try:
        if node := root_of(text, KIND):
            checker.read(node)
    except Malformed as error:
        return Written(source, mistakes=(error.mistake,))
    mistakes = tuple(sorted(checker.mistakes, key=lambda mistake: mistake.line))
    return Written(source, tuple(checker.corrections), tuple(checker.reviews), mistakes)


def repeats(files: Iterable[Written]) -> Iterator[tuple[str, Mistake]]:
    """Corrections and reviews that stand somewhere before, with the file that repeats them."""
    first: dict[object, str] = {}
    for file in files:
        corrections = ((n, (c.key, c.field, c.was, c.now), "correction") for n, c in file.corrections)
        reviews = ((n, r.finding_key, "review of this finding") for n, r in file.reviews)
        for line, identity, what in (*corrections, *reviews):
            place = f"{file.source}:{line}"
            earlier = first.setdefault(identity, place)
            if earlier != place:
                yield file.source, Mistake(line, f"the same {what} stands at {earlier}", "keep one of them")


class _Checker(Checker):
    """Collects what one file says."""

    def __init__(self, source: str) -> None:
        super().__init__(KIND)
        self.source = source
        self.corrections: list[tuple[int, Correction]] = []
        self.reviews: list[tuple[int, Review]] = []

    def read(self, node: yaml.Node) -> None:
        lists = self.mapping(node, "a file of corrections", (CORRECTIONS, REVIEWS)) or {}
        for name, take in ((CORRECTIONS, self._correction), (REVIEWS, self._review)):
            if name in lists:
                for entry in self.list_of(lists[name], f"'{name}'", empty=True):
                    take(entry)

    def _correction(self, node: yaml.Node) -> None:
        parts = self._parts(node, "a correction", CORRECTION_KEYS, CORRECTION_KEYS)
        if parts is None:
            return
        key, name = self._key(parts["key"]), self._field(parts["field"])
        made = self._made(parts)
        reason = self._line(parts["reason"], "the reason")
        if name is None:
            return
        was, now = (self._value(parts[part], name) for part in ("expected", "value"))
        if isinstance(was, _Wrong) or isinstance(now, _Wrong) or key is None or reason is None or made is None:
            return
        if alike(name, was, now):
            self.wrong(parts["value"], "the value is the expected one", "write what it should be instead")
            return
        self.corrections.append((line_of(node), Correction(key, name, was, now, reason, *made, self.source)))

    def _review(self, node: yaml.Node) -> None:
        parts = self._parts(node, "a review", REVIEW_KEYS, ("finding", "author", "date"))
        if parts is None:
            return
        finding, made = self._finding(parts["finding"]), self._made(parts)
        accepted = self._yes(parts["accepted"]) if "accepted" in parts else False
        note = self.text(parts["note"], "the note", empty=True) if "note" in parts else None
        if not accepted and not note and accepted is not None:
            self.wrong(node, "the review says nothing", "add 'accepted: yes' or a 'note'")
        elif finding is not None and made is not None and accepted is not None:
            self.reviews.append((line_of(node), Review(finding, accepted, note or None, *made, self.source)))

    def _parts(self, node: yaml.Node, what: str, known: Sequence[str], needed: Sequence[str]) -> Parts | None:
        """The parts of an entry; None where one is missing or none of its keys is."""
        parts = self.mapping(node, what, known)
        missing = [name for name in needed if parts is not None and name not in parts]
        if missing:
            names = ", ".join(f"'{name}'" for name in missing)
            self.wrong(node, f"{what} lacks {names}", f"add a line '{missing[0]}: ...'")
        return None if missing else parts

    def _key(self, node: yaml.Node) -> str | None:
        text = self._line(node, "the key")
        if text is None:
            return None
        match = ACTION_KEY.fullmatch(text)
        authorities = [row["key"] for row in read("authorities")]
        if match is None:
            remedy = "give it whole, as 'cjaplans actions --json' shows it: authority/period/number-digest"
            self.wrong(node, f"{quoted(text)} is no key of an action", remedy)
        elif match["authority"] not in (*authorities, "unknown"):
            what = f"no authority {quoted(match['authority'])}"
            self.wrong(node, what, suggestion(match["authority"], authorities))
        else:
            return text
        return None

    def _finding(self, node: yaml.Node) -> str | None:
        text = self._line(node, "the finding")
        if text is not None and not FINDING_KEY.fullmatch(text):
            remedy = "give its key, as 'cjaplans findings --json' shows it: subject:code:digest"
            self.wrong(node, f"{quoted(text)} is no key of a finding", remedy)
            return None
        return text

    def _field(self, node: yaml.Node) -> str | None:
        text = self._line(node, "the field")
        if text is not None and text not in FIELDS:
            self.wrong(node, f"unknown field {quoted(text)}", suggestion(text, FIELDS))
            return None
        return text

    def _value(self, node: yaml.Node, name: str) -> str | _Wrong | None:
        text = self.text(node, f"a value of {name}", empty=True)
        if text is None:
            return _Wrong()
        try:
            return parse(name, text)
        except UnfitValueError as error:
            near = nearest(text, error.known)
            what, _, remedy = str(error).partition("; ")
            remedy = f"did you mean {near}?" if near else remedy or "leave it empty for no value"
            self.wrong(node, f"{quoted(text)} cannot be the {name}: it {what}", remedy)
            return _Wrong()

    def _made(self, parts: Parts) -> tuple[str, date] | None:
        """Author and date."""
        author = self._line(parts["author"], "the author")
        text = self._line(parts["date"], "the date")
        try:
            day = date.fromisoformat(text) if text else None
        except ValueError:
            self.wrong(parts["date"], f"{quoted(text or '')} is no day", "write it as in 2010-04-01")
            return None
        return (author, day) if author and day else None

    def _yes(self, node: yaml.Node) -> bool | None:
        text = (self.text(node, "'accepted'", empty=True) or "").casefold()
        if text not in YES | NO:
            self.wrong(node, f"'accepted' is {quoted(text)}", "write yes or no")
            return None
        return text in YES

    def _line(self, node: yaml.Node, what: str) -> str | None:
        text = self.text(node, what)
        return " ".join(text.split()) or None if text else None


class _Wrong:
    """Stands for a value that was refused."""
