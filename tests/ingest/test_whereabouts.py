"""Addresses of files lead back to them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cjaplans.ingest.sources.local import path_of


@pytest.mark.parametrize("name", ["plan.pdf", "a b?#%;25.pdf", "Kirkcaldy \u2013 plàn.pdf"])
def test_an_address_leads_back_to_its_file(tmp_path: Path, name: str) -> None:
    assert path_of((tmp_path / name).as_uri()) == tmp_path / name


@pytest.mark.skipif(os.name == "nt", reason="names are bytes on POSIX only")
def test_a_name_that_is_not_utf_8_leads_back_to_its_file() -> None:
    path = Path(os.fsdecode(b"/plans/pl\xe0n.pdf"))
    assert path_of(path.as_uri()) == path


def test_a_file_elsewhere_has_no_path() -> None:
    assert path_of("https://example.org/plan.pdf") is None
