"""Bytes are taken from regular files of a bounded size, and from nothing that has taken a file's place."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from cjaplans.extract import file
from cjaplans.extract.errors import UnreadableFile
from cjaplans.extract.file import read_bytes

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
needs_links = pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="needs links that need not be followed")


def refused(path: Path, **options: bool) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(path, **options)  # type: ignore[arg-type]
    return str(caught.value)


def test_a_file_is_read_whole_whatever_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "PIECE", 7)
    for size in (0, 1, 6, 7, 8, 100):
        (tmp_path / "plan").write_bytes(bytes(range(size)))
        assert read_bytes(tmp_path / "plan") == bytes(range(size))


def test_a_file_above_the_bound_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "large"
    with path.open("wb") as large:
        large.truncate(file.LARGEST + 1)  # sparse: it takes no room
    assert refused(path) == "the file is larger than 500 MB; split it, or make its pictures smaller"


def test_a_file_that_grows_while_it_is_read_ends_at_the_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "log"
    path.write_bytes(b"x" * 10)

    class Growing(io.FileIO):
        def read(self, size: int | None = -1) -> bytes:
            return b"x" * 10

    monkeypatch.setattr(io, "FileIO", Growing)
    with pytest.raises(UnreadableFile, match="larger than"):
        read_bytes(path, largest=1000)


@needs_pipes
def test_a_pipe_is_neither_waited_for_nor_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path / "pipe") == "not a regular file; name a regular file"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs devices")
def test_a_device_that_never_ends_is_not_read() -> None:
    assert refused(Path("/dev/zero")) == "not a regular file; name a regular file"


@needs_links
def test_a_link_is_opened_only_where_it_is_to_be_followed(tmp_path: Path) -> None:
    (tmp_path / "plan").write_bytes(b"%PDF")
    (tmp_path / "link").symlink_to(tmp_path / "plan")
    assert read_bytes(tmp_path / "link") == b"%PDF"
    assert refused(tmp_path / "link", follow=False) == "a link has taken the place of the file; run again"


def test_folders_and_files_that_are_gone_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "gone").startswith("cannot be read: No such file")
    assert refused(tmp_path) == "not a regular file; name a regular file"
