"""A list of outcomes printed in the document itself, and where it differs from the codebook (domain.md 3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cjaplans.normalise.coded import Doubt
from cjaplans.normalise.outcomes.lists import means
from cjaplans.normalise.outcomes.meanings import coverage, stems_of, words_of
from cjaplans.normalise.outcomes.schemes import codes_of, label_of, scheme_of
from cjaplans.normalise.text import readable

#: ``C1 - Safer communities``; the sign may be missing where the words are those of the outcome.
_ENTRY = re.compile(
    r"^(?P<letter>[A-Z])\s?(?P<number>\d{1,2})\s?(?P<sign>[-–:.)]?)\s*(?P<text>[A-Za-z][A-Za-z' ]{3}.*)$"
)
_CODE_ALONE = re.compile(r"^([A-Z])\s?(\d{1,2})[.:)]?$")
#: A group's heading that names the letter of the numbered lines below it, and such a line.
_GROUP = re.compile(r"^.{0,80}\boutcomes?\b.{0,80}\((?P<letter>[A-Z])\)\W*$", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?P<number>\d{1,2})\s?[.):-]\s*(?P<text>[A-Za-z].*)$")
#: A group of numbered lines has ended after so many lines that do not go on with it.
PATIENCE = 4
#: An entry is of an outcome when it has this share of its stems, and differs when another has far more of its own.
LIKE = 0.4
FAR_MORE = 0.35
#: Fewer entries than this are no list.
FEWEST = 3


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One outcome of a printed list."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Legend:
    """A printed list of outcomes; no scheme when it is like none of the codebook's."""

    entries: tuple[LegendEntry, ...] = ()
    scheme: str | None = None


def read_legend(cells: Iterable[str]) -> Legend:
    """The outcomes a document lists.

    Cells or paragraphs with ``C1 - text``, a code and its text in two cells, or numbered lines under a heading
    that names their letter ("Outcomes for offenders (B)").
    """
    lines = [line for cell in cells for line in readable(cell)[0].split("\n") if line]
    entries: dict[str, LegendEntry] = {}
    for entry in (*_entries(lines), *_numbered(lines)):
        entries.setdefault(entry.code, entry)
    found = tuple(entries.values())
    return Legend(found, _scheme(found)) if found else Legend()


def _entries(lines: list[str]) -> Iterator[LegendEntry]:
    waiting: str | None = None
    for line in lines:
        match, alone = _ENTRY.match(line), _CODE_ALONE.match(line)
        if match:
            code = match["letter"] + str(int(match["number"]))
            if match["sign"] in ("-", "–", ":") or means(code, match["text"], None):
                yield LegendEntry(code, match["text"].strip())
        elif waiting and means(waiting, line, None):
            yield LegendEntry(waiting, line.strip())
        waiting = alone[1] + str(int(alone[2])) if alone else None


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


def _scheme(entries: tuple[LegendEntry, ...]) -> str | None:
    """The scheme whose outcomes most entries are, if they are most of the entries."""
    if len(entries) < FEWEST:
        return None
    best = max(("NSMO23", "LB14"), key=lambda scheme: sum(_likeness(scheme, e) >= LIKE for e in entries))
    alike = sum(_likeness(best, entry) >= LIKE for entry in entries)
    return best if 2 * alike > len(entries) else scheme_of([entry.code for entry in entries])


def _likeness(scheme: str, entry: LegendEntry) -> float:
    return coverage(stems_of(scheme, entry.code), words_of(entry.text))


def compare_legend(legend: Legend) -> tuple[Doubt, ...]:
    """Where a printed list says something else than the codebook, or has codes that its scheme has not.

    Misprints and other wordings of the same meaning are no difference; nor are entries that are left out.
    """
    if legend.scheme is None:
        return ()
    found = (_difference(legend.scheme, entry) for entry in legend.entries)
    return tuple(Doubt("legend_differs", message) for message in found if message)


def _difference(scheme: str, entry: LegendEntry) -> str | None:
    if entry.code not in codes_of(scheme):
        return f"the document lists {entry.code} ('{entry.text[:60]}'), which {scheme} does not have"
    own = _likeness(scheme, entry)
    words = words_of(entry.text)
    other = max(codes_of(scheme), key=lambda code: coverage(stems_of(scheme, code), words))
    if own >= LIKE and coverage(stems_of(scheme, other), words) < own + FAR_MORE:
        return None
    return f"the document gives {entry.code} as '{entry.text[:60]}', the codebook as '{label_of(scheme, entry.code)}'"
