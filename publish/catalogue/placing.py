"""Where a plan belongs that does not say so itself: by its title, or by the name of its file. A guess, never stored."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from cjaplans.normalise.authorities import authority_of
from cjaplans.normalise.facts import kind_of_title
from cjaplans.normalise.model import DocumentKind
from cjaplans.normalise.periods import Period, fiscal_span, single_year

#: What stands between figures in names of files, where a plan prints "2009-10".
_BETWEEN_FIGURES = re.compile(r"(?<=\d)[_.~](?=\d)")
_BETWEEN_WORDS = re.compile(r"[_.,+~()\[\]]+|%20")
_YEAR_BESIDE_WORDS = re.compile(r"(?<=[A-Za-z])-(?=\d)|(?<=\d)-(?=[A-Za-z])")


class Basis(StrEnum):
    """What a place in the catalogue rests on."""

    DOCUMENT = "document"
    TITLE = "title"
    FILE_NAME = "file_name"


@dataclass(frozen=True, slots=True)
class Place:
    """Whose plan it is and for which days, as far as that is known, and on what it rests."""

    authority: str | None
    period: Period | None
    basis: Basis

    @property
    def whole(self) -> bool:
        """Whether both are known."""
        return self.authority is not None and self.period is not None


def place_of(authority: str | None, period: Period | None, title: str | None, file_name: str) -> Place:
    """The place a document states; what it does not state is looked for in its title, then in its file's name."""
    place = Place(authority, period, Basis.DOCUMENT)
    for basis, text in ((Basis.TITLE, title or ""), (Basis.FILE_NAME, words_of(file_name))):
        if place.whole:
            break
        found_authority = place.authority or authority_of(text, "")
        found_period = place.period or fiscal_span(text) or single_year(text)
        if (found_authority, found_period) != (place.authority, place.period):
            place = Place(found_authority, found_period, basis)
    return place


def words_of(file_name: str) -> str:
    """A file's name as it would be printed: ``tayside_plan_2009_10.pdf`` is "tayside plan 2009-10"."""
    name = _BETWEEN_FIGURES.sub("-", PurePath(file_name).stem)
    return _YEAR_BESIDE_WORDS.sub(" ", _BETWEEN_WORDS.sub(" ", name))


def guessed_kind(title: str | None, file_name: str) -> DocumentKind:
    """What a document is that was not read, by its title, or by its file's name where it has none."""
    return kind_of_title(title or words_of(file_name).replace("-", " "))
