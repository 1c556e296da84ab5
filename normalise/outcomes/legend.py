"""A list of outcomes printed in the document itself, and where it differs from the codebook (domain.md 3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cjaplans.normalise.coded import Doubt
from cjaplans.normalise.outcomes.entries import LegendEntry, Rows, entries_of_rows
from cjaplans.normalise.outcomes.lists import means
from cjaplans.normalise.outcomes.meanings import coverage, has_topic, stems_of, words_of
from cjaplans.normalise.outcomes.schemes import OWN_LETTERS, codes_of, label_of, scheme_of
from cjaplans.normalise.text import readable

#: ``C1 - Safer communities``; the sign may be missing in a list, or where the words are those of the outcome.
_ENTRY = re.compile(
    r"^(?P<letter>[A-Z])\s?(?P<number>\d{1,2})\s?(?P<sign>[-–:.)]?)\s*(?P<text>[A-Za-z][A-Za-z' ]{3}.*)$"
)
_CODE_ALONE = re.compile(r"^([A-Z])\s?(\d{1,2})[.:)]?$")
#: A group's heading that names the letter of the numbered lines below it, and such a line.
_GROUP = re.compile(r"^.{0,80}\boutcomes?\b.{0,80}\((?P<letter>[A-Z])\)\W*$", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?P<number>\d{1,2})\s?[.):-]\s*(?P<text>[A-Za-z].*)$")
#: A group of numbered lines has ended after so many lines that do not go on with it.
PATIENCE = 4
#: An entry is of an outcome when it has its topic or this share of its stems; it differs when another has far more.
LIKE = 0.6
FAR_MORE = 0.35
#: Fewer entries than this are no list; so many, and this share, must have a scheme's meanings to settle the scheme.
FEWEST = 3
FEWEST_ALIKE = 2
SHARE_ALIKE = 0.3


@dataclass(frozen=True, slots=True)
class Legend:
    """A printed list of outcomes; no scheme when it is like none of the codebook's."""

    entries: tuple[LegendEntry, ...] = ()
    scheme: str | None = None

    def within(self, scheme: str | None) -> Legend:
        """The list as one of the document's scheme, where it is long enough and does not say its own."""
        return replace(self, scheme=scheme) if self.scheme is None and len(self.entries) >= FEWEST else self


def read_legend(texts: Iterable[str], tables: Iterable[Rows] = ()) -> Legend:
    """The outcomes a document lists, in its text and in its tables of outcomes.

    Texts or cells with ``C1 - text``, a code and its text in two cells, or numbered lines under a heading
    that names their letter ("Outcomes for offenders (B)").
    """
    entries: dict[str, LegendEntry] = {}
    for rows in tables:
        lines = _lines_of(dict.fromkeys(cell for row in rows for cell in row))
        _keep(entries, [*entries_of_rows(rows), *_entries(lines, listed=True), *_numbered(lines)])
    lines = _lines_of(texts)
    _keep(entries, [*_entries(lines), *_numbered(lines)])
    found = tuple(entries.values())
    return Legend(found, _scheme(found)) if found else Legend()


def _lines_of(texts: Iterable[str]) -> list[str]:
    return [line for text in texts for line in readable(text)[0].split("\n") if line]


def _keep(known: dict[str, LegendEntry], entries: Iterable[LegendEntry]) -> None:
    """Adds entries whose codes are new: what is printed first counts."""
    for entry in entries:
        known.setdefault(entry.code, entry)


def _entries(lines: Sequence[str], listed: bool = False) -> Iterator[LegendEntry]:
    """Lines that are a code and its text, in one line or two.

    Without a sign between them the text must be the outcome's own, unless the line stands in a list: ``listed``,
    or right behind or before an entry with the number before or after it.
    """
    sure = {at: entry for at, line in enumerate(lines) if (entry := _entry(line, listed))}
    unsure = {at: entry for at, line in enumerate(lines) if at not in sure and (entry := _entry(line, True))}
    for at in (*sorted(unsure), *sorted(unsure, reverse=True)):
        if any(near in sure and _follow(sure[near], unsure[at], at - near) for near in (at - 1, at + 1)):
            sure[at] = unsure[at]
    waiting: str | None = None
    for at, line in enumerate(lines):
        alone = _CODE_ALONE.match(line)
        if at in sure:
            yield sure[at]
        elif waiting and means(waiting, line, None):
            yield LegendEntry(waiting, line.strip())
        waiting = alone[1] + str(int(alone[2])) if alone else None


def _entry(line: str, listed: bool) -> LegendEntry | None:
    match = _ENTRY.match(line)
    if not match:
        return None
    code = match["letter"] + str(int(match["number"]))
    if match["sign"] in ("-", "–", ":") or listed or means(code, match["text"], None):
        return LegendEntry(code, match["text"].strip())
    return None


def _follow(known: LegendEntry, other: LegendEntry, step: int) -> bool:
    """Whether another entry's number follows a known one's, or goes before it where ``step`` is negative."""
    return other.code[0] == known.code[0] and int(other.code[1:]) == int(known.code[1:]) + step


def _numbered(lines: list[str]) -> Iterator[LegendEntry]:
    """Numbered lines, counted from 1, under a heading with their letter."""
    letter, last, strange = "", 0, 0
    for line in lines:
        group, match = _GROUP.match(line), _NUMBERED.match(line)
        if group:
            letter, last, strange = group["letter"].upper(), 0, 0
        elif letter and match and int(match["number"]) == last + 1:
            last, strange = last + 1, 0
            yield LegendEntry(f"{letter}{last}", match["text"].strip())
        elif letter:
            strange += 1
            letter = letter if strange < PATIENCE else ""


def _scheme(entries: Sequence[LegendEntry]) -> str | None:
    """The scheme whose outcomes the entries are, where enough are and more than of another; else what the codes say."""
    alike = {scheme: sum(_is_like(scheme, entry) for entry in entries) for scheme in OWN_LETTERS}
    best, other = sorted(alike, key=lambda scheme: alike[scheme], reverse=True)
    if alike[best] >= max(FEWEST_ALIKE, SHARE_ALIKE * len(entries)) and alike[best] > alike[other]:
        return best
    return scheme_of([entry.code for entry in entries]) if len(entries) >= FEWEST else None


def _is_like(scheme: str, entry: LegendEntry) -> bool:
    words = words_of(entry.text)
    return coverage(stems_of(scheme, entry.code), words) >= LIKE or has_topic(scheme, entry.code, words)


def compare_legend(legend: Legend) -> tuple[Doubt, ...]:
    """Where a printed list says something else than the codebook, or has codes that its scheme has not.

    Misprints and other wordings of the same meaning are no difference; nor are entries that are left out.
    """
    found = (_difference(legend.scheme, entry) for entry in legend.entries if legend.scheme)
    return tuple(Doubt("legend_differs", message) for message in found if message)


def disputed_codes(legend: Legend) -> frozenset[str]:
    """The codes by which the document means something else than its scheme does."""
    if legend.scheme is None:
        return frozenset()
    known = codes_of(legend.scheme)
    return frozenset(e.code for e in legend.entries if e.code in known and _difference(legend.scheme, e))


def _difference(scheme: str, entry: LegendEntry) -> str | None:
    if entry.code not in codes_of(scheme):
        return f"the document lists {entry.code} ('{entry.text[:60]}'), which {scheme} does not have"
    words = words_of(entry.text)
    own, most = (coverage(stems_of(scheme, entry.code), words), max(_coverages(scheme, words)))
    if _is_like(scheme, entry) and most < max(own, LIKE) + FAR_MORE:
        return None
    return f"the document gives {entry.code} as '{entry.text[:60]}', the codebook as '{label_of(scheme, entry.code)}'"


def _coverages(scheme: str, words: Sequence[str]) -> Iterator[float]:
    return (coverage(stems_of(scheme, code), words) for code in codes_of(scheme))
