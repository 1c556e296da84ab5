"""What PATH... means."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cjaplans.ingest.discover import discover
from cjaplans.ingest.errors import UsageProblem


def touch(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"%PDF-1.4")
    return path


def names(folder: Path, *paths: str | Path) -> list[str]:
    found = discover([str(path) for path in paths])
    return [Path(str(file)).relative_to(folder).as_posix() for file in found.files]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.pdf", "a.PDF", "notes.txt", ".hidden.pdf", ".cache/c.pdf", "deep/er/d.pdf"):
        touch(tmp_path / name)
    return tmp_path


def test_a_folder_gives_its_pdfs_sorted_at_any_depth(folder: Path) -> None:
    assert names(folder, folder) == ["a.PDF", "b.pdf", "deep/er/d.pdf"]


def test_a_named_file_is_tried_whatever_it_is_called(folder: Path) -> None:
    assert names(folder, folder / "notes.txt", folder / ".hidden.pdf") == ["notes.txt", ".hidden.pdf"]


def test_files_keep_the_order_given_and_come_once(folder: Path) -> None:
    assert names(folder, folder / "b.pdf", folder, folder / "deep" / ".." / "a.PDF") == [
        "b.pdf",
        "a.PDF",
        "deep/er/d.pdf",
    ]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.pdf", ["b.pdf"]),
        ("**/*.pdf", ["b.pdf", "deep/er/d.pdf"]),
        ("**", ["a.PDF", "b.pdf", "deep/er/d.pdf"]),
        ("deep/*/d.???", ["deep/er/d.pdf"]),
    ],
)
def test_patterns(folder: Path, pattern: str, expected: list[str]) -> None:
    assert names(folder, folder / pattern) == expected


def test_a_file_whose_name_looks_like_a_pattern(tmp_path: Path) -> None:
    touch(tmp_path / "plan [1].pdf")
    assert names(tmp_path, tmp_path / "plan [1].pdf") == ["plan [1].pdf"]


@pytest.mark.parametrize("path", ["missing.pdf", "missing", "*.xls", "empty"])
def test_nothing_to_read_is_an_error_with_a_remedy(tmp_path: Path, path: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageProblem, match=r"(no such file or folder; check|no PDF files found; name)"):
        discover([str(tmp_path / path)])


def test_links_that_leave_the_folder_are_refused(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = touch(tmp_path_factory.mktemp("outside") / "secret.pdf")
    (folder / "out.pdf").symlink_to(outside)
    (folder / "outdir").symlink_to(outside.parent, target_is_directory=True)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "gone.pdf").symlink_to(folder / "nowhere.pdf")
    (folder / "z-again.pdf").symlink_to(folder / "b.pdf")
    found = discover([str(folder)])
    assert [path.name for path in found.files] == ["a.PDF", "b.pdf", "d.pdf"]
    assert {
        refusal.path.name: refusal.reason.split(" that ")[-1].split(" of ")[0].split(";")[0]
        for refusal in found.refused
    } == {
        "out.pdf": "leads out",
        "outdir": "leads out",
        "gone.pdf": "leads nowhere",
    }


def test_links_that_go_in_circles_are_refused_and_the_rest_is_read(folder: Path) -> None:
    (folder / "circle.pdf").symlink_to(folder / "circle.pdf")
    (folder / "again").symlink_to(folder, target_is_directory=True)
    for path in (folder, folder / "**" / "*.pdf"):
        found = discover([str(path)])
        assert [refusal.path.name for refusal in found.refused] == ["circle.pdf"]
        assert "again" not in {part for file in found.files for part in Path(str(file)).parts}
        assert found.files


def test_a_link_that_is_named_is_followed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = touch(tmp_path_factory.mktemp("outside") / "other.pdf")
    (folder / "out.pdf").symlink_to(outside)
    assert names(folder, folder / "out.pdf") == ["out.pdf"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipes_are_never_opened(folder: Path) -> None:
    os.mkfifo(folder / "pipe.pdf")
    found = discover([str(folder)])
    refused = [(refusal.path.name, refusal.reason) for refusal in found.refused]
    assert refused == [("pipe.pdf", "refused: not a regular file; only files are read")]
    with pytest.raises(UsageProblem, match="not a regular file; name a regular file or a folder"):
        discover([str(folder / "pipe.pdf")])
