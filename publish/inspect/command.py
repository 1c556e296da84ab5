"""``cjaplans inspect``: pages of one file as pictures with what was found on them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PIL import Image

from cjaplans.extract.errors import UnreadableFile
from cjaplans.extract.file import read_bytes
from cjaplans.extract.model import ExtractedDocument, PageInfo
from cjaplans.extract.picture import picture_of
from cjaplans.ingest.errors import RejectedFile, UsageProblem
from cjaplans.ingest.passwords import read_passwords
from cjaplans.ingest.single import read_plan
from cjaplans.normalise.model import Plan
from cjaplans.publish.inspect.draw import drawn
from cjaplans.publish.inspect.key import with_key
from cjaplans.publish.inspect.marks import PageMarks, page_marks, page_to_show
from cjaplans.publish.safe import one_line

SUFFIX = ".png"


def inspect(
    file: Path,
    output: Path | None,
    *,
    pages: frozenset[int] | None = None,
    resolution: int = 110,
    password_file: Path | None = None,
    layouts: Path | None = None,
    redact_people: bool = False,
) -> list[str]:
    """Draw ``pages`` of ``file``, or the first with actions, as PNG files; return a line on each.

    Several pages are numbered: ``page-3.png``, ``page-4.png``.

    Raises:
        Problem: the file or a page cannot be read, a picture cannot be written, or names are to be withheld.
    """
    if redact_people:
        what = "a picture of a page shows every name on it"
        raise UsageProblem(
            "inspect", what, "leave --redact-people and CJAPLANS_REDACT_PEOPLE out, and keep the picture safe"
        )
    output = _checked(output or Path(f"{file.stem}{SUFFIX}"))
    document, plan = read_plan(file, password_file=password_file, layouts=layouts)
    wanted = _wanted(file, document, plan, pages)
    password = read_passwords(password_file).for_file(file.name)
    lines = []
    for number in wanted:
        marks = page_marks(document, plan, number)
        page = next(page for page in document.pages if page.number == number)
        try:
            picture = picture_of(read_bytes(file), page, resolution, password)
        except UnreadableFile as error:
            raise RejectedFile(str(file), error.reason, error.remedy) from error
        path = output if len(wanted) == 1 else output.with_name(f"{output.stem}-{number}{output.suffix}")
        _write(_composed(file, document, page, picture, marks), path)
        lines.append(_said(path, marks))
    return lines


def _checked(output: Path) -> Path:
    """The file to write, before any time goes into reading."""
    if output.is_dir():
        raise UsageProblem(str(output), "is a folder", f"name a file in it, as in {output / 'page.png'}")
    if output.suffix.lower() != SUFFIX:
        raise UsageProblem(str(output), "pictures are written as PNG", f"give -o a name that ends in {SUFFIX}")
    if not output.parent.is_dir():
        raise UsageProblem(str(output.parent), "no such folder", "make it first, or give -o another")
    return output


def _wanted(file: Path, document: ExtractedDocument, plan: Plan, pages: Iterable[int] | None) -> list[int]:
    if pages is None:
        return [page_to_show(document, plan)]
    known = {page.number for page in document.pages}
    outside = sorted(set(pages) - known)
    if outside:
        what = f"the file has {len(known)} page{'s' * (len(known) != 1)}, not page {outside[0]}"
        raise UsageProblem(str(file), what, "ask for pages the file has")
    return sorted(pages)


def _composed(
    file: Path, document: ExtractedDocument, page: PageInfo, picture: Image.Image, marks: PageMarks
) -> Image.Image:
    title = [
        f"{one_line(file.name)}, page {marks.number} of {len(document.pages)}",
        f"{_count(len(marks.frames), 'table')}, {_count(marks.actions, 'action')}, text: {page.text_source.value}",
    ]
    return with_key(drawn(picture, page.width, marks), title, marks)


def _write(image: Image.Image, path: Path) -> None:
    try:
        image.save(path, format="PNG")
    except OSError as error:
        raise UsageProblem(str(path), error.strerror or "cannot be written", "give -o another place") from error


def _said(path: Path, marks: PageMarks) -> str:
    counts = (_count(len(marks.frames), "table"), _count(marks.actions, "action"), _count(len(marks.doubts), "doubt"))
    return one_line(f"{path}: page {marks.number}, {', '.join(counts)}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"
