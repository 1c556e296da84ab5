"""What the columns of a table hold, as somebody says: written as a layout, and its document normalised anew."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cjaplans.extract.model import ExtractedDocument, Table
from cjaplans.ingest.errors import UsageProblem
from cjaplans.ingest.lock import writing
from cjaplans.ingest.log import MutedLog
from cjaplans.ingest.reading import NOT_STORED
from cjaplans.ingest.refreshing import refresh
from cjaplans.ingest.request import Request
from cjaplans.ingest.stored import Store, folder_of
from cjaplans.ingest.written.correcting import Desk, Say, applying
from cjaplans.ingest.written.drafting import draft_for, refuse_clashes
from cjaplans.ingest.written.folder import replace_text
from cjaplans.ingest.written.layouts import DEFAULT_FOLDER, layout_files
from cjaplans.load.database import open_readonly
from cjaplans.load.known import Known, known_documents
from cjaplans.normalise.model import Plan, Role, TableReading
from cjaplans.normalise.plan import normalise
from cjaplans.normalise.user_layouts import IGNORE, TableLayout, UserLayout, layouts_for
from cjaplans.normalise.user_layouts.writing import header_of

COMMAND = "cjaplans serve --review"


class ChangedReading(UsageProblem):
    """A table that is no longer read as somebody saw it."""


@dataclass(frozen=True, slots=True)
class Taught:
    """A table of a known document, and how it is read today; ``number`` counts from 1.

    ``table`` and ``reading`` are those that a layout has to name: the first of a table's parts, where it goes on
    without a header of its own.
    """

    document: Known
    number: int
    table: Table
    reading: TableReading

    @property
    def header(self) -> tuple[str, ...]:
        """The headings that a layout would know the table by; none where it has no words."""
        header = tuple(" ".join(text.split()) for text in header_of(self.table, self.reading))
        return header if any(header) else ()

    @property
    def width(self) -> int:
        """The columns that can be named."""
        return len(self.header) or self.table.columns

    @property
    def columns(self) -> dict[int, str]:
        """The field of each column, from 0, that has one or is left out."""
        found = enumerate(self.reading.columns)
        return {n: IGNORE if c.ignored else str(c.field) for n, c in found if c.ignored or c.field}

    def seal(self) -> str:
        """A fingerprint of how the table is read."""
        said = [self.reading.role, self.reading.layout, self.header, sorted(self.columns.items())]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the columns of a table hold, from 0, as somebody says who ``seen`` its seal; others have no field."""

    sha256: str
    number: int
    role: Role
    columns: Mapping[int, str]
    seen: str


@dataclass(frozen=True, slots=True)
class Learnt:
    """The layout that was written, ``new`` or changed, and the document before and after it."""

    path: Path
    files: tuple[str, ...]
    new: bool
    before: Known
    after: Known
    unfit: tuple[str, ...]


def table_of(desk: Desk, sha256: str, number: int) -> Taught:
    """How a table of a document is read today.

    Raises:
        UsageProblem: no such document or table, its extraction is not stored, or a layout has a mistake.
    """
    document = _known(desk, sha256)
    return _table(document, *_read(desk, document, tuple(files_of(desk).values())), number)


def teach(desk: Desk, lesson: Lesson, say: Say) -> Learnt:
    """Write what somebody says of a table into a layout, and normalise its document anew.

    Nothing is written that ``layout check`` would find fault with, or that would not have the table read so.

    Raises:
        UsageProblem: as ``table_of`` does; or the layout would have a mistake, or cannot be written.
        ChangedReading: the table is read otherwise than was seen.
        BusyDatabase: another run is writing to the database.
        NotAppliedYet: it is written, and the document could not be normalised anew.
    """
    with writing(desk.database, desk.wait, COMMAND, say):
        before = _known(desk, lesson.sha256)
        files = files_of(desk)
        taught = _table(before, *_read(desk, before, tuple(files.values())), lesson.number)
        if taught.seal() != lesson.seen:
            what = "is read otherwise than when it was shown"
            raise ChangedReading(f"table {taught.number}", what, "look at it again; nothing was written")
        path, new, layout = _written(desk, files, taught, lesson)
    request = Request(desk.database, jobs=0, layouts=desk.layouts, corrections=desk.corrections, wait=desk.wait)
    with applying(path):
        result = refresh(request, MutedLog(say), files={before.sha256})
    return Learnt(path, layout.files, new, before, _known(desk, before.sha256), result.unfit)


def files_of(desk: Desk) -> dict[Path, UserLayout]:
    """The layouts there are; a folder that is named and not there is made by the first."""
    made_by_the_first = desk.layouts is not None and not desk.layouts.exists()
    return {} if made_by_the_first else layout_files(desk.layouts)


def _known(desk: Desk, sha256: str) -> Known:
    """The current document whose SHA-256 begins so."""
    engine = open_readonly(desk.database)
    found = [each for each in known_documents(engine).values() if each.sha256.startswith(sha256)]
    engine.dispose()
    if len(found) != 1 or found[0].superseded_by is not None:
        raise UsageProblem(sha256, "no current document with this SHA-256", "'cjaplans documents' lists them")
    return found[0]


def _read(desk: Desk, document: Known, layouts: tuple[UserLayout, ...]) -> tuple[ExtractedDocument, Plan]:
    """What was extracted of a document, and what it says by these layouts."""
    folder = folder_of(desk.database)
    store = Store(folder) if folder else None
    extracted = store.read(document.sha256, document.extractor, document.pages) if store else None
    if extracted is None:
        what, _, remedy = NOT_STORED.partition("; ")
        raise UsageProblem(document.file_name, what, remedy)
    return extracted, normalise(extracted, layouts_for(layouts, document.file_name))


def _table(document: Known, extracted: ExtractedDocument, plan: Plan, number: int) -> Taught:
    if not 1 <= number <= len(plan.tables):
        what = f"has no table {number} with columns"
        raise UsageProblem(document.file_name, what, f"it has {len(plan.tables)} such tables")
    place = _origin(plan.tables, number - 1)
    return Taught(document, place + 1, extracted.tables[place], plan.tables[place])


def _origin(readings: Sequence[TableReading], place: int) -> int:
    """The table, from 0, whose columns a table goes on with; itself where it has its own."""
    if not readings[place].inherited:
        return place
    before = (n for n in reversed(range(place)) if not readings[n].inherited)
    return next((n for n in before if _fields(readings[n]) == _fields(readings[place])), place)


def _fields(reading: TableReading) -> list[tuple[str, str | None, bool]]:
    return [(column.heading, column.field, column.ignored) for column in reading.columns]


def _written(
    desk: Desk, files: Mapping[Path, UserLayout], taught: Taught, lesson: Lesson
) -> tuple[Path, bool, UserLayout]:
    """Write the layout of a lesson if it is sound and the table is read by it then: its file, whether new, and it."""
    document = taught.document
    folder = desk.layouts or DEFAULT_FOLDER
    draft = draft_for(files, document.file_name, document.sha256, taught.reading.layout, folder)
    text, layout = draft.with_table(TableLayout(lesson.role, taught.header, taught.width, dict(lesson.columns)))
    after = dict(sorted({**files, draft.path: layout}.items()))
    refuse_clashes(after)
    _, plan = _read(desk, document, tuple(after.values()))
    if plan.tables[taught.number - 1].layout != layout.name:
        what = "would not be read by this layout, as the program finds other headings in it"
        raise UsageProblem(f"table {taught.number}", what, "write a layout by hand: 'cjaplans layout save' begins one")
    replace_text(draft.path, text, "--layouts")
    return draft.path, draft.text is None, layout
