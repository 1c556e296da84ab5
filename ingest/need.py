"""What must be done with a file that is known: nothing, normalise its stored extraction anew, or read it again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cjaplans.load.known import Known
from cjaplans.load.store import Maker
from cjaplans.normalise.model import State


class Need(StrEnum):
    """What a file needs."""

    NOTHING = "nothing"
    RENEWAL = "renewal"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a document would be made by now: as ``Known`` names it.

    ``rejected`` is what is recorded of a rejection. ``password`` says that one is given for the file.
    """

    pages: str | None
    made: Maker
    rejected: Maker
    layouts_digest: str | None
    corrections_digest: str | None
    password: bool = False


def need_of(known: Known, wanted: Wanted) -> Need:
    """What a known file needs to be as it would be if it were read now for the first time.

    A rejected file is tried again for other pages, rules of extraction, limits or, where the fault was ours, rules of
    normalisation; and whenever a password is given, as none is kept to compare it with.
    """
    if known.pages != wanted.pages:
        return Need.READING
    if known.state is State.REJECTED:
        same = known.extractor == wanted.rejected.extractor
        same = same and known.normaliser in (None, wanted.rejected.normaliser)
        return Need.NOTHING if same and not wanted.password else Need.READING
    if known.extractor != wanted.made.extractor:
        return Need.READING
    return Need.NOTHING if is_current(known, wanted) else Need.RENEWAL


def is_current(known: Known, wanted: Wanted) -> bool:
    """Whether a document was made by the rules, layouts and corrections of now, whatever extracted it."""
    made = (known.normaliser, known.layouts_digest, known.corrections_digest)
    return made == (wanted.made.normaliser, wanted.layouts_digest, wanted.corrections_digest)
