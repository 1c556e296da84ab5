"""What a column's cells hold, whatever its heading: judged by the modules that code the values."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from cjaplans.normalise.authorities import names_area
from cjaplans.normalise.coded import PartyKind, StatusBasis, ValueContext
from cjaplans.normalise.dates import read_dates
from cjaplans.normalise.grid import TableGrid
from cjaplans.normalise.heading_words import vocabulary
from cjaplans.normalise.money import read_money
from cjaplans.normalise.parties import read_parties
from cjaplans.normalise.refs import BARE, open_cell, take_codes
from cjaplans.normalise.statuses import read_status

#: As many cells tell what a column holds; more only take time.
SAMPLE = 24
#: Texts longer than these (words) are prose, whatever they name.
LONGEST_DATE, LONGEST_STATUS, LONGEST_PARTIES, LONGEST_MONEY, LONGEST_WATCH = 10, 4, 14, 16, 8
#: Words a cell has, on the average, from which a column is prose, and the share of its cells that tell what was done.
PROSE, TOLD = 4, 0.5
#: A text of fewer words tells of no progress.
SHORTEST_SENTENCE = 3
#: Cells that say nothing about their column.
EMPTY = re.compile(
    r"^[\s().…*–—_-]*"
    r"(?:(?:as|see) (?:above|below)|ditto|n/?a|tb[acd]|none|nil|not applicable|to be (?:confirmed|agreed))?"
    r"[\s().…*–—_-]*$",
    re.IGNORECASE,
)
#: Letters and signs of a column of statuses.
MARKS = re.compile(r"^\s*(?:[RAGBP]|[●■▲▼►◄◆▶◀⬤↑↓→←↔↗↘✓✔√✗✘☑☒☐xX]|[RAGB]\s?[/→>-]\s?[RAGB])\s*$")
COLOUR = re.compile(r"^\W*(?:(?:red|amber|green|blue|grey|gray)(?:\W|$|and|to)+)+$", re.IGNORECASE)
YES_OR_NO = re.compile(r"^[\s().]*(?:y|n|yes|no|y\s?/\s?n|[?✓✔√✗✘☑☒☐xX])[\s().]*$", re.IGNORECASE)
#: How often, or in what paper, something is looked at.
WATCHED = re.compile(
    r"\b(?:(?:bi-?)?(?:annual(?:ly)?|(?:month|year|week|quarter)ly)|daily|each|every)\b"
    r"|\b(?:reports?|returns?|statistics|minutes|logs?|records?|surveys?|scorecard)\W*$",
    re.IGNORECASE,
)
FIGURE = re.compile(r"^[\s£€(+-]*\d[\d,.\s]*(?:%|k|m|p|bn)?[\s)]*(?:[↑↓→▲▼])?$", re.IGNORECASE)
PAST = re.compile(
    r"\b(?:has|have|had|was|were)\b"
    r"|\b(?:is|are|being|now|currently)\b.{0,20}\b(?:being|underway|under way|ongoing|in place|complete|\w{4,}ed)\b"
    r"|\b(?:came|went|took|began|ran|gave|found|met|held|led|underway|under way)\b"
    r"|^\W*(?:\w+\W+){0,3}\w{3,}ed\b",
    re.IGNORECASE | re.DOTALL,
)
INTENDED = re.compile(r"\b(?:will|shall|to be)\b", re.IGNORECASE)
#: Nothing is known of the document around a cell that is judged.
NOWHERE = ValueContext()


class Content(StrEnum):
    """What a cell may hold."""

    CODES = "outcome codes"
    REFS = "reference numbers"
    DATES = "dates"
    STATUSES = "statuses"
    MARKS = "status letters or signs"
    MONEY = "money"
    PARTIES = "organisations or people"
    FIGURES = "figures"
    YES_OR_NO = "yes or no"
    PLACES = "councils or areas"
    WATCHING = "how often it is watched"
    ACTIONS = "what will be done"
    PROGRESS = "what has been done"


@dataclass(frozen=True, slots=True)
class Column:
    """The texts of a column's cells that say something; a cell over several rows counts once."""

    texts: tuple[str, ...]

    def share(self, content: Content) -> float:
        """The share of cells (0..1) that hold such a thing; 0 in an empty column."""
        return sum(holds(text, content) for text in self.texts) / len(self.texts) if self.texts else 0.0

    @property
    def words(self) -> float:
        """How many words a cell has, on the average."""
        return sum(len(text.split()) for text in self.texts) / len(self.texts) if self.texts else 0.0


def column_of(grid: TableGrid, body: int, column: int) -> Column:
    """The cells of one column below the header; headings over all columns are left out."""
    cells = {id(c): c for r in range(body, grid.rows) if (c := grid.at(r, column))}
    written = (c.text for c in cells.values() if c.column_span < grid.columns and not EMPTY.match(c.text))
    return Column(tuple(text for text, _ in zip(written, range(SAMPLE), strict=False)))


@lru_cache(maxsize=8192)
def holds(text: str, content: Content) -> bool:
    """Whether a cell holds such a thing and little else."""
    return _JUDGES[content](text)


def _codes(text: str) -> bool:
    return bool(take_codes(f"({text})")[0])


def _refs(text: str) -> bool:
    return bool(BARE.match(text.strip()))


def _dates(text: str) -> bool:
    if len(text.split()) > LONGEST_DATE or (BARE.match(text.strip()) and not re.search(r"(?:19|20)\d\d", text)):
        return False
    reading = read_dates(text, NOWHERE)
    read = sum(_signs(mention.printed) for mention in reading.mentions)
    return bool(reading.mentions) and read * 2 >= _signs(text)


def _signs(text: str) -> int:
    return sum(sign.isalnum() for sign in text)


def _statuses(text: str) -> bool:
    if len(text.split()) > LONGEST_STATUS:
        return False
    reading = read_status(text, None)
    return _marks(text) or (reading.basis is StatusBasis.COLUMN and bool(reading.statuses))


def _marks(text: str) -> bool:
    return bool(MARKS.match(text) or COLOUR.match(text))


def _money(text: str) -> bool:
    return len(text.split()) <= LONGEST_MONEY and not _dates(text) and read_money(text, NOWHERE).basis is not None


def _parties(text: str) -> bool:
    if len(text.split()) > LONGEST_PARTIES or _marks(text) or _actions(text):
        return False
    parties = read_parties(text, NOWHERE).parties
    known = sum(party.kind is not PartyKind.UNRESOLVED for party in parties)
    return known * 2 >= len(parties) > 0


def _yes_or_no(text: str) -> bool:
    return bool(YES_OR_NO.match(text))


def _places(text: str) -> bool:
    return names_area(text)


def _watching(text: str) -> bool:
    return len(text.split()) <= LONGEST_WATCH and bool(WATCHED.search(text)) and not PAST.search(text)


def _figures(text: str) -> bool:
    return bool(FIGURE.match(text))


def _actions(text: str) -> bool:
    """Whether a text tells what to do ("Develop a protocol", "To develop", "A protocol will be developed")."""
    return _orders(text) or bool(INTENDED.search(text) and not PAST.search(text))


def _orders(text: str) -> bool:
    """Whether a text begins with an order."""
    words = [w.strip(".,:;()-–•\"'").casefold() for w in open_cell(text).rest.split()]
    words = [word for word in words if word][:2]
    first = next((word for word in words if word not in ("to", "jointly", "further", "and")), "")
    return len(text.split()) > 1 and first in _verbs()


def _progress(text: str) -> bool:
    return len(text.split()) >= SHORTEST_SENTENCE and bool(PAST.search(text)) and not _orders(text)


@lru_cache
def _verbs() -> frozenset[str]:
    return frozenset(vocabulary("verbs"))


_JUDGES: dict[Content, Callable[[str], bool]] = {
    Content.CODES: _codes,
    Content.REFS: _refs,
    Content.DATES: _dates,
    Content.STATUSES: _statuses,
    Content.MARKS: _marks,
    Content.MONEY: _money,
    Content.PARTIES: _parties,
    Content.FIGURES: _figures,
    Content.YES_OR_NO: _yes_or_no,
    Content.PLACES: _places,
    Content.WATCHING: _watching,
    Content.ACTIONS: _actions,
    Content.PROGRESS: _progress,
}


def tells_progress(column: Column) -> bool:
    """Whether a column of prose tells what has been done, and not what to do."""
    prose = column.words >= PROSE and column.share(Content.ACTIONS) <= 1 - TOLD
    return prose and column.share(Content.PROGRESS) >= TOLD


def most_likely(column: Column, wanted: Sequence[Content], least: float) -> tuple[Content, float] | None:
    """What most cells of a column hold, of several things in order of preference; None below the least share."""
    shares = [(content, column.share(content)) for content in wanted]
    best = max(shares, key=lambda each: each[1], default=None)
    return best if best and best[1] >= least else None
