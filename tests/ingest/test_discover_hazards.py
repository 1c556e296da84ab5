"""Folders that are large, deep, closed or full of what is no file; and what happens to a file after it was found."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from cjaplans.ingest.batch import Options, ingest
from cjaplans.ingest.discover import MOST_LINES, discover, refusal_lines
from cjaplans.ingest.ledger import DryRunLedger
from cjaplans.ingest.outcome import FileState, Refusal
from cjaplans.ingest.sources.source import Source
from cjaplans.ingest.task import Read, Task, Unread

NAMES = ("a'b.pdf", 'a"b.pdf', "a;DROP TABLE document;--.pdf", "a\nb.pdf", "a\tb.pdf", "[x] *?.pdf", "ü" * 100 + ".pdf")
DEEP = 1100
REFUSED = "refused: not a regular file; only files are read"
posix = pytest.mark.skipif(os.name != "posix", reason="names and files that only POSIX has")


def unread(task: Task) -> Read | Unread:
    return Unread("read", 0.0)


def reasons(files: Sequence[Source]) -> list[str | None]:
    result = ingest(files, DryRunLedger(None), Options(jobs=0), reader=unread)
    assert all(outcome.state is FileState.REJECTED for outcome in result.files)
    return [outcome.reason for outcome in result.files]


@posix
def test_any_name_that_the_system_allows_is_found(tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / name).write_bytes(b"")
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.pdf"))).write_bytes(b"")
    found = discover([str(tmp_path)])
    assert sorted(path.name for path in found.files) == sorted([*NAMES, "caf\udce9.pdf"])
    assert [path.name for path in found.files] == sorted(path.name for path in found.files)


@pytest.fixture
def deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A file below more folders than there may be calls, made and removed by and by: its path is too long for more."""
    monkeypatch.chdir(tmp_path)
    for _ in range(DEEP):
        Path("d").mkdir()
        os.chdir("d")
    Path("deep.pdf").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    yield "deep.pdf"
    for _ in range(DEEP):
        os.chdir("d")
    Path("deep.pdf").unlink()
    for _ in range(DEEP):
        os.chdir("..")
        Path("d").rmdir()


@posix
def test_folders_may_lie_deeper_in_each_other_than_calls_can(deep: str) -> None:
    for path in (".", "**/*.pdf"):
        assert [file.name for file in discover([path]).files] == [deep]


@posix
@pytest.mark.parametrize("pattern", [".", "**", "*/*.pdf"])
def test_pipes_sockets_and_links_to_them_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str
) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    monkeypatch.chdir(tmp_path)
    (folder / "plan.pdf").write_bytes(b"")
    os.mkfifo(folder / "pipe.pdf")
    (folder / "to-pipe.pdf").symlink_to("pipe.pdf")
    (folder / "to-device.pdf").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("plans/socket.pdf")
        found = discover([pattern])
    assert [file.name for file in found.files] == ["plan.pdf"]
    said = {refusal.path.name: refusal.reason for refusal in found.refused}
    assert "leads out of" in said.pop("to-device.pdf")
    assert said == dict.fromkeys(("pipe.pdf", "socket.pdf", "to-pipe.pdf"), REFUSED)


@pytest.mark.parametrize("pattern", ["", "**"])
def test_a_folder_that_may_not_be_listed_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str
) -> None:
    (tmp_path / "plan.pdf").write_bytes(b"")
    (tmp_path / "closed").mkdir()
    listed = os.scandir

    def scandir(folder: Path) -> object:
        if folder.name == "closed":
            raise PermissionError(13, "Permission denied")
        return listed(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    found = discover([str(tmp_path / pattern)])
    assert [(refusal.path.name, refusal.reason) for refusal in found.refused] == [
        ("closed", "cannot be listed: Permission denied; check its permissions")
    ]


@posix
def test_what_takes_the_place_of_a_file_after_it_was_found_is_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"secret")
    folder = tmp_path / "plans"
    folder.mkdir()
    for name in ("gone.pdf", "link.pdf", "pipe.pdf"):
        (folder / name).write_bytes(b"")
    found = discover([str(folder)])
    for file in found.files:
        Path(str(file)).unlink()
    (folder / "link.pdf").symlink_to(secret)
    os.mkfifo(folder / "pipe.pdf")
    said = reasons(found.files)
    assert [str(reason).partition(";")[0] for reason in said] == [
        "cannot be read: No such file or directory",
        "a link has taken the place of the file",
        "not a regular file",
    ]


@posix
def test_a_link_is_read_where_it_led_when_it_was_found(tmp_path: Path) -> None:
    for name in ("plan", "other"):
        (tmp_path / name).write_bytes(name.encode())
    link = tmp_path / "link.pdf"
    link.symlink_to("plan")
    found = discover([str(tmp_path)])
    link.unlink()
    link.symlink_to("other")
    read: list[bytes] = []
    ingest(
        found.files,
        DryRunLedger(None),
        Options(jobs=0),
        reader=lambda task: read.append(task.data) or Unread("read", 0.0),  # type: ignore[func-returns-value]
    )
    assert read == [b"plan"]


def test_thousands_of_refusals_are_counted_by_their_reason() -> None:
    refused = [Refusal(Path(f"{n}.pdf"), "not a regular file" if n % 2 else "a link") for n in range(1000)]
    lines = list(refusal_lines(refused))
    assert lines[:2] == ["0.pdf: a link", "1.pdf: not a regular file"]
    assert sorted(lines[MOST_LINES:]) == ["490 more: a link", "490 more: not a regular file"]
    various = list(refusal_lines([Refusal(Path("x"), f"reason {n}") for n in range(1000)]))
    assert len(various) == 2 * MOST_LINES + 1
    assert various[-1] == "960 other reasons; --json lists everything that was refused"
