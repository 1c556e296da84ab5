"""Ingests onto disks that are too small, in a mount namespace of its own: prints what became of each, as JSON.

unshare --user --map-root-user --mount python small_disk.py FOLDER FILE...
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cjaplans import cli
from cjaplans.ingest.command import ingest_paths
from cjaplans.ingest.errors import Problem
from cjaplans.ingest.request import Request
from cjaplans.load.errors import DatabaseError
from tests.ingest.content import content, documents
from tests.ingest.killing import silent_log, stored

LARGE = "64m"
STEPS = 7


def main(folder: Path, files: Sequence[str]) -> dict[str, Any]:
    """What became of runs on disks of several sizes, of one by the command line, and on read-only disks."""
    with _disk(folder, LARGE):
        message = _ingest(folder, files)
        assert message is None, message
        reference, peak = _content(folder), shutil.disk_usage(folder).used
        _mount("-o", "remount,ro", folder)
        read_only = {"message": _ingest(folder, files), "listing": _listing(folder)}
    sizes = [4096 * (8 + 2 * peak // 4096 * n // STEPS) for n in range(STEPS)]  # the log takes as much again
    return {
        "disks": [_on_a_disk(folder, files, size, reference) for size in sizes],
        "command": _command(folder, files, sizes[STEPS // 2]),
        "extractions": _small_store(folder, files, reference),
        "read_only": read_only,
        "read_only_empty": _read_only_empty(folder, files),
        "read_only_file": _read_only_file(folder, files),
    }


def _on_a_disk(folder: Path, files: Sequence[str], size: int, reference: object) -> dict[str, Any]:
    with _disk(folder, str(size)):
        result: dict[str, Any] = {"size": size, "message": _ingest(folder, files), **_left(folder)}
        _mount("-o", f"remount,size={LARGE}", folder)
        return result | {"after": _ingest(folder, files), "same": _content(folder) == reference}


def _small_store(folder: Path, files: Sequence[str], reference: object) -> dict[str, Any]:
    """The database has room, and what is stored beside it has none."""
    store = folder / "extracted"
    with _disk(folder, LARGE):
        store.mkdir()
        with _disk(store, "4096"):
            result: dict[str, Any] = {"message": _ingest(folder, files), **_left(folder)}
            _mount("-o", f"remount,size={LARGE}", store)
            return result | {"after": _ingest(folder, files), "same": _content(folder) == reference}


def _left(folder: Path) -> dict[str, Any]:
    """Whether what is on the full disk is sound, and how many documents it holds; SQLite needs room to open it."""
    with TemporaryDirectory() as name:
        for path in folder.glob("plans.db*"):
            if not path.name.endswith("-shm"):
                shutil.copy(path, name)
        copy = _database(Path(name))
        if not copy.exists():
            return {"sound": True, "documents": 0}
        with closing(sqlite3.connect(copy)) as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {"sound": sound, "documents": len(documents(copy))}


def _command(folder: Path, files: Sequence[str], size: int) -> dict[str, Any]:
    """What the command says and ends with."""
    with _disk(folder, str(size)), redirect_stderr(StringIO()) as err:
        code = cli.run(["ingest", *files, "--database", str(_database(folder)), "--no-ocr", "--jobs", "1", "--quiet"])
    return {"code": int(code), "stderr": err.getvalue()}


def _listing(folder: Path) -> int:
    with redirect_stdout(StringIO()):
        return int(cli.run(["documents", "--db", str(_database(folder))]))


def _read_only_empty(folder: Path, files: Sequence[str]) -> str | None:
    with _disk(folder, LARGE):
        _mount("-o", "remount,ro", folder)
        return _ingest(folder, files)


def _read_only_file(folder: Path, files: Sequence[str]) -> dict[str, Any]:
    """A database that cannot be written in a folder that can."""
    with _disk(folder, LARGE):
        _ingest(folder, files)
        _mount("--bind", _database(folder), _database(folder))
        _mount("-o", "remount,bind,ro", _database(folder))
        return {"message": _ingest(folder, files), "listing": _listing(folder)}


def _ingest(folder: Path, files: Sequence[str]) -> str | None:
    """The one line with which a run failed; None if it did not."""
    try:
        ingest_paths(files, Request(str(_database(folder)), jobs=0, ocr=False), silent_log())
    except (DatabaseError, Problem) as error:
        return str(error)
    return None


def _content(folder: Path) -> object:
    return content(_database(folder)), stored(_database(folder))


def _database(folder: Path) -> Path:
    return folder / "plans.db"


@contextmanager
def _disk(folder: Path, size: str) -> Iterator[None]:
    _mount("-t", "tmpfs", "-o", f"size={size}", "small", folder)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def _mount(*arguments: str | Path) -> None:
    subprocess.run(["mount", *arguments], check=True)


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2:])))
