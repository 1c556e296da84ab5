"""The folder of layouts that analysts write: found, read, checked, and added to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cjaplans.ingest.errors import UsageProblem
from cjaplans.ingest.written.folder import SUFFIXES, files_in, text_of
from cjaplans.normalise.user_layouts import UserLayout
from cjaplans.normalise.written import Mistake
from cjaplans.publish.safe import one_line

#: Where layouts are when neither --layouts nor CJAPLANS_LAYOUTS names a folder.
DEFAULT_FOLDER = Path("data/layouts")
#: A layout is a page of text; a file of more bytes than this is none.
LARGEST = 100_000
MAKE_ONE = "make one with 'cjaplans layout save FILE --name NAME'"
CHECK = f"check the folder given with --layouts, or {MAKE_ONE}"


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A layout file with all that is wrong with it; without a ``layout`` where that hinders reading it."""

    path: Path
    layout: UserLayout | None
    mistakes: tuple[Mistake, ...]

    def lines(self) -> list[str]:
        """One line a mistake: ``PATH:LINE: what; remedy``."""
        return [one_line(f"{self.path}:{mistake}") for mistake in self.mistakes]


def read_layouts(folder: Path | None) -> tuple[UserLayout, ...]:
    """The layouts of ``folder``, or of the default one if it is there, by the names of their files.

    Raises:
        UsageProblem: the folder named is missing, or a file in it has a mistake.
    """
    return tuple(layout_files(folder).values())


def layout_files(folder: Path | None) -> dict[Path, UserLayout]:
    """The layouts of ``folder``, or of the default one if it is there, by their files. Raises as ``read_layouts``."""
    if folder is None and not DEFAULT_FOLDER.is_dir():
        return {}
    checked = _checked(files_in(folder or DEFAULT_FOLDER, CHECK))
    wrong = [(file, mistake) for file in checked for mistake in file.mistakes]
    if wrong:
        file, mistake = wrong[0]
        others = f" ({len(wrong)} mistakes in all; see 'cjaplans layout check')" if len(wrong) > 1 else ""
        raise UsageProblem(one_line(f"{file.path}:{mistake.line}"), mistake.what, f"{mistake.remedy}{others}")
    return {file.path: file.layout for file in checked if file.layout}


def check_layouts(paths: Sequence[Path], folder: Path | None) -> tuple[CheckedFile, ...]:
    """Check files and folders of layouts; without ``paths`` the user's folder.

    Raises:
        UsageProblem: a path does not exist, or there is no layout to check.
    """
    files = [file for path in paths or (folder or DEFAULT_FOLDER,) for file in _files_of(path)]
    if not files:
        named = ", ".join(map(str, paths)) or str(folder or DEFAULT_FOLDER)
        raise UsageProblem(named, "no layouts (*.yaml) there", MAKE_ONE)
    return _checked(dict.fromkeys(files))


def write_layout(folder: Path | None, name: str, text: str, *, force: bool) -> Path:
    """Write a new layout into the folder, made if need be; return its file.

    Raises:
        UsageProblem: it is there already and not to be replaced, or cannot be written.
    """
    path = (folder or DEFAULT_FOLDER) / f"{name}{SUFFIXES[0]}"
    if path.is_symlink():
        raise UsageProblem(str(path), "is a link", "give another --name, or remove the link")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w" if force else "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        what = "is there already" if path.exists() else "the folder cannot be made: a file has its name"
        raise UsageProblem(str(path), what, "give another --name, or --force to replace it") from None
    except OSError as error:
        raise UsageProblem(
            str(path), error.strerror or "cannot be written", "give another folder with --layouts"
        ) from error
    return path


def _files_of(path: Path) -> list[Path]:
    if path.is_dir():
        return files_in(path, CHECK)
    if not path.exists():
        raise UsageProblem(str(path), "no such file or folder", f"check the path, or {MAKE_ONE}")
    return [path]


def _checked(files: Iterable[Path]) -> tuple[CheckedFile, ...]:
    """Each file read, with the mistakes that only show beside the others."""
    from cjaplans.normalise.user_layouts.checking import clashes  # knows all headings, and most have no layouts

    read = [_read(path) for path in files]
    beside: dict[str, list[Mistake]] = {}
    for name, mistake in clashes({str(file.path): file.layout for file in read if file.layout}):
        beside.setdefault(name, []).append(mistake)
    return tuple(CheckedFile(x.path, x.layout, (*x.mistakes, *beside.get(str(x.path), ()))) for x in read)


def layout_in(path: Path) -> str | Mistake:
    """The text of a layout file, or why it is not looked at."""
    return text_of(path, LARGEST, "layout")


def _read(path: Path) -> CheckedFile:
    from cjaplans.normalise.user_layouts.checking import read_layout

    text = layout_in(path)
    if isinstance(text, Mistake):
        return CheckedFile(path, None, (text,))
    return CheckedFile(path, *read_layout(text))
