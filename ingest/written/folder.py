"""Folders of YAML files that people write: which files are meant, and what they hold."""

from __future__ import annotations

from pathlib import Path

from cjaplans.ingest.errors import UsageProblem
from cjaplans.ingest.whole import write_whole
from cjaplans.normalise.written import Mistake

SUFFIXES = (".yaml", ".yml")


def files_in(folder: Path, remedy: str) -> list[Path]:
    """The YAML files of a folder, by name; hidden files are none.

    Raises:
        UsageProblem: the folder cannot be read; with the ``remedy``.
    """
    try:
        found = sorted(folder.iterdir())
    except OSError as error:
        raise UsageProblem(str(folder), error.strerror or "cannot be read", remedy) from error
    return [path for path in found if path.suffix.lower() in SUFFIXES and not path.name.startswith(".")]


def made(folder: Path, option: str) -> Path:
    """The folder that an ``option`` names, made if it is not there. Raises ``UsageProblem``."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = error.strerror or "cannot be made"
        raise UsageProblem(str(folder), what, f"give another folder with {option}") from error
    return folder


def text_of(path: Path, largest: int, what: str) -> str | Mistake:
    """What a file of up to ``largest`` bytes holds, or why it is not looked at; ``what`` names its kind ("layout")."""
    if path.is_symlink() and not path.resolve().is_relative_to(path.parent.resolve()):
        return Mistake(1, "the file is a link that leads out of its folder", "copy the file itself there")
    if not path.is_file():
        return Mistake(1, "not a regular file", f"put a {what} file in its place, or remove it")
    try:
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except OSError as error:
        return Mistake(1, error.strerror or "cannot be read", "check the file's permissions")
    if len(data) > largest:
        return Mistake(1, f"the file is larger than {largest:,} bytes", f"divide it into several {what} files")
    return _decoded(data)


def _decoded(data: bytes) -> str | Mistake:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Mistake(line, f"byte 0x{data[error.start]:02X} is not UTF-8 text", "save the file as UTF-8")


def replace_text(path: Path, text: str, option: str = "--corrections") -> None:
    """Write a file whole or not at all, its folder made if need be; it keeps its permissions.

    ``option`` is the one that names its folder.

    Raises:
        UsageProblem: it is a link, or cannot be written.
    """
    if path.is_symlink():
        raise UsageProblem(str(path), "is a link", "put the file itself there")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text.encode())
    except OSError as error:
        what = error.strerror or "cannot be written"
        raise UsageProblem(str(path), what, f"give another folder with {option}") from error
