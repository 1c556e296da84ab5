"""One file read without a database: its tables, or its plan."""

from __future__ import annotations

from pathlib import Path

from cjaplans.extract.document import extract
from cjaplans.extract.errors import PagesOutOfRange, UnreadableFile
from cjaplans.extract.model import ExtractedDocument
from cjaplans.extract.switches import Switches
from cjaplans.ingest.engines import require_second_opinion
from cjaplans.ingest.errors import RejectedFile, UsageProblem
from cjaplans.ingest.passwords import read_passwords
from cjaplans.ingest.written.layouts import read_layouts
from cjaplans.normalise.model import Plan
from cjaplans.normalise.plan import normalise
from cjaplans.normalise.user_layouts import layouts_for


def read_document(
    path: Path,
    *,
    pages: frozenset[int] | None = None,
    per_page: bool = False,
    password_file: Path | None = None,
    second_opinion: bool = False,
    ocr: bool = True,
) -> ExtractedDocument:
    """What is on ``path``, its tables stitched over page breaks unless ``per_page``.

    Raises:
        UsageProblem: the file does not exist, or has not the pages asked for; or no engine for a second opinion.
        RejectedFile: it cannot be read.
    """
    if second_opinion:
        require_second_opinion()
    passwords = read_passwords(password_file)
    if not path.is_file():
        what = "no such file" if not path.exists() else "not a regular file"
        raise UsageProblem(str(path), what, "name one PDF file")
    try:
        switches = Switches(pages, second_opinion, ocr)
        return extract(path, switches, password=passwords.for_file(path.name), stitched=not per_page)
    except PagesOutOfRange as error:
        raise UsageProblem(str(path), error.reason, error.remedy) from error
    except UnreadableFile as error:
        raise RejectedFile(str(path), error.reason, error.remedy) from error
    except PermissionError as error:
        raise RejectedFile(
            str(path), error.strerror or "cannot be opened", "check the permissions of the file"
        ) from error


def read_plan(
    path: Path,
    *,
    pages: frozenset[int] | None = None,
    password_file: Path | None = None,
    layouts: Path | None = None,
) -> tuple[ExtractedDocument, Plan]:
    """What ``path`` holds and what it says, read as the next ingest would with the folder of ``layouts``.

    Raises:
        UsageProblem: the file does not exist, has not the pages asked for, or a layout has a mistake.
        RejectedFile: it cannot be read.
    """
    taught = layouts_for(read_layouts(layouts), path.name)
    document = read_document(path, pages=pages, password_file=password_file)
    return document, normalise(document, taught)
