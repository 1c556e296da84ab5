"""The layout file that a table's columns are written to: which one it is, and its text with the table in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from cjaplans.ingest.errors import UsageProblem
from cjaplans.ingest.written.folder import SUFFIXES
from cjaplans.ingest.written.layouts import LARGEST, layout_in
from cjaplans.normalise.user_layouts import TableLayout, UserLayout
from cjaplans.normalise.user_layouts.checking import NAME, clashes, read_layout
from cjaplans.normalise.user_layouts.editing import new_layout, with_table, with_table_put
from cjaplans.normalise.written import Mistake, Unwritable

#: Of a layout's name, as much as comes from that of a file.
LONGEST_NAME = 60
BY_HAND = "change it by hand, or lay it out as docs/layouts.md shows"


@dataclass(frozen=True, slots=True)
class Draft:
    """A layout that is to be written: its file, what that says now (None of a new one), and what it says."""

    path: Path
    text: str | None
    layout: UserLayout

    def with_table(self, table: TableLayout) -> tuple[str, UserLayout]:
        """The text and the layout with a table put in. Raises ``UsageProblem``."""
        meant = with_table_put(self.layout, table)
        begun = new_layout(self.layout.name, self.layout.files[0]) if self.text is None else self.text
        try:
            text = with_table(begun, self.layout, table)
        except Unwritable:
            raise UsageProblem(str(self.path), "is not laid out line by line", BY_HAND) from None
        written, mistakes = read_layout(text)
        if mistakes:
            raise UsageProblem(f"{self.path}:{mistakes[0].line}", mistakes[0].what, mistakes[0].remedy)
        if written != meant or len(text.encode()) > LARGEST:
            raise UsageProblem(str(self.path), "cannot be changed safely", BY_HAND)
        return text, meant


def draft_for(
    files: Mapping[Path, UserLayout], file_name: str, sha256: str, read_by: str | None, folder: Path
) -> Draft:
    """The layout to change for a table of a file.

    It is the one that the table is ``read_by`` if that is for files so named, else the file's own in ``folder``, which
    outweighs those for all files. Raises ``UsageProblem``.
    """
    pattern = pattern_of(file_name)
    for path, layout in files.items():
        if layout.files == (pattern,) or (layout.files and layout.name == read_by):
            return Draft(path, _text(path), layout)
    name = _free_name(file_name, sha256, {layout.name.casefold() for layout in files.values()}, folder)
    return Draft(folder / f"{name}{SUFFIXES[0]}", None, UserLayout(name, (), (pattern,)))


def pattern_of(file_name: str) -> str:
    """The pattern that this name fits and no other."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in file_name)


def refuse_clashes(files: Mapping[Path, UserLayout]) -> None:
    """Raise ``UsageProblem`` where layouts contradict each other."""
    for name, mistake in clashes({str(path): layout for path, layout in files.items()}):
        raise UsageProblem(f"{name}:{mistake.line}", mistake.what, mistake.remedy)


def _text(path: Path) -> str:
    text = layout_in(path)
    if isinstance(text, Mistake):
        raise UsageProblem(f"{path}:{text.line}", text.what, text.remedy)
    return text


def _free_name(file_name: str, sha256: str, taken: Collection[str], folder: Path) -> str:
    """A name for a new layout, after the file it is for."""
    stem = re.sub(r"[^\w.-]+", "-", Path(file_name).stem, flags=re.ASCII).strip(".-")[:LONGEST_NAME]
    names = (stem, f"{stem}-{sha256[:8]}".strip("-"), sha256)
    free = (name for name in names if NAME.fullmatch(name) and name.casefold() not in taken)
    return next((name for name in free if not (folder / f"{name}{SUFFIXES[0]}").exists()), sha256)
