"""Stored extractions: what was written comes back, or nothing does."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjaplans.extract.document import extract
from cjaplans.extract.model import (
    BlockKind,
    Box,
    Cell,
    Engine,
    ExtractedDocument,
    Notice,
    PageInfo,
    Paragraph,
    Region,
    Table,
    TextBlock,
    TextSource,
)
from cjaplans.ingest.stored import Store, Stored, decode, encode

RAW = Path(__file__).parents[2] / "data" / "raw"
DOCUMENT = ExtractedDocument((PageInfo(1, 595.28, 842.0, 12),), (), (), (Notice(1, "odd", "an odd thing"),), 1)
STORED = Stored("ab" * 32, "extractor", "3-9,12", DOCUMENT)

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
numbers = st.floats(allow_nan=False, allow_infinity=False)
counts = st.integers(0, 10_000)


def some(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


boxes = st.builds(Box, numbers, numbers, numbers, numbers)
paragraphs = st.builds(Paragraph, texts, boxes, st.booleans(), st.booleans(), texts, numbers, texts)
cells = st.builds(Cell, counts, counts, counts, counts, counts, boxes, some(paragraphs), st.booleans(), st.floats(0, 1))
tables = st.builds(
    Table,
    counts,
    counts,
    some(cells),
    some(st.builds(Region, counts, boxes)),
    st.sampled_from(Engine),
    st.floats(0, 1),
    counts,
    some(cells),
)
blocks = st.builds(TextBlock, st.sampled_from(BlockKind), counts, paragraphs)
pages = st.builds(
    PageInfo, counts, numbers, numbers, counts, st.sampled_from(TextSource), st.floats(0, 1), counts, numbers
)
notices = st.builds(Notice, st.none() | counts, texts, texts)
documents = st.builds(ExtractedDocument, some(pages), some(tables), some(blocks), some(notices), st.none() | counts)


@given(st.builds(Stored, texts, texts, st.none() | texts, documents))
def test_what_is_written_comes_back(stored: Stored) -> None:
    assert decode(encode(stored)) == stored
    assert encode(stored) == encode(stored)


@pytest.mark.parametrize("name", sorted(path.name for path in RAW.glob("*.pdf")))
def test_every_sample_comes_back(name: str) -> None:
    document = extract(RAW / name)
    read = decode(encode(replace(STORED, document=document)))
    assert read is not None
    assert read.document == document


def test_a_document_is_found_by_what_it_was_made_from(tmp_path: Path) -> None:
    store = Store(tmp_path / "extracted")
    assert store.read(STORED.sha256, "extractor", "3-9,12") is None
    store.write(STORED.sha256, encode(STORED))
    assert store.read(STORED.sha256, "extractor", "3-9,12") == DOCUMENT
    assert store.read(STORED.sha256, "another", "3-9,12") is None
    assert store.read(STORED.sha256, "extractor", None) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no archive",
        encode(STORED)[:-9],
        encode(replace(STORED, format=99)),
        encode(replace(STORED, sha256="cd" * 32)),
    ],
)
def test_a_file_that_is_cut_or_foreign_is_as_if_it_were_not_there(tmp_path: Path, content: bytes) -> None:
    store = Store(tmp_path)
    store.path(STORED.sha256).write_bytes(content)
    assert store.read(STORED.sha256, "extractor", "3-9,12") is None


def test_what_cannot_be_written_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    store.write(STORED.sha256, encode(STORED))

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.write(STORED.sha256, b"other")
    assert [path.name for path in tmp_path.iterdir()] == [f"{STORED.sha256}.json.gz"]
    assert store.read(STORED.sha256, "extractor", "3-9,12") == DOCUMENT


@pytest.mark.skipif(os.name == "nt", reason="modes")
def test_what_is_written_has_the_users_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        Store(tmp_path / "extracted").write("a", b"content")
    finally:
        os.umask(before)
    modes = [path.stat().st_mode & 0o777 for path in (tmp_path / "extracted", tmp_path / "extracted" / "a.json.gz")]
    assert modes == [0o750, 0o640]


def test_what_a_killed_run_left_is_swept(tmp_path: Path) -> None:
    store = Store(tmp_path, "plans.db")
    store.write(STORED.sha256, encode(STORED))
    for name in ("plans.db.part", "other.db.part"):  # the other database's run may be at work
        (tmp_path / name).write_bytes(b"half")
    store.sweep()
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{STORED.sha256}.json.gz", "other.db.part"]
