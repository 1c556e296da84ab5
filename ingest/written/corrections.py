"""The folder of corrections and reviews: found, read and checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cjaplans.ingest.errors import UsageProblem
from cjaplans.ingest.written.folder import files_in, text_of
from cjaplans.load.corrections import held
from cjaplans.load.database import open_readonly
from cjaplans.load.errors import MissingDatabaseError, SchemaMismatchError
from cjaplans.normalise.corrections import Correction, Review
from cjaplans.normalise.corrections.checking import KIND, Written, read_written, repeats
from cjaplans.normalise.written import Mistake
from cjaplans.publish.safe import one_line

#: Where corrections are when neither --corrections nor CJAPLANS_CORRECTIONS names a folder.
DEFAULT_FOLDER = Path("corrections")
#: A file of more bytes than this is none that people wrote.
LARGEST = 1_000_000
CHECK = f"check the folder given with --corrections, or {KIND.example}"


@dataclass(frozen=True, slots=True)
class Records:
    """All corrections and reviews in force, in the order of their files and places; ``folder`` None without one."""

    folder: Path | None = None
    corrections: tuple[Correction, ...] = ()
    reviews: tuple[Review, ...] = ()


def read_corrections(folder: Path | None) -> Records:
    """What the files of ``folder`` say, or of the default one if any are there, by the names of the files.

    Raises:
        UsageProblem: the folder named is missing, or a file in it has a mistake.
    """
    if folder is None and not (DEFAULT_FOLDER.is_dir() and files_in(DEFAULT_FOLDER, CHECK)):
        return Records()  # an empty folder may be one that could not be mounted
    place = folder or DEFAULT_FOLDER
    files = _read(files_in(place, CHECK))
    wrong = list(_mistakes(files))
    if wrong:
        source, mistake = wrong[0]
        others = f" ({len(wrong)} mistakes in all)" if len(wrong) > 1 else ""
        where = one_line(f"{place / source}:{mistake.line}")
        raise UsageProblem(where, one_line(mistake.what), f"{one_line(mistake.remedy)}{others}")
    return Records(
        place,
        tuple(each for file in files for _, each in file.corrections),
        tuple(each for file in files for _, each in file.reviews),
    )


def refuse_to_forget(database: str, records: Records) -> None:
    """Refuse to go on without a folder where the database mirrors one: its corrections would be lost.

    Raises:
        UsageProblem: the database holds corrections or reviews, and no folder of them was found.
    """
    if records.folder is not None:
        return
    try:
        engine = open_readonly(database)
    except (MissingDatabaseError, SchemaMismatchError):
        return  # there are none in it, as no older version could keep any
    count = held(engine)
    engine.dispose()
    if count:
        what = f"holds {count} corrections and reviews, and no file of them is in a folder '{DEFAULT_FOLDER}' here"
        remedy = "name their folder with --corrections; to give them all up, name an empty one"
        raise UsageProblem(database, what, remedy)


def _read(paths: Sequence[Path]) -> list[Written]:
    return [_written(path) for path in paths]


def _written(path: Path) -> Written:
    text = text_of(path, LARGEST, "correction")
    if isinstance(text, Mistake):
        return Written(path.name, mistakes=(text,))
    return read_written(text, path.name)


def _mistakes(files: Sequence[Written]) -> Iterator[tuple[str, Mistake]]:
    """The mistakes of each file, then those that only show beside the others."""
    for file in files:
        for mistake in file.mistakes:
            yield file.source, mistake
    yield from repeats(files)
